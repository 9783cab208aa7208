"""The peer LibreOffice with its own format: flat OpenDocument text written for each paper, and all printed in one go.

    python writer.py SOFFICE PROFILE FOLDER PAPER.json…
"""

import json
import pathlib
import sys
from xml.sax.saxutils import escape

import soffice

SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in [("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"), ("fo", "xsl-fo-compatible")]
)
COLUMNS = ("1.6cm", "3.8cm", "17.6cm", "3.7cm")
FILLED = "\n".join(
    f'<style:style style:name="{name}" style:family="table-cell"><style:table-cell-properties fo:padding="0.1cm" fo:border="0.5pt solid #666666" {more}/></style:style>'
    for name, more in [("cell", ""), ("head", 'fo:background-color="#e3e6ea"'), ("of", 'fo:background-color="#f3f3f3"')]
)
WIDTHS = "".join(
    f'<style:style style:name="column{n}" style:family="table-column"><style:table-column-properties style:column-width="{width}"/></style:style>'
    for n, width in enumerate(COLUMNS)
)
STYLES = f"""<office:styles><style:default-style style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.15cm" fo:orphans="2" fo:widows="2"/>
<style:text-properties fo:font-family="Liberation Sans" fo:font-size="10.5pt" fo:language="en" fo:country="GB"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph"/><style:style style:name="Heading" style:family="paragraph">
<style:paragraph-properties fo:keep-with-next="always"/><style:text-properties fo:font-size="14pt" fo:font-weight="bold"/></style:style>
<text:notes-configuration text:note-class="footnote"/></office:styles><office:automatic-styles>
<style:page-layout style:name="page"><style:page-layout-properties fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape" fo:margin="1.5cm"/>
<style:footer-style/></style:page-layout>
<style:style style:name="bold" style:family="paragraph"><style:paragraph-properties fo:keep-with-next="always"/><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="right" style:family="paragraph"><style:paragraph-properties fo:text-align="end"/></style:style>
<style:style style:name="whole" style:family="table-row"><style:table-row-properties fo:keep-together="always"/></style:style>
<text:list-style style:name="bullets"><text:list-level-style-bullet text:level="1" text:bullet-char="•"><style:list-level-properties text:space-before="0.3cm" text:min-label-width="0.4cm"/>
</text:list-level-style-bullet></text:list-style>{FILLED}{WIDTHS}"""


def coloured(steps):
    """A cell style for each status: colours are the office's."""
    for code, colour, ink in steps:
        yield (
            f'<style:style style:name="status{code}" style:family="table-cell"><style:table-cell-properties fo:padding="0.1cm" fo:border="0.5pt solid #666666" fo:background-color="{colour}"/></style:style>'
            f'<style:style style:name="ink{code}" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:keep-with-next="always"/><style:text-properties fo:font-weight="bold" fo:color="{ink}"/></style:style>'
        )


def line(pieces):
    return "".join(escape(piece) if isinstance(piece, str) else note(piece) for piece in pieces)


def note(piece):
    return (
        f'<text:note text:id="note{piece["note"]}" text:note-class="footnote"><text:note-citation>{piece["note"]}</text:note-citation>'
        f"<text:note-body><text:p>{escape(piece['text'])}</text:p></text:note-body></text:note>"
    )


def paragraph(inner, style="Standard"):
    return f'<text:p text:style-name="{style}">{inner}</text:p>'


def block(about):
    if about["is"] == "bullets":
        items = "".join(f"<text:list-item>{paragraph(line(item))}</text:list-item>" for item in about["of"])
        return f'<text:list text:style-name="bullets">{items}</text:list>'
    return paragraph(line(about["of"]), {"paragraph": "Standard", "heading": "bold"}[about["is"]])


def cell(inner, style, spanned=1):
    covered = "<table:covered-table-cell/>" * (spanned - 1)
    return f'<table:table-cell table:style-name="{style}" table:number-columns-spanned="{spanned}">{inner}</table:table-cell>{covered}'


def row(about):
    *plain, status = map(escape, about["cells"])
    code = status.split()[0]
    cells = "".join(cell(paragraph(each, "bold"), "of") for each in plain) + cell(paragraph(status, f"ink{code}"), f"status{code}")
    update = cell("".join(map(block, about["update"])), "cell", len(about["cells"]))
    return f'<table:table-row table:style-name="whole">{cells}</table:table-row><table:table-row>{update}</table:table-row>'


def step(about):
    texts = "".join(cell(paragraph(escape(about[name])), "cell") for name in ("label", "meaning", "count"))
    code = about["code"]
    return f'<table:table-row>{cell(paragraph(code, f"ink{code}"), f"status{code}")}{texts}</table:table-row>'


def table(name, columns, head, rows):
    widths = "".join(f'<table:table-column table:style-name="column{n}"/>' for n in columns)
    return f'<table:table table:name="{name}">{widths}{head}{rows}</table:table>'


def body(paper):
    said = {name: escape(text) for name, text in paper.items() if isinstance(text, str)}
    heads = "".join(cell(paragraph(escape(head), "bold"), "head") for head in paper["heads"])
    repeated = f"<table:table-header-rows><table:table-row>{heads}</table:table-row></table:table-header-rows>"
    return "".join(
        [
            paragraph(said["label"], "right"),
            paragraph(f"{said['office']} · {said['plan']}"),
            paragraph(said["strapline"]),
            paragraph(said["title"], "Heading"),
            paragraph(said["subtitle"]),
            paragraph(said["key_heading"], "Heading"),
            table("key", (0, 1, 2, 3), "", "".join(map(step, paper["key"]))),
            paragraph(said["results"]),
            paragraph(said["heading"], "Heading"),
            table("deliverables", (0, 1, 2, 3), repeated, "".join(map(row, paper["rows"]))),
        ]
    )


def document(paper):
    statuses = "".join(coloured((each["code"], each["colour"], each["ink"]) for each in paper["key"]))
    footer = f"{escape(paper['footer'])} · Page <text:page-number/> of <text:page-count/>"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {SPACES} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">'
        f"{STYLES}{statuses}</office:automatic-styles><office:master-styles>"
        f'<style:master-page style:name="Standard" style:page-layout-name="page"><style:footer>{paragraph(footer)}</style:footer></style:master-page>'
        f"</office:master-styles><office:body><office:text>{body(paper)}</office:text></office:body></office:document>"
    )


def main(program, profile, folder, *papers):
    filled = []
    for name in map(pathlib.Path, papers):
        filled.append(pathlib.Path(folder) / f"{name.stem}.fodt")
        filled[-1].write_text(document(json.loads(name.read_text())))
    soffice.printed(program, profile, folder, filled)


if __name__ == "__main__":
    main(*sys.argv[1:])
