"""What the record says to a statement of when two sides last met, and of which side no text is held."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from dragoman.records import When
from dragoman.series import dialogues_alike as alike
from dragoman.series.dialogues_tellings import LastMet, sides_of
from dragoman.series.dialogues_values import Check, Meeting, Series, Silence
from dragoman.series.texts import Text, Told

REPORTED = timedelta(days=7)  # a meeting so short a time before a text is the one which the text is about
AGREES, CONTRADICTED, NOTHING, UNREAD = "agrees", "contradicted", "nothing held", "day not read"


def check(statement: LastMet, series: Sequence[Series]) -> Check:
    """The statement with what the record holds: a meeting on those days and none later, a later one, or nothing.

    In a text on a meeting of a series, and where the series is named, its meetings count; others between are listed.
    """
    own = [(s, m) for s in series for m in s.meetings if any(t.text is statement.text for t in m.tellings)]
    sides = statement.sides if len(statement.sides) > 1 else next((s.sides for s, _ in own), statement.sides)
    if statement.when is None or len(sides) < 2:
        return Check(statement, UNREAD, ())
    before = min((m.day for _, m in own if m.sides >= sides), default=(statement.text.day or date.max) - REPORTED)
    mine = {id(m) for _, m in own}
    earlier = [(s, m) for s in series for m in s.meetings
               if m.sides >= sides and m.when and m.day < before and id(m) not in mine]  # fmt: skip
    about = _about(statement, series, own, sides)
    in_series = [m for s, m in earlier if s is about]
    others = [m for s, m in earlier if s is not about and not m.remote]
    return _verdict(statement, statement.when, in_series if about else others, others if about else [])


def _about(
    statement: LastMet, series: Sequence[Series], own: Sequence[tuple[Series, Meeting]], sides: frozenset[str]
) -> Series | None:  # fmt: skip
    """The series that a statement speaks of: the one it names, else that of the meeting which its text tells of."""
    named = [s for s in series if s.name and s.sides >= sides and statement.name and alike.akin(s.name, statement.name)]
    return next(iter(named or [s for s, _ in own if s.name and s.sides >= sides]), None)


def _verdict(statement: LastMet, when: When, counted: Sequence[Meeting], others: Sequence[Meeting]) -> Check:
    """The verdict by the meetings that count; the others can only bear a statement out."""
    later = tuple(m for m in counted if m.when and m.when.first > when.last)
    then = [m for m in (*counted, *others) if m.when and m.when.first <= when.last and when.first <= m.when.last]
    if later:
        return Check(statement, CONTRADICTED, later)
    between = tuple(m for m in others if m.when and m.when.first > when.last)
    return Check(statement, AGREES if then else NOTHING, tuple(then), between)


def silences(meeting: Meeting, held: Sequence[Text], until: date, days: int) -> tuple[Silence, ...]:
    """The sides of a meeting of which no text on it is held so many days later."""
    end = meeting.when.last if meeting.when else meeting.day
    if end == date.min or (until - end).days < days:
        return ()
    out = []
    for side in sorted(meeting.sides):
        if meeting.texts(side):
            continue
        own = [t for t in held if t.side == side]
        others = meeting.sides - {side}
        near = [t for t in own if t.day and timedelta(0) <= t.day - end <= timedelta(days=days)
                and any(sides_of(c.claim) & others for c in t.claims)]  # fmt: skip
        relayed = [t for t in meeting.tellings if any(s.by.side == side for s in t.named) or _relays(t.claims, side)]
        out.append(Silence(side, (until - end).days, tuple(relayed), tuple(near), len(own)))
    return tuple(out)


def _relays(claims: Sequence[Told], side: str) -> bool:
    """Whether one of the claims is made by the side in a text of others."""
    claimants = [t.claim.claimant for t in claims]
    return any(m is not None and m.value.country == side for m in claimants)
