"""LibreOffice's converter: many documents in one go, and a PDF of each."""

import json
import pathlib
import subprocess

# Tags, PDF/UA and bookmarks, and PDF/A-2b with them, as far as its version knows how: what our papers have.
TAGGED = {
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
    "PDFUACompliance": {"type": "boolean", "value": "true"},
    "ExportBookmarks": {"type": "boolean", "value": "true"},
    "SelectPdfVersion": {"type": "long", "value": "2"},
}
KINDS = {"plain": "pdf", "tagged": f"pdf:writer_pdf_Export:{json.dumps(TAGGED)}"}


def printed(soffice, profile, folder, documents, kind="plain"):
    """Has one process convert all documents. A profile of its own lets it run beside others."""
    profile = pathlib.Path(profile).absolute().as_uri()
    command = [soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", KINDS[kind], "--outdir", folder]
    subprocess.run([*command, *documents], check=True)
