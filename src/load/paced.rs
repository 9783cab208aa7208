//! Reading that ends when a single piece grows too long.

use std::io::{self, Read};

use super::fault::Fault;

/// A part that ends in a fault when too much is read for one node: a tag or text must not fill the memory.
pub(super) struct Paced<'a> {
    inner: Box<dyn Read + 'a>,
    run: usize,
    limit: usize,
}

impl<'a> Paced<'a> {
    /// Starts with nothing read.
    pub(super) fn new(inner: Box<dyn Read + 'a>, limit: usize) -> Self {
        Self {
            inner,
            run: 0,
            limit,
        }
    }

    /// Begins the count anew: a node was read.
    pub(super) fn rest(&mut self) {
        self.run = 0;
    }
}

impl Read for Paced<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.run += count;
        if self.run > self.limit {
            return Err(Fault::too_large("a single text in it runs to megabytes").into());
        }
        Ok(count)
    }
}
