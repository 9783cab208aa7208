"""Counts what holds a PDF together: tags, marked content, links, bookmarks, names, labels; and how much of it leads somewhere."""

import subprocess

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream


def tree(node, key, depth=0):
    """Yields the pairs of a tree of names or numbers."""
    pairs = node.get(key)
    if pairs is not None:
        items = list(pairs)
        yield from zip(items[0::2], items[1::2])
    if depth < 20:
        for kid in node.get("/Kids", []):
            yield from tree(kid, key, depth + 1)


class Counted:
    """A PDF, and what leads somewhere in it."""

    def __init__(self, path):
        self.path = path
        self.pdf = pikepdf.open(path)
        self.pages = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages)}
        self.marks = {page.obj.objgen: self.marks_of(page.obj, page) for page in self.pdf.pages}
        names = self.pdf.Root.get("/Names", Dictionary()).get("/Dests", Dictionary())
        self.names = {bytes(name): place for name, place in tree(names, "/Names")}
        self.old_names = dict(self.pdf.Root.get("/Dests", Dictionary()).items())
        self.elements = self.alive = self.dead = 0
        self.figures = 0
        root = self.pdf.Root.get("/StructTreeRoot")
        if root is not None:
            self.parents = {int(key): value for key, value in tree(root.get("/ParentTree", Dictionary()), "/Nums")}
            self.walk(root, None, set())

    @staticmethod
    def marks_of(holder, content):
        """Returns the numbers of the marks in a page or a drawing."""
        found, resources = set(), holder.get("/Resources", Dictionary())
        for operands, operator in pikepdf.parse_content_stream(content):
            if str(operator) != "BDC":
                continue
            properties = operands[1]
            if isinstance(properties, Name):
                properties = resources.get("/Properties", Dictionary()).get(str(properties), Dictionary())
            if "/MCID" in properties:
                found.add(int(properties["/MCID"]))
        return found

    def walk(self, element, page, seen):
        """Counts an element's kids, and which of the content they name is there and leads back."""
        kids = element.get("/K")
        for kid in [] if kids is None else list(kids) if isinstance(kids, Array) else [kids]:
            if isinstance(kid, int):
                self.mark(page, kid, element)
            elif isinstance(kid, Dictionary):
                own = kid.get("/Pg", page)
                kind = str(kid.get("/Type", ""))
                if kind == "/MCR":
                    self.mark(kid.get("/Stm", own), int(kid.get("/MCID", -1)), element)
                elif kind == "/OBJR":
                    self.object(kid.get("/Obj"), element)
                elif kid.objgen == (0, 0) or kid.objgen not in seen:
                    seen.add(kid.objgen)
                    self.elements += 1
                    self.figures += kid.get("/S") == "/Figure" and "/Alt" in kid
                    self.walk(kid, own, seen)

    def mark(self, holder, mark, element):
        if holder is None:
            self.dead += 1
            return
        if isinstance(holder, Stream) and holder.objgen not in self.marks:
            self.marks[holder.objgen] = self.marks_of(holder, holder)
        back = self.parents.get(int(holder.get("/StructParents", -1)))
        there = mark in self.marks.get(holder.objgen, ())
        leads_back = isinstance(back, Array) and mark < len(back) and getattr(back[mark], "objgen", None) == element.objgen
        self.count(there and leads_back)

    def object(self, found, element):
        back = self.parents.get(int(found.get("/StructParent", -1))) if isinstance(found, (Dictionary, Stream)) else None
        self.count(getattr(back, "objgen", None) == element.objgen)

    def count(self, alive):
        self.alive += alive
        self.dead += not alive

    def place(self, target):
        """Returns the page that a destination leads to, or none."""
        if isinstance(target, Array) and len(target):
            return self.pages.get(getattr(target[0], "objgen", None))
        if isinstance(target, Dictionary):
            return self.place(target.get("/D"))
        if isinstance(target, Name):
            return self.place(self.old_names.get(str(target)))
        if isinstance(target, pikepdf.String):
            return self.place(self.names.get(bytes(target)))
        return None

    def leads(self, source):
        """Tells whether a link or bookmark leads to a page; where it leads out of the file, whether to the web or to another file."""
        action = source.get("/A", Dictionary())
        if "/URI" in action:
            return "web" if ":" in str(action["/URI"]) else "file"
        if str(action.get("/S", "")) in ("/GoToR", "/Launch"):
            return "file"
        return self.place(source.get("/Dest", action.get("/D"))) is not None

    def links(self):
        """Returns how many links lead to a page of this file, how many nowhere, how many to other files, and how many to the web."""
        found = [note for page in self.pdf.pages for note in page.obj.get("/Annots", []) if note.get("/Subtype") == "/Link"]
        led = [self.leads(link) for link in found]
        return tuple(map(led.count, (True, False, "file", "web")))

    def bookmarks(self):
        """Returns how many bookmarks lead to a page, and how many lead nowhere."""
        led, item = [], self.pdf.Root.get("/Outlines", Dictionary()).get("/First")
        open_items = [item] if item is not None else []
        while open_items:
            item = open_items.pop()
            led.append(self.leads(item) is True)
            open_items += [item[key] for key in ("/Next", "/First") if key in item]
        return led.count(True), led.count(False)

    def places(self):
        """Returns how many names lead to a page."""
        return sum(self.place(place) is not None for place in [*self.names.values(), *self.old_names.values()])

    def labels(self):
        """Returns the label of each page."""
        return [page.label for page in self.pdf.pages] if "/PageLabels" in self.pdf.Root else []

    def says(self, words):
        """Tells which of the words a reader sees on its pages."""
        text = subprocess.run(["pdftotext", self.path, "-"], capture_output=True, text=True, check=True).stdout
        return [word for word in words if word in text]
