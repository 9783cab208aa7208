//! The front matter of a pack: set with the pages of the finished pack, which depend on its own.

use crate::diagnostic::{Code, Diagnostics, Severity};
use crate::job::each::each;
use crate::join::Joined;
use crate::model::{Edition, Origin, PackKind, PackSheet};
use crate::pack::{
    Issue, Layout, Made, Meeting, Numbers, PackFile, PackedPaper, Piece, lay_out, pack_sheet,
    places,
};

use super::plan::Plan;
use super::records::Records;
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
    /// What is known of the pieces: nothing of those that are withheld.
    pub papers: Vec<PackedPaper>,
    /// The names of the places where they start.
    pub places: Vec<Vec<String>>,
    /// Where each page is.
    pub layout: Layout,
}

/// What editions are settled by.
pub struct Settling<'a> {
    /// What goes into the pack.
    pub plan: &'a Plan<'a>,
    /// What is known of its parts.
    pub papers: &'a [PackedPaper],
    /// The sheets.
    pub sheets: &'a Sheets<'a>,
    /// What was published.
    pub records: &'a Records<'a>,
    /// The editions of which problems may be told.
    pub asked: &'a [Edition],
}

impl Settling<'_> {
    /// Sets the front sheets of editions until none changes the pages of any.
    ///
    /// The longest front matter decides where the papers begin, so that a page has one number in all editions.
    pub fn settle(&self, issues: &[Issue], out: &mut Diagnostics) -> Option<Vec<Settled>> {
        let covers = self.covers(issues, out)?;
        let mut pages = vec![1; issues.len()];
        for _ in 0..ROUNDS {
            let before = covers.iter().map(length);
            let lengths: Vec<usize> = before
                .zip(&pages)
                .map(|(before, own)| before + own)
                .collect();
            let longest = lengths.into_iter().max().unwrap_or_default();
            let positions: Vec<usize> = (0..issues.len()).collect();
            let rounds = each(&positions, |at| {
                let mut problems = Diagnostics::default();
                let lengths = (pages[*at], longest);
                let settled =
                    self.round(&issues[*at], covers[*at].as_ref(), lengths, &mut problems);
                (settled, problems)
            });
            let now: Option<Vec<usize>> = rounds
                .iter()
                .map(|(settled, _)| Some(settled.as_ref()?.front.last()?.known.pages))
                .collect();
            if now.as_ref().is_none_or(|now| *now == pages) {
                let (settled, problems): (Vec<_>, Vec<_>) = rounds.into_iter().unzip();
                let problems = issues.iter().zip(problems);
                problems.for_each(|(issue, problems)| self.tell(issue, problems, out));
                return settled.into_iter().collect();
            }
            pages = now.unwrap_or_default();
        }
        self.unsettled(out);
        None
    }

    /// Sets the cover of each edition, where the meeting wants covers.
    fn covers(&self, issues: &[Issue], out: &mut Diagnostics) -> Option<Vec<Option<Sheet>>> {
        let wanted = self.plan.meeting.settings.cover;
        let cover = |issue: &Issue| {
            if !wanted || issue.kind == PackKind::Supplement {
                return Some(None);
            }
            let pack = leaf_sheet(self.plan.meeting, issue);
            let mut problems = Diagnostics::default();
            let cover = self.sheets.beside("cover", None, &pack, &mut problems);
            self.tell(issue, problems, out);
            cover.map(Some)
        };
        issues.iter().map(cover).collect()
    }

    /// Tells problems of an edition; those of one that nobody asked for may have words of exempt papers in them.
    fn tell(&self, issue: &Issue, mut problems: Diagnostics, out: &mut Diagnostics) {
        if !self.asked.contains(&issue.edition) {
            problems.retain(|problem| problem.severity == Severity::Error);
            for problem in problems.iter_mut() {
                problem.message = format!(
                    "in the restricted edition, whose page numbers are counted: {}",
                    problem.code.summary()
                );
                problem.origin = Some(Origin::file(self.plan.meeting.file.as_str()));
                problem.hints =
                    vec!["make it with `--edition restricted` to see what is wrong".to_owned()];
            }
        }
        out.append(problems);
    }

    fn round(
        &self,
        issue: &Issue,
        cover: Option<&Sheet>,
        (pages, longest): (usize, usize),
        out: &mut Diagnostics,
    ) -> Option<Settled> {
        let meeting = self.plan.meeting;
        let lengths: Vec<usize> = cover
            .map(|cover| cover.known.pages)
            .into_iter()
            .chain([pages])
            .collect();
        let pieces = self.plan.pieces(issue.edition, &lengths);
        let front = lengths.iter().map(|_| PackedPaper::default());
        let papers: Vec<PackedPaper> = front.chain(self.papers.iter().cloned()).collect();
        let layout = lay_out(
            meeting,
            &pieces,
            &self.numbers(issue, &pieces, &papers, longest),
        );
        let papers = without_withheld(papers, &pieces);
        let mut issue = issue.clone();
        if issue.kind == PackKind::Revision {
            issue.changes = self.changes(&issue, &pieces, &papers, &layout);
        }
        let titles: Vec<String> = papers.iter().map(|paper| paper.title.clone()).collect();
        let pack = pack_sheet(meeting, &pieces, &titles, &layout, &issue);
        let sheet = self.sheets.front(&pack, out)?;
        Some(Settled {
            issue,
            front: cover.cloned().into_iter().chain([sheet]).collect(),
            places: places(meeting, &pieces),
            pieces,
            papers,
            layout,
        })
    }

    fn numbers(
        &self,
        issue: &Issue,
        pieces: &[Piece],
        papers: &[PackedPaper],
        front: usize,
    ) -> Numbers {
        let (meeting, record) = (self.plan.meeting, self.records.numbers_of(issue.edition));
        match issue.kind {
            PackKind::Agenda => Numbers::of_agenda(&meeting.settings, front),
            PackKind::Supplement => Numbers::after(record.last().unwrap_or_default(), front),
            PackKind::Revision => {
                let members = self.records.numbers_of(Edition::Restricted);
                let members = Some(members).filter(|members| members.is_published());
                Numbers {
                    start: meeting.settings.start,
                    front_pages: front,
                    kept: Some(record.kept(members, meeting, pieces, papers)),
                }
            }
        }
    }

    fn changes(
        &self,
        issue: &Issue,
        pieces: &[Piece],
        papers: &[PackedPaper],
        layout: &Layout,
    ) -> Vec<String> {
        let made = Made {
            meeting: self.plan.meeting,
            issue,
            pieces,
            papers,
            layout,
            joined: &Joined::default(),
            file: &PackFile::default(),
            deadline: None,
            public: None,
        };
        self.records.before(issue.edition, issue.kind).changes(made)
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

fn length(cover: &Option<Sheet>) -> usize {
    cover.as_ref().map_or(0, |cover| cover.known.pages)
}

/// Takes out what is known of withheld pieces: neither the sheets nor the reports of an edition need it.
fn without_withheld(mut papers: Vec<PackedPaper>, pieces: &[Piece]) -> Vec<PackedPaper> {
    for (paper, piece) in papers.iter_mut().zip(pieces) {
        if piece.withheld {
            *paper = PackedPaper::default();
        }
    }
    papers
}

/// Returns what leaves and covers are told of a pack: nothing that depends on its pages.
pub fn leaf_sheet(meeting: &Meeting, issue: &Issue) -> PackSheet {
    let whole = Issue {
        kind: PackKind::Agenda,
        ..issue.clone()
    };
    PackSheet {
        kind: issue.kind,
        ..pack_sheet(meeting, &[], &[], &Layout::default(), &whole)
    }
}
