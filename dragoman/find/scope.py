"""What the words around a deed make of it: from the deed upwards, each governing word applies its operation.

`read` gives the reading of a word in its whole sentence. The governing word is itself read first, so that
"denied planning to attack" and "may be forced to withdraw" come out by composition.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.find.cues import lexicon
from dragoman.find.denials import claimed_wrongly, rejected, rejecting_verb
from dragoman.find.frames import cleft, operation_of
from dragoman.find.links import Link, indefinite, lemma, link
from dragoman.find.modality import certain, is_verb, kind, negated_noun, noun_reading, verb_reading
from dragoman.find.operations import NEUTRAL, OPERATIONS, Operation, at_least, broken_off, carry, undone_twice
from dragoman.find.status_words import ASSERTED, CONDITIONAL, POSSIBLE, TOPIC, Reading, Words
from dragoman.grammar import kids, span_of, subtree
from dragoman.records import Sentence, Span, Token

DEEPEST = 14


def read(sentence: Sentence, i: int, words: Words, depth: int = 0) -> Reading:
    """Reading of the word at `i` as the whole sentence has it."""
    token = sentence.tokens[i]
    if is_verb(token):
        reading = verb_reading(sentence, i, words)
    elif token.pos in ("NOUN", "PROPN", "PRON"):
        reading = _modified(sentence, i, words)
    else:
        reading = Reading(time=None) if token.dep in ("acomp", "advmod", "attr", "oprd") else Reading()
    above = link(sentence, i, words) if depth < DEEPEST else None
    if above is None:
        return _top(sentence, token, reading)
    return _under(sentence, i, reading, above, words, depth)


def _top(sentence: Sentence, token: Token, reading: Reading) -> Reading:
    if reading.time is None:
        slogan = token.tag == "VBG" and token.i == 0 and kids(sentence, token.i, "dobj")
        reading = replace(reading, time="past" if token.tag == "VBG" and not slogan else "future")
        if slogan:
            return at_least(reading, TOPIC, "an -ing form that stands alone")
    if token.head == token.i and any(t.text == "?" for t in sentence.tokens[-2:]) and not _presupposed(sentence):
        return at_least(reading, POSSIBLE, "a question")
    if reading.backshift and any(t.tag == "VBD" for t in kids(sentence, token.i, "parataxis")):
        return replace(reading, time="future", certainty=ASSERTED, backshift=False, why=("“would” in reported speech",))
    return reading


def _presupposed(sentence: Sentence) -> bool:
    """Whether the question takes its deed for a fact: "Why did they search my office?"."""
    first = [t.text.lower() for t in sentence.tokens if t.pos != "PUNCT"][:2]
    return first[:1] in (["why"], ["how"]) and first[1:] in (["did"], ["was"], ["were"], ["has"], ["have"], ["had"])


def _under(sentence: Sentence, i: int, reading: Reading, above: Link, words: Words, depth: int) -> Reading:
    relation, g = above
    governor = sentence.tokens[g]
    if denied := _rejected(sentence, relation, g, words, depth):
        return _deny(sentence, reading, *denied)
    operation = operation_of(sentence, i, relation, governor, words)
    if operation == "said":
        return replace(reading, time="present", why=("said in the saying of it",))
    if operation == "stands":
        return reading if reading.time else replace(reading, time="past")
    if operation == "restrictive":
        upper = link(sentence, g, words)
        over = read(sentence, upper[1], words, depth + 1) if upper else reading
        return reading if certain(over) else at_least(reading, over.certainty, "in a clause on what is not done")
    over = cleft(sentence, i, governor, words) or read(sentence, g, words, depth + 1)
    once = reading.negative and relation in ("np", "subj", "attr")  # one "no" counts once: "there were no talks"
    if over.negative and (once or (relation == "subj" and _of_object(sentence, g, words))):
        over = replace(over, negative=False)
    if operation == "default":
        return _default(sentence, i, relation, reading, over, words)
    if operation == "carries" and reading.time == "future" and _took_place(relation, over, governor, words):
        return replace(reading, time=over.time, ongoing=over.ongoing, why=over.why)
    if operation == "denied" and certain(over):
        return _deny(sentence, reading, g, _denier(sentence, g))
    return _carried_out(sentence, relation, operation, governor, words)(reading, over, governor.text)


def _of_object(sentence: Sentence, g: int, words: Words) -> bool:
    """ "The attack killed nobody": it is the object that there is none of."""
    own = kids(sentence, g, "neg") or any(
        words.adverbs.get(t.text.lower()) == "negative" for t in kids(sentence, g, "advmod")
    )
    return not own and any(negated_noun(sentence, t.i, words) for t in kids(sentence, g, "dobj"))


def _carried_out(sentence: Sentence, relation: str, name: str, governor: Token, words: Words) -> Operation:
    """The operation called `name`, or that of two negatives or of a beginning broken off in its place."""

    def made(reading: Reading, over: Reading, word: str) -> Reading:
        if name == "fails" and _done_after_all(relation, over, governor, words):
            return undone_twice(reading, over, word)
        if relation in ("to", "purpose") and _broken_off(sentence, governor, over, words):
            return broken_off(reading, over, word)
        if reading.progressive and not _says(governor):
            reading = replace(reading, progressive=False)
        return OPERATIONS[name](reading, over, word)

    return made


def _says(governor: Token) -> bool:
    """Whether the verb gives words: what "was going on" under it, goes on as it is said."""
    entries = lexicon().verbs.get(governor.lemma, ()) if is_verb(governor) else ()
    return any(e.takes.get("clause") == "say" for e in entries)


def _deny(sentence: Sentence, reading: Reading, word: int, denier: Span | None) -> Reading:
    why = (*reading.why, f"“{sentence.tokens[word].text}”: denied")
    return replace(reading, time=reading.time or "past", denied=True, denier=denier, why=why)


def _done_after_all(relation: str, over: Reading, governor: Token, words: Words) -> bool:
    """Whether two negatives make a fact: "could not stop the police from deporting", "did not fail to thank"."""
    plain = (
        relation in ("to", "gerund:from", "from")
        and is_verb(governor)
        and governor.lemma in words.lists["undone_twice"]
    )
    return plain and governor.tag != "VBN" and over.negative and over.certainty == ASSERTED and over.time != "future"


def _broken_off(sentence: Sentence, governor: Token, over: Reading, words: Words) -> bool:
    """Whether a "but" breaks off what had been begun or meant: "tried to seize the camera, but the reporter ran"."""
    if governor.lemma not in words.lists["broken_off"] or not is_verb(governor) or over.time != "past":
        return False
    if over.negative or not any(t.lemma == "but" for t in kids(sentence, governor.i, "cc")):
        return False
    return any(not kids(sentence, t.i, "ccomp") for t in kids(sentence, governor.i, "conj"))  # not "but said that"


def _took_place(relation: str, over: Reading, governor: Token, words: Words) -> bool:
    """Whether a deed that was to come is told as done: "the planned talks took place"."""
    held = relation == "np" or (relation == "subj" and governor.lemma in words.occurring)
    return held and certain(over) and (over.time == "past" or over.ongoing)


# ---------------------------------------------------------------- nouns


def _modified(sentence: Sentence, i: int, words: Words) -> Reading:
    """Reading of a noun with its modifiers: "planned talks", "talks to be held", "talks scheduled for Monday"."""
    reading, mods = noun_reading(sentence, i, words)
    for text in mods:
        operation = words.frame("mod", text, "a")
        if operation and operation != "keeps":
            reading = OPERATIONS[operation](reading, NEUTRAL, text)
    for k in sentence.children[i]:
        t = sentence.tokens[k]
        if t.dep == "npadvmod" and any(x.text.lower() == "next" for x in kids(sentence, k)):
            reading = OPERATIONS["future"](reading, NEUTRAL, f"next {t.text}")
        if t.dep in ("acl", "relcl") and is_verb(t):
            reading = _clause_on_noun(sentence, reading, t, words)
    return reading


def _clause_on_noun(sentence: Sentence, reading: Reading, verb: Token, words: Words) -> Reading:
    passive = kind(sentence, verb) == "p"
    own = verb_reading(sentence, verb.i, words)
    opening = sentence.tokens[verb.head].dep == "ROOT" and words.frame("subj", verb.lemma, "v") == "carries"
    if verb.dep == "acl" and own.time is None and verb.tag != "VBG" and (passive or opening):
        return OPERATIONS["future"](reading, NEUTRAL, "to be " + verb.text)
    operation = words.frame("np", lemma(sentence, verb), "p")
    if verb.lemma == "set" and not any(t.lemma == "for" for t in kids(sentence, verb.i, "prep")):
        operation = None  # "rules set by the council", but "talks set for Monday"
    whole = kids(sentence, verb.i, "mark", "nsubj", "nsubjpass")  # "his denial that it was dropped"
    if (
        verb.dep == "acl"
        and verb.tag == "VBN"
        and not whole
        and operation in ("future", "probable", "possible", "topic", "fails")
    ):
        return OPERATIONS[operation](reading, NEUTRAL, verb.text)
    about = passive and any(t.tag == "WDT" for t in kids(sentence, verb.i, "nsubjpass"))
    active = any(t.tag == "WDT" for t in kids(sentence, verb.i, "nsubj"))
    if about and operation:
        return OPERATIONS[operation](reading, own, verb.text) if operation in OPERATIONS else reading
    if active and words.frame("subj", verb.lemma, "v") == "carries" and not certain(own):
        return carry(reading, own, verb.text)
    return reading


def _default(sentence: Sentence, i: int, relation: str, reading: Reading, over: Reading, words: Words) -> Reading:
    """An unlisted governor: what is new to the reader shares its governor's fate, what is known stands."""
    token = sentence.tokens[i]
    anchor = token.head if relation == "acl" else i
    if relation == "acl":
        over = replace(over, negative=False, denied=False, denier=None)
    new = indefinite(sentence, anchor, words)
    doubtful = over.time == "future" or over.certainty != ASSERTED
    beside = relation in ("at", "during", "after", "following")
    told_of = relation in ("subj", "acl") or (beside and is_verb(sentence.tokens[sentence.tokens[token.head].head]))
    fixed = doubtful and told_of and sentence.tokens[anchor].lemma in words.scheduled
    fixed = fixed or (
        doubtful and relation == "for" and sentence.tokens[sentence.tokens[token.head].head].pos == "NOUN"
    )
    fixed = fixed or (relation == "subj" and over.certainty == CONDITIONAL)
    if over.time == "background" and certain(over):
        return replace(reading, time="background", why=over.why)
    if certain(over) or not (new or fixed):
        return reading if reading.time else replace(reading, time="past")
    if fixed and not new:
        over = replace(over, negative=False)
    return carry(reading, over, "")


# ---------------------------------------------------------------- who denies


def subject(sentence: Sentence, i: int) -> Span | None:
    """Who does the verb at `i`: its subject, its agent, or the subject of the verb that it is joined to."""
    for t in kids(sentence, i, "nsubj", "agent"):
        return span_of(
            sentence, subtree(sentence, t.i) if t.dep == "nsubj" else [k for k in subtree(sentence, t.i) if k != t.i]
        )
    token = sentence.tokens[i]
    return subject(sentence, token.head) if token.dep in ("conj", "xcomp", "advcl") and token.head != i else None


def _denier(sentence: Sentence, g: int) -> Span | None:
    """Who denies by the word at `g`: the subject of a verb, the owner of a denial."""
    owner = kids(sentence, g, "poss")
    return span_of(sentence, subtree(sentence, owner[0].i)) if owner else subject(sentence, g)


def _rejected(sentence: Sentence, relation: str, g: int, words: Words, depth: int) -> tuple[int, Span | None] | None:
    """The word that rejects the accusation at `g` with who does so (None for a mere "is false"), or None."""
    if relation == "that" and (word := claimed_wrongly(sentence, g, words)) is not None:
        return word, None
    if relation not in ("that", "relcl", "restrictive", "of", "gerund:of"):
        return None
    verb = rejecting_verb(sentence, g, words)
    if verb is not None and depth < DEEPEST and certain(read(sentence, verb, words, depth + 1)):
        return verb, subject(sentence, verb)
    word = rejected(sentence, g, words)
    return None if word is None else (word, None)
