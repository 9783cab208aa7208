//! Form fields, which inherit from the fields above them.

use lopdf::{Dictionary, Document, Object};

use super::super::open::text;
use super::read::{dictionary, integer, name, value};

/// How deep fields may lie inside one another.
const DEPTH: usize = 32;
/// More options than a list has.
const OPTIONS: usize = 10_000;
/// More text than a field shows.
const TEXT: usize = 1 << 20;
const MULTILINE: i64 = 1 << 12;
const PASSWORD: i64 = 1 << 13;
const RADIO: i64 = 1 << 15;
const PUSH: i64 = 1 << 16;
const COMBO: i64 = 1 << 17;
const COMB: i64 = 1 << 24;

/// Kinds of fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Choice,
    Check,
    Radio,
    /// A push button.
    Button,
    Signature,
    Other,
}

/// A form field as a widget shows it: the widget first, then the fields above it, then the form.
pub(super) struct Field<'a> {
    pub(super) document: &'a Document,
    levels: Vec<&'a Dictionary>,
    form: Option<&'a Dictionary>,
}

impl<'a> Field<'a> {
    /// Gathers a field from its widget.
    pub(super) fn of(document: &'a Document, widget: &'a Dictionary) -> Self {
        let mut levels = vec![widget];
        while let Some(above) = levels
            .last()
            .and_then(|last| dictionary(document, last, b"Parent"))
        {
            if levels.len() > DEPTH {
                break;
            }
            levels.push(above);
        }
        let form = document
            .catalog()
            .ok()
            .and_then(|root| dictionary(document, root, b"AcroForm"));
        Self {
            document,
            levels,
            form,
        }
    }

    /// Returns a value of the field or of those above it.
    pub(super) fn get(&self, key: &[u8]) -> Option<&'a Object> {
        self.levels
            .iter()
            .find_map(|level| value(self.document, level, key))
    }

    /// Returns a value of the field, or else that of the form.
    pub(super) fn get_or_of_form(&self, key: &[u8]) -> Option<&'a Object> {
        self.get(key)
            .or_else(|| value(self.document, self.form?, key))
    }

    /// Returns the widget.
    pub(super) fn widget(&self) -> &'a Dictionary {
        self.levels[0]
    }

    /// Returns the resources that appearances of the form share.
    pub(super) fn resources(&self) -> Option<&'a Dictionary> {
        dictionary(self.document, self.form?, b"DR")
    }

    /// Returns whether viewers are asked to draw the fields anew.
    pub(super) fn is_drawn_by_viewers(&self) -> bool {
        let asked = self
            .form
            .and_then(|form| value(self.document, form, b"NeedAppearances"));
        asked.is_some_and(|asked| asked.as_bool().unwrap_or_default())
    }

    fn has_flag(&self, flag: i64) -> bool {
        self.get(b"Ff")
            .and_then(|flags| flags.as_i64().ok())
            .is_some_and(|flags| flags & flag != 0)
    }

    pub(super) fn is_multiline(&self) -> bool {
        self.has_flag(MULTILINE)
    }

    /// Returns how many cells a field has that gives each letter its own.
    pub(super) fn cells(&self) -> Option<usize> {
        let most = self.get(b"MaxLen").and_then(|most| most.as_i64().ok());
        let cells = most.filter(|_| self.has_flag(COMB))?;
        usize::try_from(cells)
            .ok()
            .filter(|cells| (1..=1000).contains(cells))
    }

    pub(super) fn kind(&self) -> Kind {
        match self.get(b"FT").and_then(|kind| kind.as_name().ok()) {
            Some(b"Tx") => Kind::Text,
            Some(b"Ch") => Kind::Choice,
            Some(b"Sig") => Kind::Signature,
            Some(b"Btn") if self.has_flag(PUSH) => Kind::Button,
            Some(b"Btn") if self.has_flag(RADIO) => Kind::Radio,
            Some(b"Btn") => Kind::Check,
            _ => Kind::Other,
        }
    }

    /// Returns the state that a box or a button of a group is in.
    pub(super) fn state(&self) -> Option<&'a [u8]> {
        name(self.document, self.widget(), b"AS")
            .or_else(|| self.get(b"V").and_then(|state| state.as_name().ok()))
    }

    /// Returns whether a box is ticked.
    pub(super) fn is_on(&self) -> bool {
        self.state().is_some_and(|state| state != b"Off")
    }

    /// Returns what the field is called, for those who do not see it.
    pub(super) fn said(&self) -> Option<String> {
        self.get(b"TU").and_then(super::super::open::line)
    }

    /// Returns the text that the field shows; nothing where it is empty.
    pub(super) fn shown(&self) -> String {
        let shown = match (self.kind(), self.get(b"V")) {
            (Kind::Text, Some(value)) => self.words(value),
            (Kind::Choice, Some(Object::Array(several))) => {
                let lines = several.iter().filter_map(|one| self.choice(one));
                lines.collect::<Vec<_>>().join("\n")
            }
            (Kind::Choice, Some(one)) => self.choice(one).unwrap_or_default(),
            _ => String::new(),
        };
        match self.has_flag(PASSWORD) && self.kind() == Kind::Text {
            true => "*".repeat(shown.chars().count()),
            false => shown,
        }
    }

    /// Reads a value that is text, or a stream of text.
    fn words(&self, value: &Object) -> String {
        match value {
            Object::Stream(stream) => {
                let bytes = stream
                    .get_plain_content_with_limit(TEXT)
                    .unwrap_or_default();
                text(&Object::String(bytes, lopdf::StringFormat::Literal)).unwrap_or_default()
            }
            value => text(value).unwrap_or_default(),
        }
    }

    /// Lists the options of a field that shows several at once, and which are chosen; none for other fields.
    pub(super) fn options(&self) -> Vec<(String, bool)> {
        if self.kind() != Kind::Choice || self.has_flag(COMBO) {
            return Vec::new();
        }
        let chosen = self.shown();
        let listed = self.get(b"Opt").and_then(|options| options.as_array().ok());
        let listed = listed.map_or(&[][..], Vec::as_slice).iter().take(OPTIONS);
        let words = listed.filter_map(|option| match self.document.dereference(option).ok()?.1 {
            Object::Array(pair) => text(self.document.dereference(pair.get(1)?).ok()?.1),
            option => text(option),
        });
        let options: Vec<(String, bool)> = words
            .map(|words| {
                let is_chosen = chosen.lines().any(|line| line == words);
                (words, is_chosen)
            })
            .collect();
        // A value that is no option is shown by itself.
        let known = options.iter().any(|(_, chosen)| *chosen);
        if known { options } else { Vec::new() }
    }

    /// Returns the words of a choice: options may be pairs of what is sent and what is shown.
    fn choice(&self, chosen: &Object) -> Option<String> {
        let document = self.document;
        let chosen = text(document.dereference(chosen).ok()?.1)?;
        let options = self.get(b"Opt").and_then(|options| options.as_array().ok());
        let pair = |option: &Object| {
            let pair = document.dereference(option).ok()?.1.as_array().ok()?;
            let word = |at: usize| text(document.dereference(pair.get(at)?).ok()?.1);
            (word(0)? == chosen).then(|| word(1)).flatten()
        };
        let shown = options.and_then(|options| options.iter().find_map(pair));
        Some(shown.unwrap_or(chosen))
    }

    /// Returns how text stands in its field: 0 left, 1 in the middle, 2 right.
    pub(super) fn standing(&self) -> i64 {
        self.get_or_of_form(b"Q")
            .and_then(|standing| standing.as_i64().ok())
            .unwrap_or_default()
    }

    /// Returns by how many degrees the widget's looks are turned.
    pub(super) fn turned(&self) -> i64 {
        let looks = dictionary(self.document, self.widget(), b"MK");
        let turned = looks.and_then(|looks| integer(self.document, looks, b"R"));
        turned.unwrap_or_default().rem_euclid(360)
    }
}
