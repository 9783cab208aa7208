//! A paper that is laid out on pages.

use typst::diag::SourceResult;
use typst::engine::Engine;
use typst::foundations::{Content, Output, StyleChain, Target};
use typst::introspection::Introspector;
use typst_layout::PagedDocument;

use super::forget::forget_layouts;

/// A paper in one of its layouts. The typesetter makes another until the places of all that is in it stand still.
pub(super) struct Layout(pub PagedDocument);

impl Output for Layout {
    fn target() -> Target {
        PagedDocument::target()
    }

    fn create(
        engine: &mut Engine<'_>,
        content: &Content,
        styles: StyleChain<'_>,
    ) -> SourceResult<Self> {
        let document = PagedDocument::create(engine, content, styles)?;
        forget_layouts(document.pages().len());
        Ok(Self(document))
    }

    fn introspector(&self) -> &dyn Introspector {
        Output::introspector(&self.0)
    }
}
