//! Streams whose filters cannot be undone, or that not every reader undoes alike.

use std::collections::BTreeSet;
use std::io::{self, Read};

use flate2::read::DeflateDecoder;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::super::What;
use super::super::open::DECODED;
use super::tally::Tally;

/// Bytes before what is packed, which say how.
const HEAD: usize = 2;
/// Filters that pictures may have.
const PICTURES: [&[u8]; 9] = [
    b"FlateDecode",
    b"LZWDecode",
    b"ASCII85Decode",
    b"ASCIIHexDecode",
    b"RunLengthDecode",
    b"CCITTFaxDecode",
    b"JBIG2Decode",
    b"DCTDecode",
    b"JPXDecode",
];

/// Writes streams with odd filters anew, and empties those that cannot be read.
pub(super) fn mend(document: &mut Document, pages: &[ObjectId], tally: &mut Tally) {
    let mut lost = BTreeSet::new();
    let contents = pages.iter().map(|page| document.get_page_contents(*page));
    let contents: BTreeSet<ObjectId> = contents.flatten().collect();
    for (id, object) in &mut document.objects {
        if let Object::Stream(stream) = object
            && stream.dict.has(b"Filter")
            && !mended(stream, contents.contains(id))
        {
            lost.insert(*id);
        }
    }
    if !lost.is_empty() {
        report(document, pages, &lost, tally);
    }
}

/// Makes a stream one that all readers can decode; false where it could not be, and holds what was read of it, if anything.
fn mended(stream: &mut Stream, is_content: bool) -> bool {
    let kind = stream.dict.get(b"Subtype").and_then(Object::as_name).ok();
    let is_content = is_content || kind.is_some_and(|kind| kind == b"Form");
    if kind.is_some_and(|kind| kind == b"Image") {
        let sound = is_sound(stream);
        if !sound {
            *stream = nothing();
        }
        return sound;
    }
    let torn = is_content && is_plain(stream) && is_torn(&stream.content);
    if is_plain(stream) && !torn {
        return true;
    }
    let read = stream.get_plain_content_with_limit(DECODED);
    let sound = read.is_ok() && !torn;
    stream.set_plain_content(read.unwrap_or_default());
    // It stays as it is where it cannot be compressed.
    let _ = stream.compress();
    sound
}

/// Returns whether a stream has the one filter that all writers use, without any turns.
fn is_plain(stream: &Stream) -> bool {
    let filters = stream.filters().unwrap_or_default();
    filters == [b"FlateDecode"] && !stream.dict.has(b"DecodeParms")
}

/// Returns whether what is packed is spoilt: a reader shows what comes before, or nothing, and says no word.
///
/// Its checksum and its end do not count: some writers get them wrong, and lose nothing.
fn is_torn(packed: &[u8]) -> bool {
    let packed = packed.get(HEAD..).unwrap_or_default();
    let unpacked = DeflateDecoder::new(packed).take(DECODED as u64);
    io::copy(&mut { unpacked }, &mut io::sink()).is_err()
}

/// Returns whether the filters of a picture, and what they are told, are possible.
fn is_sound(stream: &Stream) -> bool {
    let Ok(filters) = stream.filters() else {
        return false;
    };
    let parameters = match stream.dict.get(b"DecodeParms") {
        Err(_) | Ok(Object::Null) => true,
        Ok(Object::Dictionary(found)) => is_possible(found),
        Ok(Object::Array(items)) => items
            .iter()
            .all(|item| item.is_null() || item.as_dict().is_ok_and(is_possible)),
        Ok(_) => false,
    };
    let known = filters.iter().all(|filter| PICTURES.contains(filter));
    known && parameters && filters.len() <= Stream::MAX_FILTERS
}

fn is_possible(told: &Dictionary) -> bool {
    let within = |key: &[u8], least: i64, most: i64| match told.get(key) {
        Ok(value) => value
            .as_i64()
            .is_ok_and(|value| (least..=most).contains(&value)),
        Err(_) => true,
    };
    within(b"Predictor", 1, 15)
        && within(b"Colors", 1, 32)
        && within(b"BitsPerComponent", 1, 16)
        && within(b"Columns", 0, 1_000_000)
}

/// Returns a drawing of nothing.
fn nothing() -> Stream {
    let nowhere = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => vec![0.into(), 0.into(), 0.into(), 0.into()],
    };
    Stream::new(nowhere, Vec::new())
}

/// Counts what was lost, on the pages whose content it is.
fn report(document: &Document, pages: &[ObjectId], lost: &BTreeSet<ObjectId>, tally: &mut Tally) {
    for _ in lost {
        tally.add(What::Unreadable, None);
    }
    for (at, page) in pages.iter().enumerate() {
        let content = document.get_page_contents(*page);
        if content.iter().any(|id| lost.contains(id)) {
            tally.also_on(What::Unreadable, at + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::made::{bytes, one_page};
    use super::super::super::{clean, open};
    use super::*;

    #[test]
    fn content_with_impossible_filters_is_emptied_and_told() {
        let (mut document, page) = one_page(&Dictionary::new(), b"");
        let told = dictionary! { "Predictor" => 15, "Columns" => i64::from(i32::MAX), "Colors" => i64::from(i32::MAX) };
        let odd = dictionary! { "Filter" => "JBIG2Decode", "DecodeParms" => told.clone() };
        let odd = document.add_object(Stream::new(odd, b"x".to_vec()));
        let hex = dictionary! { "Filter" => "ASCIIHexDecode" };
        let hex = document.add_object(Stream::new(hex, b"71 51>".to_vec()));
        let picture =
            dictionary! { "Subtype" => "Image", "Filter" => "FlateDecode", "DecodeParms" => told };
        let picture = document.add_object(Stream::new(picture, b"x".to_vec()));
        let page = document.get_dictionary_mut(page).expect("a page");
        page.set("Contents", vec![odd.into(), Object::Reference(hex)]);
        page.set(
            "Resources",
            dictionary! { "XObject" => dictionary! { "P" => picture } },
        );
        let mut pdf = open(&bytes(document), None).expect("a PDF");
        let found = clean(&mut pdf);
        let lost = found.iter().find(|found| found.what == What::Unreadable);
        let lost = lost.map(|found| (found.pages.clone(), found.count));
        assert_eq!(lost, Some((vec![1], 2)));
        let content = pdf.document.get_page_content_with_limit(pdf.pages[0], 99);
        assert_eq!(content.expect("content").trim_ascii(), b"qQ");
    }
    #[test]
    fn content_that_is_torn_is_told_and_what_can_be_read_stays() {
        let line = b"BT /F 12 Tf (a line of the page) Tj ET\n";
        let text: Vec<u8> = (0..400u32)
            .flat_map(|at| {
                [
                    &at.wrapping_mul(2_654_435_761).to_string().into_bytes(),
                    &line[..],
                ]
                .concat()
            })
            .collect();
        for (spoilt, expected) in [
            (None, None),
            (Some(false), None),
            (Some(true), Some(vec![1])),
        ] {
            let (mut document, page) = one_page(&Dictionary::new(), b"");
            let mut content = Stream::new(Dictionary::new(), text.clone());
            content.compress().expect("compressed");
            let length = content.content.len();
            match spoilt {
                Some(true) => content.content[length / 2..length / 2 + 40].fill(0xff),
                // The checksum.
                Some(false) => content.content[length - 2] ^= 1,
                None => {}
            }
            let content = document.add_object(content);
            let page = document.get_dictionary_mut(page).expect("a page");
            page.set("Contents", content);
            let mut pdf = open(&bytes(document), None).expect("a PDF");
            let found = clean(&mut pdf);
            let lost = found.iter().find(|found| found.what == What::Unreadable);
            assert_eq!(lost.map(|found| found.pages.clone()), expected);
            let content = pdf
                .document
                .get_page_content_with_limit(pdf.pages[0], DECODED);
            assert!(
                content.expect("content").len() > 1_000,
                "the beginning stays"
            );
        }
    }
}
