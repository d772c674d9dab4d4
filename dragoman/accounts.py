"""Documents -> accounts -> Comparison: whose voices the texts hold, read through the pipeline and laid side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman import pipeline, wording
from dragoman.compare import rows
from dragoman.compare.voices import Reading, Voice, part, whole
from dragoman.comparison import Comparison, Held
from dragoman.errors import InputError
from dragoman.parse import DEFAULT_PIPELINE, parse
from dragoman.read import from_text
from dragoman.records import Actor, Attribution, Claim, Document, Span
from dragoman.resolve import dates

SAYING = ("document", "direct", "indirect", "mixed", "denial")
OWN = "the text's own voice, source not given"


def compare_accounts(*texts: Document | str, held: Sequence[Held] = (), pipeline: str = DEFAULT_PIPELINE) -> Comparison:
    """Two or more accounts of one meeting side by side; one text is taken apart into the voices that speak in it.

    `held` says of each text how much of that side's own words it is. Raises InputError where there is only one voice.
    """
    documents = [t if isinstance(t, Document) else from_text(t) for t in texts]
    if len(documents) == 1:
        found = voices(documents[0], pipeline=pipeline)
    else:
        kinds = [*held, *["primary"] * (len(documents) - len(held))]
        found = [account(d, kind, pipeline=pipeline) for d, kind in zip(documents, kinds, strict=True)]
    return rows.compare(found)


def account(document: Document, held: Held, *, pipeline: str = DEFAULT_PIPELINE) -> Voice:
    """A whole document as the account of who published it."""
    name = document.publisher or document.title or document.origin or document.id
    return whole(name, held, "as given", [_reading(document, pipeline)])


def _reading(document: Document, weights: str) -> Reading:
    sentences = parse(document, weights)
    return Reading(document, sentences, dates.timexes(document, sentences))


def voices(document: Document, *, pipeline: str = DEFAULT_PIPELINE) -> list[Voice]:
    """The voices that speak in one document, in text order, its own last. Raises InputError where there is one only."""
    reading = _reading(document, pipeline)
    said = list(_said(document, pipeline))
    by: dict[str, list[Attribution]] = {}
    for name, attribution in said:
        by.setdefault(name, []).append(attribution)
    where = document.origin or document.title or document.id
    if not by:
        raise InputError(f"{where}: one voice speaks in it; give a second text to compare it with")
    found = [
        part(name, "paraphrase", "told by others", reading, [s for a in given for s in a.content])
        for name, given in by.items()
    ]
    taken = [s for given in by.values() for a in given for s in (*a.content, *a.source, *a.cue)]
    own = part(document.publisher or OWN, "primary", "its own text", reading, _rest(document, taken))
    return [v for v in (*found, own) if v.cuts]


def _said(document: Document, weights: str) -> Iterator[tuple[str, Attribution]]:
    """What is said in a document by others than itself, with the name of who says it."""
    claims = pipeline.code_document(document, pipeline=weights).claims
    before = ""
    for attribution in pipeline.attributions(document, pipeline=weights):
        if attribution.kind in SAYING and attribution.source:
            name = _name(document, attribution, claims) or before
            if name:
                before = name
                yield name, attribution


def _name(document: Document, attribution: Attribution, claims: Sequence[Claim]) -> str:
    """Who is named as the source: the claimant of a claim told by these words, else the words; empty for a pronoun."""
    for claim in claims:
        if claim.claimant and any(_meet(claim.claimant.value.span, s) for s in attribution.source):
            return _shown(claim.claimant.value)
    words = " ".join(document.text[s.start : s.end] for s in attribution.source)
    return "" if len(words.split()) == 1 and words.islower() else " ".join(words.split())


def _shown(actor: Actor) -> str:
    land = wording.country(actor.country) if actor.country else ""
    return f"{actor.name} ({land})" if land and land not in actor.name else actor.name


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
