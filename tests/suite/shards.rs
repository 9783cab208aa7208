//! `boardpaper build --shard`, `manifest merge` and `manifest verify`: parts that are exactly the whole.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::support::repo;
use crate::support::workspace::{BOARD, FIELDS, Ran, Workspace};

const ROW: &str = "\n[[deliverables]]\nref = \"1\"\ntitle = \"Patrol the port\"\nstatus = \"G\"\nupdate = \"Patrols began.\"\n";
const BAD_ROW: &str = "\n[[deliverables]]\nref = \"1\"\ntitle = \"Patrol the port\"\nstatus = \"GRN\"\nupdate = \"Patrols began.\"\n";
/// A second key, which no paper uses: only all papers together can tell.
const IDLE_KEY: &str = "\n[status-key.idle]\nsteps = [{ code = \"X\", label = \"Cross\", meaning = \"Ended\", colour = \"#00703c\", shape = \"circle\" }]\n";

/// The row of a paper of an office with several keys.
fn keyed() -> String {
    format!("status-key = \"rag\"\n{ROW}")
}

/// Makes an office of papers that take one file each.
fn office(papers: &[(&str, &str)]) -> Workspace {
    with_board("", papers)
}

fn with_board(rest: &str, papers: &[(&str, &str)]) -> Workspace {
    let office = Workspace::empty().file("data/board.toml", format!("{BOARD}{rest}"));
    papers.iter().fold(office, |office, (name, row)| {
        office.file(&format!("data/{name}.toml"), format!("{FIELDS}{row}"))
    })
}

/// Runs all shards, the last first.
fn shards(office: &Workspace, of: usize, more: &[&str]) -> Vec<Ran> {
    let run = |shard| {
        let share = format!("{shard}/{of}");
        office.run(&[&["build", "--shard", &share], more].concat())
    };
    (1..=of).rev().map(run).collect()
}

/// Reads what was written, but for the manifests of shards.
fn written(office: &Workspace) -> BTreeMap<String, Vec<u8>> {
    let files = office.files("output").into_iter();
    let files = files.filter(|path| !path.contains("/manifest-") && !path.contains("/.cache/"));
    files
        .map(|path| {
            let bytes = fs::read(office.path(&path)).expect("was written");
            (path, bytes)
        })
        .collect()
}

fn manifest(office: &Workspace, name: &str) -> serde_json::Value {
    let text = fs::read_to_string(office.path(&format!("output/{name}"))).expect("was written");
    serde_json::from_str(&text).expect("JSON")
}

/// Lists the codes that several runs tell of, sorted.
fn codes(ran: &[Ran]) -> Vec<String> {
    let mut codes: Vec<String> = ran
        .iter()
        .flat_map(|ran| ran.codes().into_iter().map(str::to_owned))
        .collect();
    codes.sort();
    codes
}

#[test]
fn the_shards_of_the_sample_are_exactly_what_one_process_makes() {
    let one = Workspace::copy_of(&repo("")).run_all(&["build"]);
    let split = Workspace::copy_of(&repo(""));
    let ran = shards(&split, 3, &[]);
    assert!(ran.iter().all(|ran| ran.code == 0));
    // What is wrong with a paper that others refer to is told by each shard that reads it.
    let messages = |ran: &[Ran]| {
        let lines = ran.iter().flat_map(|ran| ran.stderr.split("\n\n"));
        let told = lines.map(|told| told.trim().to_owned());
        told.collect::<BTreeSet<String>>()
    };
    let one_told = messages(std::slice::from_ref(&one.1));
    assert_eq!(messages(&ran), one_told, "the same is told");
    let merged = split.run(&["manifest", "merge"]);
    assert_eq!(merged.code, 0, "{}", merged.stderr);
    assert!(
        merged.stdout.starts_with("output/manifest.json\n3 shards"),
        "{}",
        merged.stdout
    );
    assert!(written(&one.0) == written(&split), "every byte is the same");
    let text = manifest(&split, "manifest.json").to_string();
    assert!(text.contains("restricted/custody-contract.pdf"));
    assert!(!text.contains("the tenders"), "no title of an exempt paper");
    let count = |name: &str| {
        manifest(&split, name)["papers"]
            .as_array()
            .map_or(0, Vec::len)
    };
    let parts = (1..=3).map(|shard| count(&format!("manifest-{shard}-of-3.json")));
    assert_eq!(parts.sum::<usize>(), count("manifest.json"));
    let verified = split.run(&["manifest", "verify"]);
    assert_eq!((verified.code, verified.stderr.as_str()), (0, ""));
}

trait RunAll: Sized {
    fn run_all(self, arguments: &[&str]) -> (Self, Ran);
}

impl RunAll for Workspace {
    fn run_all(self, arguments: &[&str]) -> (Self, Ran) {
        let ran = self.run(arguments);
        (self, ran)
    }
}

#[test]
fn the_manifest_of_a_build_tells_each_paper_its_files_and_what_was_refused() {
    let office = office(&[("a", ROW), ("b", BAD_ROW)]);
    assert_eq!(office.run(&["build"]).code, 1);
    let manifest = manifest(&office, "manifest.json");
    let papers = manifest["papers"].as_array().expect("papers");
    assert_eq!(papers[0]["paper"], "data/a.toml");
    assert_eq!(papers[0]["outputs"][0]["file"], "a.pdf");
    assert_eq!(papers[0]["outputs"][0]["pages"], 1);
    let length = fs::metadata(office.path("output/a.pdf"))
        .expect("built")
        .len();
    assert_eq!(papers[0]["outputs"][0]["bytes"], length);
    let hash = papers[0]["inputs"]["data/a.toml"].as_str();
    assert_eq!(hash.map(str::len), Some(64));
    assert_eq!(papers[1]["refused"], serde_json::json!(["BP0309"]));
    assert_eq!(papers[1]["outputs"], serde_json::Value::Null);
    let text = manifest.to_string();
    let root = office.path("").display().to_string();
    assert!(
        !text.contains(root.trim_end_matches('/')),
        "no path of the machine"
    );
    let verified = office.run(&["manifest", "verify"]);
    assert_eq!(
        verified.stdout,
        "2 papers; 1 of 1 file as built, 1 refused\n"
    );
}

#[test]
fn a_build_of_some_papers_leaves_the_manifest_of_all_alone_and_check_writes_none() {
    let office = office(&[("a", ROW), ("b", ROW)]);
    assert_eq!(office.run(&["check"]).code, 0);
    assert_eq!(office.run(&["build", "a"]).code, 0);
    assert_eq!(office.made(), ["output/a.pdf"]);
    assert!(!office.path("output/manifest.json").exists());
}

#[test]
fn named_papers_are_split_too_and_have_no_manifest_of_all() {
    let office = office(&[("a", ROW), ("b", ROW), ("c", ROW)]);
    let ran = shards(&office, 2, &["a", "b"]);
    assert!(
        ran.iter()
            .all(|ran| ran.code == 0 && ran.stdout.contains(": 1 of 1 paper built"))
    );
    let merged = office.run(&["manifest", "merge"]);
    assert_eq!(merged.code, 0, "{}", merged.stderr);
    assert!(
        merged.stdout.contains("2 shards with 2 papers"),
        "{}",
        merged.stdout
    );
    assert!(!office.path("output/manifest.json").exists());
}

#[test]
fn a_paper_that_was_built_by_itself_does_not_keep_the_shards_of_all_from_being_put_together() {
    let office = office(&[("a", ROW), ("b", ROW), ("c", ROW)]);
    shards(&office, 2, &[]);
    for named in [["--shard", "1/1", "a"], ["--shard", "2/2", "b"]] {
        let ran = office.run(&[&["build"], &named[..]].concat());
        assert_eq!(ran.code, 0, "{}", ran.stderr);
    }
    let merged = office.run(&["manifest", "merge"]);
    assert_eq!(merged.code, 0, "{}", merged.stderr);
    let said =
        "2 shards with 3 papers; 3 files as built, 0 refused\n2 shards of some papers left aside";
    assert!(merged.stdout.contains(said), "{}", merged.stdout);
    let whole = fs::read(office.path("output/manifest.json")).expect("written");
    assert_eq!(office.run(&["build"]).code, 0);
    let built = fs::read(office.path("output/manifest.json")).expect("written");
    assert!(whole == built, "as one process writes it");
}

#[test]
fn more_shards_than_papers_leave_some_with_nothing_to_do() {
    let office = office(&[("a", ROW), ("b", ROW)]);
    assert!(shards(&office, 5, &[]).iter().all(|ran| ran.code == 0));
    let merged = office.run(&["manifest", "merge"]);
    assert_eq!(merged.code, 0, "{}", merged.stderr);
    assert!(
        merged
            .stdout
            .contains("5 shards with 2 papers; 2 files as built")
    );
}

#[test]
fn a_share_that_cannot_be_is_told_before_anything_is_read() {
    for (share, said) in [
        ("0/3", "the first is `1/3`"),
        ("3/0", "nothing can be split into 0 shards"),
        ("4/3", "there is no shard 4 of 3"),
        ("three", "such as `3/16`"),
    ] {
        let ran = Workspace::empty().run(&["build", "--shard", share]);
        assert_eq!(ran.code, 2, "{share}");
        assert!(ran.stderr.contains(said), "{share}: {}", ran.stderr);
    }
}

#[test]
fn two_papers_of_two_shards_that_want_one_file_are_refused_in_both() {
    // A name by a field is told from the head; one that counts rows only from the whole paper.
    for name in [
        "theme-{{ theme.number }}.pdf",
        "{{ deliverables.total }}-lines.pdf",
    ] {
        let board = format!("\n[output]\nname = \"{name}\"\n");
        let office = with_board(&board, &[("a", ROW), ("b", ROW)]);
        let ran = shards(&office, 2, &[]);
        for ran in &ran {
            assert_eq!(
                (ran.code, ran.codes()),
                (1, vec!["0702"]),
                "{name}: {}",
                ran.stderr
            );
        }
        assert!(office.pdfs().is_empty());
        assert_eq!(office.run(&["manifest", "merge"]).code, 0);
        let one = with_board(&board, &[("a", ROW), ("b", ROW)]).run_all(&["build"]);
        assert_eq!(codes(&ran), codes(&[one.1]));
        assert!(written(&one.0) == written(&office), "{name}");
    }
}

#[test]
fn a_paper_at_fault_takes_no_other_shards_place() {
    let board = "\n[output]\nname = \"theme-{{ theme.number }}.pdf\"\n";
    let office = with_board(board, &[("a", ROW), ("b", BAD_ROW)]);
    let ran = shards(&office, 2, &[]);
    assert_eq!(codes(&ran), ["0309"]);
    assert_eq!(office.pdfs(), ["output/theme-1.pdf"]);
}

#[test]
fn what_only_all_papers_can_tell_is_told_once() {
    let row = keyed();
    let papers = [("a", row.as_str()), ("b", &row), ("c", &row)];
    let office = with_board(IDLE_KEY, &papers);
    let ran = shards(&office, 3, &[]);
    assert_eq!(codes(&ran), ["1304"]);
    assert!(ran.iter().all(|ran| ran.code == 0));
}

#[test]
fn what_all_papers_are_refused_for_is_refused_in_every_shard() {
    let board = format!("{IDLE_KEY}\n[check.severities]\nBP1304 = \"error\"\n");
    let row = keyed();
    let papers = [("a", row.as_str()), ("b", &row)];
    let office = with_board(&board, &papers);
    let ran = shards(&office, 2, &[]);
    assert!(
        ran.iter()
            .all(|ran| ran.code == 1 && ran.codes() == ["1304"]),
        "{:?}",
        codes(&ran)
    );
    assert_eq!(office.run(&["manifest", "merge"]).code, 0);
    let one = with_board(&board, &papers).run_all(&["build"]);
    assert_eq!(one.1.code, 1);
    assert!(written(&one.0) == written(&office));
    let refused = &manifest(&office, "manifest.json")["refused"];
    assert_eq!(*refused, serde_json::json!(["BP1304"]));
}

#[test]
fn an_allowance_of_no_use_is_told_when_the_shards_are_put_together() {
    let idle = "\n[[check.allow]]\ncode = \"BP1301\"\nplace = \"data/a.toml:20:7\"\nreason = \"It was agreed.\"\n";
    let office = with_board(idle, &[("a", ROW), ("b", ROW)]);
    assert_eq!(codes(&shards(&office, 2, &[])), [""; 0]);
    let merged = office.run(&["manifest", "merge"]);
    assert_eq!((merged.code, merged.codes()), (0, vec!["1801"]));
}

#[test]
fn shards_that_are_missing_or_of_other_files_are_not_put_together() {
    let office = office(&[("a", ROW), ("b", ROW)]);
    let ran = office.run(&["manifest", "merge"]);
    assert_eq!((ran.code, ran.codes()), (1, vec!["2323"]), "{}", ran.stderr);
    assert_eq!(office.run(&["build", "--shard", "1/2"]).code, 0);
    let ran = office.run(&["manifest", "merge"]);
    assert_eq!((ran.code, ran.codes()), (1, vec!["2321"]), "{}", ran.stderr);
    assert!(ran.stderr.contains("--shard 2/2"), "{}", ran.stderr);
    // A word was changed between the two.
    let office = office.edit("data/a.toml", "Patrols began", "Patrols ended");
    assert_eq!(office.run(&["build", "--shard", "2/2"]).code, 0);
    let ran = office.run(&["manifest", "merge"]);
    assert_eq!((ran.code, ran.codes()[0]), (1, "2322"), "{}", ran.stderr);
    assert!(!office.path("output/manifest.json").exists());
    assert_eq!(office.run(&["build", "--shard", "1/2"]).code, 0);
    assert_eq!(office.run(&["manifest", "merge"]).code, 0);
    // Manifests of an earlier run in other parts are left.
    assert_eq!(office.run(&["build", "--shard", "1/3"]).code, 0);
    let ran = office.run(&["manifest", "merge"]);
    assert_eq!((ran.code, ran.codes()), (1, vec!["2322"]), "{}", ran.stderr);
}

#[test]
fn shards_of_several_folders_are_put_together_where_each_wrote() {
    let office = office(&[("a", ROW), ("b", ROW)]);
    for shard in ["1/2", "2/2"] {
        let folder = format!("part-{}", &shard[..1]);
        let ran = office.run(&["build", "--shard", shard, "--output", &folder]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
    }
    let ran = office.run(&["manifest", "merge", "part-1", "part-2"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(
        ran.stdout.starts_with("part-1/manifest.json\n"),
        "{}",
        ran.stdout
    );
    let elsewhere = tempfile::tempdir().expect("a folder");
    let part = office.path("part-1").display().to_string();
    let ran = office
        .start_in(elsewhere.path())
        .run(&["manifest", "merge", &part]);
    assert_eq!(
        (ran.code, ran.codes()),
        (1, vec!["2321"]),
        "without an office: {}",
        ran.stderr
    );
}

#[test]
fn a_file_or_a_paper_that_was_changed_is_found() {
    let office = office(&[("a", ROW), ("b", ROW)]);
    let ran = office.run(&["manifest", "verify"]);
    assert_eq!((ran.code, ran.codes()), (1, vec!["2323"]), "{}", ran.stderr);
    let office = office.build();
    assert_eq!(office.run(&["manifest", "verify"]).code, 0);
    let mut pdf = fs::read(office.path("output/a.pdf")).expect("built");
    let last = pdf.len() - 1;
    pdf[last] ^= 1;
    let office = office.file("output/a.pdf", pdf);
    fs::remove_file(office.path("output/b.pdf")).expect("built");
    let office = office.edit("data/b.toml", "Patrols began", "Patrols ended");
    let ran = office.run(&["manifest", "verify"]);
    assert_eq!(ran.code, 1);
    let mut found = ran.codes();
    found.sort();
    assert_eq!(found, ["2324", "2324", "2325"], "{}", ran.stderr);
    let office = office.build().file("output/manifest.json", "{}");
    let ran = office.run(&["manifest", "verify"]);
    assert_eq!((ran.code, ran.codes()), (1, vec!["2323"]), "{}", ran.stderr);
}

#[test]
fn a_manifest_that_names_a_file_outside_its_folder_is_not_believed() {
    let office = office(&[("a", ROW)]).build();
    let text = fs::read_to_string(office.path("output/manifest.json")).expect("written");
    let text = text.replace("\"a.pdf\"", "\"../data/board.toml\"");
    let office = office.file("output/manifest.json", text);
    let ran = office.run(&["manifest", "verify"]);
    assert_eq!((ran.code, ran.codes()), (1, vec!["2324"]), "{}", ran.stderr);
    assert!(ran.stderr.contains("does not stay below"), "{}", ran.stderr);
}
