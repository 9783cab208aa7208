//! Ways between the files of an office: paths from its folder, with `/` everywhere.

/// Returns the folder that a file lies in.
pub fn folder(shown: &str) -> &str {
    shown.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Returns the name of a file.
pub fn name(shown: &str) -> &str {
    shown.rsplit('/').next().unwrap_or(shown)
}

/// Returns the way from a folder to a file, both from the office's folder.
pub fn way(folder: &str, file: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = file.split('/').collect();
    let shared = from
        .iter()
        .zip(&to[..to.len() - 1])
        .take_while(|(from, to)| from == to)
        .count();
    "../".repeat(from.len() - shared) + &to[shared..].join("/")
}

/// Returns the file that a way from a folder leads to, from the office's folder; none where it leads out of it.
pub fn led(folder: &str, way: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in way.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_leads_back_to_where_it_comes_from() {
        for (folder, file, between) in [
            ("data/2026-27/q3", "data/2026-27/q2/a.toml", "../q2/a.toml"),
            ("data/2026-27/q3", "data/2026-27/q3/a.toml", "a.toml"),
            (
                "data/2027-28/q1",
                "data/2026-27/q4/a.toml",
                "../../2026-27/q4/a.toml",
            ),
            ("data", "data/x/a.toml", "x/a.toml"),
        ] {
            assert_eq!(way(folder, file), between);
            assert_eq!(led(folder, between).as_deref(), Some(file));
        }
        assert_eq!(led("data", "../../a.toml"), None);
    }
}
