"""Merging across documents: records and what people judged -> the machine's judgements, and the events that follow.

The whole is a function of the set of records: neither the order in which documents came, nor in what batches, matters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman.merge import inside, lineage, slots
from dragoman.merge.joining import MACHINE, groups
from dragoman.merge.judging import Weighed, judge
from dragoman.merge.tellings import Telling, Text, telling, text
from dragoman.records import Claim, Document, Event, Judgement, Match, Record, When


@dataclass(slots=True)
class Gathered:
    """What is held of the records while they are merged: no words of theirs but the weighty ones."""

    texts: dict[str, Text] = field(default_factory=dict)
    tellings: dict[str, Telling] = field(default_factory=dict)
    unit: dict[str, str] = field(default_factory=dict)  # of each claim, the telling that it is part of


@dataclass(frozen=True, slots=True)
class Merged:
    """What merging found: the machine's judgements, the event of each claim, and of each document the first copy."""

    judgements: tuple[Judgement, ...]
    event: Mapping[str, str]
    family: Mapping[str, str]


def merge(records: Iterable[Record], people: Sequence[Judgement] = (), more: Sequence[Weighed] = ()) -> Merged:
    """Judge and join the claims of all records. `people` is what people judged, `more` are further features."""
    gathered = Gathered()
    said = by_claim(people)
    for record in records:
        for made in units(record, gathered.texts, said, gathered.unit):
            gathered.tellings[made.id] = made
    lineage.mark(gathered.texts.values())
    found = judge(gathered.tellings.values(), more=more)
    return Merged(found, joined(gathered.unit, found, people), {t.id: t.family for t in gathered.texts.values()})


def by_claim(people: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    """What people judged, by each of the two claims."""
    found: dict[str, list[Judgement]] = defaultdict(list)
    for j in people:
        if j.by != MACHINE:
            found[j.left].append(j)
            found[j.right].append(j)
    return found


def units(
    record: Record,
    texts: dict[str, Text],
    people: Mapping[str, Sequence[Judgement]] | None = None,
    unit: dict[str, str] | None = None,
) -> Iterator[Telling]:
    """The tellings of one record: its claims, put together inside the document. Its text is added to `texts`.

    `people` is what they judged, by claim. The telling of each claim is noted in `unit`.
    """
    document, claims = record.document, record.claims
    held = texts.setdefault(document.id, text(document))
    said = [j for c in claims for j in (people or {}).get(c.id, ())]
    for names in inside.groups(claims, (*inside.judge(document, claims), *said)):
        made = telling(document, held, [c for c in claims if c.id in names])
        if unit is not None:
            unit.update(dict.fromkeys(names, made.id))
        yield made


def joined(unit: Mapping[str, str], machine: Iterable[Judgement], people: Iterable[Judgement]) -> dict[str, str]:
    """The event of each claim, from the telling of each and the judgements; an event is named after its first claim."""
    moved = [replace(j, left=unit[j.left], right=unit[j.right]) for j in people if j.left in unit and j.right in unit]
    group = groups(unit.values(), (*machine, *moved))
    named: dict[str, str] = {}
    for claim in sorted(unit):
        named.setdefault(group[unit[claim]], claim)
    return {claim: named[group[made]] for claim, made in unit.items()}


def events(claims: Iterable[tuple[Claim, Event]], merged: Merged) -> Iterator[Event]:
    """The events that claims tell of after merging, each claim given with the event that it told of before.

    All claims of an event must be given. Its day is that of its claims, else the one that it had.
    """
    told: dict[str, list[tuple[Claim, Event]]] = defaultdict(list)
    for claim, before in claims:
        told[merged.event[claim.id]].append((claim, before))
    for name in sorted(told):
        days = [before.when for _, before in told[name] if before.when]
        yield slots.event([claim for claim, _ in told[name]], merged.family, min(days, key=_surest, default=None))


def _surest(when: Match[When]) -> tuple[float, int, int]:
    return -when.score, (when.value.last - when.value.first).days, when.value.first.toordinal()


def retold(documents: Iterable[Document], family: Mapping[str, str]) -> Iterator[list[Document]]:
    """The documents of each family that has several, in order of its name."""
    found: dict[str, list[Document]] = defaultdict(list)
    for d in documents:
        found[family.get(d.id, d.id)].append(d)
    for name in sorted(found):
        if len(found[name]) > 1:
            yield found[name]
