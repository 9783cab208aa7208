//! Invented PDFs such as an agenda pack is made of: scans, and text with fonts of its own.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use subsetter::{GlyphRemapper, subset};

use crate::Outcome;
use crate::words::Words;

/// A scan whose page is shown again and again, each time as a picture with bytes of its own.
const SCAN: &[u8] = include_bytes!("../data/meetings/papers/partner-letter.pdf");
const FONT: &[u8] = include_bytes!("../fonts/SourceSans3-Regular.ttf");
const LINES: usize = 46;

/// Makes a scan of so many pages: pictures in JPEG of 50 to 120 kB.
pub fn scan(seed: u64, pages: usize) -> Outcome<Vec<u8>> {
    let mut words = Words::new(seed);
    let picture = picture()?;
    let mut pile = Pile::new();
    for _ in 0..pages {
        let length = 20_000 + words.below(70_000);
        let noise = (0..length)
            .map(|_| words.below(256) as u8)
            .collect::<Vec<u8>>();
        let mut image = picture.clone();
        image.set_content(commented(&picture.content, &noise));
        let image = pile.document.add_object(image);
        let resources = dictionary! { "XObject" => dictionary! { "I" => image } };
        pile.page(resources, b"q 597.6 0 0 838.8 0 0 cm /I Do Q".to_vec());
    }
    pile.bytes()
}

/// Makes a text of so many pages, in a part of a font that only it has, with a bookmark for every tenth page.
pub fn text(seed: u64, pages: usize) -> Outcome<Vec<u8>> {
    let mut words = Words::new(seed);
    let lines: Vec<Vec<String>> = (0..pages)
        .map(|_| (0..LINES).map(|_| words.phrase(13)).collect())
        .collect();
    let face = ttf_parser::Face::parse(FONT, 0)?;
    let mut glyphs = GlyphRemapper::new();
    let mut write = |line: &String| {
        let ids = line
            .chars()
            .map(|sign| glyphs.remap(face.glyph_index(sign).map_or(0, |glyph| glyph.0)));
        ids.map(|id| format!("{id:04X}")).collect::<String>()
    };
    let written: Vec<Vec<String>> = lines
        .iter()
        .map(|page| page.iter().map(&mut write).collect())
        .collect();
    let mut pile = Pile::new();
    let font = pile.font(&subset(FONT, 0, &glyphs)?);
    for page in &written {
        let shown: String = page
            .iter()
            .map(|line| format!("0 -15 Td <{line}> Tj\n"))
            .collect();
        let resources = dictionary! { "Font" => dictionary! { "F" => font } };
        pile.page(
            resources,
            format!("BT /F 10 Tf 70 780 Td\n{shown}ET").into_bytes(),
        );
    }
    pile.bytes()
}

/// Returns the picture of the scan's second page, which is a JPEG.
fn picture() -> Outcome<Stream> {
    let document = Document::load_mem(SCAN)?;
    let streams = document
        .objects
        .into_values()
        .filter_map(|object| match object {
            Object::Stream(stream) => Some(stream),
            _ => None,
        });
    let mut pictures = streams.filter(|stream| {
        stream
            .filters()
            .is_ok_and(|filters| filters == [b"DCTDecode"])
    });
    Ok(pictures.next().ok_or("the scan has no JPEG")?)
}

/// Puts bytes into a JPEG as comments, which change nothing that is seen.
fn commented(jpeg: &[u8], noise: &[u8]) -> Vec<u8> {
    let mut file = jpeg[..2].to_vec();
    for part in noise.chunks(60_000) {
        file.extend([0xff, 0xfe]);
        file.extend(((part.len() + 2) as u16).to_be_bytes());
        file.extend(part);
    }
    file.extend(&jpeg[2..]);
    file
}

/// A PDF under way.
struct Pile {
    document: Document,
    tree: ObjectId,
    pages: Vec<Object>,
}

impl Pile {
    fn new() -> Self {
        let mut document = Document::with_version("1.7");
        let tree = document.new_object_id();
        Self {
            document,
            tree,
            pages: Vec::new(),
        }
    }

    fn page(&mut self, resources: Dictionary, draw: Vec<u8>) {
        let content = self
            .document
            .add_object(Stream::new(Dictionary::new(), draw));
        let page = dictionary! {
            "Type" => "Page", "Parent" => self.tree, "Contents" => content, "Resources" => resources,
            "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        };
        self.pages.push(self.document.add_object(page).into());
    }

    fn font(&mut self, file: &[u8]) -> ObjectId {
        let file = self.document.add_object(Stream::new(
            dictionary! { "Length1" => file.len() as i64 },
            file.to_vec(),
        ));
        let described = self.document.add_object(dictionary! {
            "Type" => "FontDescriptor", "FontName" => "AAAAAA+Invented", "Flags" => 4, "FontFile2" => file, "ItalicAngle" => 0,
            "Ascent" => 984, "Descent" => -273, "CapHeight" => 660, "StemV" => 80,
            "FontBBox" => vec![(-500).into(), (-300).into(), 1500.into(), 1000.into()],
        });
        let kind = dictionary! { "Registry" => Object::string_literal("Adobe"), "Ordering" => Object::string_literal("Identity"), "Supplement" => 0 };
        let below = dictionary! {
            "Type" => "Font", "Subtype" => "CIDFontType2", "BaseFont" => "AAAAAA+Invented", "CIDSystemInfo" => kind,
            "FontDescriptor" => described, "DW" => 500, "CIDToGIDMap" => "Identity",
        };
        let below = self.document.add_object(below);
        self.document.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "AAAAAA+Invented", "Encoding" => "Identity-H",
            "DescendantFonts" => vec![below.into()],
        })
    }

    fn bytes(mut self) -> Outcome<Vec<u8>> {
        let outlines = self.outline();
        let count = self.pages.len() as i64;
        let tree = dictionary! { "Type" => "Pages", "Kids" => self.pages, "Count" => count };
        self.document.objects.insert(self.tree, tree.into());
        let catalog =
            dictionary! { "Type" => "Catalog", "Pages" => self.tree, "Outlines" => outlines };
        let catalog = self.document.add_object(catalog);
        self.document.trailer.set("Root", catalog);
        self.document.compress();
        let mut bytes = Vec::new();
        self.document.save_to(&mut bytes)?;
        Ok(bytes)
    }

    fn outline(&mut self) -> ObjectId {
        let root = self.document.new_object_id();
        let marked: Vec<Object> = self.pages.iter().step_by(10).cloned().collect();
        let ids: Vec<ObjectId> = marked
            .iter()
            .map(|_| self.document.new_object_id())
            .collect();
        for (at, page) in marked.into_iter().enumerate() {
            let mut mark = dictionary! {
                "Title" => Object::string_literal(format!("Part {}", at + 1)), "Parent" => root, "Dest" => vec![page, "Fit".into()],
            };
            if at > 0 {
                mark.set("Prev", ids[at - 1]);
            }
            if let Some(next) = ids.get(at + 1) {
                mark.set("Next", *next);
            }
            self.document.objects.insert(ids[at], mark.into());
        }
        let (first, last) = (ids[0], ids[ids.len() - 1]);
        let count = ids.len() as i64;
        self.document.objects.insert(root, dictionary! { "Type" => "Outlines", "First" => first, "Last" => last, "Count" => count }.into());
        root
    }
}
