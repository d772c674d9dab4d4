"""Fit the weights of merging and write dragoman/data/merge.yaml.

    python training/merge/fit.py [--check]

Two tables: `claims` from the odd families of bench/authored/tellings.yaml and those of more_tellings.yaml, and `words`,
for words that no claim was coded of, from these and from the events of the documents in bench/authored/record*.jsonl.
Logistic regression over the table of features, drawn towards the weights of the priors below: ninety happenings cannot
teach how much a shared quotation or a copied text tells, and where they teach nothing the prior stands. A weight keeps
the sign of its prior. `story` is the likeness by which texts are best put together as stories. Nothing of the even
families is read.

With --check nothing is written: each family is left out in turn, and merged by what the others taught.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
import yaml

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench" / "authored")]
from tellings import Told, b_cubed, coded, merged  # noqa: E402 - the repository's root must be on the path first

import dragoman  # noqa: E402 - the same
from dragoman.merge import judging, stories  # noqa: E402 - the same
from dragoman.merge.features import FEATURES  # noqa: E402 - the same
from dragoman.merge.joining import groups  # noqa: E402 - the same
from dragoman.merge.tellings import Telling, text  # noqa: E402 - the same
from dragoman.parse import parse  # noqa: E402 - the same
from dragoman.records import Document, Span  # noqa: E402 - the same
from dragoman.retellings import worded  # noqa: E402 - the same

Labelled = tuple[Telling, Telling, bool]


@dataclass(frozen=True)
class Spoken:
    """A word with its telling; `event` is empty where it is not known which it tells of, but not that of the family."""

    family: str
    event: str
    telling: Telling


CLAIMS = {
    "begin": -2.5,
    "same_type": 0.8, "other_type": -4.0, "same_mode": 0.4, "other_mode": -0.8, "same_word": 0.5, "other_stage": -2.5,
    "background": -1.0,
    "same_parties": 1.5, "shared_party": 0.4, "other_parties": -3.0, "other_partner": -1.5, "reversed_roles": -3.0,
    "other_recipient": -2.0, "nobody": 0.3, "same_person": 1.0, "other_person": -2.0, "same_office": 0.5,
    "other_office": -0.5,
    "same_day": 1.5, "next_day": -0.5, "other_days": -4.0, "published_near": 0.5, "published_apart": -3.0,
    "same_place": 1.0, "other_place": -2.0, "other_land": -2.0,
    "same_quote": 2.0, "rare_words": 1.5, "alike_words": 1.5, "no_word": -0.7, "same_figure": 0.5, "other_figure": -0.7,
    "same_meaning": 1.5, "other_meaning": -1.5,
    "same_story": 2.0, "same_copy": 2.5,
}  # fmt: skip
WORDS = {
    "begin": -2.0,
    "same_type": 0.7, "same_word": 1.5, "repeated": 1.5, "other_word": -3.0, "other_stage": -0.5, "background": -1.0,
    "same_day": 0.3, "other_days": -2.0, "published_near": 0.3, "published_apart": -2.0,
    "same_quote": 1.5, "rare_words": 1.5, "alike_words": 1.0,
    "same_beside": 1.5, "other_beside": -0.5, "no_word": -0.3, "same_figure": 0.5, "other_figure": -0.5,
    "same_meaning": 1.5, "other_meaning": -1.5,
    "same_story": 1.5, "one_text": 0.7, "same_copy": 1.5,
}  # fmt: skip
STRENGTH = (
    3.0  # of the pull towards the prior; of 0.3, 1, 3, 10, 30 and 100 it did best with each family left out in turn
)
MORE = Path(__file__).with_name("more_tellings.yaml")
STEPS, RATE = 3000, 0.05
SHIFTS = [k / 4 for k in range(-4, 13)]
LIKENESSES = [k / 100 for k in range(5, 41)]
HEAD = """# What decides whether tellings are of one event: weights in log-odds of the features of
# dragoman/merge/features.py, for claims and for words that no claim was coded of, and how alike the texts of one
# story are at least.
# Written by training/merge/fit.py from authored texts (docs/merge.md).
"""


def of_claims(told: list[Told]) -> Iterator[Labelled]:
    """Pairs of tellings of different texts with whether they tell of one event.

    The deeds that the texts are about are all compared, and each with what else is told in texts of its own family.
    """
    for a, b in combinations(told, 2):
        if a.main and b.main and (a.family == b.family or (a.main.parties & b.main.parties)):
            yield a.main, b.main, (a.family, a.event) == (b.family, b.event)
        if a.family == b.family:
            yield from ((a.main, other, False) for other in b.others if a.main)
            yield from ((other, b.main, False) for other in a.others if b.main)


def of_words(spoken: list[Spoken]) -> Iterator[Labelled]:
    """Pairs of words of one family of texts, or of one document, with whether they tell of one event."""
    for a, b in combinations(spoken, 2):
        if (
            a.family == b.family
            and (a.event or b.event)
            and (a.telling.text is not b.telling.text or (a.event and b.event))
        ):
            yield a.telling, b.telling, bool(a.event) and a.event == b.event


def words(told: list[Told]) -> list[Spoken]:
    """The marked words and the other verbs of the texts, and the triggers of the documents of the authored records."""
    found = []
    for t in told:
        verbs = [Span(w.start, w.end) for s in parse(t.document) for w in s.tokens if w.pos == "VERB"]
        others = [v for v in verbs if v.end <= t.trigger.start or t.trigger.end <= v.start]
        main, *rest = worded(t.document, text(t.document), [t.trigger, *others])
        found += [Spoken(str(t.family), f"{t.family}/{t.event}", main), *(Spoken(str(t.family), "", r) for r in rest)]
    for row, document in _documents():
        made = worded(document, text(document), [Span(*c["trigger"]) for c in row])
        found += [Spoken(document.id, f"{document.id}/{c['event']}", t) for c, t in zip(row, made, strict=True)]
    return found


def begin(spoken: list[Spoken], weights: dict[str, float]) -> float:
    """With what pairs of words must begin so that merging all of these texts puts them together best."""
    marked = [s for s in spoken if s.event]
    texts = {s.telling.text.id: s.telling.text for s in marked}
    stories.mark(list(texts.values()))
    marks = {}
    for shift in SHIFTS:
        judging.fitted()["words"] = {**weights, "begin": weights["begin"] + shift}
        tellings = [s.telling for s in marked]
        group = groups((t.id for t in tellings), judging.judge(tellings, judging.WORDS))
        marks[shift] = round(b_cubed([(s.event, 0) for s in marked], [group[t.id] for t in tellings])[2], 1)
    print("words begin with", weights["begin"], "and", marks)
    best = [shift for shift, mark in marks.items() if mark == max(marks.values())]
    return round(weights["begin"] + sum(best) / len(best), 2)


def _documents() -> Iterator[tuple[list[dict], Document]]:
    """The claims of each document of the authored records, and the document."""
    for name in ("record", "record_b"):
        for line in (ROOT / "bench" / "authored" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield row["gold"]["claims"], dragoman.from_text(row["text"], id=row["id"], published=row.get("date"))


def fit(pairs: list[Labelled], prior: dict[str, float], even: bool = True) -> dict[str, float]:
    """The weights of highest posterior, by projected gradient ascent; with `even` both answers weigh alike."""
    names = [f for f in FEATURES if f.__name__ in prior]
    values = np.array([[1.0, *(f(a, b) for f in names)] for a, b, _ in pairs])
    right = np.array([same for _, _, same in pairs], dtype=float)
    weight = np.where(right == 1, 0.5 / right.mean(), 0.5 / (1 - right.mean())) if even else np.ones(len(pairs))
    centre = np.array([prior["begin"], *(prior[f.__name__] for f in names)])
    found = centre.copy()
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-values @ found))
        slope = values.T @ (weight * (right - likely)) - STRENGTH * (found - centre)
        found = found + RATE * slope / len(pairs) ** 0.5
        found = np.where(np.sign(found) * np.sign(centre) < 0, 0.0, found)
    return {name: round(float(w), 2) for name, w in zip(("begin", *(f.__name__ for f in names)), found, strict=True)}


def story(told: list[Told]) -> float:
    """The likeness by which texts are best put together: the mean of what it does for events and for whole families.

    Near events are one story to a reader of headlines and two to a careful one; texts of one event must stay together,
    and unrelated ones apart. The documents of the authored records, each a story of its own, stand among them, for
    longer texts share more words by chance.
    """
    single = [text(document) for _, document in _documents()]
    texts = [*(text(t.document) for t in told), *single]
    alone = [(-k, 0) for k in range(len(single))]
    golds = [[*((t.family, t.event) for t in told), *alone], [*((t.family, 0) for t in told), *alone]]
    marks = {}
    for least in LIKENESSES:
        found = stories.stories(texts, least)
        marks[least] = round(sum(b_cubed(gold, [found[t.id] for t in texts])[2] for gold in golds) / 2, 1)
    best = [least for least, mark in marks.items() if mark == max(marks.values())]
    print("stories:", {least: mark for least, mark in marks.items() if round(100 * least) % 5 == 0})
    return best[len(best) // 2]


def told_apart(name: str, pairs: Iterable[Labelled], weights: dict[str, float]) -> str:
    """How well the pairs that were fitted on are told apart."""
    by = [(f, weights[f.__name__]) for f in FEATURES if f.__name__ in weights]
    marks = [(same, judging.score(a, b, weights["begin"], by) >= 0.5) for a, b, same in pairs]
    hit, same = sum(s and f for s, f in marks), sum(s for s, _ in marks)
    return f"{name}: {len(marks)} pairs, {same} of one event: {hit} found, {sum(f for _, f in marks) - hit} false"


def check(told: list[Told]) -> None:
    """Print B-cubed when each family is merged by what the others taught."""
    gold, found = [], []
    for family in sorted({t.family for t in told}):
        judging.fitted()["claims"] = fit(list(of_claims([t for t in told if t.family != family])), CLAIMS)
        own = [t for t in told if t.family == family]
        gold += [(t.family, t.event) for t in own]
        found += merged(own)
    print("left out in turn: B3 precision {:.1f} recall {:.1f} F1 {:.1f}".format(*b_cubed(gold, found)))


def main() -> None:
    """Fit and write, or check."""
    told = [*coded("fitted"), *coded("fitted", MORE)]
    if "--check" in sys.argv:
        return check(told)
    fitted = {"story": story(told)}
    judging.fitted()["story"] = fitted["story"]
    spoken = words(told)
    for name, pairs, prior in (("claims", list(of_claims(told)), CLAIMS), ("words", list(of_words(spoken)), WORDS)):
        fitted[name] = fit(pairs, prior, even=name == "claims")  # of many pairs of words, few are the same
        print(told_apart(name, pairs, fitted[name]))
    fitted["words"]["begin"] = begin(spoken, fitted["words"])
    (ROOT / "dragoman" / "data" / "merge.yaml").write_text(HEAD + yaml.safe_dump(fitted, sort_keys=False), "utf-8")


if __name__ == "__main__":
    main()
