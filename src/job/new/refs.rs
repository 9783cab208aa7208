//! Refs for the lines of a new theme, after the pattern of another's.

/// Refs that begin alike: `5C01` and `5C02`.
#[derive(Debug)]
struct Group<'a> {
    start: &'a str,
    refs: Vec<&'a str>,
}

/// Returns as many refs as are asked for, after the pattern of those of a theme with another number: of `5C01, 5F01` come
/// `6C01, 6F01`, of `3.1` comes `6.1`, and `1, 2` stay as they are.
///
/// Where fewer are asked for than there are, each group of them gives its share; where more, each goes on counting.
pub fn refs(pattern: &[String], old: &str, new: &str, count: usize) -> Vec<String> {
    let follows = |text: &String| after_number(text, old).is_some();
    let is_numbered = !old.is_empty() && !pattern.is_empty() && pattern.iter().all(follows);
    let renumbered = |text: &str| match after_number(text, old) {
        Some(rest) if is_numbered => format!("{new}{rest}"),
        _ => text.to_owned(),
    };
    let groups = groups(pattern);
    if groups.is_empty() {
        return (1..=count).map(|number| number.to_string()).collect();
    }
    let shares = shares(&groups, count);
    let all = groups.iter().zip(shares);
    all.flat_map(|(group, share)| (0..share).map(|at| renumbered(&group.at(at))))
        .collect()
}

/// Returns what follows a theme's number at the head of a ref, unless the number goes on there.
fn after_number<'a>(text: &'a str, number: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(number)?;
    (!rest.is_empty() && !rest.starts_with(|c: char| c.is_ascii_digit())).then_some(rest)
}

fn groups(pattern: &[String]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for text in pattern {
        let start = text.trim_end_matches(|c: char| c.is_ascii_digit());
        match groups.iter_mut().find(|group| group.start == start) {
            Some(group) => group.refs.push(text),
            None => groups.push(Group {
                start,
                refs: vec![text],
            }),
        }
    }
    groups
}

/// Shares refs out: the next always goes to the group that has the least of its own.
fn shares(groups: &[Group<'_>], count: usize) -> Vec<usize> {
    let mut shares = vec![0; groups.len()];
    for _ in 0..count {
        let least = (0..groups.len()).min_by(|a, b| {
            let (one, other) = (
                shares[*a] * groups[*b].refs.len(),
                shares[*b] * groups[*a].refs.len(),
            );
            one.cmp(&other)
        });
        if let Some(least) = least {
            shares[least] += 1;
        }
    }
    shares
}

impl Group<'_> {
    /// Returns the ref at a place; past its last, the group counts on.
    fn at(&self, at: usize) -> String {
        if let Some(own) = self.refs.get(at) {
            return (*own).to_owned();
        }
        let last = self
            .refs
            .last()
            .map_or("", |last| &last[self.start.len()..]);
        let next = last.parse::<usize>().unwrap_or(1) + at + 1 - self.refs.len();
        format!("{}{next:0width$}", self.start, width = last.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(pattern: &str, old: &str, new: &str, count: usize) -> String {
        let pattern: Vec<String> = pattern.split(' ').map(str::to_owned).collect();
        refs(&pattern, old, new, count).join(" ")
    }

    #[test]
    fn refs_follow_those_of_another_theme() {
        assert_eq!(
            made("5C01 5C02 5F01 5P01", "5", "6", 4),
            "6C01 6C02 6F01 6P01"
        );
        assert_eq!(made("3.1 3.2", "3", "12", 2), "12.1 12.2");
        assert_eq!(made("1 2 3", "1", "6", 3), "1 2 3");
        assert_eq!(made("1 2 10", "1", "6", 3), "1 2 10");
        assert_eq!(made("A1 A2", "3", "4", 2), "A1 A2");
    }

    #[test]
    fn groups_give_their_share_or_count_on() {
        assert_eq!(
            made("5C01 5C02 5C03 5C04 5F01 5F02", "5", "6", 3),
            "6C01 6C02 6F01"
        );
        assert_eq!(
            made("5C08 5C09 5F01", "5", "6", 6),
            "6C08 6C09 6C10 6C11 6F01 6F02"
        );
        assert_eq!(made("1 2", "1", "6", 4), "1 2 3 4");
        assert_eq!(made("3.9", "3", "6", 2), "6.9 6.10");
        assert_eq!(made("a b", "3", "6", 3), "a a2 b");
    }

    #[test]
    fn without_a_pattern_refs_count_from_one() {
        assert_eq!(refs(&[], "", "6", 3), ["1", "2", "3"]);
    }
}
