//! The parts of a workbook that say where its sheets are, and which looks are dates.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Where the sheets of a workbook are.
pub struct Book {
    /// The workbook's own part, such as `xl/workbook.xml`.
    part: String,
    /// The part of each sheet by its tab's name in small letters.
    sheets: BTreeMap<String, String>,
    /// Whether days are counted from 1904.
    pub from_1904: bool,
    /// The looks that show a number as a date, by their places.
    pub date_looks: Vec<bool>,
}

/// An element's name without its prefix, and its attributes.
pub struct Tag {
    /// The name.
    pub name: String,
    /// The attributes, with their prefixes.
    pub attributes: BTreeMap<String, String>,
}

impl Tag {
    /// Reads a start tag.
    pub fn of(start: &BytesStart<'_>) -> Self {
        let attributes = start.attributes().flatten().map(|attribute| {
            let value = quick_xml::escape::unescape(&attribute.value);
            let value = value.map_or_else(|_| attribute.value.to_string(), Into::into);
            (attribute.key.as_ref().to_owned(), value)
        });
        Self {
            name: start.local_name().as_ref().to_owned(),
            attributes: attributes.collect(),
        }
    }

    /// Returns an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }
}

/// Shows every start tag of a part.
pub fn tags(text: &str) -> Vec<Tag> {
    let mut reader = Reader::from_str(text);
    let mut tags = Vec::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(start) | Event::Empty(start)) => tags.push(Tag::of(&start)),
            Ok(Event::Eof) | Err(_) => return tags,
            Ok(_) => {}
        }
    }
}

impl Book {
    /// Reads where things are.
    pub fn read(part: &mut impl FnMut(&str) -> Option<String>) -> Result<Self, String> {
        let no_book = "it is no `.xlsx` workbook";
        let roots = part("_rels/.rels").ok_or(no_book)?;
        let book = target(&tags(&roots), "/officeDocument").ok_or(no_book)?;
        let book = book.trim_start_matches('/').to_owned();
        let text = part(&book)
            .filter(|_| !book.ends_with(".bin"))
            .ok_or(no_book)?;
        let relations = tags(&part(&rels(&book)).ok_or(no_book)?);
        let own = tags(&text);
        let sheets = own.iter().filter(|tag| tag.name == "sheet");
        let sheets = sheets.filter_map(|tag| {
            let id = tag
                .attributes
                .iter()
                .find(|(name, _)| name.ends_with(":id"))?
                .1;
            let relation = relations.iter().find(|tag| tag.get("Id") == Some(id))?;
            let place = beside(&book, relation.get("Target")?);
            Some((tag.get("name")?.to_lowercase(), place))
        });
        let sheets = sheets.collect();
        let flag = |tag: &Tag| matches!(tag.get("date1904"), Some("1" | "true"));
        let styles = target(&relations, "/styles").map(|target| beside(&book, &target));
        let styles = styles.and_then(|name| part(&name)).unwrap_or_default();
        Ok(Self {
            from_1904: own.iter().any(|tag| tag.name == "workbookPr" && flag(tag)),
            date_looks: date_looks(&styles),
            part: book,
            sheets,
        })
    }

    /// Returns the part of a sheet.
    pub fn sheet(&self, name: &str) -> Option<&str> {
        self.sheets.get(&name.to_lowercase()).map(String::as_str)
    }
}

fn target(relations: &[Tag], kind: &str) -> Option<String> {
    let of_kind = |tag: &&Tag| tag.get("Type").is_some_and(|of| of.ends_with(kind));
    let found = relations.iter().find(of_kind)?;
    found.get("Target").map(str::to_owned)
}

/// Returns the part that lists what a part leads to.
fn rels(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    format!("{folder}/_rels/{name}.rels")
        .trim_start_matches('/')
        .to_owned()
}

/// Returns the place that a part leads to.
fn beside(part: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut way: Vec<&str> = folder.split('/').filter(|name| !name.is_empty()).collect();
    for name in target.split('/') {
        match name {
            ".." => {
                way.pop();
            }
            "." => {}
            name => way.push(name),
        }
    }
    way.join("/")
}

/// Finds the looks whose format shows a day.
fn date_looks(styles: &str) -> Vec<bool> {
    let tags = tags(styles);
    let formats: BTreeMap<&str, &str> = tags
        .iter()
        .filter(|tag| tag.name == "numFmt")
        .filter_map(|tag| Some((tag.get("numFmtId")?, tag.get("formatCode")?)))
        .collect();
    let shows_day = |tag: &Tag| {
        let id = tag.get("numFmtId").unwrap_or("0");
        match formats.get(id) {
            Some(code) => code.to_lowercase().contains("yy") || code.to_lowercase().contains("d/m"),
            None => matches!(id, "14" | "15" | "16" | "17" | "22"),
        }
    };
    // Looks of cells follow the tag `cellXfs`, until the next list.
    let after = tags.iter().skip_while(|tag| tag.name != "cellXfs").skip(1);
    let mine =
        after.take_while(|tag| !["cellStyles", "dxfs", "tableStyles"].contains(&tag.name.as_str()));
    mine.filter(|tag| tag.name == "xf").map(shows_day).collect()
}

/// Takes the order of calculation out of a workbook, for a formula of it is gone; programs make it anew. Gives back its part.
pub fn without_chain(
    book: &Book,
    part: &mut impl FnMut(&str) -> Option<String>,
    edited: &mut BTreeMap<String, String>,
) -> Option<String> {
    let list = rels(&book.part);
    let relations = part(&list)?;
    let chain = beside(&book.part, &target(&tags(&relations), "/calcChain")?);
    edited.insert(list, without(&relations, "/calcChain"));
    let types = part("[Content_Types].xml")?;
    edited.insert("[Content_Types].xml".to_owned(), without(&types, &chain));
    Some(chain)
}

/// Takes the element out whose tag holds some words.
fn without(text: &str, words: &str) -> String {
    let Some(at) = text.find(words) else {
        return text.to_owned();
    };
    let start = text[..at].rfind('<').unwrap_or(at);
    let end = text[at..].find("/>").map_or(at, |end| at + end + 2);
    format!("{}{}", &text[..start], &text[end..])
}
