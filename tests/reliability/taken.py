"""Outputs that are taken away while a run goes on: what it tells as made is there, and the next run puts all right."""

import contextlib
import random
import shutil
import time

from harness import BUILD, LIST, PACK, check, ended, lists_what_is_there, nothing_temporary, section


def all_of_it(office):
    shutil.rmtree(office.output, ignore_errors=True)


def moved(office):
    office.output.rename(office.folder / "moved")


def moved_and_replaced(office):
    moved(office)
    office.output.mkdir()


def one_file(office):
    made = sorted(office.output.glob("*.pdf")) + sorted(office.output.glob("*/*.pdf"))
    if made:
        made[0].unlink()


def what_is_kept(office):
    shutil.rmtree(office.output / ".cache", ignore_errors=True)


def its_lock(office):
    (office.output / ".boardpaper.lock").unlink()


HARMS = (all_of_it, moved, moved_and_replaced, one_file, what_is_kept, its_lock)
# A run that is nearly at its end may be over before the harm is done: then it could not know.
SURE = 0.15


def told(said):
    """The files that a run says it has made."""
    lines = (line.removeprefix("wrote ").partition(":")[0] for line in said.splitlines())
    return {line for line in lines if line.startswith("output/")}


def disturbed(office, command, harm, after):
    """Runs a command and does harm to its outputs; gives whether that was done well before the run's end, too."""
    process = office.start(command)
    time.sleep(after)
    done = process.poll() is None
    with contextlib.suppress(OSError):
        harm(office) if done else None
    at = time.monotonic()
    ran = ended(process)
    ran.said = f"{harm.__name__} after {after:.2f} s: {ran.said}"
    return ran, done and time.monotonic() - at > SURE


def taken_away(base, good, rounds=4):
    section("outputs that are taken away while a run goes on")
    chance, old = random.Random(11), base.papers()
    for command in (BUILD, PACK):
        made = {name: digest for name, digest in good[command].items() if digest != old.get(name)}
        for harm in HARMS * rounds:
            office = base.copy("taken")
            ran, sure = disturbed(office, command, harm, chance.random() * 0.4)
            # A pack may miss what is kept of its papers while it is joined.
            documented = (0, 1, 3) if command == PACK else (0, 3)
            check(ran.code in documented, "what is taken away is told of with 3, or made", ran.said)
            if sure:
                lost = [name for name in told(ran.said) if not (office.folder / name).is_file()]
                check(not lost, "what is told as made is there", f"{lost}\n{ran.said}")
                if (office.output / LIST).exists():
                    lists_what_is_there(office, old, ran)
                nothing_temporary(office, ran.said)
            ran = office.run(command)
            check(ran.code == 0 and made.items() <= office.papers().items(), "the next run comes to the same bytes", ran.said)
            nothing_temporary(office, ran.said)
