//! The label of a new paper, after those of its neighbours.

/// A paper's number and label.
pub struct Labelled {
    /// The number of its theme.
    pub number: String,
    /// Its label, such as `Appendix C`.
    pub label: String,
}

/// Returns the label of a paper after those of others of its quarter: where each theme has the letter or number of its place,
/// that of the new one; where all have the same, that; else the next after the last.
pub fn label(neighbours: &[Labelled], number: &str) -> Option<String> {
    let read: Option<Vec<_>> = neighbours.iter().map(|one| read(&one.label)).collect();
    let read = read?;
    let (words, _) = *read.first()?;
    if read.iter().any(|(other, _)| *other != words) {
        return None;
    }
    let places: Vec<i64> = read.iter().map(|(_, place)| place.at()).collect();
    let several = read.len() > 1;
    if several && places.iter().all(|at| *at == places[0]) {
        return Some(neighbours[0].label.clone());
    }
    let number_of = |text: &str| text.parse::<i64>().ok();
    let shifts: Option<Vec<i64>> = neighbours
        .iter()
        .zip(&places)
        .map(|(one, at)| Some(at - number_of(&one.number)?))
        .collect();
    let shift = shifts.filter(|all| all.iter().all(|shift| *shift == all[0]));
    let own = shift.and_then(|all| Some(number_of(number)? + all[0]));
    let next = places.iter().max()? + 1;
    let own = own.filter(|own| several && *own > 0 && !places.contains(own));
    let said = read[0].1.like(own.unwrap_or(next))?;
    Some(format!("{words}{said}"))
}

/// The letter or number at the end of a label.
#[derive(Clone, Copy)]
enum Place {
    Letter(u8),
    Number(i64),
}

impl Place {
    fn at(self) -> i64 {
        match self {
            Self::Letter(letter) => i64::from(letter - b'A') + 1,
            Self::Number(number) => number,
        }
    }

    /// Says another place in the same way; there is no letter after Z.
    fn like(self, at: i64) -> Option<String> {
        match self {
            Self::Number(_) => Some(at.to_string()),
            Self::Letter(_) => {
                let letter = u8::try_from(at - 1).ok().filter(|at| *at < 26)?;
                Some(char::from(b'A' + letter).to_string())
            }
        }
    }
}

fn read(label: &str) -> Option<(&str, Place)> {
    let last = label.rsplit(' ').next()?;
    let words = &label[..label.len() - last.len()];
    let place = match last.as_bytes() {
        [letter @ b'A'..=b'Z'] => Place::Letter(*letter),
        _ => Place::Number(last.parse().ok().filter(|number| *number > 0)?),
    };
    Some((words, place))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(neighbours: &[(&str, &str)], number: &str) -> Option<String> {
        let all: Vec<Labelled> = neighbours
            .iter()
            .map(|(number, label)| Labelled {
                number: (*number).to_owned(),
                label: (*label).to_owned(),
            })
            .collect();
        label(&all, number)
    }

    #[test]
    fn a_label_follows_the_numbers_of_themes() {
        let own = [("1", "Appendix A"), ("2", "Appendix B")];
        assert_eq!(made(&own, "6").as_deref(), Some("Appendix F"));
        let own = [("1", "Annex 3"), ("2", "Annex 4")];
        assert_eq!(made(&own, "5").as_deref(), Some("Annex 7"));
    }

    #[test]
    fn a_label_that_all_have_stays_and_else_the_next_is_taken() {
        let own = [("1", "Appendix A"), ("2", "Appendix A")];
        assert_eq!(made(&own, "6").as_deref(), Some("Appendix A"));
        assert_eq!(
            made(&[("3", "Appendix A")], "6").as_deref(),
            Some("Appendix B")
        );
        let own = [("2", "Appendix A"), ("1", "Appendix B")];
        assert_eq!(made(&own, "6").as_deref(), Some("Appendix C"));
    }

    #[test]
    fn a_label_that_says_no_place_is_not_guessed() {
        assert_eq!(made(&[("1", "Update")], "2"), None);
        assert_eq!(made(&[], "2"), None);
        assert_eq!(made(&[("1", "Appendix Z")], "2"), None);
    }
}
