//! What the PDF says of itself, in its two places: they agree.

use xmp_writer::{DateTime, LangId, RenditionClass, Timezone, XmpWriter};

use crate::join::{About, Claims};

use super::syntax;

/// What made the PDF.
const TOOL: &str = "boardpaper";

/// Returns the metadata in XMP.
pub fn xmp(about: &About, claims: &Claims, pages: usize, identity: &str, newer: bool) -> String {
    let mut xmp = XmpWriter::new();
    let date = date(about);
    let language = LangId(&about.language);
    xmp.title([(None, &about.title[..])]);
    if !about.subject.is_empty() {
        xmp.description([(None, &about.subject[..])]);
    }
    xmp.creator([&about.author[..]]);
    xmp.language([language]);
    xmp.creator_tool(TOOL);
    xmp.create_date(date);
    xmp.modify_date(date);
    schemas(&mut xmp, claims);
    xmp.num_pages(u32::try_from(pages).unwrap_or(u32::MAX));
    xmp.format("application/pdf");
    xmp.instance_id(identity);
    xmp.document_id(identity);
    xmp.rendition_class(RenditionClass::Proof);
    xmp.pdf_version(if newer { "2.0" } else { "1.7" });
    xmp.finish(None)
}

/// Writes the standards, and in PDF/A the schemas that it does not know by itself.
fn schemas(xmp: &mut XmpWriter, claims: &Claims) {
    if let Some((part, level)) = claims.archival {
        let mut schemas = xmp.extension_schemas();
        schemas
            .xmp_media_management()
            .properties()
            .describe_instance_id();
        schemas.pdf().properties().describe_all();
        if claims.ua.is_some() {
            schemas.pdfua_id().properties().describe_part();
        }
        drop(schemas);
        xmp.pdfa_part(part.into());
        xmp.pdfa_conformance(&level.to_ascii_uppercase().to_string());
    }
    if let Some(part) = claims.ua {
        xmp.pdfua_part(part.into());
    }
}

/// Returns the dictionary of document information.
pub fn info(about: &About) -> Vec<u8> {
    let mut info = b"<</Title".to_vec();
    syntax::text(&about.title, &mut info);
    if !about.subject.is_empty() {
        info.extend(b"/Subject");
        syntax::text(&about.subject, &mut info);
    }
    info.extend(b"/Author");
    syntax::text(&about.author, &mut info);
    info.extend(b"/Creator");
    syntax::text(TOOL, &mut info);
    let date = date(about);
    let day = format!(
        "D:{:04}{:02}{:02}000000Z",
        date.year,
        date.month.unwrap_or(1),
        date.day.unwrap_or(1)
    );
    syntax::put(
        &mut info,
        format_args!("/CreationDate({day})/ModDate({day})>>"),
    );
    info
}

/// Returns the one date that there is.
fn date(about: &About) -> DateTime {
    DateTime {
        year: u16::try_from(about.date.year).unwrap_or_default(),
        month: Some(about.date.month),
        day: Some(about.date.day),
        hour: Some(0),
        minute: Some(0),
        second: Some(0),
        timezone: Some(Timezone::Utc),
    }
}
