//! What a child writes to its journal: lines of ours, and the last words of libraries between them.

use std::fs::File;
use std::io::Read;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::journal::{Line, MARK};

/// The most that is kept of last words.
const WORDS: usize = 4096;
/// The most that is read at once.
const READ: usize = 4096;
/// So many pieces wait at most.
const WAITING: usize = 16;
/// How long is waited for lines that are still under way.
const LAST: Duration = Duration::from_millis(20);
/// How long they are waited for in all.
const LONGEST: Duration = Duration::from_secs(1);

/// The reader's end of a journal.
pub struct Lines {
    bytes: Source,
    /// What has come of a line that is not all there yet.
    part: Vec<u8>,
    /// What is no line of ours.
    pub words: Vec<u8>,
}

/// What was read at once, and how much of it that is. The thread that reads asks for no memory of its own, since allocators would
/// keep some for each such thread.
type Piece = ([u8; READ], usize);

enum Source {
    /// A pipe, which a thread reads.
    Pipe(Receiver<Piece>),
    /// A file, where there are no pipes that a child can open.
    File(tempfile::NamedTempFile),
    Nothing,
}

/// Whether more may come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// More may come.
    Open,
    /// The child has closed it, or is gone.
    Closed,
}

impl Lines {
    /// Makes a journal; gives the name under which a child opens it, and what is to be kept until it is started.
    pub fn new() -> (Self, Option<String>, Option<impl Sized + use<>>) {
        let (bytes, name, kept) = match pipe() {
            Some((bytes, name, kept)) => (bytes, Some(name), Some(kept)),
            None => {
                let file = tempfile::NamedTempFile::with_prefix("boardpaper-journal-").ok();
                let name = file
                    .as_ref()
                    .and_then(|file| Some(file.path().to_str()?.to_owned()));
                (file.map_or(Source::Nothing, Source::File), name, None)
            }
        };
        let lines = Self {
            bytes,
            part: Vec::new(),
            words: Vec::new(),
        };
        (lines, name, kept)
    }

    /// Waits for lines, at most for a while.
    pub fn next(&mut self, longest: Duration) -> (Vec<Line>, State) {
        let (come, state) = self.come(longest);
        (self.split(&come), state)
    }

    /// Waits for bytes, at most for a while.
    fn come(&mut self, longest: Duration) -> (Vec<u8>, State) {
        let mut come = Vec::new();
        let mut state = State::Open;
        match &mut self.bytes {
            Source::Pipe(told) => match told.recv_timeout(longest) {
                Ok((bytes, length)) => come.extend_from_slice(&bytes[..length]),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => state = State::Closed,
            },
            // Nothing tells when it grows.
            Source::File(file) => {
                thread::sleep(longest.min(LAST));
                let _ = file.read_to_end(&mut come);
            }
            Source::Nothing => thread::sleep(longest.min(LAST)),
        }
        (come, state)
    }

    /// Returns what is left of a child that is gone; last words come in pieces.
    pub fn rest(&mut self) -> Vec<Line> {
        let (mut all, asked) = (Vec::new(), Instant::now());
        // What it has started may live on, and write without end.
        while asked.elapsed() < LONGEST {
            let (come, state) = self.come(LAST);
            all.extend(self.split(&come));
            if come.is_empty() || state == State::Closed {
                break;
            }
        }
        all
    }

    fn split(&mut self, come: &[u8]) -> Vec<Line> {
        let mut lines = Vec::new();
        for &byte in come {
            let begun = self.part.first() == Some(&MARK);
            match byte {
                MARK => self.part = vec![MARK],
                b'\n' if begun => {
                    let part = std::mem::take(&mut self.part);
                    lines.extend(serde_json::from_slice::<Line>(&part[1..]).ok());
                }
                byte if begun => self.part.push(byte),
                byte if self.words.len() < WORDS => self.words.push(byte),
                _ => {}
            }
        }
        lines
    }
}

/// Makes a pipe whose writer a child inherits.
#[cfg(unix)]
fn pipe() -> Option<(Source, String, std::io::PipeWriter)> {
    use std::os::fd::AsRawFd;
    let (reader, writer) = std::io::pipe().ok()?;
    rustix::io::fcntl_setfd(&writer, rustix::io::FdFlags::empty()).ok()?;
    let name = format!("/dev/fd/{}", writer.as_raw_fd());
    // Where that is no way to open it, a file has to do.
    File::options().append(true).open(&name).ok()?;
    let (sender, told) = sync_channel(WAITING);
    thread::Builder::new()
        .spawn(move || pass_on(reader, &sender))
        .ok()?;
    Some((Source::Pipe(told), name, writer))
}

#[cfg(not(unix))]
fn pipe() -> Option<(Source, String, File)> {
    None
}

#[cfg_attr(not(unix), allow(dead_code))]
fn pass_on(mut reader: impl Read, to: &SyncSender<Piece>) {
    let mut bytes = [0; READ];
    while let Ok(length @ 1..) = reader.read(&mut bytes) {
        if to.send((bytes, length)).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nothing() -> Lines {
        Lines {
            bytes: Source::Nothing,
            part: Vec::new(),
            words: Vec::new(),
        }
    }

    #[test]
    fn lines_are_told_from_the_words_between_them() {
        let mut lines = nothing();
        let first = lines.split(b"thread '\x1e{\"end\":1}\nmain' panicked\n\x1e{\"en");
        assert_eq!(first, [Line::End(1)]);
        assert_eq!(lines.split(b"d\":2}\nat"), [Line::End(2)]);
        assert_eq!(lines.words, b"thread 'main' panicked\nat");
    }

    #[test]
    fn last_words_are_read_to_their_end_however_many_pieces_they_come_in() {
        let (sender, told) = sync_channel(WAITING);
        let mut lines = Lines {
            bytes: Source::Pipe(told),
            ..nothing()
        };
        for piece in [
            "\nthread 'main'",
            " has overflowed",
            " its stack\n",
            "\x1e{\"end\":7}\n",
        ] {
            let mut bytes = [0; READ];
            bytes[..piece.len()].copy_from_slice(piece.as_bytes());
            sender.send((bytes, piece.len())).expect("sent");
        }
        assert_eq!(lines.rest(), [Line::End(7)]);
        assert_eq!(lines.words, b"\nthread 'main' has overflowed its stack\n");
    }

    #[test]
    fn what_is_written_to_a_file_is_read() {
        use std::io::Write;
        let file = tempfile::NamedTempFile::new().expect("a file");
        let mut writer = File::options()
            .append(true)
            .open(file.path())
            .expect("open");
        let mut lines = Lines {
            bytes: Source::File(file),
            ..nothing()
        };
        writer.write_all(b"\x1e{\"end\":7}\n").expect("written");
        assert_eq!(lines.rest(), [Line::End(7)]);
        assert_eq!(lines.next(Duration::ZERO), (Vec::new(), State::Open));
    }
}
