use super::super::samples::{Sample, exempt, item, meeting, paper};
use super::super::words::{Weight, told, words};
use super::super::{Access, Issue, PaperSource, PieceKind, manifest};
use super::*;
use crate::join::{Claims, Dangling, Hindrance, What};

fn finding(what: What, pages: &[usize], count: usize) -> Finding {
    Finding {
        what,
        pages: pages.to_vec(),
        count,
    }
}

/// A pack with one of each: a paper of ours, a Word document, a scan with faults, an exempt paper, items without papers.
fn sample(edition: Edition) -> Sample {
    let titles = [
        "Apologies and declarations of interest",
        "Police and Crime Plan: the second quarter of 2026-27, and what it means for partners",
        "Estates",
        "Contract for forensic services",
        "Budget forecast",
        "Work programme",
    ];
    let items = titles.iter().zip(1..);
    let mut meeting = meeting(
        items
            .map(|(title, at)| item(&at.to_string(), title))
            .collect(),
    );
    meeting.items[3].access = Access::Exempt(exempt());
    meeting.items[3].papers = vec![paper("papers/bids.docx", "Bids compared")];
    meeting.items[4].state = Some(ItemState::ToFollow);
    meeting.items[5].state = Some(ItemState::Verbal);
    let mut sample = Sample::new(meeting, Issue::agenda(edition))
        .paper("2", 5, "Second quarter of 2026-27", "p1")
        .with(Some("2"), PieceKind::Appendix, 4, "Map of partners", "m1")
        .paper("3", 9, "Estates plan", "e1")
        .paper("4", 7, "Bids compared", "c0ffee");
    if edition == Edition::Public {
        sample = sample.withheld();
    }
    sample.papers[1].claims = Claims {
        tagged: true,
        ua: Some(1),
        archival: Some((2, 'a')),
        ..Claims::default()
    };
    sample.papers[1].file = Some("../2026-27/q2/quarterly-summary.toml".into());
    sample.papers[2].file = Some("papers/map.docx".into());
    sample.papers[2].source = PaperSource::Converted;
    sample.papers[2].findings = vec![
        finding(What::FiguresWithoutAlt, &[2], 1),
        finding(What::NotUa, &[], 1),
    ];
    sample.papers[3].file = Some("papers/estates.pdf".into());
    sample.papers[3].source = PaperSource::Pdf;
    sample.papers[3].findings = vec![
        finding(What::Scripts, &[], 2),
        finding(What::EmbeddedFiles, &[], 1),
        finding(What::PagesScaled, &[4, 5, 6, 9], 4),
        finding(What::Comments, &[2, 3], 3),
        finding(What::FailedRedactions, &[7], 214),
        finding(What::PagesWithoutText, &[1, 2, 3], 3),
        finding(What::NotTagged, &[], 1),
        finding(What::NotUa, &[], 1),
        finding(What::NotArchival, &[], 1),
    ];
    sample.papers[4].file = Some("papers/bids.docx".into());
    sample.papers[4].source = PaperSource::Converted;
    sample.papers[4].findings = vec![finding(What::HiddenLayers, &[1], 1)];
    let mut sample = sample.first();
    sample.joined.reasons = vec!["`Estates plan` does not claim PDF/UA-1".into()];
    sample.joined.own = vec![Hindrance::MixedHeadings];
    sample.joined.dangling = vec![Dangling {
        to: "bids.docx".into(),
        part: 2,
        page: 3,
    }];
    sample
}

/// Returns a report without its line breaks.
fn flowing(sample: &Sample) -> String {
    let text = report(sample.made());
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_report_says_first_what_needs_a_person_and_what_to_do() {
    let sample = sample(Edition::Public);
    let text = report(sample.made());
    assert_eq!(text, include_str!("report_sample.txt"), "{text}");
}

#[test]
fn no_line_is_longer_than_a_window() {
    for edition in [Edition::Public, Edition::Restricted] {
        let sample = sample(edition);
        let text = report(sample.made());
        for line in text.lines() {
            assert!(line.chars().count() <= 78, "{line}");
            assert_eq!(line.trim_end(), line);
        }
    }
}

#[test]
fn nothing_of_exempt_papers_is_in_what_is_written_for_the_public() {
    let public = sample(Edition::Public);
    let restricted = sample(Edition::Restricted);
    for secret in ["Bids", "bids", "c0ffee", "hidden", "Hidden"] {
        assert!(!report(public.made()).contains(secret), "{secret}");
        assert!(!manifest(public.made()).contains(secret), "{secret}");
    }
    assert!(report(restricted.made()).contains("Bids compared"));
    assert!(manifest(restricted.made()).contains("c0ffee"));
    let length = "\"length\": 7";
    assert!(manifest(restricted.made()).contains(length));
    assert!(!manifest(public.made()).contains(length));
}

#[test]
fn a_pack_that_meets_the_standards_says_so_and_nothing_more() {
    let meeting = meeting(vec![item("1", "Plan")]);
    let mut sample = Sample::new(meeting, Issue::agenda(Edition::Public))
        .paper("1", 2, "Plan", "p1")
        .first();
    sample.joined.claims.ua = Some(1);
    sample.joined.claims.archival = Some((2, 'a'));
    let text = flowing(&sample);
    assert!(text.contains("Nothing needs a person first. It is accessible (PDF/UA-1)."));
    assert!(text.contains("made to PDF/UA-1 and PDF/A-2a"));
    assert!(!text.contains("Look at this") && !text.contains("Editions"));
}

#[test]
fn a_manifest_has_of_a_withheld_item_its_number_title_and_paragraphs() {
    let sample = sample(Edition::Public);
    let json: serde_json::Value = serde_json::from_str(&manifest(sample.made())).expect("JSON");
    let withheld = serde_json::json!({
        "number": "4",
        "title": "Contract for forensic services",
        "exempt": "paragraph 3",
        "withheld": true,
    });
    assert_eq!(json["items"][3], withheld);
    let scan = &json["items"][2]["papers"][0];
    assert_eq!(scan["file"], "papers/estates.pdf");
    assert_eq!(scan["first-label"], "13");
    assert_eq!(scan["findings"][4]["what"], "failed-redactions");
    assert_eq!(scan["findings"][4]["labels"], serde_json::json!(["19"]));
    let ours = &json["items"][1]["papers"][0]["standards"];
    assert_eq!(*ours, serde_json::json!(["PDF/UA-1", "PDF/A-2a"]));
    assert_eq!(json["date"], "2026-11-19");
    assert_eq!(
        (&json["first-label"], &json["last-label"]),
        (&"1".into(), &"22".into())
    );
    assert_eq!(json["attention"].as_array().map(Vec::len), Some(3));
}

#[test]
fn a_late_item_without_a_reason_is_told() {
    let meeting = meeting(vec![item("1", "Plan")]);
    let issue = Issue {
        kind: PackKind::Supplement,
        ..Issue::agenda(Edition::Public)
    };
    let mut sample = Sample::new(meeting, issue)
        .paper("1", 2, "Plan", "p1")
        .first();
    assert!(flowing(&sample).contains("why it cannot wait"));
    sample.meeting.items[0].urgent = Some("The figures came in on Friday.".into());
    assert!(!flowing(&sample).contains("why it cannot wait"));
}

#[test]
fn every_kind_of_finding_has_words() {
    let all = [
        What::Scripts,
        What::Launches,
        What::Submissions,
        What::EmbeddedFiles,
        What::Xfa,
        What::ExternalReferences,
        What::Media,
        What::Signatures,
        What::Protection,
        What::FieldsFlattened,
        What::AnnotationsFlattened,
        What::PagesScaled,
        What::LinksRemoved,
        What::FailedRedactions,
        What::RedactionsPending,
        What::Comments,
        What::HiddenLayers,
        What::HiddenText,
        What::NotLookedAt,
        What::Unreadable,
        What::ValuesNotShown,
        What::PagesWithoutText,
        What::NotTagged,
        What::FiguresWithoutAlt,
        What::NoLanguage,
        What::NotUa,
        What::NotArchival,
        What::FontsMissing,
    ];
    for what in all {
        let words = words(what);
        let asks = matches!(words.weight, Weight::Person | Weight::Access);
        assert!(!asks || words.advice.ends_with('.'), "{what:?}");
        assert!(!told(what, 3).contains('{') && !told(what, 1).ends_with('.'));
    }
}
