"""Whether a temporal expression looks back or ahead, read from the verb or noun that governs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dragoman.grammar import ancestors, kids
from dragoman.records import Sentence
from dragoman.resolve.timex_words import words

Direction = Literal["past", "present", "future", "unknown"]
Manner = Literal["verb", "noun", "modifier", "none"]

AHEAD = frozenset(("will", "'ll", "’ll", "wo", "shall", "would", "'d", "’d"))
MODALS = frozenset(("may", "might", "can", "could", "should", "must", "ca"))
SUPPOSING = frozenset(("if", "when", "once", "unless", "until", "before", "after"))
MODIFIERS = frozenset(("compound", "nmod", "poss", "nummod", "npadvmod", "amod"))
GIVING_TIME = frozenset(
    (
        "give",
        "have",
        "extend",
        "delay",
        "postpone",
        "adjourn",
        "suspend",
        "set",
        "ban",
        "jail",
        "remand",
        "put",
        "call",
        "schedule",
    )
)
CARRIED_OUT = frozenset(
    ("begin", "start", "continue", "fail", "manage", "try", "attempt", "help", "refuse", "use", "have", "come",
     "go", "cease", "appear", "seem", "force", "prompt", "lead", "cause")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outlook:
    """Direction of a temporal expression and how it hangs on its governor."""

    direction: Direction
    manner: Manner


NOWHERE = Outlook("unknown", "none")


def outlook(sentence: Sentence, i: int) -> Outlook:
    """Direction of the expression whose head is token `i`."""
    manner: Manner = "none"
    cues = words().lists["future_cues"]
    for _ in range(len(sentence.tokens)):
        token = sentence.tokens[i]
        governor = sentence.tokens[token.head]
        if governor.i == i:
            break
        if governor.lemma in cues or _future_preposition(sentence, governor.i) or _is_due(sentence, governor.i):
            return Outlook("future", "verb")
        if governor.pos in ("VERB", "AUX"):
            describes = governor.tag == "VBG" and governor.dep == "acl"
            found: Manner = "noun" if describes else "verb"
            return Outlook(verb_direction(sentence, governor.i), found if manner == "none" else manner)
        if governor.pos in ("NOUN", "PROPN"):
            if any(k.lemma in cues for k in kids(sentence, governor.i, "amod", "compound")):
                return Outlook("future", "verb")
            if manner == "none":
                manner = "modifier" if token.dep in MODIFIERS else "noun"
        i = governor.i
    if manner == "none" and sentence.tokens[i].pos in ("VERB", "AUX"):
        return Outlook(verb_direction(sentence, i), "verb")
    return Outlook("unknown", manner)


def _is_due(sentence: Sentence, i: int) -> bool:
    """Whether the verb only says that something is to come: "is due in two days"."""
    cues = words().lists["future_cues"]
    return sentence.tokens[i].lemma == "be" and any(k.lemma in cues for k in kids(sentence, i, "acomp", "oprd"))


def _future_preposition(sentence: Sentence, i: int) -> bool:
    token = sentence.tokens[i]
    if token.dep != "prep" and token.pos not in ("ADP", "SCONJ"):
        return False
    governor = sentence.tokens[token.head]
    if token.lemma == "for":
        fits = governor.lemma in words().lists["light_verbs"] or governor.lemma in GIVING_TIME
        return fits or governor.pos in ("NOUN", "PROPN", "ADJ")
    return token.lemma in ("until", "till", "to", "by") and governor.lemma in GIVING_TIME


def verb_direction(sentence: Sentence, v: int) -> Direction:
    """Direction of the verb at `v`, from its auxiliaries, its form or, where these do not tell, its governor."""
    verb = sentence.tokens[v]
    helpers = [k for k in kids(sentence, v, "aux", "auxpass") if k.i < v] or kids(sentence, v, "aux", "auxpass")
    forms = {k.text.lower() for k in helpers}
    if forms & AHEAD:
        return "future"
    if verb.tag == "VB" and ("to" in forms or not helpers):
        return _infinitive(sentence, v)
    if forms & MODALS:
        return "past" if "have" in forms else "future"
    if any(k.lemma in ("have", "do") or k.tag == "VBD" for k in helpers):
        return "present" if forms & {"do", "does"} and len(forms) == 1 else "past"
    direction = _present_forms(sentence, v) if helpers else _bare(sentence, v)
    supposed = direction == "present" and any(k.text.lower() in SUPPOSING for k in kids(sentence, v, "mark", "advmod"))
    return "future" if supposed else direction


def _present_forms(sentence: Sentence, v: int) -> Direction:
    if sentence.tokens[v].lemma in words().lists["future_cues"]:
        return "future"
    return "past" if sentence.block == "headline" and sentence.tokens[v].tag == "VBN" else "present"


def _bare(sentence: Sentence, v: int) -> Direction:
    verb = sentence.tokens[v]
    if verb.tag in ("VBD", "VBN"):
        governor = sentence.tokens[verb.head]
        if verb.tag == "VBN" and verb.dep == "conj" and governor.pos in ("VERB", "AUX"):
            return verb_direction(sentence, governor.i)
        return "past"
    if verb.tag == "VBG" and verb.head != v:
        above = next((t.i for t in ancestors(sentence, v) if t.pos in ("VERB", "AUX")), -1)
        return verb_direction(sentence, above) if above >= 0 else "unknown"
    return "past" if sentence.block == "headline" else "present"


def _infinitive(sentence: Sentence, v: int) -> Direction:
    verb = sentence.tokens[v]
    governor = sentence.tokens[verb.head]
    if governor.i == v:
        return "future"
    inherits = verb.dep in ("advcl", "conj", "ccomp") or governor.lemma in CARRIED_OUT
    if inherits and governor.pos in ("VERB", "AUX"):
        return verb_direction(sentence, governor.i)
    return "future"
