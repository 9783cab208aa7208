//! The front matter of a pack: set with the pages of the finished pack, which depend on its own.

use crate::diagnostic::{Code, Diagnostics};
use crate::job::build::each;
use crate::model::{Edition, Origin, PackSheet};
use crate::pack::{Issue, Layout, Numbers, Piece, lay_out, pack_sheet, places};

use super::plan::Plan;
use super::sheets::{Sheet, Sheets};

/// The front sheet says pages, and more of them may make it longer: so often it is set anew.
const ROUNDS: usize = 5;

/// An edition whose pages are all known.
pub struct Settled {
    /// What it is.
    pub issue: Issue,
    /// The cover, where it has one, and the front sheet.
    pub front: Vec<Sheet>,
    /// Its pieces.
    pub pieces: Vec<Piece>,
    /// The names of the places where they start.
    pub places: Vec<Vec<String>>,
    /// Where each page is.
    pub layout: Layout,
}

/// What editions are settled by.
pub struct Settling<'a> {
    /// What goes into the pack.
    pub plan: &'a Plan<'a>,
    /// The titles of its parts.
    pub titles: &'a [String],
    /// The sheets.
    pub sheets: &'a Sheets<'a>,
    /// The cover, where the pack has one.
    pub cover: Option<&'a Sheet>,
    /// The numbers of an edition, for front matter of so many pages.
    pub numbers: &'a (dyn Fn(&Issue, &[Piece], usize) -> Numbers + Sync),
}

impl Settling<'_> {
    /// Sets the front sheets of editions until none changes the pages of any.
    ///
    /// The longest front matter decides where the papers begin, so that a page has one number in all editions.
    pub fn settle(&self, issues: &[Issue], out: &mut Diagnostics) -> Option<Vec<Settled>> {
        let mut pages = vec![1; issues.len()];
        for _ in 0..ROUNDS {
            let longest = pages.iter().max().copied().unwrap_or_default();
            let asked: Vec<(&Issue, usize)> = issues.iter().zip(pages.iter().copied()).collect();
            let rounds = each(&asked, |(issue, pages)| {
                let mut problems = Diagnostics::default();
                let settled = self.round(issue, *pages, longest, &mut problems);
                (settled, problems)
            });
            let now: Option<Vec<usize>> = rounds
                .iter()
                .map(|(settled, _)| Some(settled.as_ref()?.front.last()?.known.pages))
                .collect();
            if now.as_ref().is_none_or(|now| *now == pages) {
                let (settled, problems): (Vec<_>, Vec<_>) = rounds.into_iter().unzip();
                problems.into_iter().for_each(|one| out.append(one));
                return settled.into_iter().collect();
            }
            pages = now.unwrap_or_default();
        }
        self.unsettled(out);
        None
    }

    fn round(
        &self,
        issue: &Issue,
        pages: usize,
        longest: usize,
        out: &mut Diagnostics,
    ) -> Option<Settled> {
        let cover = self.cover.map(|cover| cover.known.pages);
        let before = cover.unwrap_or_default();
        let front: Vec<usize> = cover.into_iter().chain([pages]).collect();
        let pieces = self.plan.pieces(issue.edition, &front);
        let numbers = (self.numbers)(issue, &pieces, before + longest);
        let layout = lay_out(self.plan.meeting, &pieces, &numbers);
        let mut titles = vec![String::new(); front.len()];
        titles.extend_from_slice(self.titles);
        let pack = pack_sheet(self.plan.meeting, &pieces, &titles, &layout, issue);
        let sheet = self.sheets.front(&pack, out)?;
        Some(Settled {
            issue: issue.clone(),
            front: self.cover.cloned().into_iter().chain([sheet]).collect(),
            places: places(self.plan.meeting, &pieces),
            pieces,
            layout,
        })
    }

    fn unsettled(&self, out: &mut Diagnostics) {
        let file = Origin::file(self.plan.meeting.file.as_str());
        let message = format!(
            "the front sheet has another number of pages each time it is set, {ROUNDS} times over"
        );
        out.add(Code::SheetUnsettled, file, message)
            .hint("shorten or lengthen its texts by a line or two, so that its last page is not so close to full");
    }
}

/// Returns what leaves and covers are told of a pack: nothing that depends on its pages.
pub fn without_pages(meeting: &crate::pack::Meeting, edition: Edition) -> PackSheet {
    let issue = Issue::agenda(edition);
    pack_sheet(meeting, &[], &[], &Layout::default(), &issue)
}
