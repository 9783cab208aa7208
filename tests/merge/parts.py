"""Makes three small PDFs with what the sample lacks: layers, and two forms whose fields have the same name."""

from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

HIDDEN = "Draft not for members"
VALUES = ["Harbour Ward", "Lock Street"]


def paper(draw, **resources):
    """Returns a PDF of one page."""
    pdf = pikepdf.new()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page = pdf.add_blank_page(page_size=(595, 842))
    page.obj.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)), **resources)
    page.obj.Contents = pdf.make_stream(draw.encode())
    return pdf


def words(text, height):
    return f"BT /F 14 Tf 72 {height} Td ({text}) Tj ET\n"


def layers(folder: Path):
    """A plan with a layer that is shown and one that is not."""
    pdf = paper("/OC /Shown BDC " + words("Plan of the ground floor", 700) + "EMC /OC /Off BDC " + words(HIDDEN, 660) + "EMC")
    shown, off = (pdf.make_indirect(Dictionary(Type=Name.OCG, Name=name)) for name in ("Plan", "Notes"))
    pdf.pages[0].obj.Resources.Properties = Dictionary(Shown=shown, Off=off)
    order = Dictionary(Order=Array([shown, off]), OFF=Array([off]))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([shown, off]), D=order)
    pdf.save(folder / "layers.pdf", deterministic_id=True)


def form(folder: Path, name: str, value: str):
    """A form with one field, `ward`, that is filled in."""
    pdf = paper(words("Ward:", 700))
    look = Stream(pdf, f"/Tx BMC BT /F 12 Tf 2 5 Td ({value}) Tj ET EMC".encode())
    look.update({"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 200, 20]), "/Resources": pdf.pages[0].obj.Resources})
    field = pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="ward", V=value, F=4, Rect=Array([130, 692, 330, 712]), P=pdf.pages[0].obj)
    )
    field.AP = Dictionary(N=pdf.make_indirect(look))
    field.DA = "/F 12 Tf 0 g"
    pdf.pages[0].obj.Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), DR=pdf.pages[0].obj.Resources, DA="/F 12 Tf 0 g")
    pdf.save(folder / f"{name}.pdf", deterministic_id=True)


def make(folder: Path):
    """Writes the three into a folder and returns their names."""
    folder.mkdir(parents=True, exist_ok=True)
    layers(folder)
    for name, value in zip(("form-1", "form-2"), VALUES):
        form(folder, name, value)
    return ["layers.pdf", "form-1.pdf", "form-2.pdf"]
