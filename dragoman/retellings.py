"""Texts of one story, and words that tell of one happening, whatever the happening is: no claim need be coded of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dragoman.find import lexicon, status
from dragoman.grammar import token_at
from dragoman.merge import lineage, meanings, stories
from dragoman.merge.joining import groups
from dragoman.merge.judging import WORDS, judge
from dragoman.merge.tellings import Telling, Text, spoken, text
from dragoman.parse import DEFAULT_PIPELINE, parse
from dragoman.records import Document, Sentence, Span
from dragoman.resolve import dates
from dragoman.words import information, stems

POS = {"VERB": "verb", "NOUN": "noun", "ADJ": "adj"}
LINKS = frozenset({"prep", "agent"})
ROLES = frozenset({"nsubj", "nsubjpass", "dobj", "poss", "compound", "amod", "attr", "oprd", "nmod"}) | LINKS
NAMES = frozenset({"compound", "poss"})
OTHER_CLAUSES = frozenset({"advcl", "ccomp", "conj", "cc", "relcl", "parataxis", "acl", "csubj", "punct"})
SOME = 2.0  # information that a word beside a deed carries at least
NO_DEED = "NONE"


def same_story(documents: Iterable[Document]) -> list[str]:
    """For each document the first id of those that tell its story."""
    held = [text(d) for d in documents]
    found = stories.stories(held)
    return [found[t.id] for t in held]


def retellings(
    given: Iterable[tuple[Document, Sequence[Span]]], *, pipeline: str = DEFAULT_PIPELINE
) -> list[list[str]]:
    """For each document and each of its given words or phrases: the name of the happening that it tells of.

    The same name stands for what is told of one happening, in one text or in several.
    """
    texts: list[Text] = []
    told: list[list[Telling]] = []
    for document, spans in given:
        held = text(document)
        texts.append(held)
        told.append(list(worded(document, held, spans, pipeline)))
    lineage.mark(texts)
    stories.mark(texts)
    everything = [t for listed in told for t in listed]
    group = groups((t.id for t in everything), judge(everything, WORDS))
    return [[group[t.id] for t in listed] for listed in told]


def worded(
    document: Document, held: Text, spans: Sequence[Span], pipeline: str = DEFAULT_PIPELINE
) -> Iterator[Telling]:
    """The telling of each of the given words or phrases."""
    sentences = parse(document, pipeline)
    found = dates.timexes(document, sentences)
    for span in spans:
        at = next((s for s in sentences if s.start <= span.start < s.end), None)
        token = token_at(at, span.start) if at else None
        made = spoken(document, held, span, Span(at.start, at.end) if at else span)
        if at and token:
            when = dates.event_date(at, token.i, Span(at.start, at.end), found, document.published)
            days = (when.value.first.toordinal(), when.value.last.toordinal()) if when else None
            said = status.told(sentences, at, token.i).status
            made = replace(
                made, trigger=_named(at, span), kinds=_kinds(at, span), beside=_beside(at, span), status=said,
                days=days, vector=meanings.of_passages([_clause(at, span)])[0],
            )  # fmt: skip
        yield made


def _named(at: Sentence, span: Span) -> frozenset[str]:
    """The stems of the words in their base forms, so that "dies" and "died" are one."""
    inside = (t for t in at.tokens if span.start <= t.start < span.end)
    return frozenset(w for t in inside for w in stems(t.lemma))


def _kinds(at: Sentence, span: Span) -> frozenset[str]:
    """The types of deed that the words may name, by the lexicon."""
    senses = lexicon.load().senses
    inside = [t for t in at.tokens if span.start <= t.start < span.end]
    return frozenset(
        s.type for t in inside for s in senses.get((POS.get(t.pos, ""), t.lemma), ()) if s.type and s.type != NO_DEED
    )


def _beside(at: Sentence, span: Span) -> frozenset[str]:
    """The stems of what depends on the words: who does it, to what, whose, of what kind."""
    inside = {t.i for t in at.tokens if span.start <= t.start < span.end}
    near = {k for i in inside for k in at.children[i] if at.tokens[k].dep in ROLES}
    near |= {k for i in near for k in at.children[i] if at.tokens[i].dep in LINKS or at.tokens[k].dep in NAMES}
    return frozenset(w for k in near - inside for w in stems(at.tokens[k].text) if information(w) >= SOME)


def _clause(at: Sentence, span: Span) -> str:
    """The words of the deed's own clause: those given and what depends on them, other clauses left out."""
    inside = [t.i for t in at.tokens if span.start <= t.start < span.end]
    held, waiting = set(inside), list(inside)
    while waiting:
        more = [k for k in at.children[waiting.pop()] if k not in held and at.tokens[k].dep not in OTHER_CLAUSES]
        held.update(more)
        waiting += more
    return " ".join(at.tokens[k].text for k in sorted(held))
