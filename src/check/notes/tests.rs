//! What the checks say of many small papers.

use serde_json::{Value as Json, json};

use super::*;
use crate::check::Uses;
use crate::diagnostic::Code;
use crate::model::{Block, Cell, Inline, Mark, Note, Origin, Paper, RichText, Value};

/// Makes a paper of paragraphs, which cite notes as `[^1]`, and of notes by mark and text.
fn paper(texts: &[&str], notes: &[(&str, &str)]) -> Paper {
    let mut paper: Paper = serde_json::from_value(bare()).expect("a paper");
    let blocks = texts.iter().map(|text| Block::Paragraph { of: line(text) });
    let cell = Cell {
        value: Value::Rich(RichText(blocks.collect())),
        origin: Origin::file("data/paper.toml"),
    };
    paper.fields.insert("summary".into(), cell);
    let notes = notes.iter().enumerate().map(|(at, (mark, text))| Note {
        mark: (*mark).to_owned(),
        text: vec![Inline::Text((*text).to_owned())],
        is_term: false,
        number: u32::try_from(at + 1).ok(),
        origin: Origin::file(format!("data/{mark}.toml")),
    });
    paper.notes = notes.collect();
    paper
}

fn bare() -> Json {
    let origin = json!({ "is": "file", "file": "data/paper.toml" });
    json!({
        "file": "data/paper.toml",
        "board": {
            "organisation": { "name": "Northmarch Harbour Board", "strapline": null, "language": "en-GB" },
            "design": {}, "keys": {}, "wording": {}, "wording_of": {}, "texts": {}, "defaults": {},
            "name": null, "names": {}, "formats": [], "standards": [],
        },
        "kind": {
            "name": "note", "summary": "", "fields": {}, "tables": {}, "order": ["summary"], "pack": null,
            "wording": {}, "origin": origin,
        },
        "fields": {}, "tables": {}, "wording": {}, "past": {},
    })
}

fn line(text: &str) -> Vec<Inline> {
    let mut pieces = text.split("[^");
    let mut line = vec![Inline::Text(pieces.next().unwrap_or_default().to_owned())];
    for piece in pieces {
        let (number, rest) = piece.split_once(']').expect("a mark");
        let number = number.parse().expect("a number");
        line.push(Inline::Mark(Mark::Note { number, of: None }));
        line.push(Inline::Text(rest.to_owned()));
    }
    line
}

fn messages_of(paper: &Paper, code: Code) -> Vec<String> {
    let mut out = Diagnostics::default();
    check(&Subject::new(paper), &mut out);
    let found = out.iter().filter(|problem| problem.code == code);
    found.map(|problem| problem.message.clone()).collect()
}

fn unexplained(texts: &[&str]) -> Vec<String> {
    messages_of(&paper(texts, &[]), Code::AbbreviationUnexplained)
}

fn elsewhere(texts: &[&str], notes: &[(&str, &str)]) -> Vec<String> {
    messages_of(&paper(texts, notes), Code::NoteElsewhere)
}

#[test]
fn an_abbreviation_is_told_once_with_the_times_it_is_used() {
    assert_eq!(
        unexplained(&[
            "The OCGs met.",
            "An OCG left; the OCG's van stayed. KSI figures."
        ]),
        [
            "`OCGs` is used 3 times and never explained",
            "`KSI` is used and never explained"
        ]
    );
}

#[test]
fn an_abbreviation_may_be_explained_anywhere_and_in_many_ways() {
    for text in [
        "The Organised Crime Group (OCG) met.",
        "The organised crime group (“OCG”) met.",
        "The organised crime groups (the OCGs) met.",
        "The organised gang (OCG) met.",
        "OCG (Organised Crime Group) met.",
        "OCG nominals (organised crime groups) met.",
        "OCG = a gang.",
        "A gang = OCG.",
        "The OCG, an organised crime group, met.",
        "Organised Crime Groups met, and then an OCG.",
    ] {
        assert_eq!(unexplained(&["An OCG met.", text]), [""; 0], "{text}");
    }
    let spelt = paper(
        &["TUPE applies to 11 staff.[^1]"],
        &[("1", "Transfer of Undertakings (Protection of Employment).")],
    );
    assert_eq!(messages_of(&spelt, Code::AbbreviationUnexplained), [""; 0]);
    assert_eq!(
        unexplained(&["The E-CINS is used."]),
        ["`E-CINS` is used and never explained"]
    );
    assert_eq!(unexplained(&["The JK (a van) came."]).len(), 1);
    let cited = paper(&["The OCG[^1] met."], &[("1", "A gang.")]);
    let headed = paper(
        &["The OCG met at the port[^1]."],
        &[("1", "The OCG is a gang.")],
    );
    for paper in [cited, headed] {
        assert_eq!(messages_of(&paper, Code::AbbreviationUnexplained), [""; 0]);
    }
}

#[test]
fn a_bracket_or_a_name_near_by_is_no_explanation_by_itself() {
    for text in [
        "It met the panel (OCG).",
        "The OCG (in Brackhaven) met.",
        "The OCG. It is a group.",
        "Other groups met the OCG.",
        "The Orange Cross met the OCG.",
    ] {
        let found = unexplained(&[text]);
        assert_eq!(found, ["`OCG` is used and never explained"], "{text}");
    }
}

#[test]
fn what_the_office_knows_and_what_is_shouted_needs_no_explanation() {
    for text in [
        "The NHS, the BBC and two MPs met at 9 AM.",
        "The CHANNEL panel met in the Channel office.",
        "PLEASE NOTE THAT THE OCG MET.",
        "STATUS OCG",
        "The claimant (AB 12 34 56 C) was seen in AB12 CDE.",
        "See PL5, S106, Part XIV and A52.",
        "The Northmarch Harbour Board met, and the NHB left.",
        "write to https://OCG.example/OCG or OCG@port.example",
        "In R (JK) v Eastgate [2026] EWCA Crim 214 and R (on the application of JK) v Eastgate it was so.",
        "See [2026] WLR 12, SI 2025/1042 and EWHC 3 of B&B (95% CI 3 to 4).",
        "NEET figures come late; NEET means young people not in work.",
    ] {
        assert_eq!(unexplained(&[text]), [""; 0], "{text}");
    }
    let mut known = paper(&["The OCGs met the NS team."], &[]);
    known.board.checks.abbreviations = vec!["OCG".into(), "ns".into()];
    assert_eq!(messages_of(&known, Code::AbbreviationUnexplained), [""; 0]);
}

#[test]
fn two_explanations_in_other_words_are_told() {
    let told = |texts: &[&str]| messages_of(&paper(texts, &[]), Code::ExplainedTwice);
    assert_eq!(
        told(&[
            "The East Midlands Special Operations Unit (EMSOU)",
            "EMSOU (East Midlands Specialist Operations Unit)"
        ]),
        [
            "`EMSOU` is explained as `East Midlands Specialist Operations Unit` here, and as `East Midlands Special Operations Unit` elsewhere"
        ]
    );
    for same in [
        "organised crime groups (OCGs)",
        "Organized-Crime Group (OCG)",
        "OCG (the Organised Crime Group)",
        "OCG (Brackhaven)",
        "the unit (OCG)",
        "Operations Centre (OCG)",
    ] {
        assert_eq!(
            told(&["The Organised Crime Group (OCG)", same]),
            [""; 0],
            "{same}"
        );
    }
    let noted = paper(
        &["The Joint Patrol Unit (JPU) met[^1]."],
        &[("1", "JPU: Junior Police Union, of Brackhaven")],
    );
    assert_eq!(messages_of(&noted, Code::ExplainedTwice).len(), 1);
}

#[test]
fn an_abbreviation_with_a_slip_is_told_beside_the_right_one() {
    let told = |texts: &[&str]| messages_of(&paper(texts, &[]), Code::AbbreviationMisspelt);
    let often = "EMSOU met EMSOU, EMSOU, EMSOU and EMSOU.";
    let message = ["`EMASOU` stands here, and `EMSOU` 5 times elsewhere"];
    assert_eq!(told(&[often, "The EMASOU SB met."]), message);
    assert_eq!(
        told(&[often, "The EMASOU met.", "The EMASOU left."]),
        [""; 0]
    );
    assert_eq!(told(&["EMSOU met EMSOU.", "The EMASOU met."]), [""; 0]);
    assert_eq!(
        told(&[
            often,
            "The Eastern Mersey Area Sea Operations Unit (EMASOU) met."
        ]),
        [""; 0]
    );
    let mut both = paper(&[often, "The EMASOU SB met."], &[]);
    assert_eq!(
        messages_of(&both, Code::AbbreviationUnexplained),
        [
            "`EMSOU` is used 5 times and never explained",
            "`SB` is used and never explained"
        ]
    );
    both.board.checks.abbreviations = vec!["EMASOU".into()];
    assert_eq!(messages_of(&both, Code::AbbreviationMisspelt), [""; 0]);
}

#[test]
fn a_note_cited_again_where_nothing_has_to_do_with_it_is_told() {
    for (note, word, name) in [
        (
            "East Midlands Special Operations Unit – Special Branch (EMSOU (SB)",
            "EMSOU SB",
            "EMSOU",
        ),
        ("Single point of contact (SPOC)", "local SPOCs", "SPOC"),
        ("KINS – Key Individual Networks", "KINS", "KINS"),
        (
            "the term ‘Channel’ means the duty",
            "the Channel panel",
            "Channel",
        ),
        ("Pursue: to stop attacks", "align with Pursue", "Pursue"),
    ] {
        let texts = [
            format!("It is run by {word}[^1]."),
            "There were 14 online crimes[^1] in May.".to_owned(),
        ];
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let message = format!("the note `6` is cited for `crimes`, and it explains `{name}`");
        assert_eq!(elsewhere(&texts, &[("6", note)]), [message], "{note}");
    }
}

#[test]
fn a_note_behind_a_term_of_another_is_told_at_once() {
    let notes = [
        ("1", "Single point of contact (SPOC)"),
        ("2", "KINS – Key Individual Networks"),
    ];
    let texts = ["The SPOC[^2] of each ward met. The KINS[^1] are known."];
    assert_eq!(
        elsewhere(&texts, &notes),
        [
            "the note `2` is cited for `SPOC`, and it explains `KINS`",
            "the note `1` is cited for `KINS`, and it explains `SPOC`"
        ]
    );
    assert_eq!(
        elsewhere(
            &["The SPOC[^1] of each ward met. The KINS[^2] are known."],
            &notes
        ),
        [""; 0]
    );
}

#[test]
fn a_note_that_may_belong_is_left_alone() {
    let spoc = ("1", "Single point of contact (SPOC)");
    for text in [
        "Each ward has one contact[^1].",
        "The SPOC who was trained in May by the county[^1] has left.",
        "There were 14[^1] of them.",
        "Another SPoC[^1] met.",
    ] {
        assert_eq!(
            elsewhere(&["The SPOC[^1] met.", text], &[spoc]),
            [""; 0],
            "{text}"
        );
    }
    for note in [
        "Provisional: the SPOC counts again",
        "By the county's own count.",
        "Source: SPOC returns",
    ] {
        let texts = ["Of the count[^1]", "There were online crimes[^1] in May."];
        assert_eq!(elsewhere(&texts, &[("1", note)]), [""; 0], "{note}");
    }
    assert_eq!(
        elsewhere(&["There were online crimes[^1] in May."], &[spoc]),
        [""; 0]
    );
}

#[test]
fn a_term_of_a_workbook_is_unused_where_no_paper_uses_it() {
    let with = |text: &str, number: Option<u32>| {
        let mut paper = paper(&[text], &[("ROCU", "ROCU: the regional unit")]);
        paper.notes[0].is_term = true;
        paper.notes[0].number = number;
        paper
    };
    let told = |papers: &[&Paper]| {
        let mut out = Diagnostics::default();
        let uses: Vec<Uses> = papers.iter().map(|paper| Uses::of(paper)).collect();
        together(&uses.iter().collect::<Vec<_>>(), &mut out);
        out.iter().map(|problem| problem.code).collect::<Vec<_>>()
    };
    let (uses, heads, not) = (
        with("The ROCU met.", Some(1)),
        with("The ROCUs met.", None),
        with("The rocu met.", None),
    );
    assert_eq!(told(&[&not]), [Code::TermUnused]);
    assert_eq!(told(&[&not, &not]), [Code::TermUnused]);
    assert_eq!(told(&[&not, &uses]), []);
    assert_eq!(told(&[&heads, &not]), []);
    assert_eq!(messages_of(&not, Code::TermUnused), [""; 0]);
}
