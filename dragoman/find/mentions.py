"""Document and sentences -> mentions: the finding stage as one verb."""

from __future__ import annotations

from dragoman.find import claimants, lexicon, status
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
        for trigger in triggers(s, words):
            out.append(mention(s, trigger, words, status.how(s, trigger.at), said))
    return tuple(out)
