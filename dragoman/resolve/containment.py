"""What the text says lies in what: "Paris, Texas", "Homs in Syria", "Syria's Homs", "the Syrian town of Homs"."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from dragoman.records import Sentence
from dragoman.resolve.gazetteer import Entry
from dragoman.resolve.toponym_evidence import words
from dragoman.resolve.toponyms import Found


def containers_of(
    sentences: tuple[Sentence, ...], found: list[Found], candidates: dict[str, tuple[Entry, ...]]
) -> dict[int, int]:
    """Index of a name -> index of the name that the text says it lies in."""
    by_sentence: dict[int, list[int]] = defaultdict(list)
    for k, f in enumerate(found):
        by_sentence[f.sentence].append(k)
    table = {s.index: s for s in sentences}
    out: dict[int, int] = {}
    for index, members in by_sentence.items():
        for a, b in pairwise(members):
            between = [t.text.lower() for t in table[index].tokens[found[a].last + 1 : found[b].first]]
            if _right_contains(between, found[b]):
                if between in (["in"], [",", "in"]) or not _mere_list(table[index], found, members, b, candidates):
                    out[a] = b
            elif _left_contains(between, found[a]):
                out[b] = a
    return out


def _mere_list(
    s: Sentence, found: list[Found], members: list[int], b: int, candidates: dict[str, tuple[Entry, ...]]
) -> bool:
    """Whether the name after a comma is the next of a list, or no division or country: "Paris, London and Rome"."""
    entries = candidates.get(found[b].key, ())
    if not any(e.kind in ("country", "admin1", "admin2", "area", "region") for e in entries):
        return True
    if not any(e.kind == "city" and e.population > (1_000_000 if e.alias else 300_000) for e in entries):
        return False
    after = [t.text.lower() for t in s.tokens[found[b].last + 1 : found[b].last + 3]]
    follows = any(found[k].first in (found[b].last + 2, found[b].last + 3) for k in members)
    return follows and after[:1] in (["and"], ["or"], [","])


def _right_contains(between: list[str], right: Found) -> bool:
    """ "Paris, Texas"; "Homs in Syria"; "Leeds (England)"; "Goma, in eastern Congo"; "Ames, a town in Iowa"."""
    if right.how == "demonym":
        return False
    if between in ([","], ["("], ["in"], [",", "in"]):
        return True
    light = words()["direction"] | words()["sorts"].keys() | {"a", "an", "the", "in", ",", "'s", "’s", "-"}
    return 1 < len(between) <= 6 and "in" in between and all(w in light for w in between)


def _left_contains(between: list[str], left: Found) -> bool:
    """ "Syria's Homs"; "the Syrian town of Homs"; "Syria's northern city of Aleppo"."""
    if not between or len(between) > 6 or left.how == "inside":
        return False
    if between in (["'s"], ["’s"]):
        return True
    light = (
        words()["direction"]
        | words()["sorts"].keys()
        | {"of", "'s", "’s", "second", "largest", "capital", "main", "-", "held", "rebel", ","}
    )
    return between[-1] == "of" and any(w in words()["sorts"] for w in between) and all(w in light for w in between)
