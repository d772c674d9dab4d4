"""The authored corpus: tables of marked sentences in `training/corpus/`, read into rows with plain text and spans."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.ontology import Ontology, load
from dragoman.records import STATUSES

FOLDER = Path(__file__).parent / "corpus"
COLUMNS = ["type", "mode", "act", "said", "near", "tags", "text"]
MARK = re.compile(r"\{([atr]):([^{}]+)\}")
TAGS = (
    {"africa", "americas", "asia", "europe", "mideast", "oceania", "global"},
    {"1980s", "1990s", "2000s", "2010s", "2020s"},
    {"flash", "news", "feature", "communique", "police", "analysis", "speech", "headline"},
    {
        "active",
        "passive",
        "nominal",
        "light",
        "infinitive",
        "relative",
        "coordination",
        "quotation",
        "headline",
        "long",
    },
)


@dataclass(frozen=True, slots=True)
class Example:
    """One marked deed: the plain text, the spans of its trigger, actors and recipients, and the codebook's answer.

    `type` is NONE where the words that tempt are no event; `near` the wrong answer that is closest, or empty.
    """

    origin: str
    text: str
    trigger: tuple[int, int]
    actors: tuple[tuple[int, int], ...]
    recipients: tuple[tuple[int, int], ...]
    type: str
    mode: str
    act: str
    said: str
    near: str
    tags: tuple[str, ...]


def unmark(marked: str) -> tuple[str, dict[str, list[tuple[int, int]]]]:
    """The text without its marks, and the spans (character offsets, end exclusive) of each kind of mark."""
    out, spans, at = "", {"a": [], "t": [], "r": []}, 0
    for found in MARK.finditer(marked):
        out += marked[at : found.start()]
        spans[found.group(1)].append((len(out), len(out) + len(found.group(2))))
        out += found.group(2)
        at = found.end()
    return out + marked[at:], spans


def faults(row: dict[str, str], ontology: Ontology) -> Iterator[str]:
    """What is wrong with the form of a row, in words."""
    text, spans = unmark(row["text"])
    if len(spans["t"]) != 1:
        yield f"{len(spans['t'])} triggers marked, one is wanted"
    if "{" in text or "}" in text:
        yield "a mark that does not parse"
    yield from _wrong_labels(row, ontology)
    tags = row["tags"].split()
    if len(tags) != len(TAGS):
        yield f"tags want region, era, register, grammar: {row['tags']!r}"
    else:
        yield from (f"unknown tag {tag!r}" for tag, known in zip(tags, TAGS, strict=True) if tag not in known)


def _wrong_labels(row: dict[str, str], ontology: Ontology) -> Iterator[str]:
    types = set(ontology.types) | {"NONE"}
    for column in ("type", "act"):
        if row[column] not in types:
            yield f"unknown {column} {row[column]!r}"
    if row["near"] and row["near"] not in types:
        yield f"unknown near {row['near']!r}"
    if row["near"] == row["type"]:
        yield "near is the type itself"
    if row["type"] in ontology.types and row["mode"] and row["mode"] not in ontology.types[row["type"]].modes:
        yield f"{row['type']} has no mode {row['mode']!r}"
    if row["type"] == "NONE" and (row["mode"] or row["act"] != "NONE"):
        yield "NONE has neither mode nor act"
    if row["said"] not in STATUSES:
        yield f"unknown said {row['said']!r}"


def rows(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of one table with their place (file:line), in order. Raises ValueError where a row lacks columns."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        if next(reader) != COLUMNS:
            raise ValueError(f"{path.name}: the first line is not {' '.join(COLUMNS)}")
        for cells in reader:
            where = f"{path.name}:{reader.line_num}"
            if len(cells) != len(COLUMNS):
                raise ValueError(f"{where}: {len(cells)} columns, {len(COLUMNS)} are wanted")
            yield where, {name: cell.strip() for name, cell in zip(COLUMNS, cells, strict=True)}


def example(where: str, row: dict[str, str]) -> Example:
    """A sound row as a value."""
    text, spans = unmark(row["text"])
    return Example(
        origin=where, text=text, trigger=spans["t"][0], actors=tuple(spans["a"]), recipients=tuple(spans["r"]),
        type=row["type"], mode=row["mode"], act=row["act"], said=row["said"], near=row["near"],
        tags=tuple(row["tags"].split()),
    )  # fmt: skip


def shingles(text: str) -> frozenset[str]:
    """The runs of three words of a text."""
    words = re.findall(r"[\w'-]+", text.lower())
    return frozenset(" ".join(words[i : i + 3]) for i in range(len(words) - 2))


def twins(examples: Iterable[Example], limit: float = 0.4) -> list[tuple[Example, Example, float]]:
    """Pairs of which the later shares more than `limit` of the smaller's three-word runs with the earlier."""
    index: dict[str, list[int]] = {}
    kept: list[tuple[Example, frozenset[str]]] = []
    out = []
    for one in examples:
        own = shingles(one.text)
        shared: dict[int, int] = {}
        for run in own:
            for other in index.get(run, ()):
                shared[other] = shared.get(other, 0) + 1
        share = {k: n / max(1, min(len(own), len(kept[k][1]))) for k, n in shared.items()}
        worst = max(share, key=lambda k: share[k], default=None)
        if worst is not None and share[worst] > limit:
            out.append((kept[worst][0], one, share[worst]))
            continue
        for run in own:
            index.setdefault(run, []).append(len(kept))
        kept.append((one, own))
    return out


def corpus(folder: Path = FOLDER) -> list[Example]:
    """Every sound row of the corpus without its near-duplicates, in the order of files and lines."""
    ontology = load()
    read = [
        example(w, r) for path in sorted(folder.glob("*.tsv")) for w, r in rows(path) if not any(faults(r, ontology))
    ]
    doubled = {later.origin for _, later, _ in twins(read)}
    return [one for one in read if one.origin not in doubled]
