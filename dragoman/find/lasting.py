"""Which deeds are told as going on: "in its third week", "on strike since May", "still shelling", "no end in sight".

The vocabulary is data/status.yaml.
"""

from __future__ import annotations

from dragoman.find.modality import auxiliaries, is_verb
from dragoman.find.status_words import Reading, Words
from dragoman.grammar import SUBJECTS, kids
from dragoman.records import Sentence, Token

UNITS = ("day", "week", "month", "year", "hour", "night", "decade")
ENDS = ("end", "sign", "let", "letup", "respite")
PRESENT = ("VBZ", "VBP")


def lasting(sentence: Sentence, i: int, reading: Reading, words: Words) -> str | None:
    """The words that say that the deed at `i`, told as a fact, goes on; or None."""
    verb = _verb(sentence, i, words)
    if verb is None:
        return _unended(sentence, i)
    tests = (_since, _counted, _under_way, _still, _again, _as_said)
    return next((found for test in tests if (found := test(sentence, i, verb, words))), None) or _unended(sentence, i)


def _verb(sentence: Sentence, i: int, words: Words) -> Token | None:
    """The verb that tells of the deed: itself, the one whose subject it is, or one of being in it ("is on strike")."""
    token = sentence.tokens[i]
    above = sentence.tokens[token.head]
    if is_verb(token):
        return token
    if token.dep in ("nsubj", "nsubjpass") and is_verb(above):
        return above
    if token.dep == "pobj" and _state(sentence, token, words):
        return sentence.tokens[above.head]
    return None


def _state(sentence: Sentence, noun: Token, words: Words) -> bool:
    """Whether the noun is a state that somebody is in: "remains under arrest", "are on strike"."""
    preposition = sentence.tokens[noun.head]
    verb = sentence.tokens[preposition.head]
    states = words.lists.get(f"states_{preposition.text.lower()}", frozenset())
    return noun.lemma in states and verb.lemma in words.lists["state_verbs"]


def _since(sentence: Sentence, i: int, verb: Token, words: Words) -> str | None:
    """ "has been on strike since May", "held since March", "for 40 days": a perfect or a participle with its span."""
    auxes = auxiliaries(sentence, verb.i)
    perfect = any(a.tag in PRESENT and a.lemma == "have" for a in auxes)
    bare = verb.tag == "VBN" and (verb.dep in ("acl", "relcl") or any(a.lemma == "be" for a in auxes))
    holds = verb.lemma == "hold" and not kids(sentence, verb.i, "dobj")
    lasts = (
        holds
        or verb.lemma in words.lists["state_verbs"]
        or any(t.text.lower() == "on" for t in kids(sentence, verb.i, "prt"))
    )
    for t in kids(sentence, verb.i, "prep", "advmod", "mark"):
        low = t.text.lower()
        if low == "since" and t.dep == "prep" and (bare or (perfect and lasts)):
            return f"{t.text} …"
        if low == "for" and perfect and lasts and any(x.lemma in UNITS for x in kids(sentence, t.i, "pobj")):
            return f"{t.text} …"
    return None


def _counted(sentence: Sentence, i: int, verb: Token, words: Words) -> str | None:
    """ "is in its third week", "enters its fifth day"."""
    nouns = [
        x
        for t in kids(sentence, verb.i, "prep")
        if t.text.lower() in ("in", "into")
        for x in kids(sentence, t.i, "pobj")
    ]
    nouns += kids(sentence, verb.i, "dobj") if verb.lemma in ("enter", "reach", "begin") else []
    for x in nouns:
        if x.lemma in UNITS and any(t.text.lower() in ("its", "their") for t in kids(sentence, x.i, "poss")):
            return f"its … {x.text}" if _present(sentence, verb) else None
    return None


def _present(sentence: Sentence, verb: Token) -> bool:
    return verb.tag in PRESENT or any(a.tag in PRESENT for a in auxiliaries(sentence, verb.i))


def _under_way(sentence: Sentence, i: int, verb: Token, words: Words) -> str | None:
    """ "is under way", "is in progress", "is in force", and the state itself: "remains under arrest"."""
    if verb.i == i or verb.lemma not in words.lists["state_verbs"] or not _present(sentence, verb):
        return None
    if any(t.lemma in ("underway", "afoot", "ongoing") for t in kids(sentence, verb.i, "acomp", "advmod", "attr")):
        return f"{verb.text} under way"
    for t in kids(sentence, verb.i, "prep"):
        states = words.lists.get(f"states_{t.text.lower()}", frozenset())
        for x in kids(sentence, t.i, "pobj"):
            if x.lemma in states and (x.i == i or x.lemma in ("way", "progress", "force")):
                return f"{verb.text} {t.text} {x.text}"
    return None


def _still(sentence: Sentence, i: int, verb: Token, words: Words) -> str | None:
    """ "still blockade", "were still shelling", and "as he has since March" beside a present participle."""
    around = kids(sentence, verb.i, "advmod")
    progressive = verb.tag == "VBG" or any(a.text.lower() == "being" for a in auxiliaries(sentence, verb.i))
    timeless = verb.tag in PRESENT and sentence.block != "headline"
    still = [t for t in around if t.text.lower() == "still" and sentence.tokens[t.i + 1].text != ","]
    if still and (progressive or timeless):
        return "still"
    if verb.tag != "VBG":
        return None
    closing = (t for c in kids(sentence, verb.i, "advcl") for t in kids(sentence, c.i, *SUBJECTS))
    return "as we go to press" if any(t.lemma in ("edition", "press") for t in closing) else None


def _again(sentence: Sentence, i: int, verb: Token, words: Words) -> str | None:
    """ "Week after week, soldiers search", "shell the town every night": a present that repeats itself."""
    if verb.i != i or verb.tag not in PRESENT or sentence.block == "headline":
        return None
    for t in kids(sentence, verb.i, "npadvmod", "advmod"):
        after = any(k.text.lower() in ("after", "by") for k in kids(sentence, t.i, "prep"))
        every = any(k.text.lower() in ("every", "each") for k in kids(sentence, t.i, "det"))
        if t.lemma in UNITS and (after or every):
            return f"{t.text} …"
        if t.text.lower() in ("daily", "nightly", "weekly", "hourly"):
            return t.text
    return None


def _as_said(sentence: Sentence, i: int, verb: Token, words: Words) -> str | None:
    """ "The police, she said, were raiding hostels": the past of the saying around a progressive."""
    progressive = verb.tag == "VBG" or any(a.text.lower() == "being" for a in auxiliaries(sentence, verb.i))
    if not progressive or not any(a.tag == "VBD" for a in auxiliaries(sentence, verb.i)):
        return None
    asides = kids(sentence, verb.i, "parataxis")
    return next((t.text for t in asides if t.tag == "VBD" and kids(sentence, t.i, "nsubj")), None)


def _unended(sentence: Sentence, i: int) -> str | None:
    """ "shows no sign of ending", "no end is in sight to the bombardment", "no let-up in the bombing"."""
    tokens = sentence.tokens
    token = tokens[i]
    above = tokens[token.head]
    if token.dep == "nsubj" and above.lemma in ("show", "have", "see", "give"):
        return next((f"no {t.text}" for t in kids(sentence, above.i, "dobj") if _no_end(sentence, t)), None)
    if token.dep == "pobj" and above.text.lower() in ("to", "in", "of", "from"):
        base = tokens[above.head]
        bases = [
            base,
            *kids(sentence, base.i, "nsubj", "attr"),
            *(kids(sentence, tokens[base.head].i, "nsubj", "attr")),
        ]
        up = tokens[base.head]
        bases += kids(sentence, up.head, "nsubj", "attr") if base.dep == "pobj" else []
        return next((f"no {t.text}" for t in bases if _no_end(sentence, t)), None)
    return None


def _no_end(sentence: Sentence, t: Token) -> bool:
    none = any(k.text.lower() == "no" for k in kids(sentence, t.i, "det", "neg"))
    if t.lemma != "sign":
        return none and t.lemma in ENDS
    of = [x for p in kids(sentence, t.i, "prep") for x in kids(sentence, p.i, "pcomp", "pobj")]
    return none and any(x.lemma in ("end", "ending", "abate", "stop", "ease", "let", "slow", "relent") for x in of)
