//! The one door for files that are read: plain files only, opened so that nothing can keep the program waiting.
//!
//! Names come from data, and folders may hold anything: opening a named pipe would wait for ever, reading a device would
//! never end, and a link may lead out of the office. Whoever reads a file opens it here, and asks [`lies_in`] first where
//! the name was not the user's own.

use std::fs::{self, File, FileType};
use std::io::{Error, ErrorKind, Read, Result};
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::channel;
use std::time::Duration;

mod opened;

pub use opened::{Opened, watched};

/// The most bytes of a file of text, or of any other file for which its reader has no limit of its own.
pub const MOST: u64 = 64 << 20;
/// The most bytes of any file that is read whole, such as a pack that was made before.
pub const LARGEST: u64 = 2 << 30;

/// Opens a plain file; others are refused before they are opened.
///
/// # Errors
///
/// Where it is none, or cannot be opened.
pub fn open(path: impl AsRef<Path>) -> Result<File> {
    let path = path.as_ref();
    plain(fs::metadata(path)?.file_type())?;
    let file = options().open(path)?;
    // Another may have taken its place meanwhile.
    let about = file.metadata()?;
    plain(about.file_type())?;
    opened::note(path, &about);
    Ok(file)
}

/// Reads a plain file of so many bytes at most.
///
/// # Errors
///
/// Where it is none, is larger, or cannot be read.
pub fn bytes(path: impl AsRef<Path>, most: u64) -> Result<Vec<u8>> {
    let file = open(path)?;
    let length = file.metadata()?.len();
    let mut bytes = Vec::new();
    if length <= most {
        bytes.reserve_exact(usize::try_from(length).unwrap_or_default());
        // It may grow while it is read.
        file.take(most + 1).read_to_end(&mut bytes)?;
    }
    match length.max(bytes.len() as u64) {
        length if length > most => Err(too_large(most)),
        _ => Ok(bytes),
    }
}

/// Reads a plain file of text in UTF-8.
///
/// # Errors
///
/// Where it is none, is larger than [`MOST`], is in another encoding, or cannot be read.
pub fn text(path: impl AsRef<Path>) -> Result<String> {
    let text = String::from_utf8(bytes(path, MOST)?);
    text.map_err(|_| Error::new(ErrorKind::InvalidData, "it is not in UTF-8"))
}

/// Reads what a user hands over by its name on the command line: a plain file, or a pipe as shells make it of `<(…)`; of so many
/// bytes at most, and within so much time.
///
/// # Errors
///
/// Where it is neither, has more, takes longer, or cannot be read. A pipe is empty once it was read.
pub fn handed(path: impl AsRef<Path>, most: u64, longest: Duration) -> Result<Vec<u8>> {
    let path = path.as_ref().to_owned();
    if !is_pipe(&path) {
        return bytes(path, most);
    }
    let (sender, come) = channel();
    // To open a pipe may wait for ever, and so may reading it: this thread is left behind then.
    std::thread::spawn(move || sender.send(piped(&path, most)));
    let late = |_| Error::new(ErrorKind::TimedOut, "nothing more came through the pipe");
    come.recv_timeout(longest).map_err(late)?
}

fn piped(path: &Path, most: u64) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 {
        0 => Err(Error::new(
            ErrorKind::UnexpectedEof,
            "nothing came through the pipe, which can be read only once",
        )),
        length if length > most => Err(too_large(most)),
        _ => Ok(bytes),
    }
}

#[cfg(unix)]
fn is_pipe(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt;
    fs::metadata(path).is_ok_and(|about| about.file_type().is_fifo())
}

#[cfg(not(unix))]
fn is_pipe(_path: &Path) -> bool {
    false
}

/// Reads a plain file of text that lies in a folder.
///
/// # Errors
///
/// Where it lies elsewhere, and as [`text`] has them.
pub fn text_in(path: impl AsRef<Path>, folder: &Path) -> Result<String> {
    match lies_in(path.as_ref(), folder) {
        true => text(path),
        false => Err(Error::new(
            ErrorKind::PermissionDenied,
            "it is a link that leads out of the office's folder",
        )),
    }
}

/// Returns whether a path leads into a folder, whatever links are on the way; of what is not there yet, the nearest folder
/// that is there counts.
pub fn lies_in(path: &Path, folder: &Path) -> bool {
    real(path).starts_with(real(folder))
}

/// Returns where a path leads: without links and ways round as far as it is there.
pub fn real(path: &Path) -> PathBuf {
    if let Ok(real) = path.canonicalize() {
        return real;
    }
    match (path.parent(), path.components().next_back()) {
        (Some(folder), Some(Component::Normal(name))) if folder != Path::new("") => {
            real(folder).join(name)
        }
        (Some(folder), Some(Component::ParentDir)) => {
            let mut folder = real(folder);
            folder.pop();
            folder
        }
        (_, Some(Component::Normal(name))) => real(Path::new(".")).join(name),
        _ => path.to_owned(),
    }
}

fn options() -> fs::OpenOptions {
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
        options.custom_flags(flags.bits().cast_signed());
    }
    options
}

fn too_large(most: u64) -> Error {
    let what = format!("it is larger than {} MB", most >> 20);
    Error::new(ErrorKind::FileTooLarge, what)
}

/// Refuses what is no plain file.
fn plain(kind: FileType) -> Result<()> {
    match other(kind) {
        None => Ok(()),
        Some(what) => Err(Error::new(
            ErrorKind::InvalidInput,
            format!("it is {what}, not a file"),
        )),
    }
}

/// Returns what it is that is no plain file.
fn other(kind: FileType) -> Option<&'static str> {
    if kind.is_file() {
        return None;
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if kind.is_fifo() {
            return Some("a named pipe");
        } else if kind.is_socket() {
            return Some("a socket");
        } else if kind.is_char_device() || kind.is_block_device() {
            return Some("a device");
        }
    }
    Some("a folder")
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    use rustix::fs::{CWD, Mode, mkfifoat};

    use super::*;

    fn refusal(path: &Path) -> String {
        open(path).expect_err("is refused").to_string()
    }

    #[test]
    fn only_plain_files_are_opened() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        mkfifoat(CWD, at("pipe"), Mode::RUSR).expect("a pipe");
        let _socket = UnixListener::bind(at("socket")).expect("a socket");
        symlink("/dev/zero", at("device")).expect("a link");
        assert_eq!(refusal(&at("pipe")), "it is a named pipe, not a file");
        assert_eq!(refusal(&at("socket")), "it is a socket, not a file");
        assert_eq!(refusal(&at("device")), "it is a device, not a file");
        assert_eq!(refusal(folder.path()), "it is a folder, not a file");
        fs::write(at("a.toml"), "a = 1").expect("written");
        symlink("a.toml", at("b.toml")).expect("a link");
        assert_eq!(text(at("b.toml")).expect("is read"), "a = 1");
    }

    #[test]
    fn a_pipe_that_is_handed_over_is_read_to_its_end_and_no_longer_than_it_may_take() {
        let folder = tempfile::tempdir().expect("a folder");
        let pipe = |name: &str| {
            let (path, mode) = (folder.path().join(name), Mode::RUSR | Mode::WUSR);
            mkfifoat(CWD, &path, mode).expect("a pipe");
            path
        };
        let silent = pipe("silent");
        let error = handed(&silent, 5, Duration::from_millis(20)).expect_err("nobody writes");
        assert_eq!(error.kind(), ErrorKind::TimedOut);
        assert_eq!(refusal(&silent), "it is a named pipe, not a file");
        for (text, fits) in [("12345", true), ("123456", false), ("", false)] {
            let path = pipe(&format!("of-{text}"));
            let other = path.clone();
            let writer = std::thread::spawn(move || fs::write(other, text));
            let read = handed(&path, 5, Duration::from_secs(60));
            assert_eq!(read.is_ok_and(|bytes| bytes == text.as_bytes()), fits);
            writer.join().expect("ended").expect("written");
        }
    }

    #[test]
    fn a_file_has_so_many_bytes_and_no_more() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a");
        fs::write(&path, "12345").expect("written");
        assert_eq!(bytes(&path, 5).expect("is read"), b"12345");
        let error = bytes(&path, 4).expect_err("is too large");
        assert_eq!(error.kind(), ErrorKind::FileTooLarge);
        // What it says it has is looked at before anything is read.
        let sparse = File::create(&path).expect("a file");
        sparse.set_len(1 << 40).expect("a hole");
        assert!(bytes(&path, MOST).is_err());
    }

    #[test]
    fn where_a_path_leads_counts_not_its_name() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::create_dir_all(at("office/data")).expect("a folder");
        fs::create_dir_all(at("other")).expect("a folder");
        symlink("../../other", at("office/data/away")).expect("a link");
        symlink("data", at("office/near")).expect("a link");
        symlink("office", at("named")).expect("a link");
        let inside = |path: &str| lies_in(&at(path), &at("named"));
        assert!(inside("office/data") && inside("office/near/none/a.toml"));
        assert!(inside("office/data/none/../a.toml"));
        assert!(!inside("office/data/away/a.toml") && !inside("office/data/away"));
        assert!(!inside("office/../other") && !inside("office-2/a.toml"));
    }
}
