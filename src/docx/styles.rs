//! Styles, by the names that Word users know them by.

use super::About;
use super::package::Package;
use super::status::is_light;
use super::xml::escaped;

const STYLES: &str = include_str!("styles.xml");

/// Adds the styles, in the house's colour and the document's language.
pub fn add(package: &mut Package, about: &About) {
    let ink = if is_light(&about.accent) {
        "000000"
    } else {
        "ffffff"
    };
    let styles = STYLES
        .replace("{accent}", &about.accent)
        .replace("{on-accent}", ink)
        .replace("{language}", &escaped(&about.language));
    package.part("word/styles.xml", styles.into_bytes(), None);
}
