//! Colour profiles that carry the time at which they were made: programs that make them anew for each PDF would have packs
//! differ from run to run.

use lopdf::{Object, Stream};

use super::source::Source;

/// How large a profile may be.
pub const LARGEST: usize = 1 << 25;

/// The date of all profiles, as they have it: 1 January 2000.
const DATE: [u8; 12] = [0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0];

/// Where a profile has its date, its signature, and the sum of all it says.
const DATED: std::ops::Range<usize> = 24..36;
const SIGNED: std::ops::Range<usize> = 36..40;
const SUMMED: std::ops::Range<usize> = 84..100;

/// The length of the head of a profile.
const HEAD: usize = 128;

/// Gives all colour profiles of a paper one date.
pub fn date(source: &mut Source) {
    for object in source.objects.values_mut() {
        if let Object::Stream(stream) = object
            && let Some(dated) = dated(stream)
        {
            stream.dict.remove(b"Filter");
            stream.dict.remove(b"DecodeParms");
            stream.set_content(dated);
        }
    }
}

/// Returns a colour profile with the date of all; nothing where it has it, or is none.
fn dated(stream: &Stream) -> Option<Vec<u8>> {
    if !stream.dict.has(b"N") || stream.dict.has(b"First") {
        return None;
    }
    let mut profile = match stream.dict.has(b"Filter") {
        true => stream.get_plain_content_with_limit(LARGEST).ok()?,
        false => stream.content.clone(),
    };
    let is_profile = profile.len() >= HEAD && &profile[SIGNED] == b"acsp";
    if !is_profile || profile[DATED] == DATE {
        return None;
    }
    profile[DATED].copy_from_slice(&DATE);
    // Zeros say that there is no sum: the one there was is of another date.
    profile[SUMMED].fill(0);
    Some(profile)
}
