//! Which files were opened while something was read: what stands under a name may be another file before and after.

use std::cell::RefCell;
use std::fs::Metadata;
use std::path::{Path, PathBuf};

/// A file by the name that it was opened by, and what the system said of it then.
pub type Opened = (PathBuf, Metadata);

thread_local! {
    /// What this thread has opened; none where nobody asks.
    static OPENED: RefCell<Option<Vec<Opened>>> = const { RefCell::new(None) };
}

/// Reads something, and tells which files this thread opened for it, in their order.
pub fn watched<T>(read: impl FnOnce() -> T) -> (T, Vec<Opened>) {
    let before = OPENED.replace(Some(Vec::new()));
    let read = read();
    (read, OPENED.replace(before).unwrap_or_default())
}

/// Takes down a file that has just been opened.
pub(super) fn note(path: &Path, about: &Metadata) {
    OPENED.with_borrow_mut(|opened| {
        if let Some(opened) = opened {
            opened.push((path.to_owned(), about.clone()));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::super::bytes;
    use super::*;

    #[test]
    fn what_is_opened_is_told_with_its_length() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.csv");
        std::fs::write(&path, "ab").expect("written");
        let read = || bytes(&path, 9).expect("is read");
        let (_, opened) = watched(read);
        let told: Vec<_> = opened
            .iter()
            .map(|(name, about)| (name, about.len()))
            .collect();
        assert_eq!(told, [(&path, 2)]);
        read();
        assert!(watched(|| ()).1.is_empty());
    }
}
