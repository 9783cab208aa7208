//! Links: what becomes of each annotation of a paper.

use std::collections::{HashMap, HashSet};

use lopdf::{Dictionary, Object, ObjectId, StringFormat};

use crate::join::Entry;

use super::places::Places;
use super::source::Source;

/// The scheme of addresses that name a place of the pack.
const OURS: &str = "boardpaper:";

/// What becomes of an annotation.
pub enum Fate {
    /// It stays as it is, or as it was made.
    Stays,
    /// It is taken out.
    Goes,
    /// It is taken out, since it leads nowhere: to this address.
    Dangles(Option<String>),
    /// It leads to a place of the pack that may not be written yet.
    Waits(Goal),
}

/// Where a link leads inside the pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goal {
    /// To a place that an entry defines.
    Place(String),
    /// Into the part that holds a place.
    Within(String, Spot),
}

/// A spot in a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spot {
    /// Where it starts.
    Start,
    /// A place with a name of its own.
    Named(Vec<u8>),
    /// A page, by its position.
    Page(usize),
}

/// How the links of a paper are read.
pub struct Links<'e> {
    inside: HashMap<String, &'e str>,
    withheld: HashSet<String>,
}

impl<'e> Links<'e> {
    /// Reads what an entry says of files.
    pub fn of(entry: &'e Entry) -> Self {
        let links = entry.links.iter();
        Self {
            inside: links
                .map(|(file, place)| (plain(file), &place[..]))
                .collect(),
            withheld: entry.withheld.iter().map(|file| plain(file)).collect(),
        }
    }

    /// Decides what becomes of an annotation, and rewrites what of it leads somewhere.
    pub fn judge(
        &self,
        source: &mut Source,
        id: ObjectId,
        page: ObjectId,
        places: &Places,
    ) -> Fate {
        let Some(Object::Dictionary(mut entries)) = source.objects.remove(&id) else {
            return Fate::Goes;
        };
        entries.set("P", Object::Reference(page));
        for key in ["AA", "PA", "AF"] {
            entries.remove(key.as_bytes());
        }
        let fate = self.lead(source, &mut entries, places);
        if !matches!(fate, Fate::Goes | Fate::Dangles(_)) {
            source.objects.insert(id, Object::Dictionary(entries));
        }
        fate
    }

    fn lead(&self, source: &Source, entries: &mut Dictionary, places: &Places) -> Fate {
        if !entries.has(b"A") && !entries.has(b"Dest") {
            return Fate::Stays;
        }
        let fate = match source.entry(entries, b"A") {
            Some(action) if !entries.has(b"Dest") => self.follow(source, action, places),
            _ => None,
        };
        let destination = places.destination(source, entries);
        let address = fate.is_none().then(|| named(source, entries)).flatten();
        let own = entries.remove(b"A");
        entries.remove(b"Dest");
        match (fate, destination) {
            (Some(Fate::Stays), _) => {
                // An address in the web: the action stays, but not what would come after it.
                let mut action = own.map(|action| source.resolve(&action).clone());
                if let Some(Object::Dictionary(action)) = &mut action {
                    action.remove(b"Next");
                }
                entries.set("A", action.unwrap_or(Object::Null));
                Fate::Stays
            }
            (Some(fate), _) => fate,
            (None, Some(destination)) => {
                go_to(entries, destination);
                Fate::Stays
            }
            (None, None) if is(entries, b"Subtype", b"Link") => Fate::Dangles(address),
            (None, None) => Fate::Stays,
        }
    }

    /// Decides by an action that leads out of the paper; nothing where it does not.
    fn follow(&self, source: &Source, action: &Dictionary, places: &Places) -> Option<Fate> {
        match action.get(b"S") {
            Ok(Object::Name(kind)) if kind == b"URI" => {
                let address = string(source, action, b"URI")?;
                Some(self.address(&String::from_utf8_lossy(&address), places))
            }
            Ok(Object::Name(kind)) if kind == b"GoToR" => {
                let file = file(source, action)?;
                Some(self.file(&file, spot(source, action)))
            }
            _ => None,
        }
    }

    /// Decides by an address.
    fn address(&self, address: &str, places: &Places) -> Fate {
        if let Some(place) = address.strip_prefix(OURS) {
            return Fate::Waits(Goal::Place(decoded(place)));
        }
        let (file, fragment) = address.split_once('#').unwrap_or((address, ""));
        if file.is_empty() && !fragment.is_empty() {
            return match places.named(decoded(fragment).as_bytes()) {
                Some(_) => Fate::Waits(Goal::Within(String::new(), spot_of(fragment))),
                None => Fate::Dangles(Some(address.to_owned())),
            };
        }
        match self.file(file, spot_of(fragment)) {
            Fate::Dangles(_) if has_scheme(file) => Fate::Stays,
            Fate::Dangles(_) => Fate::Dangles(Some(address.to_owned())),
            fate => fate,
        }
    }

    fn file(&self, file: &str, spot: Spot) -> Fate {
        let name = plain(file);
        if self.withheld.contains(&name) {
            return Fate::Goes;
        }
        match self.inside.get(&name) {
            Some(place) => Fate::Waits(Goal::Within((*place).to_owned(), spot)),
            None => Fate::Dangles(Some(file.to_owned())),
        }
    }
}

/// Makes an annotation lead to a place inside the pack.
fn go_to(entries: &mut Dictionary, destination: Object) {
    let mut action = Dictionary::new();
    action.set("S", Object::Name(b"GoTo".to_vec()));
    action.set("D", destination);
    entries.set("A", action);
}

/// Whether an entry is a name.
pub fn is(entries: &Dictionary, key: &[u8], name: &[u8]) -> bool {
    matches!(entries.get(key), Ok(Object::Name(found)) if found == name)
}

/// Returns a string of an action.
fn string(source: &Source, action: &Dictionary, key: &[u8]) -> Option<Vec<u8>> {
    match source.resolve(action.get(key).ok()?) {
        Object::String(text, _) => Some(text.clone()),
        _ => None,
    }
}

/// Returns the file that an action leads to.
fn file(source: &Source, action: &Dictionary) -> Option<String> {
    let file = match source.resolve(action.get(b"F").ok()?) {
        Object::Dictionary(entries) => {
            string(source, entries, b"UF").or_else(|| string(source, entries, b"F"))?
        }
        Object::String(text, _) => text.clone(),
        _ => return None,
    };
    let text = Object::String(file, StringFormat::Literal);
    lopdf::decode_text_string(&text).ok()
}

/// Returns where in another file an action leads.
fn spot(source: &Source, action: &Dictionary) -> Spot {
    match action.get(b"D").map(|goal| source.resolve(goal)) {
        Ok(Object::Name(name) | Object::String(name, _)) => Spot::Named(name.clone()),
        Ok(Object::Array(items)) => match items.first() {
            Some(Object::Integer(index)) => usize::try_from(*index).map_or(Spot::Start, Spot::Page),
            _ => Spot::Start,
        },
        _ => Spot::Start,
    }
}

/// Returns the spot that the end of an address names.
fn spot_of(fragment: &str) -> Spot {
    let fragment = decoded(fragment);
    if let Some(page) = fragment.strip_prefix("page=") {
        let number = page.parse::<usize>().ok();
        return number.map_or(Spot::Start, |number| Spot::Page(number.saturating_sub(1)));
    }
    match fragment.strip_prefix("nameddest=").unwrap_or(&fragment) {
        "" => Spot::Start,
        name => Spot::Named(name.as_bytes().to_vec()),
    }
}

/// Returns the name that a link gives to a place it does not find.
fn named(source: &Source, entries: &Dictionary) -> Option<String> {
    let goal = match entries.get(b"Dest") {
        Ok(goal) => goal,
        Err(_) => source.entry(entries, b"A")?.get(b"D").ok()?,
    };
    match source.resolve(goal) {
        Object::Name(name) | Object::String(name, _) => Some(String::from_utf8_lossy(name).into()),
        _ => None,
    }
}

/// Returns the address of a file so that all ways to write it are the same.
fn plain(file: &str) -> String {
    let file = decoded(file).replace('\\', "/").to_lowercase();
    let file = file.strip_prefix("file:").unwrap_or(&file);
    let mut file = file.split(['#', '?']).next().unwrap_or_default();
    while let Some(rest) = file.strip_prefix("./") {
        file = rest;
    }
    file.to_owned()
}

/// Whether an address leads into the web, or to a mailbox.
fn has_scheme(address: &str) -> bool {
    let scheme = address.split_once(':').map_or("", |(scheme, _)| scheme);
    let letters = |letter: char| letter.is_ascii_alphanumeric() || "+-.".contains(letter);
    scheme.len() > 1 && !scheme.eq_ignore_ascii_case("file") && scheme.chars().all(letters)
}

/// Returns an address without its percent signs.
fn decoded(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let digits = after
            .get(..2)
            .and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(value) if byte == b'%' => {
                bytes.push(value);
                rest = &after[2..];
            }
            _ => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
