//! One paper, led through the stages: load, validate, check, render.

use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::Diagnostics;
use crate::door;
use crate::journal::{self, Work};
use crate::load::Image;
use crate::model::{Origin, Paper};
use crate::render::{self, Sources};
use crate::write;

use super::Office;
use super::images::images;
use super::inputs::Inputs;
use super::reader::Reader;

/// Images, by their names for the typesetter.
type Images = Vec<(String, Arc<Image>)>;

/// A paper that is ready to be set.
pub struct Prepared {
    /// The paper's file as the user knows it.
    pub shown: String,
    /// The name of its kind.
    pub kind: String,
    /// What the typesetter gets.
    pub sources: Sources,
    /// Its images.
    pub images: Images,
    /// The files that it was made from.
    pub inputs: Inputs,
}

impl Prepared {
    /// Returns its title as it is printed; nothing where its kind has none.
    pub fn title(&self) -> String {
        self.sources.title.clone()
    }
}

/// Reads, checks and renders a paper; what is wrong is reported.
pub fn prepare(office: &Office, path: &Path, out: &mut Diagnostics) -> Option<(Paper, Prepared)> {
    prepare_noting(office, path, &mut Inputs::default(), out)
}

/// Reads, checks and renders a paper, and takes down its files even where it cannot be made.
pub fn prepare_noting(
    office: &Office,
    path: &Path,
    inputs: &mut Inputs,
    out: &mut Diagnostics,
) -> Option<(Paper, Prepared)> {
    let mut problems = Diagnostics::default();
    let prepared = prepare_unruled(office, path, inputs, &mut problems);
    office.rules.apply(&mut problems);
    out.append(problems);
    prepared
}

/// Does the same, and leaves the problems as they were found: the office's rules are for whoever reports them.
pub fn prepare_unruled(
    office: &Office,
    path: &Path,
    inputs: &mut Inputs,
    out: &mut Diagnostics,
) -> Option<(Paper, Prepared)> {
    let shown = office.shown(path);
    let _doing = journal::begun(Work::Make, Path::new(&shown), &shown, out)?;
    let (read, opened) = door::watched(|| read(office, path, inputs, out));
    inputs.opened(&opened);
    let (paper, images) = read?;
    let sources = render::render(&paper, &office.library, out)?;
    let origin = office
        .board
        .name_of(&paper.kind.name)
        .map_or_else(|| Origin::file(shown.as_str()), |name| name.origin.clone());
    let prepared = Prepared {
        shown,
        kind: paper.kind.name.clone(),
        sources,
        images,
        inputs: inputs.clone(),
    };
    write::usable(&prepared.sources.name, &origin, out).then_some((paper, prepared))
}

/// Reads a paper and its images, and takes down their files.
fn read(
    office: &Office,
    path: &Path,
    inputs: &mut Inputs,
    out: &mut Diagnostics,
) -> Option<(Paper, Images)> {
    let mut reader = Reader::new(office);
    let paper = reader.read(path, out);
    *inputs = reader.into_inputs();
    let mut paper = paper?;
    let folder = path.parent().unwrap_or(&office.root);
    let images = images(office, folder, &mut paper, inputs, out);
    Some((paper, images))
}
