//! What is said of the papers of items: by file for open ones, by item for exempt ones.

use crate::diagnostic::{Code, Diagnostics};
use crate::join::{Finding, Refusal, What};
use crate::journal::Reason;
use crate::model::{Edition, Origin};
use crate::pack::{finding_in_words, keeps_people_out};

use super::Written;
use super::named::Wanted;
use super::plan::{Part, Plan};

/// Says that a PDF cannot be used.
pub fn refused(wanted: Wanted<'_>, refusal: &Refusal, out: &mut Diagnostics) {
    refused_file(wanted, refusal, b"%PDF", out);
}

/// Says that a file cannot be used as a PDF, and what else its bytes are.
pub fn refused_file(wanted: Wanted<'_>, refusal: &Refusal, bytes: &[u8], out: &mut Diagnostics) {
    if wanted.unsaid {
        unusable(wanted, out);
        return;
    }
    let code = match refusal {
        Refusal::Encrypted | Refusal::WrongPassword => Code::PdfEncrypted,
        _ => Code::PdfRefused,
    };
    let said = match refusal {
        // What a parser says may have words of the file in it.
        Refusal::Broken(_) if wanted.exempt() => "is a damaged PDF".to_owned(),
        refusal => refusal.message(),
    };
    let message = format!("{} {said}", wanted.called());
    let problem = out.add(code, wanted.origin(), message);
    match (refusal, other_kind(bytes)) {
        (Refusal::NotPdf, Some(hint)) => problem.hint(hint),
        _ => problem.hint(refusal.hint()),
    };
}

/// Says that a file ended the program before, and is left alone.
pub fn ended(wanted: Wanted<'_>, reason: &Reason, out: &mut Diagnostics) {
    if wanted.unsaid {
        unusable(wanted, out);
        return;
    }
    let what = match reason {
        // What a parser says may have words of the file in it.
        Reason::Failed(_) if wanted.exempt() => "it ends the program".to_owned(),
        reason => reason.what(),
    };
    let message = format!("{} was given up: {what}", wanted.called());
    out.add(Code::EndedProgram, wanted.origin(), message)
        .hint(reason.hint());
}

/// Says that an open paper is an exempt one too, or draws on one.
pub fn both(wanted: Wanted<'_>, how: &str, item: &str, out: &mut Diagnostics) {
    let message = format!(
        "{} {how} a paper of item {item}, which is exempt: the public edition is not made",
        wanted.called()
    );
    out.add(Code::ExemptReferred, wanted.origin(), message)
        .hint(format!(
            "take what it has from there out of it, or make item {} exempt too",
            wanted.item.number
        ));
}

/// Says of an exempt paper that it cannot be used, and no more.
fn unusable(wanted: Wanted<'_>, out: &mut Diagnostics) {
    let message = format!("{} cannot be used", wanted.called());
    out.add(Code::PdfRefused, wanted.origin(), message)
        .hint("its pages are counted, so that both editions have the same numbers: `--edition restricted` says what is wrong");
}

fn other_kind(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"PK\x03\x04") {
        Some(
            "it is a document of Word, Excel or LibreOffice: name it by its own ending, such as `.docx`",
        )
    } else if bytes.starts_with(b"\xff\xd8\xff") || bytes.starts_with(b"\x89PNG") {
        Some("it is an image: put it into a paper, or save it as a PDF")
    } else if bytes.trim_ascii_start().starts_with(b"<") {
        Some("it is a web page: a download may have failed, so fetch the file again")
    } else {
        None
    }
}

/// Says what was found in a PDF that is none of ours: what was removed, what a person should look at.
///
/// Of a paper that no edition of the run shows, nothing is.
pub fn found(wanted: Wanted<'_>, findings: &[Finding], out: &mut Diagnostics) {
    if wanted.unsaid {
        return;
    }
    for finding in findings {
        let Some((code, hint)) = weight(finding.what) else {
            continue;
        };
        let message = format!("{}: {}", wanted.called(), finding_in_words(finding));
        out.add(code, wanted.origin(), message).hint(hint);
    }
}

/// Says once which items' papers keep the packs that were written from being accessible to everyone.
pub fn not_accessible(plan: &Plan<'_>, written: &[(Edition, Written)], out: &mut Diagnostics) {
    // The last edition has all that the others have.
    let Some((edition, last)) = written.last() else {
        return;
    };
    let shown = |part: &&Part<'_>| !part.exempt() || *edition == Edition::Restricted;
    let parts = plan.parts.iter().filter(shown);
    let keeping = parts.filter(|part| {
        let findings = part.source().map(|source| &source.known.findings);
        findings.is_some_and(|all| all.iter().any(|of| keeps_people_out(of.what)))
    });
    let mut items: Vec<&str> = keeping.map(|part| part.item.number.as_str()).collect();
    items.dedup();
    let Some((end, before)) = items.split_last() else {
        return;
    };
    let message = match before {
        [] => format!("papers of item {end} keep the pack from being accessible to everyone"),
        before => format!(
            "papers of items {} and {end} keep the pack from being accessible to everyone",
            before.join(", ")
        ),
    };
    let report = last.files.iter().find(|file| file.ends_with(".txt"));
    let report = report.map_or("", String::as_str);
    out.add(Code::NotAccessible, Origin::file(plan.meeting.file.as_str()), message)
        .hint(format!("the report `{report}` says what is missing, on which pages, and what to ask of their authors"));
}

/// How much something that was found matters, and what to do; none where it is told elsewhere or is of no weight.
fn weight(what: What) -> Option<(Code, &'static str)> {
    Some(match what {
        What::FailedRedactions => (
            Code::RedactionFailed,
            "have it redacted so that the words are gone, not covered: whoever has the file can read them",
        ),
        What::RedactionsPending => (
            Code::RedactionFailed,
            "have the redactions applied and the PDF saved anew",
        ),
        What::Comments => (
            Code::NeedsPerson,
            "see whether they are meant to be read: they are part of the page now",
        ),
        What::HiddenLayers => (
            Code::NeedsPerson,
            "see whether anything is on them that must not be published: ask for a PDF without them",
        ),
        What::HiddenText => (
            Code::NeedsPerson,
            "copy the text of these pages and read it: whoever has the file can do so",
        ),
        What::NotLookedAt => (
            Code::NeedsPerson,
            "if anything was redacted in it, ask its author whether the words are gone",
        ),
        What::Unreadable => (
            Code::NeedsPerson,
            "check that the pages say all they should, or ask for a new PDF",
        ),
        What::ValuesNotShown => (
            Code::NeedsPerson,
            "see whether the page says all that was filled in",
        ),
        What::Scripts
        | What::Launches
        | What::Submissions
        | What::EmbeddedFiles
        | What::Xfa
        | What::ExternalReferences
        | What::Media
        | What::Signatures => (
            Code::PdfCleaned,
            "check that the paper still says what it should",
        ),
        _ => return None,
    })
}

/// Tells of problems of an exempt paper by their codes alone: their words, places and lines are its own.
pub fn veiled(wanted: Wanted<'_>, problems: &Diagnostics, out: &mut Diagnostics) {
    if wanted.unsaid {
        // Of an open one that draws on an exempt one, that was said already.
        if problems.has_errors() && wanted.exempt() {
            unusable(wanted, out);
        }
        return;
    }
    for problem in problems.iter() {
        let message = format!("{}: {}", wanted.called(), problem.code.summary());
        let mut told = Diagnostics::default();
        told.add(problem.code, wanted.origin(), message)
            .hint(match wanted.exempt() {
                true => "it is exempt, so no more is said here: `boardpaper check` of the paper says where",
                false => "it draws on an exempt paper, so no more is said here: `boardpaper check` of the paper says where",
            })
            .severity = problem.severity;
        out.append(told);
    }
}
