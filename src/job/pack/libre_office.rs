//! LibreOffice, where it is installed: documents become tagged PDFs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, OnceLock};
use std::time::{Duration, Instant};

use crate::interrupt::undoing;
use crate::job::hash::hash;
use crate::worker::unlimited;

use super::workroom::Workroom;

/// Longer than any paper takes; a document that asks for something would wait for ever.
const LONGEST: Duration = Duration::from_secs(120);
const PAUSE: Duration = Duration::from_millis(20);

/// Where it is installed when it is not on the path.
const PLACES: [&str; 7] = [
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
];
/// Where its parts are listed, from the folder of the program.
const REGISTRIES: [&str; 2] = ["../share/registry", "../Resources/registry"];
const NAMES: [&str; 4] = ["soffice", "libreoffice", "soffice.com", "soffice.exe"];

/// What a new user's settings say: no macros, no fetching of what a document links to, no questions.
const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>1</value></prop></item>
</oor:items>
"#;

/// LibreOffice.
pub struct LibreOffice {
    program: PathBuf,
    /// Tells versions apart without starting it.
    pub version: String,
}

/// Why a document could not be made a PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// It took too long.
    TooLong,
    /// LibreOffice could not be started, or no folder made for it.
    NotStarted,
    /// It gave no PDF.
    NoPdf,
    /// The part that opens such documents is not installed.
    Missing(Part),
}

/// A program of LibreOffice, by what it can open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Texts.
    Writer,
    /// Spreadsheets.
    Calc,
    /// Slides.
    Impress,
}

impl Part {
    /// Tells which part opens files of an ending.
    pub fn of(ending: &str) -> Option<Self> {
        match ending {
            "docx" | "doc" | "odt" | "rtf" => Some(Self::Writer),
            "xlsx" | "xls" | "ods" => Some(Self::Calc),
            "pptx" | "ppt" | "odp" => Some(Self::Impress),
            _ => None,
        }
    }

    fn registered(self) -> &'static str {
        match self {
            Self::Writer => "writer.xcd",
            Self::Calc => "calc.xcd",
            Self::Impress => "impress.xcd",
        }
    }

    fn filter(self) -> &'static str {
        match self {
            Self::Writer => "writer_pdf_Export",
            Self::Calc => "calc_pdf_Export",
            Self::Impress => "impress_pdf_Export",
        }
    }
}

/// Returns where LibreOffice really lies, if it is installed.
pub fn program() -> Option<PathBuf> {
    libre_office()?.program.canonicalize().ok()
}

/// Returns LibreOffice, if it is installed; it is looked for once.
pub fn libre_office() -> Option<&'static LibreOffice> {
    static FOUND: OnceLock<Option<LibreOffice>> = OnceLock::new();
    FOUND.get_or_init(find).as_ref()
}

fn find() -> Option<LibreOffice> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = std::env::split_paths(&path)
        .flat_map(|folder| NAMES.map(|name| folder.join(name)))
        .collect::<Vec<_>>();
    let places = PLACES.iter().map(PathBuf::from);
    let program = on_path
        .into_iter()
        .filter(|file| file.is_absolute())
        .chain(places)
        .find(|file| file.is_file())?;
    let version = version(&program);
    Some(LibreOffice { program, version })
}

/// Starting it only to ask takes a second: its own folder says which build it is, or else its size and time.
fn version(program: &Path) -> String {
    let real = program.canonicalize().unwrap_or_else(|_| program.into());
    let beside = real.parent().map(Path::to_owned).unwrap_or_default();
    let names = ["versionrc", "version.ini", "../Resources/versionrc"];
    let told = names
        .iter()
        .find_map(|name| fs::read(beside.join(name)).ok());
    hash(&told.unwrap_or_else(|| {
        let about = real.metadata().ok();
        let size = about.as_ref().map(fs::Metadata::len);
        let time = about.and_then(|about| about.modified().ok());
        format!("{real:?} {size:?} {time:?}").into_bytes()
    }))
}

impl LibreOffice {
    /// Makes a document a PDF, in a folder of its own that goes away with all that was in it.
    ///
    /// # Errors
    ///
    /// Why there is none.
    pub fn convert(&self, bytes: &[u8], ending: &str, part: Part) -> Result<Vec<u8>, Failure> {
        // One at a time: each takes several hundred megabytes.
        static ONE: Mutex<()> = Mutex::new(());
        let _one = ONE
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let folder = Workroom::new().map_err(|_| Failure::NotStarted)?;
        let document = folder.path().join(format!("paper.{ending}"));
        prepare(folder.path(), &document, bytes).map_err(|_| Failure::NotStarted)?;
        self.run(folder.path(), &document, part)?;
        let pdf = crate::door::bytes(folder.path().join("out/paper.pdf"), crate::door::LARGEST)
            .map_err(|_| self.none(part))?;
        (!pdf.is_empty())
            .then_some(pdf)
            .ok_or_else(|| self.none(part))
    }

    /// Tells why there is no PDF: systems install each part by itself, and LibreOffice says nothing sensible without one.
    fn none(&self, part: Part) -> Failure {
        let real = self.program.canonicalize();
        let real = real.unwrap_or_else(|_| self.program.clone());
        let beside = real.parent().unwrap_or(Path::new("."));
        let mut lists = REGISTRIES.iter().map(|name| beside.join(name));
        let list = lists.find(|list| list.join("main.xcd").is_file());
        match list.is_some_and(|list| !list.join(part.registered()).is_file()) {
            true => Failure::Missing(part),
            false => Failure::NoPdf,
        }
    }

    fn run(&self, folder: &Path, document: &Path, part: Part) -> Result<(), Failure> {
        let mut command = Command::new(&self.program);
        command
            .arg(format!(
                "-env:UserInstallation={}",
                address(&folder.join("user"))
            ))
            .args([
                "--headless",
                "--norestore",
                "--nolockcheck",
                "--nodefault",
                "--nologo",
            ])
            .arg("--convert-to")
            .arg(format!("pdf:{}:{OPTIONS}", part.filter()))
            .arg("--outdir")
            .arg(folder.join("out"))
            .arg(document)
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let end_it = |child: &Child| {
            let id = child.id();
            move || end(id)
        };
        let started = undoing(|| unlimited(|| command.spawn()), end_it);
        let (mut child, _undoing) = started.map_err(|_| Failure::NotStarted)?;
        let started = Instant::now();
        while started.elapsed() < LONGEST {
            match child.try_wait() {
                Ok(None) => std::thread::sleep(PAUSE),
                Ok(Some(_)) => return Ok(()),
                Err(_) => break,
            }
        }
        end(child.id());
        let _ = child.wait();
        Err(Failure::TooLong)
    }
}

/// Tagged as PDF/UA-1 and PDF/A-2b ask, with bookmarks; the same names hold for texts, spreadsheets and slides.
const OPTIONS: &str = r#"{"UseTaggedPDF":{"type":"boolean","value":"true"},"PDFUACompliance":{"type":"boolean","value":"true"},"SelectPdfVersion":{"type":"long","value":"2"},"ExportBookmarks":{"type":"boolean","value":"true"},"ExportNotes":{"type":"boolean","value":"false"},"ExportFormFields":{"type":"boolean","value":"false"}}"#;

fn prepare(folder: &Path, document: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let user = folder.join("user/user");
    fs::create_dir_all(&user)?;
    fs::create_dir_all(folder.join("out"))?;
    fs::write(user.join("registrymodifications.xcu"), SETTINGS)?;
    fs::write(document, bytes)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // The folder keeps others out already; what lies in it should not depend on that.
        fs::set_permissions(document, fs::Permissions::from_mode(0o600))?;
    }
    Ok(())
}

/// Returns a folder as LibreOffice takes it: an address.
fn address(folder: &Path) -> String {
    let path = folder.display().to_string().replace('\\', "/");
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/:".contains(c);
    let escaped = path.chars().map(|c| match plain(c) {
        true => c.to_string(),
        false => {
            let mut bytes = [0; 4];
            let bytes = c.encode_utf8(&mut bytes).bytes();
            bytes.map(|byte| format!("%{byte:02X}")).collect()
        }
    });
    let path: String = escaped.collect();
    format!(
        "file://{}{path}",
        if path.starts_with('/') { "" } else { "/" }
    )
}

/// Ends a program and all it has started.
fn end(id: u32) {
    let mut command = if cfg!(windows) {
        let mut command = Command::new("taskkill");
        command.args(["/T", "/F", "/PID", &id.to_string()]);
        command
    } else {
        let mut command = Command::new("sh");
        command.args(["-c", &format!("kill -s KILL -- -{id}")]);
        command
    };
    let _ = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_told_as_addresses() {
        assert_eq!(address(Path::new("/tmp/a b")), "file:///tmp/a%20b");
        assert_eq!(
            address(Path::new(r"C:\Users\Zoë")),
            "file:///C:/Users/Zo%C3%AB"
        );
    }
}
