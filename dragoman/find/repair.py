"""Mends a frequent mistake of parsers at cues: "said A and warned that B", where "warned" is hung into A."""

from __future__ import annotations

from dataclasses import replace

from dragoman.find.cues import lexicon
from dragoman.find.denials import rejecting_verb
from dragoman.find.status_words import words
from dragoman.grammar import SUBJECTS, kids
from dragoman.records import Sentence, Token

PAST, PRESENT = ("VBD",), ("VBZ", "VBP")


def mended(sentence: Sentence) -> Sentence:
    """The sentence with such verbs hung on the cue of saying that they are conjoined with; else the same one.

    A that-clause read as a conjunct of the cue ("reported, citing officials, that ...") or hung on a document
    ("said in a readout that ...") is made the cue's complement.
    """
    sentence = verbal(sentence)
    for token in sentence.tokens:
        cue = _that_clause(sentence, token)
        if cue is not None:
            return mended(_moved(sentence, replace(token, dep="ccomp"), cue))
        cue = _misplaced(sentence, token)
        if cue is not None:
            return mended(_moved(sentence, token, cue))
    return sentence


def verbal(sentence: Sentence) -> Sentence:
    """The sentence with its verb of saying, where the parser took that for a noun: "The log records that ...".

    Such a sentence has no verb above its that-clause; the noun before "records" is then the subject. In "The boycott,
    say its organisers, is ..." the boycott is given back to the verb behind the aside.
    """
    for aside in sentence.tokens:
        first = _host_subject(sentence, aside)
        if first is not None:
            return _moved(sentence, first, aside.head)
    root = next((t for t in sentence.tokens if t.head == t.i), None)
    if root is None or root.tag != "NNS" or root.i == 0 or not _reports(root):
        return sentence
    clause = next((t for t in kids(sentence, root.i, "acl", "relcl", "ccomp") if _that(sentence, t)), None)
    before = sentence.tokens[root.i - 1]
    if clause is None or before.head != root.i or before.dep not in ("compound", "amod", "nmod"):
        return sentence
    tokens = list(sentence.tokens)
    tokens[root.i] = replace(root, pos="VERB", tag="VBZ")
    tokens[clause.i] = replace(clause, dep="ccomp")
    children = [list(c) for c in sentence.children]
    own = [k for k in children[root.i] if k < before.i]
    for k in own:
        tokens[k] = replace(tokens[k], head=before.i)
    tokens[before.i] = replace(before, dep="nsubj", pos="PROPN" if before.pos == "PROPN" else "NOUN")
    children[root.i] = [k for k in children[root.i] if k not in own]
    children[before.i] = sorted([*children[before.i], *own])
    return replace(sentence, tokens=tuple(tokens), children=tuple(map(tuple, children)))


def _host_subject(sentence: Sentence, aside: Token) -> Token | None:
    """The subject of the sentence that the parser gave to an inverted aside, which has its own behind it."""
    if aside.dep != "parataxis" or not _reports(aside) or aside.head < aside.i:
        return None
    own = kids(sentence, aside.i, "nsubj", "nsubjpass")
    parted = len(own) == 2 and own[0].i < aside.i < own[1].i and sentence.tokens[aside.i - 1].text == ","
    return own[0] if parted and not kids(sentence, aside.head, *SUBJECTS) else None


def _that(sentence: Sentence, clause: Token) -> bool:
    own = kids(sentence, clause.i)
    return any(t.lemma == "that" for t in own) and any(t.dep in SUBJECTS and t.lemma != "that" for t in own)


def _that_clause(sentence: Sentence, token: Token) -> int | None:
    """The cue that a that-clause belongs to, where the parser hung it beside the cue or on a document's name."""
    above = sentence.tokens[token.head]
    roles = (
        ("mark", "dobj", "pobj")
        if token.dep == "relcl" and kids(sentence, token.i, "nsubj", "nsubjpass")
        else ("mark",)
    )
    if not any(t.lemma == "that" and t.dep in roles for t in kids(sentence, token.i)):
        return None
    if token.dep == "acl" and above.dep == "dobj" and _addressed(sentence.tokens[above.head]):
        cue = sentence.tokens[above.head]
    elif (
        token.dep == "acl" and above.dep == "pobj" and above.lemma not in lexicon().nouns and _told_in(sentence, above)
    ):
        cue = sentence.tokens[sentence.tokens[above.head].head]
    elif token.dep == "conj":
        cue = above
    elif rejecting_verb(sentence, above.i, words()) is not None:
        return None
    elif token.dep in ("acl", "ccomp", "relcl", "advcl") and above.dep == "pobj" and above.lemma in lexicon().issued:
        cue = sentence.tokens[sentence.tokens[above.head].head]
    else:
        return None
    return cue.i if _reports(cue) and cue.i < token.i and not kids(sentence, cue.i, "ccomp") else None


def _told_in(sentence: Sentence, noun: Token) -> bool:
    """ "told Tokyo in confidence that": the manner of telling stands between."""
    verb = sentence.tokens[sentence.tokens[noun.head].head]
    return _addressed(verb) and bool(kids(sentence, verb.i, "dobj"))


def _addressed(cue: Token) -> bool:
    """Whether the verb has a hearer for its object: "assured deputies that"."""
    return any(e.addressee for e in lexicon().verbs.get(cue.lemma, ()))


def _misplaced(sentence: Sentence, token: Token) -> int | None:
    """The cue that `token` belongs beside, where it hangs as a conjunct or participle inside the cue's content."""
    if token.dep == "advcl" and token.tag == "VBG":
        return _participle(sentence, token)
    if token.dep != "conj" or token.pos != "VERB" or kids(sentence, token.i, *SUBJECTS):
        return None
    inner = sentence.tokens[token.head]
    for thrown in kids(sentence, inner.i, "parataxis"):
        if inner.i < thrown.i < token.i and _reports(thrown) and _reports(token):
            return thrown.i
    cue = sentence.tokens[inner.head]
    if inner.dep != "ccomp" or not _reports(cue):
        return None
    if inner.i < cue.i < token.i:
        return cue.i
    if not cue.i < inner.i < token.i:
        return None
    tense = _tense(sentence, token)
    if tense is None or tense != _tense(sentence, cue):
        return None
    differs = tense != _tense(sentence, inner)
    spoken = _reports(token) and bool(kids(sentence, token.i, "ccomp"))
    return cue.i if spoken or differs else None


def _participle(sentence: Sentence, token: Token) -> int | None:
    """The cue of ", adding that ..." where it hangs on the verb of the cue's content before it."""
    inner = sentence.tokens[token.head]
    cue = sentence.tokens[inner.head]
    if inner.dep != "ccomp" or not max(cue.i, inner.i) < token.i or not _reports(cue) or not _reports(token):
        return None
    comma = token.i > 0 and sentence.tokens[token.i - 1].text == ","
    return cue.i if comma and kids(sentence, token.i, "ccomp", "dobj") else None


def _reports(token: Token) -> bool:
    return any(kind == "say" for e in lexicon().verbs.get(token.lemma, ()) for kind in e.takes.values())


def _tense(sentence: Sentence, token: Token) -> str | None:
    """past or present by the finite form, None for modals and forms that are not finite."""
    tags = [t.tag for t in kids(sentence, token.i, "aux", "auxpass")] or [token.tag]
    if tags[0] in PAST:
        return "past"
    return "present" if tags[0] in PRESENT else None


def _moved(sentence: Sentence, token: Token, cue: int) -> Sentence:
    tokens = list(sentence.tokens)
    tokens[token.i] = replace(token, head=cue)
    children = [list(c) for c in sentence.children]
    children[token.head].remove(token.i)
    children[cue] = sorted([*children[cue], token.i])
    for cc in [k for k in children[token.head] if tokens[k].dep == "cc" and k < token.i]:
        children[token.head].remove(cc)
        children[cue] = sorted([*children[cue], cc])
        tokens[cc] = replace(tokens[cc], head=cue)
    return replace(sentence, tokens=tuple(tokens), children=tuple(map(tuple, children)))
