"""One long build, with the memory of all its processes."""

import pathlib
import time

from harness import Office, check, ended, of_group

PAGE = 4096
FEW = 100
# How much more memory a run may have at any time than it had up to the hundredth paper.
MOST = 1.2


def memory(group):
    """What all processes of a group have in memory, in bytes; what they share is counted for each."""
    pages = 0
    for process in of_group(group):
        try:
            pages += int(pathlib.Path(f"/proc/{process}/statm").read_text().split()[1])
        except OSError:
            continue
    return pages * PAGE


def soak(papers):
    office = Office("soak", papers)
    (office.folder / "data/meetings/m.toml").unlink()
    process = office.start(("build", "--quiet"))
    seen = []
    while process.poll() is None:
        made = len(list(office.output.glob("*.pdf"))) if office.output.exists() else 0
        seen.append((made, memory(process.pid)))
        time.sleep(0.1)
    ran = ended(process)
    check(ran.code == 0 and len(office.papers()) == papers + 1, "a long build comes to its end", ran.said)
    most = {mark: max((used for made, used in seen if made <= mark), default=0) for mark in (min(FEW, papers), papers)}
    for mark, used in most.items():
        print(f"  up to {mark} papers: {used / 1e6:.0f} MB at most")
    told = f"{most}"
    check(0 < most[papers] <= MOST * most[min(FEW, papers)], "the memory of a long build stays as it was after a hundred papers", told)
