//! Ranges in the agenda, printed numbers, page labels and links agree on every page, whatever the meeting is like.

use std::fmt::Write as _;

use regex::Regex;

use crate::support::chance::Chance;
use crate::support::made::Made;
use crate::support::pdf::{Lead, Pdf, Place, Target, Whole};
use crate::support::workspace::{BOARD, Workspace};

const MEETINGS: usize = 200;
/// So many meetings are packed in one run.
const AT_ONCE: usize = 20;
const SIZES: [(f32, f32); 6] = [
    (595.0, 842.0),
    (842.0, 595.0),
    (598.0, 839.0),
    (612.0, 792.0),
    (420.0, 595.0),
    (1191.0, 842.0),
];
const PLACES: [&str; 6] = [
    "top left",
    "top centre",
    "top right",
    "bottom left",
    "bottom centre",
    "bottom right",
];

/// The name of a file and what is in it.
type File = (String, Vec<u8>);

/// A meeting that was made up.
struct Meeting {
    name: String,
    /// The words on each page of each item, in order; none for items without a paper.
    items: Vec<Vec<String>>,
    exempt: Vec<bool>,
    start: usize,
    right_hand: bool,
    from_front: bool,
    number_at: &'static str,
    item_at: &'static str,
}

impl Meeting {
    /// Makes up a meeting and writes it into an office.
    fn invent(seed: usize, mut office: Workspace) -> (Self, Workspace) {
        let mut chance = Chance::new(seed as u64);
        let number_at = chance.one_of(&PLACES);
        let others: Vec<&str> = PLACES
            .into_iter()
            .filter(|place| *place != number_at)
            .collect();
        let mut meeting = Self {
            name: format!("m{seed:03}"),
            items: Vec::new(),
            exempt: Vec::new(),
            start: chance.one_of(&[1, 1, 2, 37, 998]),
            right_hand: false,
            from_front: !chance.once_in(3),
            number_at,
            item_at: chance.one_of(&others),
        };
        let mut rows = String::new();
        for item in 1..=chance.within(1, 30) {
            let exempt = chance.once_in(8);
            let (row, pages, files) = meeting.item(item, &mut chance);
            let ground = if exempt && !pages.is_empty() {
                ", exempt = [3], reason = \"Prices.\""
            } else {
                ""
            };
            let _ = writeln!(
                rows,
                "  {{ title = \"Business {}\"{row}{ground} }},",
                meeting.token(item)
            );
            meeting.exempt.push(!ground.is_empty());
            meeting.items.push(pages);
            for (name, bytes) in files {
                office = office.file(&format!("data/papers/{name}"), bytes);
            }
        }
        let settings = meeting.settings(&mut chance);
        meeting.right_hand = settings.contains("right-hand = true");
        let head = "document = \"agenda\"\nboard = \"Panel\"\ndate = 2026-11-19\njurisdiction = \"england\"\nnotice = \"council\"\n";
        let text = format!("{head}{settings}\nitems = [\n{rows}]\n");
        let file = format!("data/meetings/{}.toml", meeting.name);
        (meeting, office.file(&file, text))
    }

    fn token(&self, item: usize) -> String {
        format!("{}i{item:02}", self.name)
    }

    /// Makes up an item: its row, the words on its pages, and its files.
    fn item(&self, item: usize, chance: &mut Chance) -> (String, Vec<String>, Vec<File>) {
        if chance.once_in(6) {
            let state = chance.one_of(&["to follow", "verbal", "withdrawn"]);
            return (format!(", state = \"{state}\""), Vec::new(), Vec::new());
        }
        let (mut pages, mut files) = (Vec::new(), Vec::new());
        for paper in 0..chance.within(1, 3) {
            let words: Vec<String> = (0..chance.within(1, 4))
                .map(|page| format!("{}p{paper}s{page}", self.token(item)))
                .collect();
            files.push((
                format!("{}-{paper}.pdf", self.token(item)),
                pdf(&words, chance),
            ));
            pages.extend(words);
        }
        let named: Vec<String> = files[1..]
            .iter()
            .map(|(name, _)| format!("\"../papers/{name}\""))
            .collect();
        let row = format!(
            ", paper = \"../papers/{}\", appendices = [{}]",
            files[0].0,
            named.join(", ")
        );
        (row, pages, files)
    }

    fn settings(&self, chance: &mut Chance) -> String {
        let mut text = format!(
            "layout = \"{}\"\n",
            chance.one_of(&["council", "table", "summons", "executive"])
        );
        let first = if self.from_front {
            "front sheet"
        } else {
            "first paper"
        };
        let mut flag = |name: &str, times: usize| format!("{name} = {}, ", chance.once_in(times));
        let flags = flag("right-hand", 2)
            + &flag("cover", 3)
            + &flag("contents", 3)
            + &flag("dividers", 3)
            + &flag("exempt-covers", 2)
            + &flag("gap", 2);
        let _ = writeln!(
            text,
            "pack = {{ {flags}first-page = \"{first}\", start = {}, number-at = \"{}\", item-at = \"{}\" }}",
            self.start, self.number_at, self.item_at
        );
        text
    }
}

/// Makes a paper whose pages say a word each, of all sizes and turns.
fn pdf(words: &[String], chance: &mut Chance) -> Vec<u8> {
    let mut pdf = Made::new();
    for word in words {
        let size = chance.one_of(&SIZES);
        let full = if chance.once_in(4) {
            format!("0.5 g 0 0 {} {} re f 0 g ", size.0, size.1)
        } else {
            String::new()
        };
        let page = pdf.page(
            size,
            &format!(
                "{full}BT /F 10 Tf {} {} Td ({word}) Tj ET",
                size.0 / 3.0,
                size.1 / 2.0
            ),
        );
        if chance.once_in(3) {
            pdf.set(
                page,
                "Rotate",
                i64::try_from(90 * chance.within(1, 3)).expect("small"),
            );
        }
        if chance.once_in(5) {
            pdf.set(
                page,
                "CropBox",
                vec![
                    20.into(),
                    30.into(),
                    (size.0 - 40.0).into(),
                    (size.1 - 10.0).into(),
                ],
            );
        }
        if chance.once_in(10) {
            pdf.set(page, "UserUnit", 2);
        }
    }
    pdf.bytes(chance.once_in(2))
}

/// A pack of a meeting that was made up.
struct Packed<'a> {
    meeting: &'a Meeting,
    public: bool,
    pdf: Pdf,
    whole: Whole,
    labels: Vec<String>,
    wrong: Vec<String>,
}

impl<'a> Packed<'a> {
    fn open(office: &Workspace, meeting: &'a Meeting, public: bool) -> Self {
        let name = &meeting.name;
        let path = office.path(&if public {
            format!("output/meetings/{name}-pack.pdf")
        } else {
            format!("output/restricted/meetings/{name}-pack-restricted.pdf")
        });
        let whole = Whole::open(&path);
        let labels = whole.labels();
        Self {
            meeting,
            public,
            pdf: Pdf::open(&path),
            whole,
            labels,
            wrong: Vec::new(),
        }
    }

    /// Says what is wrong with it, a line each.
    fn check(mut self) -> Vec<String> {
        let faults = self.whole.faults();
        faults.into_iter().for_each(|fault| self.fault(&fault));
        let pages = self.find_pages();
        self.printed_numbers();
        for item in 1..=self.meeting.items.len() {
            self.item(item, &pages);
        }
        self.links();
        self.wrong
    }

    fn fault(&mut self, fault: &str) {
        let edition = if self.public { "public" } else { "restricted" };
        self.wrong
            .push(format!("{}, {edition}: {fault}", self.meeting.name));
    }

    fn withheld(&self, item: usize) -> bool {
        self.public && self.meeting.exempt[item - 1]
    }

    /// Finds the words of the papers' pages: each once and in order, but for those that are withheld.
    fn find_pages(&mut self) -> Vec<(String, usize)> {
        let word = Regex::new(r"m\d{3}i\d{2}p\ds\d").expect("a pattern");
        let mut found = Vec::new();
        for (number, page) in self.pdf.pages().iter().enumerate() {
            for piece in &page.pieces {
                found.extend(
                    word.find_iter(&piece.text)
                        .map(|word| (word.as_str().to_owned(), number)),
                );
            }
        }
        let items = 1..=self.meeting.items.len();
        let wanted = items
            .filter(|item| !self.withheld(*item))
            .flat_map(|item| self.meeting.items[item - 1].clone());
        let wanted: Vec<String> = wanted.collect();
        if found.iter().map(|(word, _)| word).ne(&wanted) {
            self.fault(&format!("pages are {found:?}, and should be {wanted:?}"));
        }
        found
    }

    /// Checks that each page says its label, in its place, and no other.
    fn printed_numbers(&mut self) {
        let mut seen = std::collections::BTreeSet::new();
        for number in 0..self.labels.len() {
            let label = self.labels[number].clone();
            if !seen.insert(label.clone()) {
                self.fault(&format!("two pages have the label `{label}`"));
            }
            let counted = label.starts_with(|first: char| first.is_ascii_digit());
            let stamps = self.stamps(number, "Page ");
            match &stamps[..] {
                [] if !counted => {}
                [(text, at)] if counted && *text == format!("Page {label}") => {
                    if !at_place(*at, self.meeting.number_at) {
                        self.fault(&format!(
                            "{text} stands at {at:?}, not {}",
                            self.meeting.number_at
                        ));
                    }
                }
                stamps => self.fault(&format!(
                    "page {number} has the label `{label}` and the stamps {stamps:?}"
                )),
            }
        }
    }

    /// Lists the stamps on a page that begin with words, and where they are seen.
    fn stamps(&self, page: usize, words: &str) -> Vec<(String, (f32, f32))> {
        let pieces = self.pdf.pages()[page].pieces.iter();
        let stamps = pieces.filter(|piece| {
            piece.place == Place::Artifact
                && piece.text.starts_with(words)
                && !piece.text.contains(" of ")
        });
        stamps
            .map(|piece| (piece.text.clone(), self.whole.seen(page, piece.start)))
            .collect()
    }

    /// Checks an item: its bookmark, the stamp on its first page, and what the front sheet says of its pages.
    fn item(&mut self, item: usize, pages: &[(String, usize)]) {
        let token = self.meeting.token(item);
        let own: Vec<usize> = pages
            .iter()
            .filter(|(word, _)| word.starts_with(&token))
            .map(|(_, page)| *page)
            .collect();
        let marks = self
            .whole
            .outline()
            .into_iter()
            .filter(|(depth, title, _)| *depth == 0 && title.contains(&token));
        let marks: Vec<Lead> = marks.map(|(_, _, lead)| lead).collect();
        let said = self.said(item);
        let (Some(first), Some(last)) = (own.first(), own.last()) else {
            if said.is_some() {
                self.fault(&format!(
                    "{token} has no pages, and the front sheet says {said:?}"
                ));
            }
            return;
        };
        // A divider or a cover may stand before the papers.
        let [Lead::Page(start)] = marks[..] else {
            return self.fault(&format!("{token} has the bookmarks {marks:?}"));
        };
        // It is a sheet of its own where papers start on the right hand.
        let behind = start + 1 + usize::from(self.meeting.right_hand);
        let blank = !self.meeting.right_hand || self.is_blank(start + 1);
        if start != *first && (behind != *first || !blank) {
            self.fault(&format!(
                "{token} starts on page {first}, and its bookmark leads to {start}"
            ));
        }
        // The blank page that fills up a sheet belongs to the item before it.
        let last = last + usize::from(self.is_blank(last + 1));
        let range = match (&self.labels[start], &self.labels[last]) {
            (first, last) if first == last => first.clone(),
            (first, last) => format!("{first} - {last}"),
        };
        if said.as_deref() != Some(&range) {
            self.fault(&format!(
                "{token} stands on {range}, and the front sheet says {said:?}"
            ));
        }
        let mut starts = vec![start, *first];
        starts.dedup();
        for start in starts {
            self.item_stamp(item, start);
        }
    }

    /// Checks the stamp of an item on the page where it, or the paper behind its divider, starts.
    fn item_stamp(&mut self, item: usize, page: usize) {
        let token = self.meeting.token(item);
        let stamps = self.stamps(page, "Agenda Item ");
        match &stamps[..] {
            [(text, at)]
                if *text == format!("Agenda Item {item}")
                    && at_place(*at, self.meeting.item_at) => {}
            stamps => self.fault(&format!(
                "{token} has the stamps {stamps:?}, wanted {}",
                self.meeting.item_at
            )),
        }
    }

    fn is_blank(&self, page: usize) -> bool {
        let page = self.pdf.pages().get(page);
        page.is_some_and(|page| {
            page.artifacts()
                .iter()
                .any(|text| text.contains("intentionally left blank"))
        })
    }

    /// Returns the pages that the front sheet gives an item, where it first names it.
    fn said(&self, item: usize) -> Option<String> {
        let reading = self.pdf.reading();
        let (_, after) = reading.split_once(&self.meeting.token(item))?;
        let next =
            Regex::new(r"m\d{3}i(\d{2})|Exempt items|Contents|Membership").expect("a pattern");
        let next = next.captures(after);
        let own = &after[..next
            .as_ref()
            .map_or(after.len(), |next| next.get_match().start())];
        let range =
            Regex::new(r"(?m)^(?:Pages? )?(\d+[A-Z]*(?: - \d+[A-Z]*)?)$").expect("a pattern");
        let mut found: Vec<&str> = range
            .captures_iter(own)
            .filter_map(|found| Some(found.get(1)?.as_str()))
            .collect();
        // The number of the item that stands below, which some layouts take from another part, is read after these pages.
        let below =
            next.and_then(|next| Some(next.get(1)?.as_str().trim_start_matches('0').to_owned()));
        if below.is_some() && found.last().copied() == below.as_deref() {
            found.pop();
        }
        found.first().map(|said| (*said).to_owned())
    }

    /// Checks that each link that says pages leads to the first of them.
    fn links(&mut self) {
        let range = Regex::new(r"^(?:Pages? )?(\d+[A-Z]*)(?: - \d+[A-Z]*)?$").expect("a pattern");
        for link in self.pdf.tags().all("Link") {
            let text = link.text();
            let Some(said) = range.captures(text.trim()) else {
                continue;
            };
            let led = link.kids.iter().find_map(|kid| match kid {
                crate::support::pdf::Kid::Link(Target::Page(page)) => {
                    Some(self.labels[page - 1].clone())
                }
                _ => None,
            });
            if led.as_deref() != Some(&said[1]) {
                self.fault(&format!("the link `{text}` leads to {led:?}"));
            }
        }
    }
}

/// Tells whether a point is in the part of a page that a setting names; text at the right starts left of it.
fn at_place((across, down): (f32, f32), place: &str) -> bool {
    let (line, side) = place.split_once(' ').expect("two words");
    let held = match line {
        "top" => down < 0.2,
        _ => down > 0.8,
    };
    held && (0.0..=1.0).contains(&down)
        && match side {
            "left" => (0.0..0.3).contains(&across),
            "centre" => (0.2..0.6).contains(&across),
            _ => (0.5..1.0).contains(&across),
        }
}

/// Packs so many meetings in one run, and says what is wrong with the packs.
fn packed(first: usize) -> Vec<String> {
    let mut office = Workspace::empty().file("data/board.toml", BOARD);
    let mut meetings = Vec::new();
    for seed in first..first + AT_ONCE {
        let (meeting, with) = Meeting::invent(seed, office);
        meetings.push(meeting);
        office = with;
    }
    let ran = office.run(&["pack", "data/meetings", "--quiet"]);
    if ran.code != 0 {
        return vec![format!("exit code {}: {}", ran.code, ran.stderr)];
    }
    let editions = meetings.iter().flat_map(|meeting| {
        let restricted = meeting.exempt.contains(&true);
        [(meeting, true)]
            .into_iter()
            .chain(restricted.then_some((meeting, false)))
    });
    editions
        .flat_map(|(meeting, public)| Packed::open(&office, meeting, public).check())
        .collect()
}

#[test]
fn ranges_numbers_labels_and_links_agree_on_every_page_of_200_random_packs() {
    let starts: Vec<usize> = (0..MEETINGS).step_by(AT_ONCE).collect();
    let next = std::sync::atomic::AtomicUsize::new(0);
    let work = || {
        let mut wrong = Vec::new();
        while let Some(start) = starts.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed))
        {
            wrong.extend(packed(*start));
        }
        wrong
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let all: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        all.into_iter()
            .flat_map(|one| one.join().expect("no panic"))
            .collect()
    });
    assert!(
        wrong.is_empty(),
        "{} faults:\n{}",
        wrong.len(),
        wrong
            .iter()
            .take(40)
            .cloned()
            .collect::<Vec<_>>()
            .join("\n")
    );
}
