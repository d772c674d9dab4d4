"""What the dialogues yield: meetings with all their tellings, series of them, statements checked, silences."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from dragoman.records import When
from dragoman.series import dialogues_alike as alike
from dragoman.series.dialogues_people import Head
from dragoman.series.dialogues_tellings import LastMet, Said, Telling
from dragoman.series.texts import Text


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting with all its tellings, the earliest published first. `name` is empty where nobody names it."""

    sides: frozenset[str]
    tellings: tuple[Telling, ...]
    name: str
    heads: tuple[Head, ...] = ()
    levels: tuple[tuple[str, str], ...] = ()
    silences: tuple[Silence, ...] = ()

    @property
    def when(self) -> When | None:
        """The days that the tellings give most often, the finest first."""
        days = Counter(t.when.value for t in self.tellings if t.when)
        if not days:
            return None
        return min(days, key=lambda w: (w.last - w.first, -days[w], w.first))

    @property
    def day(self) -> date:
        """By what it is put in order: its first day, else the day on which it was first told."""
        published = [t.text.day for t in self.tellings if t.text.day]
        return self.when.first if self.when else min(published, default=date.min)

    @property
    def days(self) -> tuple[tuple[When, Telling], ...]:
        """The days as told by different tellings where they do not meet, else nothing."""
        told = [(t.when.value, t) for t in self.tellings if t.when]
        apart = any(a.first > b.last or b.first > a.last for (a, _), (b, _) in combinations(told, 2))
        return tuple(told) if apart else ()

    @property
    def remote(self) -> bool:
        """Whether it was a call."""
        return all(t.remote for t in self.tellings)

    @property
    def named(self) -> tuple[Said, ...]:
        """Each naming of it that stands in a text."""
        return tuple(said for t in self.tellings for said in t.named)

    @property
    def ordinals(self) -> dict[int, tuple[Said, ...]]:
        """Who gives it which ordinal; more than one key is a conflict."""
        out: dict[int, tuple[Said, ...]] = {}
        for said in self.named:
            number = said.naming.ordinal
            if number is not None and alike.same(said.naming, self.name):
                out[number] = (*out.get(number, ()), said)
        return out

    @property
    def place(self) -> str:
        """Where it was held, as most tellings have it; towns before countries."""
        told = [t.place.value for t in self.tellings if t.place]
        counted = Counter(told)
        best = max(told, key=lambda p: (p.kind != "country", counted[p], p.name), default=None)
        return best.name if best else ""

    def texts(self, side: str) -> tuple[Text, ...]:
        """The official texts of a side that tell of it."""
        return tuple(t.text for t in self.tellings if t.text.side == side)


@dataclass(frozen=True, slots=True)
class Silence:
    """A side of which no text on a meeting is held, so many days after it; `near` are its texts of those days."""

    side: str
    days: int
    relayed: tuple[Telling, ...]
    near: tuple[Text, ...]
    held: int


@dataclass(frozen=True, slots=True)
class Series:
    """Meetings of the same sides under one name and its aliases; those without a name stand together."""

    sides: frozenset[str]
    name: str
    aliases: tuple[str, ...]
    meetings: tuple[Meeting, ...]
    coming: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """A statement of when two sides last met, against the record: agrees, contradicted, nothing held, or not read."""

    statement: LastMet
    verdict: str
    by: tuple[Meeting, ...]
    between: tuple[Meeting, ...] = ()


@dataclass(frozen=True, slots=True)
class Dialogues:
    """All series and statements on the last time; `until` is the day up to which is told, `texts` how many."""

    series: tuple[Series, ...]
    checks: tuple[Check, ...]
    until: date | None = None
    texts: int = 0
