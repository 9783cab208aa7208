//! The office's list of officers: names, addresses, organisations.

use crate::diagnostic::{Code, Diagnostics};
use crate::load::{Sheet, Workbook};
use crate::model::Origin;

/// How the columns of the list may be headed.
const NAME: [&str; 6] = [
    "name",
    "officer",
    "lead officer",
    "lead",
    "post",
    "post holder",
];
const EMAIL: [&str; 5] = [
    "e-mail",
    "email",
    "e-mail address",
    "email address",
    "address",
];
const ORGANISATION: [&str; 4] = ["organisation", "organisations", "body", "force"];

/// An officer of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Officer {
    /// The name or post, as trackers have it.
    pub name: String,
    /// The address.
    pub email: Option<String>,
    /// The organisation.
    pub organisation: Option<String>,
}

/// The list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Officers {
    list: Vec<Officer>,
}

impl Officers {
    /// Takes the list from the first sheet that has the headings for it; what is wrong is reported.
    pub fn read(workbook: &Workbook, out: &mut Diagnostics) -> Option<Self> {
        let mut sheets = workbook.sheets.iter().filter(|sheet| !sheet.hidden);
        let Some((sheet, headings)) =
            sheets.find_map(|sheet| Some((sheet, Headings::find(sheet)?)))
        else {
            let place = Origin::file(workbook.file.clone());
            let message = format!("`{}` has no list of officers", workbook.file);
            out.add(Code::HeadingMissing, place, message)
                .hint("give it the headings `Name` and `E-mail`, and `Organisation` where officers are asked by organisation");
            return None;
        };
        let mut officers = Self::default();
        for (row, _) in sheet.rows.range(headings.row + 1..) {
            officers.add(sheet, *row, &headings, out);
        }
        Some(officers)
    }

    /// Finds an officer by the name, whatever its case and spaces.
    pub fn find(&self, name: &str) -> Option<&Officer> {
        self.list
            .iter()
            .find(|officer| fold(&officer.name) == fold(name))
    }

    /// Shows the names of the list.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.list.iter().map(|officer| officer.name.as_str())
    }

    /// Finds the address of an organisation: that of its only officer with one.
    pub fn of_organisation(&self, name: &str) -> Option<&str> {
        let of = |officer: &&Officer| {
            officer
                .organisation
                .as_deref()
                .is_some_and(|own| fold(own) == fold(name))
        };
        let mut addresses = self
            .list
            .iter()
            .filter(of)
            .filter_map(|officer| officer.email.as_deref());
        addresses.next().filter(|_| addresses.next().is_none())
    }

    fn add(&mut self, sheet: &Sheet, row: u32, headings: &Headings, out: &mut Diagnostics) {
        let text = |column: Option<u32>| text_at(sheet, row, column?);
        let Some(name) = text(Some(headings.name)) else {
            return;
        };
        let email = text(headings.email);
        let wrong = email.as_deref().is_some_and(|address| !is_address(address));
        if wrong {
            let message = format!(
                "the address of `{name}` is none: `{}`",
                email.clone().unwrap_or_default()
            );
            out.add(
                Code::OfficerUnlisted,
                sheet.origin(row, headings.email.unwrap_or(0)),
                message,
            )
            .hint("write one address, as in `estates@northmarch.example`");
        }
        let email = email.filter(|_| !wrong);
        if let Some(known) = self.find(&name) {
            if email.is_some() && known.email != email {
                let message = format!("`{name}` stands twice, with different addresses");
                out.add(
                    Code::OfficerUnlisted,
                    sheet.origin(row, headings.name),
                    message,
                )
                .hint("the first is taken: delete the other line");
            }
            return;
        }
        let organisation = text(headings.organisation);
        self.list.push(Officer {
            name,
            email,
            organisation,
        });
    }
}

/// Where the columns of the list stand.
struct Headings {
    row: u32,
    name: u32,
    email: Option<u32>,
    organisation: Option<u32>,
}

impl Headings {
    fn find(sheet: &Sheet) -> Option<Self> {
        let rows = sheet.rows.iter().take(20);
        let mut found = rows.filter_map(|(row, cells)| {
            let at = |known: &[&str]| {
                let mut cells = cells.iter();
                let is = |text: String| known.contains(&&*fold(&text));
                cells
                    .find(|(_, cell)| is(cell.text()))
                    .map(|(column, _)| *column)
            };
            let (email, organisation) = (at(&EMAIL), at(&ORGANISATION));
            let name = at(&NAME)?;
            (email.is_some() || organisation.is_some()).then_some(Self {
                row: *row,
                name,
                email,
                organisation,
            })
        });
        found.next()
    }
}

fn text_at(sheet: &Sheet, row: u32, column: u32) -> Option<String> {
    let text = sheet.cell(row, column)?.text();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// Returns whether a text is one address; no other sign gets into the head of a message.
fn is_address(text: &str) -> bool {
    let fine = |c: char| c.is_ascii_alphanumeric() || "._%+-'".contains(c);
    let parts = text.split_once('@');
    parts.is_some_and(|(name, domain)| {
        let named = !name.is_empty() && name.chars().all(fine);
        named
            && domain.contains('.')
            && domain.split('.').all(|part| {
                !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            })
    })
}

/// Folds case and spaces away.
pub fn fold(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}
