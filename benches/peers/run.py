"""Boardpaper beside what people would use instead, on the same papers, in turns; prints the table of docs/performance.md.

    python benches/peers/run.py [--rounds 3] [--only boardpaper,typst,…] [--write]

benches/README.md says how the peers are installed. What is not installed is said to be missing. Before anything is timed,
the text of every PDF is held against the paper.
"""

import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

# Modules are read, and nothing is left beside them.
sys.dont_write_bytecode = True

import content
import measure
import scale
import table
import text
from peers import HERE, KEYS, Missing, Place, all_of, of_many

REPOSITORY = HERE.parent.parent
PAPERS = 100


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3, help="timed rounds; 0 for the one in which text and memory are looked at")
    parser.add_argument("--papers", type=int, default=PAPERS, help="papers of the office")
    parser.add_argument("--many", type=int, default=0, help="also builds an office of so many papers once, for the memory that it takes")
    parser.add_argument("--slow", type=int, default=30, help="papers that WeasyPrint is given")
    parser.add_argument("--only", type=named, default=[], help=f"some of {', '.join(KEYS)}")
    parser.add_argument("--write", action="store_true", help="puts the table into docs/performance.md, and what is measured for docs/scale.md")
    parser.add_argument("--boardpaper", type=pathlib.Path, help="another program than the one that cargo builds")
    parser.add_argument("--bench", type=pathlib.Path, help="another program of benches/papers.rs than the one that cargo builds")
    parser.add_argument("--typst", default="typst")
    parser.add_argument("--renderreport", type=pathlib.Path, default=HERE / "renderreport/target/release/renderreport-peer")
    parser.add_argument("--python", default=sys.executable, help="a Python that has WeasyPrint and docxtpl")
    parser.add_argument("--soffice", default="soffice")
    return parser.parse_args()


def named(names):
    """The peers of `--only`."""
    if unknown := set(names.split(",")) - set(KEYS):
        raise argparse.ArgumentTypeError(f"no peer is called {', '.join(sorted(unknown))}")
    # Nothing is unchanged that was not made before.
    return names.split(",") + ["boardpaper"] * ("unchanged" in names)


def built(given):
    """Has cargo build what is not named: the programs are optimised as those that people run."""
    if given.boardpaper and given.bench:
        return
    command = ["cargo", "bench", "--bench", "papers", "--no-run", "--locked", "--message-format=json"]
    heard = subprocess.run(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True, check=True)
    made = [json.loads(line) for line in heard.stdout.splitlines()]
    made = {about["target"]["name"]: pathlib.Path(about["executable"]) for about in made if about.get("executable")}
    given.boardpaper, given.bench = given.boardpaper or made["boardpaper"], given.bench or made["papers"]


def place(given, root):
    """Invents the office, and keeps the sources of the papers that all peers are given."""
    subprocess.run([given.bench, "--invent", root / "office", str(given.papers)], check=True)
    names = sorted(path.stem for path in (root / "office/data").glob("theme-*.toml"))
    there = Place(root, names)
    papers = [there.office / "data" / f"{name}.toml" for name in there.names]
    build = [given.boardpaper, "build", "--quiet", "--root", there.office, "--output", there.sources, "--keep-sources"]
    done = subprocess.run([*build, *papers], stderr=subprocess.PIPE, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    return there


def many(given, root):
    """Builds a larger office once; returns what it took, or nothing where none is asked for."""
    if not given.many:
        return None
    subprocess.run([given.bench, "--invent", root / "many", str(given.many)], check=True)
    names = sorted(path.stem for path in (root / "many/data").glob("theme-*.toml"))
    peer = of_many(root / "many", given, names)
    peer.made_ready()
    taken = measure.cost(peer.commands(names), watched=True)
    peer.resident, peer.shared_once = taken.resident, taken.shared_once
    if lost := [name for name in names if not peer.pdf(name).is_file()]:
        raise SystemExit(f"papers that were not made: {lost[:5]}")
    print(f"boardpaper: {len(names)} papers ({taken.wall:.1f} s)", file=sys.stderr, flush=True)
    return peer


def round_of(peers, number):
    """Lets each take its turn, from the first to the last and back: a slow spell meets neighbours."""
    for peer in peers if number % 2 == 0 else reversed(peers):
        if number < peer.rounds:
            peer.made_ready()
            taken = [measure.cost(peer.commands(peer.papers)) for _ in range(peer.times)]
            wall, cpu = (sum(getattr(cost, name) for cost in taken) / peer.times for name in ("wall", "cpu"))
            peer.costs.append(measure.Cost(wall, cpu))


def looked_at(peer, papers):
    """Runs a peer once with an eye on its memory, and reads what it made; returns nothing for what is no peer."""
    peer.made_ready()
    taken = measure.cost(peer.commands(peer.papers), watched=True)
    peer.resident, peer.shared_once = taken.resident, taken.shared_once
    try:
        peer.pages = text.pages(peer, {name: papers[name] for name in peer.papers})
        peer.standards = text.standards(peer.pdf(peer.papers[0]))
    except text.Lost as lost:
        print(f"{peer.name}: {lost}", file=sys.stderr, flush=True)
        return None
    print(f"{peer.name}: all text of {len(peer.papers)} papers is there ({taken.wall:.1f} s)", file=sys.stderr, flush=True)
    return taken


def machine(others):
    """The machine, for the plan of docs/scale.md."""
    return table.cores() + (" and other work to do" if others.share() > table.QUIET else "")


def compared(given, root):
    others = measure.Others()
    there = place(given, root)
    models = {name: there.sources / f"{name}.sources/model.json" for name in there.names}
    papers = content.written(models, root / "content")
    asked, missing = all_of(there, given)
    first = {peer.key: looked_at(peer, papers) for peer in asked}
    peers = [peer for peer in asked if first[peer.key]]
    missing += [Missing(peer.key, peer.name, "it left text out") for peer in asked if not first[peer.key]]
    for number in range(given.rounds):
        # What is unchanged is what the run before it made.
        round_of(peers, number)
    for peer in peers:
        peer.costs = peer.costs or [first[peer.key]]
    said = table.table(peers, missing, many(given, root), others.share())
    if given.write and (ours := next((peer for peer in peers if peer.key == "boardpaper"), None)):
        scale.write(scale.measured(ours, given, there, papers, machine(others)))
    return said


def main():
    given = arguments()
    built(given)
    if not shutil.which("pdftotext"):
        raise SystemExit("pdftotext is needed: it reads what the peers made")
    # As many cores as there are processes of the peers that set one paper after the other.
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])
    with tempfile.TemporaryDirectory(prefix="peers-") as root:
        said = compared(given, pathlib.Path(root))
    print(said)
    if given.write:
        table.write(said)


if __name__ == "__main__":
    main()
