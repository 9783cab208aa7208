"""What a paper says, out of the `model.json` that `build --keep-sources` keeps, for programs that know nothing of ours.

A line of text is a list of words and of notes (`{"note": 1, "text": …}`); an update is a list of blocks
(`{"is": "paragraph" | "heading", "of": line}`, `{"is": "bullets", "of": [line, …]}`).
"""

import json


def of_model(model):
    """Returns all that a theme update shows; what this file does not know is refused and not left out."""
    table, wording, fields = model["tables"]["deliverables"], model["wording"], model["fields"]
    steps = {step["code"]: step for step in table["key"]["steps"]}
    return {
        "office": model["organisation"]["name"],
        "strapline": model["organisation"]["strapline"],
        "plan": fields["plan"],
        "label": fields["label"],
        "title": model["document"]["title"],
        "subtitle": f"{wording['subtitle']} · {fields['version']}",
        "key_heading": wording["key-heading"],
        "key": [key_step(step, table["key"]["total"]) for step in table["key"]["steps"]],
        "results": results(wording, table, steps),
        "heading": wording["deliverables-heading"],
        "heads": [column["heading"] for column in table["columns"] if column["name"] != "update"],
        "rows": [row(table["columns"], line, steps) for line in table["rows"]],
        "footer": wording["footer"],
    }


def key_step(step, total):
    count = f"{step['count']} of {total} · {step['percent']}%"
    return {name: step[name] for name in ("code", "label", "meaning", "colour", "ink")} | {"count": count}


def results(wording, table, steps):
    named = []
    for step in steps.values():
        lines = [line["ref"] for line in table["rows"] if line["status"] == step["code"]]
        if step["attention"] and lines:
            named.append(f"{step['label']}: {', '.join(lines)}")
    return f"{wording['overall']}. {wording['attention']} {'; '.join(named)}"


def row(columns, line, steps):
    status = steps[line["status"]]
    cells = [cell(column, line[column["name"]], status) for column in columns if column["name"] != "update"]
    return {"cells": cells, "colour": status["colour"], "ink": status["ink"], "update": [block(each) for each in line["update"]]}


def cell(column, value, status):
    if column["type"] == "status":
        return f"{status['code']} {status['label']}"
    return value if isinstance(value, str) else " ".join(said(block(each)["of"]) for each in value)


def block(model):
    kind = model["is"]
    if kind in ("paragraph", "heading"):
        return {"is": kind, "of": text(model["of"])}
    if kind == "bullets":
        return {"is": kind, "of": [text(paragraph(item)) for item in model["of"]]}
    raise ValueError(f"a block that no peer is given: {kind}")


def paragraph(item):
    """The text of a list item, which is one paragraph."""
    (only,) = item
    if only["is"] != "paragraph":
        raise ValueError(f"a list item that no peer is given: {only['is']}")
    return only["of"]


def text(pieces):
    return [piece if isinstance(piece, str) else note(piece) for piece in pieces]


def note(piece):
    if piece["is"] != "note":
        raise ValueError(f"a piece of text that no peer is given: {piece['is']}")
    return {"note": piece["number"], "text": said(text(piece["of"]))}


def said(line):
    """The words of a line, without its notes."""
    return "".join(piece for piece in line if isinstance(piece, str))


def lines(paper):
    """All lines of text of an update's paper, in reading order."""
    for entry in paper["rows"]:
        for each in entry["update"]:
            yield from each["of"] if each["is"] == "bullets" else [each["of"]]


def texts(paper):
    """All texts that a PDF of the paper must show, each of which stands together."""
    yield from (paper[name] for name in ("office", "plan", "label", "title", "subtitle", "key_heading", "heading"))
    yield from paper["heads"]
    for step in paper["key"]:
        yield from (step["label"], step["meaning"])
    for entry in paper["rows"]:
        yield from (each for each in entry["cells"] if len(each) > 12)
    for line in lines(paper):
        yield from (piece if isinstance(piece, str) else piece["text"] for piece in line)


def written(models, folder):
    """Writes each paper into the folder, by the name of its PDF; returns them by name."""
    folder.mkdir(exist_ok=True)
    papers = {name: of_model(json.loads(path.read_text())) for name, path in models.items()}
    for name, paper in papers.items():
        (folder / f"{name}.json").write_text(json.dumps(paper, ensure_ascii=False))
    return papers
