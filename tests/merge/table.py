"""Joins the same files as an agenda pack, with qpdf and with PDFBox, and prints what is left of them as a table.

    target/checkers/bin/python tests/merge/table.py

Needs target/release/boardpaper, qpdf, poppler's pdftotext, and a JDK with Maven; works in target/merge.
"""

import json
import re
import shutil
import subprocess
import time
from pathlib import Path

import parts
from count import Counted

HERE = Path(__file__).resolve().parent
REPO = HERE.parent.parent
WORK = REPO / "target/merge"
BOARDPAPER = REPO / "target/release/boardpaper"
ROUNDS = 5

OURS = [f"2026-27/q2/{name}.toml" for name in ("quarterly-summary", "theme-1", "theme-2", "theme-3", "serious-violence-actions")]
ELSEWHERE = [f"meetings/papers/{name}.pdf" for name in ("estates-strategy", "treasury-note", "partner-letter")]


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, cwd=WORK)
    if done.returncode:
        raise SystemExit(f"{command}: {done.stdout}{done.stderr}")
    return done.stdout


def shortest(*command):
    """Runs a command several times and returns the shortest time in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        run(*command)
        times.append(1000 * (time.perf_counter() - start))
    return min(times)


def office():
    """Copies the sample, and adds two meetings: one with all the files, one with papers of ours alone."""
    shutil.rmtree(WORK, ignore_errors=True)
    shutil.copytree(REPO / "data", WORK / "data")
    made = parts.make(WORK / "data/meetings/papers")
    meetings = {"all": OURS + ELSEWHERE + [f"meetings/papers/{name}" for name in made], "ours": OURS}
    for name, papers in meetings.items():
        meeting(name, papers)
    return meetings


def meeting(name, papers):
    rows = "".join(f'  {{ title = "Item {at}", paper = "../{path}" }},\n' for at, path in enumerate(papers, 1))
    head = 'document = "agenda"\nboard = "Northmarch Police and Crime Panel"\ndate = 2026-12-17\ntime = "10 am"\n'
    (WORK / f"data/meetings/{name}.toml").write_text(f"{head}\nitems = [\n{rows}]\n\n[pack]\nright-hand = false\n")


def built(name, papers):
    """Builds the front sheet and the papers, and returns the PDFs that are joined."""
    sources = [f"data/meetings/{name}.toml", *(f"data/{path}" for path in papers)]
    own = [source for source in sources if source.endswith(".toml")]
    run(BOARDPAPER, "build", "--quiet", *own)
    listed = map(json.loads, run(BOARDPAPER, "list", "--messages", "json").splitlines())
    places = {paper["paper"]: f"output/{paper['output']}" for paper in listed}
    return [WORK / places.get(source, source) for source in sources]


def join(name, files):
    """Joins files in each way; returns the results and their times in milliseconds."""
    qpdf, pdfbox = WORK / f"{name}-qpdf.pdf", WORK / f"{name}-pdfbox.pdf"
    pack = [BOARDPAPER, "pack", f"data/meetings/{name}.toml"]
    run(*pack)
    merge = ["mvn", "-B", "-q", "-f", HERE / "pom.xml", "compile", "exec:java", f"-Dexec.args={' '.join(map(str, [pdfbox, *files]))}"]
    own = min(int(re.search(r"\d+(?=\s*$|\x1b)", re.sub(r"\x1b\[\d*m", "", run(*merge)))[0]) for _ in range(ROUNDS))
    times = [shortest(*pack), shortest("qpdf", "--empty", "--pages", *files, "--", qpdf), own]
    return [WORK / f"output/meetings/{name}-pack.pdf", qpdf, pdfbox], times


def conforming(files):
    """Returns the standards that each file meets, by veraPDF."""
    command = ["mvn", "-B", "-q", "-f", REPO / "tests/verapdf/pom.xml", "compile", "exec:java", f"-Dexec.args={' '.join(map(str, files))}"]
    said = subprocess.run([str(part) for part in command], capture_output=True, text=True).stdout
    met = {file: [] for file in files}
    for standard, file in re.findall(r"ok\s+(PDF/\S+)\s+(\S+)", said):
        met[Path(file)].append(standard)
    return [", ".join(met[file]) or "none" for file in files]


def row(name, figures):
    return f"| {name} | {' | '.join(str(figure) for figure in figures)} |"


def dead(alive, lost):
    return f"{alive}, and {lost} that lead nowhere" if lost else alive


def lines(counted, sums):
    """Returns the table's rows about what the PDFs hold: the sum of the parts, then each result."""
    links = [pdf.links() for pdf in counted]
    parts_links = [sum(column) for column in zip(*(pdf.links() for pdf in sums))]
    total = lambda of: sum(of(pdf) for pdf in sums)
    yield row("pages", [total(lambda pdf: len(pdf.pages)), *(len(pdf.pages) for pdf in counted)])
    yield row("structure elements", [total(lambda pdf: pdf.elements), *(pdf.elements for pdf in counted)])
    yield row("tags’ references to content", [total(lambda pdf: pdf.alive), *(dead(pdf.alive, pdf.dead) for pdf in counted)])
    yield row("figures with alternative text", [total(lambda pdf: pdf.figures), *(pdf.figures for pdf in counted)])
    yield row("bookmarks", [total(lambda pdf: pdf.bookmarks()[0]), *(dead(*pdf.bookmarks()) for pdf in counted)])
    yield row("links to a page", [parts_links[0], *(dead(*found[:2]) for found in links)])
    yield row("links to another file", [parts_links[2], *(found[2] for found in links)])
    yield row("named places", [total(lambda pdf: pdf.places()), *(pdf.places() for pdf in counted)])
    labelled = [pdf.labels() for pdf in counted]
    alike = ["each its own" if len(set(labels)) == len(labels) > 0 else f"{len(set(labels))} for {len(pdf.pages)} pages" if labels else "none" for labels, pdf in zip(labelled, counted)]
    yield row("page labels", ["each file its own", *alike])
    yield row("a hidden layer", ["hidden", *("shown" if pdf.says([parts.HIDDEN]) else "hidden" for pdf in counted)])
    yield row("values of forms that are seen", [len(parts.VALUES), *(len(pdf.says(parts.VALUES)) for pdf in counted)])


def main():
    meetings = office()
    files = {name: built(name, papers) for name, papers in meetings.items()}
    joined = {name: join(name, of) for name, of in files.items()}
    results, times = joined["all"]
    print("| | the files, added up | boardpaper pack | qpdf --empty --pages | PDFBox, PDFMergerUtility |")
    print("|---|---|---|---|---|")
    for line in lines([Counted(str(pdf)) for pdf in results], [Counted(str(pdf)) for pdf in files["all"]]):
        print(line)
    print(row("standards met, where every file meets PDF/UA-1 and PDF/A-2a", ["PDF/UA-1, PDF/A-2a", *conforming(joined["ours"][0])]))
    size = lambda file: f"{file.stat().st_size / 1000:.0f} kB"
    print(row("size", [f"{sum(file.stat().st_size for file in files['all']) / 1000:.0f} kB", *map(size, results)]))
    print(row("time", ["", *(f"{taken:.0f} ms" for taken in times)]))


if __name__ == "__main__":
    main()
