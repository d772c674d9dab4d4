"""In what accounts differ on a point that both tell of: number, date, strength, wording, level, order, who asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.compare.points import Cut, known
from dragoman.compare.quantities import Quantity, quantities
from dragoman.comparison import Difference
from dragoman.grammar import kids, subtree
from dragoman.ladder import Rung, rungs, rungs_of
from dragoman.records import Span, Timex
from dragoman.words import stems

NEUTRAL = {"press": 3, "blame": 1, "welcome": 1}  # up to this rung a matter is only spoken of
STEP = {"undertake": 2}  # rungs that lie apart where one is stronger, 1 where not given
ROUGH = 2  # days that a day may lie apart which is told from the day of writing


@dataclass(frozen=True, slots=True)
class Telling:
    """What one account says in a row: its points, and the dates of its documents."""

    cuts: tuple[Cut, ...]
    dates: tuple[Timex, ...]

    @property
    def own_dates(self) -> list[Timex]:
        """The dates that stand in its points."""
        return [t for t in self.dates if any(s.start <= t.span.start < s.end for c in self.cuts for s in c.point.spans)]

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(c.point.text for c in self.cuts)


Test = Callable[[Telling, Telling], Iterator[Difference]]


def differences(a: Telling, b: Telling) -> tuple[Difference, ...]:
    """In what the two differ, in a fixed order; empty where nothing is seen."""
    return tuple(found for test in TESTS for found in test(a, b))


# ---------------------------------------------------------------- numbers and dates


def number(a: Telling, b: Telling) -> Iterator[Difference]:
    """They give different quantities of one thing."""
    one, two = (_quantities(t) for t in (a, b))
    left = [q for q in one if not any(q.same(r) for r in two)]
    right = [q for q in two if not any(q.same(r) for r in one)]
    for q in left:
        for r in right:
            if _comparable(q, r) or len(left) == len(right) == 1:
                yield Difference("number", f"{_shown(a, q)} / {_shown(b, r)}", (_shown(a, q), _shown(b, r)))
                return


def _quantities(t: Telling) -> list[Quantity]:
    spans = [d.span for d in t.own_dates]
    return [q for c in t.cuts for q in quantities(c, spans)]


def _comparable(a: Quantity, b: Quantity) -> bool:
    return bool(a.what and b.what and set(stems(a.what)) & set(stems(b.what)))


def _shown(t: Telling, q: Quantity) -> str:
    text = t.cuts[0].point.document.text
    return f"{text[q.span.start : q.span.end]} {q.what}".strip()


def day(a: Telling, b: Telling) -> Iterator[Difference]:
    """They give days that do not meet."""
    one, two = ([t for t in told.own_dates if t.first and t.last] for told in (a, b))
    near = timedelta(ROUGH if any(_deictic(told, t) for told, found in ((a, one), (b, two)) for t in found) else 0)
    if one and two and not any(_meet(x, y, near) for x in one for y in two):
        words = tuple(_words(told, found[0].span) for told, found in ((a, one), (b, two)))
        yield Difference("date", " / ".join(words), words)


def _deictic(told: Telling, timex: Timex) -> bool:
    """Whether a day is told from the day of writing, which may not be that of publication."""
    return _words(told, timex.span).lower() in known()["deictic"]


def _meet(a: Timex, b: Timex, near: timedelta) -> bool:
    first, last = (a.first or date.min, a.last or date.max)
    return first <= (b.last or date.max) + near and (b.first or date.min) <= last + near


def how_often(a: Telling, b: Telling) -> Iterator[Difference]:
    """They give one thing another frequency."""
    one, two = ([t for t in told.own_dates if t.type == "SET"] for told in (a, b))
    if one and two and not {t.value for t in one} & {t.value for t in two}:
        words = (_words(a, one[0].span), _words(b, two[0].span))
        yield Difference("number", " / ".join(words), words)


def deadline(a: Telling, b: Telling) -> Iterator[Difference]:
    """Only one gives a deadline for what both tell to be undertaken."""
    for with_it, without in ((a, b), (b, a)):
        found = [w for c in with_it.cuts for w in _deadlines(c, with_it)]
        if found and not without.own_dates:
            yield Difference("date", f"{found[0]}: only one account gives a time limit", (found[0],))


def _deadlines(cut: Cut, told: Telling) -> Iterator[str]:
    for token in cut.tokens:
        if token.lemma in known()["deadline"] and cut.sentence.tokens[token.head].pos in ("VERB", "AUX"):
            for timex in told.own_dates:
                if 0 < timex.span.start - token.end < 8:
                    yield f"{token.text} {_words(told, timex.span)}"


def _words(told: Telling, span: Span) -> str:
    return " ".join(told.cuts[0].point.document.text[span.start : span.end].split())


# ---------------------------------------------------------------- strength


def strength(a: Telling, b: Telling) -> Iterator[Difference]:
    """Their verbs or adjectives stand on different rungs of one ladder, or one only speaks of what the other judges."""
    one, two = (_rungs(t) for t in (a, b))
    for ladder in sorted(set(one) & set(two)):
        x, y = one[ladder], two[ladder]
        if abs(x.rung - y.rung) >= STEP.get(ladder, 1):
            stronger = "the first" if x.rung > y.rung else "the second"
            yield Difference(
                "strength", f"{x.cue} / {y.cue}: {stronger} stands higher; {x.why}, {y.why}", (x.cue, y.cue)
            )
            return
    if one and two and not set(one) & set(two) and (_neutral(one) != _neutral(two) or _apart(one, two)):
        x, y = (max(found.values(), key=lambda r: r.rung) for found in (one, two))
        yield Difference(
            "strength", f"{x.cue} / {y.cue}: one side judges what the other only speaks of", (x.cue, y.cue)
        )


def _rungs(t: Telling) -> dict[str, Rung]:
    """For each ladder the highest rung that the verbs of the points stand on."""
    found: dict[str, Rung] = {}
    for cut in t.cuts:
        for i in _speaking(cut):
            for rung in _rungs_at(cut, i):
                if rung.ladder not in found or rung.rung > found[rung.ladder].rung:
                    found[rung.ladder] = rung
    return found


def _rungs_at(cut: Cut, i: int) -> tuple[Rung, ...]:
    """The rungs of a word; "held talks on" are those of discussing."""
    token = cut.sentence.tokens[i]
    upon = f"{token.lemma} on" if any(t.lemma == "upon" for t in kids(cut.sentence, i, "prep")) else ""
    talks = any(t.lemma in known()["talks"] for t in kids(cut.sentence, i, "dobj", "nsubjpass"))
    if upon and rungs_of(upon):
        return rungs_of(upon)
    noun = next((t.lemma for t in kids(cut.sentence, i, "dobj", "nsubjpass")), "")
    if token.lemma in ("hold", "have") and talks:
        return rungs_of("discuss")
    if token.lemma in known()["expressing"] and noun:
        return rungs_of(known()["expressed"].get(noun, noun))
    if token.lemma in known()["alike"]:
        return rungs_of(known()["alike"][token.lemma])
    return rungs(cut.sentence, i)


def _speaking(cut: Cut) -> Iterator[int]:
    """The words of a point that may stand on a ladder: its verb, what that leads to, the adjectives of the talks."""
    head = cut.sentence.tokens[cut.head]
    if head.pos in ("VERB", "AUX"):
        yield cut.head
    for t in cut.tokens:
        if t.i == cut.head:
            continue
        if (t.pos == "ADJ" and any(r.ladder == "atmosphere" for r in rungs(cut.sentence, t.i))) or (
            t.head == head.i and t.dep in ("xcomp",) and head.lemma in known()["light"]
        ):
            yield t.i
    if head.pos not in ("VERB", "AUX"):
        yield from (t.i for t in (cut.sentence.tokens[head.head],) if t.pos == "VERB")


def _apart(one: dict[str, Rung], two: dict[str, Rung]) -> bool:
    """Whether one account has a thing undertaken and the other only pressed for."""
    return {frozenset(one), frozenset(two)} == {frozenset(["undertake"]), frozenset(["press"])}


def _neutral(found: dict[str, Rung]) -> bool:
    return all(r.rung <= NEUTRAL.get(r.ladder, 0) for r in found.values())


# ---------------------------------------------------------------- words


def wording(a: Telling, b: Telling) -> Iterator[Difference]:
    """Each uses another of the terms between which a choice is telling."""
    one, two = (f" {' '.join(t.text.lower().split())} " for t in (a, b))
    for group in known()["terms"]:
        x, y = ([w for w in group if _has(text, w)] for text in (one, two))
        if x and y and not set(x) & set(y):
            yield Difference("wording", f"“{x[0]}” / “{y[0]}”", (x[0], y[0]))
            return


def _has(text: str, word: str) -> bool:
    """Whether a word or phrase, or its plural, stands in a text."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        behind = text[end : end + 2]
        if not text[at - 1].isalnum() and not (behind.removeprefix("s") or " ")[:1].isalnum():
            return True
        at = text.find(word, end)
    return False


# ---------------------------------------------------------------- who asked, who came, what came first


def who_asked(a: Telling, b: Telling) -> Iterator[Difference]:
    """They name different askers of the meeting."""
    one, two = (_asker(t) for t in (a, b))
    if one and two and not set(stems(one)) & set(stems(two)):
        yield Difference("who asked", f"{one} / {two}", (one, two))


def _asker(t: Telling) -> str:
    """At whose invitation or request, in the text's words; empty where nobody is named."""
    for cut in t.cuts:
        for token in cut.tokens:
            if token.lemma in known()["asked"]:
                by = kids(cut.sentence, token.i, "poss")
                by += [p for of in kids(cut.sentence, token.i, "prep") for p in kids(cut.sentence, of.i, "pobj")]
                if by:
                    near = [x.text for x in kids(cut.sentence, by[0].i, "amod", "compound", "poss", "nmod")]
                    return " ".join([*near, by[0].text])
    return ""


def level(a: Telling, b: Telling) -> Iterator[Difference]:
    """They give the heads of a delegation different ranks."""
    one, two = (_led(t) for t in (a, b))
    if one and two and not one & two:
        words = (sorted(one)[0], sorted(two)[0])
        yield Difference("level", " / ".join(words), words)


def _led(t: Telling) -> set[str]:
    """The ranks of those by whom a delegation or meeting is told to be led, or of the level."""
    found: set[str] = set()
    for cut in t.cuts:
        for token in cut.tokens:
            if token.lemma in known()["led"]:
                below = kids(cut.sentence, token.i, "agent", "prep")
                inside = {i for b in below for i in subtree(cut.sentence, b.i)}
                found |= {cut.sentence.tokens[i].lemma.lower() for i in inside} & set(known()["ranks"])
    return found


def order(a: Telling, b: Telling) -> Iterator[Difference]:
    """One says that it came first, the other that it came last."""
    one, two = (_place(t) for t in (a, b))
    if one and two and one != two:
        yield Difference("order", f"told as {one} / told as {two}", (one, two))


def _place(t: Telling) -> str:
    text = f" {' '.join(t.text.lower().split())} "
    return next((name for name, words in known()["order"].items() if any(_has(text, w) for w in words)), "")


TESTS: tuple[Test, ...] = (strength, number, how_often, day, deadline, wording, level, order, who_asked)
