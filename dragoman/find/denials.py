"""How accusations are rejected: "rejects claims that", "called the reports a lie", "there is no truth in the story".

What is rejected is denied; who rejects it by a verb is its source. The vocabulary is data/status.yaml.
"""

from __future__ import annotations

from dragoman.find.links import lemma
from dragoman.find.status_words import Words
from dragoman.grammar import ancestors, kids, subtree
from dragoman.records import Sentence, Token

PREDICATES = ("acomp", "attr", "oprd", "pobj", "advcl", "dobj", "amod", "ccomp", "xcomp")
NAMED = ("dobj", "oprd", "nsubjpass", "nsubj")


def rejecting_verb(sentence: Sentence, noun: int, words: Words) -> int | None:
    """The verb that rejects the accusation at `noun` ("scoffed at claims", "branded the report a lie"), or None."""
    tokens = sentence.tokens
    token = tokens[noun]
    if token.head == noun or not _accusation(sentence, token, words):
        return None
    above = tokens[token.head]
    if token.dep == "pobj":
        return _through(sentence, above, words)
    if above.pos == "ADJ" and above.lemma in words.lists["rejecting_words"]:
        above = tokens[above.head]
    if token.dep not in NAMED or (token.dep == "nsubj" and above.pos != "VERB"):
        return None
    if token.dep != "nsubj" and lemma(sentence, above) in words.rejecting:
        return above.i
    return above.i if _named_false(sentence, above, noun, words) else None


def _accusation(sentence: Sentence, token: Token, words: Words) -> bool:
    """Whether the noun says what somebody is to have done: "claims that", "allegations of", "talk that"."""
    clauses = kids(sentence, token.i, "acl", "relcl", "ccomp")
    told = any(k.lemma == "that" for t in clauses for k in kids(sentence, t.i)) or any(t.dep == "acl" for t in clauses)
    if token.lemma in words.accusations:
        of = any(t.lemma == "of" for t in kids(sentence, token.i, "prep"))
        return told or bool(clauses) or (of and token.lemma in words.lists["accusations_of"])
    return token.lemma in words.lists["account_nouns"] and told


def _through(sentence: Sentence, preposition: Token, words: Words) -> int | None:
    """The rejecting verb before a preposition: "laughed off the claim", "dismissed as a lie", "poured scorn on"."""
    verb = sentence.tokens[preposition.head]
    low = preposition.text.lower()
    if f"{verb.lemma} {low}" in words.rejecting or (low == "as" and verb.lemma in words.rejecting):
        return verb.i
    scorn = verb.lemma in ("pour", "heap") and any(t.lemma in ("scorn", "water") for t in kids(sentence, verb.i))
    return verb.i if scorn else None


def _named_false(sentence: Sentence, verb: Token, noun: int, words: Words) -> bool:
    """Whether the verb gives the accusation a rejecting name: "called reports that ... pure invention"."""
    if verb.lemma not in words.lists["naming_verbs"]:
        return False
    names = (sentence.tokens[k] for k in subtree(sentence, verb.i) if k not in (noun, verb.i))
    return any(t.lemma in words.lists["rejecting_words"] and t.dep in PREDICATES for t in names)


def rejected(sentence: Sentence, noun: int, words: Words) -> int | None:
    """The word that says of the accusation at `noun` that it is not so ("is groundless", "no truth in"), or None."""
    tokens = sentence.tokens
    token = tokens[noun]
    if _groundless(sentence, token, words):  # the parser may hang the clause on "truth"
        inside = [k for t in kids(sentence, noun, "prep") for k in kids(sentence, t.i, "pobj")]
        return noun if any(k.lemma in words.accusations | words.lists["account_nouns"] for k in inside) else None
    if token.head == noun or not _accusation(sentence, token, words):
        return None
    above = tokens[token.head]
    if token.dep == "pobj" and above.text.lower() in ("in", "to", "for", "of"):
        base = tokens[above.head]
        return base.i if _groundless(sentence, base, words) else None
    if token.dep not in ("nsubj", "nsubjpass"):
        return None
    if above.lemma == "have":
        return next((t.i for t in kids(sentence, above.i, "dobj") if _groundless(sentence, t, words)), None)
    return _predicate(sentence, above, words)


def _predicate(sentence: Sentence, be: Token, words: Words) -> int | None:
    for t in kids(sentence, be.i, "acomp", "attr", "prep", "oprd"):
        if t.lemma in words.lists["rejecting_words"] and not kids(sentence, be.i, "neg"):
            return t.i
        if t.lemma == "without" and any(k.lemma in words.lists["grounds"] for k in kids(sentence, t.i, "pobj")):
            return t.i
    return be.i if be.lemma in words.lists["rejecting_words"] and be.tag == "VBN" else None


def _groundless(sentence: Sentence, base: Token, words: Words) -> bool:
    """Whether the noun is a ground that there is none of: "no truth", "not a shred"."""
    none = any(t.text.lower() in ("no", "not", "zero", "without", "little") for t in kids(sentence, base.i))
    return base.lemma in words.lists["grounds"] and none


def claimed_wrongly(sentence: Sentence, verb: int, words: Words) -> int | None:
    """The rejecting word over "to claim that ...": "it was wrong to claim that", "it is a lie to say that"; or None."""
    tokens = sentence.tokens
    token = tokens[verb]
    if token.lemma not in words.lists["claiming_verbs"] or token.dep not in ("xcomp", "acl", "relcl", "csubj", "ccomp"):
        return None
    above = tokens[token.head]
    found = [above, *kids(sentence, above.i, "acomp", "attr")] if above.lemma == "be" else [above]
    return next((t.i for t in found if t.lemma in words.lists["rejecting_words"] and t.pos in ("ADJ", "NOUN")), None)


def answered(sentence: Sentence, i: int, words: Words) -> str | None:
    """What makes a plain "not" an answer to an accusation: "protested that", "contrary to", "a denial:"; or None."""
    tokens = sentence.tokens
    for below in (tokens[i], *ancestors(sentence, i)):
        above = tokens[below.head]
        if below.dep == "ccomp" and above.lemma in words.lists["answering_verbs"] and above.pos == "VERB":
            return above.text
    for t in tokens:
        low = t.text.lower()
        if low == "contrary" and any(k.text.lower() == "to" for k in tokens[t.i + 1 : t.i + 2]):
            return None if i in subtree(sentence, t.i) else "contrary to"
        if low in ("whatever", "despite") and any(
            k.lemma in ("allege", "claim", "allegation", "accusation") for k in tokens[t.i + 1 : t.i + 5]
        ):
            return f"{t.text} … {tokens[min(t.i + 2, len(tokens) - 1)].text}"
        if t.lemma == "denial" and any(k.text == ":" for k in tokens[t.i : i]):
            return f"{t.text}:"
    return None


def denies(sentence: Sentence, words: Words) -> str | None:
    """The word with which a short sentence rejects an accusation: "That is a lie.", "Minsk dismissed the charge."."""
    root = next((t for t in sentence.tokens if t.head == t.i), None)
    if root is None or len(sentence.tokens) > 25:
        return None
    if root.lemma == "deny" or root.lemma in words.rejecting:
        named = any(t.lemma in words.accusations for t in kids(sentence, root.i, "dobj"))
        that = kids(sentence, root.i, "ccomp", "xcomp")
        return root.text if named or (root.lemma == "deny" and that) else None
    this = any(t.text.lower() in ("that", "this", "it", "these", "they") for t in kids(sentence, root.i, "nsubj"))
    if root.lemma != "be" or not this or kids(sentence, root.i, "neg"):
        return None
    found = kids(sentence, root.i, "acomp", "attr")
    return next((t.text for t in found if t.lemma in words.lists["rejecting_words"] and t.lemma != "wrong"), None)
