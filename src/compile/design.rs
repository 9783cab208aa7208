//! The names of the house's values: what an office may override.

use typst::syntax::ast::{DictItem, Expr, LetBindingKind, Markup};
use typst::syntax::parse;

/// The dictionary that `design.typ` defines.
const DICTIONARY: &str = "design";

/// Returns the names of the values in the text of `design.typ`, in its order.
pub fn design_names(text: &str) -> Vec<String> {
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
    let name = |item: DictItem<'_>| match item {
        DictItem::Named(named) => Some(named.name().as_str().to_owned()),
        _ => None,
    };
    items.filter_map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_by_name() {
        let text =
            "// c\n#let other = (x: 1)\n#let design = (accent: rgb(\"#fff\"), text-size: 12pt)\n";
        assert_eq!(design_names(text), ["accent", "text-size"]);
        assert!(design_names("#let x = 1").is_empty());
    }
}
