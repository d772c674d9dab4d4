"""A sentence -> points: the passages that can be told, left out or contradicted each on its own.

A sentence is cut where clauses are coordinated, where a clause stands beside it, before who asked for the meeting, and
between the topics of a list. Each word belongs to the nearest cut above it in the parse, so that no word is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from dragoman.comparison import Point
from dragoman.grammar import ancestors, kids, stretches, subtree
from dragoman.records import Document, Sentence, Span, Token

VERBAL = ("VERB", "AUX")
FULL = ("dobj", "prep", "ccomp", "xcomp", "acomp", "attr", "agent", "dative", "oprd", "pcomp", "prt", "npadvmod")
LISTED = ("dobj", "pobj", "nsubjpass", "attr", "pcomp")
CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV")
NAMED = ("PERSON", "GPE", "NORP", "DATE", "TIME", "CARDINAL", "ORDINAL", "QUANTITY", "MONEY", "PERCENT")
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
LASTING = re.compile(r"(?:hour|day|week|month)s?-?long")
LONG = 2  # content words that each topic of a list of two has, and more than which are left beside who asked
MANY = 3  # topics of a list whose topics may be single words


@dataclass(frozen=True, slots=True)
class Cut:
    """A point with its place in the parse: its sentence, the words that are its own, and the word above them."""

    point: Point
    sentence: Sentence
    own: tuple[int, ...]
    head: int

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Its own words."""
        return tuple(self.sentence.tokens[i] for i in self.own)


@lru_cache(maxsize=1)
def known() -> dict[str, Any]:
    """The words of data/compare_words.yaml."""
    import yaml

    loaded: dict[str, Any] = yaml.safe_load((files("dragoman") / "data" / "compare_words.yaml").read_text("utf-8"))
    return loaded


@lru_cache(maxsize=1)
def _empty() -> frozenset[str]:
    return frozenset(known()["empty"])


def is_content(token: Token) -> bool:
    """Whether a word carries content of its own."""
    return token.pos in CONTENT and token.lemma not in _empty()


def cuts(document: Document, sentences: Iterable[Sentence], within: Sequence[Span] | None = None) -> list[Cut]:
    """The points of the sentences, in text order; with `within`, made of the words inside these spans only."""
    return [cut for sentence in sentences for cut in _sentence_cuts(document, sentence, within)]


def _sentence_cuts(document: Document, sentence: Sentence, within: Sequence[Span] | None) -> Iterator[Cut]:
    heads = _heads(sentence)
    own: dict[int, list[int]] = {head: [] for head in heads}
    for token in sentence.tokens:
        if within is None or any(s.start <= token.start < s.end for s in within):
            own[_owner(sentence, token.i, heads)].append(token.i)
    for head in sorted(heads, key=lambda i: min(own[i], default=0)):
        found = _trimmed(sentence, own[head])
        told = [t for t in (sentence.tokens[i] for i in found) if is_content(t)]
        only_when = within is not None and all(t.ent in ("DATE", "TIME") for t in told)
        if told and not only_when:
            yield Cut(_point(document, sentence, head, found), sentence, tuple(found), _top(sentence, head, found))


def _top(sentence: Sentence, head: int, own: Sequence[int]) -> int:
    """The word of a point that governs the others: its head, or what is left where others say "he said"."""
    if head in own:
        return head
    tops = [i for i in own if sentence.tokens[i].head not in own]
    return next((i for i in tops if sentence.tokens[i].pos in VERBAL), tops[0] if tops else own[0])


def _owner(sentence: Sentence, i: int, heads: frozenset[int]) -> int:
    """The head of the point that a word belongs to: itself or the nearest above."""
    if i in heads:
        return i
    token = sentence.tokens[i]
    if token.dep in ("cc", "punct", "mark", "preconj"):  # a link goes with what it links
        behind = next((t for t in kids(sentence, token.head, "conj") if t.i > i), None)
        if behind is not None and behind.i in heads and token.dep != "mark":
            return behind.i
    return next((t.i for t in ancestors(sentence, i) if t.i in heads), min(heads))


def _point(document: Document, sentence: Sentence, head: int, own: list[int]) -> Point:
    spans = tuple(Span(sentence.tokens[s[0]].start, sentence.tokens[s[-1]].end) for s in stretches(own))
    text = " ".join(document.text[s.start : s.end] for s in spans)
    before = " ".join(document.text[s.start : s.end] for s in _shared(sentence, head, own))
    words = " ".join(f"{before} {text}".split())
    return Point(document, spans, Span(sentence.start, sentence.end), words)


def _trimmed(sentence: Sentence, own: list[int]) -> list[int]:
    """Without links and marks at either end, and marks that stand alone."""

    def bare(i: int) -> bool:
        t = sentence.tokens[i]
        return t.pos == "PUNCT" or t.dep == "cc" or t.pos == "SPACE"

    kept = [s for s in stretches(own) if not all(bare(i) for i in s)]
    out: list[int] = []
    for stretch in kept:
        while bare(stretch[0]):
            stretch = stretch[1:]
        while bare(stretch[-1]):
            stretch = stretch[:-1]
        out += stretch
    return out


# ---------------------------------------------------------------- where a sentence is cut


def _heads(sentence: Sentence) -> frozenset[int]:
    """The words at which points begin in the parse: the root, and each below which another one is cut off."""
    found = {t.i for t in sentence.tokens if t.head == t.i}
    for token in sentence.tokens:
        if token.head != token.i and any(test(sentence, token) for test in (_clause, _beside, _asked, _manner, _topic)):
            found.add(token.i)
    return frozenset(found)


def _clause(sentence: Sentence, token: Token) -> bool:
    """A clause joined to one that is complete without it ("urged X and welcomed Y")."""
    head = sentence.tokens[token.head]
    if token.dep in ("conj", "parataxis") and token.pos in VERBAL and head.pos in VERBAL:
        complete = any(t.i < token.i for t in kids(sentence, head.i, *FULL))
        return complete or bool(kids(sentence, token.i, *SUBJECTS))
    if token.dep == "ccomp" and head.pos in VERBAL and token.i < head.i:  # "X was agreed; Y will follow"
        between = sentence.tokens[token.i : head.i]
        return any(t.text == ";" for t in between)
    return False


def _beside(sentence: Sentence, token: Token) -> bool:
    """A clause set off by a comma ("…, demanding that", "…, while Y did", "…, who is")."""
    if token.pos not in VERBAL or token.dep not in ("advcl", "relcl", "acl"):
        return False
    whole = subtree(sentence, token.i)
    first = whole[0]
    marks = {t.lemma for t in kids(sentence, token.i, "mark")}
    if marks & set(known()["beside"]):
        return True
    apart = first > 0 and sentence.tokens[first - 1].text in (",", "-", "–", "—", ";")
    if token.dep == "advcl":
        return apart and not marks and token.tag == "VBG"
    return apart and len([i for i in whole if is_content(sentence.tokens[i])]) > LONG


def _asked(sentence: Sentence, token: Token) -> bool:
    """Who asked for it ("at the invitation of")."""
    if token.dep != "prep" or token.lemma not in known()["at"]:
        return False
    if not any(t.lemma in known()["asked"] for t in kids(sentence, token.i, "pobj")):
        return False
    inside = set(subtree(sentence, token.i))
    return sum(is_content(t) for t in sentence.tokens if t.i not in inside) > LONG


def _manner(sentence: Sentence, token: Token) -> bool:
    """How the talks went or how long they were ("in a cordial atmosphere", "for two hours"), beside what they were."""
    if token.dep != "prep" or token.lemma not in ("in", "with", "for", "of"):
        return False
    over = sentence.tokens[token.head]
    meant = any(t.lemma in known()["manner"] for t in kids(sentence, token.i, "pobj"))
    long = any(LASTING.fullmatch(sentence.tokens[i].text.lower()) for i in subtree(sentence, token.i))
    return (meant or long) and (
        over.pos in VERBAL or over.lemma in known()["meetings"] or over.lemma in known()["talks"]
    )


def _topic(sentence: Sentence, token: Token) -> bool:
    """A further topic of a list that is acted on ("discussed X, Y and Z")."""
    if token.dep != "conj" or token.pos not in ("NOUN", "PROPN", "VERB") or token.ent in NAMED:
        return False
    listed = _list(sentence, token)
    if listed[0].dep not in LISTED or listed[0].ent in NAMED:
        return False
    over = sentence.tokens[listed[0].head]
    if over.lemma == "between" or not all(_common(sentence, t, listed) for t in listed):
        return False
    sizes = [_size(sentence, t, listed) for t in listed]
    return all(size >= LONG for size in sizes) or (len(listed) >= MANY and sum(sizes) >= len(listed))


def _list(sentence: Sentence, token: Token) -> list[Token]:
    """The members of the list that a word is in, the first one first."""
    first = token
    while first.dep == "conj" and first.head != first.i:
        first = sentence.tokens[first.head]
    out, at = [first], first
    while nexts := [t for t in kids(sentence, at.i, "conj") if t.i > at.i]:
        out += nexts
        at = nexts[-1]
    return out


def _common(sentence: Sentence, member: Token, listed: Sequence[Token]) -> bool:
    """Whether a member of a list is more than a name."""
    others = {i for t in listed if t.i > member.i for i in subtree(sentence, t.i)}
    own = (sentence.tokens[i] for i in subtree(sentence, member.i) if i not in others)
    return any(t.pos in ("NOUN", "VERB") and is_content(t) for t in own)


def _size(sentence: Sentence, member: Token, listed: Sequence[Token]) -> int:
    """How many content words a member of a list has of its own."""
    others = {i for t in listed if t.i > member.i for i in subtree(sentence, t.i)}
    return sum(is_content(sentence.tokens[i]) for i in subtree(sentence, member.i) if i not in others)


# ---------------------------------------------------------------- what a point shares with its neighbours


def _shared(sentence: Sentence, head: int, own: Sequence[int]) -> list[Span]:
    """The words of others that a point needs to be read alone: the subject of a clause, the verb of a topic."""
    token = sentence.tokens[head]
    if token.pos in VERBAL and token.dep != "pcomp":
        if token.head == head or kids(sentence, head, *SUBJECTS):
            return []
        above = (t for t in ancestors(sentence, head) if kids(sentence, t.i, *SUBJECTS))
        subject = next((kids(sentence, t.i, *SUBJECTS)[0] for t in above), None)
        return [_core(sentence, subject)] if subject else []
    verb = next((t for t in ancestors(sentence, head) if t.pos in VERBAL), None)
    if verb is None or token.head == head:
        return []
    linked = [t for t in ancestors(sentence, head) if t.i >= verb.i and t.dep in ("prep", "dobj") and t.i < min(own)]
    return [Span(t.start, t.end) for t in sorted({verb.i: verb, **{t.i: t for t in linked if t.dep == "prep"}}.values(),
                                                 key=lambda t: t.i)]  # fmt: skip


def _core(sentence: Sentence, head: Token) -> Span:
    """A noun with what stands before it, without what hangs behind."""
    inside = [i for i in subtree(sentence, head.i) if i <= head.i]
    return Span(sentence.tokens[min(inside)].start, head.end)
