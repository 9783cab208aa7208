"""Runs that are killed: this process, the one it started, or all of them, at moments spread over a run."""

import os
import pathlib
import random
import shutil
import signal
import statistics
import time
from concurrent.futures import ThreadPoolExecutor

from harness import BUILD, PACK, absent_old_or_new, check, comes_right, ended, gone

MOMENTS = 200
SECONDS = 60


def took(office, command):
    """How long the command takes from the old outputs to the new."""
    times = []
    for _ in range(3):
        copy = office.copy("timed")
        before = time.monotonic()
        copy.run(command)
        times.append(time.monotonic() - before)
    return statistics.median(times)


def children(process):
    try:
        return [int(child) for child in pathlib.Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


def kill(process, whom):
    """Kills; returns whether there was something to kill."""
    if process.poll() is not None:
        return False
    if whom == "all":
        os.killpg(process.pid, signal.SIGKILL)
        return True
    targets = [process.pid] if whom == "first" else children(process.pid)
    for target in targets:
        try:
            os.kill(target, signal.SIGKILL)
        except ProcessLookupError:
            return False
    return bool(targets)


def once(office, command, good, whom, moment):
    old = office.papers()
    process = office.start(command)
    time.sleep(moment)
    hit = kill(process, whom)
    ran = ended(process)
    ran.said = f"{whom} killed after {moment:.3f} s: {ran.said}"
    check(gone(process.pid), "no process stays behind", ran.said)
    # The first goes on without what was in hand, and lists that.
    absent_old_or_new(office, old, good, ran, lists_faults=whom == "second")
    comes_right(office, command, good)
    return hit


def killed(bases, good, moments=MOMENTS, seconds=SECONDS):
    """Kills builds and packs; says how many of them, where there was no time for all."""
    chance = random.Random(2026)
    until = time.monotonic() + seconds
    spans = {(state, command): took(base, command) for state, base in bases.items() for command in (BUILD, PACK)}
    plan = [(state, command, whom) for state in bases for command in (BUILD, PACK) for whom in ("first", "second", "all")]
    # Moments are spread evenly over the run, and taken in any order, so that some of each part come where time is short.
    spread = [(plan[at % len(plan)], (at + chance.random()) / moments) for at in range(moments)]
    chance.shuffle(spread)

    def one(at):
        (state, command, whom), part = spread[at]
        if time.monotonic() > until:
            return None
        office = bases[state].copy(f"killed-{at}")
        hit = once(office, command, good[state][command], whom, part * spans[state, command])
        shutil.rmtree(office.folder)
        return hit

    with ThreadPoolExecutor(2) as pool:
        hits = [hit for hit in pool.map(one, range(moments)) if hit is not None]
    print(f"  {len(hits)} of {moments} moments in {seconds:.0f} s; {sum(hits)} runs were killed, the others had just ended")
    check(sum(hits) > 0, "some runs were killed")
