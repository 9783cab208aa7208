#!/usr/bin/env python3
"""Tells what the program is made of, and holds it against deny.toml, without a network: licences and sources of every crate
in Cargo.lock, and that each direct dependency has its line in docs/dependencies.md. Writes target/sbom.json (CycloneDX 1.5),
the same bytes for the same Cargo.lock. Usage: check.py"""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
REGISTRY = "registry+https://github.com/rust-lang/crates.io-index"
LINE = re.compile(r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \| <([^>]+)> \|$", re.M)


def choices(licence):
    """The sets of licences of which one set is enough: `A OR (B AND C)` gives {A}, {B, C}."""
    tokens = re.findall(r"\(|\)|[^\s()]+", re.sub(r"\s*/\s*", " OR ", licence))

    def either():
        found = both()
        while tokens and tokens[0] == "OR":
            tokens.pop(0)
            found = found + both()
        return found

    def both():
        found = one()
        while tokens and tokens[0] == "AND":
            tokens.pop(0)
            more = one()
            found = [left | right for left in found for right in more]
        return found

    def one():
        name = tokens.pop(0)
        if name == "(":
            found = either()
            assert tokens.pop(0) == ")", licence
            return found
        if tokens and tokens[0] == "WITH":
            tokens.pop(0)
            name = f"{name} WITH {tokens.pop(0)}"
        return [frozenset([name])]

    found = either()
    assert not tokens, licence
    return found


def metadata():
    command = ["cargo", "metadata", "--format-version", "1", "--locked", "--all-features"]
    return json.loads(subprocess.run(command, cwd=REPO, check=True, stdout=subprocess.PIPE).stdout)


def refused(packages, rules):
    """What deny.toml does not allow, and exceptions of it that nothing needs any more."""
    allowed = set(rules["licenses"]["allow"])
    excepted = {rule["crate"]: set(rule["allow"]) for rule in rules["licenses"].get("exceptions", [])}
    for package in packages:
        name, licence = package["name"], package["license"]
        here = allowed | excepted.get(name, set())
        if not licence or not any(choice <= here for choice in choices(licence)):
            yield f"{name}: its licence is {licence}"
        elif name in excepted and any(choice <= allowed for choice in choices(licence)):
            yield f"{name}: deny.toml makes an exception that it does not need"
        if package["source"] != REGISTRY:
            yield f"{name}: it comes from {package['source']}"
    for name in excepted.keys() - {package["name"] for package in packages}:
        yield f"{name}: deny.toml makes an exception for it, and it is not there"


def unrecorded(direct, packages):
    """Direct dependencies without their line in docs/dependencies.md, lines that are wrong, and lines of what is gone."""
    text = (REPO / "docs/dependencies.md").read_text(encoding="utf-8")
    lines = {found[1]: found for found in LINE.finditer(text)}
    by_name = {}
    for package in packages:
        by_name.setdefault(package["name"], []).append(package)
    for name in sorted(direct - lines.keys()):
        yield f"{name}: docs/dependencies.md does not say why it is needed"
    for name in sorted(lines.keys() - direct):
        yield f"{name}: docs/dependencies.md has it, and it is no direct dependency"
    for name in sorted(direct & lines.keys()):
        licences = {package["license"] for package in by_name[name]}
        if lines[name][3].strip() not in licences:
            yield f"{name}: its licence is {' or '.join(sorted(licences))}, docs/dependencies.md says {lines[name][3].strip()}"


def sums():
    lock = tomllib.loads((REPO / "Cargo.lock").read_text(encoding="utf-8"))
    return {(package["name"], package["version"]): package.get("checksum") for package in lock["package"]}


def component(package, checksum):
    made = {
        "type": "library",
        "bom-ref": f"pkg:cargo/{package['name']}@{package['version']}",
        "name": package["name"],
        "version": package["version"],
        "purl": f"pkg:cargo/{package['name']}@{package['version']}",
        "licenses": [{"expression": re.sub(r"\s*/\s*", " OR ", package["license"])}],
    }
    if checksum:
        made["hashes"] = [{"alg": "SHA-256", "content": checksum}]
    if package["repository"]:
        made["externalReferences"] = [{"type": "vcs", "url": package["repository"]}]
    return made


def bill(data, own, others):
    checksums = sums()
    names = {package["id"]: f"pkg:cargo/{package['name']}@{package['version']}" for package in data["packages"]}
    nodes = sorted(data["resolve"]["nodes"], key=lambda node: names[node["id"]])
    root = component(own, None) | {"type": "application"}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": root},
        "components": [component(package, checksums[package["name"], package["version"]]) for package in others],
        "dependencies": [
            {"ref": names[node["id"]], "dependsOn": sorted(names[to] for to in node["dependencies"])} for node in nodes
        ],
    }


def self_check():
    assert choices("MIT/Apache-2.0") == [{"MIT"}, {"Apache-2.0"}]
    assert choices("(MIT OR Apache-2.0) AND Unicode-3.0") == [{"MIT", "Unicode-3.0"}, {"Apache-2.0", "Unicode-3.0"}]
    assert choices("A WITH x OR B") == [{"A WITH x"}, {"B"}]
    rules = {"licenses": {"allow": ["MIT"], "exceptions": []}}
    bad = [{"name": "a", "license": "GPL-3.0-only", "source": REGISTRY}, {"name": "b", "license": "MIT", "source": "git+x"}]
    assert [problem[0] for problem in refused(bad, rules)] == ["a", "b"]


def main():
    self_check()
    data = metadata()
    packages = sorted(data["packages"], key=lambda package: (package["name"], package["version"]))
    [own] = [package for package in packages if package["id"] in data["workspace_members"]]
    others = [package for package in packages if package is not own]
    rules = tomllib.loads((REPO / "deny.toml").read_text(encoding="utf-8"))
    direct = {dependency["name"] for dependency in own["dependencies"]}
    problems = [*refused(others, rules), *unrecorded(direct, others)]
    target = REPO / "target/sbom.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(bill(data, own, others), indent=1) + "\n", encoding="utf-8")
    for problem in problems:
        print(problem)
    print(f"supply: {len(others)} crates, {len(direct)} of them direct, {len(problems)} problems; target/sbom.json")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
