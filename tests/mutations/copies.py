"""Copies of sample papers to be spoiled: a workbook, a paper whose rows stand in TOML, a report in Markdown.

All speak the same language, so that a fault can be planted wherever it fits. Places are told as boardpaper tells them.
"""

import csv
import io
import re
import shutil
import tomllib
from pathlib import Path

import openpyxl
from openpyxl.cell.rich_text import CellRichText
from openpyxl.comments import Comment

SENTENCE_END = re.compile(r"(?<=[a-z0-9)][.])[ ](?=[A-Z])")


def inserted(random, text, sentence):
    """Puts a sentence after a random one of a text; at its end where it has but one."""
    places = [found.end() for found in SENTENCE_END.finditer(text)]
    if not places or "\n\n" in sentence:
        return f"{text.rstrip()} {sentence}".replace(" \n", "\n")
    at = random.choice(places)
    return f"{text[:at]}{sentence} {text[at:]}"


class Copy:
    """What all copies have in common."""

    is_workbook = is_report = has_past = False
    key = None

    def __init__(self, folder, shown):
        self.folder, self.shown = Path(folder), shown

    def rows(self):
        raise NotImplementedError

    def row(self, random, wanted=None):
        rows = [row for row in self.rows() if wanted is None or wanted(self.status(row))]
        return random.choice(rows) if rows else None

    def status(self, row):
        text = (self.get(row, "status") or "").strip().lower()
        return self.steps.get(text, text)

    def statuses(self):
        return [self.status(row) for row in self.rows()]

    def update(self, row):
        return str(self.get(row, "update") or "")

    def update_before(self, row):
        return None

    def say(self, row, text):
        self.set(row, "update", text)
        return self.place(row)

    def insert(self, random, sentence, row=None):
        row = row if row is not None else self.row(random)
        return self.say(row, inserted(random, self.update(row), sentence))

    def phrase(self, name, text):
        """Types a phrase over the one that is computed."""
        paper = self.paper if self.is_workbook else self.file
        toml = self.text if hasattr(self, "text") else paper.read_text("utf-8")
        toml += f'\n[wording]\n{name} = "{text}"\n'
        if hasattr(self, "text"):
            self.text = toml
        else:
            paper.write_text(toml, "utf-8")
        return [f"{self.shown}/{paper.name}:{line}:" for line in lines_with(toml, f"{name} =")]

    def above(self, text):
        return None

    def head(self, column, text):
        return None

    def comment(self, random):
        return None


RAG = {"g": "G", "green": "G", "a": "A", "amber": "A", "r": "R", "red": "R", "ns": "NS", "white": "NS", "not started": "NS"}
STATE = {
    "complete": "COMPLETE / ONGOING",
    "completed": "COMPLETE / ONGOING",
    "complete / ongoing": "COMPLETE / ONGOING",
    "in progress": "IN PROGRESS",
    "not completed": "NOT COMPLETED",
}


class Tracker(Copy):
    """A paper whose rows stand in a workbook."""

    is_workbook = True

    def __init__(self, folder, shown, paper, workbook, sheet, columns, first, key, steps, before=None):
        super().__init__(folder, shown)
        self.paper, self.file = self.folder / paper, self.folder / workbook
        self.book = openpyxl.load_workbook(self.file, rich_text=True)
        self.sheet, self.columns, self.first, self.key, self.steps = self.book[sheet], columns, first, key, steps
        self.before = before
        self.has_past = before is not None

    def rows(self):
        rows = range(self.first, self.sheet.max_row + 1)
        return [row for row in rows if self.get(row, "ref") and not self.sheet.row_dimensions[row].hidden]

    def cell(self, row, column):
        return self.sheet[f"{self.columns[column]}{row}"]

    def get(self, row, column):
        value = self.cell(row, column).value
        return None if value is None else str(value)

    def set(self, row, column, value):
        was = self.cell(row, column).value
        if isinstance(was, CellRichText) and isinstance(value, str):
            value = str(value)
        self.cell(row, column).value = value

    def place(self, row, column="update"):
        return [self.at(f"{self.columns[column]}{row}")]

    def at(self, cell, sheet=None):
        return f"{self.shown}/{self.file.name}, sheet `{sheet or self.sheet.title}`, cell {cell}"

    def update_before(self, row):
        return self.before and self.before.get(self.get(row, "ref"))

    def above(self, text):
        self.sheet["A2"] = text
        return [self.at("A2")]

    def head(self, column, text):
        cell = f"{self.columns[column]}{self.first - 1}"
        self.sheet[cell] = text
        return [self.at(cell)]

    def drop(self, row):
        """Takes a row out; what comes next moves up."""
        self.sheet.delete_rows(row)
        return self.place(row, "ref")

    def add(self, title, status, update):
        row = self.sheet.max_row + 1
        ref = str(max(int(self.get(row, "ref")) for row in self.rows()) + 1)
        hidden = self.sheet.max_row
        # The last row may be hidden: its place is taken.
        row = hidden if self.sheet.row_dimensions[hidden].hidden else row
        self.sheet.row_dimensions[row].hidden = False
        lead = self.get(self.rows()[0], "lead")
        for column, value in {"ref": ref, "lead": lead, "title": title, "status": status, "update": update}.items():
            self.set(row, column, value)
        return [self.at(f"{letter}{row}") for letter in self.columns.values()]

    def field(self, name):
        return [f"{self.shown}/{self.paper.name}:{line}:" for line in lines_with(self.paper.read_text(), f"{name} =")]

    def written(self, title, heads, mark, text):
        """Adds a row to a sheet of notes or terms, which is made where there is none."""
        sheet = self.book[title] if title in self.book.sheetnames else self.book.create_sheet(title)
        if sheet.max_row == 1 and sheet["A1"].value is None:
            sheet["A1"], sheet["B1"] = heads
        row = sheet.max_row + 1
        sheet[f"A{row}"], sheet[f"B{row}"] = mark, text
        return [self.at(f"A{row}", title)]

    def note(self, mark, text):
        return self.written("Footnotes", ("Mark", "Note"), mark, text)

    def note_place(self, mark):
        cells = [row[0] for row in self.book["Footnotes"].iter_rows() if row[0].value == mark]
        return [self.at(cell.coordinate, "Footnotes") for cell in cells]

    def term(self, term, meaning):
        return self.written("Glossary", ("Term", "Meaning"), term, meaning)

    def comment(self, random):
        row = self.row(random)
        self.cell(row, "update").comment = Comment("Is this still right?", "Policy office")
        return [f"{self.shown}/{self.file.name}, sheet `{self.sheet.title}`"]

    def save(self):
        self.book.save(self.file)


def lines_with(text, start):
    return [number for number, line in enumerate(text.splitlines(), 1) if line.startswith(start)]


class Rows(Copy):
    """A paper whose rows stand in TOML, edited as text so that places stay what they are."""

    key, steps = "rag", RAG

    def __init__(self, folder, shown, paper, table, before):
        super().__init__(folder, shown)
        self.file, self.table, self.before = self.folder / paper, table, before
        self.has_past = True
        self.text = self.file.read_text("utf-8")
        self.head_of = f"[[{table}]]"

    def blocks(self):
        """Finds where each row begins and ends."""
        starts = [found.start() for found in re.finditer(rf"(?m)^\[\[{self.table}\]\]", self.text)]
        ends = [found.start() for found in re.finditer(r"(?m)^\[", self.text)] + [len(self.text)]
        return [(start, min(end for end in ends if end > start)) for start in starts]

    def rows(self):
        return list(range(len(self.blocks())))

    def found(self, row, column):
        start, end = self.blocks()[row]
        pattern = re.compile(rf'(?ms)^{column} = ("""(.*?)"""|"(.*?)"$)')
        return pattern.search(self.text, start, end)

    def get(self, row, column):
        found = self.found(row, column)
        return found and (found[2] if found[2] is not None else found[3]).strip()

    def set(self, row, column, value):
        found = self.found(row, column)
        if not found:
            return
        if value is None:
            self.text = self.text[: found.start()] + self.text[found.end() + 1 :]
            return
        literal = f'"""\n{value}\n"""' if found[2] is not None else f'"{value}"'
        self.text = f"{self.text[: found.start(1)]}{literal}{self.text[found.end(1) :]}"

    def place(self, row, column="update"):
        found = self.found(row, column)
        start = found.start() if found else self.blocks()[row][0]
        line = self.text.count("\n", 0, start) + 1
        return [f"{self.shown}/{self.file.name}:{line}:"]

    def update_before(self, row):
        return self.before.get(self.get(row, "ref"))

    def add(self, title, status, update):
        refs = [self.get(row, "ref") for row in self.rows()]
        lead = self.get(0, "lead")
        ref = f"{refs[-1].split('.')[0]}.{len(refs) + 1}"
        row = f'[[{self.table}]]\nref = "{ref}"\nlead = "{lead}"\ntitle = "{title}"\nstatus = "{status}"\nupdate = "{update}"\n\n'
        end = self.blocks()[-1][1]
        self.text = self.text[:end] + row + self.text[end:]
        start = self.text.count("\n", 0, end) + 1
        return [f"{self.shown}/{self.file.name}:{line}:" for line in range(start, start + row.count("\n"))]

    def drop(self, row):
        start, end = self.blocks()[row]
        self.text = self.text[:start] + self.text[end:]
        return self.place(row, "ref")

    def note(self, mark, text):
        self.text = self.text.replace("[footnotes]\n", f'[footnotes]\n{mark} = "{text}"\n', 1)
        return self.field(mark)

    def note_place(self, mark):
        return self.field(mark)

    def term(self, term, meaning):
        self.text = self.text.replace("[glossary]\n", f'[glossary]\n{term} = "{meaning}"\n', 1)
        return self.field(term)

    def field(self, name):
        return [f"{self.shown}/{self.file.name}:{line}:" for line in lines_with(self.text, f"{name} =")]

    def save(self):
        tomllib.loads(self.text)
        self.file.write_text(self.text, "utf-8")


class Report(Copy):
    """A report in Markdown: its paragraphs are its rows."""

    is_report = True
    steps = {}

    def __init__(self, folder, shown, paper):
        super().__init__(folder, shown)
        self.file = self.folder / paper
        self.lines = self.file.read_text("utf-8").split("\n")

    def rows(self):
        start = self.lines.index("+++", 1)
        prose = re.compile(r"^[A-Z].{60,}")
        return [at for at, line in enumerate(self.lines) if at > start and prose.match(line)]

    def get(self, row, column):
        return self.lines[row] if column == "update" else None

    def set(self, row, column, value):
        if column != "update":
            raise LookupError(column)
        self.lines[row] = value

    def place(self, row, column="update"):
        if column != "update":
            raise LookupError(column)
        return [f"{self.shown}/{self.file.name}:{row + 1}:"]

    def insert(self, random, sentence, row=None):
        row = row if row is not None else self.row(random)
        if sentence.startswith("\n"):
            self.lines[row : row + 1] = [self.lines[row], "", sentence.strip()]
            return self.place(row + 2)
        return super().insert(random, sentence, row)

    def drop(self, row):
        raise LookupError("row")

    def note(self, mark, text):
        self.lines += ["", f"[^{mark}]: {text}"]
        return self.place(len(self.lines) - 1)

    def note_place(self, mark):
        return [place for at, line in enumerate(self.lines) if line.startswith(f"[^{mark}]:") for place in self.place(at)]

    def term(self, term, meaning):
        raise LookupError("term")

    def demote(self, random):
        """Makes a heading two ranks lower than the one above it."""
        start = self.lines.index("+++", 1)
        heads = [at for at, line in enumerate(self.lines) if at > start and line.startswith("# ")]
        at = random.choice(heads)
        self.lines[at + 1 : at + 1] = ["", "### How it was done", "", "By the teams themselves, on foot and by bicycle."]
        return self.place(at + 2)

    def alt(self, words):
        for at, line in enumerate(self.lines):
            if line.startswith("!["):
                self.lines[at] = re.sub(r"!\[[^]]*\]", f"![{words}]", line, count=1)
                return self.place(at)
        return None

    def save(self):
        self.file.write_text("\n".join(self.lines), "utf-8")


def before(workbook, sheet, ref, update, first):
    """Returns the updates of an earlier tracker by ref."""
    sheet = openpyxl.load_workbook(workbook)[sheet]
    rows = range(first, sheet.max_row + 1)
    return {str(sheet[f"{ref}{row}"].value): str(sheet[f"{update}{row}"].value) for row in rows if sheet[f"{ref}{row}"].value}


def theme_1(data, folder, shown):
    for name in ("theme-1.toml", "theme-1-tracker.xlsx"):
        shutil.copy(data / "2026-27/q2" / name, folder)
    was = before(data / "2026-27/q1/theme-1-tracker.xlsx", "Theme 1", "A", "F", 5)
    columns = {"ref": "A", "lead": "B", "title": "C", "status": "D", "update": "E"}
    return Tracker(folder, shown, "theme-1.toml", "theme-1-tracker.xlsx", "Theme 1", columns, 5, "rag", RAG, was)


def actions(data, folder, shown):
    for name in ("serious-violence-actions.toml", "serious-violence-actions.xlsx"):
        shutil.copy(data / "2026-27/q2" / name, folder)
    columns = {"ref": "A", "title": "C", "lead": "D", "status": "H", "update": "I"}
    papers = ("serious-violence-actions.toml", "serious-violence-actions.xlsx")
    return Tracker(folder, shown, *papers, "Actions", columns, 4, "state", STATE)


def theme_3(data, folder, shown):
    shutil.copy(data / "2026-27/q2/theme-3.toml", folder)
    text = (data / "2026-27/q1/theme-3-tracker.csv").read_text("windows-1252")
    was = {row[0]: row[4] for row in csv.reader(io.StringIO(text), delimiter=";") if len(row) > 4}
    return Rows(folder, shown, "theme-3.toml", "deliverables", was)


def report(data, folder, shown):
    for file in (data / "2026-27/reports").iterdir():
        shutil.copy(file, folder)
    (Path(folder) / "harbour-lighting.md").unlink()
    return Report(folder, shown, "safer-homes.md")


KINDS = [theme_1, theme_1, actions, theme_3, report]


