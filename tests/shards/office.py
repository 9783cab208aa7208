"""An office of invented papers, each with other words, as TOML and CSV: no two are alike, and some have one tracker."""

import random

BOARD = """[organisation]
name = "Northmarch Police and Crime Commissioner"

[status-key.rag]
steps = [
  { code = "G", label = "Green", meaning = "Achieved", colour = "#00703c", shape = "circle" },
  { code = "A", label = "Amber", meaning = "At risk", colour = "#ffbf47", shape = "triangle", attention = true },
  { code = "R", label = "Red", meaning = "Not achieved", colour = "#b10e1e", shape = "square", attention = true },
]
"""
WORDS = (
    "patrols harbour lighting officers schools visited quay residents survey reported weekly crossing helpline opened trained "
    "volunteers market evening stations bicycle marking warden letters answered workshop partners agreed funding review closed"
).split()


def sentence(chance, length):
    return " ".join(chance.sample(WORDS, length)).capitalize() + "."


def tracker(chance, lines):
    rows = ["No,Lead Officer,Deliverable,RAG Status,Update"]
    for line in range(1, lines + 1):
        update = " ".join(sentence(chance, chance.randint(8, 14)) for _ in range(chance.randint(3, 9)))
        rows.append(f"{line},Head of Policy,{sentence(chance, 5)},{chance.choice('GGGAR')},{update}")
    return "\n".join(rows) + "\n"


def make(folder, papers):
    """Writes the office; every fifth paper has no tracker of its own and takes that of the one before."""
    chance = random.Random(7)
    data = folder / "data"
    data.mkdir(parents=True)
    (data / "board.toml").write_text(BOARD)
    own = 0
    for paper in range(papers):
        quarter = f"2026-27 Q{paper % 4 + 1}"
        if paper % 5 != 4:
            own = paper
            (data / f"tracker-{own:03}.csv").write_text(tracker(chance, chance.choice((4, 8, 16))))
        (data / f"theme-{paper:03}.toml").write_text(
            f'document = "theme-update"\nplan = "Police and Crime Plan 2026-30"\n'
            f'theme = {{ number = {paper}, name = "Theme of {WORDS[paper % len(WORDS)]}" }}\nquarter = "{quarter}"\n\n'
            f'[deliverables]\nworkbook = "tracker-{own:03}.csv"\n'
        )
