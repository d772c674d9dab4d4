"""How an event is said: time, certainty, polarity, who disputes it, and the words that decided.

The grammar around the trigger decides (modules `modality`, `links`, `scope`; vocabulary in data/status.yaml).
Where it leaves doubt, the event is not called a fact: an infinitive whose governor is unknown is not yet done.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.find import clauses
from dragoman.find.background import background
from dragoman.find.denials import answered, denies
from dragoman.find.lasting import lasting
from dragoman.find.links import lemma
from dragoman.find.modality import certain, kind
from dragoman.find.operations import at_least
from dragoman.find.repair import verbal
from dragoman.find.scope import read, subject
from dragoman.find.status_words import ASSERTED, CERTAINTIES, CONDITIONAL, PROBABLE, Reading, Words, words
from dragoman.grammar import kids
from dragoman.records import Certainty, How, Sentence, Span, Time

SUPPOSING = ("provided", "providing", "assuming", "supposing")


def how(sentence: Sentence, i: int) -> How:
    """How the deed at token `i` of the sentence is said; `why` quotes the words that decided."""
    table = words()
    sentence = verbal(sentence)
    i = _whole_word(sentence, i)
    reading = _expectation(sentence, i, read(sentence, i, table), table)
    reading = _provided(sentence, i, _habit(sentence, i, reading, table))
    time: Time = reading.time or "past"  # type: ignore[assignment]
    why = list(dict.fromkeys(reading.why))
    disputed = reading.denier
    if certain(reading):
        if old := background(sentence, i, table):
            time, reading = "background", replace(reading, ongoing=False)
            why.append(f"“{old}”: an earlier time")
        elif last := lasting(sentence, i, reading, table):
            reading = replace(reading, ongoing=True)
            why.append(f"“{last}”: goes on")
        disputed = disputed or _disputer(sentence, i, table)
    elif reading.negative and (answer := answered(sentence, i, table)) and reading.certainty == ASSERTED:
        reading = replace(reading, denied=True)
        why.append(f"“{answer}”: answers an accusation")
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


def told(sentences: tuple[Sentence, ...], s: Sentence, i: int) -> How:
    """As `how`, with the sentence before: a "not" behind a denial answers it ("That is a lie. We shot nobody")."""
    found = _recalled_or_pondered(s, i, how(s, i))
    plain = found.polarity == "negative" and found.certainty == "asserted" and found.time != "future"
    before = next((b for b in sentences if b.index == s.index - 1), None)
    if not plain or found.denied or before is None:
        return found
    word = denies(before, words())
    return replace(found, denied=True, why=f"{found.why}; after “{word}”: a denial") if word else found


def _recalled_or_pondered(s: Sentence, i: int, found: How) -> How:
    """A deed whose anniversary is kept is background, a question talked over ("discussed how to help") a topic."""
    token = s.tokens[i]
    head = s.tokens[token.head]
    above = s.tokens[head.head]
    if token.dep == "pobj" and above.lemma in clauses.words()["recalling"]:
        return replace(found, time="background", why=f"{found.why}; recalled (“{above.text}”)")
    asked = token.dep in ("ccomp", "xcomp") and any(t.tag == "WRB" for t in kids(s, i, "advmod"))
    if asked and head.lemma in clauses.words()["pondering"]:
        return replace(found, certainty="topic", why=f"{found.why}; only talked over (“{head.text} how …”)")
    return found


def _whole_word(sentence: Sentence, i: int) -> int:
    """The head of a hyphened noun whose first part is asked about ("sit" of "sit-in"), else `i`."""
    token = sentence.tokens[i]
    hyphen = (
        i + 1 < len(sentence.tokens)
        and sentence.tokens[i + 1].text == "-"
        and sentence.tokens[i + 1].start == token.end
    )
    return token.head if hyphen and token.dep == "compound" and token.i < token.head <= i + 2 else i


def _habit(sentence: Sentence, i: int, reading: Reading, table: Words) -> Reading:
    """ "In 1985 they would search our car": the "would" of an old habit."""
    old = background(sentence, i, table)
    would = reading.negative is False and any(t.text.lower() in ("would", "'d") for t in kids(sentence, i, "aux"))
    if would and old and any(t.dep == "prep" and t.i < i for t in kids(sentence, i)):
        return replace(reading, certainty=ASSERTED, time="background", backshift=False, why=(f"“would” with “{old}”",))
    return reading


def _provided(sentence: Sentence, i: int, reading: Reading) -> Reading:
    """ "Provided the snow holds off, flights will begin": a condition that the parser may take for a participle."""
    first = next((t for t in sentence.tokens if t.pos != "PUNCT"), sentence.tokens[0])
    parted = any(t.text == "," for t in sentence.tokens[first.i : i])
    if first.text.lower() in SUPPOSING and parted and reading.time == "future" and not reading.negative:
        return at_least(reading, CONDITIONAL, f"“{first.text}”: on a condition")
    return reading


def _disputer(sentence: Sentence, i: int, table: Words) -> Span | None:
    """Who denies the deed in a clause that hangs on it ("an attack that X denies", "a claim the army denied")."""
    for t in sentence.tokens:
        if t.dep == "relcl" and (t.lemma in ("deny", "dispute", "reject") or lemma(sentence, t) in ("deny", "dispute")):
            head = sentence.tokens[t.head]
            if head.i == i or head.lemma in table.charges:
                return subject(sentence, t.i)
    return None
