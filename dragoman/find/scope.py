"""What the words around a deed make of it: from the deed upwards, each governing word applies its operation.

`read` gives the reading of a word in its whole sentence. The governing word is itself read first, so that
"denied planning to attack" and "may be forced to withdraw" come out by composition.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.find.links import Link, indefinite, lemma, link
from dragoman.find.modality import certain, is_verb, kind, noun_reading, verb_reading
from dragoman.find.operations import NEUTRAL, OPERATIONS, at_least, carry
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
    if token.head == token.i and any(t.text == "?" for t in sentence.tokens[-2:]):
        return at_least(reading, POSSIBLE, "a question")
    return reading


def _under(sentence: Sentence, i: int, reading: Reading, above: Link, words: Words, depth: int) -> Reading:
    relation, g = above
    governor = sentence.tokens[g]
    operation = _operation(sentence, i, relation, governor, words)
    if operation == "said":
        return replace(reading, time="present", why=("said in the saying of it",))
    if operation == "stands":
        return reading if reading.time else replace(reading, time="past")
    if operation == "restrictive":
        upper = link(sentence, g, words)
        over = read(sentence, upper[1], words, depth + 1) if upper else reading
        return reading if certain(over) else at_least(reading, over.certainty, "in a clause on what is not done")
    over = _cleft(sentence, i, governor, words) or read(sentence, g, words, depth + 1)
    if reading.negative and over.negative and relation in ("np", "subj", "attr"):
        over = replace(over, negative=False)  # one "no" counts once: "there were no talks"
    if operation == "default":
        return _default(sentence, i, relation, reading, over, words)
    if operation == "carries" and reading.time == "future" and _took_place(relation, over, governor, words):
        return replace(reading, time=over.time, ongoing=over.ongoing, why=over.why)
    denial = g if operation == "denied" and certain(over) else _rejecter(sentence, relation, g, words)
    if denial is not None:
        why = (*reading.why, f"“{sentence.tokens[denial].text}”: denied")
        return replace(reading, denied=True, denier=subject(sentence, denial), why=why)
    return OPERATIONS[operation](reading, over, governor.text)


def _operation(sentence: Sentence, i: int, relation: str, governor: Token, words: Words) -> str:
    """What the governing word does: as an idiom of speech, as data/status.yaml says, or as the relation says."""
    if relation in ("to", "purpose") and (idiom := _idiom(sentence, i, governor, words)):
        return idiom
    if _cleft(sentence, i, governor, words):
        return "carries"
    if governor.lemma == "be" and relation == "to" and any(t.lemma == "have" for t in kids(sentence, i, "aux")):
        return "counters"
    found = _frame(sentence, relation, governor, words) or _fallback(sentence, i, relation, governor, words)
    if found in ("known", "keeps", "default", "stands") and any(
        t.text.lower() == "any" for t in kids(sentence, i, "det")
    ):
        return "carries"
    if found == "known" and sentence.tokens[i].lemma in words.scheduled:
        return "default"
    return "known" if found == "keeps" and relation != "that" else found


def _frame(sentence: Sentence, relation: str, governor: Token, words: Words) -> str | None:
    """The operation that data/status.yaml gives for the governing word and relation, or None."""
    if relation == "compound":
        return next((f for r in ("of", "on", "for") if (f := words.frame(r, governor.lemma, "n"))), None)
    if relation == "gerund:in" and governor.lemma in words.parts and any(kids(sentence, governor.i, "poss")):
        return "attributed"
    relation = relation[7:] if relation.startswith("gerund:") else relation
    if relation == "purpose":
        found = words.frame("to", lemma(sentence, governor), kind(sentence, governor))
        done = found == "carries" and " " in lemma(sentence, governor)  # "went on to accuse"
        return found if done or found in ("possible", "topic", "probable", "fails") else None
    if relation == "to" and governor.lemma == "order" and sentence.tokens[governor.i - 1].text.lower() == "in":
        return "purpose"
    if relation == "to" and _yet(sentence, governor):
        return "fails"
    if governor.lemma == "be" or (relation == "subj" and kids(sentence, governor.i, "acomp")):
        return _copular(sentence, relation, governor, words)
    if relation == "np" and governor.lemma == "announce":
        return None
    k = kind(sentence, governor)
    full = lemma(sentence, governor)
    if relation in ("np", "subj") and (raised := _raised(sentence, governor, k, full, words)):
        return raised
    found = words.frame(relation, full, k)
    if found or full != governor.lemma:
        return found
    return None


def _raised(sentence: Sentence, governor: Token, k: str, full: str, words: Words) -> str | None:
    """ "The trial is set to begin": what the verb makes of the infinitive, it makes of its subject."""
    if not any(t.text.lower() == "to" for x in kids(sentence, governor.i, "xcomp") for t in kids(sentence, x.i, "aux")):
        return None
    found = words.frame("to", full, k)
    return found if found in ("future", "probable", "possible", "fails") and k in "vp" else None


def _idiom(sentence: Sentence, i: int, governor: Token, words: Words) -> str | None:
    """Words that are spoken in the saying: "spoke with X to thank him", "I would like to thank you"."""
    token = sentence.tokens[i]
    only = any(
        sentence.tokens[k - 1].text.lower() == "only"
        for k in sentence.children[i]
        if sentence.tokens[k].tag == "TO" and k
    )
    if token.lemma in words.results or only:
        return "carries"
    if token.lemma not in words.spoken_deeds:
        return None
    if governor.lemma in words.talking:
        return "carries"
    own = any(t.text.lower() in words.first_person for t in kids(sentence, governor.i, "nsubj"))
    return "said" if own and governor.lemma in words.polite else None


def _took_place(relation: str, over: Reading, governor: Token, words: Words) -> bool:
    """Whether a deed that was to come is told as done: "the planned talks took place"."""
    held = relation == "np" or (relation == "subj" and governor.lemma in words.occurring)
    return held and certain(over) and (over.time == "past" or over.ongoing)


def _cleft(sentence: Sentence, i: int, be: Token, words: Words) -> Reading | None:
    """ "What he will not do is resign": the verb of the question-clause speaks for the deed."""
    if be.lemma != "be" or not is_verb(sentence.tokens[i]):
        return None
    done = next((t for t in kids(sentence, be.i, "csubj", "ccomp") if t.i < be.i and t.lemma == "do"), None)
    return verb_reading(sentence, done.i, words) if done else None


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
        if any(
            t.text.lower() in ("this", "these")
            for s in kids(sentence, be.i, "nsubj")
            for t in kids(sentence, s.i, "det")
        ):
            return None
        found = next((f for p in predicates if (f := words.frame("subj", p.lemma, "a"))), None)
        infinitive = any(t.tag == "TO" for x in kids(sentence, be.i, "xcomp") for t in kids(sentence, x.i, "aux"))
        return found or ("future" if infinitive and not predicates and be.lemma == "be" else None)
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
        return _preposition(sentence, i, words.prepositions.get(relation[5:]), words)
    if relation.startswith("gerund:"):
        return _gerund(relation[7:], governor, words)
    if relation == "restrictive":
        return "restrictive"
    if relation in FALLBACKS:
        return FALLBACKS[relation]
    if relation == "np" and governor.lemma == "announce":
        return "stands" if sentence.tokens[i].lemma in words.declared else "future"
    if relation == "for" and governor.pos in ("NOUN", "PROPN") and indefinite(sentence, i, words):
        return "enables"
    if relation in words.prepositions or relation == "to_np":
        label = words.prepositions.get("to" if relation == "to_np" else relation)
        return _preposition(sentence, i, label, words) if label != "topic" else _topical(sentence, i, relation, words)
    return "default"


FALLBACKS = {
    "to": "future", "that": "keeps", "whether": "possible", "ing": "carries", "part": "carries", "wh": "asked",
    "purpose": "purpose",
    "ing-adv": "accompanies", "relcl": "stands", "amod": "stands", "csubj": "topic", "csubjpass": "topic",
    "acomp": "carries", "attr": "carries", "poss": "stands",
}  # fmt: skip


def _preposition(sentence: Sentence, i: int, label: str | None, words: Words) -> str:
    """Operation of a preposition's label; "hours before the attack" takes the attack for known."""
    if label == "future":
        token = sentence.tokens[i]
        preposition = sentence.tokens[token.head]
        unplanned = token.lemma not in words.scheduled and not indefinite(sentence, i, words)
        if kids(sentence, preposition.i, "npadvmod") or (unplanned and preposition.text.lower() in ("before", "to")):
            return "stands"
    return {
        "future": "comes",
        "negative": "lacks",
        "conditional": "conditional",
        "happened": "known",
        "topic": "topic",
    }.get(label or "", "default")


def _topical(sentence: Sentence, i: int, relation: str, words: Words) -> str:
    topical = relation in ("about", "regarding", "concerning") and indefinite(sentence, i, words)
    return "topic" if topical and not sentence.tokens[i].ent else "default"


def _gerund(preposition: str, governor: Token, words: Words) -> str:
    label = words.prepositions.get(preposition)
    if preposition == "about":
        return "topic"
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


def _rejecter(sentence: Sentence, relation: str, noun: int, words: Words) -> int | None:
    """The verb that rejects the accusation at `noun`, or None."""
    if relation != "that" or sentence.tokens[noun].lemma not in words.accusations:
        return None
    above = link(sentence, noun, words)
    if above and above[0] in ("np", "as") and lemma(sentence, sentence.tokens[above[1]]) in words.rejecting:
        return above[1]
    return None
