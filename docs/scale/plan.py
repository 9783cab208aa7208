"""The plan of docs/scale.md: what every council and police area of the United Kingdom would cost each quarter.

    python docs/scale/plan.py [--write]

Counts are public, and their sources stand in docs/scale.md. What was measured stands in measured.toml, and what is assumed
here, each in one line: put your own figures in, and run it again. `--write` puts the plan into docs/scale.md.
"""

import pathlib
import sys
import tomllib

HERE = pathlib.Path(__file__).resolve().parent
PAGE = HERE.parent / "scale.md"
MARKS = "<!-- plan -->", "<!-- /plan -->"

# Public counts.
COUNCILS = {"England": 317, "Wales": 22, "Scotland": 32, "Northern Ireland": 11}
POLICE_AREAS = {"England and Wales": 43, "Scotland": 1, "Northern Ireland": 1}

# Measured: reading, checking, setting and writing papers of real length, from clean; and what each takes of it.
MEASURED = tomllib.loads((HERE / "measured.toml").read_text())
CPU_SECONDS_PER_PAPER = MEASURED["cpu_seconds_to_build"] / MEASURED["papers"]
PAGES_PER_PAPER = MEASURED["pages"]
PDF_BYTES_PER_PAPER = MEASURED["pdf_bytes"] / MEASURED["papers"]
MANIFEST_BYTES_PER_PAPER = MEASURED["manifest_bytes"] / MEASURED["papers"]

# Assumptions.
PAPERS_PER_OFFICE = 12  # a quarter: 6 themes or portfolios, measures, actions, key questions, a summary, 2 board reports
TRACKER_BYTES_PER_PAPER = 60_000  # a workbook of 16 lines with its formatting
PAPERS_CHANGED_AGAIN = 3  # how often a paper is built from clean in a quarter: drafts, then the final version
PENCE_PER_CORE_HOUR = 4.0  # what clouds ask for a core with 2 GB of memory, without a contract
PENCE_PER_GB_MONTH = 2.0  # what clouds ask for stored objects
YEARS_KEPT = 6
SPENT_BESIDE = 1.5  # starting machines, fetching images and files: core-hours paid for each one used


def plan():
    """Returns the lines of the table: what, how much, and how it was come by."""
    offices = sum(COUNCILS.values()) + sum(POLICE_AREAS.values())
    papers = offices * PAPERS_PER_OFFICE
    builds = papers * PAPERS_CHANGED_AGAIN
    hours = builds * CPU_SECONDS_PER_PAPER / 3600
    paid = hours * SPENT_BESIDE
    stored = papers * (PDF_BYTES_PER_PAPER + TRACKER_BYTES_PER_PAPER + MANIFEST_BYTES_PER_PAPER)
    kept = stored * 4 * YEARS_KEPT
    per_thousand = 1000 * CPU_SECONDS_PER_PAPER / 3600 * SPENT_BESIDE * PENCE_PER_CORE_HOUR
    storing = kept / 1e9 * PENCE_PER_GB_MONTH * 3
    shards = 16
    alone = papers * CPU_SECONDS_PER_PAPER / 60
    return [
        ("offices", f"{offices}", f"{sum(COUNCILS.values())} councils and {sum(POLICE_AREAS.values())} police areas"),
        ("papers a quarter", f"{papers:,}", f"{PAPERS_PER_OFFICE} an office (assumed)"),
        ("pages a quarter", f"{papers * PAGES_PER_PAPER:,}", f"{PAGES_PER_PAPER} a paper"),
        ("builds from clean", f"{builds:,}", f"each paper {PAPERS_CHANGED_AGAIN} times (assumed); what has not changed is not built again"),
        ("core-hours a quarter", f"{hours:.2f}", f"{CPU_SECONDS_PER_PAPER:.3f} s a paper"),
        ("all papers once, one core", f"{alone:.0f} min", "one old server overnight has time for all of them"),
        ("all papers once, 16 shards of one core", f"{alone / shards * 60:.0f} s", "shares as even as the offices' papers are alike"),
        ("memory a shard", "300 MB", "what docs/performance.md asks of a hundred papers; it does not grow with their number"),
        ("storage a quarter", f"{stored / 1e9:.2f} GB", f"PDF {PDF_BYTES_PER_PAPER / 1000:.0f} kB, tracker {TRACKER_BYTES_PER_PAPER // 1000} kB (assumed), manifest"),
        (f"storage of {YEARS_KEPT} years", f"{kept / 1e9:.1f} GB", f"{4 * YEARS_KEPT} quarters"),
        ("computing, per 1,000 papers", f"{per_thousand:.2f} p", f"{PENCE_PER_CORE_HOUR:g} p a core-hour, {SPENT_BESIDE} hours paid for each used (assumed)"),
        ("computing, a quarter", f"{paid * PENCE_PER_CORE_HOUR:.1f} p", "all builds of all offices"),
        (f"storing {YEARS_KEPT} years, a quarter", f"{storing / 100:.2f} pounds", f"{PENCE_PER_GB_MONTH:g} p a GB and month (assumed)"),
    ]


def table():
    lines = ["| what | how much | from |", "|---|---:|---|"]
    return "\n".join(lines + [f"| {what} | {much} | {by} |" for what, much, by in plan()])


def measured():
    """Says what was measured, and on what."""
    known = MEASURED
    return (
        f"**Measured.** {known['papers']} distinct papers of {known['deliverables']} deliverables, {known['words']:,} words and "
        f"{known['pages']} pages, from clean, on {known['machine']}: {known['cpu_seconds_to_build']} s of CPU for `build`, "
        f"{known['cpu_seconds_to_list']} s for `list`, which reads and checks without making anything; "
        f"{known['pdf_bytes'] / 1e6:.1f} MB of PDF, and {MANIFEST_BYTES_PER_PAPER:.0f} bytes a paper of manifest."
    )


def write(said):
    """Puts the plan between its marks."""
    before, _, rest = PAGE.read_text().partition(MARKS[0])
    _, _, after = rest.partition(MARKS[1])
    PAGE.write_text(f"{before}{MARKS[0]}\n{said}\n{MARKS[1]}{after}")


if __name__ == "__main__":
    plan_and_measured = f"{table()}\n\n{measured()}"
    if "--write" in sys.argv:
        write(plan_and_measured)
    else:
        print(plan_and_measured)
