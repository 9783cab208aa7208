//! A tree written as HTML.

use super::{Element, Node};

/// Elements that hold nothing and are not closed.
const VOID: [&str; 7] = ["meta", "br", "wbr", "img", "hr", "link", "input"];
/// Elements inside a line, where a line break would be a space.
const INLINE: [&str; 12] = [
    "a", "span", "strong", "em", "code", "mark", "sup", "sub", "pre", "wbr", "br", "abbr",
];

impl Element {
    /// Returns the page whose root it is.
    pub fn to_page(&self) -> String {
        let mut page = "<!DOCTYPE html>\n".to_owned();
        self.write(&mut page);
        page
    }

    fn write(&self, to: &mut String) {
        let tag = self.tag.as_str();
        to.push_str(&format!("<{tag}"));
        for (name, value) in &self.attributes {
            to.push_str(&format!(" {name}=\"{}\"", escaped(value)));
        }
        to.push('>');
        if !VOID.contains(&tag) {
            self.write_children(to);
            to.push_str(&format!("</{tag}>"));
        }
        if !INLINE.contains(&tag) {
            to.push('\n');
        }
    }

    fn write_children(&self, to: &mut String) {
        for child in &self.children {
            match child {
                Node::Element(element) => element.write(to),
                // A style sheet is no text: signs in it mean what they are.
                Node::Text(text) if self.tag == "style" => to.push_str(text),
                Node::Text(text) => to.push_str(&escaped(text)),
            }
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_typed_is_never_markup() {
        let page = Element::new("p")
            .set("title", "\"5\" & <6>")
            .with("a < b & \"c\" </p>");
        assert_eq!(
            page.to_page(),
            "<!DOCTYPE html>\n<p title=\"&quot;5&quot; &amp; &lt;6&gt;\">a &lt; b &amp; &quot;c&quot; &lt;/p&gt;</p>\n"
        );
    }

    #[test]
    fn void_elements_are_not_closed_and_style_sheets_stand_as_they_are() {
        let head = Element::new("head")
            .with(Element::new("meta").set("charset", "utf-8"))
            .with(Element::new("style").with("a > b { }"));
        assert_eq!(
            head.to_page(),
            "<!DOCTYPE html>\n<head><meta charset=\"utf-8\">\n<style>a > b { }</style>\n</head>\n"
        );
    }
}
