"""The peer LibreOffice: a Word template filled for each paper, as offices merge their mail, and all printed in one go.

    python word.py SOFFICE PROFILE KIND TEMPLATE.docx FOLDER PAPER.json…
"""

import json
import pathlib
import sys

import content
import soffice
from docxtpl import DocxTemplate


def filled(template, paper, path):
    """Writes the Word document of a paper: the template is given its words as they are, and its notes by themselves."""
    notes = [piece for line in content.lines(paper) for piece in line if not isinstance(piece, str)]
    document = DocxTemplate(template)
    document.render(paper | {"notes": notes}, autoescape=True)
    document.save(path)
    return path


def main(program, profile, kind, template, folder, *papers):
    papers = {pathlib.Path(folder) / f"{pathlib.Path(name).stem}.docx": name for name in papers}
    documents = [filled(template, json.loads(pathlib.Path(name).read_text()), path) for path, name in papers.items()]
    soffice.printed(program, profile, folder, documents, kind)


if __name__ == "__main__":
    main(*sys.argv[1:])
