//! The way from one output file to another.

/// Returns where a file lies as told from another's folder; both are told from the output folder, with `/` between folders.
pub fn link(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let folders = (from.len() - 1).min(to.len() - 1);
    let shared = (0..folders).take_while(|i| from[*i] == to[*i]).count();
    let up = std::iter::repeat_n("..", from.len() - 1 - shared);
    let way: Vec<String> = up
        .chain(to[shared..].iter().copied())
        .map(escaped)
        .collect();
    way.join("/")
}

/// Writes what an address cannot have as it stands, such as a space, in its place in hexadecimal (RFC 3986).
fn escaped(part: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=@".contains(&byte);
    part.bytes()
        .map(|byte| match byte {
            byte if plain(byte) => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_told_from_the_folder_of_the_paper_that_holds_them() {
        assert_eq!(link("2026-27/q2/a.pdf", "2026-27/q2/b.pdf"), "b.pdf");
        assert_eq!(link("2026-27/q2/a.pdf", "2026-27/q1/a.pdf"), "../q1/a.pdf");
        assert_eq!(link("a.pdf", "2026-27/q1/a.pdf"), "2026-27/q1/a.pdf");
        assert_eq!(link("2026-27/q2/a.pdf", "a.pdf"), "../../a.pdf");
        assert_eq!(
            link("a.pdf", "theme 1: über.pdf"),
            "theme%201%3A%20%C3%BCber.pdf"
        );
    }
}
