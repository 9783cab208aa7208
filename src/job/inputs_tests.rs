//! What was read is what was noted, or it is told apart.

use super::*;

/// What is noted of a file that is about to be read.
fn noting(path: &Path) -> Inputs {
    let mut inputs = Inputs::default();
    inputs.note(path);
    inputs
}

#[test]
fn a_file_is_what_it_was_before_it_was_read_first() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.toml");
    std::fs::write(&path, "a").expect("written");
    let mut inputs = noting(&path);
    let files = inputs.below(folder.path()).expect("all below");
    assert!(unchanged(&files, folder.path()));
    std::fs::write(&path, "b").expect("written");
    inputs.note(&folder.path().join("x/../a.toml"));
    assert!(!unchanged(&files, folder.path()));
    let noted: Vec<_> = inputs.iter().map(|(_, hash)| hash).collect();
    assert_eq!(noted, [files.values().next().map(String::as_str)]);
}

#[test]
fn a_change_that_is_taken_back_is_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.csv");
    std::fs::write(&path, "a").expect("written");
    // Some systems count time by hundredths of a second.
    std::thread::sleep(std::time::Duration::from_millis(20));
    let inputs = noting(&path);
    assert!(inputs.below(folder.path()).is_some());
    for text in ["b", "a"] {
        std::fs::write(&path, text).expect("written");
    }
    assert_eq!(inputs.below(folder.path()), None);
}

#[test]
fn what_stood_in_for_a_file_while_it_was_read_is_a_change() {
    let root = tempfile::tempdir().expect("a folder");
    let at = |name: &str| root.path().join(name);
    for (folder, text) in [("q", "a"), ("other", "b")] {
        std::fs::create_dir(at(folder)).expect("a folder");
        std::fs::write(at(folder).join("a.csv"), text).expect("written");
    }
    let swap = |pairs: [(&str, &str); 2]| {
        for (from, to) in pairs {
            std::fs::rename(at(from), at(to)).expect("moved");
        }
    };
    let read = |before: [(&str, &str); 2], after: [(&str, &str); 2]| {
        let mut inputs = noting(&at("q/a.csv"));
        swap(before);
        let read = || crate::door::text(at("q/a.csv")).expect("is read");
        let (text, opened) = crate::door::watched(read);
        swap(after);
        inputs.opened(&opened);
        (
            text,
            inputs.are_still(),
            inputs.below(root.path()).is_some(),
        )
    };
    let (there, back) = ([("q", "q1"), ("other", "q")], [("q", "other"), ("q1", "q")]);
    assert_eq!(read(there, back), ("b".to_owned(), false, false));
    let nothing = [("q", "q1"), ("q1", "q")];
    assert_eq!(read(nothing, nothing), ("a".to_owned(), true, true));
}

#[test]
fn a_file_that_came_and_went_is_a_change() {
    let root = tempfile::tempdir().expect("a folder");
    let path = root.path().join("a.toml");
    let mut inputs = Inputs::default();
    inputs.note_place(&path);
    std::fs::write(&path, "a").expect("written");
    let (_, opened) = crate::door::watched(|| crate::door::text(&path).expect("is read"));
    std::fs::remove_file(&path).expect("deleted");
    assert!(inputs.are_still());
    inputs.opened(&opened);
    assert!(!inputs.are_still());
}

#[test]
fn the_first_file_of_a_folder_is_a_change_of_it() {
    let root = tempfile::tempdir().expect("a folder");
    let folder = root.path().join("returns");
    let mut inputs = Inputs::default();
    inputs.note_place(&folder);
    let files = inputs.below(root.path()).expect("all below");
    assert!(unchanged(&files, root.path()));
    std::fs::create_dir(&folder).expect("a folder");
    std::fs::write(folder.join("a.toml"), "a").expect("written");
    assert!(!unchanged(&files, root.path()));
}

#[test]
fn what_lies_elsewhere_or_cannot_be_read_has_no_list() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.toml");
    let inputs = noting(&path);
    assert_eq!(inputs.below(folder.path()), None);
    std::fs::write(&path, "a").expect("written");
    let inputs = noting(&path);
    assert_eq!(inputs.below(&folder.path().join("data")), None);
    assert!(inputs.below(folder.path()).is_some());
}
