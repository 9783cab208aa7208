//! The vocabularies of workbooks and documents, under names that do not depend on a file's prefixes.

use quick_xml::name::ResolveResult;

/// Returns a name with the prefix that its vocabulary has here.
pub(super) fn named(namespace: &ResolveResult<'_>, local: &str) -> String {
    let prefix = match namespace {
        ResolveResult::Unbound => "",
        ResolveResult::Bound(bound) => prefix(bound.as_ref()),
        ResolveResult::Unknown(written) => written,
    };
    if prefix.is_empty() {
        local.to_owned()
    } else {
        format!("{prefix}:{local}")
    }
}

/// Returns the fixed prefix of a namespace.
fn prefix(namespace: &str) -> &'static str {
    if let Some(open_document) = namespace.strip_prefix("urn:oasis:names:tc:opendocument:xmlns:") {
        return match open_document {
            "office:1.0" => "office",
            "table:1.0" => "table",
            "text:1.0" => "text",
            "style:1.0" => "style",
            "xsl-fo-compatible:1.0" => "fo",
            "datastyle:1.0" => "number",
            "manifest:1.0" => "manifest",
            "drawing:1.0" => "draw",
            "svg-compatible:1.0" => "svg",
            _ => "other",
        };
    }
    match namespace {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        | "http://purl.oclc.org/ooxml/spreadsheetml/main"
        | "http://schemas.openxmlformats.org/package/2006/relationships" => "",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        | "http://purl.oclc.org/ooxml/officeDocument/relationships" => "r",
        "http://schemas.openxmlformats.org/drawingml/2006/main"
        | "http://purl.oclc.org/ooxml/drawingml/main" => "a",
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        | "http://purl.oclc.org/ooxml/wordprocessingml/main" => "w",
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
        | "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing" => "wp",
        "http://schemas.openxmlformats.org/officeDocument/2006/math"
        | "http://purl.oclc.org/ooxml/officeDocument/math" => "m",
        "http://schemas.openxmlformats.org/markup-compatibility/2006" => "mc",
        "urn:schemas-microsoft-com:vml" => "v",
        "http://www.w3.org/1999/xlink" => "xlink",
        "http://www.w3.org/XML/1998/namespace" => "xml",
        "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" => "calcext",
        _ => "other",
    }
}
