//! Fences of a body: charts, and words that need none.

use std::ops::Range;

use crate::diagnostic::{Code, suggest};
use crate::model::{Inline, Origin};

use super::super::attributes::attributes;
use super::{Fence, Reader};

impl Reader<'_> {
    pub(super) fn end_fence(&mut self) {
        let Some((info, code, range)) = self.fence.take() else {
            return;
        };
        let origin = self.ground.origin(range.clone());
        let (kind, rest) = info.split_once(char::is_whitespace).unwrap_or((&info, ""));
        let (kind, rest) = match kind.split_once('{') {
            Some((kind, _)) => (kind, &info[kind.len()..]),
            None => (kind, rest),
        };
        match kind {
            "" => self.plain_fence(&code, range),
            "chart" if self.open.is_empty() => {
                let mut line = vec![Inline::Text(format!(" {rest}"))];
                let said = attributes(&mut line, &origin, self.names, self.out);
                let at = self.text.parts.len();
                let toml = self.ground.below(range.start, &code);
                self.text.charts.push(Fence {
                    at,
                    toml,
                    said,
                    origin,
                });
            }
            _ => self.say_unknown(kind, origin),
        }
    }

    /// Words in a fence of no kind are words.
    fn plain_fence(&mut self, code: &str, range: Range<usize>) {
        self.start = Some(range);
        self.line.text(code.trim_end());
        self.end_paragraph();
    }

    fn say_unknown(&mut self, kind: &str, origin: Origin) {
        let (message, hint) = match (kind, suggest(kind, ["chart"])) {
            ("chart", _) => (
                "a chart stands in a list, a quote or a note".to_owned(),
                "begin its line with the three strokes, without spaces before them".to_owned(),
            ),
            (_, Some(near)) => (
                format!("there is no block `{kind}`"),
                format!("did you mean `{near}`?"),
            ),
            _ => (
                format!("there is no block `{kind}`"),
                "the only block in a fence is `chart`; words alone need no fence".to_owned(),
            ),
        };
        self.out.add(Code::BlockUnknown, origin, message).hint(hint);
    }
}
