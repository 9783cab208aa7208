//! The papers of a meeting's items as PDFs: built, read or converted, or taken from the cache.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use crate::compile::{self, Task};
use crate::diagnostic::{Code, Diagnostics};
use crate::door;
use crate::job::fingerprint::{Fingerprint, of_file};
use crate::job::inputs::Inputs;
use crate::job::set::setting;
use crate::job::stages::prepare_noting;
use crate::job::{Office, Prepared};
use crate::journal::{self, Work};
use crate::model::Paper;
use crate::pack::PaperSource;

use super::cache::{Cache, Key};
use super::known::Known;
use super::libre_office::{Part, libre_office};
use super::named::{Form, Named, Wanted};
use super::passwords::Passwords;
use super::source::{Content, Ours, Source};
use super::unchanged::Unchanged;
use super::withheld::Withheld;
use super::{other_item, told, unconverted};
use crate::job::hash::hash;
use crate::write;

/// The most bytes that the file of a paper may have.
const LARGEST: u64 = 500 << 20;

/// What all meetings of a run share.
pub struct Gather<'a> {
    /// The office.
    pub office: &'a Office,
    /// What was made before.
    pub cache: Cache,
    /// What all papers of ours share.
    pub fingerprint: &'a Fingerprint,
    /// The passwords of encrypted PDFs.
    pub passwords: &'a Passwords,
    /// Whether a paper with warnings is refused.
    pub deny_warnings: bool,
    /// The files of the papers that were read.
    pub read: Mutex<BTreeSet<PathBuf>>,
}

impl Gather<'_> {
    /// Returns the files of the papers that were read.
    pub fn read(&self) -> BTreeSet<PathBuf> {
        self.read.lock().expect("no thread panics with it").clone()
    }

    /// Makes a paper of an item a PDF; what is wrong is reported, in no other words than its item's where it is exempt.
    pub fn source(
        &self,
        mut wanted: Wanted<'_>,
        folder: &Path,
        withheld: &Withheld,
        out: &mut Diagnostics,
    ) -> Option<Source> {
        let named = wanted.find(self.office, folder, out)?;
        if let Some(reason) = journal::refused(Work::Read, Path::new(&named.shown)) {
            told::ended(wanted, &reason, out);
            return None;
        }
        let mut read = self.read.lock().expect("no thread panics with it");
        read.insert(named.path.clone());
        write::is_input(&named.path);
        drop(read);
        let touch = withheld.itself(wanted, &named.path);
        if let Some(touch) = &touch {
            touch.tell(&mut wanted, withheld, out);
        }
        if wanted.secret {
            self.cache.forget(&named.shown);
        }
        let source = match &named.form {
            Form::Ours => self.ours(wanted, &named, withheld, out),
            Form::Pdf => self.pdf(wanted, &named, out),
            Form::Document(part, ending) => {
                self.document(wanted, &named, (*part, ending.as_str()), out)
            }
        };
        source.map(|source| Source {
            says_exempt: source.says_exempt || touch.is_some(),
            ..source
        })
    }

    fn ours(
        &self,
        mut wanted: Wanted<'_>,
        named: &Named,
        withheld: &Withheld,
        out: &mut Diagnostics,
    ) -> Option<Source> {
        let mut problems = Diagnostics::default();
        if let Some((source, said)) = self.unchanged(wanted, named, withheld) {
            let refused = self.refused(wanted, &said);
            out.append(said);
            return Some(source).filter(|_| !refused);
        }
        let mut inputs = Inputs::default();
        let paper = prepare_noting(self.office, &named.path, &mut inputs, &mut problems);
        let touch = withheld.drawn(wanted, inputs.iter());
        if let Some(touch) = &touch {
            touch.tell(&mut wanted, withheld, out);
            self.cache.forget(&named.shown);
        }
        let source =
            paper
                .filter(|_| !self.refused(wanted, &problems))
                .and_then(|(paper, prepared)| {
                    self.set(wanted, named, (&paper, &prepared), &mut problems)
                });
        let refused = self.refused(wanted, &problems);
        match wanted.secret {
            true => told::veiled(wanted, &problems, out),
            false => out.append(problems),
        }
        let says_exempt = touch.is_some();
        source.filter(|_| !refused).map(|source| Source {
            says_exempt,
            ..source
        })
    }

    /// Returns whether a paper is refused; warnings of one that no edition of the run shows are nobody's yet.
    fn refused(&self, wanted: Wanted<'_>, problems: &Diagnostics) -> bool {
        use crate::diagnostic::Severity::Warning;
        let denied = self.deny_warnings && !wanted.unsaid;
        problems.has_errors() || (denied && problems.count(Warning) > 0)
    }

    /// Takes a paper of ours that was made before from the very same files, and what was said of it then.
    fn unchanged(
        &self,
        wanted: Wanted<'_>,
        named: &Named,
        withheld: &Withheld,
    ) -> Option<(Source, Diagnostics)> {
        let how = (!wanted.secret).then(|| self.cache.how(&named.shown))??;
        if !how.holds((self.office, self.fingerprint.office())) {
            return None;
        }
        let files: Vec<_> = how
            .files()
            .map(|(path, hash)| (self.office.root.join(path), hash))
            .collect();
        let files = files.iter().map(|(path, hash)| (path.as_path(), *hash));
        if withheld.drawn(wanted, files).is_some() {
            return None;
        }
        let key = Key::new(&named.shown, &how.content);
        let (path, hash, known) = self.cache.made(&key)?;
        let content = Content::file(path, hash);
        Some((source(named, (content, known), how.ours()), how.said))
    }

    /// Keeps from which files a paper was made.
    fn keep_how(&self, wanted: Wanted<'_>, named: &Named, paper: &Prepared, said: &Diagnostics) {
        let content = self.fingerprint.of(paper);
        let office = (self.office, self.fingerprint.office());
        let how = Unchanged::of(office, paper, content, said);
        if let (Some(how), false) = (how, wanted.secret) {
            self.cache.keep_how(&named.shown, &how);
        }
    }

    /// Sets a paper of ours, unless the very same was set before.
    fn set(
        &self,
        wanted: Wanted<'_>,
        named: &Named,
        (said, paper): (&Paper, &Prepared),
        out: &mut Diagnostics,
    ) -> Option<Source> {
        let before = out.iter().count();
        other_item::check(wanted, said, out);
        self.office.rules.apply(out);
        // What depends on the item could not be said again for a paper that is taken as it was.
        if out.iter().count() == before {
            self.keep_how(wanted, named, paper, out);
        }
        let made = self.made(paper, !wanted.secret, out)?;
        let ours = Ours {
            output: paper.sources.name.clone(),
            trackers: paper.inputs.own().map(PathBuf::from).collect(),
        };
        match made {
            Ok(made) => Some(source(named, made, ours)),
            Err(refusal) => {
                told::refused(wanted, &refusal, out);
                None
            }
        }
    }

    /// Makes a prepared paper a PDF, or takes the one that was made of the very same before.
    pub fn made(
        &self,
        paper: &Prepared,
        may_be_kept: bool,
        out: &mut Diagnostics,
    ) -> Option<Result<(Content, Known), crate::join::Refusal>> {
        let key = Key::new(&paper.shown, &self.fingerprint.of(paper));
        if let Some((path, hash, known)) = may_be_kept.then(|| self.cache.made(&key)).flatten() {
            return Some(Ok((Content::file(path, hash), known)));
        }
        let mut problems = Diagnostics::default();
        let pdf = self.compiled(paper, &mut problems);
        let sound = problems == Diagnostics::default();
        // Whether it is kept does not depend on what the office makes of it now.
        self.office.rules.apply(&mut problems);
        let refused = problems.has_errors();
        out.append(problems);
        let pdf = pdf.filter(|_| !refused)?;
        let known = match Known::of_ours(&pdf, None) {
            Ok(known) => known,
            Err(refusal) => return Some(Err(refusal)),
        };
        // What the typesetter has to say is said in every run.
        let kept = (sound && may_be_kept).then(|| self.cache.keep_made(&key, &pdf, &known));
        let content = match kept.flatten() {
            Some((path, hash)) => Content::file(path, hash),
            None => Content::memory(pdf),
        };
        Some(Ok((content, known)))
    }

    fn compiled(&self, paper: &Prepared, out: &mut Diagnostics) -> Option<Vec<u8>> {
        let _doing = setting(paper, out)?;
        let images: Vec<(&str, &[u8])> = paper
            .images
            .iter()
            .map(|(name, image)| (name.as_str(), image.bytes.as_slice()))
            .collect();
        let task = Task {
            entry: &paper.sources.entry,
            model: &paper.sources.model,
            images: &images,
            date: paper.sources.date,
            paper: &paper.shown,
            standards: &self.office.standards,
        };
        let pdf = compile::compile(&self.office.shared, &task, out);
        compile::forget(journal::threads());
        pdf.map(|pdf| pdf.bytes)
    }

    fn pdf(&self, wanted: Wanted<'_>, named: &Named, out: &mut Diagnostics) -> Option<Source> {
        let bytes = read(wanted, named, out)?;
        let password = self.passwords.of(&named.shown, &wanted.paper().file);
        let may_be_kept = !wanted.secret && password.is_none();
        let sha256 = hash(&bytes);
        let key = Key::new(&named.shown, &of_file(&sha256, "read"));
        let kept = may_be_kept.then(|| self.cache.known(&key)).flatten();
        let known = match kept.clone() {
            Some(known) => known,
            None => looked_at(wanted, named, (&bytes, password), out)?,
        };
        if may_be_kept && kept.is_none() {
            self.cache.keep_known(&key, &known);
        }
        told::found(wanted, &known.findings, out);
        Some(Source {
            content: Content::file(named.path.clone(), sha256.clone()),
            known,
            password: password.map(str::to_owned),
            shown: named.shown.clone(),
            was: PaperSource::Pdf,
            sha256,
            ours: None,
            says_exempt: false,
        })
    }

    fn document(
        &self,
        wanted: Wanted<'_>,
        named: &Named,
        form: (Part, &str),
        out: &mut Diagnostics,
    ) -> Option<Source> {
        let bytes = read(wanted, named, out)?;
        if let Some(fault) = unconverted::fault(&bytes, form.1) {
            unconverted::tell(wanted, fault, out);
            return None;
        }
        let Some(office) = libre_office() else {
            unconverted::tell(wanted, unconverted::MISSING, out);
            return None;
        };
        let sha256 = hash(&bytes);
        let key = Key::new(&named.shown, &of_file(&sha256, &office.version));
        let kept = (!wanted.secret).then(|| self.cache.made(&key)).flatten();
        let (content, known) = match kept {
            Some((path, hash, known)) => (Content::file(path, hash), known),
            None => self.converted((wanted, named), (&bytes, form), &key, out)?,
        };
        told::found(wanted, &known.findings, out);
        Some(Source {
            content,
            known,
            password: None,
            shown: named.shown.clone(),
            was: PaperSource::Converted,
            sha256,
            ours: None,
            says_exempt: false,
        })
    }

    fn converted(
        &self,
        (wanted, named): (Wanted<'_>, &Named),
        (bytes, (part, ending)): (&[u8], (Part, &str)),
        key: &Key,
        out: &mut Diagnostics,
    ) -> Option<(Content, Known)> {
        let pdf = match libre_office()?.convert(bytes, ending, part) {
            Ok(pdf) => pdf,
            Err(failure) => {
                unconverted::tell(wanted, failure.into(), out);
                return None;
            }
        };
        let known = looked_at(wanted, named, (&pdf, None), out)?;
        let kept = (!wanted.secret).then(|| self.cache.keep_made(key, &pdf, &known));
        let content = match kept.flatten() {
            Some((path, hash)) => Content::file(path, hash),
            None => Content::memory(pdf),
        };
        Some((content, known))
    }
}

/// Looks into a PDF that others made, unless that ended the program before.
fn looked_at(
    wanted: Wanted<'_>,
    named: &Named,
    (bytes, password): (&[u8], Option<&str>),
    out: &mut Diagnostics,
) -> Option<Known> {
    let _doing = journal::begin(Work::Read, Path::new(&named.shown));
    let known = Known::of(bytes, password);
    known
        .map_err(|refusal| told::refused_file(wanted, &refusal, bytes, out))
        .ok()
}

fn source(named: &Named, (content, known): (Content, Known), ours: Ours) -> Source {
    Source {
        sha256: content.hash.clone(),
        content,
        known,
        password: None,
        shown: named.shown.clone(),
        was: PaperSource::Ours,
        ours: Some(ours),
        says_exempt: false,
    }
}

fn read(wanted: Wanted<'_>, named: &Named, out: &mut Diagnostics) -> Option<Vec<u8>> {
    let message = match door::bytes(&named.path, LARGEST) {
        Ok(bytes) if !bytes.is_empty() => return Some(bytes),
        Ok(_) => format!("{} is empty", wanted.called()),
        Err(error) => format!("cannot read {}: {error}", wanted.called()),
    };
    out.add(Code::FileUnreadable, wanted.origin(), message)
        .hint("check that it is whole and that you may read it, or put it there again");
    None
}
