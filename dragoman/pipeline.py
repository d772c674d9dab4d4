"""The only module that knows the order: documents -> claims -> events."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import TypeVar

from dragoman import merge, ontology
from dragoman.decide import LEAST, beside, decide
from dragoman.errors import InputError
from dragoman.find import claimants, classify, lexicon, status
from dragoman.find.mentions import mentions
from dragoman.grammar import token_at
from dragoman.parse import DEFAULT_PIPELINE, parse
from dragoman.read import from_text
from dragoman.records import (
    HAPPENED,
    Actor,
    Attribution,
    Claim,
    Document,
    How,
    Match,
    Record,
    Sentence,
    Span,
    Timex,
    Toponym,
    When,
)
from dragoman.resolve import claims, dates, places
from dragoman.workers import pool as workers_pool

T = TypeVar("T")
Coder = Callable[[Document, str], T]

BATCH = 8
CLAIM = 2.5  # votes of a claim that fits, where the model's add up to 1
FEW = 12  # so many documents are coded sooner than other processes are up
FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


def prepare() -> tuple[str, ...]:
    """Read lexicon and model before any document is; what the user should know of them, a sentence each.

    Raises InputError where a file of theirs is damaged, or a sense cannot be understood.
    """
    lexicon.load()
    if classify.load() is None:
        return ("there is no trained model: the lexicon decides alone",)
    return ()


def code_document(document: Document, *, pipeline: str = DEFAULT_PIPELINE, least: float = LEAST) -> Record:
    """The record of one document: its claims of at least confidence `least`, merged into events.

    Raises NotInstalled where the parser's weights are missing.
    """
    sentences = parse(document, pipeline)
    setting = claims.read(document, sentences)
    told = claims.completed(document, tuple(claims.claim(setting, m) for m in mentions(document, sentences)))
    found: list[Claim] = []
    for told_claim in told:
        around = _around(document, sentences, told_claim)
        claim = decide(told_claim, around, document.published, least=least)
        if claim is not None:
            found.extend((claim, *beside(claim, document.text[claim.passage.start : claim.passage.end])))
    notes = dates.date_notes(document, setting.timexes)
    return Record(document, merge.events(document, tuple(found), setting.story), notes)


def _around(document: Document, sentences: tuple[Sentence, ...], claim: Claim) -> str:
    """The wording of the sentence that a claim stands in."""
    return next(document.text[s.start : s.end] for s in sentences if s.start <= claim.trigger.start < s.end)


def dealing(
    text: str | Document, actor: Span | None, recipient: Span | None, *, pipeline: str = DEFAULT_PIPELINE
) -> Match[str]:
    """The event type of what one party does to the other in a passage, as the claims and the model together have it.

    Always a type: the passage is taken to hold a deed between the two, and a party that it leaves out is None. The
    score is the share of the votes; a claim has up to CLAIM of them, by how many of its parties are the given ones.
    """
    document = _document(text)
    kinds = ontology.load().types
    votes = dict.fromkeys(kinds, 0.0)
    model = classify.load()
    if model is not None:
        sides = [[side] if side else [] for side in (actor, recipient)]
        read = model.dealing(document.text, sides[0], sides[1]).type
        votes = {kind: read[kind] for kind in kinds}
    found = [(_fit(c, actor, recipient), c) for c in code_document(document, pipeline=pipeline, least=0.0).claims]
    fit, best = max(found, key=lambda pair: (pair[0], pair[1].confidence), default=(0.0, None))
    if best is not None and best.type is not None:
        votes[best.type] += CLAIM * fit
    kind = max(votes, key=lambda k: votes[k])
    why = f"of the claims the nearest is {best.type} (fit {fit:.2f})" if best else "no claim"
    share = votes[kind] / (sum(votes.values()) or 1.0)
    return Match(kind, share, f"{why}; the model gives {kind} {votes[kind]:.2f} with it" if model else why)


def _fit(claim: Claim, actor: Span | None, recipient: Span | None) -> float:
    """How far a claim's parties are the given ones: 1 where both are, with a third less for the wrong way round."""
    given = ((actor, claim.actors, claim.recipients), (recipient, claim.recipients, claim.actors))
    found = 0.0
    for span, own, other in given:
        if span is None:
            found += 0.0 if own else 0.5
        elif _among(span, own):
            found += 0.5
        elif _among(span, other):
            found += 0.35
    return max(found, 0.2)


def _among(span: Span, parties: Iterable[Match[Actor]]) -> bool:
    return any(m.value.span.start < span.end and span.start < m.value.span.end for m in parties)


def attributions(text: str | Document, *, pipeline: str = DEFAULT_PIPELINE) -> tuple[Attribution, ...]:
    """Who said what in a text: spans of source, cue and content, in text order."""
    document = _document(text)
    return claimants.attributions(document, parse(document, pipeline))


def timexes(text: str | Document, *, pipeline: str = DEFAULT_PIPELINE) -> tuple[Timex, ...]:
    """Temporal expressions of a text, resolved against the document's date, in text order."""
    document = _document(text)
    return dates.timexes(document, parse(document, pipeline))


def toponyms(text: str | Document, *, pipeline: str = DEFAULT_PIPELINE) -> tuple[Toponym, ...]:
    """Place names of a text, resolved to the gazetteer, in text order."""
    document = _document(text)
    return places.toponyms(document, parse(document, pipeline))


def how_said(
    text: str | Document, triggers: Iterable[Span], *, pipeline: str = DEFAULT_PIPELINE
) -> tuple[tuple[Span, How, Match[When] | None], ...]:
    """For each given word or phrase: how the deed that it names is said, and its day.

    What has happened on no day of its own gets the day that the document reports, with a low score.
    """
    document = _document(text)
    sentences = parse(document, pipeline)
    found = dates.timexes(document, sentences)
    story = dates.story_date(document, sentences, found)
    out = []
    for span in triggers:
        at = next((s for s in sentences if s.start <= span.start < s.end), None)
        token = token_at(at, span.start) if at else None
        if at and token:
            how = status.told(sentences, at, token.i)
            when = dates.event_date(at, token.i, Span(at.start, at.end), found, document.published)
            out.append((span, how, when or (story if how.status in HAPPENED else None)))
    return tuple(out)


def _document(text: str | Document) -> Document:
    return text if isinstance(text, Document) else from_text(text)


def code(
    documents: Iterable[Document | InputError], *, pipeline: str = DEFAULT_PIPELINE, workers: int | None = 1
) -> Iterator[Record | InputError]:
    """Records in the order of the input, the same for any `workers`; an InputError stands where its document would.

    `workers` None codes the first documents here and, where more follow, the rest on all processors.
    """
    return each(documents, _record, pipeline, workers)


def _record(document: Document, pipeline: str) -> Record:
    return code_document(document, pipeline=pipeline)


def each(
    documents: Iterable[Document | InputError], coder: Coder[T], pipeline: str, workers: int | None
) -> Iterator[T | InputError]:
    """What `coder` makes of each document, in the order of the input; see `code`.

    A coder gets a document and the name of the spaCy pipeline; other processes must find it by its name.
    """
    source = iter(documents)
    if workers is None:
        yield from (_safely(item, coder, pipeline) for item in islice(source, FEW))
        workers = os.cpu_count() or 1
    if workers <= 1:
        yield from (_safely(item, coder, pipeline) for item in source)
        return
    first = next(source, None)
    if first is None:
        return
    source = chain([first], source)
    with workers_pool(workers) as pool:
        waiting = []
        for batch in iter(lambda: list(islice(source, BATCH)), []):
            waiting.append(pool.submit(_batch, batch, coder, pipeline))
            if len(waiting) > 4 * workers:
                yield from waiting.pop(0).result()
        for future in waiting:
            yield from future.result()


def _batch(items: list[Document | InputError], coder: Coder[T], pipeline: str) -> list[T | InputError]:
    return [_safely(item, coder, pipeline) for item in items]


def _safely(item: Document | InputError, coder: Coder[T], pipeline: str) -> T | InputError:
    """What is made of a document; a fault of ours in one document must not cost the rest of a long run."""
    if isinstance(item, InputError):
        return item
    try:
        return coder(item, pipeline)
    except FAULTS as fault:
        name = item.origin or item.id
        return InputError(
            f"{name}: could not be coded, by a fault of Dragoman ({type(fault).__name__}: {fault}); please report it"
        )
