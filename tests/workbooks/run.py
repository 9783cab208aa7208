"""Holds the workbooks that boardpaper makes against what people do with them: LibreOffice opens and saves them.

A round of returns and a new quarter are made from the sample office. Each workbook is looked at as it was made; LibreOffice
then saves it as .xlsx and .ods, and what officers rely on must still be there: dropdowns, locked and unlocked cells, names of
columns. At last papers are read from all three, and must say the same.

usage: python tests/workbooks/run.py target/release/boardpaper
"""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

import openpyxl

REPO = pathlib.Path(__file__).resolve().parents[2]
# Returns that are saved by LibreOffice: several papers, several lines, words alone for statuses, a computed status.
OFFICERS = [
    "Chief Supt Operations",
    "Engagement Officer",
    "HC",
    "Head of Commissioning",
    "Head of Neighbourhoods",
    "Victims’ Commissioner’s Office",
]
faults = []


def fault(workbook, what):
    faults.append(f"{workbook.name}: {what}")


def run(program, office, *arguments):
    done = subprocess.run([program, *arguments, "--root", office], capture_output=True, text=True, timeout=300)
    return done


def convert(files, ending, to):
    """Saves workbooks with LibreOffice, by itself: nothing of the user's settings."""
    profile = f"-env:UserInstallation=file://{to}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", str(to), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    saved = [to / f"{file.stem}.{ending}" for file in files]
    missing = [file.name for file in saved if not file.is_file()]
    if missing:
        sys.exit(f"LibreOffice saved no {', '.join(missing)}: {done.stderr}")
    return saved


def table_sheets(book):
    """Returns the sheets of rows: those whose headings are frozen."""
    panes = [(sheet, sheet.sheet_view.pane) for sheet in book]
    return [sheet for sheet, pane in panes if pane is not None and pane.ySplit == 3]


def look_at(file, sheets=None):
    """Returns what officers rely on in an .xlsx: dropdowns, locks, names.

    LibreOffice without a window forgets which rows are frozen: what it saved is looked at by the names of sheets.
    """
    book = openpyxl.load_workbook(file, rich_text=True)
    told = {"names": sorted(book.defined_names), "sheets": book.sheetnames}
    for sheet in [book[name] for name in sheets if name in book] if sheets else table_sheets(book):
        headings = [cell.value for cell in sheet[3]]
        lists = {}
        for rule in sheet.data_validations.dataValidation:
            for area in rule.sqref.ranges:
                for column in range(area.min_col, area.max_col + 1):
                    lists[headings[column - 1]] = (rule.type, re.sub("[\"']", "", rule.formula1 or ""))
        last = sheet.max_row
        locked = {headings[cell.column - 1]: bool(cell.protection.locked) for cell in sheet[4]}
        told[sheet.title] = {
            "headings": headings,
            "lists": {name: value for name, value in lists.items() if value[0] == "list"},
            "dates": sorted(str(name) for name, value in lists.items() if value[0] == "date"),
            "protected": bool(sheet.protection.sheet),
            "locked": locked,
            "colours": bool(len(sheet.conditional_formatting)),
            "rows": last,
        }
        if sheet.merged_cells.ranges:
            fault(file, f"{sheet.title} has merged cells")
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    fault(file, f"{sheet.title}!{cell.coordinate} is a formula")
    return told


def check_made(file, told):
    """Holds a workbook as it was made against what is promised."""
    if told["sheets"][0] != "Instructions":
        fault(file, "does not begin with its instructions")
    tables = {name: sheet for name, sheet in told.items() if isinstance(sheet, dict)}
    if not tables:
        fault(file, "has no table sheet")
    for name, sheet in tables.items():
        if name in ("Glossary", "Footnotes"):
            continue
        if not sheet["protected"]:
            fault(file, f"{name} is not protected")
        if all(sheet["locked"].values()) or not any(sheet["locked"].values()):
            fault(file, f"{name} has no cells that are locked, or none that are not: {sheet['locked']}")
        slug = re.sub("[^a-z0-9]+", "_", name.lower()).strip("_")
        if not any(known.startswith(slug) for known in told["names"]):
            fault(file, f"{name} has no named columns: {told['names']}")
    if len(zipfile.ZipFile(file).namelist()) != len(set(zipfile.ZipFile(file).namelist())):
        fault(file, "has a part twice")


def check_saved(made, file, told):
    """Holds an .xlsx that LibreOffice saved against the one it opened."""
    now = look_at(file, [name for name, sheet in told.items() if isinstance(sheet, dict)])
    for name, before in told.items():
        after = now.get(name)
        if isinstance(before, dict):
            for what in ("headings", "lists", "dates", "protected", "colours"):
                if after is None or before[what] != after[what]:
                    fault(made, f"{name}: LibreOffice changed {what}: {before[what]} became {after and after[what]}")
            filled = {key: lock for key, lock in before["locked"].items()}
            if after and filled != after["locked"]:
                fault(made, f"{name}: LibreOffice changed what is locked: {before['locked']} became {after['locked']}")
        elif not set(before) <= set(after):
            fault(made, f"LibreOffice lost {name}: {sorted(set(before) - set(after))}")


def check_ods(made, file, told):
    """Holds an .ods against the .xlsx it was made from."""
    content = zipfile.ZipFile(file).read("content.xml").decode()
    dropdowns = sum(len(sheet["lists"]) for sheet in told.values() if isinstance(sheet, dict))
    kept = content.count("cell-content-is-in-list")
    if bool(dropdowns) != bool(kept):
        fault(made, f"{dropdowns} dropdowns, and {kept} in .ods")
    protected = sum(sheet["protected"] for sheet in told.values() if isinstance(sheet, dict))
    if content.count('table:protected="true"') < protected:
        fault(made, "the .ods has lost its protection")
    for name in told["names"]:
        if f'table:name="{name}"' not in content:
            fault(made, f"the .ods has lost the name {name}")


def rows_of(program, office, paper, folder):
    """Returns what a paper says: its tables, without where they come from."""
    done = run(program, office, "build", "--keep-sources", "--quiet", "--output", str(folder), paper)
    models = sorted(pathlib.Path(folder).rglob("*model*.json"))
    if not models:
        return None, done.stderr
    model = json.loads(models[0].read_text())
    return {name: plain(table) for name, table in model["tables"].items()}, done.stderr


def plain(value):
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items() if key not in ("origin", "file", "place")}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value


def notes_of(paper):
    """Names the tracker's own footnotes: a return has none."""
    named = re.search(r'workbook = "([^"]+\.xlsx)"', paper.read_text())
    if not named or "Footnotes" not in openpyxl.load_workbook(paper.with_name(named[1]), read_only=True).sheetnames:
        return ""
    return f'\n[footnotes]\nworkbook = "{named[1]}"\nsheet = "Footnotes"\n'


def check_read(program, office, work, made, saved):
    """Reads a paper from a workbook as it was made and as LibreOffice saved it."""
    book = openpyxl.load_workbook(made)
    facts = {row[0].value: row[1].value for row in book["Instructions"].iter_rows(max_col=2)}
    count = 0
    for sheet in table_sheets(book):
        paper = facts.get(f"Sheet {sheet.title}")
        if not paper:
            fault(made, f"its instructions do not say which paper {sheet.title} is of")
            continue
        said = []
        for file in [made, *saved]:
            text = (office / paper).read_text()
            copy = (office / paper).with_name("returned" + file.suffix)
            shutil.copy(file, copy)
            table = "measures" if "performance-annex" in text else re.search(r"\[+(deliverables|actions)\]", text)[1]
            if f"[[{table}]]" in text:
                text = text[: text.index(f"[[{table}]]")]
            text = re.sub(rf"\[{table}\][^\[]*", "", text)
            text = re.sub(r"(?m)^\[measures\][^\[]*", "", text) if table != "measures" else text
            text = re.sub(r"(?m)^previous = .*$", "", text)
            text += notes_of(office / paper)
            text += f'\n[{table}]\nworkbook = "{copy.name}"\nsheet = "{sheet.title}"\n'
            returned = copy.with_name("returned.toml")
            returned.write_text(text)
            folder = work / "built" / f"{made.stem}-{sheet.title}-{file.suffix[1:]}-{len(said)}"
            rows, stderr = rows_of(program, office, str(returned.relative_to(office)), folder)
            if rows is None:
                fault(made, f"{sheet.title} of {file.name} is not read: {stderr.strip()[:600]}")
            said.append(rows and rows.get(table))
            returned.unlink()
            copy.unlink()
        for file, rows in zip([made, *saved], said):
            if rows != said[0]:
                fault(made, f"{sheet.title} says something else as {file.suffix} of LibreOffice")
        count += bool(said[0])
    return count


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        office = work / "office"
        shutil.copytree(REPO / "data", office / "data")
        for step in (
            ["returns", "make", "--quarter", "2026-27-q2", "--deadline", "2026-10-16", "--quiet"],
            ["new", "quarter", "2026-27-q3", "--quiet"],
        ):
            done = run(program, str(office), *step)
            if done.returncode != 0:
                sys.exit(f"{' '.join(step)}: {done.stderr}")
        returns = sorted((office / "output/returns/2026-27-q2").glob("*.xlsx"))
        trackers = sorted((office / "data/2026-27/q3").glob("*.xlsx"))
        told = {file: look_at(file) for file in returns + trackers}
        for file, looks in told.items():
            check_made(file, looks)
        opened = [file for file in returns if file.stem in OFFICERS] + trackers
        if len(opened) != len(OFFICERS) + len(trackers) or not trackers:
            sys.exit(f"not all workbooks were made: {[file.name for file in opened]}")
        saved = {}
        for ending in ("xlsx", "ods"):
            to = work / ending
            to.mkdir()
            saved[ending] = dict(zip(opened, convert(opened, ending, to)))
        read = 0
        for file in opened:
            check_saved(file, saved["xlsx"][file], told[file])
            check_ods(file, saved["ods"][file], told[file])
            if file in returns:
                read += check_read(program, office, work, file, [saved["xlsx"][file], saved["ods"][file]])
    for what in faults:
        print(what)
    print(f"workbooks: {len(told)} looked at, {len(opened)} saved by LibreOffice, {read} sheets read back alike, {len(faults)} faults")
    sys.exit(bool(faults))


main()
