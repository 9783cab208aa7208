//! Looks at the pages of a PDF one after the other, none of them for ever.

use std::collections::HashMap;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::time::{Duration, Instant};

use hayro_interpret::font::FontData;
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, TransformExt, interpret_page,
};
use hayro_syntax::Pdf;
use hayro_syntax::object::dict::keys::USER_UNIT;
use hayro_syntax::page::Page;
use kurbo::{Affine, Rect};

use super::PageLook;
use super::annotations;
use super::eye::Eye;

/// Stands in for fonts that are not embedded: the widths come from the PDF, the shapes hardly matter.
static STAND_IN: &[u8] = include_bytes!("../../../fonts/SourceSans3-Regular.ttf");

/// How many pages of a PDF may be given up before the rest is not looked at.
const GIVEN_UP: usize = 3;
/// How long all pages of a PDF may take together.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long the instructions of a page may be, in bytes.
const LONGEST: usize = 48 << 20;

/// Looks at every page.
pub(super) fn looks(pdf: &Pdf) -> Vec<PageLook> {
    let mut cache = InterpreterCache::new();
    let mut given_up = 0;
    let start = Instant::now();
    let mut looks: Vec<PageLook> = Vec::new();
    let mut known: HashMap<&[u8], usize> = HashMap::new();
    for page in pdf.pages().iter() {
        // The same page again looks the same.
        if let Some(same) = known.get(page.raw().data()) {
            looks.push(looks[*same].clone());
            continue;
        }
        known.insert(page.raw().data(), looks.len());
        let mut eye = Eye::new(size(page));
        let patient = given_up < GIVEN_UP && start.elapsed() < PATIENCE;
        let whole = patient && watched(page, &cache, &mut eye);
        if !whole {
            // What a panic left half done in the cache is not for the next page.
            cache = InterpreterCache::new();
            given_up += 1;
        }
        looks.push(eye.look(whole));
    }
    looks
}

/// Interprets a page; tells whether it came to its end.
fn watched<'a>(page: &'a Page<'a>, cache: &InterpreterCache<'a>, eye: &mut Eye<'a>) -> bool {
    panic::catch_unwind(AssertUnwindSafe(|| interpreted(page, cache, eye))).unwrap_or(false)
}

fn interpreted<'a>(page: &'a Page<'a>, cache: &InterpreterCache<'a>, eye: &mut Eye<'a>) -> bool {
    if page.page_stream().is_some_and(|code| code.len() > LONGEST) {
        return false;
    }
    interpret_page(page, &mut context(page, Affine::IDENTITY, cache), eye);
    annotations::draw(page, cache, eye);
    true
}

/// Returns a context whose space is the displayed page in points, from its top left corner; `within` comes before it.
pub(super) fn context<'a>(
    page: &Page<'a>,
    within: Affine,
    cache: &InterpreterCache<'a>,
) -> Context<'a> {
    let (width, height) = size(page);
    let place = placed(page) * within;
    let paper = Rect::new(0.0, 0.0, width, height);
    Context::new(place, paper, cache, page.xref(), settings())
}

/// Returns where the user space of a page goes as it is looked at.
pub(super) fn placed(page: &Page<'_>) -> Affine {
    Affine::scale(unit(page)) * page.initial_transform(true).to_kurbo()
}

fn size(page: &Page<'_>) -> (f64, f64) {
    let (width, height) = page.render_dimensions();
    (
        f64::from(width) * unit(page),
        f64::from(height) * unit(page),
    )
}

fn unit(page: &Page<'_>) -> f64 {
    let unit = page.raw().get::<f64>(USER_UNIT).unwrap_or(1.0);
    if unit.is_finite() && unit > 0.0 {
        unit
    } else {
        1.0
    }
}

fn settings() -> InterpreterSettings {
    InterpreterSettings {
        font_resolver: Arc::new(|_| {
            let font: FontData = Arc::new(STAND_IN);
            Some((font, 0))
        }),
        // Drawn by us, who know which of them hide something.
        render_annotations: false,
        ..Default::default()
    }
}
