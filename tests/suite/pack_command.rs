//! `boardpaper pack`: what is written, in which editions, what is kept, what is refused.

use std::fs;
use std::time::Duration;

use lopdf::encryption::{EncryptionState, EncryptionVersion, Permissions};
use lopdf::{Document, Object, dictionary};

use crate::support::made::Made;
use crate::support::repo;
use crate::support::search::places;
use crate::support::workspace::{BOARD, FIELDS, Ran, Workspace};

const HEAD: &str = "document = \"agenda\"\nboard = \"Northmarch Police and Crime Panel\"\ndate = 2026-11-19\njurisdiction = \"england\"\n";
const UPDATE: &str = "\n[[deliverables]]\nref = \"1\"\ntitle = \"Patrol the port\"\nstatus = \"G\"\nupdate = \"Patrols began.\"\n";
const PACK: &str = "output/meetings/november-pack.pdf";
const MEMBERS: &str = "output/restricted/meetings/november-pack-restricted.pdf";

/// Returns a PDF of someone else with these words, a page each.
fn pdf(pages: &[&str]) -> Vec<u8> {
    let mut made = Made::new();
    for words in pages {
        made.page(
            (595.0, 842.0),
            &format!("BT /F 12 Tf 72 700 Td ({words}) Tj ET"),
        );
    }
    made.bytes(false)
}

/// Returns the text of a meeting with these rows.
fn meeting(rows: &str) -> String {
    format!("{HEAD}\nitems = [\n{rows}\n]\n")
}

/// Makes an office with a meeting, a paper of its own and two PDFs of others.
fn office(rows: &str) -> Workspace {
    Workspace::empty()
        .file("data/board.toml", BOARD)
        .file("data/update.toml", format!("{FIELDS}{UPDATE}"))
        .file("data/meetings/november.toml", meeting(rows))
        .file(
            "data/meetings/papers/letter.pdf",
            pdf(&["Dear clerk", "Yours"]),
        )
        .file(
            "data/meetings/papers/quillfeather.pdf",
            pdf(&["The price is Mossbank"]),
        )
}

const OPEN: &str = "  { title = \"Apologies\" },
  { title = \"Theme update\", paper = \"../update.toml\" },
  { title = \"A letter\", paper = \"papers/letter.pdf\" },";
const EXEMPT: &str = "  { title = \"The contract\", paper = \"papers/quillfeather.pdf\", exempt = [3], reason = \"It would harm the tender.\" },";

fn both() -> String {
    format!("{OPEN}\n{EXEMPT}")
}

/// Runs `pack` on the meeting, on a day long before it.
fn pack(office: &Workspace, more: &[&str]) -> Ran {
    let mut arguments = vec!["pack", "meetings/november", "--today", "2026-10-01"];
    arguments.extend(more);
    office.run(&arguments)
}

/// Does the same where all must go well.
#[track_caller]
fn packed(office: &Workspace, more: &[&str]) -> Ran {
    let ran = pack(office, more);
    assert_eq!(ran.code, 0, "{}{}", ran.stderr, ran.stdout);
    ran
}

/// Lists what was written and is for readers.
fn written(office: &Workspace) -> Vec<String> {
    let mut files = office.files("output");
    files.retain(|file| !file.contains(".cache"));
    files
}

/// Lists the PDFs that were kept.
fn kept(office: &Workspace) -> Vec<String> {
    let mut files = office.files("output/.cache");
    files.retain(|file| file.ends_with(".pdf") || file.ends_with(".json"));
    files
}

fn bytes(office: &Workspace, file: &str) -> Vec<u8> {
    fs::read(office.path(file)).expect("was written")
}

#[test]
fn without_a_meeting_the_meetings_are_listed() {
    let office = office(OPEN);
    let ran = office.run(&["pack"]);
    assert_eq!(ran.code, 2);
    assert_eq!(ran.codes(), ["0901"]);
    assert!(
        ran.stderr.contains("`data/meetings/november.toml`"),
        "{}",
        ran.stderr
    );
    assert!(!ran.stderr.contains("data/update.toml"), "{}", ran.stderr);
}

#[test]
fn a_file_that_is_no_meeting_is_refused() {
    let ran = office(OPEN).run(&["pack", "update"]);
    assert_eq!((ran.code, ran.codes()), (1, vec!["0901"]));
    assert!(
        ran.stderr.contains("its document is `theme-update`"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_pack_is_written_with_its_manifest_and_its_report() {
    let office = office(OPEN);
    let ran = packed(&office, &[]);
    assert_eq!(
        written(&office),
        [
            "output/meetings/november-pack.json",
            PACK,
            "output/meetings/november-pack.txt",
        ]
    );
    assert!(
        ran.stdout
            .contains(&format!("wrote {PACK}: 6 pages, 2 items")),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout.ends_with("1 of 1 meeting packed\n"),
        "{}",
        ran.stdout
    );
}

#[test]
fn what_was_written_is_told_to_programs() {
    let office = office(OPEN);
    let ran = packed(&office, &["--messages", "json"]);
    let line: serde_json::Value = serde_json::from_str(ran.stdout.trim()).expect("JSON");
    assert_eq!(line["written"][0], PACK);
    assert_eq!(line["pages"], 6);
}

#[test]
fn where_items_are_exempt_members_get_an_edition_of_their_own() {
    let office = office(&both());
    packed(&office, &[]);
    assert_eq!(written(&office).len(), 6);
    assert!(places(&bytes(&office, PACK), "Mossbank").is_empty());
    assert!(!places(&bytes(&office, MEMBERS), "Mossbank").is_empty());
}

#[test]
fn an_edition_can_be_asked_for_alone_and_says_nothing_of_the_other() {
    let office = office(&both());
    let ran = packed(&office, &["--edition", "public"]);
    assert_eq!(written(&office).len(), 3);
    for file in office.files("output") {
        for word in ["Mossbank", "quillfeather"] {
            assert!(
                places(&bytes(&office, &file), word).is_empty(),
                "{word} in {file}"
            );
            assert!(!file.contains(word));
        }
    }
    for said in [&ran.stdout, &ran.stderr] {
        assert!(!said.contains("quillfeather"), "{said}");
    }
    packed(&office, &["--edition", "restricted"]);
    assert_eq!(written(&office).len(), 6);
}

#[test]
fn faults_of_exempt_papers_are_told_by_their_item() {
    let office = office(&both()).file("data/meetings/papers/quillfeather.pdf", "%PDF-1.7 no more");
    let ran = pack(&office, &["--edition", "public"]);
    assert_eq!((ran.code, ran.codes()), (1, vec!["0903"]));
    assert!(ran.stderr.contains("the paper of item 4"), "{}", ran.stderr);
    assert!(!ran.stderr.contains("quillfeather"), "{}", ran.stderr);
    assert!(written(&office).is_empty());
}

#[test]
fn both_editions_have_the_same_numbers_with_the_gap() {
    let rows = format!("{EXEMPT}\n{OPEN}");
    let office = office(&rows);
    packed(&office, &[]);
    let pages = |file: &str| {
        let text = fs::read_to_string(office.path(file).with_extension("json")).expect("written");
        let manifest: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        manifest["items"][2]["pages"].clone()
    };
    assert_eq!(pages(PACK), pages(MEMBERS));
}

#[test]
fn unchanged_papers_are_not_made_again_and_the_pack_is_the_same_to_the_byte() {
    let office = office(OPEN);
    packed(&office, &[]);
    let (first, files) = (bytes(&office, PACK), kept(&office));
    let times = |files: &[String]| {
        let time =
            |file: &String| fs::metadata(office.path(file)).and_then(|about| about.modified());
        files
            .iter()
            .map(|file| time(file).expect("is there"))
            .collect::<Vec<_>>()
    };
    let before = times(&files);
    packed(&office, &[]);
    assert_eq!(kept(&office), files);
    assert_eq!(times(&files), before);
    assert_eq!(bytes(&office, PACK), first);
    fs::remove_dir_all(office.path("output")).expect("is there");
    packed(&office, &[]);
    assert_eq!(bytes(&office, PACK), first);
}

#[test]
fn what_is_kept_of_a_paper_goes_when_the_paper_changes() {
    let office = office(OPEN);
    packed(&office, &[]);
    let files = kept(&office);
    let office = office.edit("data/update.toml", "Patrols began.", "Patrols go on.");
    packed(&office, &[]);
    assert_eq!(kept(&office).len(), files.len());
    assert_ne!(kept(&office), files);
}

/// Makes an office with a paper that draws on another, of which something is told.
fn drawing() -> Workspace {
    let rows = "  { title = \"Summary\", paper = \"../summary.toml\" },";
    let update = format!("{FIELDS}{UPDATE}\n[footnotes]\nspare = \"Cited nowhere.\"\n");
    office(rows).file("data/update.toml", update).file(
        "data/summary.toml",
        "document = \"quarterly-summary\"\nquarter = \"2026-27 Q1\"\npapers = [\"update.toml\"]\n",
    )
}

/// Returns the file that tells how a paper was made: where it still holds, the paper is not read.
fn how(office: &Workspace) -> String {
    let kept = kept(office);
    let mut how = kept.into_iter().filter(|file| file.ends_with("-how.json"));
    how.next().expect("is kept")
}

#[test]
fn a_paper_is_read_anew_when_anything_that_it_is_made_from_has_changed() {
    let mut office = drawing();
    packed(&office, &[]);
    let mut before = bytes(&office, &how(&office));
    let changes = [
        ("data/summary.toml", "Q1\"", "Q1\" # as published"),
        ("data/update.toml", "Patrol the port", "Patrol the pier"),
        ("data/board.toml", "At risk", "In danger"),
    ];
    for (file, from, to) in changes {
        office = office.edit(file, from, to);
        packed(&office, &[]);
        let now = bytes(&office, &how(&office));
        assert_ne!(now, before, "{file}");
        before = now;
    }
    office = office.file(
        "data/templates/lib.typ",
        include_str!("../../templates/lib.typ"),
    );
    packed(&office, &[]);
    assert_eq!(
        bytes(&office, &how(&office)),
        before,
        "the very same template"
    );
    office = office.edit("data/templates/lib.typ", "\n", "\n// ours\n");
    packed(&office, &[]);
    assert_ne!(bytes(&office, &how(&office)), before);
}

#[test]
fn an_image_is_one_of_the_files_that_a_paper_is_made_from() {
    let rows = "  { title = \"Homes\", paper = \"../safer-homes.md\" },";
    let sample = |name: &str| fs::read(repo("data/2026-27/reports").join(name)).expect("is there");
    let office = office(rows)
        .file("data/safer-homes.md", sample("safer-homes.md"))
        .file("data/safer-homes.png", sample("safer-homes.png"))
        .edit("data/safer-homes.md", "attached", "# attached")
        // What depends on the item that takes it is not kept with a paper.
        .edit("data/safer-homes.md", "item = \"7\"", "# item = \"7\"");
    packed(&office, &[]);
    let before = bytes(&office, &how(&office));
    // What follows a picture's end is not seen: that the file is another is what counts.
    let picture = [sample("safer-homes.png"), b"more".to_vec()].concat();
    let office = office.file("data/safer-homes.png", picture);
    packed(&office, &[]);
    assert_ne!(bytes(&office, &how(&office)), before);
}

#[test]
fn a_paper_whose_files_have_only_new_dates_is_not_read_and_what_was_said_of_it_is_said_again() {
    let office = drawing();
    let first = packed(&office, &[]);
    assert!(first.codes().contains(&"0402"), "{}", first.stderr);
    let pack_before = bytes(&office, PACK);
    for file in ["data/summary.toml", "data/update.toml", "data/board.toml"] {
        fs::write(office.path(file), bytes(&office, file)).expect("written");
    }
    let again = packed(&office, &[]);
    assert_eq!(
        (again.stderr, bytes(&office, PACK)),
        (first.stderr, pack_before)
    );
    // Words that no reading would find show that none was made.
    let file = how(&office);
    let office = office.edit(&file, "is never cited", "was never read");
    let ran = packed(&office, &[]);
    assert!(ran.stderr.contains("was never read"), "{}", ran.stderr);
}

#[test]
fn an_unread_paper_that_draws_on_one_which_became_exempt_is_found_out() {
    let office = drawing();
    packed(&office, &[]);
    let rows = "  { title = \"Summary\", paper = \"../summary.toml\" },
  { title = \"Theme\", paper = \"../update.toml\", exempt = [3], reason = \"It would harm the tender.\" },";
    let office = office.file("data/meetings/november.toml", meeting(rows));
    let ran = pack(&office, &["--edition", "public"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    assert!(ran.codes().contains(&"0909"), "{}", ran.stderr);
    let summary = |file: &String| file.ends_with("-how.json");
    assert_eq!(kept(&office).iter().find(|file| summary(file)), None);
}

#[test]
fn what_is_kept_and_damaged_is_made_again() {
    let office = office(OPEN);
    packed(&office, &[]);
    let first = bytes(&office, PACK);
    for file in kept(&office) {
        fs::write(office.path(&file), "%PDF-1.7 damaged").expect("written");
    }
    packed(&office, &[]);
    assert_eq!(bytes(&office, PACK), first);
}

#[test]
fn nothing_of_an_exempt_paper_is_kept_even_where_it_was_open_before() {
    let office = office(&both());
    let open = EXEMPT.replace(", exempt = [3], reason = \"It would harm the tender.\"", "");
    let office = office.file(
        "data/meetings/november.toml",
        meeting(&format!("{OPEN}\n{open}")),
    );
    packed(&office, &[]);
    let when_open = kept(&office).len();
    let office = office.file("data/meetings/november.toml", meeting(&both()));
    packed(&office, &[]);
    assert!(kept(&office).len() < when_open);
    let alone = kept(&office);
    packed(&office, &["--edition", "public"]);
    assert_eq!(kept(&office), alone);
}

#[test]
fn an_open_paper_that_draws_on_an_exempt_one_keeps_the_public_edition_from_being_made() {
    let rows = "  { title = \"Summary\", paper = \"../summary.toml\" },
  { title = \"Theme\", paper = \"../update.toml\", exempt = [3], reason = \"It would harm the tender.\" },";
    let office = office(rows).file(
        "data/summary.toml",
        "document = \"quarterly-summary\"\nquarter = \"2026-27 Q1\"\npapers = [\"update.toml\"]\n",
    );
    let ran = pack(&office, &[]);
    assert_eq!((ran.code, ran.codes()), (1, vec!["0909"]), "{}", ran.stderr);
    assert!(!ran.stderr.contains("update.toml` draws"), "{}", ran.stderr);
    assert!(
        written(&office)
            .iter()
            .all(|file| file.contains("restricted"))
    );
}

#[test]
fn papers_that_cannot_be_used_are_told_at_their_rows_and_no_pack_is_written() {
    let rows = "  { title = \"A\", paper = \"papers/missing.pdf\" },
  { title = \"B\", paper = \"papers\" },
  { title = \"C\", paper = \"papers/photo.jpg\" },
  { title = \"D\", paper = \"papers/empty.pdf\" },
  { title = \"E\", paper = \"papers/page.pdf\" },
  { title = \"F\", paper = \"papers/letter.docx\" },
  { title = \"G\", paper = \"../../../outside.pdf\" },";
    let office = office(rows)
        .file("data/meetings/papers/photo.jpg", "no matter")
        .file("data/meetings/papers/empty.pdf", "")
        .file("data/meetings/papers/page.pdf", "<html>404</html>")
        .file("data/meetings/papers/letter.docx", "Dear clerk");
    let ran = pack(&office, &["--messages", "short"]);
    assert_eq!(ran.code, 1);
    let told: Vec<(String, String)> = ran
        .stderr
        .lines()
        .map(|line| {
            let (place, rest) = line.split_once(": error[BP").expect("an error");
            (
                place.rsplit(':').nth(1).expect("a line").to_owned(),
                rest[..4].to_owned(),
            )
        })
        .collect();
    let told: Vec<(&str, &str)> = told
        .iter()
        .map(|(line, code)| (&line[..], &code[..]))
        .collect();
    assert_eq!(
        told,
        [
            ("7", "0902"),
            ("8", "0902"),
            ("9", "0103"),
            ("10", "0102"),
            ("11", "0903"),
            ("12", "0905"),
            ("13", "0902"),
        ],
        "{}",
        ran.stderr
    );
    assert!(written(&office).is_empty());
}

#[test]
fn a_word_document_becomes_a_tagged_pdf_where_libreoffice_is_installed() {
    let rows = "  { title = \"Plan\", paper = \"papers/plan.docx\" },
  { title = \"Secret plan\", paper = \"papers/secret.docx\", exempt = [3], reason = \"Harm.\" },";
    let office = office(rows);
    let ran = office.run(&["build", "update", "--format", "docx"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let document = bytes(&office, "output/update.docx");
    let office = office.edit("data/update.toml", "Patrols began.", "Patrols ended.");
    assert_eq!(office.run(&["build", "update", "--format", "docx"]).code, 0);
    let secret = bytes(&office, "output/update.docx");
    let office = office
        .file("data/meetings/papers/plan.docx", &document)
        .file("data/meetings/papers/secret.docx", &secret);
    let ran = pack(&office, &[]);
    if ran.stderr.contains("LibreOffice is not installed") {
        assert_eq!((ran.code, ran.codes()), (1, vec!["0905", "0905"]));
        assert!(
            ran.stderr.contains("Document structure tags"),
            "{}",
            ran.stderr
        );
        return;
    }
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let tags = office.pdf(PACK).tags();
    assert!(tags.text().contains("Patrols began."));
    // Of the exempt one nothing is kept: an entry of the open one, and one of each round of its front sheet.
    let made = kept(&office)
        .into_iter()
        .filter(|file| file.ends_with(".pdf"));
    let texts = made.map(|file| office.pdf(&file).tags().text());
    assert_eq!(
        texts.filter(|text| text.contains("Patrols began.")).count(),
        1
    );
    let first = bytes(&office, PACK);
    packed(&office, &["--edition", "public"]);
    assert_eq!(bytes(&office, PACK), first);
}

#[test]
fn a_file_that_is_a_paper_twice_is_refused() {
    let rows = "  { title = \"A\", paper = \"papers/letter.pdf\" },
  { title = \"B\", paper = \"../meetings/papers/letter.pdf\" },";
    let ran = pack(&office(rows), &[]);
    assert_eq!((ran.code, ran.codes()), (1, vec!["0803"]), "{}", ran.stderr);
}

#[test]
fn one_faulty_meeting_does_not_stop_the_others() {
    let office = office(OPEN)
        .file(
            "data/meetings/december.toml",
            meeting("  { title = \"A\", paper = \"none.pdf\" },"),
        )
        .file("data/meetings/january.toml", meeting(OPEN));
    let ran = office.run(&["pack", "all", "--today", "2026-10-01"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.stdout.ends_with("2 of 3 meetings packed\n"),
        "{}",
        ran.stdout
    );
    let folder = office.run(&["pack", "data/meetings", "--today", "2026-10-01"]);
    assert_eq!((folder.code, folder.stdout), (ran.code, ran.stdout));
}

#[test]
fn what_is_published_is_recorded_and_not_made_again_unasked() {
    let office = office(OPEN);
    packed(&office, &["--publish"]);
    let record = "data/history/meetings/november.public.json";
    let published = bytes(&office, record);
    assert!(String::from_utf8_lossy(&published).contains("2026"));
    let before = bytes(&office, PACK);
    let office = office.edit("data/update.toml", "Patrols began.", "Patrols go on.");
    let ran = pack(&office, &[]);
    assert_eq!((ran.code, ran.codes()), (1, vec!["0912"]));
    assert_eq!(bytes(&office, PACK), before);
    packed(&office, &["--republish"]);
    assert_ne!(bytes(&office, PACK), before);
    assert_eq!(bytes(&office, record), published);
    packed(&office, &["--republish", "--publish"]);
    assert_ne!(bytes(&office, record), published);
}

#[test]
fn a_published_meeting_among_others_is_left_as_it_is() {
    let office = office(&both());
    packed(&office, &["--edition", "public", "--publish"]);
    let before = bytes(&office, PACK);
    let office = office
        .edit("data/update.toml", "Patrols began.", "Patrols go on.")
        .file("data/meetings/december.toml", meeting(OPEN));
    let all = |more: &[&str]| {
        let mut arguments = vec!["pack", "all", "--today", "2026-10-01"];
        arguments.extend(more);
        office.run(&arguments)
    };
    let ran = all(&["--deny-warnings"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.codes().contains(&"0922"), "{}", ran.stderr);
    let said = "1 of 2 meetings packed; 1 published already and left as before\n";
    assert!(ran.stdout.ends_with(said), "{}", ran.stdout);
    assert_eq!(bytes(&office, PACK), before);
    for more in [&["--edition", "restricted"][..], &["--republish"]] {
        let ran = all(more);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert!(!ran.codes().contains(&"0922"), "{}", ran.stderr);
    }
    assert_ne!(bytes(&office, PACK), before);
    let both = ["pack", "all", "meetings/november", "--today", "2026-10-01"];
    let ran = office.run(&both);
    assert!(ran.codes().contains(&"0912"), "{}", ran.stderr);
}

#[test]
fn each_edition_has_a_cover_that_says_for_whom_it_is() {
    let office = office(&both());
    let cover = format!("pack = {{ cover = true }}\n{}", meeting(&both()));
    let office = office.file("data/meetings/november.toml", cover);
    packed(&office, &[]);
    let [public, members] = [PACK, MEMBERS].map(|pack| words(&office, pack));
    let [open, closed] = ["without the papers that are exempt", "for members only"];
    assert!(
        public.contains(open) && !public.contains(closed),
        "{public}"
    );
    assert!(
        members.contains(closed) && !members.contains(open),
        "{members}"
    );
}

const WELSH: &str = "
[wording.agenda]
pack-title = \"{{ board }}: pecyn\"
pack-title-restricted = \"{title}, cyfyngedig\"
pack-subject = \"Agenda a phapurau\"
pack-cover = \"Clawr\"
pack-agenda = \"Rhaglen\"
pack-bookmark = \"Eitem {item}. {title}\"
pack-part = \"Eitem {item}: {title}\"
pack-layers = \"Pecyn\"
pack-scan = \"Tudalen {page} o {title}\"
";

#[test]
fn what_a_pack_says_of_itself_is_in_the_offices_own_words() {
    let cover = format!("pack = {{ cover = true }}\n{}", meeting(&both()));
    let office = office("")
        .file("data/board.toml", format!("{BOARD}{WELSH}"))
        .file("data/meetings/november.toml", cover);
    packed(&office, &[]);
    let pdf = office.pdf(MEMBERS);
    assert_eq!(
        pdf.property("Title").as_deref(),
        Some("Northmarch Police and Crime Panel: pecyn, cyfyngedig")
    );
    assert_eq!(
        pdf.property("Subject").as_deref(),
        Some("Agenda a phapurau")
    );
    let document = Document::load(office.path(MEMBERS)).expect("a PDF");
    let said: Vec<String> = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .flat_map(|entries| {
            [
                entries.get(b"Title"),
                entries.get(b"T"),
                entries.get(b"Contents"),
            ]
        })
        .filter_map(|words| lopdf::decode_text_string(words.ok()?).ok())
        .collect();
    for welsh in [
        "Clawr",
        "Rhaglen",
        "Eitem 2. Theme update",
        "Eitem 3: A letter",
    ] {
        assert!(said.iter().any(|words| words == welsh), "{welsh}: {said:?}");
    }
    let starts = ["Item ", "Cover", "Pack", "Scanned"];
    let english =
        |words: &&String| *words == "Agenda" || starts.iter().any(|start| words.starts_with(start));
    let left: Vec<&String> = said.iter().filter(english).collect();
    assert!(left.is_empty(), "{left:?}");
}

/// Returns the words of a pack.
fn words(office: &Workspace, pack: &str) -> String {
    let document = Document::load(office.path(pack)).expect("a PDF");
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    document.extract_text(&pages).expect("has text")
}

const WAITING: &str = "  { title = \"Theme update\", paper = \"../update.toml\" },
  { title = \"A letter\", state = \"to follow\" },";
const ARRIVED: &str = "  { title = \"Theme update\", paper = \"../update.toml\" },
  { title = \"A letter\", paper = \"papers/letter.pdf\", urgent = \"It came today.\" },";

#[test]
fn late_papers_go_on_from_the_last_published_number() {
    let office = office(WAITING);
    let ran = pack(&office, &["--supplementary"]);
    assert_eq!((ran.code, ran.codes()), (1, vec!["0913"]));
    packed(&office, &["--publish"]);
    let ran = pack(&office, &["--supplementary"]);
    assert_eq!((ran.code, ran.codes()), (1, vec!["0914"]));
    let office = office.file("data/meetings/november.toml", meeting(ARRIVED));
    packed(&office, &["--supplementary", "--publish"]);
    let manifest = fs::read_to_string(office.path("output/meetings/november-supplement-1.json"));
    let manifest: serde_json::Value =
        serde_json::from_str(&manifest.expect("was written")).expect("JSON");
    let agenda = fs::read_to_string(office.path(PACK).with_extension("json"));
    let agenda: serde_json::Value = serde_json::from_str(&agenda.expect("written")).expect("JSON");
    let number = |label: &serde_json::Value| -> u32 {
        label
            .as_str()
            .and_then(|label| label.parse().ok())
            .expect("a number")
    };
    assert_eq!(
        number(&manifest["first-label"]),
        number(&agenda["last-label"]) + 1
    );
    assert_eq!(manifest["items"].as_array().map(Vec::len), Some(1));
    let ran = pack(&office, &["--supplementary"]);
    assert_eq!((ran.code, ran.codes()), (1, vec!["0914"]));
}

#[test]
fn a_revision_says_what_changed_and_keeps_the_numbers() {
    let office = office(OPEN);
    packed(&office, &["--publish"]);
    let office = office.file(
        "data/meetings/papers/letter.pdf",
        pdf(&["Dear clerk", "One more page", "Yours"]),
    );
    packed(&office, &["--revision"]);
    let report = fs::read_to_string(office.path("output/meetings/november-revision-1.txt"));
    let report = report.expect("was written");
    assert!(
        report.contains("What changed") && report.contains("A letter"),
        "{report}"
    );
}

/// Returns the report beside a pack.
fn report(office: &Workspace, name: &str) -> String {
    let text = fs::read_to_string(office.path(&format!("output/{name}.txt")));
    let text = text.unwrap_or_else(|_| panic!("{name} was not written"));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn an_open_agenda_gets_a_supplement_and_a_revision_with_exempt_items() {
    let office = office(OPEN);
    packed(&office, &["--publish"]);
    let office = office.file("data/meetings/november.toml", meeting(&both()));
    packed(&office, &["--supplementary", "--publish"]);
    report(&office, "meetings/november-supplement-1");
    report(
        &office,
        "restricted/meetings/november-supplement-1-restricted",
    );
    let closed = both().replace(
        "\"papers/letter.pdf\"",
        "\"papers/letter.pdf\", exempt = [1], reason = \"It names a person.\"",
    );
    let office = office.file("data/meetings/november.toml", meeting(&closed));
    let ran = packed(&office, &["--revision", "--publish"]);
    let exposed = "Item 3 is exempt, but its papers were published in the open in `meetings/november-pack.pdf`.";
    assert!(
        ran.stdout.contains(&format!("for a person: {exposed}")),
        "{}",
        ran.stdout
    );
    for name in [
        "meetings/november-revision-1",
        "restricted/meetings/november-revision-1-restricted",
    ] {
        let report = report(&office, name);
        assert!(report.contains(&format!("1. {exposed}")), "{report}");
        assert!(report.contains("no longer open to the public"), "{report}");
    }
    packed(&office, &["--revision"]);
}

#[test]
fn an_agenda_that_was_published_for_the_public_alone_is_revised_for_members_too() {
    let office = office(&both());
    packed(&office, &["--publish", "--edition", "public"]);
    let office = office.edit("data/update.toml", "Patrols began.", "Patrols go on.");
    packed(&office, &["--revision", "--publish"]);
    report(
        &office,
        "restricted/meetings/november-revision-1-restricted",
    );
}

#[test]
fn a_revision_of_what_is_as_it_was_is_not_recorded() {
    let office = office(OPEN);
    packed(&office, &["--publish"]);
    let record = "data/history/meetings/november.public.json";
    let published = bytes(&office, record);
    let ran = packed(&office, &["--revision", "--publish"]);
    assert_eq!(ran.codes(), ["0928", "0918"]);
    assert_eq!(bytes(&office, record), published);
    let moved = meeting(OPEN).replacen("items = [", "time = \"3 pm\"\nitems = [", 1);
    let office = office.file("data/meetings/november.toml", moved);
    let ran = packed(&office, &["--revision", "--publish"]);
    assert_eq!(ran.codes(), ["0918"]);
    let report = report(&office, "meetings/november-revision-1");
    assert!(
        report.contains("The time of the meeting is 3 pm"),
        "{report}"
    );
    assert_ne!(bytes(&office, record), published);
}

#[test]
fn an_item_put_before_published_ones_is_warned_of_unless_it_has_a_number_of_its_own() {
    let office = office(OPEN);
    packed(&office, &["--publish"]);
    let put = |number: &str| {
        let new = format!("  {{ {number}title = \"Minutes\" }},\n  {{ title = \"A letter\"");
        meeting(&OPEN.replace("  { title = \"A letter\"", &new))
    };
    let office = office.file("data/meetings/november.toml", put(""));
    let ran = packed(&office, &["--revision"]);
    assert_eq!(ran.codes(), ["0918", "0923"]);
    assert!(ran.stderr.contains("3 A letter is 4 now"), "{}", ran.stderr);
    let office = office.file("data/meetings/november.toml", put("ref = \"2A\", "));
    let ran = packed(&office, &["--revision"]);
    assert_eq!(ran.codes(), ["0918"], "{}", ran.stderr);
}

#[test]
fn a_password_opens_a_pdf_and_is_not_told() {
    let office = office(OPEN).file("secrets.toml", "\"papers/letter.pdf\" = hushhush");
    let ran = pack(&office, &["--password-file", "secrets.toml"]);
    assert_eq!((ran.code, ran.codes()), (1, vec!["0109"]));
    assert!(!ran.stderr.contains("hushhush"), "{}", ran.stderr);
}

#[cfg(unix)]
#[test]
fn passwords_come_through_a_pipe_that_the_user_names() {
    let office = office(&both()).file("data/meetings/papers/letter.pdf", encrypted());
    let pipe = "exec 9< <(printf '\"letter.pdf\" = \"letmein\"')";
    let named = [
        "pack",
        "meetings/november",
        "--today",
        "2026-10-01",
        "--password-file",
        "/dev/fd/9",
    ];
    let ran = office.run_in_shell(pipe, &named);
    assert!(!ran.codes().contains(&"0904"), "{}", ran.stderr);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    // One that was read before has nothing more.
    let ran = office.run_in_shell("exec 9< <(true)", &named);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    assert!(
        ran.stderr
            .contains("cannot read `/dev/fd/9`: nothing came through the pipe"),
        "{}",
        ran.stderr
    );
}

/// Returns the codes of a run where the letter is another PDF.
fn codes_with(letter: Vec<u8>, more: &[&str]) -> (i32, Vec<String>) {
    let office = office(&both())
        .file("data/meetings/papers/letter.pdf", letter)
        .file("secrets.toml", "\"letter.pdf\" = \"letmein\"");
    let ran = pack(&office, more);
    let about = ran
        .stderr
        .split("\n\n")
        .filter(|problem| problem.contains("papers/letter.pdf"));
    let codes = about.flat_map(|problem| problem.split("[BP").skip(1));
    (ran.code, codes.map(|code| code[..4].to_owned()).collect())
}

fn encrypted() -> Vec<u8> {
    let mut made = Made::new();
    made.page((595.0, 842.0), "BT /F 12 Tf 72 700 Td (Dear clerk) Tj ET");
    let mut document = Document::load_mem(&made.bytes(false)).expect("a PDF");
    let id = Object::string_literal("0123456789abcdef");
    document.trailer.set("ID", vec![id.clone(), id]);
    let version = EncryptionVersion::V2 {
        document: &document,
        owner_password: "owner",
        user_password: "letmein",
        key_length: 128,
        permissions: Permissions::empty(),
    };
    let state = EncryptionState::try_from(version).expect("a state");
    document.encrypt(&state).expect("encrypted");
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("to memory");
    bytes
}

#[test]
fn an_encrypted_pdf_needs_its_password() {
    assert_eq!(codes_with(encrypted(), &[]), (1, vec!["0904".to_owned()]));
    let (code, codes) = codes_with(encrypted(), &["--password-file", "secrets.toml"]);
    assert_eq!(
        (code, codes.contains(&"0904".to_owned())),
        (0, false),
        "{codes:?}"
    );
}

#[test]
fn what_is_taken_out_of_a_pdf_or_needs_a_person_is_told() {
    let text = "BT /F 12 Tf 72 700 Td (Dear clerk) Tj ET";
    let mut script = Made::new();
    script.page((595.0, 842.0), text);
    let (catalog, action) = (
        script.catalog,
        dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("app.alert(1)") },
    );
    script.set(catalog, "OpenAction", action);
    let mut covered = Made::new();
    covered.page((595.0, 842.0), &format!("{text} 0 g 60 690 200 30 re f"));
    let annotated = |entries: lopdf::Dictionary| {
        let mut made = Made::new();
        let page = made.page((595.0, 842.0), text);
        let annotation = made.add(entries);
        made.set(page, "Annots", vec![annotation.into()]);
        made.bytes(false)
    };
    let place = || vec![72.into(), 300.into(), 200.into(), 320.into()];
    let comment = annotated(dictionary! {
        "Type" => "Annot", "Subtype" => "Text", "Rect" => place(), "Contents" => Object::string_literal("Is this so?"),
    });
    let link = annotated(dictionary! {
        "Type" => "Annot", "Subtype" => "Link", "Rect" => place(),
        "A" => dictionary! { "S" => "URI", "URI" => Object::string_literal("quillfeather.pdf") },
    });
    for (pdf, code) in [
        (script.bytes(false), "0915"),
        (covered.bytes(false), "0916"),
        (comment, "0917"),
        (link, "0919"),
    ] {
        let (ended, codes) = codes_with(pdf, &[]);
        assert_eq!(ended, 0);
        assert!(codes.contains(&code.to_owned()), "{code}: {codes:?}");
    }
}

#[test]
fn what_keeps_a_pack_from_everyone_is_told_once_with_its_report() {
    let office = office(&both());
    for (edition, items, report) in [
        ("public", "item 3", "output/meetings/november-pack.txt"),
        (
            "restricted",
            "items 3 and 4",
            "output/restricted/meetings/november-pack-restricted.txt",
        ),
    ] {
        let ran = packed(&office, &["--edition", edition]);
        assert_eq!(ran.codes(), ["0918"]);
        assert!(ran.stderr.contains(&format!("papers of {items} keep")));
        assert!(ran.stderr.contains(report), "{}", ran.stderr);
        assert!(office.path(report).exists());
    }
}

#[test]
fn warnings_can_be_refused() {
    let office = office(OPEN);
    let near = ["pack", "meetings/november", "--today", "2026-11-18"];
    let office = office.edit(
        "data/meetings/november.toml",
        "jurisdiction",
        "notice = \"council\"\njurisdiction",
    );
    let ran = office.run(&near);
    assert_eq!((ran.code, ran.codes()), (0, vec!["0918", "0910"]));
    fs::remove_dir_all(office.path("output")).expect("is there");
    let ran = office.run(&[&near[..], &["--deny-warnings"]].concat());
    assert_eq!(ran.code, 1);
    assert!(!office.path(PACK).exists());
}

#[test]
fn building_the_meeting_still_draws_its_agenda_alone() {
    let office = office(&both());
    packed(&office, &[]);
    let ran = office.run(&["build"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(office.path("output/meetings/november.pdf").exists());
    assert_eq!(office.run(&["list"]).code, 0);
}

#[test]
fn watching_makes_the_pack_again_when_a_paper_changes() {
    let office = office(OPEN);
    let (pack, paper) = (office.path(PACK), office.path("data/update.toml"));
    let changed = std::thread::spawn(move || {
        let mut first = None;
        for _ in 0..200 {
            std::thread::sleep(Duration::from_millis(50));
            let Ok(now) = fs::read(&pack) else { continue };
            match &first {
                None => {
                    let text = fs::read_to_string(&paper).expect("is there");
                    let text = text.replace("Patrols began.", "Patrols go on and on.");
                    fs::write(&paper, text).expect("written");
                    first = Some(now);
                }
                Some(first) if *first != now => return true,
                Some(_) => {}
            }
        }
        false
    });
    let arguments = [
        "pack",
        "meetings/november",
        "--today",
        "2026-10-01",
        "--watch",
    ];
    let limit = Duration::from_secs(1);
    // It never ends by itself.
    let mut limit = limit;
    while !changed.is_finished() && limit < Duration::from_secs(12) {
        limit += Duration::from_secs(5);
        assert!(office.run_within(&arguments, limit).is_none());
    }
    assert!(changed.join().expect("no fault"));
}
