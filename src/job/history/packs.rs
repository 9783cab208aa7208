//! Packs that were published: their own records know them.

use walkdir::WalkDir;

use crate::diagnostic::{Code, Diagnostics};
use crate::door;
use crate::job::Office;
use crate::model::Origin;
use crate::pack::History;

use super::verify::Published;

/// Lists the packs of all records in `data/history`.
pub fn packs(office: &Office, out: &mut Diagnostics) -> Vec<Published> {
    let folder = office.root.join("data/history");
    let files = WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok);
    let mut all = Vec::new();
    for entry in files.filter(|entry| {
        entry
            .path()
            .extension()
            .is_some_and(|ending| ending == "json")
    }) {
        let shown = office.shown(entry.path());
        let text = door::text_in(entry.path(), &office.root);
        let Ok(text) = text.map_err(|error| say_unread(&shown, &error, out)) else {
            continue;
        };
        let history = History::read(&text, &shown, out);
        all.extend(
            history
                .into_iter()
                .flat_map(|history| history.packs)
                .map(|pack| Published {
                    file: pack.file,
                    sha256: pack.sha256,
                    day: pack.published.to_string(),
                    origin: Origin::file(shown.as_str()),
                }),
        );
    }
    all
}

fn say_unread(shown: &str, error: &std::io::Error, out: &mut Diagnostics) {
    let message = format!("cannot read `{shown}`: {error}");
    out.add(Code::HistoryFaulty, Origin::file(shown), message)
        .hint("check that you may read it, or fetch it back from a backup");
}
