//! A meeting, led from its file to its packs.

mod cache;
mod fingerprint;
mod gather;
mod hash;
mod known;
mod libre_office;
mod named;
mod passwords;
mod source;
mod told;
mod unconverted;

pub use passwords::Passwords;
