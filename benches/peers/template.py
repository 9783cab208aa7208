"""Draws the Word template that word.py fills: what an office would draw by hand, with docxtpl's marks where words go.

    python template.py TEMPLATE.docx
"""

import sys

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

FONT = "Liberation Sans"
SIZES = {"Normal": 10.5, "Title": 18, "Heading 1": 14, "Heading 2": 10.5, "List Bullet": 10.5, "Footer": 9}
BEFORE = {"Heading 1": 10, "Heading 2": 4}
WIDTHS = (Mm(16), Mm(38), Mm(176), Mm(37))
HEAD, OF = "E3E6EA", "F3F3F3"
# Word numbers the two lines above notes -1 and 0, and the notes from 1 on.
NOTES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {nsdecls("w")}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
{{% for each in notes %}}<w:footnote w:id="{{{{ each.note }}}}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>
<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>
<w:r><w:t xml:space="preserve"> {{{{ each.text }}}}</w:t></w:r></w:p></w:footnote>{{% endfor %}}</w:footnotes>"""


def drawn():
    """Returns the template: the paper's head, its two tables, and its foot."""
    document = docx.Document()
    page(document.sections[0])
    styles(document.styles)
    notes(document)
    head(document)
    key(document)
    document.add_paragraph("{{ results }}").paragraph_format.space_before = Pt(5)
    document.add_heading("{{ heading }}", 1)
    deliverables(document)
    foot(document.sections[0].footer.paragraphs[0])
    about = document.core_properties
    about.title, about.author, about.language = "{{ title }}", "{{ office }}", "en-GB"
    return document


def page(section):
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(15)
    section.footer_distance = Mm(9)


def styles(all_of):
    fonts(all_of.element)
    for name, size in SIZES.items():
        about = all_of[name].paragraph_format
        all_of[name].font.size, about.space_after, about.line_spacing = Pt(size), Pt(5), 1.15
    for name, before in BEFORE.items():
        all_of[name].paragraph_format.space_before = Pt(before)
    all_of["Normal"].paragraph_format.widow_control = True
    all_of["Footer"].paragraph_format.tab_stops.clear_all()
    (margin,) = all_of["Table Grid"].element.iterfind(f".//{qn('w:tblCellMar')}/{qn('w:top')}")
    margin.set(qn("w:w"), "60")
    notes_look(all_of)


def fonts(styles):
    """One font for all styles, which every peer has, and the language of the words."""
    for each in styles.iter(qn("w:rFonts")):
        each.attrib.clear()
        each.attrib.update({qn(f"w:{script}"): FONT for script in ("ascii", "hAnsi", "cs", "eastAsia")})
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")


def notes_look(all_of):
    """The two styles that Word gives notes and their marks."""
    note = all_of.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
    note.base_style, note.font.size, note.element.styleId = all_of["Normal"], Pt(9), "FootnoteText"
    mark = all_of.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
    mark.font.superscript, mark.element.styleId = True, "FootnoteReference"


def notes(document):
    """The part of the file that the notes stand in, which python-docx has no words for."""
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, NOTES.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def head(document):
    label = document.add_paragraph()
    label.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    label.add_run("{{ label }}").bold = True
    document.add_paragraph().add_run("{{ office }} · {{ plan }}").bold = True
    document.add_paragraph("{{ strapline }}")
    document.add_paragraph("{{ title }}", "Title")
    document.add_paragraph("{{ subtitle }}")
    document.add_heading("{{ key_heading }}", 1)


def key(document):
    grid = table(document)
    loop(grid, "for step in key")
    cells = row(grid).cells
    badge(cells[0], said("step.code"), "step")
    for cell, name in zip(cells[1:], ("label", "meaning", "count")):
        cell.paragraphs[0].add_run(said(f"step['{name}']"))
    loop(grid, "endfor")


def deliverables(document):
    grid = table(document)
    heads = row(grid, "w:cantSplit", "w:tblHeader").cells
    for n, cell in enumerate(heads):
        bold(cell, said(f"heads[{n}]"), HEAD)
    loop(grid, "for row in rows")
    *plain, status = row(grid, "w:cantSplit").cells
    for n, cell in enumerate(plain):
        bold(cell, said(f"row.cells[{n}]"), OF)
    badge(status, said(f"row.cells[{len(plain)}]"), "row")
    cells = row(grid).cells
    update(cells[0].merge(cells[-1]))
    loop(grid, "endfor")


def update(cell):
    """What becomes of each block of an update; a paragraph with a mark goes when it is filled."""
    cell._tc.remove(cell.paragraphs[0]._p)
    marks(cell, "for block in row['update']", "if block['is'] == 'bullets'", "for line in block.of")
    line(cell.add_paragraph(style="List Bullet"))
    marks(cell, "endfor", "else", "set line = block.of", "if block['is'] == 'heading'")
    line(cell.add_paragraph(style="Heading 2"))
    marks(cell, "else")
    line(cell.add_paragraph())
    marks(cell, "endif", "endif", "endfor")


def marks(cell, *statements):
    for mark in statements:
        cell.add_paragraph(f"{{%p {mark} %}}")


def line(paragraph):
    """Words and notes in turn."""
    paragraph.add_run("{%r for piece in line %}")
    paragraph.add_run("{%r if piece is string %}")
    paragraph.add_run("{{ piece }}")
    paragraph.add_run("{%r else %}")
    mark = paragraph.add_run(style="footnote reference")
    mark._r.append(element("w:footnoteReference", id="{{ piece.note }}"))
    paragraph.add_run("{%r endif %}")
    paragraph.add_run("{%r endfor %}")


def table(document):
    """A table without rows, of the widths that both tables have."""
    grid = document.add_table(0, len(WIDTHS), "Table Grid")
    grid.autofit = False
    for column, width in zip(grid.columns, WIDTHS):
        column.width = width
    return grid


def row(grid, *flags):
    added = grid.add_row()
    for flag in flags:
        added._tr.get_or_add_trPr().append(element(flag))
    for cell, width in zip(added.cells, WIDTHS):
        cell.width = width
    return added


def loop(grid, mark):
    """A row with a mark, which goes when it is filled."""
    row(grid).cells[0].text = f"{{%tr {mark} %}}"


def bold(cell, text, colour, ink=None):
    """Words on a colour, on the page of the row that follows."""
    run = cell.paragraphs[0].add_run(text)
    run.bold, cell.paragraphs[0].paragraph_format.keep_with_next = True, True
    if ink:
        run._r.get_or_add_rPr().append(element("w:color", val=ink))
    cell._tc.get_or_add_tcPr().append(element("w:shd", val="clear", color="auto", fill=colour))


def badge(cell, text, of):
    bold(cell, text, said(f"{of}.colour[1:]"), said(f"{of}.ink[1:]"))


def foot(paragraph):
    """The words of the foot, and `Page 1 of 2` at the other end."""
    paragraph.paragraph_format.tab_stops.add_tab_stop(sum(WIDTHS), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run("{{ footer }}\tPage ")
    field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    field(paragraph, "NUMPAGES")


def field(paragraph, code):
    simple = element("w:fldSimple", instr=code)
    paragraph._p.append(simple)
    simple.append(paragraph.add_run("1")._r)


def said(what):
    """A mark that docxtpl puts words in the place of."""
    return f"{{{{ {what} }}}}"


def element(name, **values):
    made = OxmlElement(name)
    made.attrib.update({qn(f"w:{key}"): value for key, value in values.items()})
    return made


if __name__ == "__main__":
    drawn().save(sys.argv[1])
