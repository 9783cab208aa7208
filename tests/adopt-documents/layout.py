"""Lays the text of a published appendix out as an office would have: a table of merged cells, real footnotes, lists.

Gives a flat Writer document (.fodt), which LibreOffice turns into .docx and .odt, and what the document holds."""
import html
import re

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
MARK = re.compile(f" ?([{RAISED}]+)")
SPACES = {
    "office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing",
    "fo": "xsl-fo-compatible", "svg": "svg-compatible",
}
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document office:version="1.3" '
    'office:mimetype="application/vnd.oasis.opendocument.text" '
    + " ".join(f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for p, n in SPACES.items())
    + ' xmlns:xlink="http://www.w3.org/1999/xlink"><office:automatic-styles>'
    '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<text:list-style style:name="N"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '</text:list-style><style:page-layout style:name="L"><style:page-layout-properties fo:page-width="29.7cm" fo:page-height="21cm"/>'
    '</style:page-layout></office:automatic-styles>'
    '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L"><style:footer>'
    '<text:p>Page <text:page-number>1</text:page-number></text:p></style:footer></style:master-page></office:master-styles>'
    "<office:body><office:text>"
)
TAIL = "</office:text></office:body></office:document>"


def number(raised):
    return "".join(str(RAISED.index(c)) for c in raised)


class Layout:
    """A document as it is laid out; notes are set where their marks stand."""

    def __init__(self, notes):
        self.notes, self.left, self.parts = notes, dict(notes), []

    def line(self, text, bold=False):
        """A line of text with its note marks."""
        parts = MARK.split(text)
        out = html.escape(parts[0], quote=False)
        for mark, rest in zip(parts[1::2], parts[2::2]):
            out += self.note(number(mark)) + html.escape(rest, quote=False)
        return f'<text:span text:style-name="B">{out}</text:span>' if bold else out

    def note(self, name):
        # A note that is cited again is typed as a raised number: a note of the program stands in one place.
        if name not in self.left:
            return ""
        text = html.escape(self.left.pop(name), quote=False)
        return (f'<text:note text:note-class="footnote"><text:note-citation>{name}</text:note-citation>'
                f"<text:note-body><text:p>{text}</text:p></text:note-body></text:note>")

    def blocks(self, text):
        """Paragraphs and lists of a cell."""
        text = re.sub(r"<(/?)(p|ul|ol|li)\b[^>]*>", "\n", text)
        out, items, style = "", [], ""
        def end():
            nonlocal out
            if items:
                out += f"<text:list{style}>" + "".join(f"<text:list-item><text:p>{i}</text:p></text:list-item>" for i in items) + "</text:list>"
                items.clear()
        for line in filter(None, map(str.strip, re.sub(r"(?<!^) (?=• )", "\n", text).split("\n"))):
            item = re.match(r"(?:•|-|(\d)\.) ?(.*)", line)
            if item:
                if not items:
                    style = ' text:style-name="N"' if item[1] else ""
                items.append(self.line(item[2]))
            else:
                end()
                out += f"<text:p>{self.line(line, len(line) < 40 and line[-1] not in '.:;,')}</text:p>"
        end()
        return out or "<text:p/>"

    def paragraph(self, text, bold=False):
        self.parts.append(f"<text:p>{self.line(text, bold)}</text:p>")

    def table(self, width, rows, head=0):
        """A table; a row is a list of (text, columns)."""
        self.tables = getattr(self, "tables", 0) + 1
        out = f'<table:table table:name="T{self.tables}"><table:table-column table:number-columns-repeated="{width}"/>'
        for at, row in enumerate(rows):
            cells = ""
            for text, span in row:
                cells += f'<table:table-cell table:number-columns-spanned="{span}">{self.blocks(text)}</table:table-cell>'
                cells += "<table:covered-table-cell/>" * (span - 1)
            cells = f"<table:table-row>{cells}</table:table-row>"
            out += f"<table:table-header-rows>{cells}</table:table-header-rows>" if at < head else cells
        self.parts.append(out + "</table:table>")

    def document(self):
        return HEAD + "".join(self.parts) + TAIL


def notes_of(lines):
    """Takes the notes out of the lines; a raised number at the start, the text in the same line or the next."""
    notes, kept, waiting = {}, [], None
    for line in lines:
        found = re.match(f"([{RAISED}]+) ?(.*)$", line)
        if waiting and line.strip():
            notes[waiting], waiting = line.strip(), None
        elif found and found[2].strip():
            notes[number(found[1])] = found[2].strip()
        elif found:
            waiting = number(found[1])
        else:
            kept.append(line)
    plain = {name: re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text) for name, text in notes.items()}
    return plain, kept


def rows_of(lines):
    """Splits lines into rows of cells and texts; rules of dashes are none."""
    rows = []
    for line in lines:
        cells = [numbered(cell.strip()) for cell in line.split("\t")]
        if line.strip() and not re.fullmatch(r"[-\s]+", line):
            rows.append(cells)
    return rows


def numbered(cell):
    """Puts each item of a numbered list on a line of its own."""
    own = lambda found: found[1] + re.sub(r"\s+(?=\d\. )", "\n", found[2]) + found[3]
    return re.sub(r"(<ol[^>]*>)(.*?)(</ol>|<p>|$)", own, cell, flags=re.S)


class Paper:
    """A paper's text in its parts: titles, status key, deliverables with their updates, measures."""

    def __init__(self, path):
        notes, lines = notes_of(path.read_text(encoding="utf-8").split("\n"))
        self.notes, self.titles, self.key, self.theme, self.head = notes, [], [], None, None
        self.deliverables, self.measures, self.closing, self.performance = [], [], None, []
        for cells in rows_of(lines):
            self.take(cells)

    def take(self, cells):
        filled = [cell for cell in cells if cell]
        if self.measures:
            return self.measure(cells, filled)
        if self.head and cells[0] == "Measure":
            self.measures.append(filled)
        elif self.head is None and cells[0] in ("No", "Ref"):
            self.head = filled
        elif self.head is None:
            (self.key if len(cells) > 1 else self.titles).append(filled if len(cells) > 1 else cells[0])
        elif re.fullmatch(r"\d+|5[CFP]\d\d", cells[0]):
            self.deliverables.append({"row": filled, "updates": []})
        elif len(filled) == 1 and (filled[0].startswith("PERFORMANCE") or self.performance):
            self.performance.append(filled[0])
        elif filled:
            label = cells[0] if len(cells) > 1 and not cells[0].startswith("<") else ""
            self.deliverables[-1]["updates"].append((label, " ".join(c for c in filled if c != label), len(cells) > 1))

    def measure(self, cells, filled):
        if re.fullmatch(r"\d", cells[0]):
            self.measures.append(filled)
        else:
            self.closing = " ".join(filter(None, [self.closing, *filled]))


def laid_out(paper, how):
    """Lays a paper out: `one` table, `split` by hand with headings that come again, or with texts `loose` between tables."""
    out = Layout(paper.notes)
    *titles, theme = paper.titles
    for title in titles:
        out.paragraph(title, bold=True)
    if max(map(len, paper.key)) > 2:
        out.table(8, [[(c, 1) for c in row + [""] * (8 - len(row))] for row in paper.key])
    else:
        for at in range(0, len(paper.key), 2):
            pad = [row if len(row) == 2 else ["", *row] for row in paper.key[at:at + 2]]
            out.table(2, [[(c, 1) for c in row] for row in pad])
            out.paragraph("")
    out.paragraph(theme, bold=True)
    labelled = any(label for d in paper.deliverables for label, _, _ in d["updates"])
    head, rows = [(c, 1) for c in paper.head], []
    for at, deliverable in enumerate(paper.deliverables):
        if rows and how == "split" and at % 4 == 0:
            out.table(4, [head] + rows, head=1)
            out.paragraph("")
            rows = []
        rows.append([(c, 1) for c in deliverable["row"]])
        if labelled:
            rows += [[(label, 1), (text, 3)] for label, text, _ in deliverable["updates"]]
            continue
        if how == "loose":
            inside = [text for _, text, own in deliverable["updates"] if own or text.startswith("<p>")]
            loose = [text for text in (u[1] for u in deliverable["updates"]) if text not in inside]
            rows += [[("\n".join(inside), 4)]] if inside else []
            if loose:
                out.table(4, [head] + rows, head=1)
                rows = []
                out.parts.append(out.blocks("\n".join(loose)))
            continue
        rows.append([("\n".join(text for _, text, _ in deliverable["updates"]), 4)])
    if rows:
        out.table(4, [head] + rows, head=1)
    for at, line in enumerate(paper.performance):
        out.paragraph(line, bold=True)
    if paper.measures:
        first = [(paper.measures[0][0], 2)] + [(c, 1) for c in paper.measures[0][1:]]
        rows = [first] + [[(c, 1) for c in row] for row in paper.measures[1:]]
        out.table(5, rows + [[(paper.closing, 5)]], head=1)
    return out.document()
