"""Documents -> accounts -> Comparison: whose voices the texts hold, read through the pipeline and laid side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman import pipeline as coding
from dragoman import wording
from dragoman.compare import rows
from dragoman.compare.voices import Reading, Voice, meeting_at, part, whole
from dragoman.comparison import Comparison, Held
from dragoman.errors import InputError
from dragoman.parse import DEFAULT_PIPELINE, parse
from dragoman.read import from_text, language
from dragoman.records import HAPPENED, Actor, Attribution, Claim, Document, Event, Span
from dragoman.resolve import dates
from dragoman.resolve.issuers import country_of

SAYING = ("document", "direct", "indirect", "mixed", "denial")
MEETING = "CONSULT"  # the codebook's type for talks and visits
OWN = "the text's own voice, source not given"
WHY: dict[Held, str] = {
    "primary": "its own text",
    "paraphrase": "told by others",
    "excerpt": "a part of its text",
    "none": "nothing of it is here",
}


def compare_accounts(
    *texts: Document | str,
    held: Sequence[Held | None] = (),
    anyway: bool = False,
    pipeline: str = DEFAULT_PIPELINE,
) -> Comparison:
    """Two or more accounts of one meeting side by side; one text is taken apart into the voices that speak in it.

    `held` says of each text in turn how much of that side's own words it is, None what the text itself tells. `anyway`
    compares texts that do not seem to tell of one meeting. Raises InputError where two accounts cannot be had.
    """
    documents = [t if isinstance(t, Document) else from_text(t) for t in texts]
    if len(documents) == 1:
        return compared(voices(documents[0], pipeline=pipeline), anyway=True)
    given = [*held, *[None] * (len(documents) - len(held))]
    return compared([account(d, h, pipeline=pipeline) for d, h in zip(documents, given, strict=True)], anyway=anyway)


def compared(found: Sequence[Voice], *, anyway: bool = False) -> Comparison:
    """The voices compared. Raises InputError where one says nothing or two are the same text."""
    if len(found) < 2:
        raise InputError("one account cannot be compared: give another text, or another side")
    for voice in found:
        if not voice.cuts:
            raise InputError(
                f"{voice.account.name}: nothing is told in it; leave it out, or give the text of that side"
            )
    _no_copies(found)
    return rows.compare(found, anyway=anyway)


def _no_copies(found: Sequence[Voice]) -> None:
    seen: dict[str, str] = {}
    for voice in found:
        words = " ".join(" ".join(c.point.text for c in voice.cuts).casefold().split())
        if words in seen:
            raise InputError(f"{voice.account.name}: the same text as {seen[words]}; there is nothing to compare")
        seen[words] = voice.account.name


# ---------------------------------------------------------------- whole documents


def account(
    document: Document, held: Held | None = None, *, original: Document | None = None, pipeline: str = DEFAULT_PIPELINE
) -> Voice:
    """A document as the account of who published it; of a text in another language `document` is the translation.

    Raises InputError where the text is not in English.
    """
    foreign = language.foreign(document.text)
    if foreign:
        raise InputError(
            f"{_where(document)}: in {foreign}, not English; give a translation of it beside it (--translation FILE)"
        )
    kind, why = (held, "as you say") if held else _held(document)
    made = whole(_who(original or document), kind, why, [_reading(document, pipeline)])
    return replace(made, account=replace(made.account, original=original)) if original else made


def _held(document: Document) -> tuple[Held, str]:
    """How much of a side's own text a document is, by who published it."""
    if document.issuer or country_of(document.publisher):
        return "primary", "published by the side itself"
    if document.publisher:
        return "paraphrase", f"told by {document.publisher}"
    return "primary", "taken for the side's own text: it does not say who published it"


def _who(document: Document) -> str:
    name = document.publisher or document.issuer or document.title or _where(document)
    return wording.country(name) if name.isupper() else name


def _where(document: Document) -> str:
    return document.origin or document.title or document.id


def _reading(document: Document, weights: str) -> Reading:
    sentences = parse(document, weights)
    return Reading(document, sentences, dates.timexes(document, sentences))


# ---------------------------------------------------------------- voices of one document


def voices(document: Document, *, pipeline: str = DEFAULT_PIPELINE) -> list[Voice]:
    """The voices that speak in one document, in text order, its own last. Raises InputError where there is one only."""
    claims = coding.code_document(document, pipeline=pipeline).claims
    by = _by_name(document, claims, pipeline)
    if not by:
        raise InputError(f"{_where(document)}: one voice speaks in it; give a second text to compare it with")
    reading = _reading(document, pipeline)
    found = [
        part(name, "paraphrase", f"told by {document.publisher or 'the text'}", reading, _spans(said))
        for name, (_, said) in by.items()
    ]
    taken = [s for _, said in by.values() for a in said for s in (*a.content, *a.source, *a.cue)]
    own = part(
        _who(document) if document.publisher else OWN, "primary", WHY["primary"], reading, _rest(document, taken)
    )
    talks = [c.trigger for c in claims if c.act == MEETING and c.status in HAPPENED]
    return [meeting_at(v, talks) for v in (*found, own) if v.cuts]


Said = dict[str, tuple[str | None, list[Attribution]]]


def _by_name(document: Document, claims: Sequence[Claim], weights: str) -> Said:
    """What is said in a document by others than itself: by name, the country of who says it, and what."""
    found: Said = {}
    before: tuple[str, str | None] = ("", None)
    for attribution in coding.attributions(document, pipeline=weights):
        if attribution.kind in SAYING and attribution.source:
            before = _speaker(document, attribution, claims) or before
            if before[0]:
                name = next((n for n in found if _one_name(n, before[0])), before[0])
                found.setdefault(name, (before[1], []))[1].append(attribution)
    return found


def _speaker(document: Document, attribution: Attribution, claims: Sequence[Claim]) -> tuple[str, str | None] | None:
    """Who is the source: the claimant of a claim told by these words, else the words; None for a pronoun."""
    words = " ".join(" ".join(document.text[s.start : s.end] for s in attribution.source).split())
    if len(words.split()) == 1 and words.islower():
        return None
    for claim in claims:
        if claim.claimant and any(_meet(claim.claimant.value.span, s) for s in attribution.source):
            return _shown(claim.claimant.value), claim.claimant.value.country
    return words, country_of(words)


def _one_name(a: str, b: str) -> bool:
    """Whether one name is the other one, shortened."""
    one, two = (set(name.casefold().split(" (")[0].split()) for name in (a, b))
    return one <= two or two <= one


def _shown(actor: Actor) -> str:
    land = wording.country(actor.country) if actor.country else ""
    return f"{actor.name} ({land})" if land and land not in actor.name else actor.name


def _spans(said: Sequence[Attribution]) -> list[Span]:
    return [s for a in said for s in a.content]


def _meet(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _rest(document: Document, taken: Sequence[Span]) -> list[Span]:
    """The stretches of a text that are not taken."""
    out, at = [], 0
    for span in sorted(taken):
        if span.start > at:
            out.append(Span(at, span.start))
        at = max(at, span.end)
    return [*out, Span(at, len(document.text))]


# ---------------------------------------------------------------- sides of an event


def sides(
    event: Event, documents: Sequence[Document], codes: Sequence[str], *, pipeline: str = DEFAULT_PIPELINE
) -> list[Voice]:
    """What each side, a country's code, published on an event; else what others report of it.

    Raises InputError where nothing is held of a side.
    """
    return [_side(event, documents, code, pipeline) for code in codes]


def _side(event: Event, documents: Sequence[Document], code: str, weights: str) -> Voice:
    name = wording.country(code)
    own = [d for d in documents if _of(d) == code]
    if own:
        return whole(name, "primary", WHY["primary"], [_reading(d, weights) for d in own])
    told = [v for d in documents for v in _told_of(d, code, weights)]
    if not told:
        known = sorted({wording.country(c) for c in map(_of, documents) if c})
        raise InputError(
            f"{name}: no text held of this side on event {event.id}, nor what others say that it said; "
            f"held are texts of {', '.join(known) or 'the press alone'}"
        )
    return _joined(name, told)


def _of(document: Document) -> str | None:
    return country_of(document.issuer) or country_of(document.publisher)


def _told_of(document: Document, code: str, weights: str) -> Iterator[Voice]:
    reading = _reading(document, weights)
    claims = coding.code_document(document, pipeline=weights).claims
    for name, (land, said) in _by_name(document, claims, weights).items():
        if land == code:
            yield part(name, "paraphrase", f"told by {_who(document)}", reading, _spans(said))


def _joined(name: str, told: Sequence[Voice]) -> Voice:
    """Several voices of one side as one."""
    accounts = [v.account for v in told]
    joined = replace(
        accounts[0],
        name=name,
        why="; ".join(dict.fromkeys(a.why for a in accounts)),
        documents=tuple({d.id: d for a in accounts for d in a.documents}.values()),
        points=tuple(p for a in accounts for p in a.points),
        left_out=tuple(p for a in accounts for p in a.left_out),
    )
    return Voice(joined, tuple(c for v in told for c in v.cuts), tuple(d for v in told for d in v.dates))
