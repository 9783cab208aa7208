//! The typesetter's world: a few virtual files under fixed names.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use serde::Deserialize;
use typst::diag::{FileError, FileResult, PackageError};
use typst::foundations::{Bytes, Datetime, Dict, Duration, Smart, Str, Value};
use typst::layout::Dir;
use typst::syntax::{FileId, RootedPath, Source, Span, SpanKind, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook, Lang, TextElem};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

use crate::model::Date;

use super::plain::is_plain;
use super::seat::seat;
use super::{Fonts, Task};

/// A template, parsed when a paper first asks for it: a run needs few of them.
struct Template {
    text: String,
    parsed: OnceLock<Source>,
}

impl Template {
    fn source(&self, id: FileId) -> Source {
        let parse = || Source::new(id, self.text.clone());
        self.parsed.get_or_init(parse).clone()
    }
}

/// What all papers share: the standard library for each sort of them, the fonts, the templates.
pub struct Shared {
    paged: OnceLock<LazyHash<Library>>,
    plain: OnceLock<LazyHash<Library>>,
    html: OnceLock<LazyHash<Library>>,
    pub(super) fonts: Arc<Fonts>,
    templates: HashMap<FileId, Template>,
    names: HashMap<FileId, String>,
    /// Whether a template is the office's own, which may make any text.
    has_own: bool,
    main: FileId,
    model: FileId,
}

impl Shared {
    /// Takes the templates: path below the root, text, and name in messages; `has_own` is whether any of them is the office's own.
    pub fn new<'a>(
        templates: impl Iterator<Item = (&'a str, &'a str, &'a str)>,
        has_own: bool,
        fonts: Arc<Fonts>,
    ) -> Self {
        let (mut sources, mut names) = (HashMap::new(), HashMap::new());
        for (path, text, shown) in templates {
            let Some(id) = file_id(path) else { continue };
            let template = Template {
                text: text.to_owned(),
                parsed: OnceLock::new(),
            };
            sources.insert(id, template);
            names.insert(id, shown.to_owned());
        }
        let fixed = |path| file_id(path).expect("a plain path");
        let (main, model) = (fixed("main.typ"), fixed("model.json"));
        names.insert(main, "main.typ".to_owned());
        names.insert(model, "model.json".to_owned());
        Self {
            paged: OnceLock::new(),
            plain: OnceLock::new(),
            html: OnceLock::new(),
            fonts,
            templates: sources,
            names,
            has_own,
            main,
            model,
        }
    }

    /// Returns whether these are the fonts it has.
    pub fn has(&self, fonts: &Arc<Fonts>) -> bool {
        Arc::ptr_eq(&self.fonts, fonts)
    }

    /// Returns a file's name in messages.
    pub(super) fn name(&self, id: FileId) -> String {
        self.names
            .get(&id)
            .cloned()
            .unwrap_or_else(|| id.vpath().get_with_slash().to_owned())
    }

    /// Returns the line of a span in a template, from 1.
    pub(super) fn line(&self, span: Span) -> Option<u32> {
        let id = span.id()?;
        let source = self.templates.get(&id)?.source(id);
        let SpanKind::Number { num, .. } = span.get() else {
            return None;
        };
        let start = source.range(num, None)?.start;
        let line = source.lines().byte_to_line(start)?;
        u32::try_from(line + 1).ok()
    }
}

/// One paper's world.
pub(super) struct PaperWorld<'a> {
    pub shared: &'a Shared,
    library: &'a LazyHash<Library>,
    main: Source,
    model: Bytes,
    images: HashMap<FileId, Bytes>,
    today: Option<Datetime>,
    /// Whether all its texts are plain.
    is_plain: bool,
    /// Whose fonts it has, whichever threads set parts of it: the same font of two seats is two fonts.
    seat: usize,
}

impl<'a> PaperWorld<'a> {
    /// Opens a world whose papers are set on pages.
    pub fn paged(shared: &'a Shared, task: &Task<'_>) -> Self {
        let is_plain = !shared.has_own && has_plain_texts(task);
        let library = if is_plain && !shared.fonts.have_own() && goes_left_to_right(task.model) {
            shared.plain.get_or_init(|| LazyHash::new(plain_library()))
        } else {
            let library = || LazyHash::new(Library::default());
            shared.paged.get_or_init(library)
        };
        Self::new(shared, library, is_plain, task)
    }

    /// Opens a world whose papers become HTML.
    pub fn for_html(shared: &'a Shared, task: &Task<'_>) -> Self {
        let library = || LazyHash::new(html_library());
        Self::new(shared, shared.html.get_or_init(library), false, task)
    }

    fn new(
        shared: &'a Shared,
        library: &'a LazyHash<Library>,
        is_plain: bool,
        task: &Task<'_>,
    ) -> Self {
        Self {
            shared,
            library,
            main: Source::new(shared.main, task.entry.to_owned()),
            model: Bytes::from_string(task.model.to_owned()),
            images: images(task),
            today: datetime(task.date),
            is_plain,
            seat: seat(),
        }
    }
}

impl World for PaperWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.shared.fonts.book()
    }

    fn main(&self) -> FileId {
        self.shared.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.shared.main {
            return Ok(self.main.clone());
        }
        self.shared
            .templates
            .get(&id)
            .map(|template| template.source(id))
            .ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.shared.model {
            return Ok(self.model.clone());
        }
        match self.images.get(&id) {
            Some(image) => Ok(image.clone()),
            None => self.source(id).map(Bytes::from_string),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        let fonts = &self.shared.fonts;
        let font = if self.is_plain {
            fonts.plain_font(index, self.seat)
        } else {
            fonts.font(index)
        };
        font.cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        self.today
    }
}

/// The library that `templates/target.typ` knows by its input. It never changes: all that is remembered hangs on it.
fn html_library() -> Library {
    let target = (Str::from("target"), Value::Str("html".into()));
    Library::builder()
        .with_inputs(Dict::from_iter([target]))
        .with_features([Feature::Html].into_iter().collect())
        .build()
}

/// The library of plain papers, which are in Latin letters throughout: the typesetter need not look for the script of each letter,
/// nor for Chinese beside it. What comes of it is the same with the fonts inside the program, from left to right: others may have
/// rules for Latin that they do not have for texts without letters, and from right to left signs alone are no Latin text.
fn plain_library() -> Library {
    let mut library = Library::default();
    let latin = "latn".parse().expect("a script (ISO 15924)");
    library.styles.set(TextElem::script, Smart::Custom(latin));
    library
        .styles
        .set(TextElem::cjk_latin_spacing, Smart::Custom(None));
    library
}

/// Returns whether the language of a model is written from left to right.
fn goes_left_to_right(model: &str) -> bool {
    #[derive(Deserialize)]
    struct Model {
        language: String,
    }
    let model = serde_json::from_str(model);
    let language = model.map(|Model { language }| language.parse::<Lang>());
    matches!(language, Ok(Ok(language)) if language.dir() == Dir::LTR)
}

/// Returns whether all that is not in the templates is plain; drawings (SVG) may have texts too.
fn has_plain_texts(task: &Task<'_>) -> bool {
    let mut images = task.images.iter();
    images.all(|(name, _)| !name.ends_with(".svg")) && is_plain(task.entry) && is_plain(task.model)
}

fn images(task: &Task<'_>) -> HashMap<FileId, Bytes> {
    let images = task.images.iter();
    images
        .filter_map(|(name, bytes)| Some((file_id(name)?, Bytes::new(bytes.to_vec()))))
        .collect()
}

pub(super) fn datetime(date: Date) -> Option<Datetime> {
    Datetime::from_ymd(date.year, date.month, date.day)
}

fn not_found(id: FileId) -> FileError {
    match id.root() {
        VirtualRoot::Package(package) => PackageError::NotFound(package.clone()).into(),
        VirtualRoot::Project => FileError::NotFound(id.vpath().get_with_slash().into()),
    }
}

fn file_id(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(format!("/{path}")).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_languages_from_left_to_right_have_plain_papers() {
        for (model, goes) in [
            (
                r#"{"fields":{"language":"ar"},"language":"en","region":"GB"}"#,
                true,
            ),
            (r#"{"language":"cy"}"#, true),
            (r#"{"language":"ar"}"#, false),
            (r#"{"language":"he"}"#, false),
            ("{}", false),
        ] {
            assert_eq!(goes_left_to_right(model), goes, "{model}");
        }
    }
}
