//! Pictures that stand in the page itself.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// A picture's bytes, the ending of its file, and its size in pixels.
#[derive(Debug, PartialEq, Eq)]
pub struct Image {
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// `png`, `jpeg` or `gif`.
    pub ending: &'static str,
    /// Width and height.
    pub size: (usize, usize),
}

/// Reads an address such as `data:image/png;base64,…`; none if it is no picture that Word shows everywhere.
pub fn image(address: &str) -> Option<Image> {
    let (kind, data) = address.strip_prefix("data:")?.split_once(";base64,")?;
    let ending = match kind {
        "image/png" => "png",
        "image/jpeg" | "image/jpg" => "jpeg",
        "image/gif" => "gif",
        _ => return None,
    };
    let bytes = STANDARD.decode(data.trim()).ok()?;
    let size = imagesize::blob_size(&bytes).ok()?;
    (size.width > 0 && size.height > 0).then_some(Image {
        bytes,
        ending,
        size: (size.width, size.height),
    })
}
