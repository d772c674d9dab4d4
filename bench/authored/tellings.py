"""Are tellings of one happening put together? B-cubed over bench/authored/tellings.yaml.

    python bench/authored/tellings.py [--half held-out|fitted|both] [--errors]

Texts are coded and merged as `dragoman merge` does. A text stands for the deed that its marked word tells; where no
claim was coded of it, it counts as put together with none ("all texts"). "coded" leaves these texts out, and "handed
over" gives the marked words to `dragoman.retellings`, as the task dedup of bench/predict.py does.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).parent.parent.parent))
import dragoman
from dragoman.merge import lineage
from dragoman.merge.across import units
from dragoman.merge.joining import groups
from dragoman.merge.judging import judge
from dragoman.merge.meanings import of_claims
from dragoman.merge.tellings import Telling
from dragoman.records import Claim, Document, Record, Span

FILE = Path(__file__).with_name("tellings.yaml")
HALVES = {"fitted": (1,), "held-out": (0,), "both": (0, 1)}


@dataclass(frozen=True)
class Told:
    """One text: which event it tells of, where, the telling of it (None: nothing was coded) and the other tellings."""

    family: int
    event: int
    document: Document
    trigger: Span
    main: Telling | None
    others: tuple[Telling, ...]


def coded(half: str = "both", file: Path = FILE) -> list[Told]:
    """The texts of a half, coded."""
    rows = [
        (family["family"], k, *row)
        for family in yaml.safe_load(file.read_text(encoding="utf-8"))
        if family["family"] % 2 in HALVES[half]
        for k, event in enumerate(family["events"])
        for row in event
    ]
    out, texts = [], {}
    for family, event, day, publisher, word, words in rows:
        document = dragoman.from_text(words, published=day.isoformat(), publisher=publisher)
        record = dragoman.code_document(document)
        at = document.text.index(word)
        told = {t.id: t for t in units(record, texts, vectors=of_claims(document, record.claims))}
        main = _main(record, Span(at, at + len(word)))
        mine = next((told[min(c.id for c in e.claims)] for e in record.events if main in e.claims), None)
        others = tuple(t for t in told.values() if t is not mine)
        out.append(Told(family, event, document, Span(at, at + len(word)), mine, others))
    lineage.mark(texts.values())
    return out


def _main(record: Record, trigger: Span) -> Claim | None:
    """The claim of the marked word: its own, or the nearest whose passage holds it."""

    def distance(c: Claim) -> int:
        return max(0, c.trigger.start - trigger.end, trigger.start - c.trigger.end)

    held = [c for c in record.claims if c.passage.start < trigger.end and trigger.start < c.passage.end]
    return min(held, key=lambda c: (distance(c), c.id), default=None)


def merged(told: list[Told]) -> list[str]:
    """The event that each text was put to, by merging all their tellings."""
    tellings = {t.id: t for text in told for t in ((text.main, *text.others) if text.main else text.others)}
    event = groups(tellings, judge(tellings.values()))
    return [event[t.main.id] if t.main else f"alone {k}" for k, t in enumerate(told)]


def handed_over(told: list[Told]) -> list[str]:
    """The same with the marked words handed over."""
    from dragoman.retellings import retellings

    found = retellings([(t.document, [t.trigger]) for t in told])
    return [group[0] for group in found]


def b_cubed(gold: list[tuple[int, int]], found: list[str]) -> tuple[float, float, float]:
    """Precision, recall and F1, in per cent."""
    right: Mapping[tuple[int, int], list[int]] = _members(gold)
    put: Mapping[str, list[int]] = _members(found)
    shared = [len(set(right[g]) & set(put[f])) for g, f in zip(gold, found, strict=True)]
    precision = sum(s / len(put[f]) for s, f in zip(shared, found, strict=True)) / len(gold)
    recall = sum(s / len(right[g]) for s, g in zip(shared, gold, strict=True)) / len(gold)
    return 100 * precision, 100 * recall, 200 * precision * recall / (precision + recall)


def _members(labels: list) -> dict:
    out = defaultdict(list)
    for k, label in enumerate(labels):
        out[label].append(k)
    return out


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=sorted(HALVES), default="held-out")
    parser.add_argument("--errors", action="store_true")
    opt = parser.parse_args()
    told = coded(opt.half)
    gold, found = [(t.family, t.event) for t in told], merged(told)
    held = [k for k, t in enumerate(told) if t.main]
    print(f"{opt.half}: {len(told)} texts of {len(set(gold))} events; {len(held)} texts with a claim of the deed")
    for name, g, f in (
        ("all texts", gold, found),
        ("coded", [gold[k] for k in held], [found[k] for k in held]),
        ("handed over", gold, handed_over(told)),
    ):
        print("{:12} B3 precision {:.1f} recall {:.1f} F1 {:.1f}".format(name, *b_cubed(g, f)))
    if opt.errors:
        for label in sorted(set(gold)):
            print(label, [found[k][:6] + ("" if told[k].main else "-") for k, g in enumerate(gold) if g == label])


if __name__ == "__main__":
    main()
