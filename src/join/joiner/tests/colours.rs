//! Colour profiles: one for the pack, others for their own pages.

use lopdf::{Dictionary, Object, Stream, dictionary};

use super::made::{Paper, entry, join, paper};

fn coloured(profile: &[u8]) -> Paper {
    let mut paper = paper(1);
    let profile = Stream::new(dictionary! { "N" => 3 }, profile.to_vec());
    let profile = paper.document.add_object(profile);
    let intent = dictionary! {
        "Type" => "OutputIntent", "S" => "GTS_PDFA1", "DestOutputProfile" => profile,
    };
    paper.set(paper.catalog, "OutputIntents", vec![intent.into()]);
    paper.set(paper.pages[0], "Resources", Dictionary::new());
    paper
}

#[test]
fn papers_with_another_profile_keep_it_for_their_pages() {
    let pack = join(vec![
        (coloured(b"one"), entry("One")),
        (coloured(b"one"), entry("Two")),
        (coloured(b"three"), entry("Three")),
    ]);
    assert_eq!(
        pack.get(pack.catalog(), "OutputIntents")
            .as_array()
            .expect("a list")
            .len(),
        1
    );
    let spaces = pack
        .pages()
        .into_iter()
        .map(|page| pack.dict(page, "Resources").has(b"ColorSpace"));
    assert_eq!(spaces.collect::<Vec<_>>(), [false, false, true]);
    let spaces = pack.dict(pack.dict(pack.pages()[2], "Resources"), "ColorSpace");
    let space = pack.get(spaces, "DefaultRGB").as_array().expect("a space");
    let profile = pack.follow(&space[1]).as_stream().expect("a profile");
    assert_eq!(profile.content, b"three");
    assert_eq!(pack.joined.claims.archival, Some((2, 'a')));
}

#[test]
fn streams_that_are_the_same_are_written_once() {
    let pictured = || {
        let mut paper = paper(1);
        let mask = dictionary! { "Type" => "XObject", "Subtype" => "Image", "Width" => 1 };
        let mask = paper
            .document
            .add_object(Stream::new(mask, b"mask".to_vec()));
        let picture = dictionary! { "Type" => "XObject", "Subtype" => "Image", "SMask" => mask };
        let picture = paper
            .document
            .add_object(Stream::new(picture, b"picture".to_vec()));
        let pictures = dictionary! { "XObject" => dictionary! { "I" => picture } };
        paper.set(paper.pages[0], "Resources", pictures);
        paper
    };
    let pack = join(vec![(pictured(), entry("One")), (pictured(), entry("Two"))]);
    let images = pack.document.objects.values().filter(|object| {
        let stream = object.as_stream().ok();
        stream
            .is_some_and(|stream| stream.dict.get(b"Subtype").ok() == Some(&Object::from("Image")))
    });
    assert_eq!(images.count(), 2, "a picture and its mask");
}

/// Returns a colour profile of a time.
fn made_at(second: u8) -> Vec<u8> {
    let mut profile = vec![7; 200];
    profile[35] = second;
    profile[36..40].copy_from_slice(b"acsp");
    profile
}

#[test]
fn profiles_made_at_different_times_are_one() {
    let packed = |seconds: [u8; 2]| {
        let papers = seconds.map(|second| (coloured(&made_at(second)), entry("A")));
        join(papers.into())
    };
    let (once, again) = (packed([1, 2]), packed([3, 4]));
    assert_eq!(once.bytes, again.bytes);
    let page = once.pages()[1];
    assert!(!page.has(b"Resources") || !once.dict(page, "Resources").has(b"ColorSpace"));
    let intents = once.get(once.catalog(), "OutputIntents").as_array();
    let intent = once.follow(&intents.expect("a list")[0]);
    let profile = once.get(intent.as_dict().expect("an intent"), "DestOutputProfile");
    let profile = profile.as_stream().expect("a profile");
    let plain = profile.get_plain_content().expect("compressed");
    assert_eq!(plain[24..36], [7, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]);
    assert_eq!((&plain[..24], &plain[36..40]), (&[7; 24][..], &b"acsp"[..]));
    assert_eq!(
        (&plain[84..100], &plain[100..]),
        (&[0; 16][..], &[7; 100][..])
    );
}
