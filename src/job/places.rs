//! The places of allowances: each must name a file of the office, or it could never be of use.

use std::path::Path;

use crate::diagnostic::{Code, Diagnostics};
use crate::load::Library;
use crate::model::Allowance;

/// Reports allowances whose place is not as messages tell it.
pub fn check(allowed: &[Allowance], root: &Path, library: &Library, out: &mut Diagnostics) {
    for allowance in allowed {
        let place = allowance.place.trim();
        let is_known = |place: &str| names_file(place, root, library);
        if is_known(place) {
            continue;
        }
        let message = format!("`place` names no file of the office: `{place}`");
        let hint = match nearest(place, root).filter(|near| is_known(near)) {
            Some(near) => format!("write `{near}`"),
            None => "write the place as messages tell it, such as `data/2026-27/q2/theme-1.toml:7:12`; delete the allowance if the file is gone".to_owned(),
        };
        out.add(Code::AllowanceUnused, allowance.origin.clone(), message)
            .hint(hint);
    }
}

/// Returns whether a place begins with a file, by the name that messages give it.
fn names_file(place: &str, root: &Path, library: &Library) -> bool {
    let ends = place.match_indices([',', ':']).map(|(at, _)| at);
    let mut names = ends.chain([place.len()]).map(|end| &place[..end]);
    names.any(|name| {
        let is_template = || library.iter().any(|(_, file)| file.shown == name);
        (is_plain(name, root) && root.join(name).is_file()) || is_template()
    })
}

/// Returns whether messages would give a file this name: never by a way round, nor from elsewhere where it lies in the office.
fn is_plain(name: &str, root: &Path) -> bool {
    let is_round = name.split('/').any(|part| [".", ".."].contains(&part));
    !is_round && !name.contains("//") && !Path::new(name).starts_with(root)
}

/// Writes a place as messages tell it, where what is amiss is its beginning or its slashes.
fn nearest(place: &str, root: &Path) -> Option<String> {
    let place = place.trim_start_matches("-->").trim_start();
    let place = place.strip_prefix("at:").unwrap_or(place).trim_start();
    let root = root.display().to_string().replace('\\', "/");
    let place = place.replace('\\', "/");
    let inside = place.strip_prefix(&root).unwrap_or(&place);
    let inside = inside.trim_start_matches("./").trim_start_matches('/');
    let name = inside.split([',', ':']).next()?;
    match Path::new(&root).join(name).is_file() {
        true => Some(inside.to_owned()),
        false => Some(format!("data/{inside}")),
    }
}
