//! Rebuilds the program when a template or a font inside it changes, gives it an identity, and makes the kerning of its fonts quick.

mod identity;
mod kerning;
mod positioning;

use std::path::{Path, PathBuf};
use std::{env, fs};

use identity::listed;

fn main() {
    println!(
        "cargo::rustc-env=BOARDPAPER_IDENTITY={}",
        identity::identity()
    );
    let made = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("kerning");
    if let Err(why) = kern(Path::new("fonts"), &made) {
        println!(
            "cargo::error=cannot prepare the fonts in `{}`: {why}",
            made.display()
        );
    }
}

/// Leaves the table of positions for each font that has a slow one, under the font's own name.
fn kern(fonts: &Path, made: &Path) -> std::io::Result<()> {
    let _ = fs::remove_dir_all(made);
    fs::create_dir_all(made)?;
    for font in listed(fonts) {
        let quick = kerning::quick(&fs::read(&font)?);
        let name = font.file_name().unwrap_or_default();
        quick.map_or(Ok(()), |table| fs::write(made.join(name), table))?;
    }
    Ok(())
}
