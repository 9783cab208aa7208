//! Addresses that links may lead to.

use super::super::What;

/// Schemes that a reader of a pack may follow.
const SCHEMES: [&str; 5] = ["http", "https", "mailto", "tel", "boardpaper"];

/// Says why an address must not stay; none where it may.
///
/// Relative addresses stay, for they may lead to another paper of the pack; whoever joins drops those that do not.
pub(super) fn harm(address: &[u8]) -> Option<What> {
    // Viewers skip control characters and blanks, even inside the scheme.
    let seen: String = String::from_utf8_lossy(address)
        .chars()
        .filter(|letter| !letter.is_control() && !letter.is_whitespace())
        .map(|letter| letter.to_ascii_lowercase())
        .collect();
    match scheme(&seen) {
        Some("http" | "https") if !is_web(&seen) => Some(What::Launches),
        Some(scheme) if SCHEMES.contains(&scheme) => None,
        Some("javascript" | "vbscript") => Some(What::Scripts),
        Some(_) => Some(What::Launches),
        None => leads_to_a_machine(&seen).then_some(What::Launches),
    }
}

/// Returns whether an address of the web names a machine there.
fn is_web(address: &str) -> bool {
    let after = address.split_once(':').map_or("", |(_, after)| after);
    let machine = after.strip_prefix("//").unwrap_or_default();
    !machine.is_empty() && !machine.starts_with(['/', '\\', ':'])
}

/// Returns the part before the first colon, if it can be a scheme; the letter of a drive is one as well.
fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once([':', '/', '?', '#'])?;
    let after = address[scheme.len()..].starts_with(':');
    after.then_some(scheme)
}

/// Returns whether an address without a scheme names a machine, or a place on this one.
fn leads_to_a_machine(address: &str) -> bool {
    address.starts_with(['/', '\\', '~']) || address.contains('\\') || address.contains("%5c")
}

/// Returns whether the name of a file is plain and relative, so that it can be that of another paper.
pub(super) fn is_plain_file(name: &[u8]) -> bool {
    harm(name).is_none() && scheme(&String::from_utf8_lossy(name)).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_links_stay() {
        for address in [
            "https://example.org/a?b#c",
            "HTTP://example.org",
            "mailto:clerk@example.org",
            "tel:01632960000",
            "boardpaper:item-8",
            "theme-1.pdf#place",
            "../q2/theme-1.pdf",
            "#note:1",
            "report?at=10:30",
        ] {
            assert_eq!(harm(address.as_bytes()), None, "{address}");
        }
    }

    #[test]
    fn other_addresses_go() {
        let harm = |address: &str| harm(address.as_bytes());
        for address in [
            "file:///etc/passwd",
            "smb://host/share",
            "data:text/html,x",
            r"\\host\share",
            "//host/share",
            "/etc/passwd",
            r"C:\run.exe",
            "ms-msdt:/id",
            "http:javascript:alert(1)",
            "https:",
            "http:///x",
        ] {
            assert_eq!(harm(address), Some(What::Launches), "{address}");
        }
        assert_eq!(harm("javascript:alert(1)"), Some(What::Scripts));
        assert_eq!(harm(" java\nscript\t:alert(1)"), Some(What::Scripts));
    }

    #[test]
    fn plain_files_are_relative() {
        assert!(is_plain_file(b"theme-1.pdf"));
        assert!(is_plain_file(b"../annex/a.pdf"));
        assert!(!is_plain_file(b"http://example.org/a.pdf"));
        assert!(!is_plain_file(b"/C/a.pdf"));
    }
}
