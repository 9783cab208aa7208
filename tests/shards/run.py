"""Shards of a build, run as docs/scale.md says they are: under GNU parallel, some of them killed, and by the example files.

    python tests/shards/run.py target/release/boardpaper

What comes out must have the bytes of one process. Needs GNU parallel and shellcheck; nothing is skipped where they are absent.
"""

import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time

import yaml

import office

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
PLACE = pathlib.Path("target/shards").resolve()
SCALE = pathlib.Path("docs/scale").resolve()
PAPERS, SHARDS, KILLED = 40, 8, (2, 5, 7)
ENVIRONMENT = {**os.environ, "PATH": f"{PLACE / 'bin'}:{os.environ['PATH']}"}
failures = []


def check(holds, what):
    print(f"  {'ok' if holds else 'FAILED'}: {what}")
    if not holds:
        failures.append(what)


def run(command, folder, codes=(0,), **more):
    ran = subprocess.run(command, cwd=folder, env={**ENVIRONMENT, **more}, capture_output=True, text=True, timeout=900)
    if ran.returncode not in codes:
        print(ran.stdout[-3000:], ran.stderr[-3000:])
        raise SystemExit(f"{command} ended with {ran.returncode}")
    return ran


def start(folder, share):
    command = [PROGRAM, "build", "--quiet", "--shard", share]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def fresh(name):
    """The office again, without what was built."""
    folder = PLACE / name
    shutil.copytree(PLACE / "one/data", folder / "data")
    return folder


def built(folder):
    """The files that were built, and the whole manifest; what is hidden is kept for the next run only."""
    output = folder / "output"
    files = (path for path in sorted(output.rglob("*")) if path.is_file())
    files = ((path.relative_to(output), path) for path in files)
    return {
        str(name): path.read_bytes()
        for name, path in files
        if not any(part.startswith(".") for part in name.parts) and "-of-" not in name.name and name.suffix != ".log"
    }


def same(folder, one, what):
    many = built(folder)
    check(many.keys() == one.keys(), f"{what}: the same {len(one)} files")
    check(many == one, f"{what}: every byte is that of one process")
    verified = run([PROGRAM, "manifest", "verify"], folder)
    check(f"{PAPERS} of {PAPERS} files as built" in verified.stdout, f"{what}: verified")


def kill_some(folder):
    """Ends shards as a machine does that goes down: as soon as each has written a paper, and before its manifest."""
    pids, left = folder / "pids", set(KILLED)
    until = time.monotonic() + 600
    while left and time.monotonic() < until:
        for shard in sorted(left):
            made = folder / f"made-{shard}"
            pid = pids / str(shard)
            if pid.exists() and pid.read_text().strip() and any(made.glob("*.pdf")):
                os.kill(int(pid.read_text()), signal.SIGKILL)
                left.discard(shard)
        time.sleep(0.002)
    return not left


def under_parallel(one):
    print("8 shards under GNU parallel, three of them killed")
    folder = fresh("parallel")
    (folder / "pids").mkdir()
    # To see what a shard has made, each of those that are killed writes elsewhere at first: into a folder of its own.
    script = folder / "shard.sh"
    script.write_text(
        "#!/bin/sh\n"
        f"case $1 in {'|'.join(map(str, KILLED))}) [ -e pids/again ] || to=\"--output made-$1\";; esac\n"
        "echo $$ >pids/$1\n"
        f'exec boardpaper build --quiet --shard "$1/{SHARDS}" $to\n'
    )
    script.chmod(0o755)
    command = ["parallel", "--jobs", "4", "--joblog", "log", "--resume-failed", "./shard.sh", ":::", *map(str, range(1, SHARDS + 1))]
    first = subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    check(kill_some(folder), f"shards {KILLED} were killed in the midst")
    check(first.wait(timeout=900) == len(KILLED), "GNU parallel says how many jobs failed")
    for shard in KILLED:
        check(not list((folder / f"made-{shard}").glob("manifest*")), f"shard {shard} left no manifest")
        for paper in sorted((folder / f"made-{shard}").glob("*.pdf")):
            check(paper.read_bytes() == one[paper.name], f"what shard {shard} left is whole: {paper.name}")
    merged = run([PROGRAM, "manifest", "merge"], folder, (1,))
    missing = ", ".join(f"{shard}/{SHARDS}" for shard in KILLED)
    check("BP2321" in merged.stderr and missing in merged.stderr, "the merge names the shards that are missing")
    check(not (folder / "output/manifest.json").exists(), "and writes no manifest")
    (folder / "pids/again").touch()
    run(command, folder)
    run([PROGRAM, "manifest", "merge"], folder)
    same(folder, one, "run again")


def killed_in_place(one):
    print("a shard that is killed again and again in the folder that others write to")
    folder = fresh("killed")
    for after in (0.05, 0.2, 0.4, 0.8, 1.2):
        shard = start(folder, "1/2")
        time.sleep(after)
        shard.kill()
        shard.wait()
    others = [start(folder, share) for share in ("1/2", "2/2")]
    check([other.wait(timeout=900) for other in others] == [0, 0], "both shards end well, at the same time in one folder")
    run([PROGRAM, "manifest", "merge"], folder)
    same(folder, one, "after five kills")


def slurm(one):
    print("docs/scale/slurm.sh, task by task")
    folder = fresh("slurm")
    for task in (3, 1, 2):
        run(["bash", SCALE / "slurm.sh"], folder, OFFICE=str(folder), SLURM_ARRAY_TASK_ID=str(task), SLURM_ARRAY_TASK_COUNT="3")
    run([PROGRAM, "manifest", "merge"], folder)
    same(folder, one, "a Slurm array")


def container(name):
    (job,) = yaml.safe_load_all((SCALE / name).read_text())
    (found,) = job["spec"]["template"]["spec"]["containers"]
    return job["spec"], found["command"] + found["args"], {one["name"]: one["value"] for one in found["env"]}


def kubernetes(one):
    print("docs/scale/kubernetes.yaml, index by index")
    folder = fresh("kubernetes")
    spec, command, environment = container("kubernetes.yaml")
    check(int(environment["SHARDS"]) == spec["completions"], "as many shards as completions")
    # Fewer than the file says: each index is a run of the program.
    environment |= {"OFFICE": str(folder), "SHARDS": "3"}
    for index in range(3):
        run(command, folder, **environment, JOB_COMPLETION_INDEX=str(index))
    _, command, _ = container("kubernetes-merge.yaml")
    run(command, folder, **environment)
    same(folder, one, "an indexed Job")


def matrices(one):
    print("the CI matrices")
    folder = fresh("gitlab")
    jobs = yaml.safe_load((SCALE / "gitlab-matrix.yaml").read_text())
    for job in range(1, jobs["build"]["parallel"] + 1):
        (line,) = jobs["build"]["script"]
        run(["sh", "-c", line], folder, CI_NODE_INDEX=str(job), CI_NODE_TOTAL=str(jobs["build"]["parallel"]))
    run(["sh", "-c", *jobs["merge"]["script"]], folder)
    same(folder, one, "GitLab")
    jobs = yaml.safe_load((SCALE / "github-matrix.yaml").read_text())["jobs"]
    shards = jobs["build"]["strategy"]["matrix"]["shard"]
    line = {step["name"]: step["run"] for job in jobs.values() for step in job["steps"] if "run" in step}
    folder = fresh("github")
    for shard in shards:
        runner = fresh(f"github-{shard}")
        run(["sh", "-c", line["Build"]], runner, SHARD=str(shard), SHARDS=str(len(shards)))
        shutil.copytree(runner / "output", folder / "output", dirs_exist_ok=True, ignore=shutil.ignore_patterns(".*"))
    run(["sh", "-c", line["Merge"]], folder)
    same(folder, one, "GitHub, each shard on a machine of its own")


def lints():
    print("the example files")
    scripts = sorted(SCALE.glob("*.sh"))
    check(len(scripts) == 2, "two scripts")
    for script in scripts:
        run(["bash", "-n", script], PLACE)
        run(["shellcheck", script], PLACE)
    for file in sorted(SCALE.glob("*.yaml")):
        check(all(yaml.safe_load_all(file.read_text())), f"{file.name} is YAML")


def plan():
    print("the plan of docs/scale.md")
    ran = run([sys.executable, SCALE / "plan.py"], PLACE)
    said = (SCALE.parent / "scale.md").read_text().split("<!-- plan -->")[1].split("<!-- /plan -->")[0]
    check(said.strip() == ran.stdout.strip(), "the table is what docs/scale/plan.py prints")


def by_script(one):
    print("docs/scale/parallel.sh, twice")
    folder = fresh("script")
    run(["bash", SCALE / "parallel.sh", str(folder)], PLACE, SHARDS="4")
    same(folder, one, "GNU parallel")
    run(["bash", SCALE / "parallel.sh", str(folder)], PLACE, SHARDS="4")
    log = (folder / "output/shards.log").read_text().splitlines()
    check(len(log) == 5, "what was done is not run again")


def main():
    shutil.rmtree(PLACE, ignore_errors=True)
    (PLACE / "bin").mkdir(parents=True)
    (PLACE / "bin/boardpaper").symlink_to(PROGRAM)
    lints()
    plan()
    office.make(PLACE / "one", PAPERS)
    run([PROGRAM, "build", "--quiet"], PLACE / "one")
    one = built(PLACE / "one")
    check(len(one) == PAPERS + 1, f"one process makes {PAPERS} papers and a manifest")
    for part in (under_parallel, killed_in_place, by_script, slurm, kubernetes, matrices):
        part(one)
    print(f"shards: {len(failures)} failures")
    return 1 if failures else 0


sys.exit(main())
