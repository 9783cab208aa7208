//! What stands of a meeting after all that was published: each item as it was last, and the numbers it keeps.

use crate::model::{PackKind, plain_signs};

use super::made::PackedPaper;
use super::{History, Keeps, Kept, Meeting, Piece, PieceKind, PublishedItem, PublishedPart};

/// An item as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    /// It, as it was published last.
    pub item: PublishedItem,
    /// What was published of it last: its numbers are kept although it was withdrawn since.
    pub parts: Vec<PublishedPart>,
    /// Whether the last agenda or revision left it out.
    pub gone: bool,
    /// The number of the supplement it was in last, where no revision came after that.
    pub supplement: Option<u32>,
}

impl History {
    /// Returns each item as it stands.
    pub(super) fn standing(&self) -> Vec<Standing> {
        let mut standing: Vec<Standing> = Vec::new();
        for pack in &self.packs {
            let again = matched(&standing, &pack.items);
            for (at, before) in standing.iter_mut().enumerate() {
                let whole = pack.kind != PackKind::Supplement;
                before.gone |= whole && !again.contains(&Some(at));
            }
            let supplement = (pack.kind == PackKind::Supplement).then_some(pack.number);
            for (item, before) in pack.items.iter().zip(again) {
                let at = before.unwrap_or(standing.len());
                match before {
                    Some(at) => standing[at].goes_on(item),
                    None => standing.push(Standing::new(item)),
                }
                standing[at].supplement = supplement;
            }
        }
        standing
    }

    /// Returns the numbers that a revision keeps, for its pieces and what is known of them.
    ///
    /// `members` is the record of the restricted edition: the public one does not know which numbers withheld papers have.
    pub fn kept(
        &self,
        members: Option<&Self>,
        meeting: &Meeting,
        pieces: &[Piece],
        papers: &[PackedPaper],
    ) -> Kept {
        let mut keeps = self.keeps(meeting, pieces, papers);
        let known = members.map(|members| members.keeps(meeting, pieces, papers));
        for (at, own) in keeps.iter_mut().enumerate() {
            let of_members = known.as_ref().map(|known| known[at]);
            if *own == Keeps::Unknown {
                // An item that was withheld is known to members; where they had no pack, it is new in both editions.
                *own = match of_members {
                    Some(Keeps::Unknown) => Keeps::New,
                    Some(keeps) => keeps,
                    None if pieces[at].withheld => Keeps::Unknown,
                    None => Keeps::New,
                };
            }
        }
        Kept {
            front: self.packs.iter().find_map(|pack| pack.front),
            pieces: keeps,
            last: self.last().unwrap_or_default(),
        }
    }

    fn keeps(&self, meeting: &Meeting, pieces: &[Piece], papers: &[PackedPaper]) -> Vec<Keeps> {
        let standing = self.standing();
        let mut keeps = vec![Keeps::New; pieces.len()];
        let items = meeting.items.iter().map(|item| (&item.id, &item.title));
        for (item, before) in meeting.items.iter().zip(matched_by(&standing, items)) {
            let Some(before) = before.map(|at| &standing[at]) else {
                continue;
            };
            let own = |at: &usize| pieces[*at].item.as_ref() == Some(&item.id);
            let here: Vec<usize> = (0..pieces.len()).filter(own).collect();
            let new: Vec<Part> = here
                .iter()
                .map(|&at| of_piece(at, pieces, papers))
                .collect();
            for (at, part) in here.iter().zip(same_parts(&before.parts, &new)) {
                keeps[*at] = match part {
                    Some(part) => {
                        Keeps::Numbers(before.parts[part].keeps.0, before.parts[part].keeps.1)
                    }
                    None if before.item.withheld => Keeps::Unknown,
                    None => Keeps::New,
                };
            }
        }
        keeps
    }
}

impl Standing {
    pub fn new(item: &PublishedItem) -> Self {
        Self {
            item: item.clone(),
            parts: item.parts.clone(),
            gone: false,
            supplement: None,
        }
    }

    fn goes_on(&mut self, item: &PublishedItem) {
        if !item.parts.is_empty() {
            self.parts.clone_from(&item.parts);
        }
        self.item = item.clone();
        self.gone = false;
    }
}

fn matched(standing: &[Standing], items: &[PublishedItem]) -> Vec<Option<usize>> {
    matched_by(standing, items.iter().map(|item| (&item.id, &item.title)))
}

/// Finds for each item, by its id and title, the one it was before.
///
/// A title counts more than an id, which moves along with automatic numbers when an item is put in between.
pub(super) fn matched_by<'a>(
    standing: &[Standing],
    items: impl Iterator<Item = (&'a String, &'a String)>,
) -> Vec<Option<usize>> {
    let items: Vec<(&String, String)> = items.map(|(id, title)| (id, plain(title))).collect();
    let before = |at: usize| (&standing[at].item.id, plain(&standing[at].item.title));
    rounds(
        items.len(),
        standing.len(),
        &[
            &|now, old| before(old) == items[now],
            &|now, old| before(old).1 == items[now].1,
            &|now, old| before(old).0 == items[now].0,
        ],
    )
}

/// A part of an item, as it is told from others.
pub(super) struct Part<'a> {
    pub kind: PieceKind,
    pub title: &'a str,
    pub sha256: &'a str,
}

impl<'a> Part<'a> {
    pub fn of(part: &'a PublishedPart) -> Self {
        Self {
            kind: part.kind,
            title: &part.title,
            sha256: &part.sha256,
        }
    }
}

fn of_piece<'a>(at: usize, pieces: &[Piece], papers: &'a [PackedPaper]) -> Part<'a> {
    let paper = papers.get(at);
    Part {
        kind: pieces[at].kind,
        title: paper.map_or("", |paper| &paper.title),
        sha256: paper.map_or("", |paper| &paper.sha256),
    }
}

/// Finds for each part of an item the one it was before: by title, then by its very bytes, then by its place.
pub(super) fn same_parts(old: &[PublishedPart], new: &[Part<'_>]) -> Vec<Option<usize>> {
    let kind = |now: usize, before: usize| old[before].kind == new[now].kind;
    rounds(
        new.len(),
        old.len(),
        &[
            &|now, before| kind(now, before) && plain(&old[before].title) == plain(new[now].title),
            &|now, before| !new[now].sha256.is_empty() && old[before].sha256 == new[now].sha256,
            &kind,
        ],
    )
}

/// Pairs new things with old ones, in rounds from the surest sign of sameness to the weakest.
fn rounds(new: usize, old: usize, signs: &[&dyn Fn(usize, usize) -> bool]) -> Vec<Option<usize>> {
    let mut found: Vec<Option<usize>> = vec![None; new];
    for same in signs {
        for now in 0..new {
            if found[now].is_none() {
                found[now] = (0..old).find(|&at| !found.contains(&Some(at)) && same(now, at));
            }
        }
    }
    found
}

/// Returns whether two titles are the same, however they are spaced and whatever signs look like their hyphens.
pub fn same_title(one: &str, other: &str) -> bool {
    plain(one) == plain(other)
}

/// Returns a title as it is compared: in lower case, with single spaces and plain hyphens.
fn plain(title: &str) -> String {
    let title = plain_signs(title);
    let words: Vec<&str> = title.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_the_same_whatever_their_spaces_and_hyphens() {
        let title = "Sale of the co-op site";
        for other in [
            "sale  of the Co-op site",
            "Sale\u{a0}of the co\u{2011}op\u{202f}site",
            "Sale of the co-op si\u{ad}te\u{200b}",
        ] {
            assert!(same_title(title, other), "{other:?}");
        }
        assert!(!same_title(title, "Sale of the co–op site"));
    }
}
