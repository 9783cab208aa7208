"""An office of 5 themes, 80 deliverables and 40 lead officers, written from scratch."""

import openpyxl

BOARD = """[organisation]
name = "Northmarch Police and Crime Commissioner"

[status-key.rag]
steps = [
  { code = "G", label = "Green", meaning = "Achieved, or adequate progress", colour = "#00703c", shape = "circle", aliases = ["on track"] },
  { code = "A", label = "Amber", meaning = "Started, but at risk", colour = "#ffbf47", shape = "triangle", aliases = ["at risk"], attention = true },
  { code = "R", label = "Red", meaning = "Not achieved", colour = "#b10e1e", shape = "square", attention = true },
]

[returns]
into = "INTO"
"""

PAPER = """document = "theme-update"
plan = "Police and Crime Plan 2026-30"
theme = { number = N, name = "Theme of the number N" }
quarter = "2026-27 Q2"
date = 2026-10-30
status-key = "rag"
"""

PLACES = "Aldermere Brackhaven Wexley Harrowfen Stowe Marling Dunby Carrow".split()
WORK = "Patrol,Train,Publish,Review,Equip,Open,Map,Fund,Close,Repair".split(",")
THINGS = "the quays,all wardens,the yearly plan,every contract,the custody suite,a second shop,the hot spots,youth mentors,old cases,street lamps".split(",")
POSTS = "Head of,Manager for,Coordinator of,Lead for".split(",")
FIELDS = "Estates,Roads,Youth,Custody,Data,Ports,Victims,Courts,Fraud,Training".split(",")

OFFICERS = [f"{post} {field}" for post in POSTS for field in FIELDS]
HEADINGS = ["Ref", "Lead Officer", "Strategic Activity", "RAG Status", "Progress this quarter", "Revised Date"]


class Line:
    """A deliverable: where it stands, who leads it, and what its tracker says."""

    def __init__(self, theme, number, owners):
        self.theme, self.ref, self.owners = theme, f"{theme}F{number:02}", owners
        at = theme * 16 + number
        self.title = f"{WORK[at % 10]} {THINGS[at * 7 % 10]} in {PLACES[at * 3 % 8]}, part {at}"
        # A third of the updates stand in the tracker already.
        self.status, self.update = (("G", f"Begun in {PLACES[at % 8]}.") if at % 3 == 0 else (None, None))

    @property
    def paper(self):
        return f"data/2026-27/q2/theme-{self.theme}.toml"


def lines():
    """Each officer leads two lines; the last of each theme are led by two officers."""
    made, at = [], 0
    for theme in range(1, 6):
        for number in range(1, 17):
            owners = [OFFICERS[at % 40]]
            if number == 16:
                owners.append(OFFICERS[(at + 20) % 40])
            # The second turn goes round the other way, so that officers have lines of two themes.
            made.append(Line(theme, number, owners))
            at += 1 if at < 40 else 3 if at % 40 != 39 else 1
    return made


def write(folder, all_lines, into):
    """Writes the office; where answers go to overlays, one theme stands in TOML and one in ODS comes later."""
    quarter = folder / "data/2026-27/q2"
    quarter.mkdir(parents=True)
    (folder / "data/board.toml").write_text(BOARD.replace("INTO", into))
    for theme in range(1, 6):
        rows = [line for line in all_lines if line.theme == theme]
        paper = PAPER.replace("= N", f"= {theme}").replace("number N", f"number {theme}")
        if theme == 5 and into == "overlay":
            paper += '\n[headings.deliverables]\nref = "Ref"\nlead = "Lead Officer"\ntitle = "Strategic Activity"\n'
            paper += 'status = "RAG Status"\nupdate = "Progress this quarter"\n'
            for line in rows:
                paper += f'\n[[deliverables]]\nref = "{line.ref}"\nlead = "{" / ".join(line.owners)}"\ntitle = "{line.title}"\n'
                if line.status:
                    paper += f'status = "{line.status}"\nupdate = "{line.update}"\n'
        else:
            paper += f'\n[deliverables]\nworkbook = "theme-{theme}.xlsx"\n'
            tracker(quarter / f"theme-{theme}.xlsx", theme, rows)
        (quarter / f"theme-{theme}.toml").write_text(paper)


def tracker(path, theme, rows):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = f"Theme {theme}"
    sheet["A1"] = f"Tracker of theme {theme}"
    for column, heading in enumerate(HEADINGS, 1):
        sheet.cell(3, column, heading)
    for at, line in enumerate(rows, 4):
        values = [line.ref, " / ".join(line.owners), line.title, line.status, line.update, None]
        for column, value in enumerate(values, 1):
            sheet.cell(at, column, value)
        sheet.cell(at, 6).number_format = "dd/mm/yyyy"
    other = book.create_sheet("Notes to self")
    other["A1"] = "=1+1"
    book.save(path)
