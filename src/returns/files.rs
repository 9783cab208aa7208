//! Names of the files that are sent: those of officers, as every system takes them.

/// No name is longer, without its ending.
const LONGEST: usize = 80;
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
    let fit: String = officer.chars().map(fit).take(LONGEST).collect();
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
}
