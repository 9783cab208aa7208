use super::*;

fn plain_run(text: &str) -> Run {
    Run {
        text: text.into(),
        ..Run::default()
    }
}

fn read(text: &str) -> RichText {
    typed_text(&[plain_run(text)])
}

/// Writes blocks down as indented lines, so that a test reads like the cell.
fn outline(rich: &RichText) -> String {
    fn write(rich: &RichText, depth: usize, to: &mut String) {
        let pad = "  ".repeat(depth);
        for block in &rich.0 {
            match block {
                Block::Paragraph { of } => {
                    *to += &format!("{pad}{}\n", crate::model::plain(of).replace('\n', "/"))
                }
                Block::Heading { of } => *to += &format!("{pad}# {}\n", crate::model::plain(of)),
                Block::Bullets { of } => of.iter().for_each(|item| {
                    *to += &format!("{pad}*\n");
                    write(item, depth + 1, to);
                }),
                Block::Numbers { start, of } => of.iter().zip(*start..).for_each(|(item, n)| {
                    *to += &format!("{pad}{n}\n");
                    write(item, depth + 1, to);
                }),
                other => panic!("no text of a cell becomes {other:?}"),
            }
        }
    }
    let mut text = String::new();
    write(rich, 0, &mut text);
    text
}

#[test]
fn blank_lines_part_paragraphs_and_single_breaks_stay() {
    assert_eq!(outline(&read("one\ntwo\n\n\nthree")), "one/two\nthree\n");
}

#[test]
fn typed_bullets_become_a_list() {
    for bullet in ["•", "• ", "- ", "– ", "o ", "* ", "\u{f0b7}\t"] {
        let rich = read(&format!("Points:\n{bullet}one\n{bullet}two\n\nAfter"));
        assert_eq!(
            outline(&rich),
            "Points:\n*\n  one\n*\n  two\nAfter\n",
            "{bullet:?}"
        );
    }
}

#[test]
fn another_bullet_below_a_bullet_is_a_list_inside() {
    let rich = read("• one\no inner\no inner two\n• two");
    assert_eq!(
        outline(&rich),
        "*\n  one\n  *\n    inner\n  *\n    inner two\n*\n  two\n"
    );
    let indented = read("- one\n   - inner\n- two");
    assert_eq!(outline(&indented), "*\n  one\n  *\n    inner\n*\n  two\n");
}

#[test]
fn a_list_goes_on_over_a_blank_line() {
    assert_eq!(outline(&read("• one\n\n• two")), "*\n  one\n*\n  two\n");
}

#[test]
fn typed_numbers_become_a_numbered_list() {
    assert_eq!(outline(&read("1. one\n2. two")), "1\n  one\n2\n  two\n");
    assert_eq!(
        outline(&read("3) three\n4) four")),
        "3\n  three\n4\n  four\n"
    );
}

#[test]
fn a_typed_number_is_never_changed() {
    let rich = read("1. one\n3. three\n12. December");
    assert_eq!(outline(&rich), "1\n  one\n3\n  three\n12\n  December\n");
}

#[test]
fn deep_lists_lose_no_word() {
    let text: String = (0..40)
        .map(|depth| format!("{}- w{depth}\n", "  ".repeat(depth)))
        .collect();
    let plain = read(&text).plain();
    assert!(
        (0..40).all(|depth| plain.contains(&format!("w{depth}"))),
        "{plain}"
    );
}

#[test]
fn what_only_looks_like_a_marker_stays_text() {
    for text in [
        "-5% on last year",
        "2018. A year",
        "*PL3: Work",
        "ok then",
        "10.5 officers",
        "on time",
        "1.5m",
    ] {
        assert_eq!(outline(&read(text)), format!("{text}\n"));
    }
}

#[test]
fn a_bold_line_is_a_sub_heading_and_a_bold_word_is_not() {
    let bold = |text: &str| Run {
        text: text.into(),
        bold: true,
        ..Run::default()
    };
    let rich = typed_text(&[
        bold("Rural Crime\n"),
        plain_run("In support of "),
        bold("local"),
        plain_run(" teams"),
    ]);
    assert_eq!(outline(&rich), "# Rural Crime\nIn support of local teams\n");
    let Block::Paragraph { of } = &rich.0[1] else {
        panic!("a paragraph")
    };
    assert_eq!(
        of[1],
        Inline::Mark(Mark::Strong {
            of: vec![Inline::Text("local".into())]
        })
    );
}

#[test]
fn a_line_through_wins_over_a_line_below() {
    let rich = typed_text(&[Run {
        text: "gone".into(),
        strike: true,
        underline: true,
        ..Run::default()
    }]);
    let Block::Paragraph { of } = &rich.0[0] else {
        panic!("a paragraph")
    };
    assert_eq!(
        of[0],
        Inline::Mark(Mark::Strike {
            of: vec![Inline::Text("gone".into())]
        })
    );
}

#[test]
fn only_links_that_lead_somewhere_safe_are_kept() {
    let link = |to: &str| {
        typed_text(&[Run {
            text: "here".into(),
            link: Some(to.into()),
            ..Run::default()
        }])
    };
    assert!(format!("{:?}", link("https://www.northmarch.example/plan")).contains("Link"));
    assert!(!format!("{:?}", link("javascript:alert(1)")).contains("Link"));
}
