"""What one text tells of meetings: which, between whom, when, in which manner, under which names and ordinals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from dragoman.records import HAPPENED, Attribution, Claim, Document, Match, Place, Span, Timex, When
from dragoman.series import dialogues_names as names
from dragoman.series.dialogues_names import Naming
from dragoman.series.texts import Text, Told, Voice, side, sides, voice

REMOTE, APART = "phone", timedelta(days=1)
BEFORE = timedelta(days=2)  # a text that tells no day is published so soon after the meeting
LONGEST = timedelta(days=31)  # days within which a meeting is told to have been; "in 2022" tells none
OPENING = 500  # characters of a text in which a name alone tells which meeting the text is about
Attributions = Callable[[Document], Sequence[Attribution]]
Timexes = Callable[[Document], Sequence[Timex]]
States = Callable[[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What else a text is asked for: its times, who says what, the state that a name means, the states in words."""

    timexes: Timexes
    attributions: Attributions
    state_of: names.StateOf
    states: States


@dataclass(frozen=True, slots=True)
class Said:
    """A naming of a meeting in a text, and who says it."""

    text: Text
    naming: Naming
    by: Voice


@dataclass(frozen=True, slots=True)
class Led:
    """Who led the delegation of a side, read off the wording of a text; the span is that of the whole statement."""

    words: str
    side: str
    span: Span


@dataclass(frozen=True, slots=True)
class LastMet:
    """A statement of when two sides last met: its sentence, the days, and the name of what they met for, if told."""

    text: Text
    span: Span
    when: When | None
    name: str
    by: Voice
    sides: frozenset[str]


@dataclass(frozen=True, slots=True)
class Telling:
    """One meeting as one text tells of it. Without `claims` it was read off the wording of a sentence."""

    text: Text
    sides: frozenset[str]
    when: Match[When] | None
    place: Match[Place] | None
    claims: tuple[Told, ...]
    named: tuple[Said, ...] = ()
    remote: bool = False
    led: tuple[Led, ...] = ()

    @property
    def around(self) -> When | None:
        """The days of the meeting, where none is told those before the text was published."""
        day = self.text.day
        return self.when.value if self.when else When(day - BEFORE, day) if day else None

    @property
    def events(self) -> frozenset[str]:
        """The events of its claims."""
        return frozenset(t.event for t in self.claims)


@dataclass(frozen=True, slots=True)
class TextTold:
    """All that one text tells of meetings: those held, ordinals of coming and past ones, and when sides last met."""

    meetings: tuple[Telling, ...]
    elsewhere: tuple[Said, ...]
    last_met: tuple[LastMet, ...]


def read(text: Text, reading: Reading) -> TextTold:
    """What a text tells of meetings."""
    document = text.document
    found = names.namings(document.text, reading.state_of)
    told = [t for t in text.claims if t.claim.act == "CONSULT" and t.claim.type == "CONSULT"]
    meetings: list[Telling] = []
    for one in (t for t in told if t.claim.status in HAPPENED):
        _add(meetings, _telling(text, one, found))
    past = names.last_met(document.text)
    last = tuple(_last_met(text, span, found, reading) for span in past)
    said = _said(text, found, reading)
    held = [s for s in said if not s.naming.turn and not _within(s.naming.span, past)]
    for one_said in held:
        _attach(meetings, one_said, reading)
    made = _led(_completed(_joined(meetings), text, reading), text, reading)
    return TextTold(tuple(made), tuple(s for s in said if s not in held), last)


def _within(span: Span, others: Iterable[Span]) -> bool:
    return any(o.start <= span.start < o.end for o in others)


def _overlaps(span: Span, others: Iterable[Span]) -> bool:
    return any(o.start < span.end and span.start < o.end for o in others)


# ---------------------------------------------------------------- who says a name


def _said(text: Text, found: Sequence[Naming], reading: Reading) -> list[Said]:
    """Each naming with who says it: the claimant of the claim around it, or who the text says it is."""
    sentences = names.sentences(text.document.text)
    attributed: Sequence[Attribution] | None = None
    out = []
    for naming in found:
        at = next((s for s in sentences if s.start <= naming.span.start < s.end), naming.span)
        around = [t.claim for t in text.claims if _covers(t.claim, naming.span)]
        by = voice(text, around[0] if around else None)
        if not around and names.pattern("said").search(text.document.text, at.start, at.end):
            attributed = reading.attributions(text.document) if attributed is None else attributed
            by = _source(text, naming.span, attributed, reading) or by
        out.append(Said(text, replace(naming, turn=naming.turn or _turn(around)), by))
    return out


def _turn(around: Sequence[Claim]) -> str:
    """Whether the claims around a name tell of a meeting to come or of an earlier one, and of none held."""
    if any(_held(c) for c in around):
        return ""
    if any("CONSULT" in (c.act, (c.content_act or "").partition("/")[0]) and c.type == "AGREE" for c in around):
        return "next"
    return "last" if any(c.act == "CONSULT" and c.status == "historical" for c in around) else ""


def _covers(claim: Claim, span: Span) -> bool:
    return claim.passage.start <= span.start and span.end <= claim.passage.end


def _source(text: Text, span: Span, found: Sequence[Attribution], reading: Reading) -> Voice | None:
    """The voice that the text gives the words of a span to, as it names it."""
    for a in found:
        if a.source and any(c.start <= span.start < c.end for c in a.content):
            words = text.words(Span(a.source[0].start, a.source[-1].end))
            known = reading.states(words)
            return Voice(words, next(iter(known)) if len(known) == 1 else None, text.name)
    return None


# ---------------------------------------------------------------- meetings


def _telling(text: Text, one: Told, found: Sequence[Naming]) -> Telling:
    """A meeting as one claim tells of it; words of the meeting's name are no party."""
    c = one.claim
    core = [n.span for n in found]
    parties = [m for m in (*c.actors, *c.recipients) if not _overlaps(m.value.span, core)]
    remote = c.mode == REMOTE
    return Telling(text, sides(parties), _meeting_days(c.when), c.place, (one,), remote=remote)


def _meeting_days(when: Match[When] | None) -> Match[When] | None:
    """The days if they can be those of a meeting: a day, a week or a month, not a year."""
    return when if when and when.value.last - when.value.first <= LONGEST else None


def _add(meetings: list[Telling], new: Telling) -> None:
    """Put a telling to the meeting in the list that it tells of, or to the list."""
    for i in range(len(meetings) - 1, -1, -1):
        if _one_meeting(meetings[i], new):
            meetings[i] = _both(meetings[i], new)
            return
    meetings.append(new)


def _one_meeting(a: Telling, b: Telling) -> bool:
    """Whether two tellings of one text tell of one meeting."""
    shared = bool(a.events & b.events)
    if a.when and b.when:
        return meet(a.when.value, b.when.value) and _compatible(a, b) and (shared or a.remote == b.remote)
    return shared or (_compatible(a, b) and (a.remote == b.remote or (a.remote and _vague(b))))


def _vague(telling: Telling) -> bool:
    """Whether the manner of a meeting is not told: "they discussed", in a text on a call."""
    return all(t.claim.mode is None for t in telling.claims)


def _compatible(a: Telling, b: Telling) -> bool:
    return not a.sides or not b.sides or a.sides <= b.sides or b.sides <= a.sides


def meet(a: When, b: When, apart: timedelta = timedelta(0)) -> bool:
    """Whether two stretches of days meet, or lie at most so far apart."""
    return a.first <= b.last + apart and b.first <= a.last + apart


def _both(a: Telling, b: Telling) -> Telling:
    places = [p for p in (a.place, b.place) if p]
    return replace(
        a, sides=a.sides | b.sides, when=_finer(a.when, b.when), place=max(places, key=_fine, default=None),
        claims=(*a.claims, *b.claims), named=(*a.named, *b.named), remote=a.remote, led=(*a.led, *b.led),
    )  # fmt: skip


def _fine(place: Match[Place]) -> tuple[bool, float]:
    """How exactly a place is told: towns before countries."""
    return place.value.kind != "country", place.score


def _finer(a: Match[When] | None, b: Match[When] | None) -> Match[When] | None:
    if a is None or b is None:
        return a or b
    return min((a, b), key=lambda m: (m.value.last - m.value.first, m.value.first))


def _attach(meetings: list[Telling], said: Said, reading: Reading) -> None:
    """Put a naming to the meeting that its sentence tells of; a sentence that tells of none may make one."""
    span = said.naming.span
    text = said.text.document.text
    sentence = next((s for s in names.sentences(text) if s.start <= span.start < s.end), span)
    inside = [i for i, m in enumerate(meetings) if any(_in(t.claim.trigger, sentence) for t in m.claims)]
    undated = not inside or meetings[inside[0]].when is None
    when = _meeting_days(_days(said.text, sentence, reading)) if undated else None
    if inside:
        old = meetings[inside[0]]
        meetings[inside[0]] = replace(old, named=(*old.named, said), when=old.when or when)
    elif when and names.pattern("held").search(text, sentence.start, sentence.end):
        near = [i for i, m in enumerate(meetings) if m.when and meet(m.when.value, when.value, APART)]
        if near:
            meetings[near[0]] = replace(meetings[near[0]], named=(*meetings[near[0]].named, said))
        else:
            meetings.append(Telling(said.text, frozenset(said.naming.states), when, None, (), (said,)))
    elif when is None and meetings and span.start < OPENING and not meetings[0].remote and not meetings[0].named:
        meetings[0] = replace(meetings[0], named=(*meetings[0].named, said))


def _held(claim: Claim) -> bool:
    return claim.act == "CONSULT" and claim.status in HAPPENED


def _in(span: Span, sentence: Span) -> bool:
    return sentence.start <= span.start < sentence.end


def _days(text: Text, sentence: Span, reading: Reading, behind: int = 0) -> Match[When] | None:
    """The first days that a sentence tells behind a place in it, reckoned from the day of the text, or None."""
    words = text.document.text[sentence.start : sentence.end]
    part = replace(text.document, id="", text=words, blocks=(), title=None)
    for timex in reading.timexes(part):
        if timex.first and timex.last and timex.span.end > behind:
            return Match(When(timex.first, timex.last, timex.granularity), 0.8, "the sentence says it")
    return None


def _joined(meetings: Sequence[Telling]) -> list[Telling]:
    """Undated tellings put to the one dated meeting that has their sides, if there is only one."""
    dated = [m for m in meetings if m.when]
    for undated in (m for m in meetings if not m.when):
        fitting = [i for i, m in enumerate(dated) if _compatible(m, undated) and m.remote == undated.remote]
        if fitting:
            dated[fitting[0]] = _both(dated[fitting[0]], undated)
        else:
            dated.append(undated)
    return dated


def _completed(meetings: Sequence[Telling], text: Text, reading: Reading) -> list[Telling]:
    """The meetings whose sides are known: of those with one side, the other is that of the name or the words around.

    A meeting of more than one telling at the same days and sides is told once.
    """
    out: list[Telling] = []
    for meeting in meetings:
        whole = replace(meeting, sides=_all_sides(meeting, text, reading))
        if len(whole.sides) > 1:
            _add(out, whole)
    return out


def _led(meetings: Sequence[Telling], text: Text, reading: Reading) -> list[Telling]:
    """The meetings, the first one of each side that a text says to have been led by somebody with who that was."""
    found = [
        Led(who, state, span) for land, who, span in names.led(text.document.text) if (state := reading.state_of(land))
    ]
    out = []
    for meeting in meetings:
        own = tuple(led for led in found if led.side in meeting.sides)
        found = [led for led in found if led not in own]
        out.append(replace(meeting, led=own))
    return out


def _all_sides(meeting: Telling, text: Text, reading: Reading) -> frozenset[str]:
    """The sides by the claims, else by the name, the issuer, and the states in sentence and title."""
    found = meeting.sides | {s for said in meeting.named for s in said.naming.states}
    if len(found) > 1:
        return found
    if text.side:
        found = found | {text.side}
    if len(found) < 2:
        sentences = names.sentences(text.document.text)
        spans = [t.claim.trigger for t in meeting.claims] + [s.naming.span for s in meeting.named]
        around = [s for s in sentences if any(_in(span, s) for span in spans)]
        for words in (*(text.words(s) for s in around), text.document.title or ""):
            more = reading.states(words)
            if len(found) < 2 and 0 < len(more - found) <= 2:
                found = found | more
    return found


# ---------------------------------------------------------------- the last time


def _last_met(text: Text, span: Span, found: Sequence[Naming], reading: Reading) -> LastMet:
    claim = next((t.claim for t in text.claims if t.claim.act == "CONSULT" and _in(t.claim.trigger, span)), None)
    when = _days(text, span, reading, names.last_met_at(text.document.text, span) - span.start)
    named = next((n.name for n in found if _in(n.span, span)), "")
    known = sides((*claim.actors, *claim.recipients)) if claim else frozenset()
    if len(known) < 2:
        known = known | reading.states(text.words(span))
    return LastMet(text, span, when.value if when else None, named, voice(text, claim), known)


def sides_of(claim: Claim) -> frozenset[str]:
    """The sides of a claim's parties."""
    return frozenset(code for m in (*claim.actors, *claim.recipients) if (code := side(m.value)))
