//! Colour profiles of PDF/A: one for the pack; papers with another keep theirs for their own pages.

use std::collections::HashSet;
use std::io::{self, Write};

use lopdf::{Dictionary, Object, ObjectId};

use super::links::is;
use super::profiles::LARGEST;
use super::source::Source;
use super::writer::{Writer, digest};

/// The profile of the pack: that of the first paper that has one.
#[derive(Default)]
pub struct OutputIntents {
    kept: Option<(u32, [u8; 16])>,
}

impl OutputIntents {
    /// Returns the profile of the pack.
    pub fn kept(&self) -> Option<u32> {
        self.kept.map(|(number, _)| number)
    }

    /// Takes in the profile of a paper; where the pack has another, the paper's pages are told to use their own.
    pub fn unite<W: Write>(
        &mut self,
        source: &mut Source,
        catalog: &Dictionary,
        writer: &mut Writer<W>,
    ) -> io::Result<()> {
        let Some((intent, profile)) = archival(source, catalog) else {
            return Ok(());
        };
        let Some(Object::Stream(stream)) = source.objects.get(&profile) else {
            return Ok(());
        };
        let content = stream.get_plain_content_with_limit(LARGEST);
        let seen = digest(&[content.as_ref().unwrap_or(&stream.content)]);
        let colours = stream.dict.get(b"N").and_then(Object::as_i64);
        match self.kept {
            None => {
                let body = source.body(&Object::Dictionary(intent), writer)?;
                self.kept = Some((writer.add(&body)?, seen));
            }
            Some((_, known)) if known != seen => {
                let space = match colours {
                    Ok(1) => "DefaultGray",
                    Ok(4) => "DefaultCMYK",
                    _ => "DefaultRGB",
                };
                default(source, space, profile);
            }
            Some(_) => {}
        }
        Ok(())
    }
}

/// Returns the profile that a paper has for PDF/A.
fn archival(source: &Source, catalog: &Dictionary) -> Option<(Dictionary, ObjectId)> {
    let intents = source.items(catalog, b"OutputIntents").iter();
    let mut intents = intents.filter_map(|intent| source.dictionary(intent));
    let intent = intents.find(|intent| is(intent, b"S", b"GTS_PDFA1"))?;
    let profile = intent.get(b"DestOutputProfile").ok()?.as_reference().ok()?;
    Some((intent.clone(), profile))
}

/// Sets a colour space for plain colours wherever a paper has resources.
fn default(source: &mut Source, space: &str, profile: ObjectId) {
    let value = vec![
        Object::Name(b"ICCBased".to_vec()),
        Object::Reference(profile),
    ];
    let mut elsewhere = Vec::new();
    let mut spaces = Vec::new();
    for object in source.objects.values_mut() {
        let entries = match object {
            Object::Dictionary(entries) => entries,
            Object::Stream(stream) => &mut stream.dict,
            _ => continue,
        };
        match entries.get_mut(b"Resources") {
            Ok(Object::Dictionary(resources)) => set(resources, space, &value, &mut spaces),
            Ok(Object::Reference(id)) => elsewhere.push(*id),
            _ => {}
        }
    }
    let mut seen = HashSet::new();
    for id in elsewhere {
        if let Some(Object::Dictionary(resources)) = source.objects.get_mut(&id)
            && seen.insert(id)
        {
            set(resources, space, &value, &mut spaces);
        }
    }
    for id in spaces {
        if let Some(Object::Dictionary(spaces)) = source.objects.get_mut(&id) {
            set_in(spaces, space, &value);
        }
    }
}

fn set(resources: &mut Dictionary, space: &str, value: &[Object], elsewhere: &mut Vec<ObjectId>) {
    match resources.get_mut(b"ColorSpace") {
        Ok(Object::Dictionary(spaces)) => set_in(spaces, space, value),
        Ok(Object::Reference(id)) => elsewhere.push(*id),
        _ => {
            let mut spaces = Dictionary::new();
            set_in(&mut spaces, space, value);
            resources.set("ColorSpace", spaces);
        }
    }
}

fn set_in(spaces: &mut Dictionary, space: &str, value: &[Object]) {
    if !spaces.has(space.as_bytes()) {
        spaces.set(space, value.to_vec());
    }
}
