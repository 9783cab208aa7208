//! Streams that say how long their rows are: the parser sets a row aside before it has seen one.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Object};

/// The most samples in a row, and of colours in a sample; a picture of a page has some thousand, and four.
const LONGEST: usize = 1_000_000;
const COLOURS: usize = 32;
/// Where a stream says it, for each of its filters or for the one it has; the parser knows a short name too.
const TOLD: [&[u8]; 2] = [b"DecodeParms", b"DP"];

/// How often the objects are gone through: where the place of one is wrong, the parser searches the file for objects, once, and knows
/// others from then on.
const TIMES: usize = 2;

/// Returns whether the rows of all streams can be set aside.
pub(super) fn can_be_set_aside(pdf: &Pdf) -> bool {
    (0..TIMES).all(|_| all_fit_in(pdf))
}

fn all_fit_in(pdf: &Pdf) -> bool {
    pdf.objects().into_iter().all(|object| match object {
        Object::Stream(stream) => fit_in(stream.dict()),
        // A stream whose beginning is damaged is a dictionary here, and a stream again where a page asks for it.
        Object::Dict(dictionary) => fit_in(&dictionary),
        _ => true,
    })
}

fn fit_in(stream: &Dict<'_>) -> bool {
    TOLD.iter().all(|key| {
        let one = stream.get::<Dict<'_>>(*key);
        let many = stream.get::<Array<'_>>(*key);
        one.is_none_or(|told| is_possible(&told))
            && many.is_none_or(|many| many.iter::<Dict<'_>>().all(|told| is_possible(&told)))
    })
}

fn is_possible(told: &Dict<'_>) -> bool {
    let within = |key: &[u8], most: usize| told.get::<usize>(key).is_none_or(|said| said <= most);
    within(b"Columns", LONGEST) && within(b"Colors", COLOURS)
}

#[cfg(test)]
mod tests {
    use lopdf::{Stream, dictionary};

    use super::super::super::made_tests::made;
    use super::super::look;

    /// Makes a PDF whose content says how its rows are made; gives what stands before the content as well.
    fn with_rows(key: &str, value: i64) -> (Vec<u8>, String) {
        let told = dictionary! { "Predictor" => 2, "BitsPerComponent" => 16, key => value };
        let mut paper = made();
        let dict = dictionary! { "DecodeParms" => vec![told.into()] };
        let mut content = Stream::new(dict, b"9 9 99 99 re f ".repeat(9));
        content.compress().expect("compressed");
        let content = paper.object(content);
        let start = format!("\n{} 0 obj", content.0);
        (paper.page("Contents", content).bytes(), start)
    }

    fn found(file: &[u8], bytes: &[u8]) -> usize {
        let mut windows = file.windows(bytes.len());
        let found = windows.position(|window| window == bytes);
        found.expect("it is there")
    }

    #[test]
    fn rows_that_no_memory_holds_are_refused_before_they_are_set_aside() {
        for (key, value, is_read) in [
            ("Columns", 9, true),
            ("Columns", u32::MAX.into(), false),
            ("Colors", 99, false),
        ] {
            let seen = look(&with_rows(key, value).0, None);
            assert_eq!(seen.is_ok(), is_read, "{key} {value}");
        }
    }

    #[test]
    fn rows_of_what_is_found_only_by_searching_the_file_are_refused_too() {
        for (columns, is_read) in [(9, true), (u32::MAX.into(), false)] {
            let (mut file, start) = with_rows("Columns", columns);
            // The table has the content as another edition of the object than stands there.
            let place = found(&file, start.as_bytes()) + 1;
            let place = u32::try_from(place).expect("a small file").to_be_bytes();
            let row = [&[1], &place[..], &[0, 0]].concat();
            // The table has another edition of the object there.
            let edition = found(&file, &row) + row.len() - 1;
            file[edition] = 1;
            let seen = look(&file, None);
            assert_eq!(seen.is_ok(), is_read, "{columns}: {seen:?}");
        }
    }
}
