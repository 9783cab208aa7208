//! What was found in a paper, in words that a clerk understands at once.

use crate::join::{Finding, What};

/// What a finding asks of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    /// Somebody must look before the pack is published.
    Person,
    /// It was taken out.
    Removed,
    /// It was changed so that it looks as it did.
    Changed,
    /// It keeps people or archives out.
    Access,
}

/// How a finding is told.
pub(super) struct Words {
    pub weight: Weight,
    /// One of them, as a sentence without its end.
    pub one: &'static str,
    /// Several of them, with `{count}`.
    pub several: &'static str,
    /// What the clerk can do, as a sentence; empty where there is nothing to do.
    pub advice: &'static str,
}

/// Returns how a finding is told.
#[rustfmt::skip]
pub(super) fn words(what: What) -> Words {
    use Weight::{Access, Changed, Person, Removed};
    let (weight, one, several, advice) = match what {
        What::Scripts => (Removed,
            "a script, which could have acted when the paper was opened",
            "{count} scripts, which could have acted when the paper was opened",
            ""),
        What::Launches => (Removed,
            "a link or button that starts a program or opens another file",
            "{count} links or buttons that start programs or open other files",
            ""),
        What::Submissions => (Removed,
            "a button or action that sends or fetches data",
            "{count} buttons or actions that send or fetch data",
            ""),
        What::EmbeddedFiles => (Removed,
            "an attached file",
            "{count} attached files",
            "If members need what was attached, add it to the item as an appendix."),
        What::Xfa => (Removed,
            "a form of an old kind (XFA) that most programs cannot show",
            "{count} forms of an old kind (XFA) that most programs cannot show",
            "Check that the pages show what was filled in."),
        What::ExternalReferences => (Removed,
            "a reference to something outside the file",
            "{count} references to something outside the file",
            "Check that nothing is missing from the pages."),
        What::Media => (Removed,
            "a sound, film or 3D model",
            "{count} sounds, films or 3D models",
            ""),
        What::Signatures => (Removed,
            "a digital signature",
            "{count} digital signatures",
            "A signature cannot hold inside a pack. Keep the signed original."),
        What::Protection => (Removed,
            "its protection against changing or copying: a pack can be opened by everyone who has it",
            "its protection against changing or copying: a pack can be opened by everyone who has it",
            ""),
        What::FieldsFlattened => (Changed,
            "a form field became part of its page, with what was filled in",
            "{count} form fields became part of their pages, with what was filled in",
            ""),
        What::AnnotationsFlattened => (Changed,
            "a comment or drawing became part of its page, as it looked",
            "{count} comments or drawings became part of their pages, as they looked",
            ""),
        What::PagesScaled => (Changed,
            "a page was made a little smaller, so that the page number has room",
            "{count} pages were made a little smaller, so that the page numbers have room",
            ""),
        What::LinksRemoved => (Changed,
            "a link that led nowhere was taken out; its words are still there",
            "{count} links that led nowhere were taken out; their words are still there",
            ""),
        What::LinksWithheld => (Person,
            "a link to an exempt paper was taken out; its words are still there",
            "{count} links to exempt papers were taken out; their words are still there",
            "Check that the words around it give nothing away."),
        What::FailedRedactions => (Person,
            "text can be read under boxes that were drawn over it",
            "text can be read under boxes that were drawn over it",
            "Do not publish it like this. A box over words does not remove them: anyone can copy them from the file. Ask the author to delete the words in the original and to send a new PDF."),
        What::RedactionsPending => (Person,
            "a place is marked for redaction, but the words are still there",
            "{count} places are marked for redaction, but the words are still there",
            "Do not publish it like this. Ask the author to apply the redactions and to send a new PDF."),
        What::Comments => (Person,
            "a comment of somebody who worked on it can be read",
            "{count} comments of people who worked on it can be read",
            "If they are not meant for readers, ask for a copy without comments."),
        What::HiddenLayers => (Person,
            "a part of the drawing is switched off, but may still be in the file",
            "{count} parts of the drawing are switched off, but may still be in the file",
            "If nobody is meant to see it, ask for a copy without the hidden layers."),
        What::HiddenText => (Person,
            "words that cannot be seen on the page can be read and copied",
            "words that cannot be seen on the page can be read and copied",
            "Copy all text of the page into an empty document and read it. If it holds what is not meant for readers, ask for a new PDF without it."),
        What::NotLookedAt => (Person,
            "a page takes too long to be looked at: nothing is known of words under boxes on it",
            "{count} pages take too long to be looked at: nothing is known of words under boxes on them",
            "If anything was redacted in it, ask the author whether the words are gone."),
        What::Unreadable => (Person,
            "a part of it is damaged and shows nothing",
            "{count} parts of it are damaged and show nothing",
            "Check that the pages say all they should. If not, ask for a new PDF."),
        What::ValuesNotShown => (Person,
            "a form field was filled in with something that its page does not show",
            "{count} form fields were filled in with something that their pages do not show",
            "Check that the pages say what they should. If not, ask for the form as a printed PDF."),
        What::PagesWithoutText => (Access,
            "a page is only a picture, such as a scan: it cannot be searched or read aloud",
            "{count} pages are only pictures, such as scans: they cannot be searched or read aloud",
            "Ask for the original document. If there is none, run text recognition (OCR) on the scan."),
        What::NotTagged => (Access,
            "it does not say what is a heading, a list or a table, so a screen reader cannot guide people through it",
            "it does not say what is a heading, a list or a table, so a screen reader cannot guide people through it",
            "Ask for the Word document. Or ask the author to export the PDF again: in LibreOffice with “Universal accessibility (PDF/UA)” ticked, in Word with “Document structure tags for accessibility” ticked."),
        What::FiguresWithoutAlt => (Access,
            "a picture has no words in its place for people who cannot see it",
            "{count} pictures have no words in their place for people who cannot see them",
            "Ask the author to add a description (alt text) to each picture in the original, and to export the PDF again."),
        What::NoLanguage => (Access,
            "it does not say which language it is in, so it may be read aloud in the wrong one",
            "it does not say which language it is in, so it may be read aloud in the wrong one",
            "Ask the author to set the language of the document, and to export the PDF again."),
        What::NotUa => (Access,
            "it does not say that it meets PDF/UA-1, the standard for accessible PDFs",
            "it does not say that it meets PDF/UA-1, the standard for accessible PDFs",
            "Ask for the original document. Or ask the author to export the PDF again from LibreOffice with “Universal accessibility (PDF/UA)” ticked."),
        What::NotArchival => (Access,
            "it does not say that it meets PDF/A-2, the standard for PDFs that are kept on record",
            "it does not say that it meets PDF/A-2, the standard for PDFs that are kept on record",
            "Ask the author to export the PDF again with “Archive (PDF/A)” ticked, version PDF/A-2."),
        What::FontsMissing => (Access,
            "a font is not in the file, so its text may look different elsewhere",
            "{count} fonts are not in the file, so their text may look different elsewhere",
            "Ask the author to export the PDF again with all fonts embedded."),
    };
    Words { weight, one, several, advice }
}

/// Returns a finding in plain words, with its pages in the paper: the words of reports, for messages.
pub fn finding_in_words(finding: &Finding) -> String {
    let what = told(finding.what, finding.count);
    match &finding.pages[..] {
        [] => what,
        [page] => format!("{what} (page {page})"),
        pages => format!("{what} (pages {})", super::found::in_paper(pages)),
    }
}

/// Returns a finding as words: with its count where there are several.
pub(super) fn told(what: What, count: usize) -> String {
    let words = words(what);
    match count {
        0 | 1 => words.one.to_owned(),
        several => words.several.replace("{count}", &several.to_string()),
    }
}

/// Returns a sentence that starts as sentences do.
pub(super) fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// Returns `1 page` or `3 pages`.
pub(super) fn counted(count: usize, one: &str, several: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        _ => format!("{count} {several}"),
    }
}

/// Returns `a`, `a and b`, `a, b and c`.
pub(super) fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
