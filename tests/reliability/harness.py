"""Offices to do harm to, runs of the program in them, and what must hold after each run whatever was done."""

import hashlib
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "shards"))
import office as invented

PROGRAM = None
PLACE = pathlib.Path(tempfile.mkdtemp(prefix="reliability-"))
# What `boardpaper --help` says; a run that a signal ends has 128 and the signal's number, or the signal itself.
DOCUMENTED = range(6)
LONGEST = 120
LIST = "manifest.json"
PAPERS = 3
BUILD, PACK = ("build",), ("pack", "all", "--today", "2026-11-01")
MEETING = """document = "agenda"
board = "Northmarch Police and Crime Panel"
date = 2026-10-08
time = "10.30 am"
venue = "Council Chamber"
items = [
  { title = "Themes", purpose = "For scrutiny", paper = "../theme-000.toml", appendices = ["../theme-001.toml"] },
  { title = "A theme", purpose = "For decision", paper = "../theme-002.toml" },
]
"""
failures, skipped, counted = [], [], {}


def check(holds, what, more=""):
    """Notes what was looked at; what does not hold is printed."""
    counted[what] = counted.get(what, 0) + 1
    if not holds:
        failures.append(what)
        print(f"  FAILED: {what}\n{more[-3000:]}", flush=True)
    return holds


def section(name):
    print(f"{name}", flush=True)


def skip(what, why):
    skipped.append(what)
    print(f"  skipped: {what}: {why}", flush=True)


class Ran:
    """What a run did."""

    def __init__(self, code, said):
        self.code, self.said = code, said


class Office:
    """An office with its output and a folder for temporary files of its own."""

    def __init__(self, name, papers=PAPERS):
        self.folder = PLACE / name
        self.folder.mkdir()
        invented.make(self.folder, papers)
        (self.folder / "data/meetings").mkdir()
        (self.folder / "data/meetings/m.toml").write_text(MEETING)
        self.settle()

    def settle(self):
        self.output, self.temporary = self.folder / "output", self.folder / "tmp"
        self.temporary.mkdir(exist_ok=True)

    def copy(self, name):
        other = Office.__new__(Office)
        other.folder = PLACE / name if isinstance(name, str) else pathlib.Path(os.fsdecode(bytes(PLACE) + b"/" + name))
        shutil.rmtree(other.folder, ignore_errors=True)
        shutil.copytree(self.folder, other.folder, symlinks=True)
        other.settle()
        return other

    def rename(self, board):
        """Changes what all papers are made from."""
        path = self.folder / "data/board.toml"
        path.write_text(path.read_text().replace("Northmarch", board))

    def environment(self, **more):
        changed = {**os.environ, "TMPDIR": str(self.temporary), **more}
        return {name: value for name, value in changed.items() if value is not None}

    def start(self, command, environment=None, **how):
        environment = self.environment() if environment is None else environment
        how = {"cwd": self.folder, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, **how}
        return subprocess.Popen([PROGRAM, *command], env=environment, start_new_session=True, **how)

    def run(self, command, environment=None, **how):
        return ended(self.start(command, environment, **how))

    def files(self):
        """The bytes of all files of the output, by name."""
        paths = (path for path in self.output.rglob("*") if path.is_file())
        return {str(path.relative_to(self.output)): digest(path) for path in paths}

    def papers(self):
        """The same without what is kept for the next run."""
        return {name: made for name, made in self.files().items() if not hidden(name)}


def hidden(name):
    return any(part.startswith(".") for part in pathlib.PurePath(name).parts)


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def of_group(group):
    """The processes of a group that are not just waiting to be forgotten."""
    found = []
    for entry in filter(str.isdigit, os.listdir("/proc")):
        try:
            about = pathlib.Path("/proc", entry, "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(about[2]) == group and about[0] not in "ZX":
            found.append(int(entry))
    return found


def gone(group, seconds=20):
    """Waits until no process of a group is left."""
    until = time.monotonic() + seconds
    while of_group(group):
        if time.monotonic() > until:
            return False
        time.sleep(0.01)
    return True


def ended(process):
    """Waits for a run, and sees that it ends as the documentation says."""
    try:
        said, _ = process.communicate(timeout=LONGEST)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        said, _ = process.communicate()
        check(False, "each run comes to an end", str(process.args))
    said = said.decode(errors="replace")
    told = f"{process.args} ended with {process.returncode}\n{said}"
    check(process.returncode < 0 or process.returncode >= 128 or process.returncode in DOCUMENTED, "exit codes are documented", told)
    check("panicked" not in said, "no words of a crash", told)
    return Ran(process.returncode, told)


def absent_old_or_new(office, old, new, ran, lists_faults=False):
    """Sees that each output is what it was (absent, too), or what a good run makes, and that there are no others.

    A run that comes to its end lists what it could not make, and then its list is another one than a good run's.
    """
    for name, made in office.papers().items():
        if lists_faults and name == LIST:
            lists_what_is_there(office, old, ran)
        else:
            check(made in (old.get(name), new.get(name)), "each file is absent, the old one or complete", f"{name}\n{ran.said}")
    lost = [name for name in old if not (office.output / name).exists()]
    check(not lost, "old files stay", f"{lost}\n{ran.said}")


def lists_what_is_there(office, old, ran):
    """Sees that a new list of what was made names no file that is not there with these bytes."""
    made = office.files()
    if made[LIST] == old.get(LIST):
        return
    for paper in json.loads((office.output / LIST).read_text())["papers"]:
        right = all(made.get(output["file"]) == output["sha256"] for output in paper.get("outputs", ()))
        check(right, "the list of what was made tells the truth", f"{paper}\n{ran.said}")


def nothing_temporary(office, told=""):
    left = [name for name in office.files() if pathlib.PurePath(name).name.startswith(".boardpaper")]
    left += [str(path) for path in office.temporary.rglob("*")]
    check(not left, "nothing temporary stays", f"{left}\n{told}")


def comes_right(office, command, good):
    """Sees that the next run puts all right: the bytes of a good run, and nothing else."""
    ran = office.run(command)
    check(ran.code == 0, "the next run ends with 0", ran.said)
    same = office.papers() == good
    check(same, "the next run comes to the same bytes", "" if same else f"{different(office.papers(), good)}\n{ran.said}")
    nothing_temporary(office, ran.said)


def different(one, other):
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
