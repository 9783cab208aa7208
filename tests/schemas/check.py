"""Holds files of offices, sound and faulty, against the schemas that `boardpaper schema` makes for them.

usage: check.py BOARDPAPER [TAPLO]
"""

import datetime
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib

from jsonschema import Draft7Validator

REPO = pathlib.Path(__file__).resolve().parents[2]
# Faults that a schema can see: a key that is not known, one that is missing, a value of the wrong type or not of a few words.
SEEN = re.compile(r"^error\[BP0(203|204|205|306)\]", re.M)


def plain(value):
    """Gives a TOML value as editors give it to a schema: dates are text."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return value


def schemas(boardpaper, office):
    """Gives the schemas of an office; of one whose board is faulty, those inside the program."""
    for place in (office, tempfile.gettempdir()):
        ran = subprocess.run([boardpaper, "schema"], cwd=place, capture_output=True, text=True)
        if ran.returncode == 0:
            made = json.loads(ran.stdout)
            for schema in made.values():
                Draft7Validator.check_schema(schema)
            return {name: Draft7Validator(schema) for name, schema in made.items()}
    raise SystemExit(ran.stderr)


def files(office):
    """Gives the TOML files of an office that can be read, and the name of the schema of each."""
    data = office / "data"
    for path in sorted(data.rglob("*.toml")):
        below = path.relative_to(data).parts
        if below[0] == "templates" or "undone" in below:
            continue
        try:
            file = plain(tomllib.loads(path.read_bytes().decode("utf-8-sig")))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError):
            continue
        name = "board" if below == ("board.toml",) else kept(below) or file.get("document")
        if isinstance(name, str):
            yield path, name, file


def kept(below):
    """Gives the name of the schema of what boardpaper keeps of rounds and of what was published; nothing for other files."""
    if below[0] == "history":
        return "history"
    if below[0] == "returns":
        return "round" if below[-1] == "round.toml" else "answers"
    return None


def faults(boardpaper, office):
    known = schemas(boardpaper, office)
    for path, name, file in files(office):
        if name in known:
            for error in known[name].iter_errors(file):
                way = ".".join(map(str, error.absolute_path))
                yield f"{path.relative_to(REPO)}: {way}: {error.message[:160]}"


def sound(boardpaper):
    """Sound offices have nothing that a schema minds."""
    offices = [REPO, *sorted((REPO / "tests/cases").glob("*/*")), *sorted((REPO / "tests/near").glob("*/*"))]
    offices = [office for office in offices if (office / "data/board.toml").is_file()]
    wrong = [fault for office in offices for fault in faults(boardpaper, office)]
    count = sum(1 for office in offices for _ in files(office))
    print(f"schemas: {count} files of {len(offices)} sound offices, {len(wrong)} faults")
    return wrong


def faulty(boardpaper):
    """What a schema minds in a faulty office, the program minds too."""
    wrong, seen, could = [], 0, 0
    for office in sorted((REPO / "tests/faults").iterdir()):
        told = (office / "stderr.txt").read_text() if (office / "stderr.txt").is_file() else ""
        found = list(faults(boardpaper, office))
        may_see = SEEN.search(told) is not None
        could += may_see
        seen += bool(found)
        if found and "error[" not in told:
            wrong.extend(f"no error of {office.name}: {fault}" for fault in found)
        if may_see and not found:
            print(f"  only the program sees: {office.name}")
    print(f"schemas: {seen} faulty offices are seen; {could} have a fault of keys or values")
    return wrong


def examples(boardpaper):
    """The examples of docs/data-format.md fit a schema, as parts of a file."""
    known = schemas(boardpaper, REPO)

    def part(schema):
        if isinstance(schema, dict):
            return {k: part(v) for k, v in schema.items() if k not in ("required", "dependencies", "minItems")}
        return [part(inner) for inner in schema] if isinstance(schema, list) else schema

    loose = {name: Draft7Validator(part(of.schema)) for name, of in known.items()}
    wrong, count = [], 0
    text = (REPO / "docs/data-format.md").read_text()
    for block in re.findall(r"```toml\n(.*?)```", text, re.S):
        file = plain(tomllib.loads(block))
        count += 1
        rows = lambda of: ({table: [file]} for table in of.schema["properties"])
        if not any(of.is_valid(file) or any(map(of.is_valid, rows(of))) for of in loose.values()):
            wrong.append(f"docs/data-format.md: fits no schema:\n{block}")
    print(f"schemas: {count} examples of docs/data-format.md, {len(wrong)} that fit none")
    return wrong


def spoilt(boardpaper):
    """An unknown key and a value of the wrong type are seen in every file of the sample."""
    known, wrong, count = schemas(boardpaper, REPO), [], 0
    for path, name, file in files(REPO):
        first = next(key for key in file if key != "document")
        for key, value in (("qqqqqqqq", 1), (first, [[]])):
            count += 1
            if known[name].is_valid({**file, key: value}):
                wrong.append(f"{path.relative_to(REPO)}: `{key}` = {value} is not seen")
    print(f"schemas: {count} spoilt files, {len(wrong)} that pass")
    return wrong


def written(boardpaper):
    """What boardpaper writes names its schema, which is there, and fits it; an unknown key and a wrong type are seen."""
    with tempfile.TemporaryDirectory() as folder:
        office = pathlib.Path(folder)
        wrong = list(a_round(boardpaper, office))
        known, seen = schemas(boardpaper, office), set()
        for path, name, file in files(office):
            below = path.relative_to(office / "data").parts
            if not kept(below):
                continue
            seen.add(name)
            wrong.extend(f"{path.name}: {error.message[:160]}" for error in known[name].iter_errors(file))
            wrong.extend(f"{path.name}: what is spoilt passes" for file in ({**file, "qqqqqqqq": 1}, {key: [[]] for key in file}) if known[name].is_valid(file))
        for path in [path for place in ("returns", "history") for path in (office / "data" / place).rglob("*.toml")]:
            line = path.read_text().splitlines()[0]
            if not line.startswith("#:schema ") or not (path.parent / line[9:]).is_file():
                wrong.append(f"{path.relative_to(office)}: names no schema that is there: {line}")
    if seen != {"round", "answers", "history"}:
        wrong.append(f"not all is kept: {sorted(seen)}")
    print(f"schemas: {len(seen)} kinds of files that boardpaper keeps, {len(wrong)} faults")
    return wrong


def a_round(boardpaper, office):
    """Makes an office of one theme, asks, collects twice, takes one back and publishes; gives what did not go through."""
    run = lambda *words: subprocess.run([boardpaper, *words], cwd=office, capture_output=True, text=True)
    (office / "data/q2").mkdir(parents=True)
    shutil.copy(REPO / "data/board.toml", office / "data")
    line = 'ref = "1"\nlead = "Head of Estates"\ntitle = "Patrol the port"\nstatus = "G"\nupdate = "Patrols began."\n'
    (office / "data/q2/a.toml").write_text('document = "theme-update"\nplan = "Plan 2026-30"\nquarter = "2026-27 Q2"\nstatus-key = "rag"\n'
        f'theme = {{ number = 1, name = "Ports" }}\n[[deliverables]]\n{line}')
    (office / "back").mkdir()
    steps = [("returns", "make", "--deadline", "2026-10-16")]
    for day in ("2026-10-17", "2026-10-18"):
        steps.append((f"Ref,Status,Progress update\n1,A,Slower on {day}.\n",))
        steps.append(("returns", "collect", "back", "--date", day))
    steps += [("returns", "undo"), ("build",), ("history", "add", "data/q2", "--date", "2026-11-20")]
    for words in steps:
        if len(words) == 1 and "," in words[0]:
            (office / "back/a.csv").write_text(words[0])
        elif (ran := run(*words)).returncode:
            yield f"{' '.join(words)}: {ran.stderr}{ran.stdout}"


def taplo(boardpaper, program):
    """Taplo, which editors check with, finds the schema by a file's first line: no fault in the sample, and a planted one."""
    with tempfile.TemporaryDirectory() as folder:
        office = pathlib.Path(folder)
        shutil.copytree(REPO / "data", office / "data")
        subprocess.run([boardpaper, "schema", "--write", "--quiet"], cwd=office, check=True)
        wrong, count = [], 0
        for path, name, _ in files(office):
            up = "../" * (len(path.relative_to(office / "data").parts) - 1)
            lines = [line for line in path.read_text().splitlines() if not line.startswith("#:schema")]
            for added, fine in (("", True), ("qqqqqqqq = 1\n", False)):
                text = "\n".join(lines)
                path.write_text(f"#:schema {up}schemas/{name}.json\n{added}{text}\n")
                ran = subprocess.run([program, "lint", path], cwd=office, capture_output=True, text=True)
                count += 1
                if (ran.returncode == 0) != fine:
                    wrong.append(f"taplo: {path.relative_to(office)}: {added.strip() or 'as it is'}\n{ran.stderr}")
    print(f"taplo: {count} files, {len(wrong)} taken for what they are not")
    return wrong


def main():
    boardpaper = str(pathlib.Path(sys.argv[1]).resolve())
    wrong = sound(boardpaper) + faulty(boardpaper) + examples(boardpaper) + spoilt(boardpaper) + written(boardpaper)
    if len(sys.argv) > 2:
        wrong += taplo(boardpaper, str(pathlib.Path(sys.argv[2]).resolve()))
    print("\n".join(wrong))
    sys.exit(bool(wrong))


main()
