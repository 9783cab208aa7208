//! An HTML page as a tree of plain data, for whoever makes something else of it, and for whoever makes one.

mod written;

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Text, without any escapes.
    Text(String),
}

/// An element as it stands in the written page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// Its name, such as `p`.
    pub tag: String,
    /// Its attributes in order.
    pub attributes: Vec<(String, String)>,
    /// What stands in it.
    pub children: Vec<Node>,
}

impl From<Element> for Node {
    fn from(element: Element) -> Self {
        Self::Element(element)
    }
}

impl From<&str> for Node {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl Element {
    /// Starts an element.
    pub fn new(tag: &str) -> Self {
        Self {
            tag: tag.to_owned(),
            ..Self::default()
        }
    }

    /// Gives it an attribute.
    pub fn set(mut self, name: &str, value: impl Into<String>) -> Self {
        self.attributes.push((name.to_owned(), value.into()));
        self
    }

    /// Puts something at its end.
    pub fn with(mut self, child: impl Into<Node>) -> Self {
        self.children.push(child.into());
        self
    }

    /// Puts several things at its end.
    pub fn with_all(mut self, children: impl IntoIterator<Item = impl Into<Node>>) -> Self {
        self.children.extend(children.into_iter().map(Into::into));
        self
    }

    /// Returns the value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Calls a function for this element and every one inside it, in reading order.
    pub fn visit<'a>(&'a self, see: &mut dyn FnMut(&'a Self)) {
        see(self);
        for child in &self.children {
            if let Node::Element(element) = child {
                element.visit(see);
            }
        }
    }

    /// Returns all text in this element, as it stands.
    pub fn text(&self) -> String {
        let text = |child: &Node| match child {
            Node::Text(text) => text.clone(),
            Node::Element(element) => element.text(),
        };
        self.children.iter().map(text).collect()
    }
}

/// Returns the head of a page that needs nothing beside it; its looks are style sheets, later ones over earlier ones.
pub fn page_head(title: impl Into<Node>, looks: &[&str]) -> Element {
    let meta = |name, value| Element::new("meta").set("name", name).set("content", value);
    Element::new("head")
        .with(Element::new("meta").set("charset", "utf-8"))
        .with(meta("viewport", "width=device-width, initial-scale=1"))
        .with(Element::new("title").with(title))
        .with(meta("color-scheme", "light dark"))
        .with(Element::new("style").with(looks.join("\n")))
}
