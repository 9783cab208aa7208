//! Two papers set beside each other, whether or not the newer one names the older.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::compile::Task;
use crate::diagnostic::{Code, Diagnostics, Severity};
use crate::load::Library;
use crate::model::{Comparison, Kind, Origin, Paper, PaperFormat};
use crate::toml_text::quoted;
use crate::{render, validate, write};

use super::reader::Reader;
use super::{Office, formats};

/// Two papers set beside each other.
pub struct Compared {
    /// The paper that names them both.
    paper: Paper,
    /// The older paper.
    pub old: Arc<Paper>,
    /// The newer paper.
    pub new: Arc<Paper>,
    /// What became of the lines of the older one.
    pub comparison: Comparison,
}

/// Reads two papers of one kind and sets them beside each other; what is wrong is reported.
///
/// `file` is where a paper of it would be written: its links lead on from there.
pub fn compare(
    office: &Office,
    (old, new): (&Path, &Path),
    file: Option<&Path>,
    out: &mut Diagnostics,
) -> Option<Compared> {
    let (kind, newer, older) = comparing_kind(&office.library, out)?;
    let named = |path: &Path| quoted(&path.display().to_string());
    let text = format!(
        "document = {}\n{older} = {}\n{newer} = {}\n",
        quoted(&kind.name),
        named(old),
        named(new)
    );
    let place = place(office, file);
    let mut problems = Diagnostics::default();
    let paper = Reader::new(office).read_text(&place, &text, &mut problems);
    // The lines that name the papers stand in no file: what is said of them is said of the newer paper.
    for problem in problems.iter_mut() {
        let own = |origin: &Origin| origin.path() == office.shown(&place);
        if problem.origin.as_ref().is_some_and(own) {
            problem.origin = Some(Origin::file(office.shown(new)));
        }
    }
    // What else may be odd in either paper is told where it is checked or built.
    problems.retain(|problem| match problem.severity {
        Severity::Error => true,
        Severity::Warning => (Code::PaperCircle..=Code::Renumbered).contains(&problem.code),
        Severity::Note | Severity::Off => false,
    });
    let failed = problems.has_errors();
    out.append(problems);
    let paper = paper.filter(|_| !failed)?;
    let named = |name: &String| paper.fields.get(name)?.value.papers().first().cloned();
    let (old, new) = (named(&older)?, named(&newer)?);
    let comparison = new.past.get(&older)?.clone();
    Some(Compared {
        paper,
        old,
        new,
        comparison,
    })
}

impl Compared {
    /// Makes a paper of its own of the comparison, and writes it to a file.
    pub fn write(
        &self,
        office: &Office,
        (file, format): (&Path, PaperFormat),
        out: &mut Diagnostics,
    ) -> Option<String> {
        let sources = render::render(&self.paper, &office.library, out)?;
        if out.has_errors() {
            return None;
        }
        let shown = office.shown(file);
        let task = Task {
            entry: &sources.entry,
            model: &sources.model,
            images: &[],
            date: sources.date,
            paper: &shown,
            standards: &office.standards,
        };
        let made = formats::make(&office.shared, &task, &[format], out)?;
        let bytes = made.into_iter().next()?.bytes;
        let folder = file.parent().unwrap_or(Path::new("."));
        write::bound(folder, &office.root.join("data"));
        write::replace(file, &bytes, &shown, out).then_some(shown)
    }
}

/// Finds the kind of document that sets papers against each other, and its fields for the newer and the older one.
fn comparing_kind(library: &Library, out: &mut Diagnostics) -> Option<(Kind, String, String)> {
    let mut unread = Diagnostics::default();
    let place = Origin::file("templates");
    let found = library.kinds().find_map(|name| {
        let kind = validate::kind(library, name, &place, &mut unread)?;
        let mut fields = kind.fields.iter();
        let (newer, older) =
            fields.find_map(|(name, field)| Some((name.clone(), field.against.clone()?)))?;
        Some((kind, newer, older))
    });
    if found.is_none() {
        out.add(Code::KindUnknown, None, "no document compares two papers")
            .hint("a field of its description says so: `against = \"…\"`");
    }
    found
}

/// Returns the file that such a paper would stand in: below `data` as its output lies below `output`.
fn place(office: &Office, file: Option<&Path>) -> PathBuf {
    let file = file.unwrap_or(Path::new("comparison"));
    let below = file.strip_prefix(office.root.join("output"));
    let name = below.unwrap_or_else(|_| Path::new(file.file_name().unwrap_or_default()));
    office.root.join("data").join(name).with_extension("toml")
}
