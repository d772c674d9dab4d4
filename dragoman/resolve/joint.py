"""Several states in one phrase: "French and German troops", "a Franco-German brigade", "the coalition of X and Y"."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.resolve.kb import words
from dragoman.resolve.notes import Note
from dragoman.resolve.views import Reading, View

NATIONAL = ("noun", "adj", "name")


def nationalities(v: View, said: Reading, parts: Sequence[int]) -> list[str | None]:
    """The country of the phrase and those that stand beside it in the same part, in order and each once."""
    tokens, children = v.sentence.tokens, v.sentence.children
    states = [said.country]
    for i in parts:
        note = v.at[i]
        if note is None or note.best.kind not in NATIONAL or note.best.country != said.country:
            continue
        chain = [k for k in children[i] if tokens[k].dep == "conj"]
        for k in chain:
            chain += [j for j in children[k] if tokens[j].dep == "conj"]
        behind = said.plural or together(v, said.head)
        chain = [k for k in chain if k < said.head or (behind and i > said.head)]
        states += [n.best.country for k in chain if (n := v.at[k]) and n.best.kind in NATIONAL]
        states += _hyphened(v, note)
    states += _listed(v, said, parts)
    return list(dict.fromkeys(states))


def together(v: View, head: int) -> bool:
    """'the joint commission of X and Y', 'the coalition of X and Y': one body of several states."""
    tokens = v.sentence.tokens
    shared = any(tokens[k].lemma == "joint" for k in v.sentence.children[head])
    return shared or tokens[head].lemma in words("coalitions")


def _hyphened(v: View, note: Note) -> list[str | None]:
    """The other half of 'Israeli-Jordanian', whichever half `note` is."""
    tokens = v.sentence.tokens
    halves = []
    if note.last + 2 < len(tokens) and tokens[note.last + 1].text in ("-", "–"):
        halves.append(v.at[note.last + 2])
    if note.first > 1 and tokens[note.first - 1].text in ("-", "–"):
        halves.append(v.at[note.first - 2])
    return [n.best.country for n in halves if n is not None and n.best.kind in NATIONAL and not n.aloof]


def _listed(v: View, said: Reading, parts: Sequence[int]) -> list[str | None]:
    """'Jordan, Iraq ministers': the states before the one that stands before the noun, in a headline."""
    at = said.head - 1
    note = v.at[at] if at > 0 else None
    out: list[str | None] = []
    while said.plural and note is not None and note.best.kind == "name" and note.first > 1:
        comma, before = v.sentence.tokens[note.first - 1], v.at[note.first - 2]
        if comma.text != "," or before is None or before.best.kind != "name":
            break
        out.append(before.best.country)
        note = before
    return out
