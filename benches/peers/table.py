"""The figures as docs/performance.md has them."""

import datetime
import os
import pathlib
import statistics

PAGE = pathlib.Path(__file__).resolve().parents[2] / "docs/performance.md"
MARKS = "<!-- peers -->", "<!-- /peers -->"
# What is asked of boardpaper beside each: so many times as many papers a second.
ASKED = {"typst": 1.5, "renderreport": 1.0, "weasyprint": 10.0, "libreoffice": 3.0}
FLOOR, AGAIN = 1.15, 50
# Megabytes for a hundred papers, and for any number of them.
MEMORY, MANY = 300, 350
# A machine that gives no more of its time to others is at rest.
QUIET = 0.05
COLUMNS = (
    "",
    "papers",
    "PDF",
    "pages of each",
    "papers a second",
    "times `typst compile`",
    "boardpaper, times as many",
    "CPU of a paper",
    "peak memory, all processes",
    "what they share counted once",
)


def speed(peer, cost):
    return len(peer.papers) / cost.wall


def thousandths(peer, cost):
    return 1000 * cost.cpu / len(peer.papers)


def middle(peer, figure):
    return statistics.median(figure(peer, cost) for cost in peer.costs)


def times(one, other, figure=speed):
    """How many times the one's figure is the other's, in the same rounds; nothing where one of them was not measured."""
    if one is None or other is None:
        return None
    return statistics.median(figure(one, ours) / figure(other, theirs) for ours, theirs in zip(one.costs, other.costs))


def shown(ratio):
    if ratio is None:
        return ""
    return f"{ratio:.0f}" if ratio >= 20 else f"{ratio:.2f}"


def line(cells):
    return f"| {' | '.join(cells)} |"


def row(peer, by_key):
    ours = None if peer.key in ("boardpaper", "unchanged") else by_key.get("boardpaper")
    typst = None if peer.key == "typst" else by_key.get("typst")
    rate = middle(peer, speed)
    return line(
        [
            f"{peer.name}: {peer.how}",
            f"{len(peer.papers)}",
            peer.standards,
            f"{peer.pages / len(peer.papers):.1f}",
            f"{rate:,.0f}" if rate >= 100 else f"{rate:.1f}",
            shown(times(peer, typst)),
            shown(times(ours, peer)),
            f"{middle(peer, thousandths):.1f} ms",
            f"{peer.resident / 1e6:.0f} MB",
            f"{peer.shared_once / 1e6:.0f} MB" if peer.shared_once else "",
        ]
    )


def verdicts(by_key, many):
    """Each thing that was asked for, and what was found."""
    ours, typst = by_key.get("boardpaper"), by_key.get("typst")
    for key, asked in ASKED.items():
        if (found := times(ours, by_key.get(key))) is not None:
            yield f"papers a second beside {by_key[key].name}", f"at least {asked:g} times", f"{shown(found)} times", found >= asked
    if (found := times(by_key.get("unchanged"), typst)) is not None:
        yield f"the same beside {typst.name}, when nothing has changed", f"at least {AGAIN} times", f"{shown(found)} times", found >= AGAIN
    if (found := times(ours, by_key.get("floor"), thousandths)) is not None:
        yield "CPU beside Typst's library alone", f"at most {FLOOR} times", f"{shown(found)} times", found <= FLOOR
    peaks = [(ours, MEMORY)] * bool(ours) + [(many, MANY)] * bool(many)
    for peer, most in peaks:
        peak = peer.resident / 1e6
        yield f"memory of all processes, {len(peer.papers):,} papers in one run", f"under {most} MB", f"{peak:.0f} MB", peak < most


def table(peers, missing, many, others):
    by_key = {peer.key: peer for peer in peers}
    lines = [line(COLUMNS), "|---|" + "---:|" * (len(COLUMNS) - 1)]
    lines += [row(peer, by_key) for peer in peers]
    held = [line([what, asked, found, "reached" if good else "not reached"]) for what, asked, found, good in verdicts(by_key, many)]
    lines += ["", "| what | asked for | found | |", "|---|---|---:|---|", *held] if held else []
    absent = [f"Not measured: {each.name} ({each.why})." for each in missing]
    return "\n".join([*lines, "", "\n".join([machine(others), versions(peers), rounds(peers), *absent])])


def machine(others):
    """Says what all ran on, and whether it had other work to do."""
    today = datetime.date.today().strftime("%B %Y")
    busy = f"**{others:.0%} of its time went to other work: trust no figure but ratios, and those little**"
    return f"{today}, {cores()}, Linux {os.uname().release.split('-')[0]}, {'at rest' if others < QUIET else busy}."


def cores():
    about = pathlib.Path("/proc/cpuinfo").read_text()
    model = next((each.split(":")[1].strip() for each in about.splitlines() if each.startswith("model name")), "an unknown processor")
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    used, there = len(os.sched_getaffinity(0)), os.cpu_count()
    return f"{used} cores{f' of {there}' if there > used else ''} ({model}) with {memory:.0f} GB"


def versions(peers):
    named = dict.fromkeys(name for peer in peers for name in peer.version.split(", "))
    return f"Versions: {', '.join(named)}."


def rounds(peers):
    """Says how often each was timed: runs whose memory was watched were not."""
    timed = {peer.name: sum(not cost.resident for cost in peer.costs) for peer in peers}
    if not (most := max(timed.values(), default=0)):
        return "One round, in which text and memory were looked at too."
    fewer = [f"{name}: {count}" for name, count in timed.items() if count < most]
    return f"Medians of rounds in turns: {'; '.join([f'{most}', *fewer])}. Text and memory were looked at in a round before these."


def write(text):
    """Puts the table between its two marks in docs/performance.md."""
    before, _, rest = PAGE.read_text().partition(MARKS[0])
    _, _, after = rest.partition(MARKS[1])
    if not after:
        raise SystemExit(f"{PAGE} has no place for the table: {MARKS}")
    PAGE.write_text(f"{before}{MARKS[0]}\n{text}\n{MARKS[1]}{after}")
