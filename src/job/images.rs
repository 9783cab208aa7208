//! The images of a paper: read from beside it, and handed on under fixed names.

use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostics};
use crate::door;
use crate::load::{self, Image};
use crate::model::{Block, Paper, Phrase, Picture, Value};

use super::Office;
use super::inputs::Inputs;
use super::papers::tidy;

/// Names are counted once for all papers of a run, so that the typesetter's names never run out.
const MOST: usize = 200;

/// Reads the images that a paper names, and puts their names for the typesetter in place of its own.
pub fn images(
    office: &Office,
    folder: &Path,
    paper: &mut Paper,
    inputs: &mut Inputs,
    out: &mut Diagnostics,
) -> Vec<(String, Arc<Image>)> {
    let mut images = Vec::new();
    let bodies = paper.fields.values_mut();
    let bodies = bodies.filter_map(|cell| match &mut cell.value {
        Value::Body(body) => Some(body),
        _ => None,
    });
    for part in bodies.flat_map(|body| &mut body.0) {
        if let Block::Figure(figure) = &mut part.block {
            images.extend(image(
                office,
                folder,
                (figure, images.len() + 1),
                inputs,
                out,
            ));
        }
    }
    images
}

fn image(
    office: &Office,
    folder: &Path,
    (figure, number): (&mut Picture, usize),
    inputs: &mut Inputs,
    out: &mut Diagnostics,
) -> Option<(String, Arc<Image>)> {
    let named = Phrase {
        text: figure.file.clone(),
        origin: figure.named.clone(),
    };
    if number > MOST {
        out.add(
            Code::TooLarge,
            named.origin,
            format!("the paper has more than {MOST} images"),
        )
        .hint("cut it into two papers");
        return None;
    }
    let path = tidy(&folder.join(named.text.replace("%20", " ")));
    if door::lies_in(&path, &office.root) {
        inputs.note(&path);
    }
    let image = load::image(&path, &named, &office.root, out)?;
    let name = format!("image-{number}.{}", image.ending);
    figure.file = format!("/{name}");
    Some((name, office.pictures.one(image)))
}
