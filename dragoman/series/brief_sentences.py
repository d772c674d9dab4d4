"""One sentence of a brief from one claim: who says it, how it is meant, and the deed in the text's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from dragoman import wording
from dragoman.records import Actor, Claim, Match
from dragoman.reports.values import Footnote, Run, Runs
from dragoman.series.texts import Text, Told, Voice, voice

CLAUSES = 3  # of one sentence, at most
VERBS = 5  # words between a subject and the word that names the deed, at most


@dataclass(frozen=True, slots=True)
class Said:
    """A claim in its text, with who says it."""

    text: Text
    told: Told
    by: Voice

    @property
    def claim(self) -> Claim:
        """The claim."""
        return self.told.claim

    @property
    def note(self) -> Footnote:
        """The claim's own words."""
        passage = self.claim.passage
        return Footnote(self.text.document, passage.start, passage.end, self.by.name if self.by.through else "")


def said(text: Text, told: Told) -> Said:
    """A claim of a text as it is told in a brief."""
    return Said(text, told, voice(text, told.claim))


@lru_cache(maxsize=1)
def known() -> dict[str, Any]:
    """The words of data/brief.yaml."""
    import yaml

    loaded: dict[str, Any] = yaml.safe_load((files("dragoman") / "data" / "brief.yaml").read_text("utf-8"))
    return loaded


@lru_cache(maxsize=64)
def matches(words: str) -> re.Pattern[str]:
    """The pattern, whatever the case of the text."""
    return re.compile(words, re.IGNORECASE)


# ---------------------------------------------------------------- names


def with_article(name: str) -> str:
    """A name as it stands inside a sentence ("the Ministry of Defence of Peru")."""
    bare = re.sub(r"\s*\([^()]*\)$", "", name)
    needs = re.search(known()["articles"], bare) or matches(known()["bodies"]).search(bare)
    return f"the {name}" if needs and not name.lower().startswith("the ") else name


def party(actor: Actor) -> str:
    """An actor as the subject of a sentence: a person with the office, a state by its name, others as written."""
    words = " ".join(actor.text.split())
    if actor.country and actor.name == wording.country(actor.country):
        return with_article(actor.name)
    person = bool(actor.office) and actor.name != actor.office and actor.name[:1].isupper()
    if person and actor.office and not _group(actor):
        return actor.name if actor.office.casefold() in actor.name.casefold() else f"{actor.office} {actor.name}"
    if is_pronoun(words) or actor.name.casefold() in words.casefold():
        return with_article(actor.name) if actor.name[:1].isupper() else _small(words)
    return _small(words)


def _group(actor: Actor) -> bool:
    return bool(actor.office) and actor.name.split()[-1][:1].islower()


def is_pronoun(words: str) -> bool:
    """Whether words only point to parties named before."""
    return bool(matches(known()["pronouns"]).search(words))


def _small(words: str) -> str:
    first, _, rest = words.partition(" ")
    return f"{first.lower()} {rest}".strip() if first.lower() in known()["small"] else words


def parties(actors: Iterable[Match[Actor]]) -> str:
    """Several actors as a subject ("Kenya and Norway"), each once."""
    names = list(dict.fromkeys(party(m.value) for m in actors))
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1] if names else ""]))


def voiced(by: Voice) -> str:
    """A voice inside a sentence."""
    return with_article(by.name)


# ---------------------------------------------------------------- the sentence


@dataclass(frozen=True, slots=True)
class Sentence:
    """How a sentence begins (who says it), and what is said, a clause a claim; `several` if others are quoted too."""

    opening: str
    clauses: tuple[Runs, ...]
    several: bool = False

    @property
    def runs(self) -> Runs:
        """The whole sentence."""
        out: list[Run] = [Run(self.opening[:1].upper() + self.opening[1:])]
        for i, clause in enumerate(self.clauses):
            last = i == len(self.clauses) - 1
            out += [*([Run("; and " if last else "; ")] if i else []), *clause]
        return tuple(run for run in (*out, Run(".")) if run.text or run.note)


def sentence(one: Said, others: Sequence[Said] = (), again: Sequence[Said] = ()) -> Sentence:
    """The sentence that tells of a claim, with what other voices make of the same.

    `again` are claims by the same voice that say no more; they are footnoted.
    """
    opening = _filled(_frame(one), one.by).removesuffix("{deed}")
    notes = [Run("", "plain", other.note) for other in again if other.note != one.note]
    runs = [Run(_status(one)), *_deed(one), *notes, *_day(one)]
    for other in others:
        runs += [Run(_filled(_also(other), other.by)), *_whole(other)]
    return Sentence(opening, (tuple(run for run in runs if run.text or run.note),), bool(others))


def joined(told: Iterable[Sentence]) -> list[Sentence]:
    """Sentences of one voice that follow one another made one, a few clauses at a time."""
    out: list[Sentence] = []
    for one in told:
        last = out[-1] if out else None
        alone = last is not None and not last.several and not one.several
        if last and alone and last.opening == one.opening and len(last.clauses) < CLAUSES:
            out[-1] = Sentence(last.opening, (*last.clauses, *one.clauses))
        else:
            out.append(one)
    return out


def _frame(one: Said) -> str:
    frames = known()["frames"]
    if not is_clause(one):
        how = str(known()["no_clause"].get(one.claim.status, ""))
        return str(frames["words_relayed" if one.by.through else "words"]).replace("{how}", how)
    if one.claim.status == "denied" and not _says(one, "denied"):
        return str(frames["denied_relayed" if one.by.through else "denied"])
    if one.by.through:
        return str(frames["relayed"])
    return str(frames["own" if one.text.side or one.text.document.issuer else "press"])


def _also(other: Said) -> str:
    frames = known()["frames"]
    if other.claim.status in ("denied", "negated"):
        return str(frames["also_denied"])
    return str(frames["also_relayed" if other.by.through else "also"])


def _filled(frame: str, by: Voice) -> str:
    return frame.replace("{voice}", voiced(by)).replace("{through}", with_article(by.through))


def _says(one: Said, status: str) -> bool:
    """Whether the claim's own words say that it is meant so."""
    return bool(matches(known()["status"][status]["said"]).search(one.text.words(one.claim.passage)))


def _status(one: Said) -> str:
    """What must be put before the deed so that it is not taken for one that happened."""
    status = one.claim.status
    if is_clause(one) and status in known()["status"] and not _says(one, status):
        return str(known()["status"][status]["words"])
    return ""


def _begin(one: Said) -> int:
    """Where the claim's own words begin, behind "According to X," at the head of its passage."""
    claim, passage = one.claim, one.claim.passage
    spoken = claim.claimant.value.span if claim.claimant else None
    first = min((m.value.span.start for m in claim.actors), default=passage.start)
    if spoken and passage.start <= spoken.start < spoken.end < first < claim.trigger.start:
        return first
    return passage.start


def _end(one: Said) -> int:
    """Where the claim's words end, without an "and" that leads on to the next clause."""
    words = one.text.document.text[: one.claim.passage.end]
    return len(re.sub(r"[\s,;]*\b(?:and|but|while)\s*$|[\s,;]+$", "", words))


def is_clause(one: Said) -> bool:
    """Whether the claim's words are a clause, or one but for its subject; not "to visit Amman", nor a mere noun."""
    if _subject_end(one) is not None or _subject_before(one):
        return True
    words = one.text.document.text[_begin(one) : _end(one)].strip()
    verb = one.text.document.text[_begin(one) : one.claim.trigger.start].split()[-VERBS:]
    auxiliary = any(re.fullmatch(known()["auxiliary"], word) for word in verb)
    finite = auxiliary or matches(known()["finite"]).search(one.text.words(one.claim.trigger))
    return not re.match(r"(?:to\s|\w+ing\b)", words) and bool(finite)


def _subject_before(one: Said) -> bool:
    """Whether the claim's words begin with the verb, and its subject stands before them ("and called for calm")."""
    claim = one.claim
    apart = bool(claim.actors) and all(m.value.span.end <= claim.passage.start for m in claim.actors)
    words = one.text.words(claim.passage)
    led = one.text.document.text[claim.passage.start : claim.trigger.start].split()
    return apart and len(led) <= 1 and bool(re.match(known()["past"], words))


def _deed(one: Said) -> Runs:
    """The parties by name and the rest in the text's words, or all of it in the text's words."""
    end = _subject_end(one)
    if end is None and not _subject_before(one):
        return _whole(one)
    words = one.text.document.text[end if end is not None else _begin(one) : _end(one)].strip()
    return (
        Run(f"{parties(one.claim.actors)} "),
        Run("“", "quote"),
        *_agreeing(one, words),
        Run("”", "quote", one.note),
    )


def _agreeing(one: Said, words: str) -> tuple[Run, ...]:
    """Words behind a subject; a verb of "we" or "they" that stands behind one name is changed, in square brackets."""
    first, blank, rest = words.partition(" ")
    single = len({party(m.value) for m in one.claim.actors}) == 1
    changed = known()["agreeing"].get(first.lower())
    if single and changed and all(is_pronoun(one.text.words(m.value.span)) for m in one.claim.actors):
        return Run(f"[{changed}]"), Run(blank + rest, "quote")
    return (Run(words, "quote"),)


def _subject_end(one: Said) -> int | None:
    """Where the parties end that the claim's words begin with, right before the verb; None where they do not."""
    claim, text = one.claim, one.text.document.text
    spans = sorted({m.value.span for m in claim.actors})
    inside = [s for s in spans if claim.passage.start <= s.start and s.end <= claim.trigger.start]
    if not spans or len(inside) != len(spans):
        return None
    start, end = inside[0].start, max(s.end for s in inside)
    if matches(r"\w").search(text[_begin(one) : start].lower().replace("the ", "")):
        return None
    between = text[end : claim.trigger.start]
    joined = text[start:end]
    plain = len(between.split()) <= VERBS and not re.search(r"[,;:–—\"“”()’']", between)
    return end if plain and not re.search(r"[;:“”()]", joined) and _named(claim) else None


def _named(claim: Claim) -> bool:
    return all(m.value.name for m in claim.actors)


def _whole(one: Said) -> Runs:
    """The claim's words in quotation marks; words that only point to parties give way to these, in square brackets."""
    document, at, end = one.text.document, _begin(one), _end(one)
    parts: list[Run] = [Run("“", "quote")]
    begin = at
    pointing = {m.value.span for m in (*one.claim.actors, *one.claim.recipients)}
    for span in sorted(pointing):
        if span.start < at or span.end > end or not is_pronoun(one.text.words(span)):
            continue
        held = [m for m in (*one.claim.actors, *one.claim.recipients) if m.value.span == span]
        parts += [Run(document.text[at : span.start], "quote"), Run(f"[{parties(held)}]")]
        at = span.end
    parts += [*_first_small(document.text[at:end], at == begin), Run("”", "quote", one.note)]
    return tuple(run for run in parts if run.text)


def _first_small(words: str, opening: bool) -> tuple[Run, ...]:
    """Words with the capital of a sentence's beginning taken off in square brackets."""
    first = re.match(r"\w+", words)
    if opening and first and first[0][0].isupper() and first[0].lower() in known()["small"]:
        return Run(f"[{words[0].lower()}]"), Run(words[1:], "quote")
    return (Run(words, "quote"),)


def _day(one: Said) -> Runs:
    """The day of the deed behind it, where the words themselves do not give it in full."""
    claim = one.claim
    words = one.text.words(claim.passage)
    if claim.when is None or claim.type in ("AGREE", "CONCEDE") or re.search(r"\b(?:19|20)\d\d\b", words):
        return ()
    return (Run(f" ({wording.when(claim.when.value)})"),)
