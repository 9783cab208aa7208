"""The peer WeasyPrint: a page of HTML a paper, printed.

    python weasy.py KIND FOLDER PAPER.json…
"""

import html
import json
import pathlib
import sys

from weasyprint import HTML

STYLE = """
@page { size: A4 landscape; margin: 16mm 15mm 18mm; @bottom-left { content: string(footer); font: 9pt "Liberation Sans", sans-serif }
  @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 9pt "Liberation Sans", sans-serif }
  @footnote { border-top: .5pt solid #000; padding-top: 3pt } }
body { font: 10.5pt/1.3 "Liberation Sans", sans-serif; margin: 0 } h1 { font-size: 18pt; margin: 4mm 0 1mm } h2 { font-size: 14pt }
h1, h2, h4 { break-after: avoid } h4, p, ul { margin: 0 0 5pt } h4 { font-size: 10.5pt } .footer { string-set: footer content(); height: 0; overflow: hidden }
.label { float: right; font-weight: bold } .note { float: footnote; font-size: 9pt }
table { border-collapse: collapse; width: 100% } th, td { border: .5pt solid #666; padding: 3pt 5pt; text-align: left; vertical-align: top }
thead th { background: #e3e6ea } .of { break-after: avoid; break-inside: avoid } .of > * { background: #f3f3f3; font-weight: bold }
"""
# Column widths are said either way. Unless they are fixed, each cell is measured to find them, as CSS asks.
FIXED = ".deliverables { table-layout: fixed }"
KINDS = {"plain": ("", {}), "fixed": (FIXED, {}), "tagged": ("", {"pdf_variant": "pdf/ua-1"})}


def line(pieces):
    return "".join(html.escape(piece) if isinstance(piece, str) else f'<span class="note">{html.escape(piece["text"])}</span>' for piece in pieces)


def block(about):
    if about["is"] == "bullets":
        return "<ul>" + "".join(f"<li>{line(item)}</li>" for item in about["of"]) + "</ul>"
    tag = {"paragraph": "p", "heading": "h4"}[about["is"]]
    return f"<{tag}>{line(about['of'])}</{tag}>"


def cells(row):
    *plain, status = map(html.escape, row["cells"])
    shown = "".join(f"<td>{each}</td>" for each in plain)
    return f'<tr class="of">{shown}<td style="background: {row["colour"]}; color: {row["ink"]}">{status}</td></tr>'


def row(about, columns):
    return f'<tbody>{cells(about)}<tr><td colspan="{columns}">{"".join(map(block, about["update"]))}</td></tr></tbody>'


def step(about):
    texts = (html.escape(about[name]) for name in ("label", "count", "meaning"))
    badge = f'<td style="background: {about["colour"]}; color: {about["ink"]}">{html.escape(about["code"])}</td>'
    return f"<tr>{badge}{''.join(f'<td>{text}</td>' for text in texts)}</tr>"


def page(paper, more):
    said = {name: html.escape(text) for name, text in paper.items() if isinstance(text, str)}
    heads = "".join(f"<th>{html.escape(head)}</th>" for head in paper["heads"])
    widths = "".join(f'<col style="width: {width}">' for width in ("6%", "14%", "66%", "14%"))
    return f"""<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>{said["title"]}</title><style>{STYLE}{more}</style><body>
<div class="footer">{said["footer"]}</div><p class="label">{said["label"]}</p><p>{said["office"]} · {said["plan"]}<br>{said["strapline"]}</p>
<h1>{said["title"]}</h1><p>{said["subtitle"]}</p><h2>{said["key_heading"]}</h2><table>{"".join(map(step, paper["key"]))}</table>
<p>{said["results"]}</p><h2>{said["heading"]}</h2><table class="deliverables"><colgroup>{widths}</colgroup><thead><tr>{heads}</tr></thead>
{"".join(row(each, len(paper["heads"])) for each in paper["rows"])}</table></body></html>"""


if __name__ == "__main__":
    (more, options), folder = KINDS[sys.argv[1]], pathlib.Path(sys.argv[2])
    for name in map(pathlib.Path, sys.argv[3:]):
        HTML(string=page(json.loads(name.read_text()), more)).write_pdf(folder / f"{name.stem}.pdf", **options)
