mod outline;

use super::*;
use crate::load::Workbook;
use crate::model::{Block, Inline, Mark, Origin, Paper, Part, Phrase};
use std::sync::Arc;

use outline::outline;

struct Nothing;

impl Beside for Nothing {
    fn workbook(&mut self, _: &Phrase, _: &mut Diagnostics) -> Option<Arc<Workbook>> {
        None
    }

    fn paper(&mut self, _: &Phrase, _: u32, _: &mut Diagnostics) -> Option<Arc<Paper>> {
        None
    }
}

/// Reads a text that starts on line 8 of its file; gives its parts and the problems, each with its place.
fn read(text: &str, numbering: Numbering) -> (Vec<Part>, Vec<String>) {
    let mut out = Diagnostics::default();
    let rules = BodyRules {
        numbering: None,
        contents: None,
        called: IndexMap::from([("recommendation".into(), vec!["Recommendations".into()])]),
    };
    let origin = Origin::Text {
        file: "p.md".into(),
        line: 8,
        column: 1,
        length: 1,
    };
    let node = Node {
        origin: origin.clone(),
        value: NodeValue::Body(format!("{}{text}", "\n".repeat(7))),
    };
    let mut bodies = Bodies::default();
    let body = body(
        &node,
        "body",
        &rules,
        numbering,
        &mut Nothing,
        &mut bodies,
        &mut out,
    );
    let value = Value::Body(body.expect("a text"));
    let mut cell = Cell { value, origin };
    refer(std::iter::once(&mut cell), &bodies.names, true, &mut out);
    let problems = out.iter().map(|problem| {
        let place = problem.origin.as_ref().map(ToString::to_string);
        format!("{} {}", place.unwrap_or_default(), problem.message)
    });
    let problems = problems.collect();
    match cell.value {
        Value::Body(body) => (body.0, problems),
        _ => unreachable!("it was made above"),
    }
}

#[test]
fn paragraphs_number_through_across_headings() {
    let text = "# Background\n\nOne.\n\nTwo:\n\n- a\n- b\n\n# Costs\n\nThree.\n";
    let (parts, problems) = read(text, Numbering::Through);
    assert_eq!(
        outline(&parts),
        "# - Background [section-1]\n1 One. [paragraph-1]\n2 Two: [paragraph-2]\n* a / b\n# - Costs [section-2]\n3 Three. [paragraph-3]\n"
    );
    assert_eq!(problems, Vec::<String>::new());
}

#[test]
fn paragraphs_restart_by_section_and_leave_out_what_is_unnumbered() {
    let text = "# Introduction {.unnumbered}\n\nNone.\n\n# Background\n\nOne.\n\nAside. {.unnumbered}\n\nTwo.\n\n# Costs\n\nThree.\n";
    let (parts, _) = read(text, Numbering::Restart);
    assert_eq!(
        outline(&parts),
        "# - Introduction [section-1]\n- None. [-]\n# 1 Background [section-2]\n1.1 One. [paragraph-1-1]\n- Aside. [-]\n1.2 Two. [paragraph-1-2]\n# 2 Costs [section-3]\n2.1 Three. [paragraph-2-1]\n"
    );
}

#[test]
fn ranks_of_headings_that_are_left_out_are_told() {
    let told = |ranks: &[usize]| {
        let text: String = ranks
            .iter()
            .map(|rank| format!("{} H\n\nWords.\n\n", "#".repeat(*rank)))
            .collect();
        read(&text, Numbering::None).1
    };
    for ranks in [
        &[1, 2, 3, 1][..],
        &[2, 3, 2],
        &[3, 3],
        &[2, 3, 4, 5, 2],
        &[6, 5, 6],
        &[],
    ] {
        let told = told(ranks);
        let first_is_low = ranks
            .first()
            .is_some_and(|first| ranks.iter().any(|rank| rank < first));
        assert_eq!(told.len(), usize::from(first_is_low), "{ranks:?}: {told:?}");
    }
    assert_eq!(
        told(&[2, 4, 4, 2]),
        [
            "p.md:12:6 a heading of rank 4 follows one of rank 2, and none of rank 3 stands between them"
        ]
    );
    assert_eq!(
        told(&[3, 2]),
        ["p.md:8:5 the first heading is of rank 3, and others below it are of rank 2"]
    );
    assert_eq!(told(&[1, 3, 5, 2, 4]).len(), 3);
}

#[test]
fn headings_start_at_the_first_rank_and_leave_none_out() {
    let (parts, _) = read("## Costs\n\n#### Staff\n\n### Cars\n\nx\n", Numbering::None);
    assert_eq!(
        outline(&parts),
        "# - Costs [section-1]\n## - Staff [section-2]\n## - Cars [section-3]\n- x [-]\n"
    );
}

#[test]
fn recommendations_are_letters_and_are_called_so() {
    let text = "# Recommendations\n\nThe board is asked\n\na) to note; {#note}\nb) to agree\n   (i) one, {#one}\n   (ii) two.\n\n# After\n\nSee [](#note), [](#one) and [the note](#note).\n";
    let (parts, problems) = read(text, Numbering::Through);
    assert_eq!(
        outline(&parts),
        "# - Recommendations [section-1]\n1 The board is asked [paragraph-1]\nto note; [paragraph-1-a]\nto agree [paragraph-1-b]\none, [paragraph-1-b-i]\ntwo. [paragraph-1-b-ii]\n# - After [section-2]\n2 See <recommendation (a): paragraph-1-a>, <recommendation (b)(i): paragraph-1-b-i> and <the note: paragraph-1-a>. [paragraph-2]\n"
    );
    assert_eq!(problems, Vec::<String>::new());
}

#[test]
fn items_elsewhere_belong_to_their_paragraph() {
    let text = "Two things:\n\n1. one; {#one}\n2. two.\n\nSee [](#one).\n";
    let (parts, _) = read(text, Numbering::Through);
    assert!(
        outline(&parts).ends_with("2 See <paragraph 1(a): paragraph-1-a>. [paragraph-2]\n"),
        "{}",
        outline(&parts)
    );
}

#[test]
fn lists_of_a_text_without_numbers_have_figures() {
    let (parts, _) = read(
        "Two things:\n\n1. one; {#one}\n2. two.\n\nSee [](#one).\n",
        Numbering::None,
    );
    assert!(matches!(
        &parts[1].block,
        Block::Letters { figures: true, .. }
    ));
    assert_eq!(outline(&parts[2..]), "- See <item 1: list-1-1>. [-]\n");
}

#[test]
fn tables_and_figures_with_captions_are_numbered() {
    let text = "Table: Visits {#visits}\n\n| Ward | Visits |\n|------|-------:|\n| West | 541 |\n\n![A map.](map.png \"The wards\") {#map}\n\n![A park.](park.png)\n\n```chart {#fall}\nkind = \"bar\"\ntitle = \"Burglary\"\nalt = \"It falls.\"\ncategories = [\"Q1\", \"Q2\"]\nseries = [{ name = \"West\", values = [4.5, \"[x]\"] }]\n```\n\nSee [](#visits), [](#map), [](#fall).\n";
    let (parts, problems) = read(text, Numbering::Through);
    assert_eq!(
        outline(&parts),
        "table 1 Visits [table-1]\nfigure 1 A map. [figure-1]\nfigure - A park. [-]\nchart 2 Burglary [figure-2]\n1 See <table 1: table-1>, <figure 1: figure-1>, <figure 2: figure-2>. [paragraph-1]\n"
    );
    assert_eq!(problems, Vec::<String>::new());
    let Block::Chart(chart) = &parts[3].block else {
        panic!("a chart")
    };
    assert_eq!(chart.series[0].values, [Some(4.5), None]);
    assert_eq!(chart.series[0].shown, ["4.5", "[x]"]);
}

#[test]
fn captions_may_stand_below_their_tables() {
    let text = "| A |\n|---|\n| 1 |\n\nTable: Below\n\n| B |\n|---|\n| 2 |\n";
    let (parts, _) = read(text, Numbering::None);
    // The nearest table below a caption is its own; this one's is the second.
    assert_eq!(
        outline(&parts),
        "table - [-]\ntable 1 Below [table-1]\n".replace("table - [-]", "table -  [-]")
    );
}

#[test]
fn a_problem_has_the_line_and_column_of_its_words() {
    let text = "One line,\nand then [](#nowhere) again.\n";
    let (_, problems) = read(text, Numbering::Through);
    assert_eq!(
        problems,
        ["p.md:9:10 no place of this paper has the name `nowhere`"]
    );
}

#[test]
fn each_line_of_a_list_and_each_cell_has_its_place() {
    let text = "- one\n- two\n  lines\n- three\n\n| A | B |\n|---|---|\n| 1 | 2 |\n";
    let (parts, _) = read(text, Numbering::None);
    let places = |part: &Part| {
        let mut places = Vec::new();
        part.visit(&mut |_, place| places.push(place.to_string()));
        places.join(" ")
    };
    assert_eq!(places(&parts[0]), "p.md:8:3 p.md:9:3 p.md:11:3");
    assert_eq!(places(&parts[1]), "p.md:13:3 p.md:13:7 p.md:15:3 p.md:15:7");
}

#[test]
fn a_bullet_cannot_be_named() {
    let (_, problems) = read("- one {#one}\n\nSee [](#one).\n", Numbering::Through);
    assert_eq!(
        problems,
        ["p.md:8:3 the name `one` is given to what has no number"]
    );
}

#[test]
fn a_sentence_begins_with_a_capital_even_where_it_begins_with_a_reference() {
    let text = "One. {#one}\n\n[](#one) says so. [](#one) again, and [](#one).\n";
    let (parts, _) = read(text, Numbering::Through);
    let Block::Paragraph { of } = &parts[1].block else {
        panic!("a paragraph")
    };
    let begins: Vec<bool> = of
        .iter()
        .filter_map(|piece| match piece {
            Inline::Mark(Mark::Refer { begins, .. }) => Some(*begins),
            _ => None,
        })
        .collect();
    assert_eq!(begins, [true, true, false]);
}

#[test]
fn remarks_are_left_out_and_words_in_angle_brackets_stay() {
    let (parts, problems) = read(
        "<!-- ask finance -->\n\nCosts < £5m.<br>More.\n",
        Numbering::None,
    );
    assert_eq!(outline(&parts), "- Costs < £5m.\nMore. [-]\n");
    assert_eq!(problems, Vec::<String>::new());
}

#[test]
fn deep_lists_lose_no_word() {
    let text: String = (0..100)
        .map(|depth| format!("{}- w{depth}\n", "  ".repeat(depth)))
        .collect();
    let (parts, _) = read(&text, Numbering::Through);
    let plain = Body(parts).plain();
    for depth in 0..100 {
        assert!(plain.contains(&format!("w{depth}")), "w{depth}");
    }
}

#[test]
fn deep_quotes_lose_no_word_and_are_drawn_flat() {
    for (open, text) in [("> ", "> ".repeat(30_000)), ("> - ", "> - ".repeat(100))] {
        let (parts, _) = read(&format!("{text}deep\n\nafter\n"), Numbering::Through);
        assert_eq!(Body(parts.clone()).plain().trim(), "deep\nafter", "{open}");
        let json = serde_json::to_string(&parts).expect("plain data");
        assert!(json.matches("\"is\":").count() < 30, "{open}: {json}");
    }
}

#[test]
fn recommendations_run_on_through_their_section() {
    let text = "# Recommendations\n\nAsked to:\n\n1. note; {#r}\n2. agree.\n\nAnd also:\n\n1. third {#t}\n\nSee [](#t).";
    let (parts, problems) = read(text, Numbering::Through);
    assert!(
        outline(&parts).contains("See <recommendation (c): "),
        "{}",
        outline(&parts)
    );
    assert_eq!(problems, Vec::<String>::new());
}

#[test]
fn a_list_that_goes_on_from_no_other_starts_with_a() {
    let starts = |text: &str| -> Vec<u64> {
        let (parts, _) = read(text, Numbering::Through);
        let start = |part: &Part| match &part.block {
            Block::Letters { start, .. } => Some(*start),
            _ => None,
        };
        parts.iter().filter_map(start).collect()
    };
    assert_eq!(starts("Text:\n\n5. five\n6. six"), [1]);
    assert_eq!(
        starts("Text:\n\n1. one\n2. two\n\nMore:\n\n3. three"),
        [1, 3]
    );
    assert_eq!(starts("Text:\n\n1. one\n\nMore:\n\n1. one"), [1, 1]);
}

#[test]
fn numbers_typed_by_hand_are_told_of_wherever_they_stand() {
    for text in [
        "1.1 The scheme began.",
        "# 1. Background",
        "# Aims\n\n1. The scheme.",
    ] {
        let (_, problems) = read(text, Numbering::Through);
        assert_eq!(problems.len(), 1, "{text}: {problems:?}");
    }
    for text in [
        "2026. Nothing",
        "# 12 months on",
        "# Aims\n\n1. fewer calls;",
    ] {
        let (_, problems) = read(text, Numbering::Through);
        assert_eq!(problems, Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_caption_right_below_its_table_is_no_row() {
    let (parts, problems) = read(
        "|a|b|\n|-|-|\n|1|2|\nTable: Calls {#c}\n\nSee [](#c).",
        Numbering::Through,
    );
    assert_eq!(
        outline(&parts),
        "table 1 Calls [table-1]\n1 See <table 1: table-1>. [paragraph-1]\n"
    );
    assert_eq!(problems, Vec::<String>::new());
}

#[test]
fn braces_may_follow_one_another() {
    let (parts, problems) = read("# A {.unnumbered} {#s}\n\nP[](#s)", Numbering::Restart);
    assert_eq!(problems, Vec::<String>::new());
    assert!(
        outline(&parts).contains("<A: section-1>"),
        "{}",
        outline(&parts)
    );
}

#[test]
fn lines_of_code_stay_lines() {
    let (parts, _) = read("Text.\n\n    one\n    two", Numbering::Through);
    let Block::Paragraph { of } = &parts[1].block else {
        panic!("a paragraph")
    };
    assert!(of.contains(&Inline::Mark(Mark::Break)), "{of:?}");
}
