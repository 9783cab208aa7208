"""The programs that are compared, and how each is given the papers."""

import pathlib
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass, field
from typing import Callable

HERE = pathlib.Path(__file__).resolve().parent
# How many of them run at a time where a program sets one paper after the other.
PROCESSES = 2
UNINSTALLED = "is not installed for this Python, nor for one named by --python"
# How WeasyPrint and LibreOffice are asked for the papers: name, how, and the kind that their script knows.
WEASYPRINT = (
    ("weasyprint", "WeasyPrint", f"HTML and CSS, {PROCESSES} processes", "plain"),
    ("weasyprint-fixed", "WeasyPrint, fixed columns", "the same with `table-layout: fixed`", "fixed"),
    ("weasyprint-tagged", "WeasyPrint, tagged", "the first as PDF/UA", "tagged"),
)
WORD = (
    ("libreoffice", "LibreOffice", f"a Word template filled for each paper (docxtpl), converted in {PROCESSES} processes", "plain"),
    ("libreoffice-tagged", "LibreOffice, tagged", "the same as PDF/UA and PDF/A", "tagged"),
)
FLAT = ("libreoffice-flat", "LibreOffice, OpenDocument", f"flat text written for each paper, converted in {PROCESSES} processes")
SLOW = (*WEASYPRINT, *WORD, FLAT)
KEYS = ("boardpaper", "unchanged", "typst", "floor", "renderreport", *(key for key, *_ in SLOW))


@dataclass
class Peer:
    """A program that makes the papers, and where each PDF is when it has."""

    key: str
    name: str
    how: str
    version: str
    commands: Callable[[list], list]
    pdf: Callable[[str], pathlib.Path]
    papers: list
    # What is taken away before each run.
    cleared: pathlib.Path | None = None
    # How often it is run in a row: what takes no time cannot be measured once.
    times: int = 1
    rounds: int = 100
    costs: list = field(default_factory=list)

    def made_ready(self):
        if self.cleared:
            shutil.rmtree(self.cleared, ignore_errors=True)
            self.cleared.mkdir()


@dataclass
class Missing:
    """A program that is not installed."""

    key: str
    name: str
    why: str


@dataclass
class Place:
    """The office, and what stands beside it for the peers."""

    root: pathlib.Path
    names: list

    @property
    def office(self):
        return self.root / "office"

    @property
    def sources(self):
        return self.root / "sources"

    def content(self, names):
        return [str(self.root / "content" / f"{name}.json") for name in names]

    def folder(self, name):
        folder = self.root / name
        folder.mkdir(exist_ok=True)
        return folder


def said(*command):
    """What a program says of itself, or nothing where it does not run."""
    try:
        heard = subprocess.run(command, capture_output=True, text=True)
    except OSError:
        return ""
    return heard.stdout.strip() if heard.returncode == 0 else ""


def boardpaper(place, given):
    output = place.folder("output")
    command = [given.boardpaper, "build", "--quiet", "--root", place.office, "--output", output]
    how, version = "one run, as many threads as cores", said(given.boardpaper, "--version")
    pdf = lambda name: output / f"{name}.pdf"
    yield Peer("boardpaper", "boardpaper, from clean", how, version, lambda _: [[*command, "--force"]], pdf, place.names, output)
    yield Peer("unchanged", "boardpaper, nothing changed", how, version, lambda _: [command], pdf, place.names, times=5)


def of_many(office, given, papers):
    """Boardpaper on another office, whose memory alone is looked at."""
    output = office.parent / "of-many"
    command = [given.boardpaper, "build", "--quiet", "--root", office, "--output", output]
    return Peer("many", "boardpaper", "one run", "", lambda _: [command], lambda name: output / f"{name}.pdf", papers, output)


def typst(place, given):
    if not (version := said(given.typst, "--version")):
        return Missing("typst", "typst compile", "no program `typst` on the path, and none named by --typst")
    made, names = place.folder("typst"), place.root / "names"
    names.write_text("\n".join(place.names) + "\n")
    sources = f"{place.sources}/{{}}.sources"
    fonts = ["--ignore-system-fonts", "--ignore-embedded-fonts", "--font-path", sources]
    compiled = [given.typst, "compile", "--root", sources, *fonts, "--pdf-standard", "ua-1,a-2a", f"{sources}/main.typ", f"{made}/{{}}.pdf"]
    command = ["xargs", "-a", names, "-P", str(PROCESSES), "-I", "{}", *compiled]
    how = f"the kept sources, a process a paper, xargs -P{PROCESSES}"
    return Peer("typst", "typst compile", how, version.split(" (")[0], lambda _: [command], lambda name: made / f"{name}.pdf", place.names, made)


def floor(place, given):
    command = [given.bench, "--floor", *(place.sources / f"{name}.sources" for name in place.names)]
    pdf = lambda name: place.sources / f"{name}.floor.pdf"
    version = f"typst {locked(HERE.parent.parent / 'Cargo.lock', 'typst')}"
    return Peer("floor", "Typst's library alone", "the kept sources, one warm process", version, lambda _: [command], pdf, place.names)


def renderreport(place, given):
    if not given.renderreport.is_file():
        return Missing("renderreport", "renderreport", "its program is not built: see benches/README.md")
    made = place.folder("renderreport")
    command = [given.renderreport, made, *place.content(place.names)]
    version = f"renderreport {locked(HERE / 'renderreport/Cargo.lock', 'renderreport')}"
    how = "as a library, one process, a thread a core"
    return Peer("renderreport", "renderreport", how, version, lambda _: [command], lambda name: made / f"{name}.pdf", place.names, made)


def weasyprint(place, given):
    version = said(given.python, "-c", "import weasyprint; print(weasyprint.__version__)")
    for key, name, how, kind in WEASYPRINT:
        if not version:
            yield Missing(key, name, f"it {UNINSTALLED}")
            continue
        commands = [[given.python, HERE / "weasy.py", kind]] * PROCESSES
        yield split(place, key, name, how, f"WeasyPrint {version}", commands, place.names[: given.slow])


def libreoffice(place, given):
    if not (version := " ".join(said(given.soffice, "--version").split()[:2])):
        yield from (Missing(key, name, "no program `soffice` on the path, and none named by --soffice") for key, name, *_ in (*WORD, FLAT))
        return
    profiles = [[given.soffice, place.folder(f"profile-{n}")] for n in range(PROCESSES)]
    yield from word(place, given, version, profiles)
    commands = [[sys.executable, "-B", HERE / "writer.py", *profile] for profile in profiles]
    yield split(place, *FLAT, version, commands, place.names)


def word(place, given, version, profiles):
    merger, template = said(given.python, "-c", "import docxtpl; print(docxtpl.__version__)"), place.root / "template.docx"
    if merger:
        subprocess.run([given.python, HERE / "template.py", template], check=True)
    for key, name, how, kind in WORD:
        if not merger:
            yield Missing(key, name, f"docxtpl {UNINSTALLED}")
            continue
        commands = [[given.python, "-B", HERE / "word.py", *profile, kind, template] for profile in profiles]
        yield split(place, key, name, how, f"{version}, docxtpl {merger}", commands, place.names)


def split(place, key, name, how, version, commands, papers):
    """A peer that sets one paper after the other: each command is given its part of them."""
    made = place.folder(key)

    def parts(names):
        return [[*command, made, *place.content(names)[n :: len(commands)]] for n, command in enumerate(commands)]

    # What is not asked for beside us is timed once.
    rounds = 2 if key in ("weasyprint", "libreoffice") else 1
    return Peer(key, name, how, version, parts, lambda name: made / f"{name}.pdf", papers, made, rounds=rounds)


def locked(lock, crate):
    """The version of a crate that a lock file names."""
    return next(package["version"] for package in tomllib.loads(lock.read_text())["package"] if package["name"] == crate)


def all_of(place, given):
    """Returns the peers that are asked for and installed, and those that are missing."""
    single = (peer(place, given) for peer in (typst, floor, renderreport))
    found = [*boardpaper(place, given), *single, *weasyprint(place, given), *libreoffice(place, given)]
    found = [peer for peer in found if peer.key in (given.only or KEYS)]
    return [peer for peer in found if isinstance(peer, Peer)], [peer for peer in found if isinstance(peer, Missing)]
