//! HTML pages: what a paper says, in order, with everything its readers need and nothing from elsewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::OnceLock;

use regex::Regex;
use serde_json::Value;

use crate::support::html::Tag;
use crate::support::pdf::Pdf;
use crate::support::repo;
use crate::support::words::words;
use crate::support::workspace::Workspace;

const ROW: &str = "\n[[deliverables]]\nref = \"1\"\ntitle = \"Patrol the port\"\nstatus = \"G\"\nupdate = \"Patrols began.\"\n";
const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

fn sample() -> Workspace {
    let office = Workspace::copy_of(&repo(""));
    let ran = office.run(&["build", "--format", "pdf,html", "--keep-sources"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    office
}

/// A paper of the sample in both formats.
struct Both {
    path: String,
    page: Tag,
    pdf: Pdf,
    /// The headings over refs and titles: a page has none, since each line's ref and title are a heading themselves.
    heads: String,
}

/// Calls a function for each paper of the sample: its name, its page and its PDF.
fn each(see: impl Fn(&str, &Tag, &Pdf)) {
    papers()
        .iter()
        .for_each(|both| see(&both.path, &both.page, &both.pdf));
}

fn papers() -> &'static [Both] {
    static PAPERS: OnceLock<Vec<Both>> = OnceLock::new();
    PAPERS.get_or_init(|| {
        let office = sample();
        let pages = office.pages();
        assert_eq!(pages.len(), office.pdfs().len());
        let both = |path: String| Both {
            page: office.page(&path),
            pdf: office.pdf(&path.replace(".html", ".pdf")),
            heads: heads(&office, &path),
            path,
        };
        pages.into_iter().map(both).collect()
    })
}

fn heads(office: &Workspace, path: &str) -> String {
    let file = office.path(&path.replace(".html", ".sources/model.json"));
    let text = fs::read_to_string(file).expect("the sources were kept");
    let model: Value = serde_json::from_str(&text).expect("JSON");
    // A paper over papers draws their rows under their own column headings.
    let over = model["fields"]["papers"].as_array().into_iter().flatten();
    let tables = std::iter::once(&model).chain(over);
    let tables = tables.flat_map(|paper| paper["tables"].as_object().expect("tables").values());
    let columns = tables.flat_map(|table| table["columns"].as_array().expect("columns"));
    let over = columns.filter(|column| ["ref", "title"].iter().any(|name| column["name"] == *name));
    over.map(|column| format!("{} ", column["heading"].as_str().expect("text")))
        .collect()
}

/// How often a word is among others.
fn times(words: &BTreeMap<String, usize>, word: &str) -> usize {
    words.get(word).copied().unwrap_or_default()
}

#[test]
fn a_page_has_every_word_of_the_pdf_and_none_of_its_own() {
    for Both {
        path,
        page,
        pdf,
        heads,
    } in papers()
    {
        let body = page.all(&["body"])[0];
        // A picture is one thing, told by its description: what it has written in it is no text of a page. Nor are the
        // letters and numbers of lists, which the browser counts.
        let tags = pdf.tags();
        let drawn = tags.all("Figure").into_iter().chain(tags.all("Lbl"));
        let drawn: String = drawn.map(|part| part.text() + " ").collect();
        let (page, pdf, heads, drawn) = (
            words(&body.text()),
            words(&pdf.reading()),
            words(heads),
            words(&drawn),
        );
        for (word, count) in &pdf {
            // The numbers before the notes are words in a PDF, and a list's own on a page; so are the letters of lists.
            let least = match word.chars().all(char::is_numeric) {
                true => usize::from(times(&drawn, word) < *count),
                false => count.saturating_sub(times(&heads, word) + times(&drawn, word)),
            };
            let found = times(&page, word);
            assert!(
                found >= least,
                "{path}: `{word}` {found} times, not {least}"
            );
        }
        let own: BTreeSet<&str> = page
            .keys()
            .filter(|word| !pdf.contains_key(*word))
            .map(String::as_str)
            .collect();
        let standing: String = body
            .all(&["a", "h1", "footer"])
            .iter()
            .map(|tag| tag.text() + " ")
            .collect();
        let standing = words(&format!("{standing} Notes"));
        let strange: Vec<_> = own
            .iter()
            .filter(|word| !standing.contains_key(**word))
            .collect();
        assert!(strange.is_empty(), "{path}: {strange:?} stand in no PDF");
    }
}

#[test]
fn headings_go_down_one_level_at_a_time_and_are_those_of_the_bookmarks() {
    each(|path, page, pdf| {
        let headings = page.all(&HEADINGS);
        let level = |tag: &Tag| {
            HEADINGS
                .iter()
                .position(|name| *name == tag.name)
                .expect("a heading")
        };
        assert_eq!(page.all(&["h1"]).len(), 1, "{path}");
        for pair in headings.windows(2) {
            assert!(
                level(pair[1]) <= level(pair[0]) + 1,
                "{path}: {}",
                pair[1].text()
            );
        }
        let plain = |text: &str| words(text).into_keys().collect::<Vec<_>>();
        let shown: Vec<_> = headings
            .iter()
            .map(|tag| (level(tag), plain(&tag.text())))
            .collect();
        for bookmark in pdf.bookmarks() {
            let wanted = plain(&bookmark.title);
            let has = |(level, found): &(usize, Vec<String>)| {
                *level == bookmark.level && wanted.iter().all(|word| found.contains(word))
            };
            assert!(shown.iter().any(has), "{path}: no heading for {bookmark:?}");
        }
    });
}

#[test]
fn notes_lead_both_ways_under_the_numbers_of_the_pdf() {
    each(|path, page, pdf| {
        let marks: Vec<&Tag> = page
            .all(&["a"])
            .into_iter()
            .filter(|tag| tag.get("role") == Some("doc-noteref"))
            .collect();
        let first: BTreeSet<String> = marks
            .iter()
            .filter(|mark| mark.get("id").is_some())
            .map(|mark| mark.text())
            .collect();
        let notes = pdf.tags().all("Note").len();
        assert_eq!(first.len(), notes, "{path}");
        for mark in marks {
            let number = mark.text();
            let entry = page
                .place(&format!("note-entry-{number}"))
                .expect("the note's text");
            assert_eq!(
                mark.get("href"),
                Some(&*format!("#note-entry-{number}")),
                "{path}"
            );
            assert_eq!(entry.get("value"), Some(&*number), "{path}");
            let back = entry
                .all(&["a"])
                .into_iter()
                .find(|tag| tag.get("role") == Some("doc-backlink"))
                .expect("a way back");
            assert_eq!(back.get("href"), Some(&*format!("#note-{number}")));
            assert_eq!(
                page.place(&format!("note-{number}"))
                    .expect("the first mark")
                    .text(),
                number
            );
        }
    });
}

#[test]
fn a_page_stands_alone() {
    each(|path, page, _| {
        for tag in page.elements() {
            assert!(
                !["script", "link", "iframe", "object"].contains(&tag.name.as_str()),
                "{path}: <{}>",
                tag.name
            );
            for name in ["src", "srcset", "data", "poster"] {
                assert!(
                    tag.get(name)
                        .is_none_or(|source| source.starts_with("data:")),
                    "{path}: {tag:?}"
                );
            }
        }
        let style: String = page.all(&["style"]).iter().map(|tag| tag.text()).collect();
        assert!(
            !style.contains("url(") && !style.contains("@import"),
            "{path}"
        );
    });
}

#[test]
fn a_page_says_what_it_is_and_where_its_parts_are() {
    each(|path, page, pdf| {
        let html = page.all(&["html"])[0];
        assert_eq!(
            html.get("lang").map(str::to_owned),
            pdf.language(),
            "{path}"
        );
        assert_eq!(page.all(&["title"])[0].text(), page.all(&["h1"])[0].text());
        let named = |name: &str| {
            page.all(&["meta"])
                .into_iter()
                .find(|tag| tag.get("name") == Some(name))
                .and_then(|tag| tag.get("content"))
        };
        assert!(
            named("viewport").is_some()
                && named("description").is_some_and(|text| !text.is_empty()),
            "{path}"
        );
        assert!(
            named("dcterms.date").is_some_and(|date| date.len() == 10),
            "{path}"
        );
        let body: Vec<&str> = page.all(&["body"])[0]
            .elements()
            .iter()
            .map(|tag| tag.name.as_str())
            .collect();
        let count = |name: &str| body.iter().filter(|found| **found == name).count();
        assert_eq!((count("header"), count("main")), (1, 1), "{path}");
        assert!(count("footer") < 2, "{path}");
        let skip = page.all(&["a"])[0];
        assert_eq!(
            (skip.get("class"), skip.get("href")),
            (Some("skip"), Some("#main"))
        );
        assert_eq!(
            page.place("main").map(|tag| tag.name.as_str()),
            Some("main")
        );
    });
}

#[test]
fn a_status_is_letter_shape_colour_and_word() {
    let page = Workspace::paper(ROW).built_page();
    for status in page
        .all(&["span"])
        .into_iter()
        .filter(|tag| tag.get("data-code") == Some("G"))
    {
        let badge = status.all(&["span"])[1];
        assert_eq!(
            (badge.text().as_str(), badge.get("aria-hidden")),
            ("G", Some("true"))
        );
        assert_eq!(badge.all(&["circle"]).len(), 1);
        assert_eq!(
            (status.get("data-fill"), status.get("data-ink")),
            (Some("#00703c"), Some("#ffffff"))
        );
        assert_eq!(status.text(), "G Green");
    }
    assert_eq!(page.all(&["dd"]).last().expect("a fact").text(), "G Green");
}

#[test]
fn tables_name_themselves_and_head_their_columns_and_rows() {
    each(|path, page, _| {
        for group in page
            .elements()
            .into_iter()
            .filter(|tag| tag.get("role") == Some("group"))
        {
            assert!(
                group.get("aria-label").is_some_and(|name| !name.is_empty()),
                "{path}"
            );
            assert_eq!(
                group.get("tabindex"),
                Some("0"),
                "{path}: keys can scroll it"
            );
        }
        for table in page.all(&["table"]) {
            for heading in table.all(&["th"]) {
                assert!(
                    ["col", "row", "rowgroup"].contains(&heading.get("scope").unwrap_or_default()),
                    "{path}"
                );
            }
            let columns = table.all(&["thead"])[0].all(&["th", "td"]).len();
            for body in table.all(&["tbody"]) {
                let width = |cell: &&Tag| {
                    cell.get("colspan")
                        .map_or(1, |n| n.parse().expect("a number"))
                };
                // What heads a row and what stands under it goes down over both.
                let mut over = 0;
                for row in body.all(&["tr"]) {
                    let cells = row.all(&["th", "td"]);
                    let wide: usize = cells.iter().map(width).sum();
                    assert_eq!(wide + over, columns, "{path}");
                    over = cells
                        .iter()
                        .filter(|cell| cell.get("rowspan").is_some())
                        .count();
                }
            }
        }
    });
}

#[test]
fn what_people_typed_is_text_whatever_it_looks_like() {
    let hostile = r#"<script>alert(1)</script> & "quoted" <img src=x onerror='y'> &lt; #1 *5"#;
    let row = format!(
        "\n[[deliverables]]\nref = \"<b>1\"\ntitle = {hostile:?}\nlead = {hostile:?}\nstatus = \"G\"\nupdate = {:?}\n",
        hostile
            .replace('<', "\\<")
            .replace('&', "\\&")
            .replace('*', "\\*")
    );
    let page = Workspace::paper(&row)
        .edit(
            "data/board.toml",
            "Northmarch Police",
            "\\\"><script>Northmarch</script>",
        )
        .edit(
            "data/paper.toml",
            "Safer streets",
            "</title><style>Safer</style>",
        )
        .built_page();
    assert!(page.all(&["script", "img", "b"]).is_empty());
    assert_eq!(page.all(&["style"]).len(), 1);
    let line = page.all(&["section"])[0];
    assert_eq!(line.all(&["h3"])[0].text(), format!("<b>1 {hostile}"));
    assert_eq!(line.all(&["dd"])[0].text(), hostile);
    assert_eq!(line.all(&["p"])[0].text(), hostile);
}

#[test]
fn a_link_leads_to_the_web_or_by_mail_and_runs_nothing() {
    let row = ROW.replace("Patrols began.", "See [the plan](https://example.org/a?b=1&c=2) or [this](javascript:alert(1)) or [that](data:text/html,x).");
    let office = Workspace::paper(&row);
    let ran = office.run(&["build", "--format", "html"]);
    for path in office.pages() {
        let page = office.page(&path);
        let links: Vec<&str> = page
            .all(&["a"])
            .iter()
            .filter_map(|tag| tag.get("href"))
            .collect();
        assert!(
            links.contains(&"https://example.org/a?b=1&c=2"),
            "{links:?}"
        );
        assert!(
            links
                .iter()
                .all(|to| to.starts_with("https://") || to.starts_with('#')),
            "{links:?} {}",
            ran.stderr
        );
    }
}

#[test]
fn long_words_may_break_without_a_sign_in_the_text() {
    let word = "https://example.org/a-very-long-address/that-goes-on-and-on/until-the-line-is-full";
    let page = Workspace::paper(&ROW.replace("Patrols began.", &format!("See {word} there.")))
        .built_page();
    let line = page.all(&["section"])[0];
    assert!(line.text().contains(word), "{}", line.text());
    assert!(!line.all(&["wbr"]).is_empty());
    assert!(!page.text().contains('\u{200b}'));
}

#[test]
fn a_draft_says_so_whatever_its_version() {
    let draft = |fields: &str| {
        Workspace::paper(&format!("{fields}{ROW}"))
            .built_page()
            .all(&["header"])[0]
            .text()
    };
    assert!(draft("draft = true\n").contains("Draft"));
    assert!(
        draft("draft = true\nversion = \"Second version\"\n").ends_with("Second version · Draft")
    );
    assert!(draft("version = \"First draft\"\n").ends_with("First draft"));
}

/// How far two colours such as `#1d3d6b` stand apart, as WCAG reckons it.
fn contrast(one: &str, other: &str) -> f64 {
    let part = |colour: &str, at: usize| {
        let part =
            f64::from(u8::from_str_radix(&colour[at..at + 2], 16).expect("a colour")) / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    };
    let light = |c: &str| 0.2126 * part(c, 1) + 0.7152 * part(c, 3) + 0.0722 * part(c, 5) + 0.05;
    let (one, other) = (light(one), light(other));
    (one / other).max(other / one)
}

#[test]
fn any_accent_can_be_read_by_day_and_by_night() {
    let value = Regex::new(r"--([\w-]+):(#[0-9a-f]{6})").expect("a pattern");
    for accent in ["#ffdd00", "#d4351c", "#ffffff", "#000000", "#1d3d6b"] {
        let design = format!("[design]\naccent = \"{accent}\"\n\n[status-key.rag]");
        let page = Workspace::paper(ROW)
            .edit("data/board.toml", "[status-key.rag]", &design)
            .built_page();
        let style = page.all(&["style"])[0].text();
        let (day, night) = style.split_once("@media").expect("rules for the dark");
        let colours = |rules: &str| -> BTreeMap<String, String> {
            let found = value.captures_iter(rules);
            found
                .map(|found| (found[1].to_owned(), found[2].to_owned()))
                .collect()
        };
        let (day, mut both) = (colours(day), colours(day));
        both.extend(colours(night));
        for (time, values) in [("by day", &day), ("by night", &both)] {
            for (ink, ground) in [
                ("accent", "paper"),
                ("accent", "tint"),
                ("muted", "tint"),
                ("on-accent", "plate"),
            ] {
                let apart = contrast(&values[ink], &values[ground]);
                assert!(
                    apart >= 4.5,
                    "{accent} {time}: {ink} on {ground} {apart:.2}"
                );
            }
        }
    }
}

#[test]
fn two_builds_of_a_page_give_the_same_bytes() {
    let bytes = |office: &Workspace| -> Vec<Vec<u8>> {
        office
            .pages()
            .iter()
            .map(|path| fs::read(office.path(path)).expect("was built"))
            .collect()
    };
    assert!(bytes(&sample()) == bytes(&sample()));
}

#[test]
fn the_office_or_the_command_says_what_papers_are_made_as() {
    let files = |office: &Workspace, arguments: &[&str]| {
        let ran = office.run(arguments);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        office.made()
    };
    assert_eq!(
        files(&Workspace::paper(ROW), &["build"]),
        ["output/paper.pdf"]
    );
    let both = ["output/paper.html", "output/paper.pdf"];
    assert_eq!(
        files(&Workspace::paper(ROW), &["build", "--format", "pdf,html"]),
        both
    );
    assert_eq!(
        files(
            &Workspace::paper(ROW),
            &["build", "--format", "html", "--format", "pdf"]
        ),
        both
    );
    let office = || {
        Workspace::paper(ROW).edit(
            "data/board.toml",
            "[status-key.rag]",
            "[output]\nformats = [\"html\"]\n\n[status-key.rag]",
        )
    };
    assert_eq!(files(&office(), &["build"]), ["output/paper.html"]);
    assert_eq!(
        files(&office(), &["build", "--format", "PDF"]),
        ["output/paper.pdf"]
    );
}

#[test]
fn a_paper_is_written_in_all_formats_or_in_none() {
    let office = Workspace::paper(ROW).file(
        "data/templates/html/masthead.typ",
        "#let masthead(paper) = html.p(nothing)\n",
    );
    assert_eq!(office.run(&["check"]).code, 0, "the PDF is sound");
    let ran = office.run(&["check", "--as", "html"]);
    assert_eq!((ran.code, ran.codes()), (1, vec!["0501"]), "{}", ran.stderr);
    assert_eq!(office.run(&["build", "--format", "pdf,html"]).code, 1);
    assert_eq!(office.made(), [""; 0]);
}

#[test]
fn what_only_pages_have_is_told_with_its_place_and_can_be_left_to_them() {
    let masthead = |mark: &str| {
        Workspace::paper(ROW).file(
            "data/templates/html/masthead.typ",
            format!("#import \"/target.typ\": is-html\n#let masthead(paper) = html.header(html.h1[Ours]) + {mark}\n"),
        )
    };
    let ran = masthead("pagebreak()").run(&["build", "--format", "html"]);
    assert_eq!((ran.code, ran.codes()), (1, vec!["0502"]), "{}", ran.stderr);
    assert!(
        ran.stderr.contains("masthead.typ:2:") && ran.stderr.contains("if not is-html"),
        "{}",
        ran.stderr
    );
    let page = masthead("if not is-html { pagebreak() }").built_page();
    assert_eq!(page.all(&["h1"])[0].text(), "Ours");
}

#[test]
fn a_wrong_format_is_told_with_the_right_ones() {
    let ran = Workspace::paper(ROW).run(&["build", "--format", "json"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("`pdf`, `html`") && ran.stderr.contains("--messages json"),
        "{}",
        ran.stderr
    );
}
