"""A machine that is not as it should be: no space, few handles, odd names, no folders, other languages."""

import contextlib
import os
import shutil
import subprocess

import harness
from harness import BUILD, PACK, PLACE, absent_old_or_new, check, comes_right, ended, nothing_temporary, section, skip


# What a run may end with that nothing ends before its time, and that no other one is in the way of.
DOCUMENTED_HERE = (0, 1, 2, 3)
# With fewer file handles than these, and less memory (in kB), nothing is begun.
FEWEST = {"n": 64, "v": 327_680}


def limited(office, limit, command, told=True, **environment):
    """Runs a command under a limit of the shell's, which starts no threads before it."""
    shell = ["sh", "-c", f'ulimit {limit} && exec "$0" "$@"', harness.PROGRAM, *command]
    how = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "start_new_session": True, "restore_signals": told}
    return ended(subprocess.Popen(shell, cwd=office.folder, env=office.environment(**environment), **how))


def limits(bases, goods):
    section("limits on the size of files (in blocks of 512 bytes), on handles and on memory")
    # A program that writes too much gets a signal, or an error where the signal is kept from it.
    sizes = [(f"-f {blocks}", told) for blocks in (0, 40, 100) for told in (True, False)]
    handles = [(f"-n {number}", True) for number in (4, 8, 12, 63, 64)]
    memory = [(f"-v {kilobytes}", True) for kilobytes in (200_000, 327_679, 327_680, 400_000)]
    for limit, told in sizes + handles + memory:
        for state, base in bases.items():
            for command in (BUILD, PACK):
                within(base.copy("limited"), limit, command, told, goods[state][command])


def within(office, limit, command, told, good):
    old = office.papers()
    ran = limited(office, limit, command, told)
    ran.said = f"ulimit {limit}: {ran.said}"
    # The smallest is for no file, and what cannot be written is never said to be a fault of what was read.
    check(ran.code == 3 or not limit.startswith("-f 0"), "a file that grows too large is told of with 3", ran.said)
    check("BP2301" not in ran.said and "damaged" not in ran.said, "no file that was read is blamed for a limit of the shell's", ran.said)
    if limit[1] in FEWEST:
        few = int(limit[3:]) < FEWEST[limit[1]]
        what = "too few file handles and too little memory are told of with 4, and nothing is begun" if few else "with as many and as much as it asks for, all is made"
        check(ran.code == (4 if few else 0) and ("BP2302" in ran.said) == few, what, ran.said)
    absent_old_or_new(office, old, good, ran, lists_faults=True)
    comes_right(office, command, good)


def odd_environments(base):
    nowhere = str(base.folder / "nowhere")
    yield "no HOME", {"HOME": None}
    yield "HOME that is not there", {"HOME": nowhere}
    yield "no TMPDIR", {"TMPDIR": None}
    yield "TMPDIR that is not there", {"TMPDIR": nowhere}
    yield "TMPDIR that cannot be written", {"TMPDIR": "/proc"}
    yield "TMPDIR that is a file", {"TMPDIR": str(base.folder / "data/board.toml")}
    yield "no PATH", {"PATH": None}
    for language in ("tr_TR.UTF-8", "C", "POSIX", "xx_XX", "\udcff"):
        yield f"LC_ALL={ascii(language)}", {"LC_ALL": language, "LANG": language}
    for zone in ("Pacific/Kiritimati", "<-99>99:59:59", "/dev/zero", "no/such/zone", "\udcff"):
        yield f"TZ={ascii(zone)}", {"TZ": zone}


def environments(base, good):
    section("odd environments")
    for name, changed in odd_environments(base):
        for command in (BUILD, PACK):
            office = base.copy("odd")
            ran = office.run(command, office.environment(**changed))
            check(ran.code == 0 and office.papers() == good[command], "odd environments change nothing", f"{name}: {ran.said}")
            nothing_temporary(office)
    office = base.copy("odd")
    ran = office.run(BUILD, {})
    check(ran.code == 0 and office.papers() == good[BUILD], "odd environments change nothing", f"empty: {ran.said}")


def names(base, good):
    section("file names that are not UTF-8")
    office = base.copy(b"named-\xff")
    comes_right(office, BUILD, good[BUILD])
    for command in (("list",), ("check",), PACK):
        check(office.run(command).code in (0, 1), "names that are not UTF-8 are read, or told of")
    office = base.copy("named")
    data = bytes(office.folder / "data")
    for new, old in ((b"t\xff.csv", b"tracker-000.csv"), (b"p\xff.toml", b"theme-000.toml"), (b"\xff\xfe/p.toml", b"theme-000.toml")):
        os.makedirs(os.path.dirname(data + b"/" + new), exist_ok=True)
        shutil.copyfile(data + b"/" + old, data + b"/" + new)
    arguments = (b"data/p\xff.toml", b"data/\xff\xfe", b"data/none-\xff.toml", b"\xff")
    commands = [BUILD, PACK, ("list",), ("check",)] + [(verb, name) for verb in ("build", "check", "adopt") for name in arguments]
    commands += [("build", "--output", b"out-\xff"), ("build", "--root", b"no-\xff"), ("build", "--timings", b"t-\xff.json"), (b"\xff",)]
    for command in commands:
        ran = office.run(command)
        check(ran.code in DOCUMENTED_HERE, "names that are not UTF-8 are read, or told of", ran.said)
        nothing_temporary(office, ran.said)
    themes = [name for name in good[BUILD] if name.startswith("theme")]
    made = office.papers()
    check(themes and all(made.get(name) == good[BUILD][name] for name in themes), "other papers are made beside such names")


@contextlib.contextmanager
def mounted(place, *options):
    """Mounts, for as long as it is needed; gives whether that was possible."""
    place.mkdir(exist_ok=True)
    done = subprocess.run(["mount", *options, str(place)], capture_output=True).returncode == 0 if shutil.which("mount") else False
    try:
        yield done
    finally:
        if done:
            subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(place, spare):
    """Leaves so many bytes free, or none."""
    with open(place / "filler", "wb", buffering=0) as filler:
        with contextlib.suppress(OSError):
            while True:
                filler.write(bytes(4096))
        filler.truncate(max(0, filler.tell() - spare))


def on_full_disk(base, good, command, spare):
    place = PLACE / "small"
    with mounted(place, "-t", "tmpfs", "-o", "size=4m,nr_inodes=4000", "small") as done:
        if not done:
            return False
        office = base.copy("full")
        if office.output.exists():
            shutil.copytree(office.output, place / "output")
        office.output = place / "output"
        old = office.papers()
        fill(place, spare)
        told = (*command, "--output", str(office.output))
        ran = office.run(told)
        check(ran.code in (0, 3), "a full disk is told of with 3", ran.said)
        check(spare or ran.code == 3, "a full disk is told of with 3", ran.said)
        absent_old_or_new(office, old, good[command], ran, lists_faults=True)
        nothing_temporary(office, ran.said)
        (place / "filler").unlink()
        comes_right(office, told, good[command])
    return True


def full_disk(bases, goods):
    section("a full disk")
    for command in (BUILD, PACK):
        for state, base in bases.items():
            for spare in (0, 4096, 20_000, 60_000, 120_000):
                if not on_full_disk(base, goods[state], command, spare):
                    return skip("a full disk", "nothing can be mounted here")
    base, good = bases["old"], goods["old"]
    place = PLACE / "small"
    with mounted(place, "-t", "tmpfs", "-o", "size=8k", "small"):
        fill(place, 0)
        office = base.copy("full")
        ran = office.run(BUILD, office.environment(TMPDIR=str(place)))
        check(ran.code == 0 and office.papers() == good[BUILD], "a full folder for temporary files changes nothing", ran.said)


def read_only(base, good):
    section("an output folder that cannot be written")
    for command in (BUILD, PACK):
        office = base.copy("kept")
        old = office.papers()
        with mounted(office.output, "--bind", str(office.output)) as done:
            shut = done and subprocess.run(["mount", "-o", "remount,bind,ro", str(office.output)], capture_output=True).returncode == 0
            if not shut and os.geteuid() == 0:
                return skip("an output folder that cannot be written", "nothing can be mounted here, and permissions do not bind root")
            if not shut:
                folders = [office.output, *(path for path in office.output.rglob("*") if path.is_dir())]
                for folder in folders:
                    folder.chmod(0o555)
            ran = office.run(command)
            check(ran.code == 3, "an output folder that cannot be written is told of with 3", ran.said)
            check(office.papers() == old, "what is in it stays", ran.said)
            if not shut:
                for folder in folders:
                    folder.chmod(0o755)
        comes_right(office, command, good[command])
