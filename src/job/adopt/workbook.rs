//! A tracker that the office already keeps, taken over.

use std::collections::BTreeMap;
use std::path::Path;

use crate::adopt::{self, Answers, Doubts, Fields, Keyed, Nobody, Place, Portion, Wanted};
use crate::diagnostic::{Code, Diagnostics};
use crate::load::{self, Limits, Workbook};
use crate::model::{Kind, Origin};
use crate::validate;

use super::super::Office;
use super::super::making::Making;
use super::super::papers::tidy;
use super::super::{schema_line, write_named};
use super::kinds::kinds;
use super::place::Places;
use super::tried::tried;
use super::{Adopted, Adoption};

/// Takes over a tracker: says what it holds, and makes the file of a paper for it.
pub fn workbook(
    office: &Office,
    asked: &Adoption,
    answers: &mut dyn Answers,
    out: &mut Diagnostics,
) -> Option<Adopted> {
    let path = tidy(
        &std::env::current_dir()
            .unwrap_or_default()
            .join(&asked.file),
    );
    let workbook = load::workbook(&path, &office.shown(&path), &Limits::default(), out)?;
    let kinds = kinds(office, asked.document.as_deref(), out)?;
    named_sheet(&workbook, asked, out)?;
    let names = names(&path);
    let wanted = Wanted {
        names: &names,
        board: &office.board,
        kinds: &kinds,
        sheet: asked.sheet.as_deref(),
        row: asked.heading_row.map(|row| row - 1),
    };
    let mut doubts = Doubts::default();
    // Headings are read once to find the quarter, and again by it.
    let first = adopt::search(&workbook, &wanted, None, &mut Nobody);
    let known = first.first().map(|one| {
        let headings = one.spoken();
        let mut unsaid = Doubts::default();
        let (sheet, top) = (one.sheet, one.top());
        adopt::fields(one.kind, sheet, top, &headings, &names, None, &mut unsaid)
    });
    let quarter = known.and_then(|fields| fields.quarter);
    let found = adopt::search(&workbook, &wanted, quarter, answers);
    let portions = adopt::portions(&workbook, found, &mut doubts, answers);
    if portions.is_empty() {
        nothing(&workbook, &kinds, out);
        return None;
    }
    let read = Read {
        office,
        workbook: &workbook,
        wanted: &wanted,
    };
    let tables = read.tables(portions, &mut doubts, answers);
    let places = Places::new(office, &path, asked, tables.len());
    let adopted = read.adopted(&tables, &places, out);
    doubts.tell(out);
    adopted
}

/// What a tracker is read by.
struct Read<'a> {
    office: &'a Office,
    workbook: &'a Workbook,
    wanted: &'a Wanted<'a>,
}

/// The tables of a paper, and its fields.
type Found<'a> = (Vec<Keyed<'a>>, Fields);

impl<'a> Read<'a> {
    /// Finds fields, keys and further tables of each paper.
    fn tables(
        &self,
        portions: Vec<Portion<'a>>,
        doubts: &mut Doubts,
        answers: &mut dyn Answers,
    ) -> Vec<Found<'a>> {
        let taken: Vec<String> = adopt::sheets(&portions)
            .iter()
            .map(|sheet| sheet.name.to_string())
            .collect();
        let single = portions.len() == 1;
        let mut keys: BTreeMap<String, Option<adopt::KeyFound>> = BTreeMap::new();
        let mut found = Vec::new();
        for portion in portions {
            let one = &portion.candidate;
            let headings = one.spoken();
            let mut names = self.wanted.names.to_vec();
            names.insert(
                0,
                (one.sheet.name.to_string(), "the sheet's name".to_owned()),
            );
            let fields = adopt::fields(
                one.kind,
                one.sheet,
                one.top(),
                &headings,
                &names,
                portion.group.as_ref(),
                doubts,
            );
            let board = &self.office.board.keys;
            let key = keys
                .entry(one.sheet.name.to_string())
                .or_insert_with(|| adopt::key(one, board, doubts, answers))
                .clone();
            let mut tables: Vec<Keyed<'a>> = vec![(portion.clone(), key)];
            if self.wanted.sheet.is_none() {
                tables.extend(self.beside(&portion, &taken, &fields, single));
            }
            found.push((tables, fields));
        }
        found
    }

    /// Finds the further tables of a paper; of several papers, each takes the rows of its own group.
    fn beside(
        &self,
        main: &Portion<'a>,
        taken: &[String],
        fields: &Fields,
        single: bool,
    ) -> Vec<Keyed<'a>> {
        let taken: Vec<&str> = taken.iter().map(String::as_str).collect();
        let one = &main.candidate;
        let more = adopt::beside(self.workbook, self.wanted, one, &taken, fields.quarter);
        let keyed = |candidate: adopt::Candidate<'a>| {
            let key = adopt::measured_by(&candidate, &self.office.board.keys);
            let portion = match single {
                true => Some(Portion {
                    candidate,
                    part: adopt::Part::Whole,
                    group: None,
                }),
                false => adopt::share(&candidate, fields),
            };
            Some((portion?, key))
        };
        more.into_iter().filter_map(keyed).collect()
    }

    /// Writes the papers, reads each as the next build will, and says what comes of it.
    fn adopted(
        &self,
        tables: &[Found<'a>],
        places: &Places<'_>,
        out: &mut Diagnostics,
    ) -> Option<Adopted> {
        let mut adopted = Adopted::default();
        let several = self
            .workbook
            .sheets
            .iter()
            .filter(|sheet| !sheet.hidden)
            .count()
            > 1;
        for (tables, fields) in tables {
            let main = &tables[0].0;
            let name = adopt::file_name(main, fields, &places.stem);
            let shown = unique(places.paper(&name, fields.quarter, out)?, &adopted.making);
            let kind = &main.candidate.kind.name;
            let place = Place {
                schema: schema_line(&shown, kind),
                workbook: places.workbook_from(&shown),
                several,
            };
            places.copy(&shown, &mut adopted.making);
            let text = adopt::paper(tables, fields, &place);
            adopted.report.extend(adopt::report(tables, fields, &shown));
            let unmoved = Place {
                workbook: places.file.display().to_string(),
                ..place
            };
            let trial = adopt::paper(tables, fields, &unmoved);
            let paper = (shown.as_str(), trial.as_str());
            let tried = tried(self.office, &places.file, paper, &tables[0]);
            adopted.report.extend(tried);
            adopted.next.push(format!("next: fill in what is to do, and see what comes of it with `boardpaper build {shown}`"));
            adopted.making.add(shown, text);
        }
        adopted.report.extend(places.unnamed());
        adopted.report.extend(self.rest(tables));
        adopted.report.extend(self.keys(tables));
        if tables.len() > 1 {
            adopted.next = vec![
                "next: fill in what is to do, and see what comes of them with `boardpaper build`"
                    .to_owned(),
            ];
        }
        write_named(self.office, &mut adopted.making);
        Some(adopted)
    }

    fn rest(&self, tables: &[Found<'_>]) -> Vec<String> {
        let Some((first, _)) = tables.first() else {
            return Vec::new();
        };
        let kind = first[0].0.candidate.kind;
        let all: Vec<&Portion<'_>> = tables
            .iter()
            .flat_map(|(tables, _)| tables)
            .map(|(portion, _)| portion)
            .collect();
        let taken: Vec<&str> = all
            .iter()
            .map(|portion| &*portion.candidate.sheet.name)
            .collect();
        let mut told: Vec<(&str, u32)> = Vec::new();
        let mut columns: Vec<(&load::Sheet, Vec<(u32, String)>)> = Vec::new();
        for portion in &all {
            let (sheet, row) = (portion.candidate.sheet, portion.candidate.headings.row);
            if !told.contains(&(&*sheet.name, row)) {
                told.push((&*sheet.name, row));
                columns.push((sheet, adopt::unused(portion)));
            }
        }
        adopt::rest(self.workbook, kind, &taken, &columns)
    }

    /// Proposes keys for statuses that no key of the office fits.
    fn keys(&self, tables: &[Found<'_>]) -> Vec<String> {
        let keys = tables.iter().flat_map(|(tables, _)| tables);
        let unfit = keys.filter_map(|(_, key)| {
            key.as_ref()
                .filter(|key| key.name.is_none() && !key.seen.is_empty())
        });
        let Some(key) = unfit.into_iter().next() else {
            return Vec::new();
        };
        let known = &self.office.board.keys;
        let name = ["rag", "tracker", "tracker-2"]
            .iter()
            .find(|name| !known.contains_key(**name));
        let text = adopt::new_key(self.workbook, &key.seen, name.unwrap_or(&"tracker-3"));
        let mut lines = vec![
            "to do: put a key for these statuses into data/board.toml, fill in what each step means, and name it in the paper:".to_owned(),
        ];
        lines.extend(text.lines().map(|line| format!("  {line}")));
        lines
    }
}

/// Gives each of several papers a name of its own.
fn unique(shown: String, making: &Making) -> String {
    let taken = |shown: &str| making.files().iter().any(|made| made.shown == shown);
    let stem = shown.trim_end_matches(".toml").to_owned();
    let mut names = (2..).map(|number| format!("{stem}-{number}.toml"));
    match taken(&shown) {
        true => names.find(|name| !taken(name)).unwrap_or(shown),
        false => shown,
    }
}

/// Returns what file and folders are called: a quarter may be said there.
fn names(path: &Path) -> Vec<(String, String)> {
    let said = |text: Option<&std::ffi::OsStr>| {
        text.map(|text| text.to_string_lossy().into_owned())
            .unwrap_or_default()
    };
    let mut names = vec![(said(path.file_stem()), "the file's name".to_owned())];
    let folders: Vec<String> = path
        .ancestors()
        .skip(1)
        .take(2)
        .map(|folder| said(folder.file_name()))
        .collect();
    names.push((
        folders.iter().rev().cloned().collect::<Vec<_>>().join(" "),
        "the folders' names".to_owned(),
    ));
    names.retain(|(text, _)| !text.is_empty());
    names
}

/// Reports a sheet that is asked for and not there.
fn named_sheet(workbook: &Workbook, asked: &Adoption, out: &mut Diagnostics) -> Option<()> {
    let Some(name) = &asked.sheet else {
        return Some(());
    };
    let visible: Vec<&str> = workbook
        .sheets
        .iter()
        .filter(|sheet| !sheet.hidden)
        .map(|sheet| &*sheet.name)
        .collect();
    if visible
        .iter()
        .any(|sheet| validate::fold(sheet) == validate::fold(name))
    {
        return Some(());
    }
    let list: Vec<String> = visible.iter().map(|sheet| format!("`{sheet}`")).collect();
    let message = format!("`{}` has no visible sheet `{name}`", workbook.file);
    out.add(
        Code::SheetMissing,
        Origin::file(workbook.file.clone()),
        message,
    )
    .hint(format!("it has {}", list.join(", ")));
    None
}

/// Says what was looked at, where nothing was recognised.
fn nothing(workbook: &Workbook, kinds: &[(Kind, usize)], out: &mut Diagnostics) {
    let place = Origin::file(workbook.file.clone());
    let message = format!("`{}` holds no table that a paper could take", workbook.file);
    let problem = out.add(Code::NothingRecognised, place, message);
    let looked = adopt::looked_at(workbook);
    for sheet in &looked {
        problem.hint(match sheet.rows {
            0 => format!("the sheet `{}` is empty", sheet.sheet),
            rows => format!(
                "the sheet `{}` has {rows} rows that hold something; its widest reads {}",
                sheet.sheet, sheet.reads
            ),
        });
    }
    if looked.is_empty() {
        problem.hint("it has no visible sheet: show the one with the tracker");
    }
    if let [(kind, _)] = kinds {
        problem.hint(format!(
            "`boardpaper describe {}` tells which headings are known",
            kind.name
        ));
    } else {
        problem.hint("say what it is for and where its headings are, as in `--document theme-update --heading-row 4`; `boardpaper describe theme-update` tells which headings are known");
    }
}

/// Returns a path as a paper names it.
pub fn slashed(path: &Path) -> String {
    path.components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join("/")
}
