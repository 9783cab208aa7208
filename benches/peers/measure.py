"""What commands take that run at the same time: wall time, processor time, and the memory of all their processes."""

import os
import pathlib
import resource
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass

PAGE = os.sysconf("SC_PAGE_SIZE")
OFTEN = 0.02


@dataclass
class Cost:
    """What a run took; memory is known where it was watched."""

    wall: float
    cpu: float
    resident: int = 0
    shared_once: int = 0


def cost(commands, watched=False):
    """Runs the commands side by side, and waits for all. One that fails ends the comparison."""
    with tempfile.TemporaryFile() as heard:
        began = time.perf_counter()
        running = [subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=heard, stderr=heard) for command in commands]
        watch = Watch([process.pid for process in running]) if watched else None
        usages = [ended(process) for process in running]
        wall = time.perf_counter() - began
        if watch:
            watch.end()
        if any(process.returncode for process in running):
            heard.seek(0)
            raise SystemExit(f"{commands[0][0]} failed:\n{heard.read().decode(errors='replace')[-3000:]}")
    taken = Cost(wall, sum(usage.ru_utime + usage.ru_stime for usage in usages))
    return watch.told(taken, usages) if watch else taken


def ended(process):
    """Waits for a process; its use of the machine has that of all the processes it waited for."""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage


class Others:
    """How much of the machine goes to others while this runs: they make all figures worse, and none of them alike."""

    def __init__(self):
        self.began, self.busy, self.own = time.perf_counter(), busy(), own()

    def share(self):
        """Returns what part of all cores others had."""
        theirs = busy() - self.busy - (own() - self.own)
        return max(0.0, theirs / (time.perf_counter() - self.began) / os.cpu_count())


def busy():
    """Seconds of processor time that the system has given away since it began, on all cores."""
    user, nice, system, _idle, _waiting, *interrupted = map(int, read("/proc/stat").split("\n")[0].split()[1:9])
    return (user + nice + system + sum(interrupted)) / os.sysconf("SC_CLK_TCK")


def own():
    """Seconds of processor time of this program and of those that it waited for."""
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


class Watch:
    """Looks at processes and all that they start, again and again until it is asked."""

    def __init__(self, roots):
        self.roots, self.resident, self.shared_once = roots, 0, 0
        self.done = threading.Event()
        self.thread = threading.Thread(target=self.look, daemon=True)
        self.thread.start()

    def look(self):
        while not self.done.wait(OFTEN):
            tree = [process for root in self.roots for process in below(root)]
            self.resident = max(self.resident, sum(map(resident, tree)))
            self.shared_once = max(self.shared_once, sum(map(proportional, tree)))

    def end(self):
        self.done.set()
        self.thread.join()

    def told(self, taken, usages):
        """Adds what was seen. No tree is smaller than its largest process, whose peak the system knows to the page."""
        largest = max(usage.ru_maxrss for usage in usages) * 1024
        taken.resident, taken.shared_once = max(self.resident, largest), self.shared_once
        return taken


def below(process):
    """The process and those that it started, and those started by them."""
    found = [process]
    for task in tasks(process):
        for child in read(f"/proc/{process}/task/{task}/children").split():
            found += below(int(child))
    return found


def tasks(process):
    """The threads of a process, which may be gone by now."""
    try:
        return os.listdir(f"/proc/{process}/task")
    except OSError:
        return []


def resident(process):
    """Bytes in memory; what processes share is counted for each."""
    fields = read(f"/proc/{process}/statm").split()
    return int(fields[1]) * PAGE if fields else 0


def proportional(process):
    """Bytes in memory; what processes share is counted once, a part for each."""
    for line in read(f"/proc/{process}/smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def read(path):
    """A file of the system's about a process, which may be gone by now."""
    try:
        return pathlib.Path(path).read_text()
    except OSError:
        return ""
