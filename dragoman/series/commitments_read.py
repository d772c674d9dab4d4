"""What one claim undertakes: how firmly, what, until when; and what it is that is undertaken, in words to compare."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

from dragoman.ladder import Rung, rungs_of
from dragoman.records import Claim, Document, Span, Timex, When
from dragoman.series.texts import Text, Told, Voice, side, sides, voice

Timexes = Callable[[Document], Sequence[Timex]]
LADDER = "undertake"
OWN = "own"


@dataclass(frozen=True, slots=True)
class Strength:
    """How firmly: the word of the text, the name of its rung, the rung's number, and whose order it is."""

    word: str
    name: str
    rung: int
    source: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when, or when, something is to be done: the days, and the words; `latest` if the words set a limit."""

    when: When
    span: Span
    latest: bool


@dataclass(frozen=True, slots=True)
class Promise:
    """One claim that somebody undertakes something; `content` is what, in the text's own words."""

    text: Text
    told: Told
    by: Voice
    actors: frozenset[str]
    recipients: frozenset[str]
    beside: frozenset[str]
    strength: Strength
    content: str
    deadline: Deadline | None
    again: bool

    @property
    def claim(self) -> Claim:
        """The claim."""
        return self.told.claim

    @property
    def denied(self) -> bool:
        """Whether its claimant says that it was not undertaken."""
        return self.claim.status in ("denied", "negated")

    @property
    def day(self) -> date:
        """When it was told."""
        return self.text.day or date.max


@lru_cache(maxsize=1)
def known() -> dict[str, Any]:
    """The words of data/commitments.yaml."""
    import yaml

    loaded: dict[str, Any] = yaml.safe_load((files("dragoman") / "data" / "commitments.yaml").read_text("utf-8"))
    return loaded


@lru_cache(maxsize=64)
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


def promises(text: Text, timexes: Timexes) -> Iterator[Promise]:
    """The undertakings that a text tells, in text order."""
    met = frozenset(s for t in text.claims if t.claim.act == "CONSULT" for s in _all(t.claim))
    for told in text.claims:
        c = told.claim
        strength = _strength(text, c) if c.type in known()["types"] else None
        actors = sides(c.actors)
        if strength is None or not actors or _no_undertaking(text, c, strength):
            continue
        recipients = sides(c.recipients) - actors
        if not recipients and len(actors) > 1:
            recipients = actors
        deadline = _deadline(text, c, timexes)
        yield Promise(
            text, told, voice(text, c), actors, recipients, met - actors, strength, content(text, c, deadline),
            deadline, _again(text, c),
        )  # fmt: skip


def _all(claim: Claim) -> frozenset[str]:
    return frozenset(code for m in (*claim.actors, *claim.recipients) if (code := side(m.value)))


def _no_undertaking(text: Text, claim: Claim, strength: Strength) -> bool:
    """Whether a claim is only a wish, an invitation or a proposal."""
    if strength.rung == 1 or (claim.type == "SUPPORT" and strength.rung < known()["support"]):
        return True
    if _pattern(known()["no_undertaking"]).search(text.words(claim.trigger)) or _wished(text, claim):
        return True
    behind = claim.trigger.end if claim.act == "AGREE" else claim.trigger.start
    words = " ".join(text.document.text[behind : claim.passage.end].split())
    undertaken = content(text, claim)
    bond = _again(text, claim) and _pattern(known()["bond"]).search(undertaken)
    return bool(bond or any(_pattern(known()["view"]).search(said) for said in (words, undertaken)))


def _wished(text: Text, claim: Claim) -> bool:
    behind = text.document.text[claim.trigger.end : claim.passage.end][:40]
    return claim.act == "AGREE" and bool(_pattern(known()["wished"]).search(behind))


# ---------------------------------------------------------------- how firmly


def _strength(text: Text, claim: Claim) -> Strength | None:
    """The rung of the undertaking word; of a promised deed that of the word before it, or of its future."""
    if claim.act in ("AGREE", "SUPPORT") and claim.type == claim.act:
        cues = [cue.partition(": ")[2] for cue in claim.cues if cue.startswith(LADDER)]
        found = next((rung for cue in cues for rung in _on_ladder(cue)), None)
        if found is not None:
            return _named(found)
        return None if claim.type == "SUPPORT" else _before(text, claim) or _by_noun(text, claim)
    return _before(text, claim)


def _by_noun(text: Text, claim: Claim) -> Strength | None:
    """The strength that a noun of the claim says ("underlined its readiness"), by our own order."""
    for word in re.findall(r"\w+", text.words(claim.passage).lower()):
        if cue := known()["nouns"].get(word):
            found = _named(_on_ladder(cue)[0])
            return Strength(word, found.name, found.rung, OWN)
    return None


def _before(text: Text, claim: Claim) -> Strength | None:
    """The last word of the ladder before the deed in its sentence, or the future of the deed."""
    words = text.document.text[_sentence_start(text, claim) : claim.trigger.start]
    found = [(m.start(), cue) for cue, pattern in _forms() for m in pattern.finditer(words)]
    if found:
        return _named(_on_ladder(max(found)[1])[0])
    future = known()["future"]
    if _pattern(future["pattern"]).search(words):
        rung = _on_ladder(future["rung"])[0]
        return Strength(future["word"], known()["strengths"][future["rung"]], rung.rung, OWN)
    return None


def _sentence_start(text: Text, claim: Claim) -> int:
    words = text.document.text[: claim.passage.start]
    ends = [m.end() for m in re.finditer(r"[.!?][”\"]?\s|\n", words)]
    return max(ends, default=0)


def _on_ladder(cue: str) -> list[Rung]:
    return [rung for rung in rungs_of(cue) if rung.ladder == LADDER]


def _rung(cue: str) -> int:
    return _on_ladder(cue)[0].rung


def _named(rung: Rung) -> Strength:
    names = {_rung(word): name for word, name in known()["strengths"].items()}
    return Strength(rung.cue, names[rung.rung], rung.rung, rung.source)


@lru_cache(maxsize=1)
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each word of the ladder with a pattern of its forms."""
    from dragoman.ladder import cues_of

    return tuple((cue, re.compile(rf"\b{_inflected(cue)}\b", re.IGNORECASE)) for cue in cues_of(LADDER))


def _inflected(cue: str) -> str:
    first, _, rest = cue.partition(" ")
    stem = re.escape(first[:-1] if first[-1] in "ey" else first)
    ending = {"e": "(?:e|es|ed|ing)", "y": "(?:y|ies|ied|ying)"}.get(
        first[-1], f"(?:s|es|ed|ing|{first[-1]}(?:ed|ing))?"
    )
    return f"{stem}{ending}" + (rf"\s+{re.escape(rest)}" if rest else "")


def _again(text: Text, claim: Claim) -> bool:
    words = text.document.text[_sentence_start(text, claim) : claim.trigger.end]
    return bool(_pattern(known()["again"]).search(words))


# ---------------------------------------------------------------- what, and until when


def content(text: Text, claim: Claim, deadline: Deadline | None = None) -> str:
    """What is undertaken or done, in the text's words, without the day."""
    whole = text.document.text
    promised = claim.act == "AGREE"
    start = claim.trigger.end if promised else claim.trigger.start
    words = whole[start : claim.passage.end]
    if deadline is not None and start <= deadline.span.start < claim.passage.end:
        words = whole[start : deadline.span.start] + whole[deadline.span.end : claim.passage.end]
        words = _pattern(known()["before_time"]).sub("", words)
    words = " ".join(words.split()).strip(" ,;:.")
    for lead in known()["lead"] if promised else ():
        words = _pattern(lead).sub("", words, count=1)
    return words or " ".join(whole[claim.passage.start : claim.passage.end].split())


def _deadline(text: Text, claim: Claim, timexes: Timexes) -> Deadline | None:
    """When what is undertaken is to be done: the last time in the passage that does not end before the text's day."""
    passage = text.document.text[claim.passage.start : claim.passage.end]
    if text.day is None or not _pattern(known()["time"]).search(passage):
        return None
    part = replace(text.document, id="", text=passage, blocks=(), title=None)
    found = [t for t in timexes(part) if t.first and t.last and t.last > text.day]
    for timex in reversed(found):
        span = Span(claim.passage.start + timex.span.start, claim.passage.start + timex.span.end)
        limit = bool(_pattern(known()["limit"]).search(passage[: timex.span.end]))
        assert timex.first and timex.last
        return Deadline(When(timex.first, timex.last, timex.granularity), span, limit)
    return None
