"""What the words around a deed make of it: from the deed upwards, each governing word applies its operation.

`read` gives the reading of a word in its whole sentence. The governing word is itself read first, so that
"denied planning to attack" and "may be forced to withdraw" come out by composition.
"""

from __future__ import annotations

from dragoman.find.links import indefinite, lemma, link
from dragoman.find.modality import certain, is_verb, kind, noun_reading, verb_reading
from dragoman.find.operations import NEUTRAL, OPERATIONS, at_least, carry
from dragoman.find.status_words import ASSERTED, POSSIBLE, Reading, Words
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
        reading = Reading(time=None) if token.dep != "amod" else Reading()
    above = link(sentence, i, words) if depth < DEEPEST else None
    if above is None:
        return _top(sentence, token, reading)
    return _under(sentence, i, reading, above, words, depth)


def _top(sentence: Sentence, token: Token, reading: Reading) -> Reading:
    if reading.time is None:
        reading = reading._replace(time="past" if token.tag == "VBG" else "future")
    if is_verb(token) and any(t.text == "?" for t in sentence.tokens[-2:]):
        return at_least(reading, POSSIBLE, "a question")
    return reading


def _under(sentence: Sentence, i: int, reading: Reading, above: tuple[str, int], words: Words, depth: int) -> Reading:
    relation, g = above
    governor = sentence.tokens[g]
    operation = _frame(sentence, relation, governor, words) or _fallback(sentence, i, relation, governor, words)
    if operation == "stands":
        return reading if reading.time else reading._replace(time="past")
    over = read(sentence, g, words, depth + 1)
    if reading.negative and over.negative and relation in ("np", "subj", "attr"):
        over = over._replace(negative=False)  # one "no" counts once: "there were no talks"
    if operation == "default":
        return _default(sentence, i, relation, reading, over, words)
    if operation == "denied" and certain(over):
        return reading._replace(
            denied=True, denier=subject(sentence, g), why=(*reading.why, f"“{governor.text}”: denied")
        )
    if operation == "alleged" and (rejecter := _rejecter(sentence, g, words)) is not None:
        verb = sentence.tokens[rejecter]
        return reading._replace(
            denied=True, denier=subject(sentence, rejecter), why=(*reading.why, f"“{verb.text}”: denied")
        )
    return OPERATIONS[operation](reading, over, governor.text)


def _frame(sentence: Sentence, relation: str, governor: Token, words: Words) -> str | None:
    """The operation that data/status.yaml gives for the governing word and relation, or None."""
    if relation == "compound":
        return next((f for r in ("of", "on", "for") if (f := words.frame(r, governor.lemma, "n"))), None)
    relation = relation[7:] if relation.startswith("gerund:") else relation
    if relation == "to" and _yet(sentence, governor):
        return "fails"
    if governor.lemma == "be":
        return _copular(sentence, relation, governor, words)
    if relation == "np" and governor.lemma == "announce":
        return None
    k = kind(sentence, governor)
    full = lemma(sentence, governor)
    found = words.frame(relation, full, k)
    if found or full != governor.lemma:
        return found
    return None


def _yet(sentence: Sentence, governor: Token) -> bool:
    return governor.lemma in ("have", "be", "remain") and any(
        sentence.tokens[k].text.lower() == "yet" for k in sentence.children[governor.i]
    )


def _copular(sentence: Sentence, relation: str, be: Token, words: Words) -> str | None:
    """Under "is": what is said of the subject decides ("it is likely that", "the plan is to", "talks are possible")."""
    if relation in ("attr", "acomp"):
        return "carries"
    predicates = kids(sentence, be.i, "acomp", "attr", "advmod")
    if relation == "subj":
        found = (words.frame("subj", p.lemma, "a") for p in predicates)
        return next((f for f in found if f), None)
    for t in (*predicates, *kids(sentence, be.i, "nsubj")):
        found_here = words.frame(relation, t.lemma, kind(sentence, t))
        if found_here and found_here != "keeps":
            return found_here
    if relation == "to":
        return "topic" if any(p.dep != "advmod" for p in predicates) else "future"
    return words.frame(relation, "be", "v")


def _fallback(sentence: Sentence, i: int, relation: str, governor: Token, words: Words) -> str:
    """The operation of the relation itself, where the governing word is not in the lists."""
    if relation.startswith("mark:"):
        return words.conjunctions.get(relation[5:], "finite")
    if relation.startswith("prep:"):
        return _preposition(sentence, i, words.prepositions.get(relation[5:]))
    if relation.startswith("gerund:"):
        return _gerund(relation[7:], governor, words)
    if relation in FALLBACKS:
        return FALLBACKS[relation]
    if relation == "np" and governor.lemma == "announce":
        return "stands" if sentence.tokens[i].lemma in words.declared else "future"
    if relation in words.prepositions or relation == "to_np":
        label = words.prepositions.get("to" if relation == "to_np" else relation)
        return _preposition(sentence, i, label) if label != "topic" else _topical(sentence, i, relation, words)
    return "default"


FALLBACKS = {
    "to": "future", "that": "keeps", "whether": "possible", "ing": "carries", "part": "carries", "purpose": "purpose",
    "ing-adv": "accompanies", "relcl": "stands", "amod": "stands", "csubj": "topic", "csubjpass": "topic",
    "acomp": "carries", "attr": "carries", "poss": "stands",
}  # fmt: skip


def _preposition(sentence: Sentence, i: int, label: str | None) -> str:
    """Operation of a preposition's label; "hours before the attack" takes the attack for known."""
    if label == "future" and kids(sentence, sentence.tokens[i].head, "npadvmod"):
        return "stands"
    return {
        "future": "comes",
        "negative": "lacks",
        "conditional": "conditional",
        "happened": "known",
        "topic": "topic",
    }.get(label or "", "default")


def _topical(sentence: Sentence, i: int, relation: str, words: Words) -> str:
    topical = relation in ("on", "about", "regarding", "concerning") and indefinite(sentence, i, words)
    return "topic" if topical and not sentence.tokens[i].ent else "default"


def _gerund(preposition: str, governor: Token, words: Words) -> str:
    label = words.prepositions.get(preposition)
    if preposition in ("by", "in", "through"):
        return "carries"
    if label in ("negative", "conditional", "topic"):
        return {"negative": "lacks"}.get(label, label)
    if label == "future":
        return "comes"
    if label == "happened" or (preposition in ("for", "with") and is_verb(governor)):
        return "stands"
    return "topic"


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
        if t.dep in ("acl", "relcl") and is_verb(t):
            reading = _clause_on_noun(sentence, reading, t, words)
    return reading


def _clause_on_noun(sentence: Sentence, reading: Reading, verb: Token, words: Words) -> Reading:
    passive = kind(sentence, verb) == "p"
    own = verb_reading(sentence, verb.i, words)
    if verb.dep == "acl" and own.time is None and passive:
        return OPERATIONS["future"](reading, NEUTRAL, "to be " + verb.text)
    operation = words.frame("np", lemma(sentence, verb), "p")
    if verb.dep == "acl" and verb.tag == "VBN" and operation in ("future", "probable", "possible", "topic", "fails"):
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
    new = indefinite(sentence, anchor, words)
    fixed = (
        relation == "subj" and token.lemma in words.scheduled and (over.time == "future" or over.certainty != ASSERTED)
    )
    if certain(over) or not (new or fixed):
        return reading if reading.time else reading._replace(time="past")
    if fixed and not new:
        over = over._replace(negative=False)
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


def _rejecter(sentence: Sentence, noun: int, words: Words) -> int | None:
    """The verb that rejects the accusation at `noun`, or None."""
    if sentence.tokens[noun].lemma not in words.accusations:
        return None
    above = link(sentence, noun, words)
    if above and above[0] == "np" and lemma(sentence, sentence.tokens[above[1]]) in words.rejecting:
        return above[1]
    return None
