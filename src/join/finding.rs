//! What was found in a PDF that came from elsewhere.

use serde::{Deserialize, Serialize};

/// Something that was removed from a PDF, changed in it, or that a person should look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Finding {
    /// What it is.
    pub what: What,
    /// On which pages, counted from 1 in the PDF itself; empty where it belongs to no page.
    pub pages: Vec<usize>,
    /// How many there are.
    pub count: usize,
}

/// Kinds of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    // Removed, because a pack must not act.
    /// Scripts.
    Scripts,
    /// Actions that start programs or open other files.
    Launches,
    /// Actions that send or fetch data, and other actions that are not plain links.
    Submissions,
    /// Files embedded in it or attached to its pages.
    EmbeddedFiles,
    /// A form in XFA.
    Xfa,
    /// References to streams or pages in other files.
    ExternalReferences,
    /// Sound, films and 3D.
    Media,
    /// Digital signatures: they cannot hold for a pack.
    Signatures,
    /// Protection against changing or copying: a pack is not encrypted.
    Protection,
    // Changed, so that it stays as it was shown.
    /// Form fields that became part of the page with their values.
    FieldsFlattened,
    /// Comments and drawings that were kept as they were shown.
    AnnotationsFlattened,
    /// Pages that were made a little smaller, so that stamps have room.
    PagesScaled,
    /// Links that led to nothing any more.
    LinksRemoved,
    /// Links to papers that are not for the readers of the pack, which were taken out.
    LinksWithheld,
    // For a person to look at.
    /// Text that lies under boxes: a redaction that hides nothing.
    FailedRedactions,
    /// Places marked for redaction whose text is still there.
    RedactionsPending,
    /// Comments of those who worked on it.
    Comments,
    /// Layers that are not shown.
    HiddenLayers,
    /// Words on the page that nobody can see there.
    HiddenText,
    /// Pages that could not be looked at to their end.
    NotLookedAt,
    /// Parts whose data are damaged, and that show nothing.
    Unreadable,
    /// Fields with a value that no appearance shows.
    ValuesNotShown,
    /// Pages without any text, such as scans.
    PagesWithoutText,
    // What keeps it from being accessible.
    /// It has no tags.
    NotTagged,
    /// Figures without words in place of them.
    FiguresWithoutAlt,
    /// It names no language.
    NoLanguage,
    /// It does not claim PDF/UA-1.
    NotUa,
    /// It does not claim PDF/A-2.
    NotArchival,
    /// Fonts that are not embedded.
    FontsMissing,
}
