"""Several runs at once, and files that change while they are read."""

import os
import random
import time

from harness import BUILD, PACK, absent_old_or_new, check, comes_right, ended, nothing_temporary, section

RUNS = 8


def both(old, good):
    """What papers and packs come to: a pack leaves papers as they are, and a build leaves packs."""
    return {**good[BUILD], **{name: made for name, made in good[PACK].items() if made != old.get(name)}}


def together(base, good):
    section(f"{RUNS} runs at once")
    for wait in (None, "0"):
        for commands, wanted in (([BUILD] * RUNS, good[BUILD]), ([PACK] * RUNS, good[PACK]), ([BUILD, PACK] * (RUNS // 2), None)):
            office = base.copy("shared")
            old = office.papers()
            environment = office.environment(BOARDPAPER_WAIT=wait)
            ran = [ended(process) for process in [office.start(command, environment) for command in commands]]
            said = "\n".join(one.said for one in ran)
            check(all(one.code in (0, 5) for one in ran), "runs into one folder end with 0 or 5", said)
            check(any(one.code == 0 for one in ran), "one of them does its work", said)
            if wanted:
                check(office.papers() == wanted, "what is there is that of one run", said)
            absent_old_or_new(office, old, both(old, good), ran[0])
            nothing_temporary(office, said)
            for command in dict.fromkeys(commands) if wanted else ():
                comes_right(office, command, wanted)
    office = base.copy("shared")
    places = [office.folder / f"output-{number}" for number in range(RUNS)]
    ran = [ended(process) for process in [office.start((*BUILD, "--output", str(place))) for place in places]]
    check(all(one.code == 0 for one in ran), "runs into eight folders all end with 0", ran[0].said)
    fresh = office.copy("alone")
    fresh.run((*BUILD, "--output", str(fresh.folder / "only")))
    for place in places:
        office.output, fresh.output = place, fresh.folder / "only"
        check(office.papers() == fresh.papers(), "each of eight folders has the bytes of one run")
        nothing_temporary(office)


def other_words(path):
    path.write_bytes(path.read_bytes().replace(b"Patrols", b"Wardens") + b"99,Head,Another deliverable.,G,New.\n")


def shrunk(path):
    os.truncate(path, path.stat().st_size // 2)


def pipe(path):
    path.unlink()
    os.mkfifo(path)


def folder(path):
    path.unlink()
    path.mkdir()


def link(path):
    path.unlink()
    path.symlink_to("/etc/passwd")


def grown(path):
    with path.open("ab") as file:
        for _ in range(200):
            file.write(b"98,Head,A deliverable that is added.,A,More and more.\n")
            file.flush()


HARMS = (other_words, shrunk, pipe, folder, link, grown, os.unlink)


# What a run reads is harmed; a build reads the rest in the same way.
READ = {BUILD: ("tracker-000.csv", "theme-001.toml", "board.toml"), PACK: ("tracker-001.csv", "meetings/m.toml")}


def restore(path, bytes_):
    if path.is_dir() and not path.is_symlink():
        path.rmdir()
    elif path.is_symlink() or path.exists():
        path.unlink()
    path.write_bytes(bytes_)


def whole(office, told):
    for path in office.output.rglob("*.pdf"):
        made = path.read_bytes()
        check(made.startswith(b"%PDF-") and made.rstrip().endswith(b"%%EOF"), "PDFs have a beginning and an end", f"{path}\n{told}")


def changing(base, good, rounds=3):
    section("files that change while they are read")
    chance = random.Random(7)
    for command in (BUILD, PACK):
        office = base.copy("changing")
        office.run(command)
        for name in READ[command]:
            path = office.folder / "data" / name
            before = path.read_bytes()
            for harm in HARMS:
                process = office.start((*command, "--force") if command == BUILD else command)
                for _ in range(rounds):
                    time.sleep(chance.random() * 0.1)
                    harm(path)
                    time.sleep(chance.random() * 0.03)
                    restore(path, before)
                ran = ended(process)
                whole(office, f"{harm.__name__} {name}: {ran.said}")
                check(ran.code in (0, 1), "changing files are told of, or not noticed", ran.said)
                comes_right(office, command, good[command])
