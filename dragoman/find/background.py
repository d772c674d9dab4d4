"""Which deeds the grammar itself puts well before the news: "in 1987", "last year", "ten years ago".

Only what is plain without a calendar; dates are resolved elsewhere and decide the rest.
"""

from __future__ import annotations

from dragoman.find.eras import era
from dragoman.find.links import indefinite
from dragoman.find.modality import is_verb
from dragoman.find.status_words import Words
from dragoman.grammar import kids
from dragoman.records import Sentence, Token

CARRIERS = ("prep", "pobj", "npadvmod", "advmod", "nummod", "quantmod", "amod", "pcomp", "tmod", "conj")
BARE = ("in", "since", "from", "until", "between", "during")


def background(sentence: Sentence, i: int, words: Words) -> str | None:
    """The words that put the deed at `i` well before the news, or None."""
    for t in sentence.tokens:
        if t.lemma in ("ago", "last") or len(t.text) == 4:
            found = _old(sentence, t, words)
            if found and _tells(sentence, i, found[1], words):
                return found[0]
    return era(sentence, i, words)


def _old(sentence: Sentence, t: Token, words: Words) -> tuple[str, int] | None:
    """The phrase and the index of the word that it dates, if `t` is the head of a phrase for old times."""
    head = sentence.tokens[t.head]
    if t.text.isdigit() and t.text[:2] in ("18", "19", "20"):
        if t.dep == "pobj" and head.text.lower() in BARE:
            return f"{head.text} {t.text}", _dated(sentence, head.i)
        if t.dep in ("nummod", "compound", "amod") and not is_verb(head) and head.ent != "DATE":
            return f"the {t.text} {head.text}", head.i
        return None
    if t.lemma == "ago":
        unit = next((k for k in kids(sentence, t.i, "npadvmod") if k.lemma in words.background), None)
        return (f"{unit.text} ago", _dated(sentence, t.i)) if unit else None
    if t.lemma == "last" and head.lemma in words.background:
        return f"last {head.text}", _dated(sentence, head.i)
    return None


def _dated(sentence: Sentence, k: int) -> int:
    """The verb or noun that a temporal phrase hangs on."""
    tokens = sentence.tokens
    while tokens[k].dep in CARRIERS and tokens[k].head != k:
        above = tokens[k].head
        if is_verb(tokens[above]) or (
            tokens[k].dep in ("prep", "npadvmod") and tokens[above].pos not in ("ADP", "ADV")
        ):
            return above
        k = above
    return tokens[k].head if tokens[k].dep == "poss" else k


def _tells(sentence: Sentence, i: int, dated: int, words: Words) -> bool:
    """Whether the deed at `i` is what the word at `dated` dates: itself, its verb, its new object."""
    tokens = sentence.tokens
    if i == dated:
        return True
    if not is_verb(tokens[dated]):
        new = indefinite(sentence, dated, words) and tokens[dated].dep in ("dobj", "nsubjpass", "pobj", "attr")
        return new and is_verb(tokens[i]) and _verb_above(sentence, dated) == i
    if not is_verb(tokens[i]):
        return tokens[i].dep in ("dobj", "nsubj", "nsubjpass", "attr") and tokens[i].head == dated
    joined = tokens[i].dep in ("conj", "advcl") and tokens[i].head == dated
    return joined and not any(t.ent in ("DATE", "TIME") for k in kids(sentence, i, "prep") for t in kids(sentence, k.i))


def _verb_above(sentence: Sentence, k: int) -> int:
    tokens = sentence.tokens
    while not is_verb(tokens[k]) and tokens[k].head != k:
        k = tokens[k].head
    return k
