//! Where the papers of a tracker go, and where the tracker itself stays.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostics};
use crate::door;
use crate::model::{Origin, Quarter};

use super::super::Making;
use super::super::Office;
use super::super::papers::tidy;
use super::Adoption;
use super::workbook::slashed;
use crate::job::way::{folder, way};
use crate::write::fault_anywhere;

/// Returns where something is to be written, from the office's folder; a place outside its `data`, or a name that not every
/// system takes, is reported.
pub fn below_data(office: &Office, output: &Path, out: &mut Diagnostics) -> Option<PathBuf> {
    let whole = tidy(&std::env::current_dir().unwrap_or_default().join(output));
    let real = office.root.canonicalize();
    let roots = [Some(tidy(&office.root)), real.ok()];
    let mut below = roots
        .iter()
        .flatten()
        .filter_map(|root| whole.strip_prefix(root).ok());
    let below = below.find(|below| below.starts_with("data"));
    let fault = match below {
        None => Some("is not below the office's `data`"),
        Some(below) => fault_anywhere(&slashed(below)),
    };
    let Some(fault) = fault else {
        return below.map(Path::to_owned);
    };
    let shown = output.display().to_string();
    let message = format!("`{shown}` {fault}");
    out.add(Code::NotWritten, Origin::file(shown.as_str()), message)
        .hint("name a file such as `data/2026-27/q1/theme-3.toml`");
    None
}

/// The places of a tracker and its papers.
pub struct Places<'a> {
    office: &'a Office,
    /// The tracker.
    pub file: PathBuf,
    /// The tracker, told from the office's folder, where it lies in it.
    inside: Option<PathBuf>,
    /// The tracker's name without its ending.
    pub stem: String,
    /// Where the paper is to go.
    output: Option<PathBuf>,
    /// Whether there is one paper.
    single: bool,
}

impl<'a> Places<'a> {
    /// Takes a tracker's path and what is asked.
    pub fn new(office: &'a Office, file: &Path, asked: &Adoption, papers: usize) -> Self {
        let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let root = real(&office.root);
        let name = file.file_stem().unwrap_or_default();
        Self {
            office,
            file: file.to_owned(),
            inside: real(file).strip_prefix(&root).ok().map(Path::to_owned),
            stem: name.to_string_lossy().into_owned(),
            output: asked.output.clone(),
            single: papers == 1,
        }
    }

    /// Returns where a paper goes, told from the office's folder: where it is asked for, beside the tracker, or in its quarter.
    pub fn paper(
        &self,
        name: &str,
        quarter: Option<Quarter>,
        out: &mut Diagnostics,
    ) -> Option<String> {
        let Some(output) = &self.output else {
            let folder = match (&self.inside, quarter) {
                (Some(inside), _) if inside.starts_with("data") => {
                    inside.parent().unwrap_or(inside).to_owned()
                }
                (_, Some(quarter)) => {
                    PathBuf::from(format!("data/{}/q{}", quarter.year, quarter.number))
                }
                _ => PathBuf::from("data"),
            };
            return Some(slashed(&folder.join(format!("{name}.toml"))));
        };
        let below = below_data(self.office, output, out)?;
        let is_file = below.extension().is_some_and(|ending| ending == "toml");
        Some(slashed(&match (is_file, self.single) {
            (true, true) => below.clone(),
            (true, false) => below.with_file_name(format!("{name}.toml")),
            (false, _) => below.join(format!("{name}.toml")),
        }))
    }

    /// Says that the file which was asked for names none of several papers.
    pub fn unnamed(&self) -> Option<String> {
        let output = self.output.as_ref().filter(|_| !self.single)?;
        let is_file = output.extension().is_some_and(|ending| ending == "toml");
        is_file.then(|| {
            format!(
                "`{}` could be the name of one paper, and there are several: each has a name of its own, in that folder",
                output.display()
            )
        })
    }

    /// Returns how a paper names the tracker: from its own folder.
    pub fn workbook_from(&self, paper: &str) -> String {
        let name = self.file.file_name().unwrap_or_default();
        match &self.inside {
            Some(inside) => way(folder(paper), &slashed(inside)),
            None => name.to_string_lossy().into_owned(),
        }
    }

    /// Puts a copy of a tracker that lies outside the office beside a paper; it stays where it is.
    pub fn copy(&self, paper: &str, making: &mut Making) {
        if self.inside.is_some() {
            return;
        }
        let folder = Path::new(paper).parent().unwrap_or(Path::new(""));
        let shown = slashed(&folder.join(self.file.file_name().unwrap_or_default()));
        if making.files().iter().all(|made| made.shown != shown)
            && let Ok(bytes) = door::bytes(&self.file, door::LARGEST)
        {
            making.add(shown, bytes);
        }
    }
}
