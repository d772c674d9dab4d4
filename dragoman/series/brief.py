"""A brief: the claims of documents or events as sentences, each with its claimant and its quote, conflicts as such."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from dragoman import wording
from dragoman.records import HAPPENED, When
from dragoman.reports.values import Run, Runs
from dragoman.series import brief_sentences as sentences
from dragoman.series.brief_sentences import Said, Sentence
from dragoman.series.commitments import alike
from dragoman.series.commitments_read import content
from dragoman.series.texts import Text, Voice, in_words, sides

SHORT = 4  # sentences of a paragraph


@dataclass(frozen=True, slots=True)
class Part:
    """Sentences on deeds of one kind, with their heading."""

    heading: str
    sentences: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief in parts; `texts` are those that it was made from, `left` how many claims a short one does not tell."""

    title: str
    parts: tuple[Part, ...]
    texts: tuple[Text, ...]
    claims: int
    left: int = 0


def brief(texts: Iterable[Text], short: bool = False) -> Brief:
    """The brief of all claims of the texts; `short` the first sentences of it as one paragraph."""
    held = sorted(texts, key=lambda t: (t.day or date.max, t.document.id))
    found = [sentences.said(text, told) for text in held for told in text.claims]
    groups = _groups(found)
    parts = []
    for part in sentences.known()["parts"]:
        own = [g for g in groups if _part(g[0]) == part["heading"]]
        lead = _lead(own) if part["heading"] == _first_heading() else ()
        told = [*lead, *(s.runs for s in sentences.joined(_told(g) for g in own))]
        if told:
            parts.append(Part(part["heading"], tuple(told)))
    title = _title(found)
    if not short:
        return Brief(title, tuple(parts), tuple(held), len(found))
    every = [s for part in parts for s in part.sentences]
    kept = _balanced(parts)
    return Brief(title, (Part("In short", tuple(kept)),), tuple(held), len(found), len(every) - len(kept))


def _balanced(parts: Sequence[Part]) -> list[Runs]:
    """The first sentences of each part in turn, in the order of the parts, as many as a paragraph holds."""
    turns = [(n, k) for k, part in enumerate(parts) for n in range(len(part.sentences))]
    chosen = sorted(sorted(turns)[:SHORT], key=lambda turn: (turn[1], turn[0]))
    return [parts[k].sentences[n] for n, k in chosen]


def _first_heading() -> str:
    return str(sentences.known()["parts"][0]["heading"])


def _part(one: Said) -> str:
    parts = sentences.known()["parts"]
    return str(next((p["heading"] for p in parts if one.claim.type in p["types"]), parts[-1]["heading"]))


def _title(found: Sequence[Said]) -> str:
    """The sides that most claims tell of, and the days of the texts."""
    counted: dict[frozenset[str], int] = {}
    for one in found:
        whole = sides((*one.claim.actors, *one.claim.recipients))
        if len(whole) > 1:
            counted[whole] = counted.get(whole, 0) + 1
    best = max(counted, key=lambda s: (counted[s], -len(s), sorted(s)), default=frozenset())
    days = sorted({one.text.day for one in found if one.text.day})
    span = wording.when(When(days[0], days[-1])) if days else ""
    return ", ".join(p for p in (in_words(best) or "Brief", span) if p)


# ---------------------------------------------------------------- what is told once


def _groups(found: Sequence[Said]) -> list[list[Said]]:
    """Claims that tell the same, together, in order of the first of them."""
    groups: list[list[Said]] = []
    clauses = {(one.told.event, one.text.document.id, one.by) for one in found if sentences.is_clause(one)}
    titles = [one for one in found if _titled(one, clauses)]
    for one in (*(one for one in found if one not in titles), *titles):
        fitting = next((g for g in groups if _same(g[0], one) or (one in titles and _of_one(g[0], one))), None)
        if fitting is None:
            groups.append([one])
        else:
            fitting.append(one)
    return groups


def _titled(one: Said, clauses: set[tuple[str, str, Voice]]) -> bool:
    """Whether a claim is a title of what the same voice tells in a sentence ("Minister's call with …")."""
    return not sentences.is_clause(one) and (one.told.event, one.text.document.id, one.by) in clauses


def _of_one(a: Said, b: Said) -> bool:
    """Whether two claims of one text are of one event, type and voice."""
    same = (a.told.event, a.text.document.id, a.by) == (b.told.event, b.text.document.id, b.by)
    return same and a.claim.type == b.claim.type


def _same(a: Said, b: Said) -> bool:
    """Whether two claims tell the same: of one type and party, in the same words or nearly."""
    x, y = a.claim, b.claim
    if x.type != y.type or x.act != y.act or not sides(x.actors) & sides(y.actors):
        return False
    if a.text.words(x.passage) == b.text.words(y.passage):
        return True
    denied = (x.status in ("denied", "negated")) != (y.status in ("denied", "negated"))
    if a.text is b.text and a.by == b.by and not denied:
        return False
    return alike(content(a.text, x), content(b.text, y)) > 0


def _told(group: Sequence[Said]) -> Sentence:
    """The sentence of a group: its first claim, then each other voice, and each that denies it."""
    first = next((one for one in group if one.claim.status in HAPPENED and sentences.is_clause(one)), group[0])
    met = {(first.by, first.claim.status in ("denied", "negated"))}
    others, again = [], []
    for one in group:
        key = (one.by, one.claim.status in ("denied", "negated"))
        if key not in met:
            met.add(key)
            others.append(one)
        elif one is not first:
            again.append(one)
    return sentences.sentence(first, others, again)


# ---------------------------------------------------------------- meetings


def _lead(groups: Sequence[Sequence[Said]]) -> Iterator[Runs]:
    """A sentence on each meeting that several claims tell of, made of their slots, and one on days that differ."""
    events: dict[str, list[Said]] = {}
    for one in (one for group in groups for one in group):
        if one.claim.status in HAPPENED and one.claim.act == "CONSULT":
            events.setdefault(one.told.event, []).append(one)
    for told in events.values():
        dated = [one for one in told if one.claim.when]
        whole = frozenset(s for one in told for s in sides((*one.claim.actors, *one.claim.recipients)))
        if len({one.by for one in told}) < 2 or not dated or len(whole) < 2:
            continue
        yield _meeting(told, dated, whole)
        if apart := _apart(dated):
            yield apart


def _meeting(told: Sequence[Said], dated: Sequence[Said], whole: frozenset[str]) -> Runs:
    words = sentences.known()
    best = max(dated, key=lambda one: (one.claim.confidence, -one.claim.trigger.start))
    trigger = best.text.words(best.claim.trigger)
    remote = any(one.claim.mode == "phone" for one in told)
    verb = "phone" if remote else "met" if sentences.matches(words["met"]).search(trigger) else "talks"
    deed = f"{_states(whole)} {words['meetings'][verb]}"
    places = [one.claim.place.value for one in dated if one.claim.place]
    place = next((p for p in places if p.kind != "country"), None)
    if place is not None and not remote:
        deed += words["lead"]["place"].replace("{place}", place.name)
    assert best.claim.when
    when = best.claim.when.value
    shape = "day" if when.first == when.last else "time"
    deed += words["lead"][shape].replace("{day}", wording.when(when))
    voices = list(dict.fromkeys(one.by for one in dated))
    said = _joined([_voice(v) for v in voices])
    line = words["lead"]["own"].replace("{voices}", said).replace("{deed}", deed)
    notes = [next(one.note for one in dated if one.by == v) for v in voices]
    return (Run(line + "."), *(Run("", "plain", note) for note in notes))


def _voice(by: Voice) -> str:
    through = f", as reported by {sentences.with_article(by.through)}," if by.through else ""
    return sentences.voiced(by) + through


def _states(codes: Iterable[str]) -> str:
    return _joined(sorted(sentences.with_article(wording.country(code)) for code in codes))


def _joined(names: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1] if names else ""]))


def _apart(dated: Sequence[Said]) -> Runs:
    """The sentence on days that do not meet, empty where they do."""
    days: dict[When, Said] = {}
    for one in dated:
        assert one.claim.when
        days.setdefault(one.claim.when.value, one)
    if all(a.first <= b.last and b.first <= a.last for a, b in combinations(days, 2)):
        return ()
    words = sentences.known()["differ"]
    runs = [Run(words["day"])]
    for i, (when, one) in enumerate(days.items()):
        each = words["each"].replace("{value}", wording.when(when)).replace("{voice}", sentences.voiced(one.by))
        runs.append(Run(f"{'; ' if i else ''}{each}", "plain", one.note))
    return (*runs, Run("."))


def merged(texts: Iterable[Text]) -> list[Text]:
    """The texts with those of one document put together, so that no claim is told twice."""
    out: dict[str, Text] = {}
    for text in texts:
        held = out.get(text.document.id)
        more = {t.claim.id: t for t in (*(held.claims if held else ()), *text.claims)}
        in_order = sorted(more.values(), key=lambda t: (t.claim.trigger, t.claim.id))
        out[text.document.id] = replace(text, claims=tuple(in_order))
    return list(out.values())
