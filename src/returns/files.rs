//! Names of the files that are sent: those of officers, as every system takes them.

/// No name is longer, without its ending.
const LONGEST: usize = 80;
/// No name takes more bytes: with a number and an ending, many systems take 255.
const MOST_BYTES: usize = 150;
/// Names that Windows keeps for devices.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Returns a name for an officer's file, unlike any that is taken, without an ending.
pub fn file_name(officer: &str, taken: &[String]) -> String {
    let fit = |c: char| {
        if c.is_control() || "<>:\"/\\|?*".contains(c) {
            '-'
        } else {
            c
        }
    };
    let shown = officer.chars().filter(|c| !is_unseen(*c));
    let fit = short(&shown.map(fit).take(LONGEST).collect::<String>());
    let fit = fit.trim().trim_matches('.').trim();
    let stem = fit.split('.').next().unwrap_or_default().to_lowercase();
    let port = stem
        .strip_prefix("com")
        .or_else(|| stem.strip_prefix("lpt"));
    let device = DEVICES.contains(&&*stem) || port.is_some_and(|number| number.len() == 1);
    let fit = match fit {
        "" => "Return".to_owned(),
        _ if device => format!("Return {fit}"),
        _ => fit.to_owned(),
    };
    let free = |name: &String| {
        !taken
            .iter()
            .any(|other| other.to_lowercase() == name.to_lowercase())
    };
    let numbered = (2..).map(|number| format!("{fit} {number}"));
    let mut names = std::iter::once(fit.clone()).chain(numbered);
    names.find(free).unwrap_or_default()
}

/// Cuts a name that takes too many bytes, at the edge of a character.
fn short(name: &str) -> String {
    let mut bytes = 0;
    let within = |c: &char| {
        bytes += c.len_utf8();
        bytes <= MOST_BYTES
    };
    name.chars().take_while(within).collect()
}

/// Returns whether a character cannot be seen, or turns what stands round it about: a name could pass for another one.
fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_a_name_that_every_system_takes() {
        assert_eq!(file_name("Head of Estates", &[]), "Head of Estates");
        assert_eq!(
            file_name("ACC (Ops) / Crime: North?", &[]),
            "ACC (Ops) - Crime- North-"
        );
        assert_eq!(file_name("../..", &[]), "-");
        assert_eq!(file_name("Con", &[]), "Return Con");
        assert_eq!(file_name("dw", &["DW".to_owned()]), "dw 2");
        assert_eq!(file_name("...", &[]), "Return");
    }

    #[test]
    fn a_name_is_short_in_bytes_and_shows_all_that_it_has() {
        let long = file_name(&"😀".repeat(80), &[]);
        assert_eq!((long.len(), long.chars().count()), (148, 37));
        assert_eq!(file_name("\u{202e}xcod.exe\u{200b}", &[]), "xcod.exe");
        assert_eq!(file_name("\u{feff}", &[]), "Return");
    }
}
