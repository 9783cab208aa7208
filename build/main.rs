//! Rebuilds the program when a template or a font inside it changes, gives it an identity, and makes its fonts quick to set.

mod bytes;
mod classes;
mod coverage;
mod identity;
mod kerning;
mod lookups;
mod pairs;
mod plain;
mod signs;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use identity::listed;

fn main() {
    println!(
        "cargo::rustc-env=BOARDPAPER_IDENTITY={}",
        identity::identity()
    );
    let made = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("quick");
    if let Err(why) = quicken(Path::new("fonts"), &made) {
        println!(
            "cargo::error=cannot prepare the fonts in `{}`: {why}",
            made.display()
        );
    }
}

/// Leaves the tables that are quicker than those of a font in folders of its name, each under its tag: those for any text, and
/// those for plain texts. Beside them stands which characters the fonts have.
fn quicken(fonts: &Path, made: &Path) -> std::io::Result<()> {
    let _ = fs::remove_dir_all(made);
    let mut characters = BTreeSet::new();
    for font in listed(fonts) {
        let bytes = fs::read(&font)?;
        let name = font.file_name().unwrap_or_default();
        let (classes, kerning) = (classes::quick(&bytes), kerning::quick(&bytes));
        let any = [("GDEF", &classes), ("GPOS", &kerning)];
        let any = any.map(|(tag, table)| Some((tag, table.as_ref()?)));
        leave(&made.join("any").join(name), any.into_iter().flatten())?;
        let plain = plain::quick(&bytes);
        let plain = plain.iter().flatten().map(|(tag, table)| (*tag, table));
        leave(&made.join("plain").join(name), plain)?;
        coverage::add(&bytes, &mut characters);
    }
    fs::write(made.join("characters"), coverage::runs(&characters))
}

fn leave<'a>(
    folder: &Path,
    tables: impl Iterator<Item = (&'a str, &'a Vec<u8>)>,
) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    for (tag, table) in tables {
        fs::write(folder.join(tag), table)?;
    }
    Ok(())
}
