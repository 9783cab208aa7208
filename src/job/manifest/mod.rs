//! The manifest of a build: kept while papers are made, written last, put together from shards, held against the files.

mod elsewhere;
mod files;
mod ledger;
mod merged;
mod shard;
mod verified;
mod weighed;

pub use elsewhere::elsewhere;
pub use files::read;
pub use ledger::{Ledger, output};
pub use merged::{Merged, merged};
pub use shard::Shard;
pub use verified::{Verified, verified};
