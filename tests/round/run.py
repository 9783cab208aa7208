"""A round of returns from beginning to end: 5 themes, 80 deliverables, 40 officers who do what people do to workbooks.

    python tests/round/run.py target/release/boardpaper

Every true answer must land at its line, every conflict and stray must be told, nothing may be lost, and collecting once more
must change nothing. The seed is fixed: what differs between two runs is the program.
"""

import hashlib
import json
import pathlib
import shutil
import subprocess
import sys
import time
import tomllib

import openpyxl

import office
import people

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
PLACE = pathlib.Path("target/round").resolve()
FOLDER = "data/returns/2026-27-q2"
failures = []


def check(holds, what):
    if not holds:
        failures.append(what)
        print(f"  FAILED: {what}")


def run(folder, *arguments, code=0):
    ran = subprocess.run([PROGRAM, *arguments], cwd=folder, capture_output=True, text=True, timeout=120)
    if ran.returncode != code:
        print(ran.stdout[-3000:], ran.stderr[-3000:])
        raise SystemExit(f"boardpaper {' '.join(map(str, arguments))} ended with {ran.returncode}")
    return ran


def tree(folder):
    """The files of an office with their hashes; what was undone is kept beside, and is none of its data."""
    files = sorted(path for path in (folder / "data").rglob("*") if path.is_file())
    kept = [path for path in files if FOLDER not in str(path) or path.name == "round.toml"]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in kept}


def overlays(folder):
    """What the files of answers say, later ones over earlier ones, and all over what the trackers say."""
    said = {(line.ref, column): value for line in office.lines() for column, value in (("status", line.status), ("update", line.update)) if value}
    files = sorted((folder / FOLDER).glob("2*.toml"), key=lambda path: (len(path.stem), path.stem))
    for path in files:
        for answer in tomllib.loads(path.read_text())["answer"]:
            for column, value in answer["cells"].items():
                said[answer["ref"], column] = str(value)
    return said


def trackers(folder):
    """What the trackers say."""
    said = {}
    for path in sorted((folder / "data/2026-27/q2").glob("*.xlsx")):
        book = openpyxl.load_workbook(path, data_only=False)
        sheet = book.worksheets[0]
        for row in sheet.iter_rows(min_row=4, values_only=True):
            for column, value in zip(("status", "update", "revised"), row[3:6]):
                if value is not None:
                    said[row[0], column] = str(value)
        check(book["Notes to self"]["A1"].value == "=1+1", f"{path.name}: another sheet is as it was")
    return said


def collect(folder, back, *more):
    report = folder / "report.json"
    ran = run(folder, "returns", "collect", str(back), "--date", "2026-10-19", "--output", str(report), *more)
    return json.loads(report.read_text()), ran


def lands(truth, said):
    """Counts the answers that are where they belong."""
    wrong = []
    for cell, value in truth.answers.items():
        found = said.get(cell, "")
        fits = value in found if cell[1] == "update" else found[:10] == value
        if not fits:
            wrong.append((cell, value, found))
    for one in wrong[:8]:
        print(f"  at {one[0]} expected {one[1]!r}, found {one[2]!r}")
    check(not wrong, f"{len(wrong)} answers are not at their line")
    return len(truth.answers) - len(wrong)


def cells(report, fate):
    return {(line["ref"], cell["column"]) for line in report["lines"] for cell in line["cells"] if cell["fate"] == fate}


def one_round(into):
    """Makes, answers and collects a round; gives the figures of a row of the table."""
    folder = PLACE / into
    shutil.rmtree(folder, ignore_errors=True)
    lines = office.lines()
    office.write(folder, lines, into)
    owners = {owner for line in lines for owner in line.owners}
    check(len(lines) == 80 and len(owners) == 40, "80 lines are led by 40 officers")
    run(folder, "returns", "make", "--deadline", "2026-10-16")
    before = tree(folder)
    truth, back = people.Truth(), folder / "back"
    back.mkdir()
    round_ = people.Round(folder / "output/returns/2026-27-q2", back, lines, truth)
    people.answer_all(round_, [officer for officer in office.OFFICERS if officer in owners])
    for kind, files in round_.convert.items():
        people.libreoffice(kind, files, back, PLACE / "profile")
    for path in back.glob("*-Instructions.csv"):
        path.unlink()
    started = time.monotonic()
    report, ran = collect(folder, back)
    took = time.monotonic() - started
    said = overlays(folder) if into == "overlay" else trackers(folder)
    landed = lands(truth, said)
    check(cells(report, "conflicting") == truth.conflicts, f"conflicts {sorted(cells(report, 'conflicting') ^ truth.conflicts)}")
    missing = cells(report, "missing")
    check(missing == truth.missing, f"missing {sorted(missing ^ truth.missing)}")
    whole = json.dumps(report, ensure_ascii=False)
    strays = 0
    for code, words in truth.told.items():
        for word in words:
            told = [stray for stray in report["strays"] if stray["code"] == code and word in stray["says"]]
            check(told, f"{code} tells of {word!r}")
            strays += len(told)
    expected = sum(map(len, truth.told.values())) + len(truth.conflicts)
    check(len(report["strays"]) == expected, f"{len(report['strays'])} strays are told, and {expected} are expected")
    lost = [word for word in truth.typed if word not in whole]
    check(not lost, f"lost: {lost}")
    # A paper is made with what came back.
    checked = subprocess.run([PROGRAM, "check", "--messages", "short"], cwd=folder, capture_output=True, text=True)
    check("BP2121" not in checked.stdout + checked.stderr, "every answer has its line")
    again(folder, back, report, truth, into)
    undone(folder, before)
    return [into, len(owners), len(report["files"]), len(truth.answers), landed, len(truth.conflicts), strays, len(truth.missing), len(lost), f"{took:.1f} s"]


def files_below(folder):
    return {path: path.read_bytes() for path in sorted((folder / "data").rglob("*")) if path.is_file()}


def again(folder, back, report, truth, into):
    """Once more changes nothing; a conflict is settled by keeping one file, and a correction replaces what came first."""
    was = files_below(folder)
    more, _ = collect(folder, back)
    check(files_below(folder) == was, "collecting once more changes nothing")
    check(more["written"] == [], "nothing is written once more")
    check(not cells(more, "changed"), f"nothing changes once more: {sorted(cells(more, 'changed'))[:5]}")
    check(cells(more, "conflicting") == truth.conflicts, "the conflicts are still told")
    # The officer who answered twice meant the correction.
    corrected = next(back.glob("* corrected.xlsx"))
    first = back / corrected.name.replace(" corrected", "")
    aside = folder / first.name
    shutil.move(first, aside)
    settled, _ = collect(folder, back)
    check(len(cells(settled, "conflicting")) < len(truth.conflicts), "one file of two settles a conflict")
    check(settled["written"], "and is merged")
    # Another correction comes while the older file is still there.
    book = openpyxl.load_workbook(corrected)
    alone = {line.ref for line in office.lines() if len(line.owners) == 1}
    ref, sheet = next((ref, sheet) for sheet in people.line_sheets(book) if (ref := sheet.cell(4, people.heads(sheet)["Ref"]).value) in alone)
    sheet.cell(4, people.heads(sheet)["Progress this quarter"]).value = "Corrected once more."
    book.save(back / "late correction.xlsx")
    collect(folder, back)
    said = overlays(folder) if into == "overlay" else trackers(folder)
    check("Corrected once more." in said.get((ref, "update"), ""), "a correction replaces what came first")
    was = files_below(folder)
    collect(folder, back)
    check(files_below(folder) == was, "collecting after a correction changes nothing")


def undone(folder, before):
    """Every merge is taken back, the last first."""
    count = len(list((folder / FOLDER).glob("2*.toml")))
    check(count == 3, f"three merges were made, not {count}")
    for _ in range(count):
        run(folder, "returns", "undo")
    check(tree(folder) == before, "taken back, all is as it was")
    run(folder, "returns", "undo", code=1)


def main():
    shutil.rmtree(PLACE, ignore_errors=True)
    PLACE.mkdir(parents=True)
    rows = [["answers into", "officers", "files", "answers", "landed", "conflicts", "strays told", "missing", "lost", "collect"]]
    rows += [one_round(into) for into in ("overlay", "trackers")]
    for row in zip(*rows):
        print(f"{row[0]:<14}" + "".join(f"{value!s:>12}" for value in row[1:]))
    if failures:
        raise SystemExit(f"{len(failures)} failures")


main()
