//! Templates filled in within limits: neither a loop without end nor a text without end keeps the program busy.

use std::io::{self, Write};

use minijinja::value::Value;
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior};

/// How many steps a template may take.
const FUEL: u64 = 100_000;
/// How many bytes it may write: phrases are a line or two, an entry file a few.
const MOST: usize = 1 << 20;

/// Makes an environment that is strict about names it does not know, and whose templates come to an end.
pub fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    environment
}

/// Fills a template.
///
/// # Errors
///
/// Those of the template, or that it writes more than any should.
pub fn filled(
    environment: &Environment<'_>,
    template: &str,
    context: impl Into<Value>,
) -> Result<String, Error> {
    let mut text = Bounded(Vec::new());
    let template = environment.template_from_str(template)?;
    let done = template
        .render_captured_to(context.into(), &mut text)
        .map(|_| ());
    if text.0.len() > MOST {
        let what = format!("it writes more than {} MB", MOST >> 20);
        return Err(Error::new(ErrorKind::InvalidOperation, what));
    }
    done.map(|()| String::from_utf8_lossy(&text.0).into_owned())
}

/// Text that takes no more once there is too much of it.
struct Bounded(Vec<u8>);

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let left = (MOST + 1).saturating_sub(self.0.len());
        if left == 0 {
            return Err(io::ErrorKind::StorageFull.into());
        }
        let taken = bytes.len().min(left);
        self.0.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use minijinja::context;

    use super::*;

    fn said(template: &str) -> Result<String, String> {
        let filled = filled(&environment(), template, context! { name => "Ŵales" });
        filled.map_err(|error| error.to_string())
    }

    #[test]
    fn what_has_no_end_is_a_fault() {
        assert_eq!(said("To {{ name }}"), Ok("To Ŵales".to_owned()));
        let long = "{% for a in range(9999) %}{{ name * 1000 }}{% endfor %}";
        assert!(said(long).is_err_and(|why| why.contains("more than 1 MB")));
        let endless =
            "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}";
        assert!(said(endless).is_err_and(|why| why.contains("fuel")));
        assert!(said("{{ name * 99999999 }}").is_err());
    }
}
