//! The zip file that `.xlsx`, `.xlsb` and `.ods` are, read within limits.
//!
//! The sizes a zip file declares can lie, so what counts is what really comes out while a part is being read.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use zip::ZipArchive;
use zip::result::ZipError;

use super::fault::Fault;
use super::limits::Limits;
use super::xml::Xml;
use crate::door;

/// A workbook's zip file.
pub(super) struct Archive {
    zip: ZipArchive<BufReader<File>>,
    names: Vec<String>,
    limits: Limits,
    inflated: u64,
}

impl Archive {
    /// Opens the zip file at a path.
    pub(super) fn open(path: &Path, limits: &Limits) -> Result<Self, Fault> {
        let file = door::open(path).map_err(|error| Fault::Unreadable(error.to_string()))?;
        let zip = ZipArchive::new(BufReader::new(file)).map_err(Fault::broken)?;
        let names = (0..zip.len()).map(|at| name_at(&zip, at)).collect();
        Ok(Self {
            zip,
            names,
            limits: *limits,
            inflated: 0,
        })
    }

    /// Returns whether there is a part of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.position(name).is_some()
    }

    /// Opens a part as XML; a part that is missing is a fault.
    pub(super) fn xml(&mut self, name: &str) -> Result<Xml<'_>, Fault> {
        let limits = self.limits;
        let part = self.part(name)?;
        Ok(Xml::new(part, &limits))
    }

    /// Reads the beginning of a part as text.
    pub(super) fn head(&mut self, name: &str, length: u64) -> Result<String, Fault> {
        let mut bytes = Vec::new();
        let part = self.part(name)?;
        part.take(length)
            .read_to_end(&mut bytes)
            .map_err(|error| Fault::from_io(&error))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Opens a part as bytes.
    pub(super) fn bytes<'a>(&'a mut self, name: &str) -> Result<Box<dyn Read + 'a>, Fault> {
        self.part(name)
    }

    fn position(&self, name: &str) -> Option<usize> {
        let name = plain_name(name);
        let exact = self.names.iter().position(|other| *other == name);
        exact.or_else(|| {
            self.names
                .iter()
                .position(|other| other.eq_ignore_ascii_case(&name))
        })
    }

    fn part<'a>(&'a mut self, name: &str) -> Result<Box<dyn Read + 'a>, Fault> {
        let at = self
            .position(name)
            .ok_or_else(|| Fault::broken(format!("its part `{name}` is missing")))?;
        let left = self.limits.part;
        let inner = self.zip.by_index(at).map_err(|error| match error {
            ZipError::InvalidPassword => Fault::Password,
            ZipError::UnsupportedArchive(why) if why == ZipError::PASSWORD_REQUIRED => {
                Fault::Password
            }
            other => Fault::broken(other),
        })?;
        Ok(Box::new(Bounded {
            inner,
            left,
            total: &mut self.inflated,
            limit: self.limits.inflated,
        }))
    }
}

/// Returns the name of the part at a position.
fn name_at(zip: &ZipArchive<BufReader<File>>, at: usize) -> String {
    zip.name_for_index(at)
        .and_then(Result::ok)
        .map(|name| plain_name(&name))
        .unwrap_or_default()
}

/// Returns a part's name with plain slashes and none at the front.
fn plain_name(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_owned()
}

/// A part that ends in a fault once more comes out of it than the limits allow.
struct Bounded<'a, R> {
    inner: R,
    left: u64,
    total: &'a mut u64,
    limit: u64,
}

impl<R: Read> Read for Bounded<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        *self.total += count as u64;
        if count as u64 > self.left || *self.total > self.limit {
            let limit = self.limit >> 20;
            return Err(Fault::too_large(format!("it unpacks to more than {limit} MB")).into());
        }
        self.left -= count as u64;
        Ok(count)
    }
}
