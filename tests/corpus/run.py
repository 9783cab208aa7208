#!/usr/bin/env python3
"""Leads files that others made through check, build and pack, one by one and all at once.

    tests/corpus/run.py [FOLDER] [--program FILE] [--convert]

FOLDER holds workbooks and PDFs in folders of their own; without one, `../shared/corpus` is taken, and nothing is done where that is
not there. Of each run it holds: the exit code is a documented one, nothing of a panic or an abort is seen, no run takes longer than
the limit, the first process stays small, a file that is refused is named with a reason, and what is in `made-here` or `kills-reader`
is refused at once. With --convert, packs have workbooks too, which LibreOffice makes PDFs.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
WORKBOOKS = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv"}
SECONDS = 20
# A small file that is made to do harm is refused within this.
AT_ONCE = 3.0
PARENT_MB = 300
FRIGHTENING = re.compile(r"panicked|core dumped|overflowed its stack|memory allocation|fatal runtime|RUST_BACKTRACE")
BOARD = """[organisation]
name = "Northmarch Police and Crime Commissioner"

[status-key.rag]
steps = [
  { code = "G", label = "Green", meaning = "Achieved", colour = "#00703c", shape = "circle" },
  { code = "R", label = "Red", meaning = "Not achieved", colour = "#b10e1e", shape = "square", attention = true },
]
"""
PAPER = """document = "theme-update"
plan = "Police and Crime Plan 2026-30"
theme = {{ number = 1, name = "{name}" }}
quarter = "2026-27 Q1"

[deliverables]
workbook = "{file}"
"""
MEETING = """document = "agenda"
board = "Board"
date = 2026-11-19
time = "10.00"
venue = "Room 1"
contact = "The policy team"
items = [ {items} ]
"""


class Watched:
    """The memory of a program, and of all that it starts, while it runs."""

    def __init__(self, pid):
        self.pid, self.own, self.tree = pid, 0, 0
        self.done = False
        self.thread = threading.Thread(target=self.look)
        self.thread.start()

    def look(self):
        while not self.done:
            self.own = max(self.own, resident(self.pid))
            self.tree = max(self.tree, sum(map(resident, below(self.pid))))
            time.sleep(0.02)

    def end(self):
        self.done = True
        self.thread.join()
        return self.own / 1024, self.tree / 1024


def resident(pid):
    try:
        found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
        return int(found[1]) if found else 0
    except OSError:
        return 0


def below(pid):
    found = [pid]
    try:
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            found += below(int(child))
    except OSError:
        pass
    return found


def run(program, office, arguments, longest):
    """Runs a command in an office; gives its code, what it said, how long it took, and its memory."""
    command = [program, *arguments, "--limit-seconds", str(SECONDS), "--limit-memory", "2 GB"]
    start = time.monotonic()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, cwd=office, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        watched = Watched(process.pid)
        try:
            code = process.wait(longest)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            code = None
        own, tree = watched.end()
        took = time.monotonic() - start
        said.seek(0)
        text = said.read().decode(errors="replace")
    return code, text, took, own, tree


def slug(path):
    return re.sub(r"[^a-z0-9]+", "-", f"{path.parent.name}-{path.name}".lower())


class Trial:
    """All that is tried, and what was wrong."""

    def __init__(self, program, convert):
        self.program, self.convert = program, convert
        self.faults, self.rows = [], []

    def office(self, folder, files):
        (folder / "data/papers").mkdir(parents=True)
        (folder / "data/board.toml").write_text(BOARD)
        for path in files:
            name = slug(path)
            # Endings tell a kind, as does the content.
            copy = f"{name}{path.suffix.lower()}"
            (folder / "data/papers" / copy).write_bytes(path.read_bytes())
            if path.suffix.lower() in WORKBOOKS:
                (folder / f"data/papers/{name}.toml").write_text(PAPER.format(name=name, file=copy))
        packed = [path for path in files if path.suffix.lower() == ".pdf" or self.convert]
        for path in packed if len(packed) == 1 else []:
            self.meeting(folder, [path])
        if len(packed) > 1:
            self.meeting(folder, packed)
        return bool(packed)

    def meeting(self, folder, files):
        items = ", ".join(
            f'{{ title = "{slug(path)}", paper = "../papers/{slug(path)}{path.suffix.lower()}" }}' for path in files
        )
        (folder / "data/meetings").mkdir()
        (folder / "data/meetings/m.toml").write_text(MEETING.replace("{items}", items))

    def one(self, name, files, hostile):
        with tempfile.TemporaryDirectory(prefix="corpus-") as folder:
            folder = Path(folder)
            packs = self.office(folder, files)
            books = any(path.suffix.lower() in WORKBOOKS for path in files)
            commands = [["check", "data/papers"], ["build", "data/papers"]] if books else []
            commands += [["pack", "all", "--today", "2026-11-01"]] if packs else []
            for command in commands:
                self.hold(name, folder, files, command, hostile)

    def hold(self, name, folder, files, command, hostile):
        longest = (SECONDS + 10) * max(2, len(files))
        code, text, took, own, tree = run(self.program, folder, command, longest)
        said = lambda fault: self.faults.append(f"{command[0]} {name}: {fault}\n    {text.strip()[:400]}")
        if code is None:
            said(f"it hangs: no end after {longest} seconds")
        elif code not in (0, 1):
            said(f"it ends with {code}")
        if FRIGHTENING.search(text):
            said("a panic or an abort is seen")
        if own > PARENT_MB:
            said(f"the first process takes {own:.0f} MB")
        if code == 1 and len(files) == 1 and slug(files[0]) not in text:
            said("the file is not named")
        if code == 1 and not re.search(r"\[BP\d{4}\]", text):
            said("no reason is given")
        if hostile and command[0] != "pack" and took > AT_ONCE:
            said(f"it takes {took:.1f} seconds to refuse it")
        self.rows.append((command[0], name, code, took, own, tree))


def files_below(folder):
    wanted = WORKBOOKS | {".pdf"}
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in wanted and path.is_file())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", type=Path, default=HERE.parent / "shared/corpus")
    parser.add_argument("--program", default=os.environ.get("BOARDPAPER", HERE / "target/release/boardpaper"))
    parser.add_argument("--convert", action="store_true")
    options = parser.parse_args()
    if not options.folder.is_dir():
        print(f"SKIPPED: {options.folder} is not there")
        return 0
    files = files_below(options.folder)
    trial = Trial(str(options.program), options.convert)
    for path in files:
        trial.one(f"{path.parent.name}/{path.name}", [path], path.parent.name in ("made-here", "kills-reader"))
    trial.one("all workbooks at once", [path for path in files if path.suffix.lower() in WORKBOOKS], False)
    trial.one("all PDFs at once", [path for path in files if path.suffix.lower() == ".pdf"], False)
    for command in ("check", "build", "pack"):
        rows = [row for row in trial.rows if row[0] == command]
        if rows:
            sound = sum(row[2] == 0 for row in rows)
            slowest = max(rows, key=lambda row: row[3])
            print(
                f"{command}: {len(rows)} runs, {sound} sound, {len(rows) - sound} refused; "
                f"slowest {slowest[3]:.1f} s ({slowest[1]}); first process {max(row[4] for row in rows):.0f} MB, "
                f"all together {max(row[5] for row in rows):.0f} MB"
            )
    for fault in trial.faults:
        print(fault)
    print(f"{len(trial.faults)} faults in {len(files)} files")
    return 1 if trial.faults else 0


if __name__ == "__main__":
    sys.exit(main())
