"""Officers as they are: what they do to the workbook that they were sent, and what they truly answer."""

import datetime
import functools
import random
import subprocess

import openpyxl
from openpyxl.styles import Font, PatternFill

WORDS = {"G": ["G", "Green", "on track", "green "], "A": ["A", "Amber", "at risk", "AMBER"], "R": ["R", "red", "Red", "R "]}
SHEETS_WITHOUT_LINES = ("Instructions",)


class Truth:
    """What must come of a round."""

    def __init__(self):
        # By ref: what each column must say in the end.
        self.answers = {}
        # Pairs of ref and column.
        self.conflicts, self.missing, self.faulty = set(), set(), set()
        # Words that must be told of, by the code they are told under.
        self.told = {}
        # All that was typed, each with a word of its own.
        self.typed = []

    def tell(self, code, words):
        self.told.setdefault(code, []).append(words)


class Round:
    """A round that is being answered."""

    def __init__(self, sent, back, lines, truth):
        self.sent, self.back, self.truth = sent, back, truth
        self.of = {line.ref: line for line in lines}
        self.lines = lines
        self.random = random.Random(6)
        self.count = 0
        self.convert = {"ods": [], "xls": [], "csv": []}

    def text(self, about):
        """A text that nobody else types: its last word is its own."""
        self.count += 1
        word = f"word{self.count:03}x"
        self.truth.typed.append(word)
        forms = [f"{about} went well; {word}", f"Two things:\n• one is done\n• {word} comes next",
                 f"£{self.count}m & more <spent> on “{about}”; see [1] {word}", f"- {about}\n- {word}",
                 f"First.\n\nThen *{about}* #1; {word}"]
        return forms[self.count % len(forms)], word

    def answer(self, officer, status_words=False, leaves_some=False):
        """Opens what was sent, and fills in all lines; gives the workbook and what was said."""
        book = openpyxl.load_workbook(self.sent / f"{officer}.xlsx")
        said = {}
        for sheet in book:
            if sheet.title in SHEETS_WITHOUT_LINES:
                continue
            columns = heads(sheet)
            for row in range(4, sheet.max_row + 1):
                ref = sheet.cell(row, columns["Ref"]).value
                if ref is None or (leaves_some and self.of[ref].status is None and not said.get("left")):
                    if ref is not None:
                        said["left"] = ref
                    continue
                status = self.random.choice("GAR")
                update, word = self.text(self.of[ref].title)
                typed = self.random.choice(WORDS[status]) if status_words else status
                sheet.cell(row, columns["RAG Status"]).value = typed
                sheet.cell(row, columns["Progress this quarter"]).value = update
                said[ref] = {"status": status, "update": word}
        return book, said


def heads(sheet):
    """The columns of a sheet by heading."""
    return {cell.value: cell.column for cell in sheet[3] if cell.value}


def line_sheets(book):
    return [sheet for sheet in book if sheet.title not in SHEETS_WITHOUT_LINES]


def rows_of(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]


def put(sheet, rows):
    for at, row in enumerate(rows, 4):
        for column, value in enumerate(row, 1):
            sheet.cell(at, column).value = value


def sort_rows(sheet):
    rows = [row for row in rows_of(sheet) if any(row)]
    put(sheet, sorted(rows, key=lambda row: str(row[2]), reverse=True))


def reorder_columns(sheet):
    whole = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    turned = [list(reversed(row)) for row in whole]
    for at, row in enumerate(turned, 3):
        for column, value in enumerate(row, 1):
            sheet.cell(at, column).value = value


def paste_formats(sheet):
    for row in sheet.iter_rows(min_row=3):
        for cell in row:
            cell.font = Font(name="Comic Sans MS", size=17, bold=True)
            cell.fill = PatternFill("solid", fgColor="FFFF00")


def libreoffice(kind, files, folder, profile):
    """Saves workbooks in another format, as officers do with File, Save As."""
    target = {"csv": 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1'}.get(kind, kind)
    command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", target,
               "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def answer_all(round_, officers):
    """Each officer answers in their own way; the ways go round."""
    truth = round_.truth
    ways = [plain, sorts, renames, deletes_columns, words, leaves_some, adds_a_row, as_ods, as_xls, as_csv,
            twice_the_same, twice_differing, somebody_elses, nothing, reorders, no_refs, no_instructions,
            mistypes_a_ref, changes_a_title, nonsense, formats, deletes_rows, in_a_folder, revises]
    for at, officer in enumerate(officers):
        ways[at % len(ways)](round_, officer)
    for line in round_.lines:
        for owners in [line.owners]:
            joint(truth, line, owners)
    settle_missing(round_)


def keep(round_, officer, said):
    """Notes what an officer truly said; what two of them say of one line is settled later."""
    for ref, cells in said.items():
        if ref != "left":
            for column, value in cells.items():
                by = round_.truth.answers.setdefault((ref, column), {})
                by.setdefault(officer, []).append(value)


def save(round_, book, name):
    path = round_.back / name
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def answering(file="{officer}.xlsx", **how):
    """Makes a way of answering of what is done to the workbook that was filled in: noted as what was truly said, and sent back.

    What is done takes the round, the workbook, what is said by ref, and the officer.
    """
    def way_of(change):
        @functools.wraps(change)
        def way(round_, officer):
            book, said = round_.answer(officer, **how)
            change(round_, book, said, officer)
            keep(round_, officer, said)
            save(round_, book, file.format(officer=officer, count=round_.count))
        return way
    return way_of


def as_it_is(round_, book, said, officer):
    """Does nothing else."""


plain = answering()(as_it_is)
renames = answering("RE quarterly thing FINAL v2 ({count}).xlsx")(as_it_is)
in_a_folder = answering("from Friday/{officer}.xlsx")(as_it_is)
words = answering(status_words=True)(as_it_is)
leaves_some = answering(leaves_some=True)(as_it_is)


@answering()
def sorts(round_, book, said, officer):
    for sheet in line_sheets(book):
        sort_rows(sheet)


@answering("{officer} (short).xlsx")
def deletes_columns(round_, book, said, officer):
    for sheet in line_sheets(book):
        sheet.delete_cols(heads(sheet)["Strategic Activity"])
        sheet.delete_cols(heads(sheet)["Lead Officer"])


@answering()
def adds_a_row(round_, book, said, officer):
    sheet = line_sheets(book)[0]
    columns = heads(sheet)
    row = sheet.max_row + 1
    update, word = round_.text("something new")
    sheet.cell(row, columns["Ref"]).value = "99"
    sheet.cell(row, columns["Strategic Activity"]).value = f"A line of my own {word}"
    sheet.cell(row, columns["Progress this quarter"]).value = update
    round_.truth.tell("BP2125", word)


def saved_as(kind):
    def way(round_, officer):
        book, said = round_.answer(officer, status_words=True)
        keep(round_, officer, said)
        folder = round_.back.parent / "to-convert"
        folder.mkdir(exist_ok=True)
        path = folder / f"{officer}.xlsx"
        book.save(path)
        round_.convert[kind].append(path)
    return way


as_ods, as_xls, as_csv = saved_as("ods"), saved_as("xls"), saved_as("csv")


def twice_the_same(round_, officer):
    book, said = round_.answer(officer)
    keep(round_, officer, said)
    save(round_, book, f"{officer}.xlsx")
    save(round_, book, f"Copy of {officer}.xlsx")


def twice_differing(round_, officer):
    for name in (f"{officer}.xlsx", f"{officer} corrected.xlsx"):
        book, said = round_.answer(officer)
        keep(round_, officer, said)
        save(round_, book, name)


@answering()
def somebody_elses(round_, book, said, officer):
    sheet = line_sheets(book)[0]
    columns = heads(sheet)
    theme = sheet.cell(4, columns["Ref"]).value[0]
    other = next(line for line in round_.lines if officer not in line.owners and line.ref.startswith(theme))
    row = sheet.max_row + 1
    update, word = round_.text("not mine")
    for heading, value in [("Ref", other.ref), ("Strategic Activity", other.title), ("RAG Status", "R"), ("Progress this quarter", update)]:
        sheet.cell(row, columns[heading]).value = value
    round_.truth.tell("BP2124", word)


def nothing(round_, officer):
    (round_.back / f"{officer}.txt").write_text("On leave until November.\n")


@answering()
def reorders(round_, book, said, officer):
    for sheet in line_sheets(book):
        reorder_columns(sheet)


@answering()
def no_refs(round_, book, said, officer):
    for sheet in line_sheets(book):
        sheet.delete_cols(heads(sheet)["Ref"])


@answering("Book{count}.xlsx")
def no_instructions(round_, book, said, officer):
    del book["Instructions"]


@answering()
def mistypes_a_ref(round_, book, said, officer):
    sheet = line_sheets(book)[0]
    cell = sheet.cell(4, heads(sheet)["Ref"])
    round_.truth.tell("BP2128", cell.value)
    cell.value = "7Z77"


@answering()
def changes_a_title(round_, book, said, officer):
    sheet = line_sheets(book)[0]
    cell = sheet.cell(4, heads(sheet)["Strategic Activity"])
    update, word = round_.text("title")
    cell.value = f"{cell.value} {word}"
    round_.truth.tell("BP2126", word)


@answering()
def nonsense(round_, book, said, officer):
    sheet = line_sheets(book)[0]
    columns = heads(sheet)
    ref = sheet.cell(4, columns["Ref"]).value
    sheet.cell(4, columns["RAG Status"]).value = "turquoise"
    if "Revised Date" in columns:
        sheet.cell(4, columns["Revised Date"]).value = "when it stops raining"
    round_.truth.tell("BP0309", "turquoise")
    if "Revised Date" in columns:
        round_.truth.tell("BP0204", "when it stops raining")
        round_.truth.missing.add((ref, "revised"))
    del said[ref]["status"]
    round_.truth.faulty.add(ref)


@answering()
def formats(round_, book, said, officer):
    for sheet in line_sheets(book):
        paste_formats(sheet)


@answering()
def deletes_rows(round_, book, said, officer):
    sheet = line_sheets(book)[0]
    ref = sheet.cell(4, heads(sheet)["Ref"]).value
    # What was typed and then deleted was never sent.
    round_.truth.typed.remove(said.pop(ref)["update"])
    sheet.delete_rows(4)


@answering()
def revises(round_, book, said, officer):
    for sheet in line_sheets(book):
        columns = heads(sheet)
        for row in range(4, sheet.max_row + 1):
            ref = sheet.cell(row, columns["Ref"]).value
            if "Revised Date" not in columns:
                continue
            sheet.cell(row, columns["Revised Date"]).value = datetime.date(2027, 1, 31)
            said[ref]["revised"] = "2027-01-31"


def joint(truth, line, owners):
    """What differs between two answers of one line is a conflict."""
    for column in ("status", "update", "revised"):
        by = truth.answers.pop((line.ref, column), None)
        if by is None:
            continue
        values = {value for said in by.values() for value in said}
        if len(values) > 1:
            truth.conflicts.add((line.ref, column))
        else:
            truth.answers[line.ref, column] = values.pop()


def settle_missing(round_):
    """What nobody answered, and nothing stood in, is missing."""
    for line in round_.lines:
        for column in ("status", "update"):
            cell = (line.ref, column)
            if cell not in round_.truth.answers and cell not in round_.truth.conflicts and line.status is None:
                round_.truth.missing.add(cell)
