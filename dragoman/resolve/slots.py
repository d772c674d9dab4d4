"""Which words of a slot count, and what they say with their apposition: between `phrase` and `actors`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.records import Sentence
from dragoman.resolve.cast import introduced
from dragoman.resolve.kb import words
from dragoman.resolve.phrase import read
from dragoman.resolve.views import MODIFIERS, OUTSIDE, Reading, View, below


def full_name(v: View, indices: Sequence[int]) -> Sequence[int]:
    """The tokens of a slot, widened to the whole where they are only the first names of someone."""
    tokens = v.sentence.tokens
    last = max(indices)
    head = tokens[last].head
    fragment = all(tokens[i].pos == "PROPN" and tokens[i].dep == "compound" and v.at[i] is None for i in indices)
    if not fragment or head in indices or tokens[head].ent != "PERSON" or tokens[last].ent != "PERSON":
        return indices
    return below(v.sentence, head, range(len(tokens)))


def own_heads(v: View, tops: Sequence[int], indices: Sequence[int]) -> Sequence[int]:
    """Heads without those that are only the first half of one name ("Jammu and Kashmir's" district)."""
    tops = sorted({*tops, *(i for i in indices if _coordinated(v, i) or _listed(v, i, tops))})
    tops = [_behind_place(v, t, indices) for t in tops]
    if len(tops) < 2:
        return tops
    return [t for t in tops if (n := v.at[t]) is None or n.last == t or n.last in tops or n.best.kind == "role"] or tops


def _coordinated(v: View, i: int) -> bool:
    """'army' in "the Chadian army and rebel forces" where the parse made it a modifier of what comes last."""
    token, note = v.sentence.tokens[i], v.at[i]
    role = note is not None and note.last == i and note.best.kind == "role" and note.best.sort in ("body", "group")
    return (
        (role or (note is None and token.ent == "PERSON"))
        and token.dep in ("nmod", "compound")
        and any(v.sentence.tokens[k].dep == "cc" for k in v.sentence.children[i])
    )


def _behind_place(v: View, top: int, indices: Sequence[int]) -> int:
    """'Ana Example' in "In Lima, Ana Example said", where the parse took the place for the head."""
    tokens, note = v.sentence.tokens, v.at[top]
    place = note is not None and note.best.kind in ("name", "seat", "place", "region") and note.first > 0
    if not place or note is None or tokens[note.first - 1].lemma not in words("locative"):
        return top
    people = (k for k in v.sentence.children[top] if tokens[k].dep == "appos" and tokens[k].ent == "PERSON")
    return next((k for k in people if k in indices), top)


def _listed(v: View, i: int, tops: Sequence[int]) -> bool:
    """'Peru' in "Chile, Peru and other states" where the parse took it for an apposition."""
    token, note, above = v.sentence.tokens[i], v.at[i], v.at[v.sentence.tokens[i].head]
    if token.dep not in ("appos", "conj") or note is None or above is None or note.last != i:
        return False
    states = note.best.kind == above.best.kind == "name" and note.best.country != above.best.country
    return states and (token.head in tops or _listed(v, token.head, tops))


def name_end(v: View, head: int, indices: Sequence[int]) -> int:
    """The last word of the name that `head` is part of ('Georges' of 'Georges Example')."""
    tokens = v.sentence.tokens
    head = _behind_title(v, head, indices)
    while (
        tokens[head].pos == "PROPN" and v.at[head] is None and head + 1 in indices
        and tokens[head + 1].pos == "PROPN" and v.at[head + 1] is None
    ):  # fmt: skip
        head += 1
    return head


def mere_place(v: View, i: int) -> bool:
    """A capital that is where something is or goes, not who acts: "in Lima", "flew to Lima", "a bus from Lima"."""
    tokens, note = v.sentence.tokens, v.at[i]
    if note is None or note.best.kind not in ("seat", "place"):
        return False
    if tokens[i].dep in MODIFIERS:  # "the Dhaka summit"
        return tokens[tokens[i].head].lemma in words("gatherings")
    if note.best.kind != "seat" or tokens[i].dep != "pobj":
        return False
    preposition = tokens[tokens[i].head]
    governor = tokens[preposition.head]
    if preposition.lemma in words("locative"):
        return True
    if preposition.lemma == "from":
        return governor.lemma in words("motion") or governor.lemma in words("vehicles") or governor.lemma == "away"
    return preposition.lemma in ("to", "for") and governor.lemma in words("motion")


def _behind_title(v: View, head: int, indices: Sequence[int]) -> int:
    """The name right behind a title that the parse took for the head ("Brig. Example", "NATO member Portugal")."""
    tokens, note = v.sentence.tokens, v.at[head]
    beside = v.at[head + 1] if head + 1 in indices else None
    if tokens[head].lemma in words("others") and beside is not None and beside.best.kind == "name":
        return beside.last if tokens[beside.last].dep in ("appos", "nsubj") else head
    if note is None or note.best.kind != "role" or note.best.sort != "office" or tokens[head].pos != "PROPN":
        return head
    at = note.last + 1
    at += at in indices and tokens[at].text == "."
    ours = at in indices and tokens[at].pos == "PROPN" and v.at[at] is None and tokens[at].ent == "PERSON"
    return at if ours else head


def whole(sentence: Sentence, head: int, indices: Sequence[int]) -> list[int]:
    """Every word of the slot, fragments that the parse hung elsewhere included, without clauses and appositions."""
    held = below(sentence, head, indices)
    if sentence.tokens[head].dep == "appos" and sentence.tokens[head].head in indices:
        return held  # "In Lima, Ana Example"
    lost: set[int] = set()
    for i in indices:
        if i not in held and sentence.tokens[i].dep in OUTSIDE and sentence.tokens[i].head in indices:
            lost.update(below(sentence, i, indices, frozenset()))
    return sorted({*held, *(i for i in indices if i not in lost)})


def apart(sentence: Sentence, head: int, indices: Sequence[int], tops: Sequence[int]) -> list[int]:
    """The words of one of several heads, without those of the others."""
    held = set(below(sentence, head, indices))
    others = {k for top in tops if top in held and top != head for k in below(sentence, top, indices)}
    return sorted(held - others | {head})


def described(v: View, head: int, parts: Sequence[int]) -> Reading:
    """What the phrase says, with its apposition ('the army chief, General X') or, failing that, what is around it."""
    said = read(v, head, parts)
    if said.kind in ("person", "unknown"):
        return introduced(v, head, parts)
    if said.kind != "role":
        return said
    said = _trailing_name(v, _apposed(v, said), parts)
    if said.country is None:
        wide = read(v, head, _with_next(v, below(v.sentence, head, range(len(v.sentence.tokens)))))
        said = replace(said, country=wide.country, by=wide.by) if wide.country else said
    return said


def _with_next(v: View, held: Sequence[int]) -> list[int]:
    """The words at `held` with the "at the embassy" right behind them, wherever the parse hung it."""
    tokens, after = v.sentence.tokens, max(held) + 1
    if after >= len(tokens) or tokens[after].dep != "prep" or tokens[after].lemma not in words("belonging"):
        return list(held)
    return sorted({*held, *below(v.sentence, after, range(len(tokens)))})


def _trailing_name(v: View, said: Reading, parts: Sequence[int]) -> Reading:
    """'President of Chad Idriss Example': the name behind the state that the office is of."""
    tokens = v.sentence.tokens
    last = max(parts)
    if said.kind != "role" or said.country is None or tokens[last].pos != "PROPN" or v.at[last] is not None:
        return said
    person = read(v, last, parts)
    before = v.at[name_start - 1] if (name_start := last - person.name.count(" ")) > 0 else None
    if before is None or before.best.kind not in ("name", "seat", "entity") or person.kind != "person":
        return said
    return replace(said, kind="person", name=person.name, plural=False)


def _apposed(v: View, said: Reading) -> Reading:
    tokens = v.sentence.tokens
    for k in v.sentence.children[said.head]:
        if tokens[k].dep != "appos" or tokens[k].pos not in ("PROPN", "NOUN"):
            continue
        other = read(v, k, below(v.sentence, k, range(len(tokens))))
        if other.kind in ("person", "unknown") and tokens[k].pos == "PROPN":
            kind = "person" if said.country else "role"
            return replace(said, kind=kind, name=other.name, country=said.country or other.country)
        if other.kind == "role" and not said.country and other.country:
            return replace(said, country=other.country, sector=other.sector or said.sector, by=other.by)
        if other.kind == "entity" and not said.country:
            return replace(said, name=other.name, country=other.country, sector=other.sector or said.sector)
    return said
