"""How an event is said: time, certainty, polarity, who disputes it, and the words that decided.

The grammar around the trigger decides (modules `modality`, `links`, `scope`; vocabulary in data/status.yaml).
Where it leaves doubt, the event is not called a fact: an infinitive whose governor is unknown is not yet done.
"""

from __future__ import annotations

from dragoman.find.links import lemma
from dragoman.find.modality import certain, kind
from dragoman.find.scope import read, subject
from dragoman.find.status_words import CERTAINTIES, Reading, Words, words
from dragoman.grammar import kids
from dragoman.records import Certainty, How, Sentence, Span, Time, Token


def how(sentence: Sentence, i: int) -> How:
    """How the deed at token `i` of the sentence is said; `why` quotes the words that decided."""
    table = words()
    reading = read(sentence, i, table)
    time: Time = reading.time or "past"  # type: ignore[assignment]
    why = list(dict.fromkeys(reading.why))
    disputed = reading.denier
    if certain(reading):
        if old := background(sentence, i, table):
            time, reading = "background", reading._replace(ongoing=False)
            why.append(f"“{old}”: an earlier time")
        elif since := _since(sentence, i, reading):
            reading = reading._replace(ongoing=True)
            why.append(f"“{since}”: goes on")
        disputed = disputed or _disputer(sentence, i, table)
    certainty: Certainty = CERTAINTIES[reading.certainty]  # type: ignore[assignment]
    return How(
        time=time,
        certainty=certainty,
        polarity="negative" if reading.negative else "positive",
        disputed_by=disputed,
        ongoing=reading.ongoing and certain(reading),
        denied=reading.denied,
        why="; ".join(why) or "told as a fact",
    )


def background(sentence: Sentence, i: int, table: Words) -> str | None:
    """The words that put the deed at `i` well before the news ("in 1993", "last year", "ten years ago"), or None."""
    tokens = sentence.tokens
    for t in tokens:
        if (
            t.lemma in ("ago", "last", "previous", "earlier")
            or (t.pos == "NUM" and _year(t.text))
            or t.text.lower() == "last"
        ):
            phrase = _old(sentence, t, table)
            if phrase and _clause_of(sentence, t.i) == _clause_of(sentence, i):
                return phrase
    return None


def _year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and text[:2] in ("18", "19", "20")


def _old(sentence: Sentence, t: Token, table: Words) -> str | None:
    tokens = sentence.tokens
    head = tokens[t.head]
    if t.pos == "NUM" and _year(t.text):
        bare = head.dep == "prep" and head.text.lower() in ("in", "since", "from", "until", "of", "between", "during")
        return f"{head.text} {t.text}" if bare and t.dep == "pobj" else None
    if t.text.lower() == "ago":
        unit = next((k for k in kids(sentence, t.i, "npadvmod") if k.lemma in table.background), None)
        return f"{unit.text} ago" if unit else None
    if t.text.lower() == "last" and head.lemma in table.background:
        return f"last {head.text}"
    return None


def _clause_of(sentence: Sentence, i: int) -> int:
    """The verb of the clause that token `i` stands in (its own index for a verb)."""
    tokens = sentence.tokens
    while tokens[i].pos not in ("VERB", "AUX") and tokens[i].head != i:
        i = tokens[i].head
    return i


def _since(sentence: Sentence, i: int, reading: Reading) -> str | None:
    """ "held since Monday", "has been closed since May": the state goes on."""
    if kind(sentence, sentence.tokens[i]) not in "vp" or reading.time == "background":
        return None
    return next((f"{t.text} …" for t in kids(sentence, i, "prep") if t.text.lower() == "since"), None)


def _disputer(sentence: Sentence, i: int, table: Words) -> Span | None:
    """Who denies the deed in a clause that hangs on it ("an attack that X denies", "a claim the army denied")."""
    for t in sentence.tokens:
        if t.dep == "relcl" and (t.lemma in ("deny", "dispute", "reject") or lemma(sentence, t) in ("deny", "dispute")):
            head = sentence.tokens[t.head]
            if head.i == i or head.lemma in table.charges:
                return subject(sentence, t.i)
    return None
