"""Document and sentences -> mentions: the finding stage as one verb."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.find import claimants, classify, lexicon, status
from dragoman.find.discourse import settled
from dragoman.find.hollow import hollow
from dragoman.find.quiet import quiet
from dragoman.find.roles import mention
from dragoman.find.triggers import Trigger, triggers
from dragoman.find.unlisted import unlisted
from dragoman.find.weigh import weighed
from dragoman.records import Attribution, Document, Mention, Sentence, Span


def mentions(
    document: Document, sentences: tuple[Sentence, ...], attributions: tuple[Attribution, ...] | None = None
) -> tuple[Mention, ...]:
    """Every deed that the sentences tell of, in text order, as spans."""
    return settled(document, sentences, told(document, sentences, attributions))


def told(
    document: Document, sentences: tuple[Sentence, ...], attributions: tuple[Attribution, ...] | None = None
) -> tuple[Mention, ...]:
    """The same before it is settled which of them are the news of the document."""
    words, model = lexicon.load(), classify.load()
    said = claimants.attributions(document, sentences) if attributions is None else attributions
    out: list[Mention] = []
    silent = quiet(document, sentences)
    for s in sentences:
        if s.index in silent:
            continue
        found = triggers(s, words)
        found += unlisted(s, found, words) if model else ()
        here = (mention(s, t, words, status.told(sentences, s, t.at), said) for t in found)
        out.extend(_distinct(_read(document, s, found, here, model) if model else here))
    return tuple(m for m in out if hollow(document, sentences, m) is None)


def _read(
    document: Document, s: Sentence, found: tuple[Trigger, ...], told: Iterable[Mention], model: classify.Model
) -> Iterator[Mention]:
    """The mentions of a sentence that stand when the model has read it too."""
    words = [s.tokens[t.named] for t in found]
    spans = [Span(w.start - s.start, w.end - s.start) for w in words]
    verdicts = model.deeds(document.text[s.start : s.end], spans) if found else ()
    for trigger, verdict, m in zip(found, verdicts, told, strict=True):
        kept = weighed(m, verdict, trigger.sense.weight)
        if kept is not None:
            yield kept


def _distinct(found: Iterable[Mention]) -> list[Mention]:
    """The mentions of a sentence, "killed and wounded" and its like told once: one act, one doer, one undergoer."""
    out: dict[tuple[object, ...], Mention] = {}
    for m in found:
        actors, recipients = (tuple(sorted(slot.head for slot in side)) for side in (m.actors, m.recipients))
        key = (m.act, actors, recipients, m.how.status) if actors or recipients else (m.trigger,)
        out.setdefault(key, m)
    return list(out.values())
