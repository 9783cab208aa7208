//! The house's values: what an office may override, and what each may be.

use typst::syntax::ast::{Arg, DictItem, Expr, LetBindingKind, Markup, Unit};
use typst::syntax::parse;

/// The dictionary that `design.typ` defines.
const DICTIONARY: &str = "design";

/// The sheets that `house.typ` knows.
pub const SHEETS: [&str; 2] = ["a4", "a3"];

/// What a value of the house is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DesignValue {
    /// A colour, given as `#rrggbb`.
    Colour,
    /// A length, given as a number of points.
    Length,
    /// A list of font families, given as one name or several.
    Fonts,
    /// The sheet that pages are printed on, given by its name: one of [`SHEETS`].
    Sheet,
    /// Anything else.
    Other,
}

/// A value of the house as it is written.
#[derive(Clone, Debug, PartialEq)]
pub enum WrittenValue {
    /// A colour as `rgb` takes it: `#rrggbb`.
    Colour(String),
    /// A length in points.
    Points(f64),
    /// A plain number.
    Number(f64),
}

/// Returns the values in the text of `design.typ`, in its order.
pub fn design_values(text: &str) -> Vec<(String, DesignValue)> {
    each_value(text, |expr| Some(kind(expr)))
}

/// Returns the colours, lengths and numbers in the text of `design.typ` that are written out, in its order.
pub fn written_values(text: &str) -> Vec<(String, WrittenValue)> {
    each_value(text, written)
}

/// Reads the values of the dictionary that can be read.
fn each_value<T>(text: &str, read: impl Fn(Expr<'_>) -> Option<T>) -> Vec<(String, T)> {
    let root = parse(text);
    let Some(markup) = root.cast::<Markup>() else {
        return Vec::new();
    };
    let dictionary = markup.exprs().find_map(|expr| {
        let Expr::LetBinding(binding) = expr else {
            return None;
        };
        let LetBindingKind::Normal(pattern) = binding.kind() else {
            return None;
        };
        let named = pattern
            .bindings()
            .iter()
            .any(|ident| ident.as_str() == DICTIONARY);
        match binding.init().filter(|_| named) {
            Some(Expr::Dict(dictionary)) => Some(dictionary),
            _ => None,
        }
    });
    let items = dictionary
        .into_iter()
        .flat_map(|dictionary| dictionary.items());
    let value = |item: DictItem<'_>| match item {
        DictItem::Named(named) => Some((named.name().as_str().to_owned(), read(named.expr())?)),
        _ => None,
    };
    items.filter_map(value).collect()
}

fn kind(expr: Expr<'_>) -> DesignValue {
    match expr {
        // A colour that is worked out from others unless the office names one is `auto`.
        Expr::FuncCall(_) | Expr::Auto(_) => DesignValue::Colour,
        Expr::Numeric(_) => DesignValue::Length,
        Expr::Array(_) => DesignValue::Fonts,
        Expr::Str(_) => DesignValue::Sheet,
        _ => DesignValue::Other,
    }
}

fn written(expr: Expr<'_>) -> Option<WrittenValue> {
    match expr {
        Expr::Int(number) => Some(WrittenValue::Number(number.get() as f64)),
        Expr::Float(number) => Some(WrittenValue::Number(number.get())),
        Expr::Numeric(number) => match number.get() {
            (points, Unit::Pt) => Some(WrittenValue::Points(points)),
            _ => None,
        },
        Expr::FuncCall(call) => match call.args().items().next()? {
            Arg::Pos(Expr::Str(text)) => Some(WrittenValue::Colour(text.get().to_string())),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_by_name_and_kind() {
        let text = "// c\n#let other = (x: 1)\n#let design = (accent: rgb(\"#fff\"), tint: auto, size: 12pt, font: (\"A\", \"B\"), sheet: \"a4\", share: 6)\n";
        let expected = [
            ("accent", DesignValue::Colour),
            ("tint", DesignValue::Colour),
            ("size", DesignValue::Length),
            ("font", DesignValue::Fonts),
            ("sheet", DesignValue::Sheet),
            ("share", DesignValue::Other),
        ];
        assert_eq!(
            design_values(text),
            expected.map(|(name, kind)| (name.to_owned(), kind))
        );
        assert!(design_values("#let x = 1").is_empty());
    }

    #[test]
    fn values_that_are_written_out_are_read() {
        let text = "#let design = (accent: rgb(\"#fff\"), tint: auto, size: 9.5pt, wide: 2cm, font: (\"A\",), share: 6)";
        let expected = [
            ("accent", WrittenValue::Colour("#fff".into())),
            ("size", WrittenValue::Points(9.5)),
            ("share", WrittenValue::Number(6.0)),
        ];
        assert_eq!(
            written_values(text),
            expected.map(|(name, value)| (name.to_owned(), value))
        );
    }
}
