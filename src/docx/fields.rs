//! Fields, which Word works out itself, and the foot of each page.

use super::About;
use super::inline::Format;
use super::package::Package;
use super::runs::run;
use super::xml::Xml;

/// Writes a field, and what it shows until it is worked out anew.
pub fn field(xml: &mut Xml, code: &str, shown: &str, style: impl Fn(&mut Xml)) {
    let mark = |xml: &mut Xml, kind: &str| {
        xml.inside("w:r", &[], |xml| {
            style(xml);
            xml.empty("w:fldChar", &[("w:fldCharType", kind)]);
        });
    };
    mark(xml, "begin");
    xml.inside("w:r", &[], |xml| {
        style(xml);
        xml.text("w:instrText", &[("xml:space", "preserve")], code);
    });
    mark(xml, "separate");
    xml.inside("w:r", &[], |xml| {
        style(xml);
        xml.text("w:t", &[], shown);
    });
    mark(xml, "end");
}

/// The width of a letter at the foot, in twentieths of a point.
const LETTER: usize = 100;

/// Adds the foot of the pages: whose paper it is, and at the right, or below where that is long, the page's number.
pub fn add_footer(package: &mut Package, about: &About) {
    let letters = about.footer.chars().count() + about.page.chars().count();
    let beside = letters * LETTER <= about.text_width();
    let part = Xml::word_part("w:ftr", |xml| {
        xml.open("w:p", &[]);
        foot_properties(xml, beside.then(|| about.text_width()), "left");
        words(xml, &about.footer);
        if beside {
            xml.inside("w:r", &[], |xml| xml.empty("w:tab", &[]));
        } else {
            xml.close("w:p");
            xml.open("w:p", &[]);
            foot_properties(xml, None, "right");
        }
        page_number(xml, &about.page);
        xml.close("w:p");
    });
    package.part("word/footer1.xml", part, None);
}

fn foot_properties(xml: &mut Xml, tab: Option<usize>, align: &str) {
    xml.inside("w:pPr", &[], |xml| {
        xml.value("w:pStyle", "Footer");
        if let Some(place) = tab {
            xml.inside("w:tabs", &[], |xml| {
                xml.empty(
                    "w:tab",
                    &[("w:val", "right"), ("w:pos", &place.to_string())],
                );
            });
        }
        xml.value("w:jc", align);
    });
}

/// Writes a phrase such as `Page {page} of {pages}`.
fn page_number(xml: &mut Xml, phrase: &str) {
    let mut rest = phrase;
    while let Some((before, (name, after))) = rest
        .split_once('{')
        .and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    {
        words(xml, before);
        let code = if name == "pages" {
            " NUMPAGES "
        } else {
            " PAGE "
        };
        field(xml, code, "1", |_| {});
        rest = after;
    }
    words(xml, rest);
}

fn words(xml: &mut Xml, words: &str) {
    if !words.is_empty() {
        run(xml, words, Format::default());
    }
}
