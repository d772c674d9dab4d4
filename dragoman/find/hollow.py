"""Which mentions tell of no deed at all: generic presents, provisions of rules, accidents, promises by nobody.

`hollow(document, sentences, mention)` gives the reason to keep a mention silent, or None. Where the grammar of one
clause decides, it is `status`'s; here are those that need the mention's parties or the text around. The vocabulary is
data/discourse.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from dragoman.find.discourse import words
from dragoman.find.frames import operation_of
from dragoman.find.links import link
from dragoman.find.modality import auxiliaries, is_verb
from dragoman.find.scope import read
from dragoman.find.status_words import words as status_words
from dragoman.grammar import SUBJECTS, ancestors, kids, token_at
from dragoman.records import Document, Mention, Sentence, Token

OPENING = 2  # the first sentences may tell the news in the present, like headlines
BODILY = ("AID", "COOPERATE", "CONSULT", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST", "RETREAT", "CONCEDE")
PROMISED = ("AID", "COOPERATE", "CONSULT", "SUPPORT", "AGREE")
STAMP = re.compile(r"\W*(?:\d{1,2}[:.h]?\d\d\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b.{0,12}[.:–-])")
ABSTRACT = ("tion", "sion", "ness", "ship", "ance", "ence", "ism", "ing", "ity")
SHORT = 5  # letters of words whose ending is no ending ("ship", "king")
PRESENT = ("VBZ", "VBP")
LATER = ("after", "before", "until", "till", "once", "when", "whenever")


def hollow(document: Document, sentences: tuple[Sentence, ...], m: Mention) -> str | None:
    """Why the mention tells of no deed, or None."""
    s = sentences[m.sentence]
    token = token_at(s, m.trigger.start)
    if token is None:
        return None
    if m.act in BODILY and _chronicled(document, s):
        return None
    return next((why for test in TESTS if (why := test(s, token, m))), None)


def _chronicled(document: Document, s: Sentence) -> bool:
    """Whether the paragraph begins with a day or an hour, like a chronicle's or a log's entry in the present tense."""
    start = document.text.rfind("\n", 0, s.start) + 1
    return STAMP.match(document.text, start) is not None


def _generic(s: Sentence, token: Token, m: Mention) -> str | None:
    """ "The agency provides grants": what is done as a rule is no deed of a day."""
    if m.act not in BODILY or s.block in ("headline", "caption") or s.index < OPENING or not is_verb(token):
        return None
    if m.how.time != "present" or m.how.status != "actual" or token.tag == "VBG":
        return None
    auxes = auxiliaries(s, token.i)
    present = token.tag in PRESENT or (token.tag == "VBN" and any(a.tag in PRESENT for a in auxes))
    if not present or any(a.lemma in ("have", "'ve") or a.text.lower() == "being" for a in auxes):
        return None
    if token.lemma in words()["lasting_roles"]:
        return None
    own = any(t.text.lower() in ("i", "we") for t in kids(s, token.i, *SUBJECTS))
    now = any(t.text.lower() in ("today", "now", "hereby") for t in s.tokens)
    return None if own or now else f"“{token.text}”: done as a rule"


def _accident(s: Sentence, token: Token, m: Mention) -> str | None:
    """ "A woman was killed when a van hit her": harm that nobody meant."""
    if m.act != "ASSAULT" or m.actors:
        return None
    found = next(
        (t for t in s.tokens if t.lemma in words()["accidents"] or t.text.lower() in words()["accidents"]), None
    )
    return f"“{found.text}”: an accident" if found else None


def _promise_of_nobody(s: Sentence, token: Token, m: Mention) -> str | None:
    """ "The partnership will bring staff": a deed to come of no party is no promise (rule 12)."""
    if m.how.status != "planned" or m.act not in PROMISED:
        return None
    heads = {t.lemma for t in s.tokens for a in m.actors if t.start == a.head}
    return "a promise of nobody" if heads <= words()["things"] else None


def _aim(s: Sentence, token: Token, m: Mention) -> str | None:
    """ "a time for all to come together", "designed to help": an infinitive that nobody promises or plans."""
    if m.how.status != "planned" or m.act not in PROMISED or s.block == "headline" or not is_verb(token):
        return None
    vocabulary = status_words()
    above = link(s, token.i, vocabulary)
    if above is None or above[0] not in ("to", "purpose"):
        return None
    governor = s.tokens[above[1]]
    name = operation_of(s, token.i, above[0], governor, vocabulary)
    aim = name == "unsure" or (name == "purpose" and read(s, governor.i, vocabulary).time != "future")
    return f"“{governor.text} to …”: promised by nobody" if aim else None


def _when_always(s: Sentence, token: Token, m: Mention) -> str | None:
    """ "When you call them that, we honour nobody": a present under or over a "when" tells of no one day."""
    if m.how.time != "present" or m.how.status != "actual" or s.block == "headline" or not is_verb(token):
        return None
    clauses = (*kids(s, token.i, "advcl"), *(t for t in (token, *ancestors(s, token.i)) if t.dep == "advcl"))
    for t in clauses:
        mark = next(
            (k for k in kids(s, t.i, "advmod", "mark") if k.text.lower() in ("when", "whenever", "wherever")), None
        )
        if mark and (t.tag in PRESENT or any(a.tag in PRESENT for a in auxiliaries(s, t.i))):
            return f"“{mark.text} …” in the present: no one day's deed"
    return None


def _thing(s: Sentence, token: Token, m: Mention) -> str | None:
    """ "Energy production is providing a lifeline", "the order supports families": things promise and help nobody."""
    if m.act not in (*PROMISED, "RETREAT") or not is_verb(token) or s.block == "headline":
        return None
    subject = next((t for t in kids(s, token.i, "nsubj")), None)
    if subject is None or subject.pos != "NOUN" or subject.lemma in words()["groups"]:
        return None
    thing = subject.lemma in words()["things"] or (subject.lemma.endswith(ABSTRACT) and len(subject.lemma) > SHORT)
    return f"“{subject.text}” does nothing of its own" if thing else None


def _private(s: Sentence, token: Token, m: Mention) -> str | None:
    """ "Buyers are being forced to move out": what private persons leave, return or restore is no retreat."""
    if m.act not in ("RETREAT", "CONCEDE", "MOBILIZE"):
        return None
    heads = {t.lemma for t in s.tokens for a in m.actors if t.start == a.head}
    return "the affairs of private persons" if heads and heads <= words()["private"] else None


def _towards_nobody(s: Sentence, token: Token, m: Mention) -> str | None:
    """ "We honour this past", "stood with his arms crossed": support needs somebody who gets it."""
    praise = m.act == "SUPPORT" and not m.mutual and not m.recipients and not m.content_act
    return "support of nobody" if praise and token.lemma in words()["praise"] else None


def _time_of_another(s: Sentence, token: Token, m: Mention) -> str | None:
    """ "until after the president leaves office": a deed to come that only says when another will be."""
    if m.how.time != "future" or not is_verb(token):
        return None
    for t in (token, *ancestors(s, token.i)):
        if t.dep in ("advcl", "pcomp") and is_verb(t):
            marks = kids(s, t.i, "mark", "advmod")
            before = s.tokens[t.head] if t.dep == "pcomp" else None
            first = next((k for k in (*marks, *((before,) if before else ())) if k.text.lower() in LATER), None)
            return f"“{first.text}” it: it only says when" if first else None
        if t.dep in ("ccomp", "relcl", "parataxis"):
            return None
    return None


TESTS: tuple[Callable[[Sentence, Token, Mention], str | None], ...] = (
    _generic,
    _accident,
    _promise_of_nobody,
    _aim,
    _when_always,
    _thing,
    _private,
    _towards_nobody,
    _time_of_another,
)
