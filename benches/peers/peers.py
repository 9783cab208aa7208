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
KEYS = ("boardpaper", "unchanged", "typst", "floor", "renderreport", "weasyprint", "libreoffice")


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


def halves(command, folder, files):
    """The command on two halves of the files, at the same time."""
    return [[*command, folder, *files[half::PROCESSES]] for half in range(PROCESSES)]


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
    asked = "import weasyprint; print(weasyprint.__version__)"
    if not (version := said(given.python, "-c", asked)):
        return Missing("weasyprint", "WeasyPrint", "not installed for this Python, nor for one named by --python")
    made, papers = place.folder("weasyprint"), place.names[: given.slow]
    command = [given.python, HERE / "weasy.py"]
    commands = lambda names: halves(command, made, place.content(names))
    how = f"HTML and CSS, {PROCESSES} processes"
    return Peer("weasyprint", "WeasyPrint", how, f"WeasyPrint {version}", commands, lambda name: made / f"{name}.pdf", papers, made, rounds=2)


def libreoffice(place, given):
    if not (version := said(given.soffice, "--version")):
        return Missing("libreoffice", "LibreOffice", "no program `soffice` on the path, and none named by --soffice")
    made = place.folder("libreoffice")

    def commands(names):
        parts = halves([], made, place.content(names))
        return [[sys.executable, HERE / "writer.py", given.soffice, place.folder(f"profile-{n}"), *part] for n, part in enumerate(parts)]

    how = f"a text document filled for each paper, converted in {PROCESSES} processes"
    return Peer("libreoffice", "LibreOffice", how, " ".join(version.split()[:2]), commands, lambda name: made / f"{name}.pdf", place.names, made, rounds=2)


def locked(lock, crate):
    """The version of a crate that a lock file names."""
    return next(package["version"] for package in tomllib.loads(lock.read_text())["package"] if package["name"] == crate)


def all_of(place, given):
    """Returns the peers that are asked for and installed, and those that are missing."""
    found = [*boardpaper(place, given), *(peer(place, given) for peer in (typst, floor, renderreport, weasyprint, libreoffice))]
    found = [peer for peer in found if peer.key in (given.only or KEYS)]
    return [peer for peer in found if isinstance(peer, Peer)], [peer for peer in found if isinstance(peer, Missing)]
