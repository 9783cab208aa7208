//! `boardpaper check --format html`: a page of findings to send to a colleague.

use crate::support::findings::office;
use crate::support::html::Tag;
use crate::support::workspace::Workspace;

#[track_caller]
fn page(office: &Workspace, arguments: &[&str]) -> Tag {
    let ran = office.run(&[&["check", "--output", "findings.html"], arguments].concat());
    assert_eq!(ran.stderr, "");
    office.page("findings.html")
}

fn texts(page: &Tag, names: &[&str]) -> Vec<String> {
    page.all(names).into_iter().map(Tag::text).collect()
}

#[test]
fn findings_stand_by_lead_officer_and_what_has_none_comes_last() {
    let page = page(&office(), &[]);
    assert_eq!(texts(&page, &["h1"]), ["What to put right in the papers"]);
    assert_eq!(
        texts(&page, &["h2"]),
        [
            "Who has what to look at",
            "Head of Policy",
            "Head of Wardens",
            "Without a lead officer",
            "What the codes mean"
        ]
    );
    let rows: Vec<String> = texts(&page, &["tr"]);
    let expected = [
        "Lead officer Errors Warnings Notes",
        "Head of Policy 0 2 0",
        "Head of Wardens 0 1 0",
        "Without a lead officer 1 0 1",
        "All 1 3 1",
    ];
    assert_eq!(rows[..5], expected);
}

#[test]
fn a_finding_says_its_cell_its_words_and_what_to_do() {
    let page = page(&office(), &[]);
    let found = page.place("finding-3").expect("the third finding");
    assert_eq!(
        found.text(),
        "3. was stands twice in a row ▲ Warning BP1502: a word stands twice Line Deliverable 3 \
         Where Cell E4, sheet “Theme 1” of data/the tracker.xlsx The gate & lock was was mended. What to do: delete one of the two"
    );
    assert_eq!(texts(found, &["mark"]), ["was was"]);
    let error = page.place("finding-4").expect("the fourth finding").text();
    assert!(error.contains("■ Error BP0309"), "{error}");
    assert!(
        error.contains("Line 9, column 10 of data/text.toml"),
        "{error}"
    );
}

#[test]
fn each_code_leads_to_what_it_means_and_back() {
    let page = page(&office(), &[]);
    for link in page.all(&["a"]) {
        let place = link.get("href").and_then(|href| href.strip_prefix('#'));
        let place = place.expect("links stay on the page");
        assert!(page.place(place).is_some(), "#{place}");
    }
    let codes = texts(&page, &["h3"]).split_off(5);
    assert_eq!(
        codes,
        [
            "BP0305: a column of the tracker was not used",
            "BP0309: a status is not in the key",
            "BP1502: a word stands twice"
        ]
    );
    let back = texts(&page, &["p"]).pop().expect("the last paragraph");
    assert_eq!(back, "See finding 1, finding 2, finding 3.");
}

#[test]
fn the_page_needs_nothing_beside_it_and_is_the_same_every_time() {
    let office = office();
    let first = office.run(&["check", "--format", "html"]).stdout;
    assert_eq!(office.run(&["check", "--format", "html"]).stdout, first);
    for word in [
        "<script", "<link", "<img", "src=", "url(", "@import", "http",
    ] {
        assert!(!first.contains(word), "{word}");
    }
    assert!(first.contains("<html lang=\"en-GB\">"));
}

#[test]
fn headings_go_down_one_rank_at_a_time() {
    let page = page(&office(), &[]);
    let ranks: Vec<u8> = page
        .all(&["h1", "h2", "h3", "h4"])
        .into_iter()
        .map(|heading| heading.name.as_bytes()[1])
        .collect();
    assert_eq!(ranks[0], b'1');
    assert!(
        ranks.windows(2).all(|pair| pair[1] <= pair[0] + 1),
        "{ranks:?}"
    );
}

#[test]
fn nothing_found_is_said_so() {
    let row = "\n[[deliverables]]\nref = \"1\"\ntitle = \"Patrol the port\"\nstatus = \"G\"\nupdate = \"Patrols began.\"\n";
    let page = page(&Workspace::paper(row), &[]);
    assert_eq!(texts(&page, &["h1"]), ["Nothing to put right"]);
    assert_eq!(
        texts(&page, &["main"]),
        ["Nothing was found that somebody should look at."]
    );
}
