//! The file's properties and settings.

use crate::model::Date;

use super::About;
use super::package::Package;
use super::xml::Xml;

const CORE: &str = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
const CORE_KIND: &str =
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
const EXTENDED: &str = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
const SETTINGS: &str = include_str!("settings.xml");

/// Adds properties and settings, and says which part is the document.
pub fn add(package: &mut Package, about: &About, date: Date) {
    package.roots.part("officeDocument", "word/document.xml");
    package.roots.part(CORE_KIND, "docProps/core.xml");
    package
        .roots
        .part("extended-properties", "docProps/app.xml");
    package.part("docProps/core.xml", core(about, date), None);
    package.part("docProps/app.xml", application(about), None);
    let settings = SETTINGS.replace("{language}", &super::xml::escaped(&about.language));
    package.part("word/settings.xml", settings.into_bytes(), None);
}

fn core(about: &About, date: Date) -> Vec<u8> {
    let names = [
        ("xmlns:cp", CORE),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    let moment = format!(
        "{:04}-{:02}-{:02}T00:00:00Z",
        date.year, date.month, date.day
    );
    Xml::part("cp:coreProperties", &names, |xml| {
        let texts = [
            ("dc:title", &about.title),
            ("dc:subject", &about.subject),
            ("dc:creator", &about.author),
            ("cp:keywords", &about.keywords),
            ("dc:language", &about.language),
            ("cp:lastModifiedBy", &about.author),
        ];
        for (name, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
            xml.text(name, &[], text);
        }
        for name in ["dcterms:created", "dcterms:modified"] {
            xml.text(name, &[("xsi:type", "dcterms:W3CDTF")], &moment);
        }
    })
}

fn application(about: &About) -> Vec<u8> {
    Xml::part("Properties", &[("xmlns", EXTENDED)], |xml| {
        xml.text("Application", &[], "boardpaper");
        xml.text("Company", &[], &about.author);
    })
}
