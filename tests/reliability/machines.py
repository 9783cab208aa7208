"""Other machines than this one: of many cores, with little memory, where only a few threads may be started."""

import pathlib
import shutil
import subprocess

from harness import BUILD, PACK, PLACE, absent_old_or_new, check, comes_right, section, skip
from surroundings import FEWEST, limited

# Where so many may be started at once, none is missed.
THREADS = 4


def library():
    """Returns what is loaded before the program, and makes it believe what it is told; none where it cannot be made."""
    source, made = pathlib.Path(__file__).with_name("machine.c"), PLACE / "machine.so"
    compiled = shutil.which("cc") and subprocess.run(["cc", "-shared", "-fPIC", "-o", made, source, "-ldl"], capture_output=True)
    return made if compiled and compiled.returncode == 0 else None


def machines(bases, goods):
    section("other machines")
    machine = library()
    if not machine:
        return skip("other machines", "nothing can be loaded before the program here")
    many_cores(bases, goods, machine)
    few_threads(bases["old"], goods["old"], machine)


def many_cores(bases, goods, machine):
    for state, base in bases.items():
        for command in (BUILD, PACK):
            for cores in (8, 64):
                office = base.copy("cores")
                ran = limited(office, f"-v {FEWEST['v']}", command, LD_PRELOAD=str(machine), CORES=str(cores))
                good = ran.code == 0 and office.papers() == goods[state][command]
                check(good, "many cores and little memory change nothing", f"{cores} cores: {ran.said}")


def few_threads(base, good, machine):
    for command in (BUILD, PACK):
        for threads in range(THREADS + 1):
            office = base.copy("threads")
            old = office.papers()
            ran = office.run(command, office.environment(LD_PRELOAD=str(machine), THREADS=str(threads)))
            ran.said = f"{threads} threads: {ran.said}"
            few = "BP2302" in ran.said and "no more threads" in ran.said
            told = ran.code == (4 if few else 0) and (few or threads > 1) and not (few and threads == THREADS)
            check(told, "too few threads are told of with 4, and with a few all is made", ran.said)
            absent_old_or_new(office, old, good[command], ran, lists_faults=True)
            comes_right(office, command, good[command])
