//! The file: parts in a zip archive, with their types and relationships.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

use super::drawing::Picture;
use super::relations::Relations;
use super::xml::Xml;

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";

/// A file that is being put together.
#[derive(Default)]
pub struct Package {
    parts: Vec<(String, Vec<u8>)>,
    /// What the whole file is.
    pub roots: Relations,
}

impl Package {
    /// Adds a part, with what it needs outside itself.
    pub fn part(&mut self, name: &str, bytes: Vec<u8>, relations: Option<&Relations>) {
        self.parts.push((name.to_owned(), bytes));
        if let Some(relations) = relations.filter(|relations| !relations.is_empty()) {
            let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
            self.parts
                .push((format!("{folder}/_rels/{file}.rels"), relations.xml()));
        }
    }

    /// Adds pictures.
    pub fn media(&mut self, pictures: Vec<Picture>) {
        self.parts.extend(
            pictures
                .into_iter()
                .map(|picture| (format!("word/{}", picture.name), picture.bytes)),
        );
    }

    /// Returns the file's bytes.
    pub fn finish(mut self) -> Vec<u8> {
        self.parts
            .insert(0, ("_rels/.rels".to_owned(), self.roots.xml()));
        // First, as readers that look at a file's head expect.
        self.parts
            .insert(0, ("[Content_Types].xml".to_owned(), self.types()));
        // A zip archive says when each part was changed; the first day it can say is everyone's.
        let options = SimpleFileOptions::default()
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in &self.parts {
            zip.start_file(name.as_str(), options)
                .expect("a part has a name of its own");
            zip.write_all(bytes).expect("memory takes every byte");
        }
        zip.finish().expect("memory takes every byte").into_inner()
    }

    fn types(&self) -> Vec<u8> {
        Xml::part("Types", &[("xmlns", TYPES)], |xml| {
            let relations = "application/vnd.openxmlformats-package.relationships+xml";
            let endings = [
                ("rels", relations),
                ("xml", "application/xml"),
                ("png", "image/png"),
                ("jpeg", "image/jpeg"),
                ("gif", "image/gif"),
            ];
            for (ending, kind) in endings {
                xml.empty("Default", &[("Extension", ending), ("ContentType", kind)]);
            }
            for (name, _) in &self.parts {
                if let Some(kind) = kind(name) {
                    xml.empty(
                        "Override",
                        &[("PartName", &format!("/{name}")), ("ContentType", &kind)],
                    );
                }
            }
        })
    }
}

/// Returns the type of a part that its ending does not tell.
fn kind(name: &str) -> Option<String> {
    let kind = match name
        .strip_prefix("word/")
        .and_then(|name| name.strip_suffix(".xml"))
    {
        Some("document") => "document.main+xml",
        Some(name) if !name.contains('/') => {
            return Some(format!(
                "{WORD}{}+xml",
                name.trim_end_matches(|c: char| c.is_ascii_digit())
            ));
        }
        _ => match name {
            "docProps/core.xml" => {
                return Some(
                    "application/vnd.openxmlformats-package.core-properties+xml".to_owned(),
                );
            }
            "docProps/app.xml" => {
                return Some(
                    "application/vnd.openxmlformats-officedocument.extended-properties+xml"
                        .to_owned(),
                );
            }
            _ => return None,
        },
    };
    Some(format!("{WORD}{kind}"))
}
