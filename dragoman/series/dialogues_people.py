"""Who met: heads of delegations, and the level of a meeting by the offices of those who took part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.records import Actor, Claim, Match, Span
from dragoman.series import dialogues_names as names
from dragoman.series.dialogues_tellings import Telling
from dragoman.series.texts import side

Known = dict[str, tuple[str, float]]  # side and score by a person's name
SMALL = ("al", "bin", "de", "van", "von", "der", "da", "el", "of", "and", "for", "the")
SURE = 0.7  # a side told more surely than by whose text it is


@dataclass(frozen=True, slots=True)
class Head:
    """Who led a delegation, or was one of those who chaired together; `side` is None where no text tells it."""

    words: str
    side: str | None
    telling: Telling
    span: Span


def known(tellings: Iterable[Telling]) -> Known:
    """The side of each person by the surest telling."""
    out: Known = {}
    for telling in tellings:
        for told in telling.claims:
            for match, code in _people(told.claim, bool(_leading(telling, told.claim))):
                name = _name(match.value)
                if code in telling.sides and match.score > out.get(name, ("", 0.0))[1]:
                    out[name] = (code, match.score)
    return out


def _people(claim: Claim, leading: bool) -> Iterator[tuple[Match[Actor], str | None]]:
    """The persons of a claim with their sides; who leads a delegation is of its country."""
    led = leading and any(names.pattern("delegation").search(m.value.text) for m in claim.recipients)
    own = {side(m.value) for m in claim.recipients} if led else set()
    for m in (*claim.actors, *(() if led else claim.recipients)):
        if _person(m.value):
            yield m, next(iter(own)) if len(own) == 1 else side(m.value)


def _leading(telling: Telling, claim: Claim) -> str:
    """The words by which a claim tells of leading a delegation or chairing, with what stands before them; else none."""
    words = telling.text.document.text[max(0, claim.trigger.start - 3) : claim.trigger.end]
    return words if names.pattern("led").search(words) else ""


def _person(actor: Actor) -> bool:
    """Whether an actor is a person of rank, not a group or a body."""
    return bool(actor.office) and actor.text[:1] != "" and _level(actor) != "" and _capital(_name(actor))


def _capital(name: str) -> bool:
    words = [w for w in name.split() if w.lower() not in SMALL]
    return len(words) > 1 and all(w[0].isupper() for w in words)


def _name(actor: Actor) -> str:
    """A person's name; of an actor known by an office only, the words of the text."""
    return actor.name if actor.name != actor.office else actor.text


def _level(actor: Actor) -> str:
    """The level of an office, empty where data/dialogues.yaml knows none."""
    return _level_of(f"{actor.office or ''}; {actor.text}")


def _level_of(words: str) -> str:
    below = names.pattern("below_the_head").search(words)
    for level, pattern in names.known()["levels"].items():
        if re.search(pattern, words, re.IGNORECASE) and not (below and level.startswith("head")):
            return str(level)
    return ""


def shown(actor: Actor) -> str:
    """A person as the report names them: by the text's words if these hold the name, else name and office."""
    text = " ".join(actor.text.split()).removeprefix("the ").removeprefix("The ")
    if actor.name in text or actor.name == actor.office:
        return text
    return f"{actor.name} ({actor.office})" if actor.office else actor.name


def heads(tellings: Sequence[Telling], who: Known) -> Iterator[Head]:
    """Who led which delegation, or chaired the meeting, each person once."""
    found: dict[str, Head] = {}
    for telling in tellings:
        for told in telling.claims:
            words = _leading(telling, told.claim)
            if not words:
                continue
            together = bool(names.pattern("together").search(words))
            for match, code in _people(told.claim, True):
                name = _name(match.value)
                best = code if match.score >= SURE and not together else who.get(name, (code, 0.0))[0]
                sure = best if match.score >= SURE or who.get(name, ("", 0.0))[1] >= SURE or not together else None
                found.setdefault(name, Head(shown(match.value), sure, telling, told.claim.passage))
        for led in telling.led:
            if not any(head.words in led.words or name in led.words for name, head in found.items()):
                found[led.words] = Head(led.words, led.side, telling, led.span)
    yield from _doubted(list(found.values()))


def _doubted(heads: Sequence[Head]) -> Iterator[Head]:
    """The heads; those who are told to have led together and seem to be all of one side are of none."""
    for head in heads:
        beside = [h for h in heads if h is not head and h.telling is head.telling and h.span == head.span]
        yield replace(head, side=None) if any(h.side == head.side for h in beside) else head


def levels(tellings: Sequence[Telling], who: Known) -> Iterator[tuple[str, str]]:
    """For each side the highest level of those of it who took part, in order of sides."""
    order = list(names.known()["levels"])
    best: dict[str, str] = {}
    for telling in tellings:
        for told in telling.claims:
            for match, code in _people(told.claim, bool(_leading(telling, told.claim))):
                own = who.get(_name(match.value), (code or "", 0.0))[0]
                level = _level(match.value)
                if own and (own not in best or order.index(level) < order.index(best[own])):
                    best[own] = level
        for led in telling.led:
            level = _level_of(led.words)
            if level and led.side not in best:
                best[led.side] = level
    sides = {s for t in tellings for s in t.sides}
    yield from sorted((own, level) for own, level in best.items() if own in sides)


def clash(a: Telling, b: Telling, who: Known) -> bool:
    """Whether other persons of another level took part for one and the same side."""
    left, right = (_by_side(t, who) for t in (a, b))
    return any(
        not left[code][0] & right[code][0] and not left[code][1] & right[code][1] for code in left.keys() & right.keys()
    )


def _by_side(telling: Telling, who: Known) -> dict[str, tuple[set[str], set[str]]]:
    """Names and levels of those who took part, by side."""
    out: dict[str, tuple[set[str], set[str]]] = {}
    for told in telling.claims:
        for match, code in _people(told.claim, bool(_leading(telling, told.claim))):
            name = _name(match.value)
            own = who.get(name, (code or "", 0.0))[0]
            if own:
                held = out.setdefault(own, (set(), set()))
                held[0].add(name)
                held[1].add(_level(match.value))
    return out
