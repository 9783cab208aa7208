//! The program has no way to the network: neither it nor what it is made of.

use std::fs;

use regex::Regex;

use crate::support::repo;

/// Crates that fetch, serve, or resolve names.
const NETWORK: [&str; 30] = [
    "actix-web",
    "async-std",
    "attohttpc",
    "awc",
    "axum",
    "curl",
    "h2",
    "hickory-resolver",
    "http-body",
    "hyper",
    "hyper-util",
    "isahc",
    "lettre",
    "minreq",
    "native-tls",
    "openssl",
    "quinn",
    "reqwest",
    "rustls",
    "smol",
    "socket2",
    "surf",
    "tiny_http",
    "tokio",
    "trust-dns",
    "tungstenite",
    "typst-kit",
    "ureq",
    "warp",
    "webpki-roots",
];

#[test]
fn no_crate_of_the_program_is_one_for_the_network() {
    let lock = fs::read_to_string(repo("Cargo.lock")).expect("Cargo.lock");
    let names = Regex::new(r#"(?m)^name = "([^"]+)"$"#).expect("a pattern");
    let names: Vec<&str> = names
        .captures_iter(&lock)
        .filter_map(|found| Some(found.get(1)?.as_str()))
        .collect();
    assert!(names.len() > 100 && names.contains(&"typst"));
    let found: Vec<&&str> = names.iter().filter(|name| NETWORK.contains(name)).collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn no_file_of_ours_opens_a_connection() {
    let opens = Regex::new(r"\b(std::net|TcpStream|TcpListener|UdpSocket|ToSocketAddrs)\b")
        .expect("a pattern");
    let files = walkdir::WalkDir::new(repo("src")).into_iter();
    for entry in files.map(|entry| entry.expect("readable")) {
        if entry
            .path()
            .extension()
            .is_some_and(|ending| ending == "rs")
        {
            let text = fs::read_to_string(entry.path()).expect("readable");
            assert!(!opens.is_match(&text), "{}", entry.path().display());
        }
    }
}
