"""Kills runs, fills disks, takes away handles, changes files under way: what docs/reliability.md promises must hold all the same.

    python tests/reliability/run.py target/release/boardpaper [--moments 200] [--seconds 60] [--soak N]

Needs Python only. What needs a mount is done where the system lets it be done, and is said to be skipped where not.
`--soak 2000` also builds an office of so many papers: the memory of the run may hardly grow after the hundredth.
"""

import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

# Modules are read, and nothing is left beside them.
sys.dont_write_bytecode = True

import harness
from harness import BUILD, PACK, PLACE, Office, check, failures
from kills import MOMENTS, SECONDS, killed
from machines import machines
from sharing import changing, together
from soak import soak
from surroundings import environments, full_disk, limits, names, read_only
from taken import taken_away

APART = "RELIABILITY_APART"


def apart():
    """Starts this again with mounts of its own, which nobody else sees and which go when it ends, where that can be done."""
    if APART in os.environ or not shutil.which("unshare"):
        return
    for ways in (["--mount"], ["--user", "--map-root-user", "--mount"]):
        if subprocess.run(["unshare", *ways, "true"], capture_output=True).returncode == 0:
            os.environ[APART] = "1"
            PLACE.rmdir()
            os.execvp("unshare", ["unshare", *ways, sys.executable, *sys.argv])


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--moments", type=int, default=MOMENTS)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--soak", type=int, default=0)
    parser.add_argument("--only", action="append", default=[])
    return parser.parse_args()


def good_run(office, name, command):
    made = office.copy(name)
    ran = made.run(command)
    check(ran.code == 0 and made.papers(), "a run that nothing is done to is good", ran.said)
    return made


def timed(given, name, part):
    if given.only and name not in given.only:
        return
    started = time.monotonic()
    part()
    print(f"  {name}: {time.monotonic() - started:.0f} s", flush=True)


def main():
    given = arguments()
    harness.PROGRAM = given.program.resolve()
    plain = Office("plain")
    # An office whose papers are made and packed, all of which change with the next run: and the same without any output.
    old = good_run(good_run(plain, "built", BUILD), "old", PACK)
    old.rename("Southmarch")
    fresh = old.copy("fresh")
    shutil.rmtree(fresh.output)
    bases = {"old": old, "fresh": fresh}
    goods = {state: {command: good_run(base, "good", command).papers() for command in (BUILD, PACK)} for state, base in bases.items()}
    good = goods["old"]
    parts = {
        "limits": lambda: limits(bases, goods),
        "environments": lambda: environments(old, good),
        "names": lambda: names(old, good),
        "machines": lambda: machines(bases, goods),
        "disk": lambda: full_disk(bases, goods),
        "read-only": lambda: read_only(old, good),
        "together": lambda: together(old, good),
        "changing": lambda: changing(old, good),
        "taken": lambda: taken_away(old, good),
    }
    later = {
        "kills": lambda: killed(bases, goods, given.moments, given.seconds),
        "soak": lambda: soak(given.soak) if given.soak else None,
    }
    # What waits for a second process has time for another one meanwhile.
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda part: timed(given, *part), parts.items()))
    for part in later.items():
        timed(given, *part)
    for what, count in harness.counted.items():
        print(f"{count:6} times: {what}: {'FAILED ' + str(failures.count(what)) if what in failures else 'ok'}")
    return bool(failures)


if __name__ == "__main__":
    apart()
    try:
        code = main()
    finally:
        shutil.rmtree(PLACE, ignore_errors=True)
    sys.exit(code)
