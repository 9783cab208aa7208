"""One function a kind of fault: it spoils a copy of a sample paper at a random place.

Each takes the random numbers and a `Copy` (see copies.py), and returns the places at which the fault may be told; None where
the paper has no place for it. What is planted is what offices really do: see the list of codes in docs/problems.md.
"""

import re

PCSO = "PCSO"


class Fault:
    """A kind of fault: its code, and what plants it."""

    def __init__(self, code, name, plant):
        self.code, self.name, self.plant = code, name, plant


FAULTS = []


def fault(code, name):
    def add(plant):
        FAULTS.append(Fault(code, name, plant))
        return plant

    return add


def sentence(code, name, *texts):
    """Plants one of some sentences in a random update, after a random sentence of it."""

    def plant(random, copy):
        return copy.insert(random, random.choice(texts))

    FAULTS.append(Fault(code, name, plant))


# Figures
sentence(
    "BP1002",
    "percentage against its numbers",
    "Of those asked, 55% (64 of 114) agreed.",
    "In the sample 84% (20 of 26) were satisfied.",
    "That is 61 of 80 homes (86%).",
)
sentence(
    "BP1007",
    "impossible date",
    "The group meets again on 31 February 2027.",
    "The lease ends on 31 November 2026.",
    "A review followed on Monday 3 September 2026.",
)
sentence("BP1008", "commas in the wrong places", "The fund stands at £1,22,397.", "It cost £12,5000 in all.")
sentence(
    "BP1009",
    "share of more than the whole",
    "In all, 120% of residents replied.",
    "So far 17 of the 15 schools have signed.",
)


@fault("BP1001", "typed count against the rows")
def typed_count(random, copy):
    steps = [("green", "G"), ("amber", "A"), ("red", "R")]
    if copy.key != "rag":
        return None
    word, code = random.choice(steps)
    right = copy.statuses().count(code)
    wrong = right + random.choice([1, 2])
    total = len(copy.statuses())
    return copy.insert(random, f"Of the {total} deliverables, {wrong} are {word}.")


@fault("BP1001", "typed result above the headings")
def typed_result(random, copy):
    if copy.key != "rag" or not copy.is_workbook:
        return None
    total = len(copy.statuses())
    return copy.above(f"Green: {copy.statuses().count('G') + 1}/{total} ({100}%)")


@fault("BP1005", "result left half written")
def half_result(random, copy):
    if copy.key != "rag" or not copy.is_workbook:
        return None
    return copy.above(random.choice(["Red: 0/ (0%)", "Amber: /14 (0%)", "Green 5/ (36%)"]))


@fault("BP1006", "heading of another key")
def other_key(random, copy):
    if copy.key != "rag" or not copy.is_workbook:
        return None
    return copy.head("status", random.choice(["BRAG Status", "RAGB STATUS"]))


@fault("BP1004", "rating against the rows")
def rating(random, copy):
    if copy.key != "rag":
        return None
    return copy.phrase("overall", "The overall rating is therefore very good")


# Statuses and words
@fault("BP1101", "good status beside words of delay")
def late_but_good(random, copy):
    texts = [
        "Delivery has been delayed by six weeks.",
        "The work is behind schedule.",
        "The target will not be met this year.",
        "The project is at risk.",
    ]
    row = copy.row(random, lambda status: status in ("G", "COMPLETE / ONGOING"))
    return row and copy.insert(random, random.choice(texts), row)


@fault("BP1101", "bad status beside words of success")
def done_but_bad(random, copy):
    texts = ["This deliverable was completed in full in September.", "The work has now been completed."]
    row = copy.row(random, lambda status: status in ("R", "NOT COMPLETED"))
    return row and copy.insert(random, random.choice(texts), row)


@fault("BP1103", "not started, and its quarter has passed")
def not_started(random, copy):
    row = copy.row(random, lambda status: status == "NS")
    return row and copy.say(row, random.choice(["Planned for Q1 2026-27.", "Work is to start in Q1 of 2026-27."]))


# Updates
@fault("BP1202", "update that says nothing")
def hollow(random, copy):
    if copy.is_report:
        return None
    texts = ["As above", "See above.", "TBC", "xxx", "N/A", "Ditto", "To be confirmed"]
    return copy.say(copy.row(random), random.choice(texts))


@fault("BP1203", "update of another line")
def repeated(random, copy):
    one, other = copy.row(random), copy.row(random)
    if copy.is_report or one == other or len(copy.update(other)) < 60:
        return None
    return copy.say(one, copy.update(other)) + copy.place(other)


@fault("BP1204", "update of the last quarter")
def stale(random, copy):
    row = copy.row(random, lambda status: status in ("G", "A", "R"))
    was = row and copy.update_before(row)
    return copy.say(row, was) if was else None


@fault("BP1205", "update of the last quarter with other figures")
def redated(random, copy):
    row = copy.row(random, lambda status: status in ("G", "A", "R"))
    was = row and copy.update_before(row)
    now = was and re.sub(r"(?<![\w^.:/])[2-9](?=\D)", lambda found: str(11 - int(found[0])), was)
    return copy.say(row, now) if was and now != was else None


@fault("BP1206", "update that breaks off")
def broken(random, copy):
    row = copy.row(random)
    words = copy.update(row).split(" ")
    ends = [at for at, word in enumerate(words) if at > 3 and word in ("the", "of", "and", "for", "with", "to", "a")]
    return copy.say(row, " ".join(words[: random.choice(ends) + 1])) if ends else None


@fault("BP1207", "update that is too long")
def long(random, copy):
    row = copy.row(random)
    text = " ".join(f"In ward {number} the team met {number + 3} residents." for number in range(1, 200))
    return copy.say(row, text)


# Lines and names
@fault("BP0312", "ref twice")
def ref_twice(random, copy):
    one, other = sorted([copy.row(random), copy.row(random)])
    if one == other:
        return None
    copy.set(other, "ref", copy.get(one, "ref"))
    return copy.place(other, "ref")


@fault("BP1302", "ref left out")
def ref_skipped(random, copy):
    # With an earlier paper beside it, the line is told as gone (BP1305).
    if copy.has_past:
        return None
    rows = copy.rows()
    at = random.randrange(1, len(rows) - 1)
    here = copy.drop(rows[at])
    return here


@fault("BP1301", "refs out of order")
def swapped(random, copy):
    rows = copy.rows()
    at = random.randrange(1, len(rows) - 2)
    one, other = rows[at], rows[at + 1]
    mine, next_one = copy.get(one, "ref"), copy.get(other, "ref")
    copy.set(one, "ref", next_one)
    copy.set(other, "ref", mine)
    return copy.place(one, "ref") + copy.place(other, "ref")


@fault("BP1303", "name misspelt")
def name(random, copy):
    row = copy.row(random)
    was = copy.get(row, "lead")
    at = random.randrange(1, len(was) - 1) if was and len(was) > 6 else None
    if at is None or was[at] == was[at + 1] or " " in was[at : at + 2]:
        return None
    copy.set(row, "lead", was[:at] + was[at + 1] + was[at] + was[at + 2 :])
    return copy.place(row, "lead")


@fault("BP1306", "new line without a word")
def appeared(random, copy):
    if not copy.has_past:
        return None
    return copy.add("Buy two electric vans for the neighbourhood teams.", "G", "Both vans were delivered in August.")


@fault("BP1305", "line gone without a word")
def vanished(random, copy):
    if not copy.has_past:
        return None
    rows = [row for row in copy.rows() if copy.update_before(row)]
    row = random.choice(rows[:-1])
    copy.drop(row)
    return copy.field("previous")


@fault("BP0405", "cross-reference to nowhere")
def nowhere(random, copy):
    return copy.insert(random, f"See also no. {random.randrange(60, 99)}.")


@fault("BP0309", "status that the key does not have")
def unknown_status(random, copy):
    row = copy.row(random)
    copy.set(row, "status", random.choice(["Purple", "GRN!", "on hold?", "Z"]))
    return copy.place(row, "status")


@fault("BP0310", "status left out")
def no_status(random, copy):
    row = copy.row(random)
    copy.set(row, "status", None)
    return copy.place(row, "status") + copy.place(row, "ref") + copy.place(row, "update")


# Notes and abbreviations
@fault("BP0401", "mark without a note")
def no_note(random, copy):
    return copy.insert(random, "The figures are provisional[^zz].")


@fault("BP0402", "note that nothing cites")
def uncited(random, copy):
    return copy.note("spare", "Figures are rounded to the nearest hundred.")


@fault("BP0404", "note twice")
def same_note(random, copy):
    copy.insert(random, "It was measured twice[^spare1] over[^spare2].")
    copy.note("spare1", "By the county's own counters.")
    return copy.note("spare2", "By the county’s own counters") + copy.note_place("spare1")


@fault("BP1401", "note cited for another word")
def elsewhere(random, copy):
    copy.insert(random, "The regional hub is run by the SPOC[^spoc].")
    found = copy.insert(random, "There were 14 online crimes[^spoc] in May.")
    copy.note("spoc", "Single point of contact (SPOC)")
    return found


@fault("BP1402", "abbreviation never explained")
def unexplained(random, copy):
    return copy.insert(random, f"The {random.choice(['QXRT', 'VWLB', 'JPTU', 'HDVX'])} has agreed to this.")


@fault("BP1403", "abbreviation explained in two ways")
def explained_twice(random, copy):
    one = copy.insert(random, "The Joint Patrol Unit (JPXU) helped.")
    return one + copy.insert(random, "The Junior Police Exchange Union (JPXU) met.")


@fault("BP1404", "abbreviation misspelt")
def misspelt_abbreviation(random, copy):
    copy.insert(random, "The East Mercia Support Operations Unit (EMSOU) helped. EMSOU and EMSOU staff met EMSOU twice.")
    return copy.insert(random, "Officers of the EMASOU took part.")


@fault("BP1405", "term that is not used")
def unused_term(random, copy):
    return copy.term("XLQT", "Extra-large quality test")


# Language
sentence("BP1501", "misspelt word", "They will recieve a letter.", "The commitee was told.", "It was an acheivement.")
sentence("BP1502", "word twice", "This was put to the the panel.", "It went to to every home.", "They said that it it works.")
sentence("BP1503", "two spaces", "It went  well in May.", "Twelve  people came.")
sentence("BP1504", "bracket without partner", "The scheme (begun in May was popular.", "Visits fell by a third) in June.")
sentence("BP1506", "American spelling", "The center was painted in a new color.", "Their behavior has improved.")
sentence("BP1507", "term that the house writes otherwise", "Reports of A.S.B fell.", "The Police force area is large.")

# Accessibility
sentence("BP1605", "capitals", "PLEASE NOTE THAT ALL FIGURES IN THIS PAPER ARE PROVISIONAL.")


@fault("BP1604", "link that does not say where it goes")
def link(random, copy):
    if copy.is_workbook:
        return None
    return copy.insert(random, f"Read the survey [{random.choice(['here', 'click here', 'this link'])}](https://www.northmarch.example/survey).")


@fault("BP1606", "italics")
def italics(random, copy):
    if copy.is_workbook:
        return None
    text = "*Every resident who took part in the survey of the summer has since had a letter that says what became of it.*"
    return copy.insert(random, f"\n\n{text}\n\n")


@fault("BP1607", "heading left out")
def heading(random, copy):
    return copy.demote(random) if copy.is_report else None


@fault("BP1609", "hollow words in place of a figure")
def alt(random, copy):
    return copy.alt(random.choice(["image", "photo", "chart"])) if copy.is_report else None


# What should not be published
sentence("BP1701", "telephone number", "Ring the inspector on 07911 123456.", "Questions to 020 7946 0018 please.")
sentence("BP1702", "e-mail address", "Write to j.bloggs1979@gmail.com about it.", "Send it to pat.smith@hotmail.co.uk first.")
sentence("BP1703", "National Insurance number", "The claimant (AB 12 34 56 C) was paid.", "Paid under JG103759A in May.")
sentence("BP1704", "NHS number", "Patient 943 476 5919 was seen.", "NHS number 9434765919 was closed.")
sentence("BP1705", "address", "A visit was made to 12 Harbour Street, NG1 5FS.", "The house at 7 Mill Lane, LS6 3HN is empty.")
sentence("BP1706", "date of birth", "A man (born 3 May 1987) was charged.", "The suspect, DOB 03/05/1987, was bailed.")
sentence("BP1707", "vehicle's mark", "The car, AB12 CDE, was seized.", "A van (FX19 ZTN) was stopped.")
sentence("BP1708", "protective marking", "OFFICIAL-SENSITIVE: not for circulation.", "[OFFICIAL-SENSITIVE]")


@fault("BP1709", "comment in the workbook")
def comment(random, copy):
    return copy.comment(random) if copy.is_workbook else None


@fault("BP0307", "error value")
def error(random, copy):
    if not copy.is_workbook:
        return None
    row = copy.row(random)
    copy.set(row, "title", "#REF!")
    return copy.place(row, "title")
