"""Checks PDFs, and every PDF in the folders given, with outloud and pdfua; exits 1 on any finding that counts.

A pack is checked where its manifest promises PDF/UA-1: papers from elsewhere may keep it from that.

Counted: every error of outloud, every error and warning of pdfua, a rule that crashed or was left out,
a file that cannot be read, and no PDF at all. outloud's warnings are advice: they are printed, not counted.
"""

import collections
import json
import re
import sys
from pathlib import Path

import outloud
import pdfua
from outloud.model import Document
from outloud.rules.tagging import furniture_keys, line_key

# pdfua 0.1.3 raises on every heading whose /K is an array, so its empty-heading rule never runs on our papers;
# outloud and veraPDF look at headings too.
CANNOT_RUN = {"UA-14-001"}


def squash(text):
    return re.sub(r"\s+", "", text)


# The margin below a page's text, in points: `margin-bottom` of `templates/design.typ`.
FOOT = 58


def is_foot(line, document, pack):
    """Tells whether a line is the foot of a paper of one page, alone or in a pack, where nothing can come back to be known by it."""
    return (pack or len(document.pages) == 1) and all(run.bbox[3] <= FOOT for run in line.runs)


def repeats_only(path, page_number):
    """Tells whether all prose drawn as an artifact on the page is the page's foot, or also stands, tagged, elsewhere.

    A deliverable's row comes back on its continuation pages as an artifact: outloud's TAG-002 sees words that no
    reader hears, though they are heard once, where the row first stands.
    """
    document = Document(str(path))
    try:
        pages = [document.content(page.index) for page in document.pages]
        heard = squash("".join(run.text for page in pages for run in page.runs if run.tagged and not run.artifact))
        furniture = furniture_keys(document)
        prose = [line for line in pages[page_number - 1].lines if line.artifact_share >= 0.8 and len(line.text.split()) >= 8]
        silent = [line for line in prose if line_key(line.text) not in furniture and not is_foot(line, document, manifest(path).exists())]
        return all(squash(run.text) in heard for line in silent for run in line.runs if run.artifact)
    finally:
        document.close()


def by_outloud(path):
    """Returns what counts and what is only advice, each as lines."""
    result = outloud.check(str(path))
    if result.error:
        return [f"cannot be read: {result.error}"], []
    counted = [f"{run.rule} crashed: {run.reason}" for run in result.runs if run.status == "crashed"]
    advice = collections.Counter()
    for finding in result.sorted_findings():
        if finding.severity != "error" or (finding.rule == "TAG-002" and repeats_only(path, finding.page)):
            advice[finding.rule] += 1
        else:
            counted.append(f"{finding.rule} page {finding.page or '-'}: {finding.message}; {finding.evidence or ''}")
    return counted, [f"{rule} x{times}" for rule, times in sorted(advice.items())]


def by_pdfua(path):
    """Returns what counts, as lines."""
    try:
        report = pdfua.validate(str(path))
    except pdfua.PdfuaError as error:
        return [f"cannot be read: {error}"]
    counted = [f"{finding.rule_id} {finding.message}" for finding in report.findings if finding.severity > pdfua.Severity.INFO]
    skipped = [run for run in report.outcomes if run.skipped_reason and run.rule_id not in CANNOT_RUN]
    return counted + [f"{run.rule_id} not evaluated: {run.skipped_reason}" for run in skipped]


def manifest(path):
    """Returns the file beside a pack that says what it promises; papers have none."""
    return path.with_suffix(".json")


def promises_access(path):
    """Tells whether a PDF is a paper, which must be accessible, or a pack whose manifest says that it is."""
    return not manifest(path).exists() or "PDF/UA-1" in json.loads(manifest(path).read_text())["standards"]


def pdfs(arguments):
    """Yields the PDFs to be checked; those kept from run to run, in hidden folders, are not."""
    for argument in map(Path, arguments):
        found = sorted(argument.rglob("*.pdf")) if argument.is_dir() else [argument]
        shown = (path for path in found if not any(part.startswith(".") and part != ".." for part in path.parts))
        yield from filter(promises_access, shown)


def say(tool, path, counted, advice=()):
    """Prints what a tool found in a file and returns whether any of it counts."""
    aside = f"  (advice: {', '.join(advice)})" if advice else ""
    print(f"{'FAIL' if counted else 'ok':4}  {tool:7}  {path}{aside}")
    for line in counted:
        print(f"      {line}")
    return bool(counted)


def main(arguments):
    files = list(pdfs(arguments))
    failed = 0
    for path in files:
        failed += say("outloud", path, *by_outloud(path))
        failed += say("pdfua", path, by_pdfua(path))
    print(f"outloud and pdfua: {len(files)} PDFs, {failed} of {2 * len(files)} checks failed")
    return 1 if failed or not files else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
