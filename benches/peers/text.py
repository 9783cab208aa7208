"""Whether a PDF shows all of a paper: a program that leaves text out is no peer."""

import bisect
import re
import subprocess
import unicodedata
from concurrent.futures import ThreadPoolExecutor

import content

# A paragraph stands on two pages, or on three: between them are feet, notes and heads.
PIECES = 3


class Lost(Exception):
    """Text of a paper that its PDF does not show."""


def pages(peer, papers):
    """Returns how many pages a peer made of the papers; text that is missing is an error."""
    with ThreadPoolExecutor(2) as pool:
        return sum(pool.map(lambda name: looked_at(peer.pdf(name), papers[name]), papers))


def looked_at(pdf, paper):
    shown = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, check=True).stdout.decode(errors="replace")
    found, asked = squeezed(shown), [squeezed(text) for text in content.texts(paper)]
    lost = [text for text in asked if not whole(text, found)]
    # Pieces may be found in other texts; letters that are missing are not there at all.
    if lost or len(found) < sum(map(len, asked)):
        raise Lost(f"{pdf.name} has {len(found)} letters of {sum(map(len, asked))}, and not these: {lost[:3]}")
    return shown.count("\f")


def standards(pdf):
    """What a PDF says it keeps to: PDF/UA and PDF/A, or tags alone, or nothing."""
    about, more = (subprocess.run(["pdfinfo", *asked, pdf], capture_output=True, check=True).stdout.decode(errors="replace") for asked in ([], ["-meta"]))
    kept = [f"PDF/{name}-{part}" for name, space in (("UA", "pdfuaid"), ("A", "pdfaid")) for part in re.findall(rf"{space}:part\W+(\d)", more)]
    return ", ".join(kept) or ("tags" if re.search(r"^Tagged: +yes", about, re.MULTILINE) else "no tags")


def whole(text, found):
    """Whether a text is there in one piece, or in as few as pages make of it."""
    for _ in range(PIECES):
        if text in found:
            return True
        text = text[bisect.bisect_left(range(len(text)), True, key=lambda end: text[: end + 1] not in found) :]
    return False


def squeezed(text):
    """Letters and figures alone: where lines are broken makes no difference."""
    return re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKC", text).lower())
