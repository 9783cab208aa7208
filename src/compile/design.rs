//! The house's values: what an office may override, and what each may be.

use typst::syntax::ast::{DictItem, Expr, LetBindingKind, Markup};
use typst::syntax::parse;

/// The dictionary that `design.typ` defines.
const DICTIONARY: &str = "design";

/// What a value of the house is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DesignValue {
    /// A colour, given as `#rrggbb`.
    Colour,
    /// A length, given as a number of points.
    Length,
    /// A list of font families, given as one name or several.
    Fonts,
    /// Anything else.
    Other,
}

/// Returns the values in the text of `design.typ`, in its order.
pub fn design_values(text: &str) -> Vec<(String, DesignValue)> {
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
        DictItem::Named(named) => Some((named.name().as_str().to_owned(), kind(named.expr()))),
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
        _ => DesignValue::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_by_name_and_kind() {
        let text = "// c\n#let other = (x: 1)\n#let design = (accent: rgb(\"#fff\"), tint: auto, size: 12pt, font: (\"A\", \"B\"), share: 6)\n";
        let expected = [
            ("accent", DesignValue::Colour),
            ("tint", DesignValue::Colour),
            ("size", DesignValue::Length),
            ("font", DesignValue::Fonts),
            ("share", DesignValue::Other),
        ];
        assert_eq!(
            design_values(text),
            expected.map(|(name, kind)| (name.to_owned(), kind))
        );
        assert!(design_values("#let x = 1").is_empty());
    }
}
