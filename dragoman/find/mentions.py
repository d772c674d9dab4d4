"""Document and sentences -> mentions: the finding stage as one verb."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dragoman.find import claimants, lexicon, status
from dragoman.find.clauses import words as grammar_words
from dragoman.find.quiet import quiet
from dragoman.find.roles import mention
from dragoman.find.triggers import triggers
from dragoman.grammar import kids
from dragoman.records import Attribution, Document, How, Mention, Sentence


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
        here = (mention(s, t, words, _how(sentences, s, t.at), said) for t in triggers(s, words))
        out.extend(_distinct(here))
    return tuple(out)


def _how(sentences: tuple[Sentence, ...], s: Sentence, i: int) -> How:
    """How the deed is said. A question that was talked over ("discussed how both can help") is a topic, a deed
    whose anniversary is kept is background.
    """
    how = status.told(sentences, s, i)
    token = s.tokens[i]
    above = s.tokens[s.tokens[token.head].head]
    if token.dep == "pobj" and above.lemma in grammar_words()["recalling"]:
        return replace(how, time="background", why=f"{how.why}; recalled (“{above.text}”)")
    asked = token.dep in ("ccomp", "xcomp") and any(t.tag == "WRB" for t in kids(s, i, "advmod"))
    if asked and s.tokens[token.head].lemma in grammar_words()["pondering"]:
        return replace(how, certainty="topic", why=f"{how.why}; only talked over (“{s.tokens[token.head].text} how …”)")
    return how


def _distinct(found: Iterable[Mention]) -> list[Mention]:
    """The mentions of a sentence, "killed and wounded" and its like told once: one act, one doer, one undergoer."""
    out: dict[tuple[object, ...], Mention] = {}
    for m in found:
        actors, recipients = (tuple(sorted(slot.head for slot in side)) for side in (m.actors, m.recipients))
        key = (m.act, actors, recipients, m.how.status) if actors or recipients else (m.trigger,)
        out.setdefault(key, m)
    return list(out.values())
