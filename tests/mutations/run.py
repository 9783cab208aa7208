"""Plants faults in copies of the sample office, one in each copy, and counts those that `boardpaper check` tells at their place.

run.py PROGRAM [--table FILE] [--faults 500] [--seed 20261122]

A fault counts as found where its code is told at its cell, line or sheet, and was not told there before. Exits 1 where fewer
than 98 in a hundred are found. With --table, what was planted and found is written as a Markdown table.
"""

import argparse
import collections
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from copies import KINDS
from faults import FAULTS

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parent.parent / "data"
ENOUGH = 0.98
CHECKS = """
[check]
longest-update = 1200
lead-officers = [LEADS]
words = ["Coldbeck"]
severities = { BP1501 = "warning" }
terms = { "A.S.B" = "ASB", "Police force" = "Force" }
email-domains = ["northmarch.example"]
"""


def leads():
    """Returns the names that lead anything in the sample, as a list in TOML."""
    import openpyxl

    names = set()
    for book, sheet, column, first in [("theme-1-tracker", "Theme 1", "B", 5), ("serious-violence-actions", "Actions", "D", 4)]:
        cells = openpyxl.load_workbook(SAMPLE / f"2026-27/q2/{book}.xlsx")[sheet][column]
        names |= {str(cell.value).strip() for cell in cells[first - 1 :] if cell.value}
    names |= set(re.findall(r'(?m)^lead = "(.*)"', (SAMPLE / "2026-27/q2/theme-3.toml").read_text("utf-8")))
    return ", ".join(json.dumps(name) for name in sorted(names))


def office(folder):
    """Copies the sample; papers are written where their files lie, as every copy has the name of its original."""
    shutil.copytree(SAMPLE, folder / "data")
    board = folder / "data/board.toml"
    text = re.sub(r"(?ms)^\[output\.names\].*?(?=^# Every|\Z)", "", board.read_text("utf-8"))
    text = re.sub(r"(?ms)^\[check\].*?(?=^\[(?!check)|\Z)", "", text)
    board.write_text(text + CHECKS.replace("LEADS", leads()), "utf-8")


def is_error(fault):
    return fault.code < "BP1000"


def planted(offices, count, seed):
    """Plants faults of all kinds in turn; gives what was planted where.

    What stops a paper goes into an office of its own: what only all papers together tell is told where all can be read.
    """
    chance = random.Random(seed)
    done, number = [], 0
    while len(done) < count:
        fault = FAULTS[len(done) % len(FAULTS)]
        number += 1
        shown = f"data/2026-27/m{number:04}"
        office = offices[is_error(fault)]
        folder = office / shown
        folder.mkdir()
        copy = chance.choice(KINDS)(office / "data", folder, shown)
        try:
            places = fault.plant(chance, copy)
        except LookupError:
            places = None
        if not places:
            shutil.rmtree(folder)
            continue
        copy.save()
        done.append((fault, shown, places))
    return done


def told(program, office, papers):
    """Returns code and place of all that is told of some papers."""
    command = [program, "check", "--root", str(office), "--messages", "json", *papers]
    run = subprocess.run(command, capture_output=True, text=True, timeout=3000)
    lines = [line for line in run.stderr.splitlines() if line.startswith("{")]
    found = [json.loads(line) for line in lines]
    if not found:
        sys.exit(f"nothing is told at all: {run.stdout}{run.stderr}")
    return [(problem["code"], problem.get("place") or "") for problem in found]


def usual(office, program):
    """Returns what is told of the copies before anything is planted, by kind, as places within their folder."""
    seen = set()
    for number, kind in enumerate(dict.fromkeys(KINDS)):
        shown = f"data/2026-27/b{number}"
        (office / shown).mkdir()
        kind(office / "data", office / shown, shown).save()
        seen |= {(code, place.replace(shown, "")) for code, place in told_or_none(program, office, shown)}
    return seen


def told_or_none(program, office, shown):
    try:
        return told(program, office, [str(office / shown)])
    except SystemExit:
        return []
    finally:
        shutil.rmtree(office / shown)


def is_at(place, wanted):
    """Whether a place is the one that is wanted: the same cell or sheet, or any column of the same line."""
    return place == wanted or (wanted.endswith(":") and place.startswith(wanted))


def found(fault, shown, places, said, before):
    for code, place in said:
        new = (code, place.replace(shown, "")) not in before
        if code == fault.code and new and any(is_at(place, wanted) for wanted in places):
            return True
    return False


def table(counts):
    rows = ["| code | fault | planted | found |", "|---|---|--:|--:|"]
    rows += [f"| {code} | {name} | {all_} | {hit} |" for (code, name), (all_, hit) in counts.items()]
    total, hits = (sum(column) for column in zip(*counts.values()))
    return "\n".join([*rows, f"| | all | {total} | {hits} |", ""])


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("program")
    arguments.add_argument("--table", type=Path)
    arguments.add_argument("--faults", type=int, default=500)
    arguments.add_argument("--seed", type=int, default=20261122)
    arguments.add_argument("--keep", type=Path, help="a folder to leave the spoiled office in")
    asked = arguments.parse_args()
    program = str(Path(asked.program).resolve())
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.keep or Path(temporary)
        offices = [folder / "read", folder / "stopped"]
        for place in offices:
            place.mkdir(parents=True)
            office(place)
        before = usual(offices[0], program)
        done = planted(offices, asked.faults, asked.seed)
        said = collections.defaultdict(list)
        for place in offices:
            for code, place in told(program, place, []):
                said["/".join(place.split("/")[:3])].append((code, place))
    counts = {(fault.code, fault.name): [0, 0] for fault in FAULTS}
    for fault, shown, places in done:
        hit = found(fault, shown, places, said[shown], before)
        counts[fault.code, fault.name][0] += 1
        counts[fault.code, fault.name][1] += hit
        if not hit:
            near = [place for code, place in said[shown] if code == fault.code]
            print(f"missed {fault.code} {fault.name}: planted at {places}, told at {near}")
    text = table(counts)
    if asked.table:
        asked.table.write_text(text, "utf-8")
    print(text)
    total, hits = (sum(column) for column in zip(*counts.values()))
    print(f"{hits} of {total} found")
    sys.exit(hits < ENOUGH * total)


if __name__ == "__main__":
    main()
