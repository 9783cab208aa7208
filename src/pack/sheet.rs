//! What the sheets of a pack tell of it, and the places to which they lead.

use crate::model::{Date, Edition, Exempt, PackItem, PackKind, PackPaper, PackSheet};

use super::{Access, AgendaItem, Layout, Meeting, Piece, PieceKind, places};

/// The scheme of the addresses that the joiner turns into links inside the pack.
const SCHEME: &str = "boardpaper:";

/// What a pack is, apart from its pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// For whom it is.
    pub edition: Edition,
    /// What it is.
    pub kind: PackKind,
    /// The number of the supplement or revision, from 1.
    pub number: u32,
    /// When the pack was published that this one adds to or replaces.
    pub published: Option<Date>,
    /// What a revision changed, one line each.
    pub changes: Vec<String>,
}

impl Issue {
    /// Returns an agenda with its papers.
    pub fn agenda(edition: Edition) -> Self {
        Self {
            edition,
            kind: PackKind::Agenda,
            number: 1,
            published: None,
            changes: Vec::new(),
        }
    }
}

/// Returns what the sheets tell; `titles` are those of the pieces.
///
/// Titles of withheld pieces are not looked at. A supplement tells of the items with pieces only, others of all items.
pub fn pack_sheet(
    meeting: &Meeting,
    pieces: &[Piece],
    titles: &[String],
    layout: &Layout,
    issue: &Issue,
) -> PackSheet {
    let places = places(meeting, pieces);
    let told = |item: &&AgendaItem| issue.kind != PackKind::Supplement || has_piece(pieces, item);
    let items = meeting.items.iter().filter(told);
    let sheet = Sheet {
        pieces,
        titles,
        layout,
        places,
        edition: issue.edition,
    };
    PackSheet {
        edition: issue.edition,
        kind: issue.kind,
        number: issue.number,
        published: issue.published,
        items: items
            .map(|item| (item.id.clone(), sheet.item(item)))
            .collect(),
        changes: issue.changes.clone(),
    }
}

fn has_piece(pieces: &[Piece], item: &AgendaItem) -> bool {
    let own = |piece: &Piece| piece.item.as_ref() == Some(&item.id);
    pieces.iter().any(own)
}

struct Sheet<'a> {
    pieces: &'a [Piece],
    titles: &'a [String],
    layout: &'a Layout,
    places: Vec<Vec<String>>,
    edition: Edition,
}

impl Sheet<'_> {
    fn item(&self, item: &AgendaItem) -> PackItem {
        let pages = self.layout.items.get(&item.id).copied();
        let own = |at: &usize| self.pieces[*at].item.as_ref() == Some(&item.id);
        let here: Vec<usize> = (0..self.pieces.len()).filter(own).collect();
        let withheld =
            withheld(item, self.edition) || here.iter().any(|&at| self.pieces[at].withheld);
        let first = here.iter().find_map(|&at| self.places[at].first());
        PackItem {
            pages,
            said: pages.map(|pages| pages.said()),
            link: first.map(|place| address(place)),
            exempt: exemption(item).cloned(),
            withheld,
            papers: here.iter().filter_map(|&at| self.paper(at)).collect(),
        }
    }

    /// Returns a paper or an appendix that is in this pack.
    fn paper(&self, at: usize) -> Option<PackPaper> {
        let listed = matches!(self.pieces[at].kind, PieceKind::Paper | PieceKind::Appendix);
        let pages = self.layout.pieces[at].filter(|_| listed)?;
        Some(PackPaper {
            title: self.titles.get(at).cloned().unwrap_or_default(),
            said: pages.said(),
            link: address(self.places[at].last()?),
        })
    }
}

/// Returns why the public may not see the papers of an item.
pub(super) fn exemption(item: &AgendaItem) -> Option<&Exempt> {
    match &item.access {
        Access::Open => None,
        Access::Exempt(exempt) => Some(exempt),
    }
}

/// Returns whether an edition leaves out the papers that an item has.
pub(super) fn withheld(item: &AgendaItem, edition: Edition) -> bool {
    edition == Edition::Public && exemption(item).is_some() && !item.papers.is_empty()
}

fn address(place: &str) -> String {
    format!("{SCHEME}{place}")
}

#[cfg(test)]
mod tests {
    use super::super::samples::{exempt, item, meeting, paper};
    use super::super::{Numbers, lay_out};
    use super::*;

    fn piece(item: Option<&str>, kind: PieceKind, pages: usize) -> Piece {
        Piece {
            item: item.map(|item| format!("items-{item}")),
            kind,
            pages,
            withheld: false,
        }
    }

    fn told(issue: &Issue, pieces: &[Piece]) -> PackSheet {
        let mut meeting = meeting(vec![
            item("1", "Apologies"),
            item("9(a)", "Budget"),
            item("10", "Contract"),
        ]);
        meeting.items[2].access = Access::Exempt(exempt());
        meeting.items[2].papers = vec![paper("papers/secret.docx", "Secret")];
        let layout = lay_out(&meeting, pieces, &Numbers::of_agenda(&meeting.settings, 0));
        let titles: Vec<String> = (0..pieces.len()).map(|at| format!("Title {at}")).collect();
        pack_sheet(&meeting, pieces, &titles, &layout, issue)
    }

    fn pieces() -> Vec<Piece> {
        let mut pieces = vec![
            piece(None, PieceKind::Front, 2),
            piece(Some("9(a)"), PieceKind::Divider, 1),
            piece(Some("9(a)"), PieceKind::Paper, 2),
            piece(Some("9(a)"), PieceKind::Appendix, 1),
            piece(Some("10"), PieceKind::Paper, 2),
        ];
        pieces[4].withheld = true;
        pieces
    }

    #[test]
    fn the_sheets_tell_pages_as_they_are_printed_and_where_they_are() {
        let sheet = told(&Issue::agenda(Edition::Public), &pieces());
        let budget = &sheet.items["items-9(a)"];
        assert_eq!(budget.said.as_deref(), Some("3 - 8"));
        assert_eq!(budget.link.as_deref(), Some("boardpaper:item-9-a"));
        let papers: Vec<[&str; 3]> = budget
            .papers
            .iter()
            .map(|paper| [paper.title.as_str(), &paper.said, &paper.link])
            .collect();
        let expected = [
            ["Title 2", "5 - 6", "boardpaper:item-9-a-part-2"],
            ["Title 3", "7", "boardpaper:item-9-a-part-3"],
        ];
        assert_eq!(papers, expected);
        assert_eq!(sheet.items["items-1"], PackItem::default());
    }

    #[test]
    fn nothing_is_told_of_withheld_papers_but_that_they_are() {
        let sheet = told(&Issue::agenda(Edition::Public), &pieces());
        let contract = &sheet.items["items-10"];
        assert!(contract.withheld && contract.exempt.is_some());
        assert_eq!((&contract.said, &contract.link), (&None, &None));
        assert!(contract.papers.is_empty());
        let json = serde_json::to_string(&sheet).expect("JSON");
        assert!(!json.contains("Title 4") && !json.contains("ecret"));
    }

    #[test]
    fn a_supplement_tells_of_its_own_items() {
        let issue = Issue {
            kind: PackKind::Supplement,
            ..Issue::agenda(Edition::Public)
        };
        let sheet = told(&issue, &pieces()[..4]);
        assert_eq!(sheet.items.keys().collect::<Vec<_>>(), ["items-9(a)"]);
    }
}
