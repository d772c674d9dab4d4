"""Merging across documents: records and what people judged -> the machine's judgements, and the events that follow.

The whole is a function of the set of records: neither the order in which documents came, nor in what batches, matters.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
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
    """What merging found: the machine's judgements, of claims their events and documents, of documents the first."""

    judgements: tuple[Judgement, ...]
    event: Mapping[str, str]
    document: Mapping[str, str]
    family: Mapping[str, str]


def merge(
    records: Iterable[Record],
    people: Sequence[Judgement] = (),
    more: Sequence[Weighed] = (),
    vectors: Mapping[str, bytes] | None = None,
) -> Merged:
    """Judge and join the claims of all records.

    `people` is what people judged, `more` are further features, `vectors` the encoder's of passages, by claim.
    """
    with _unswept():
        gathered = Gathered()
        said = by_claim(people)
        for record in records:
            for made in units(record, gathered.texts, said, gathered.unit, vectors):
                gathered.tellings[made.id] = made
        lineage.mark(gathered.texts.values())
        found = judge(gathered.tellings.values(), more=more)
        document = {claim: gathered.tellings[made].text.id for claim, made in gathered.unit.items()}
        family = {t.id: t.family for t in gathered.texts.values()}
        return Merged(found, joined(gathered.unit, found, people), document, family)


@contextmanager
def _unswept() -> Iterator[None]:
    """Lets Python not look for cycles of objects meanwhile: there are none here, and the search takes more than twice
    as long as what it looks through when that has become ten times as much."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


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
    vectors: Mapping[str, bytes] | None = None,
) -> Iterator[Telling]:
    """The tellings of one record: its claims, put together inside the document. Its text is added to `texts`.

    `people` is what they judged, `vectors` are those of passages, by claim. The telling of each claim is noted in
    `unit`.
    """
    document, claims = record.document, record.claims
    held = texts.setdefault(document.id, text(document))
    said = [j for c in claims for j in (people or {}).get(c.id, ())]
    for names in inside.groups(claims, (*inside.judge(document, claims), *said)):
        made = telling(document, held, [c for c in claims if c.id in names], vectors)
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


def events(records: Iterable[Record], merged: Merged) -> Iterator[Event]:
    """The events that follow from merging, those left out that the records have already.

    The records are those that were merged, with the events that their claims are put to now. The day of an event is
    that of its claims, else the one that it had.
    """
    shared = spread(merged)
    told: dict[str, list[tuple[Claim, Event]]] = defaultdict(list)
    for record in records:
        before = {c.id: e for e in record.events for c in e.claims}
        alone: dict[str, list[Claim]] = defaultdict(list)
        for claim in record.claims:
            name = merged.event[claim.id]
            if name in shared:
                told[name].append((claim, before[claim.id]))
            else:
                alone[name].append(claim)
        for claims in alone.values():
            yield from _if_new(inside.event(record.document, tuple(claims)), [before[c.id] for c in claims])
    for name in sorted(told):
        claims = [claim for claim, _ in told[name]]
        yield from _if_new(slots.event(claims, merged.family), [had for _, had in told[name]])


def spread(merged: Merged) -> set[str]:
    """The events that are told by several documents."""
    first: dict[str, str] = {}
    found = set()
    for claim, name in merged.event.items():
        if first.setdefault(name, merged.document[claim]) != merged.document[claim]:
            found.add(name)
    return found


def _if_new(made: Event, before: Sequence[Event]) -> Iterator[Event]:
    """The event, unless all of its claims were put to just this one before."""
    days = [had.when for had in before if had.when]
    if made.when is None and days:
        made = replace(made, when=min(days, key=_surest))
    had = {replace(e, claims=(), status=made.status) for e in before}
    if had != {replace(made, claims=())}:
        yield made


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
