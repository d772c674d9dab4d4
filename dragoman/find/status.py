"""How an event is said: time, certainty, polarity, who disputes it, and the words that decided.

The grammar around the trigger decides (modules `modality`, `links`, `scope`; vocabulary in data/status.yaml).
Where it leaves doubt, the event is not called a fact: an infinitive whose governor is unknown is not yet done.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.find.background import background
from dragoman.find.links import lemma
from dragoman.find.modality import certain, kind
from dragoman.find.scope import read, subject
from dragoman.find.status_words import CERTAINTIES, PROBABLE, Reading, Words, words
from dragoman.grammar import kids
from dragoman.records import Certainty, How, Sentence, Span, Time


def how(sentence: Sentence, i: int) -> How:
    """How the deed at token `i` of the sentence is said; `why` quotes the words that decided."""
    table = words()
    reading = _expectation(sentence, i, read(sentence, i, table), table)
    time: Time = reading.time or "past"  # type: ignore[assignment]
    why = list(dict.fromkeys(reading.why))
    disputed = reading.denier
    if certain(reading):
        if old := background(sentence, i, table):
            time, reading = "background", replace(reading, ongoing=False)
            why.append(f"“{old}”: an earlier time")
        elif since := _since(sentence, i):
            reading = replace(reading, ongoing=True)
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


def _expectation(sentence: Sentence, i: int, reading: Reading, table: Words) -> Reading:
    """Where the trigger is itself "expected" ("the envoy is expected"), what it tells is no more than likely."""
    token = sentence.tokens[i]
    if certain(reading) and kind(sentence, token) == "p" and table.frame("to", token.lemma, "p") == "probable":
        return replace(reading, certainty=PROBABLE, time="future", why=(*reading.why, f"“{token.text}”: not certain"))
    return reading


def _since(sentence: Sentence, i: int) -> str | None:
    """ "held since Monday", "has been closed since May": the state goes on."""
    token = sentence.tokens[i]
    if kind(sentence, token) != "p" and not (token.tag == "VBN" and token.dep in ("acl", "relcl")):
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
