//! The door of the spreadsheet readers: from a path to a workbook, whatever its kind.
//!
//! The kind is told by the file's first bytes, and by its name only where those say nothing, as for CSV: trackers arrive under wrong
//! endings often enough. Whatever goes wrong becomes one problem with a hint; what is hidden is left out and recorded in the
//! [`Sheet`](super::Sheet), for the caller to speak of where it matters.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use super::archive::Archive;
use super::budget::Budget;
use super::fault::Fault;
use super::guard::guarded;
use super::limits::Limits;
use super::sheet::Workbook;
use super::{csv, ods, xls, xlsb, xlsx};
use crate::diagnostic::Diagnostics;
use crate::door;
use crate::journal::{self, Work};

/// What a file is by its first bytes, or else by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Zip,
    Compound,
    Csv,
}

/// Reads a workbook of any kind; what cannot be read is reported and gives none.
///
/// `shown` is the file as the user knows it.
pub fn workbook(
    path: &Path,
    shown: &str,
    limits: &Limits,
    out: &mut Diagnostics,
) -> Option<Workbook> {
    let _doing = journal::begun(Work::Read, path, shown, out)?;
    match guarded(|| read(path, &shown.into(), limits, out)) {
        Ok(workbook) => Some(workbook),
        Err(fault) => {
            fault.report(shown, out);
            None
        }
    }
}

fn read(
    path: &Path,
    shown: &Arc<str>,
    limits: &Limits,
    out: &mut Diagnostics,
) -> Result<Workbook, Fault> {
    let size = size(path)?;
    if size > limits.file {
        let (size, limit) = (size >> 20, limits.file >> 20);
        return Err(Fault::too_large(format!(
            "it takes {size} MB, and the limit is {limit} MB"
        )));
    }
    let mut budget = Budget::new(limits);
    match kind(path)? {
        Kind::Zip => zipped(path, shown, &mut budget),
        Kind::Compound => xls::read(&bytes(path, limits)?, shown, &mut budget, out),
        Kind::Csv => {
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            csv::read(&bytes(path, limits)?, &name, shown, &mut budget, out)
        }
    }
}

/// Reads one of the kinds that are zip files.
fn zipped(path: &Path, shown: &Arc<str>, budget: &mut Budget) -> Result<Workbook, Fault> {
    let mut archive = Archive::open(path, &budget.limits)?;
    if ods::is_ods(&mut archive) {
        ods::read(&mut archive, shown, budget)
    } else if xlsx::is_xlsx(&mut archive) {
        xlsx::read(&mut archive, shown, budget)
    } else if xlsb::is_xlsb(&mut archive) {
        xlsb::read(&mut archive, shown, budget)
    } else {
        Err(Fault::Unknown(
            "it is a zip file without a workbook in it".to_owned(),
        ))
    }
}

/// Returns a file's size.
fn size(path: &Path) -> Result<u64, Fault> {
    let about = door::open(path).and_then(|file| file.metadata());
    Ok(about
        .map_err(|error| Fault::Unreadable(reason(&error)))?
        .len())
}

/// Returns why a file cannot be opened, in the words an officer would use.
fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "you may not open it".to_owned(),
        _ => error.to_string(),
    }
}

fn bytes(path: &Path, limits: &Limits) -> Result<Vec<u8>, Fault> {
    door::bytes(path, limits.file).map_err(|error| Fault::Unreadable(reason(&error)))
}

fn kind(path: &Path) -> Result<Kind, Fault> {
    let unreadable = |error: std::io::Error| Fault::Unreadable(reason(&error));
    let mut head = Vec::new();
    door::open(path)
        .map_err(unreadable)?
        .take(512)
        .read_to_end(&mut head)
        .map_err(unreadable)?;
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Ok(Kind::Zip);
    }
    if head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
        return Ok(Kind::Compound);
    }
    by_name(path, &head)
}

/// Tells the kind of a file whose first bytes are none of a workbook's.
fn by_name(path: &Path, head: &[u8]) -> Result<Kind, Fault> {
    let ending = path
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_ascii_lowercase();
    match ending.as_str() {
        "csv" | "tsv" | "txt" => Ok(Kind::Csv),
        _ if head.trim_ascii_start().starts_with(b"<") => Err(Fault::Unknown(
            "it is a web page or XML, whatever its name says".to_owned(),
        )),
        _ if head.starts_with(b"%PDF") => Err(Fault::Unknown("it is a PDF".to_owned())),
        "xlsx" | "xlsm" | "xlsb" | "ods" | "xls" if head.is_empty() => {
            Err(Fault::broken("it is empty"))
        }
        "xlsx" | "xlsm" | "xlsb" | "ods" => {
            Err(Fault::broken("it does not begin as a workbook does"))
        }
        "xls" => Err(Fault::Unknown(
            "it is older than Excel 97, or no workbook at all".to_owned(),
        )),
        _ => Err(Fault::Unknown(format!("its name ends in `.{ending}`"))),
    }
}

#[cfg(test)]
mod tests {
    use super::super::packed::{opened, packed, read, xlsx};
    use super::*;
    use crate::diagnostic::Code;

    fn code(name: &str, bytes: &[u8]) -> Option<Code> {
        let (workbook, problems) = opened(name, bytes);
        assert!(workbook.is_none() || problems.is_empty());
        problems.first().copied()
    }

    #[test]
    fn content_tells_the_kind_before_the_name_does() {
        let workbook = xlsx("<sheetData/>", "", "");
        assert_eq!(code("tracker.csv", &workbook), None);
        assert_eq!(code("tracker", &workbook), None);
        assert_eq!(code("tracker.csv", b"No,Update\n1,x\n"), None);
        assert_eq!(
            code("tracker.xlsx", b"No,Update\n1,x\n"),
            Some(Code::WorkbookBroken)
        );
        assert_eq!(
            code("tracker.xls", b"<html><table>"),
            Some(Code::FormatUnknown)
        );
        assert_eq!(
            code("tracker.pages", b"%PDF-1.7"),
            Some(Code::FormatUnknown)
        );
        assert_eq!(
            code(
                "tracker.xlsx",
                &packed(&[("word/document.xml", "<w/>".to_owned())])
            ),
            Some(Code::FormatUnknown)
        );
    }

    #[test]
    fn damage_is_told_from_absence_and_size() {
        let workbook = xlsx("<sheetData/>", "", "");
        assert_eq!(
            code("tracker.xlsx", &workbook[..workbook.len() / 2]),
            Some(Code::WorkbookBroken)
        );
        assert_eq!(code("tracker.xlsx", b""), Some(Code::WorkbookBroken));
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(
            read(folder.path(), &Limits::default()).1,
            [Code::FileUnreadable]
        );
        assert_eq!(
            read(&folder.path().join("none.xlsx"), &Limits::default()).1,
            [Code::FileUnreadable]
        );
        let path = folder.path().join("tracker.xlsx");
        std::fs::write(&path, &workbook).expect("a file");
        assert_eq!(
            read(
                &path,
                &Limits {
                    file: 100,
                    ..Limits::default()
                }
            )
            .1,
            [Code::TooLarge]
        );
        assert_eq!(
            read(
                &path,
                &Limits {
                    inflated: 100,
                    ..Limits::default()
                }
            )
            .1,
            [Code::TooLarge]
        );
    }
}
