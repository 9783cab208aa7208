//! What a document says of itself: its properties, its page, and the words at its foot.

use serde_json::Value as Json;

/// The sides of A4 and of A3, and the margins, in twentieths of a point.
const A4: (usize, usize) = (11906, 16838);
const A3: (usize, usize) = (16838, 23811);
pub const MARGIN_SIDE: usize = 1000;

/// What is said of a document beside its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// The title, for lists of files and screen readers.
    pub title: String,
    /// Whose document it is.
    pub author: String,
    /// What it is about, in a sentence.
    pub subject: String,
    /// Words to find it by.
    pub keywords: String,
    /// Its language, such as `en-GB`.
    pub language: String,
    /// Whether its pages are wider than tall.
    pub landscape: bool,
    /// Whether its pages are A3.
    pub large: bool,
    /// What stands at the foot of each page beside its number.
    pub footer: String,
    /// The phrase for the page's number, with `{page}` and `{pages}` in it.
    pub page: String,
    /// The house's colour, as six digits.
    pub accent: String,
}

impl About {
    /// Reads what `model.json` says; what it leaves out is as in the templates.
    pub fn of(model: &str) -> Self {
        let model: Json = serde_json::from_str(model).unwrap_or_default();
        let text = |place: &str| {
            model
                .pointer(place)
                .and_then(Json::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        let region = text("/region");
        let keywords = model.pointer("/document/keywords").and_then(Json::as_array);
        let keywords = keywords.into_iter().flatten().filter_map(Json::as_str);
        Self {
            title: text("/document/title"),
            author: text("/document/author"),
            subject: text("/document/subject"),
            keywords: keywords.collect::<Vec<_>>().join(", "),
            language: [text("/language"), region]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join("-"),
            landscape: text("/fields/orientation") != "portrait",
            large: text("/design/sheet") == "a3",
            footer: text("/wording/footer"),
            page: text("/wording/page"),
            accent: colour(&text("/design/accent")).unwrap_or_else(|| "1d3d6b".to_owned()),
        }
    }

    /// Returns the page's width and height.
    pub fn page_size(&self) -> (usize, usize) {
        let (short, long) = if self.large { A3 } else { A4 };
        if self.landscape {
            (long, short)
        } else {
            (short, long)
        }
    }

    /// Returns how wide the text is.
    pub fn text_width(&self) -> usize {
        self.page_size().0 - 2 * MARGIN_SIDE
    }
}

/// Reads `#1d3d6b` or `#fff` as six digits.
pub fn colour(text: &str) -> Option<String> {
    let digits = text.strip_prefix('#')?;
    let known = digits.chars().all(|c| c.is_ascii_hexdigit());
    match digits.len() {
        6 if known => Some(digits.to_lowercase()),
        3 if known => Some(
            digits
                .chars()
                .flat_map(|c| [c, c])
                .collect::<String>()
                .to_lowercase(),
        ),
        _ => None,
    }
}
