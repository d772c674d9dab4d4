"""Turns of phrase that say of a deed what no single word of them says.

"came close to recalling", "far from freeing", "suffice it to say that", "it was reported that", "rumour has it that",
"gave them two days to surrender".
"""

from __future__ import annotations

from dragoman.find.links import indefinite
from dragoman.find.modality import kind, negated_noun
from dragoman.find.status_words import Words
from dragoman.grammar import kids
from dragoman.records import Sentence, Token

UNITS = ("second", "minute", "hour", "day", "week", "month", "year")
ASKED = ("ask", "question", "quiz", "press")


def idiom(sentence: Sentence, i: int, relation: str, governor: Token, words: Words) -> str | None:
    """The operation (see data/status.yaml) of the phrase that the deed at `i` stands in, or None."""
    if relation == "gerund:with":
        return "accompanies" if kids(sentence, i, "nsubj") else None
    if relation.startswith("gerund:"):
        return _near_miss(sentence, i, relation)
    if relation == "ing-adv":
        return _goes_on(sentence, i, governor)
    if relation in ("that", "relcl"):
        return _told(sentence, relation, governor, words)
    if relation == "to":
        return _respite(sentence, governor)
    if relation == "about" and governor.lemma in ASKED and governor.tag == "VBN" and not indefinite(sentence, i, words):
        return "stands"
    if relation == "np":
        return _ordered(sentence, i, governor, words)
    return None


def _told(sentence: Sentence, relation: str, governor: Token, words: Words) -> str | None:
    if _published(sentence, governor):
        return "keeps"
    if relation == "relcl":
        return None
    if governor.lemma in words.rejecting and _nobody(sentence, governor, words):
        return "stands"  # "nobody disputes that"
    if governor.lemma in ("confirm", "say", "establish") and _only(sentence, governor):
        return "stands"  # "could confirm only that"
    return _fixed(sentence, governor) or _hearsay(sentence, governor, words) or _owned(sentence, governor, words)


def _nobody(sentence: Sentence, governor: Token, words: Words) -> bool:
    subjects = kids(sentence, governor.i, "nsubj")
    return any(t.text.lower() in words.negative or negated_noun(sentence, t.i, words) for t in subjects)


def _only(sentence: Sentence, governor: Token) -> bool:
    """ "could confirm only that": that much is said."""
    could = any(t.text.lower() in ("could", "can", "would") for t in kids(sentence, governor.i, "aux"))
    near = sentence.tokens[max(0, governor.i - 1) : governor.i + 2]
    return could and any(t.text.lower() == "only" for t in near)


def _published(sentence: Sentence, noun: Token) -> bool:
    """ "carried a report that", "ran the headline “...”": as the paper tells it."""
    verb = sentence.tokens[noun.head]
    paper = noun.dep == "dobj" and noun.lemma in ("report", "story", "article", "headline", "item", "dispatch")
    return paper and verb.lemma in ("carry", "run", "publish", "print", "air", "broadcast")


def _goes_on(sentence: Sentence, i: int, governor: Token) -> str | None:
    """ "tanks go on firing", where the parser hangs the participle on the verb."""
    on = [t for t in kids(sentence, governor.i, "prep", "prt") if t.text.lower() == "on" and t.i == i - 1]
    return "continues" if on and governor.lemma in ("go", "keep", "carry") else None


def _near_miss(sentence: Sentence, i: int, relation: str) -> str | None:
    preposition = sentence.tokens[sentence.tokens[i].head]
    before = sentence.tokens[preposition.i - 1].text.lower() if preposition.i else ""
    if relation == "gerund:to" and before == "close":
        return "fails"
    return "lacks" if relation == "gerund:from" and before == "far" else None


def _fixed(sentence: Sentence, governor: Token) -> str | None:
    """ "suffice it to say that", "needless to say", "let them know that": what follows is told."""
    above = sentence.tokens[governor.head]
    let = governor.lemma == "know" and above.lemma == "let"
    return "stands" if let or (governor.lemma == "say" and above.lemma in ("suffice", "needless")) else None


def _hearsay(sentence: Sentence, governor: Token, words: Words) -> str | None:
    """ "it was reported that", "rumour has it that": nobody vouches for it."""
    if governor.lemma == "have" and any(t.lemma == "it" for t in kids(sentence, governor.i, "dobj")):
        rumour = any(t.lemma in words.lists["hearsay_nouns"] for t in kids(sentence, governor.i, "nsubj"))
        return "probable" if rumour else None
    passive = kind(sentence, governor) == "p" and governor.lemma in words.lists["hearsay_verbs"]
    nobody = any(t.lemma == "it" for t in kids(sentence, governor.i, "nsubjpass", "nsubj", "expl"))
    return "probable" if passive and nobody and not kids(sentence, governor.i, "agent") else None


def _owned(sentence: Sentence, governor: Token, words: Words) -> str | None:
    """ "the army's claim that": as the army puts it, whatever others make of it."""
    owned = governor.pos == "NOUN" and governor.lemma in words.lists["owned_claims"]
    return "owned" if owned and kids(sentence, governor.i, "poss") else None


def _respite(sentence: Sentence, governor: Token) -> str | None:
    """ "gave the garrison two days to surrender": an ultimatum."""
    verb = sentence.tokens[governor.head]
    given = governor.dep == "dobj" and verb.lemma == "give" and kids(sentence, verb.i, "dative")
    return "topic" if given and governor.lemma in UNITS else None


def _ordered(sentence: Sentence, i: int, governor: Token, words: Words) -> str | None:
    """ "who had ordered the arrest" asks for somebody, not whether; "called a strike" is for a day to come."""
    if governor.lemma == "order" and any(t.tag == "WP" for t in kids(sentence, governor.i, "nsubj")):
        return "stands"
    new = indefinite(sentence, i, words) and sentence.tokens[i].lemma in words.scheduled
    named = kids(sentence, governor.i, "oprd")
    return "future" if governor.lemma == "call" and new and not named else None
