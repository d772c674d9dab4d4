"""Meetings in series: told by whom, under which names and ordinals, on which level, how long after the last one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from dragoman.records import When
from dragoman.series import dialogues_alike as alike
from dragoman.series import dialogues_people as people
from dragoman.series.dialogues_checks import check, silences
from dragoman.series.dialogues_tellings import Reading, Said, Telling, meet, read
from dragoman.series.dialogues_values import Dialogues, Meeting, Series
from dragoman.series.texts import Text

NEAR = timedelta(days=14)  # texts of one undated meeting are published within so many days
CLOSE = timedelta(days=3)  # days so far apart may be told of one meeting
SILENT = 14  # days after which a side that has published nothing is named


def dialogues(texts: Iterable[Text], reading: Reading, silence: int = SILENT, until: date | None = None) -> Dialogues:
    """The meetings that the texts tell of, in series."""
    held = sorted(texts, key=lambda t: (t.day or date.max, t.document.id))
    told = [read(text, reading) for text in held]
    tellings = [telling for one in told for telling in one.meetings]
    who = people.known(tellings)
    until = until or max((t.day for t in held if t.day), default=date.min)
    meetings = [replace(m, silences=silences(m, held, until, silence)) for m in _meetings(tellings, who)]
    meetings.sort(key=lambda m: (m.day, sorted(m.sides), m.name))
    series = _series(meetings, [said for one in told for said in one.elsewhere])
    checks = tuple(check(statement, series) for one in told for statement in one.last_met)
    return Dialogues(tuple(series), checks, until if held else None, len(held))


# ---------------------------------------------------------------- one meeting, many tellings


def _meetings(tellings: Sequence[Telling], who: people.Known) -> Iterator[Meeting]:
    """The meetings: tellings of different texts that tell of one are put together."""
    groups: list[list[Telling]] = []
    for telling in tellings:
        fitting = [g for g in groups if any(_same(telling, other, who) for other in g)]
        joined = [telling, *(t for g in fitting for t in g)]
        groups = [g for g in groups if g not in fitting]
        groups.append(joined)
    for group in groups:
        group.sort(key=lambda t: (t.text.day or date.max, t.text.document.id))
        sides = frozenset(s for t in group for s in t.sides)
        name = alike.best([s for t in group for s in t.named])
        heads = tuple(people.heads(group, who))
        yield Meeting(sides, tuple(group), name, heads, tuple(people.levels(group, who)))


def _same(a: Telling, b: Telling, who: people.Known) -> bool:
    """Whether two tellings are of one meeting."""
    if a.text is b.text or a.remote != b.remote or not (a.sides <= b.sides or b.sides <= a.sides):
        return False
    if alike.clash(a.named, b.named) or people.clash(a, b, who):
        return False
    merged, named = bool(a.events & b.events), alike.shared(a.named, b.named)
    if a.sides != b.sides and not (merged or named):
        return False
    if a.when and b.when:
        return _same_days(a.when.value, b.when.value, merged or named)
    return merged or _same_undated(a, b, named)


def _same_undated(a: Telling, b: Telling, named: bool) -> bool:
    """Whether tellings of which one gives no day are of one meeting: one name soon after, or both sides at once."""
    numbers = [{s.naming.ordinal for s in t.named} - {None} for t in (a, b)]
    near = bool(a.text.day and b.text.day and abs(a.text.day - b.text.day) <= NEAR)
    if named:
        return near and numbers[0] == numbers[1]
    both = a.text.side in a.sides and b.text.side in a.sides and a.text.side != b.text.side
    if not both or a.around is None or b.around is None:
        return False
    return max(w.last - w.first for w in (a.around, b.around)) <= CLOSE and meet(a.around, b.around)


def _same_days(a: When, b: When, shared: bool) -> bool:
    """Whether days are those of one meeting: the same days, or up to three apart where more is shared."""
    if shared:
        return meet(a, b, CLOSE)
    return max(a.last - a.first, b.last - b.first) <= CLOSE and meet(a, b)


# ---------------------------------------------------------------- series


def _series(meetings: Sequence[Meeting], elsewhere: Sequence[Said]) -> list[Series]:
    """The series, by sides and name; those without a name last."""
    groups: dict[tuple[frozenset[str], str], list[Meeting]] = {}
    for sides in dict.fromkeys(m.sides for m in meetings):
        own = [m for m in meetings if m.sides == sides]
        names = alike.groups([[s.naming for s in m.named] for m in own], [m.name for m in own])
        for m in own:
            groups.setdefault((sides, names.get(m.name, "")), []).append(m)
    out = []
    for (sides, name), found in groups.items():
        said = [s for m in found for s in m.named]
        texts = {t.text.document.id for m in found for t in m.tellings}
        coming = tuple(s for s in elsewhere if name and _coming(s, sides, name, texts))
        out.append(Series(sides, name, alike.aliases(said, name), tuple(found), coming))
    return sorted(out, key=lambda s: (sorted(s.sides), not s.name, s.name))


def _coming(said: Said, sides: frozenset[str], name: str, texts: set[str]) -> bool:
    """Whether a naming is of the next meeting of a series: by its own states, else as a text on that series has it."""
    if said.naming.turn != "next" or not alike.same(said.naming, name):
        return False
    return set(said.naming.states) == sides or (not said.naming.states and said.text.document.id in texts)
