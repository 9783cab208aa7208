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

/// Adds the foot of the pages: whose paper it is, and the page's number at the right.
pub fn add_footer(package: &mut Package, about: &About) {
    let part = Xml::word_part("w:ftr", |xml| {
        xml.inside("w:p", &[], |xml| {
            xml.inside("w:pPr", &[], |xml| {
                xml.value("w:pStyle", "Footer");
                let place = about.text_width().to_string();
                xml.inside("w:tabs", &[], |xml| {
                    xml.empty("w:tab", &[("w:val", "right"), ("w:pos", &place)])
                });
            });
            words(xml, &about.footer);
            xml.inside("w:r", &[], |xml| xml.empty("w:tab", &[]));
            page_number(xml, &about.page);
        });
    });
    package.part("word/footer1.xml", part, None);
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
