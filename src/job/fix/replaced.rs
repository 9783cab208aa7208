//! A file that is replaced, with a copy of the old one beside it.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostics};
use crate::door;
use crate::model::Origin;
use crate::write;

use super::Mended;

/// Replaces a file; gives the name of the copy of the old one. A file that is not as it was read is left alone.
pub fn replace(file: &Mended, out: &mut Diagnostics) -> Option<String> {
    // Where the name leads to a file elsewhere, that one is meant, and the name stays as it is.
    let path = fs::canonicalize(&file.path).unwrap_or_else(|_| file.path.clone());
    if door::bytes(&path, door::LARGEST).ok().as_deref() != Some(file.old.as_bytes()) {
        out.add(
            Code::NotWritten,
            Origin::file(file.shown.as_str()),
            format!(
                "`{}` was changed meanwhile, and is left as it is",
                file.shown
            ),
        )
        .hint("run `boardpaper check --fix` again");
        return None;
    }
    let (copy, name) = match copied(&file.path, &file.old) {
        Ok(copy) => copy,
        Err(error) => return not_copied(file, &error, out),
    };
    let rights = fs::metadata(&path).map(|about| about.permissions());
    if !write::replace(&path, file.new.as_bytes(), &file.shown, out) {
        let _ = fs::remove_file(copy);
        return None;
    }
    if let Ok(rights) = rights {
        let _ = fs::set_permissions(&path, rights.clone());
        let _ = fs::set_permissions(&copy, rights);
    }
    let folder = file.shown.rsplit_once('/').map_or("", |(folder, _)| folder);
    Some(if folder.is_empty() {
        name
    } else {
        format!("{folder}/{name}")
    })
}

fn not_copied(file: &Mended, error: &io::Error, out: &mut Diagnostics) -> Option<String> {
    let message = format!("cannot keep a copy of `{}`: {error}", file.shown);
    out.add(Code::NotWritten, Origin::file(file.shown.as_str()), message)
        .hint("check that the folder may be written to and that the disk is not full; nothing was changed");
    None
}

/// Writes a copy beside a file, under the first name that is free: `paper.toml.bak`, `paper.toml.bak-2`.
fn copied(path: &Path, text: &str) -> io::Result<(PathBuf, String)> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    for number in 1.. {
        let name = match number {
            1 => format!("{name}.bak"),
            _ => format!("{name}.bak-{number}"),
        };
        let copy = path.with_file_name(&name);
        match File::create_new(&copy) {
            Ok(mut file) => {
                let done = file
                    .write_all(text.as_bytes())
                    .and_then(|()| file.sync_all());
                if let Err(error) = done {
                    let _ = fs::remove_file(&copy);
                    return Err(error);
                }
                return Ok((copy, name));
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}
