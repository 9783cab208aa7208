//! Streams that say how long their rows are: the parser sets a row aside before it has seen one.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Object};

/// The most samples in a row, and of colours in a sample; a picture of a page has some thousand, and four.
const LONGEST: usize = 1_000_000;
const COLOURS: usize = 32;
/// Where a stream says it, for each of its filters or for the one it has; the parser knows a short name too.
const TOLD: [&[u8]; 2] = [b"DecodeParms", b"DP"];

/// Returns whether the rows of all streams can be set aside.
pub(super) fn can_be_set_aside(pdf: &Pdf) -> bool {
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
