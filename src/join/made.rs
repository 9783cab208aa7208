//! PDFs made for tests.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

/// Makes a PDF with one page of A4; `entries` are more of its own, or instead of the usual ones.
pub fn one_page(entries: &Dictionary, code: &[u8]) -> (Document, ObjectId) {
    let mut document = Document::with_version("1.7");
    let pages = document.new_object_id();
    let content = document.add_object(Stream::new(Dictionary::new(), code.to_vec()));
    let mut page = dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content, "MediaBox" => numbers(&[0, 0, 595, 842]),
        "Resources" => resources(&mut document),
    };
    page.extend(entries);
    let page = document.add_object(page);
    let kids: Vec<Object> = vec![page.into()];
    let tree = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => 1 };
    document.set_object(pages, tree);
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    (document, page)
}

/// Returns resources that content may use: the font F, pictures I (grey) and M (with a mask that hides nothing), the form X that
/// paints 20 by 20 points, and graphics states: T is see-through, U multiplies.
fn resources(document: &mut Document) -> Dictionary {
    let font = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding",
    });
    let picture = dictionary! {
        "Type" => "XObject", "Subtype" => "Image", "Width" => 1, "Height" => 1, "BitsPerComponent" => 8, "ColorSpace" => "DeviceGray",
    };
    let plain = document.add_object(Stream::new(picture.clone(), vec![99]));
    let mask = document.add_object(Stream::new(picture.clone(), vec![0]));
    let mut masked = picture;
    masked.set("SMask", mask);
    let masked = document.add_object(Stream::new(masked, vec![99]));
    let form = dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => numbers(&[0, 0, 20, 20]) };
    let form = document.add_object(Stream::new(form, b"0 g 0 0 20 20 re f".to_vec()));
    dictionary! {
        "Font" => dictionary! { "F" => font },
        "XObject" => dictionary! { "I" => plain, "M" => masked, "X" => form },
        "ExtGState" => dictionary! {
            "T" => dictionary! { "ca" => 0.4, "CA" => 0.4 }, "U" => dictionary! { "BM" => "Multiply" },
        },
    }
}

/// Returns an array of numbers.
pub fn numbers(values: &[i64]) -> Vec<Object> {
    values.iter().map(|value| Object::Integer(*value)).collect()
}

/// Returns a PDF as it is written.
pub fn bytes(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("written");
    bytes
}
