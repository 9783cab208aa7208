//! How a round stands: what its papers hold now, and what `check` finds in it.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::job::Office;
use crate::job::collect::dated;
use crate::job::reader::Reader;
use crate::job::round_file;
use crate::model::{Column, Date, Holidays, Origin, Paper, Quarter, Row, TableKind};
use crate::returns::{Line, LineStanding, OfficerStanding, Return, Round, Standing, late};
use crate::validate::{self, Answer};

use super::filled::{answer, row_of, says};

/// Looks how the round of a quarter stands on a day; none that is named is the latest.
pub fn status(
    office: &Office,
    quarter: Option<Quarter>,
    today: Date,
    out: &mut Diagnostics,
) -> Option<Standing> {
    let round = round(office, quarter, out)?;
    let mut papers: Vec<Looked> = Vec::new();
    for line in round.returns.iter().flat_map(|asked| &asked.lines) {
        if !papers.iter().any(|looked| looked.file == line.paper) {
            papers.push(look(office, &line.paper, out));
        }
    }
    // What is wrong with files of answers is told of the papers that read them.
    let collected = dated(office, round.quarter, &mut Diagnostics::default());
    let stands = |asked: &Return, line: &Line| {
        let looked = papers.iter().find(|looked| looked.file == line.paper);
        let standing = looked.map_or_else(|| gone(line), |looked| looked.line(line));
        let as_asked = looked.is_some_and(|looked| looked.is_as(line, asked.filled(line)));
        standing.collected(&collected, as_asked)
    };
    let officers = round.returns.iter().map(|asked| OfficerStanding {
        asked: asked.clone(),
        lines: asked.lines.iter().map(|line| stands(asked, line)).collect(),
    });
    let officers = officers.collect();
    let holidays = holidays(office, out);
    Some(Standing {
        late: late(round.deadline, today, holidays.as_ref()),
        organisation: office.board.organisation.name.clone(),
        round,
        today,
        officers,
    })
}

/// Reads the round of a quarter, or the latest.
fn round(office: &Office, quarter: Option<Quarter>, out: &mut Diagnostics) -> Option<Round> {
    let Some(quarter) = quarter.or_else(|| round_file::latest(office)) else {
        out.add(
            Code::RoundFaulty,
            Origin::file("data/returns"),
            "the office has no round of returns",
        )
        .hint("begin one with `boardpaper returns make --deadline DATE`");
        return None;
    };
    let round = round_file::round_of(office, quarter, out)?;
    if round.is_none() {
        let shown = round_file::place(quarter);
        out.add(Code::RoundFaulty, Origin::file(shown.as_str()), format!("there is no round of returns for {quarter}"))
            .hint("begin it with `boardpaper returns make --deadline DATE`, or name another with `--quarter`");
    }
    round
}

/// A paper of the round, and what was found in it.
struct Looked {
    file: String,
    paper: Option<Paper>,
    found: Diagnostics,
}

fn look(office: &Office, file: &str, out: &mut Diagnostics) -> Looked {
    let mut found = Diagnostics::default();
    let path = office.root.join(file);
    if !path.is_file() {
        out.add(
            Code::FileUnreadable,
            Origin::file(file),
            format!("`{file}`, a paper of the round, is not there"),
        )
        .hint("bring it back, or make the round again with `boardpaper returns make --again`");
        return Looked {
            file: file.to_owned(),
            paper: None,
            found,
        };
    }
    let paper = Reader::new(office).read(&path, &mut found);
    office.rules.apply(&mut found);
    // What is wrong with collected answers is no matter of a line: they count for none.
    let of_answers = |problem: &Diagnostic| {
        let place = problem.origin.as_ref().map_or("", Origin::path);
        problem.severity == Severity::Error && place.starts_with("data/returns/")
    };
    let mut faulty = found.clone();
    faulty.retain(of_answers);
    out.append(faulty);
    if paper.is_none() {
        out.add(
            Code::RoundFaulty,
            Origin::file(file),
            format!("`{file}` cannot be read: its lines are told as open"),
        )
        .hint(format!(
            "`boardpaper check {file}` says what is wrong with it"
        ));
    }
    Looked {
        file: file.to_owned(),
        paper,
        found,
    }
}

fn gone(line: &Line) -> LineStanding {
    LineStanding {
        line: line.clone(),
        there: false,
        answered: false,
        begun: false,
        day: None,
        as_sent: false,
        stale: false,
        findings: 0,
    }
}

impl LineStanding {
    /// Holds it against what was collected; what it said when it was asked for is no answer by itself.
    fn collected(self, collected: &[(Option<Date>, Answer)], as_asked: bool) -> Self {
        let is_of = |answer: &Answer| {
            answer.paper.text == self.line.paper
                && answer.table.text == self.line.table
                && answer.row.text.trim() == self.line.reference
        };
        let mut of_line = collected.iter().filter(|(_, answer)| is_of(answer));
        let last = of_line.next_back();
        let as_sent = as_asked && last.is_none();
        Self {
            answered: self.answered && !as_sent,
            begun: self.begun && !as_sent,
            day: last.and_then(|(day, _)| *day),
            as_sent,
            ..self
        }
    }
}

impl Looked {
    /// Returns whether a line says what it said when it was asked for.
    fn is_as(&self, line: &Line, then: Option<&str>) -> bool {
        let now = self.paper.as_ref().and_then(|paper| {
            let (kind, row) = row_of(paper, line)?;
            says(paper, kind, row)
        });
        then.is_some() && now.as_deref() == then
    }

    /// Returns how a line stands; those of a paper that cannot be read are open.
    fn line(&self, line: &Line) -> LineStanding {
        let Some(paper) = &self.paper else {
            return LineStanding {
                there: true,
                ..gone(line)
            };
        };
        let Some((kind, row)) = row_of(paper, line) else {
            return gone(line);
        };
        let one = line.table.strip_suffix('s').unwrap_or(&line.table);
        let called = format!("{one} `{}`", line.reference);
        let mine: Vec<&Diagnostic> = self
            .found
            .iter()
            .filter(|problem| is_about(problem, &called))
            .collect();
        let count = |code: Code| mine.iter().filter(|problem| problem.code == code).count();
        let stale = count(Code::UpdateStale);
        LineStanding {
            line: line.clone(),
            there: true,
            answered: is_answered(kind, row, paper.quarter()),
            begun: says(paper, kind, row).is_some(),
            stale: stale > 0,
            findings: mine.len() - stale,
            ..gone(line)
        }
    }
}

/// Returns whether a problem that is more than a note is about a line.
fn is_about(problem: &Diagnostic, called: &str) -> bool {
    let serious = [Severity::Error, Severity::Warning].contains(&problem.severity);
    let said = problem
        .about
        .as_ref()
        .is_some_and(|about| about.line == called);
    serious && (said || problem.message.contains(called))
}

/// Returns whether a row has all that must be answered anew; where nothing must, whether it has anything of it.
fn is_answered(kind: &TableKind, row: &Row, quarter: Option<Quarter>) -> bool {
    let due = kind.answers().filter(|(_, column)| column.is_due());
    let (must, may): (Vec<_>, Vec<_>) = due.partition(|(_, column)| column.required);
    let has = |column: &(&str, &Column)| answer(row, *column, quarter).is_some();
    match must.is_empty() {
        true => may.iter().any(has),
        false => must.iter().all(has),
    }
}

/// Returns the bank holidays of the office's division.
pub(super) fn holidays(office: &Office, out: &mut Diagnostics) -> Option<Holidays> {
    let law = validate::law(&office.library, out);
    let named = office.board.returns.bank_holidays.as_ref();
    let division = named.map_or("england-and-wales", |phrase| phrase.text.trim());
    let known = law.holidays.get(division).cloned();
    if let (None, Some(phrase)) = (&known, named) {
        let list: Vec<String> = law
            .holidays
            .keys()
            .map(|name| format!("`{name}`"))
            .collect();
        out.add(
            Code::ValueWrong,
            phrase.origin.clone(),
            format!("no bank holidays are known of `{division}`"),
        )
        .hint(format!("use one of {}", list.join(", ")));
    }
    known
}
