//! Role maps and class maps: one of each for the pack, without any paper's types changing their meaning.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

use lopdf::{Dictionary, Object};

use super::source::Source;
use super::syntax;
use super::writer::Writer;

/// The structure types that ISO 32000-1 defines.
const STANDARD: [&str; 49] = [
    "Document",
    "Part",
    "Art",
    "Sect",
    "Div",
    "BlockQuote",
    "Caption",
    "TOC",
    "TOCI",
    "Index",
    "NonStruct",
    "Private",
    "P",
    "H",
    "H1",
    "H2",
    "H3",
    "H4",
    "H5",
    "H6",
    "L",
    "LI",
    "Lbl",
    "LBody",
    "Table",
    "TR",
    "TH",
    "TD",
    "THead",
    "TBody",
    "TFoot",
    "Span",
    "Quote",
    "Note",
    "Reference",
    "BibEntry",
    "Code",
    "Link",
    "Annot",
    "Ruby",
    "RB",
    "RT",
    "RP",
    "Warichu",
    "WT",
    "WP",
    "Figure",
    "Formula",
    "Form",
];

/// How many steps a role may take to a standard type.
const LONGEST: usize = 32;

/// What types and classes mean in the pack.
#[derive(Default)]
pub struct Roles {
    types: BTreeMap<Vec<u8>, Vec<u8>>,
    classes: BTreeMap<Vec<u8>, Vec<u8>>,
}

/// What types and classes of one paper are called in the pack, where that differs, and what types come down to.
#[derive(Default)]
pub struct Renamed {
    types: HashMap<Vec<u8>, Vec<u8>>,
    classes: HashMap<Vec<u8>, Vec<u8>>,
    roles: HashMap<Vec<u8>, Vec<u8>>,
}

impl Renamed {
    /// Returns what a type is called in the pack.
    pub fn kind<'t>(&'t self, kind: &'t [u8]) -> &'t [u8] {
        self.types.get(kind).map_or(kind, Vec::as_slice)
    }

    /// Returns what a class is called in the pack.
    pub fn class<'t>(&'t self, class: &'t [u8]) -> &'t [u8] {
        self.classes.get(class).map_or(class, Vec::as_slice)
    }

    /// Returns the type that a type comes down to.
    pub fn role<'t>(&'t self, kind: &'t [u8]) -> &'t [u8] {
        self.roles.get(kind).map_or(kind, Vec::as_slice)
    }
}

impl Roles {
    /// Takes in the maps of a paper.
    pub fn unite<W: Write>(
        &mut self,
        source: &mut Source,
        root: &Dictionary,
        prefix: &str,
        writer: &mut Writer<W>,
    ) -> io::Result<Renamed> {
        let mut renamed = Renamed {
            roles: flat(source, root),
            ..Renamed::default()
        };
        self.unite_types(&mut renamed, prefix);
        self.unite_classes(source, root, prefix, &mut renamed, writer)?;
        Ok(renamed)
    }

    fn unite_types(&mut self, renamed: &mut Renamed, prefix: &str) {
        let mut roles: Vec<_> = renamed.roles.iter().collect();
        roles.sort();
        for (kind, role) in roles {
            let taken = match self.types.get(kind) {
                Some(known) => known != role,
                None => standard(kind),
            };
            let name = if taken {
                with(kind, prefix)
            } else {
                kind.clone()
            };
            if taken {
                renamed.types.insert(kind.clone(), name.clone());
            }
            self.types.insert(name, role.clone());
        }
    }

    fn unite_classes<W: Write>(
        &mut self,
        source: &mut Source,
        root: &Dictionary,
        prefix: &str,
        renamed: &mut Renamed,
        writer: &mut Writer<W>,
    ) -> io::Result<()> {
        let Some(classes) = source.entry(root, b"ClassMap").cloned() else {
            return Ok(());
        };
        for (class, attributes) in &classes {
            let body = source.body(attributes, writer)?;
            let taken = self.classes.get(class).is_some_and(|known| *known != body);
            let name = if taken {
                with(class, prefix)
            } else {
                class.clone()
            };
            if taken {
                renamed.classes.insert(class.clone(), name.clone());
            }
            self.classes.insert(name, body);
        }
        Ok(())
    }

    /// Writes the maps as entries of the root of the structure.
    pub fn write(&self, out: &mut Vec<u8>) {
        if !self.types.is_empty() {
            out.extend(b"/RoleMap<<");
            for (kind, role) in &self.types {
                syntax::name(kind, out);
                syntax::name(role, out);
            }
            out.extend(b">>");
        }
        if !self.classes.is_empty() {
            out.extend(b"/ClassMap<<");
            for (class, attributes) in &self.classes {
                syntax::name(class, out);
                out.push(b' ');
                out.extend(attributes);
            }
            out.extend(b">>");
        }
    }
}

/// Returns what each mapped type comes down to; what goes round in circles is left out.
fn flat(source: &Source, root: &Dictionary) -> HashMap<Vec<u8>, Vec<u8>> {
    let Some(map) = source.entry(root, b"RoleMap") else {
        return HashMap::new();
    };
    let step = |kind: &[u8]| match map.get(kind).map(|role| source.resolve(role)) {
        Ok(Object::Name(role)) if role != kind => Some(role.clone()),
        _ => None,
    };
    let role = |kind: &Vec<u8>| {
        let mut role = step(kind)?;
        for _ in 0..LONGEST {
            match step(&role).filter(|_| !standard(&role)) {
                Some(next) => role = next,
                None => return (role != *kind).then_some((kind.clone(), role)),
            }
        }
        None
    };
    map.iter().filter_map(|(kind, _)| role(kind)).collect()
}

fn standard(kind: &[u8]) -> bool {
    STANDARD.iter().any(|name| name.as_bytes() == kind)
}

fn with(name: &[u8], prefix: &str) -> Vec<u8> {
    [prefix.as_bytes(), name].concat()
}
