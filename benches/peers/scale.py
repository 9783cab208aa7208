"""What docs/scale.md reckons with, measured on the same papers."""

import pathlib
import statistics
import subprocess
import sys

import content
import measure

SCALE = pathlib.Path(__file__).resolve().parents[2] / "docs/scale"
TIMES = 3
HEAD = """# What docs/scale.md reckons with. `python benches/peers/run.py --write` measures it anew, and so may you by hand;
# `python docs/scale/plan.py --write` then puts the plan right.
"""


def measured(ours, given, there, papers, machine):
    """Returns the figures of a hundred papers, by the names that plan.py knows."""
    count, rows = len(papers), [len(paper["rows"]) for paper in papers.values()]
    words = [len(text.split()) for paper in papers.values() for text in content.texts(paper)]
    return {
        "machine": machine,
        "papers": count,
        "deliverables": round(sum(rows) / count),
        "words": 100 * round(sum(words) / count / 100),
        "pages": round(ours.pages / count),
        "cpu_seconds_to_build": round(statistics.median(cost.cpu for cost in ours.costs), 1),
        "cpu_seconds_to_list": round(listing(given, there), 2),
        "pdf_bytes": sum(ours.pdf(name).stat().st_size for name in papers),
        "manifest_bytes": (ours.cleared / "manifest.json").stat().st_size,
    }


def listing(given, there):
    """Seconds of CPU to read and check all papers, without making anything."""
    command = [given.boardpaper, "list", "--root", there.office]
    return statistics.median(measure.cost([command]).cpu for _ in range(TIMES))


def write(figures):
    """Writes the figures, and has the plan put right."""
    lines = [f'{name} = "{figure}"' if isinstance(figure, str) else f"{name} = {figure}" for name, figure in figures.items()]
    (SCALE / "measured.toml").write_text(HEAD + "\n".join(lines) + "\n")
    subprocess.run([sys.executable, SCALE / "plan.py", "--write"], check=True)
