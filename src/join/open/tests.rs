//! Files of all shapes, each made for its test.

use lopdf::encryption::{EncryptionState, EncryptionVersion, Permissions};
use lopdf::{Dictionary, Object, Stream, dictionary};

use super::super::made_tests::{Made, made, numbers, saved};
use super::super::{What, clean};
use super::{Pdf, Refusal, open};

fn refused(bytes: &[u8]) -> Option<Refusal> {
    open(bytes, None).err()
}

fn page(pdf: &Pdf, at: usize) -> &Dictionary {
    pdf.document.get_dictionary(pdf.pages[at]).expect("a page")
}

fn encrypted(user: &str) -> Vec<u8> {
    let mut document = made().document;
    let id = Object::string_literal("0123456789abcdef");
    document.trailer.set("ID", vec![id.clone(), id]);
    let version = EncryptionVersion::V2 {
        document: &document,
        owner_password: "owner",
        user_password: user,
        key_length: 128,
        permissions: Permissions::empty(),
    };
    let state = EncryptionState::try_from(version).expect("a state");
    document.encrypt(&state).expect("encrypted");
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("in memory");
    bytes
}

#[test]
fn what_is_no_pdf_is_refused() {
    assert_eq!(refused(b""), Some(Refusal::NotPdf));
    assert_eq!(refused(b"PK\x03\x04 a document"), Some(Refusal::NotPdf));
    assert!(matches!(
        refused(b"%PDF-1.7\nand no more"),
        Some(Refusal::Broken(_))
    ));
}

#[test]
fn a_file_cut_off_or_damaged_is_read_as_far_as_both_parsers_agree() {
    let whole = made().bytes();
    let cut = &whole[..whole.len() - 60];
    assert_eq!(open(cut, None).map(|pdf| pdf.pages()).ok(), Some(1));
}

#[test]
fn encrypted_files_need_their_password() {
    let bytes = encrypted("letmein");
    assert_eq!(refused(&bytes), Some(Refusal::Encrypted));
    assert_eq!(open(&bytes, Some("no")).err(), Some(Refusal::WrongPassword));
    assert_eq!(open(&bytes, Some("owner")).err(), None);
    let mut pdf = open(&bytes, Some("letmein")).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    let content = pdf.document.get_page_content(pdf.pages[0]);
    assert!(content.starts_with(b"BT /F1"));
    assert!(
        clean(&mut pdf)
            .iter()
            .any(|finding| finding.what == What::Protection)
    );
    assert!(!pdf.document.trailer.has(b"Encrypt"));
}

#[test]
fn a_file_that_is_only_protected_against_changes_opens_with_any_password() {
    let bytes = encrypted("");
    for password in [None, Some("any")] {
        let pdf = open(&bytes, password).unwrap_or_else(|refusal| panic!("{refusal:?}"));
        assert!(
            pdf.document
                .get_page_content(pdf.pages[0])
                .starts_with(b"BT /F1")
        );
    }
}

#[test]
fn junk_before_the_header_does_not_matter() {
    let bytes = [b"From: a scanner\r\n\r\n".as_slice(), &made().bytes()].concat();
    assert_eq!(open(&bytes, None).map(|pdf| pdf.pages()).ok(), Some(1));
}

#[test]
fn a_later_version_of_the_file_counts() {
    let mut bytes = made().bytes();
    let length = bytes.len();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let start = text.rfind("startxref\n").expect("a start") + 10;
    let previous: String = text[start..]
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    let root = made().catalog;
    let update = format!(
        "{} 0 obj\n<</Type/Catalog/Pages 3 0 R/Lang(cy)>>\nendobj\nxref\n{} 1\n{length:010} 00000 n \ntrailer\n<</Size 9/Root {} 0 R/Prev {previous}>>\nstartxref\n",
        root.0, root.0, root.0
    );
    let table = length + update.find("xref").expect("a table");
    bytes.extend_from_slice(update.as_bytes());
    bytes.extend_from_slice(format!("{table}\n%%EOF").as_bytes());
    let pdf = open(&bytes, None).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    assert_eq!(pdf.claims().language.as_deref(), Some("cy"));
}

/// Gives a PDF another page tree.
fn with_tree(mut pdf: Made, tree: Dictionary) -> Made {
    let root = pdf
        .document
        .get_dictionary(pdf.catalog)
        .and_then(|root| root.get(b"Pages"));
    let root = root.and_then(Object::as_reference).expect("a root");
    pdf.document.set_object(root, tree);
    pdf
}

#[test]
fn pages_inherit_what_stands_above_them() {
    let mut pdf = made();
    let page_id = pdf.page;
    let found = pdf.document.get_dictionary_mut(page_id).expect("the page");
    found.remove(b"MediaBox");
    found.remove(b"Type");
    let inner = pdf.object(dictionary! {
        "Type" => "Pages", "Kids" => vec![page_id.into()], "Count" => 1, "Rotate" => -90,
    });
    let tree = dictionary! {
        "Type" => "Pages",
        "Kids" => vec![inner.into()],
        "Count" => 1,
        "MediaBox" => numbers([0, 0, 300, 400]),
    };
    let pdf = with_tree(pdf, tree).opened();
    let page = page(&pdf, 0);
    assert_eq!(page.get(b"Rotate").and_then(Object::as_i64).ok(), Some(270));
    assert!(page.has(b"MediaBox") && page.has_type(b"Page"));
    assert_eq!(pdf.document.get_pages().len(), 1);
}

#[test]
fn a_page_used_twice_becomes_two() {
    let pdf = made().link(dictionary! { "S" => "Named", "N" => "NextPage" });
    let twice = vec![pdf.page.into(), pdf.page.into()];
    let tree = dictionary! { "Type" => "Pages", "Kids" => twice, "Count" => 2 };
    let pdf = with_tree(pdf, tree).opened();
    assert_eq!(pdf.pages(), 2);
    assert_ne!(pdf.pages[0], pdf.pages[1]);
    assert_ne!(
        page(&pdf, 0).get(b"Annots").ok(),
        page(&pdf, 1).get(b"Annots").ok()
    );
}

#[test]
fn a_tree_that_bites_its_tail_ends() {
    let pdf = made();
    let root = pdf
        .document
        .get_dictionary(pdf.catalog)
        .and_then(|root| root.get(b"Pages"));
    let root = root.cloned().expect("a root");
    let kids = vec![pdf.page.into(), root];
    let tree = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => 2 };
    let bytes = with_tree(pdf, tree).bytes();
    assert!(matches!(
        open(&bytes, None).map(|pdf| pdf.pages()),
        Ok(1) | Err(Refusal::PagesDisagree(1, _))
    ));
}

#[test]
fn a_tree_that_doubles_at_each_level_is_refused() {
    let mut pdf = made();
    let mut below: Object = pdf.page.into();
    for _ in 0..40 {
        let node =
            dictionary! { "Type" => "Pages", "Kids" => vec![below.clone(), below], "Count" => 2 };
        below = pdf.object(node).into();
    }
    let tree = dictionary! { "Type" => "Pages", "Kids" => vec![below], "Count" => 2 };
    let bytes = with_tree(pdf, tree).bytes();
    assert!(matches!(refused(&bytes), Some(Refusal::TooLarge(_))));
}

#[test]
fn a_file_without_pages_is_refused() {
    let tree = dictionary! { "Type" => "Pages", "Kids" => Vec::<Object>::new(), "Count" => 0 };
    let bytes = with_tree(made(), tree).bytes();
    assert_eq!(refused(&bytes), Some(Refusal::NoPages));
}

#[test]
fn objects_nested_without_end_are_refused() {
    let mut bytes = made().bytes();
    bytes.splice(
        9..9,
        [b"99 0 obj\n".as_slice(), &b"[".repeat(100_000)].concat(),
    );
    assert!(matches!(refused(&bytes), Some(Refusal::Broken(_))));
}

#[test]
fn a_bomb_in_an_object_stream_is_refused() {
    let mut document = made().document;
    let mut bomb = Stream::new(
        dictionary! { "Type" => "ObjStX", "N" => 1, "First" => 4 },
        vec![b' '; 300 << 20],
    );
    bomb.compress().expect("compressed");
    document.add_object(bomb);
    let mut bytes = saved(&mut document);
    assert!(bytes.len() < 1 << 20);
    // The library writes no object streams that it did not make.
    let name = bytes
        .windows(7)
        .position(|name| name == b"/ObjStX")
        .expect("a name");
    bytes[name..name + 7].copy_from_slice(b"/ObjStm");
    let refusal = refused(&bytes);
    assert!(matches!(refusal, Some(Refusal::TooLarge(_))), "{refusal:?}");
}

#[test]
fn claims_are_read() {
    let mut pdf = made();
    let packet = br#"<r xmlns:u="http://www.aiim.org/pdfua/ns/id/" u:part="1"/>"#;
    let kind = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let packet = pdf.object(Stream::new(kind, packet.to_vec()));
    let about = dictionary! { "Title" => Object::string_literal("Estates\nplan") };
    let about = pdf.object(about);
    pdf.document.trailer.set("Info", about);
    let pdf = pdf.catalog("Metadata", packet).opened();
    let claims = pdf.claims();
    assert_eq!((claims.ua, claims.tagged), (Some(1), false));
    assert_eq!(claims.title.as_deref(), Some("Estates plan"));
}

#[test]
fn refusals_say_what_to_do() {
    let all = [
        Refusal::NotPdf,
        Refusal::Broken("it lacks `Root`".to_owned()),
        Refusal::Encrypted,
        Refusal::WrongPassword,
        Refusal::PagesDisagree(1, 2),
        Refusal::NoPages,
        Refusal::TooLarge("a file of more than 500 MB".to_owned()),
    ];
    for refusal in all {
        for said in [refusal.message(), refusal.hint().to_owned()] {
            assert!(
                said.starts_with(char::is_lowercase) && !said.ends_with('.'),
                "{said}"
            );
        }
    }
}
