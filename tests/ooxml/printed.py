"""Prints Word documents with LibreOffice and compares their words with what went in, and with the papers' own PDFs.

printed.py FOLDER, built with `--format pdf,docx --keep-sources`: every word of a document must stand on paper as often as
in the document, and every word of the paper's own PDF must be among them, but for the headings of the columns that are
headings of sections in a document, and what only drawings say. Exits 1 on any difference, and where there is no document.
"""

import collections
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pymupdf

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BREAKS = {f"{WORD}p", f"{WORD}br", f"{WORD}tab"}


def words(text):
    return collections.Counter(re.findall(r"[^\W\d_]+|\d+", text.replace("\u200b", "").replace("\u00ad", "")))


def said(document):
    """Returns the text of a document's body and notes."""
    text = ""
    with zipfile.ZipFile(document) as parts:
        for name in ("word/document.xml", "word/footnotes.xml"):
            for element in ElementTree.fromstring(parts.read(name)).iter():
                text += "\n" if element.tag in BREAKS else element.text or "" if element.tag == f"{WORD}t" else ""
    return text


def shown(pdf):
    with pymupdf.open(pdf) as pages:
        return "\n".join(page.get_text() for page in pages)


def printed(documents, folder):
    """Prints all documents, under settings of their own."""
    arguments = [f"-env:UserInstallation=file://{folder}/settings", "--headless", "--convert-to", "pdf", "--outdir", folder]
    for place, document in enumerate(documents):
        copy = Path(folder, f"{place}.docx")
        copy.write_bytes(document.read_bytes())
    copies = [str(Path(folder, f"{place}.docx")) for place in range(len(documents))]
    subprocess.run(["soffice", *arguments, *copies], check=True, capture_output=True, timeout=300)
    return [words(shown(Path(folder, f"{place}.pdf"))) for place in range(len(documents))]


def having(value, name):
    """Lists all objects of a model that have a value of this name, also those of papers that it refers to."""
    if isinstance(value, dict):
        return [value] * bool(value.get(name)) + [found for part in value.values() for found in having(part, name)]
    return [found for part in value for found in having(part, name)] if isinstance(value, list) else []


def untold(document):
    """Returns words that a document goes without: headings of columns that are headings of its sections, codes in bars, and drawings."""
    model = json.loads(document.with_suffix(".sources").joinpath("model.json").read_text("utf-8"))
    columns = [column for table in having(model, "columns") for column in table["columns"]]
    heads = [column["heading"] for column in columns if column.get("name") in ("ref", "title")]
    codes = [step["code"] for step in having(model, "code")]
    drawings = [file.read_text("utf-8") for file in document.with_suffix(".sources").rglob("*.svg")]
    return set(words(" ".join(heads + codes + drawings)))


def faults(document, found):
    lost = words(said(document)) - found
    shown_alone = set(words(shown(document.with_suffix(".pdf")))) - set(found) - untold(document)
    # Numbers are also written at the axes of charts.
    absent = {word for word in shown_alone if not word.isdigit()}
    return [f"lost in print: {dict(lost)}"] * bool(lost) + [f"in the PDF alone: {sorted(absent)}"] * bool(absent)


def main(place):
    files = sorted(Path(place).rglob("*.docx"))
    if not files:
        return f"no documents below {place}"
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for file, found in zip(files, printed(files, folder)):
            differences = faults(file, found)
            failed += bool(differences)
            print(f"{'FAIL' if differences else 'ok':4}  {file}")
            for difference in differences:
                print(f"      {difference}")
    print(f"LibreOffice: {len(files)} documents, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
