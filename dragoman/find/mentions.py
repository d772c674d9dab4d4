"""Document and sentences -> mentions: the finding stage as one verb."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.find import claimants, lexicon, status
from dragoman.find.discourse import settled
from dragoman.find.hollow import hollow
from dragoman.find.quiet import quiet
from dragoman.find.roles import mention
from dragoman.find.triggers import triggers
from dragoman.records import Attribution, Document, Mention, Sentence


def mentions(
    document: Document, sentences: tuple[Sentence, ...], attributions: tuple[Attribution, ...] | None = None
) -> tuple[Mention, ...]:
    """Every deed that the sentences tell of, in text order, as spans."""
    words = lexicon.load()
    said = claimants.attributions(document, sentences) if attributions is None else attributions
    out: list[Mention] = []
    silent = quiet(document, sentences)
    for s in sentences:
        if s.index in silent:
            continue
        here = (mention(s, t, words, status.told(sentences, s, t.at), said) for t in triggers(s, words))
        out.extend(_distinct(here))
    told = tuple(m for m in out if hollow(document, sentences, m) is None)
    return settled(document, sentences, told)


def _distinct(found: Iterable[Mention]) -> list[Mention]:
    """The mentions of a sentence, "killed and wounded" and its like told once: one act, one doer, one undergoer."""
    out: dict[tuple[object, ...], Mention] = {}
    for m in found:
        actors, recipients = (tuple(sorted(slot.head for slot in side)) for side in (m.actors, m.recipients))
        key = (m.act, actors, recipients, m.how.status) if actors or recipients else (m.trigger,)
        out.setdefault(key, m)
    return list(out.values())
