//! How cells look: one typeface, borders that show where to type, grey where nothing is asked.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatScript, FormatUnderline};

use crate::load::{Run, Script};

use super::Takes;

const FACE: &str = "Arial";
const EDGE: Color = Color::RGB(0x8a_8a8a);

/// The plain look of text on a sheet.
pub(super) fn plain() -> Format {
    let format = Format::new().set_font_name(FACE).set_font_size(11);
    format.set_align(FormatAlign::Top)
}

/// Text that wraps.
pub(super) fn wrapped() -> Format {
    plain().set_text_wrap()
}

/// What stands at the head of a sheet.
pub(super) fn title() -> Format {
    plain().set_bold().set_font_size(14)
}

/// A name before what it names.
pub(super) fn label() -> Format {
    wrapped().set_bold()
}

/// A heading of a column.
pub(super) fn heading() -> Format {
    let format = wrapped()
        .set_bold()
        .set_background_color(Color::RGB(0xd9_e1ea));
    bordered(format).set_border_bottom(FormatBorder::Medium)
}

/// A cell of a column.
///
/// Cells of statuses have no fill of their own: where a letter is missing, a fill is read as a colour of the key.
pub(super) fn cell(takes: &Takes, locked: bool) -> Format {
    let format = bordered(wrapped());
    let format = match takes {
        Takes::Date => format
            .set_num_format("d mmm yyyy")
            .set_align(FormatAlign::Left),
        Takes::Number => format,
        Takes::Status(_) => text(format).set_align(FormatAlign::Center).set_bold(),
        Takes::Text | Takes::LongText | Takes::OneOf(_) => text(format),
    };
    match (locked, takes) {
        (false, _) => format.set_unlocked(),
        (true, Takes::Status(_)) => format,
        (true, _) => format.set_background_color(Color::RGB(0xf2_f2f2)),
    }
}

/// A status in its step's colour.
pub(super) fn step(colour: &str, ink: Option<&str>) -> Format {
    let ink = ink.unwrap_or("#000000");
    Format::new()
        .set_background_color(colour)
        .set_font_color(ink)
        .set_bold()
}

/// A run of text in the look of its cell, with a look of its own.
pub(super) fn run(run: &Run, bold: bool) -> Format {
    let mut format = Format::new().set_font_name(FACE).set_font_size(11);
    if run.bold || bold {
        format = format.set_bold();
    }
    if run.italic {
        format = format.set_italic();
    }
    if run.underline {
        format = format.set_underline(FormatUnderline::Single);
    }
    if run.strike {
        format = format.set_font_strikethrough();
    }
    match run.script {
        Some(Script::Super) => format.set_font_script(FormatScript::Superscript),
        Some(Script::Sub) => format.set_font_script(FormatScript::Subscript),
        None => format,
    }
}

/// What is typed stays the text that it is: `1.10` is no number, and `- done` no formula.
fn text(format: Format) -> Format {
    format.set_num_format("@")
}

fn bordered(format: Format) -> Format {
    format.set_border(FormatBorder::Thin).set_border_color(EDGE)
}
