"""How long merging takes and how much memory, as claims grow.

    python bench/merge.py [--claims 1000 10000 100000]

The claims are made up, from a fixed seed: ten years of news, in which some pairs of states are in the news far oftener
than others; a happening is told by one to six texts in words that partly differ, a text tells of four happenings, and
one text in ten is a copy of another. Vectors of passages are made up too: those of one happening lie near each other,
about as near as those of retellings in training/merge. Each size runs in a process of its own. Prints seconds of
processor time (others may use the machine), microseconds a claim, peak memory of the process, and how much of the made
happenings was found again (B-cubed).
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))
from dragoman.meaning import WIDTH
from dragoman.merge.across import merge
from dragoman.merge.meanings import packed
from dragoman.records import Actor, Claim, Document, Event, How, Match, Place, Record, Span, When

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000, 300_000)
SEED = 11
STATES = [a + b + c for a in "BCDFGKLMNP" for b in "AEO" for c in "RST"][:90]
TYPES = ("CONSULT", "ACCUSE", "ASSAULT", "SUPPORT", "REQUEST", "AGREE", "REJECT", "COERCE", "AID", "SANCTION")
FIRST = date(2014, 1, 1)
DAYS = 3650
PER_TEXT = 4


def happenings(number: int, dice: random.Random) -> Iterator[list[tuple[int, dict]]]:
    """Texts as lists of happenings, each a number and its slots, until so many claims are told."""
    vocabulary = [f"{a}{b}{c}" for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES]
    told, made, waiting = 0, 0, []
    while told < number:
        states = (STATES[int(dice.paretovariate(0.9)) % len(STATES)], dice.choice(STATES))
        slots = {
            "type": dice.choice(TYPES), "states": states, "day": FIRST + timedelta(days=dice.randrange(DAYS)),
            "words": dice.sample(vocabulary, 8), "place": f"Town{dice.randrange(4000)}",
        }  # fmt: skip
        for _ in range(min(6, int(dice.paretovariate(1.2)))):
            waiting.append((made, slots))
            told += 1
        made += 1
        if len(waiting) >= 400:
            dice.shuffle(waiting)
            yield from (waiting[k : k + PER_TEXT] for k in range(0, len(waiting), PER_TEXT))
            waiting = []
    yield from (waiting[k : k + PER_TEXT] for k in range(0, len(waiting), PER_TEXT))


SYLLABLES = [a + b for a in "bcdfglmnprstvz" for b in "aeiou"][:40]


def records(number: int, truth: dict[str, int]) -> Iterator[Record]:
    """The records of so many claims; `truth` is told which happening each claim is of."""
    dice = random.Random(SEED)
    before: list[list[tuple[int, dict, list[str]]]] = []
    for k, listed in enumerate(happenings(number, dice)):
        rows = [(n, slots, dice.sample(slots["words"], 6)) for n, slots in listed]
        if before and dice.random() < 0.1:
            rows = before[dice.randrange(len(before))]
        before = [*before[-50:], rows]
        yield record(f"{k:07}", rows, truth)


def record(name: str, rows: list[tuple[int, dict, list[str]]], truth: dict[str, int]) -> Record:
    """One document with a claim for each happening that it tells of."""
    sentences, claims, at = [], [], 0
    for n, slots, words in rows:
        head = f"{slots['states'][0]} {slots['type'].lower()} {slots['states'][1]}"
        said = f"{head} over {' '.join(words)} in {slots['place']}."
        passage = Span(at, at + len(said))
        trigger = Span(at + 4, at + 4 + len(slots["type"]))
        found = claim(f"{name}-{len(claims)}", name, slots, passage, trigger)
        truth[found.id] = n
        claims.append(found)
        sentences.append(said)
        at += len(said) + 1
    published = max(slots["day"] for _, slots, _ in rows) + timedelta(days=1)
    document = Document(name, " ".join(sentences), published=published)
    events = tuple(
        Event(c.id, name, (c,), c.type, c.mode, c.status, c.actors, c.recipients, c.when, c.place, 0.9) for c in claims
    )
    return Record(document, events)


def claim(name: str, document: str, slots: dict, passage: Span, trigger: Span) -> Claim:
    """A claim with these slots."""
    one, two = ((Match(Actor(s, passage, s, s, "GOV"), 1.0, ""),) for s in slots["states"])
    return Claim(
        id=name, document=document, trigger=trigger, passage=passage, act=slots["type"], type=slots["type"], mode=None,
        quad=1, scale=0.0, contexts=(), actors=one, recipients=two, claimant=None, chain=(), how=How(),
        when=Match(When(slots["day"], slots["day"]), 1.0, ""),
        place=Match(Place("", passage, slots["place"], slots["states"][0], kind="city"), 1.0, ""),
        mutual=False, confidence=0.9,
    )  # fmt: skip


def vectors(truth: dict[str, int]) -> dict[str, bytes]:
    """A vector for each claim: that of its happening, and something of its own."""
    dice = np.random.default_rng(SEED)
    happening = dice.standard_normal((max(truth.values()) + 1, WIDTH), dtype=np.float32)
    held = {}
    for name, n in truth.items():
        made = happening[n] + 0.6 * dice.standard_normal(WIDTH, dtype=np.float32)
        [held[name]] = packed((made / np.linalg.norm(made))[None, :])
    return held


def b_cubed(truth: dict[str, int], found: dict[str, str]) -> tuple[float, float]:
    """Precision and recall in per cent."""
    right, put = defaultdict(set), defaultdict(set)
    for name, n in truth.items():
        right[n].add(name)
        put[found[name]].add(name)
    shared = [(len(right[n] & put[found[name]]), len(put[found[name]]), len(right[n])) for name, n in truth.items()]
    return 100 * sum(s / p for s, p, _ in shared) / len(shared), 100 * sum(s / r for s, _, r in shared) / len(shared)


def one(number: int) -> dict:
    """The figures of one size."""
    truth: dict[str, int] = {}
    begun = time.process_time()
    made = sum(len(r.claims) for r in records(number, truth))
    making = time.process_time() - begun
    held = vectors(truth)
    begun = time.process_time()
    merged = merge(records(number, truth), vectors=held)
    seconds = time.process_time() - begun - making
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    precision, recall = b_cubed(truth, dict(merged.event))
    return {"claims": made, "seconds": seconds, "memory": memory, "judgements": len(merged.judgements),
            "precision": precision, "recall": recall}  # fmt: skip


def main() -> None:
    """Command line: see the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    opt = parser.parse_args()
    if opt.one:
        print(json.dumps(one(opt.claims[0])))
        return
    print("  claims  seconds  µs/claim  peak MB  judgements  B3 precision  recall")
    for number in opt.claims:
        done = subprocess.run([sys.executable, __file__, "--one", "--claims", str(number)], check=True,
                              capture_output=True, text=True)  # fmt: skip
        f = json.loads(done.stdout)
        print(f"{f['claims']:8,} {f['seconds']:8.1f} {1e6 * f['seconds'] / f['claims']:9.0f} {f['memory']:8.0f} "
              f"{f['judgements']:11,} {f['precision']:13.1f} {f['recall']:7.1f}", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
