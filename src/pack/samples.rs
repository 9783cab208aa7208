//! A meeting for tests, and numbers that look random but are the same in every run.

use crate::join::Joined;
use crate::model::{Date, Exempt, Origin};

use super::{
    Access, AgendaItem, Deadline, Facts, History, Issue, ItemPaper, Layout, Made, Meeting, Numbers,
    PackFile, PackedPaper, Piece, PieceKind, Settings, lay_out, pack_name,
};

/// Returns an open item without papers; its row is `items-<number>`.
pub fn item(number: &str, title: &str) -> AgendaItem {
    AgendaItem {
        id: format!("items-{number}"),
        number: number.into(),
        title: title.into(),
        state: None,
        access: Access::Open,
        papers: Vec::new(),
        urgent: None,
        origin: Origin::file("data/meetings/2026-11-19.toml"),
    }
}

/// Returns a paper of an item.
pub fn paper(file: &str, title: &str) -> ItemPaper {
    ItemPaper {
        file: file.into(),
        title: Some(title.into()),
        appendix: false,
        origin: Origin::file("data/meetings/2026-11-19.toml"),
    }
}

/// Returns the exemption of paragraph 3.
pub fn exempt() -> Exempt {
    Exempt {
        resolution: None,
        paragraphs: "paragraph 3".into(),
        ground: "paragraph 3 of Part 1 of Schedule 12A to the Local Government Act 1972".into(),
        about: vec!["the financial or business affairs of any particular person".into()],
        power: "section 100A(4) of the Local Government Act 1972".into(),
        reason: Some("Publication would harm the tender.".into()),
    }
}

/// Returns a meeting with these items.
pub fn meeting(items: Vec<AgendaItem>) -> Meeting {
    Meeting {
        file: "data/meetings/2026-11-19.toml".into(),
        board: "Northmarch Police and Crime Panel".into(),
        date: Date::new(2026, 11, 19).expect("exists"),
        facts: Facts {
            date: Date::new(2026, 11, 19),
            time: Some("2 pm".into()),
            venue: None,
            words: "f00d".into(),
        },
        items,
        settings: Settings::default(),
    }
}

/// Numbers that look random.
pub struct Dice(pub u64);

impl Dice {
    /// Returns a number from one to another, both included.
    pub fn roll(&mut self, from: usize, to: usize) -> usize {
        // splitmix64
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let spread = (to - from + 1) as u64;
        from + usize::try_from((mixed ^ (mixed >> 31)) % spread).expect("small")
    }

    /// Returns yes once in so many times.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.roll(1, times) == 1
    }
}

/// A pack with all that is known of it.
pub struct Sample {
    pub meeting: Meeting,
    pub issue: Issue,
    pub pieces: Vec<Piece>,
    pub papers: Vec<PackedPaper>,
    pub layout: Layout,
    pub joined: Joined,
    pub file: PackFile,
    pub deadline: Deadline,
    pub public: Option<History>,
}

impl Sample {
    /// Starts a pack with front matter of two pages.
    pub fn new(meeting: Meeting, issue: Issue) -> Self {
        let name = pack_name(
            "meetings/2026-11-19",
            issue.edition,
            issue.kind,
            issue.number,
        );
        let sample = Self {
            meeting,
            issue,
            pieces: Vec::new(),
            papers: Vec::new(),
            layout: Layout::default(),
            joined: Joined::default(),
            file: PackFile {
                name,
                sha256: "aa".repeat(32),
                bytes: 123_456,
            },
            deadline: Deadline {
                date: Date::new(2026, 11, 11).expect("exists"),
                rule: "5 clear days before the meeting".into(),
            },
            public: None,
        };
        sample.with(None, PieceKind::Front, 2, "Agenda", "f0")
    }

    /// Adds a piece.
    pub fn with(
        mut self,
        item: Option<&str>,
        kind: PieceKind,
        pages: usize,
        title: &str,
        sha256: &str,
    ) -> Self {
        self.pieces.push(Piece {
            item: item.map(|item| format!("items-{item}")),
            kind,
            pages,
            withheld: false,
        });
        self.papers.push(PackedPaper {
            title: title.into(),
            sha256: sha256.into(),
            ..PackedPaper::default()
        });
        self
    }

    /// Adds a paper.
    pub fn paper(self, item: &str, pages: usize, title: &str, sha256: &str) -> Self {
        self.with(Some(item), PieceKind::Paper, pages, title, sha256)
    }

    /// Withholds the piece that was added last.
    pub fn withheld(mut self) -> Self {
        if let Some(piece) = self.pieces.last_mut() {
            piece.withheld = true;
        }
        self
    }

    /// Lays the pack out.
    pub fn laid_out(mut self, numbers: &Numbers) -> Self {
        self.layout = lay_out(&self.meeting, &self.pieces, numbers);
        self.joined.pages = self.layout.leaves.len();
        self
    }

    /// Lays the pack out as an agenda.
    pub fn first(self) -> Self {
        let numbers = Numbers::of_agenda(&self.meeting.settings, 0);
        self.laid_out(&numbers)
    }

    /// Lays the pack out as a revision of what was published.
    pub fn revised(self, history: &History, members: Option<&History>) -> Self {
        let numbers = Numbers {
            start: self.meeting.settings.start,
            front_pages: 0,
            kept: Some(history.kept(members, &self.meeting, &self.pieces, &self.papers)),
        };
        self.laid_out(&numbers)
    }

    /// Returns the pack.
    pub fn made(&self) -> Made<'_> {
        Made {
            meeting: &self.meeting,
            issue: &self.issue,
            pieces: &self.pieces,
            papers: &self.papers,
            layout: &self.layout,
            joined: &self.joined,
            file: &self.file,
            deadline: Some(&self.deadline),
            public: self.public.as_ref(),
        }
    }
}
