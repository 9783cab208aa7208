//! Rebuilds the program when a template or a font inside it changes, gives it an identity, and makes its fonts quick to set.

mod bytes;
mod classes;
mod identity;
mod kerning;
mod lookups;
mod marks;
mod pairs;
mod signs;

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

/// Leaves the tables that are quicker than those of a font in a folder of its name, each under its tag.
fn quicken(fonts: &Path, made: &Path) -> std::io::Result<()> {
    let _ = fs::remove_dir_all(made);
    fs::create_dir_all(made)?;
    for font in listed(fonts) {
        let bytes = fs::read(&font)?;
        let tables = [
            ("GDEF", classes::quick(&bytes)),
            ("GPOS", kerning::quick(&bytes)),
            ("GSUB", marks::quick(&bytes)),
        ];
        let folder = made.join(font.file_name().unwrap_or_default());
        for (tag, table) in tables {
            let Some(table) = table else { continue };
            fs::create_dir_all(&folder)?;
            fs::write(folder.join(tag), table)?;
        }
    }
    Ok(())
}
