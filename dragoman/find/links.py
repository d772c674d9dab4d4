"""What governs a word, and how: the step from a deed to the word whose complement, object or clause it is."""

from __future__ import annotations

from dragoman.find.cues import lexicon
from dragoman.find.modality import AUX, finite, is_verb, kind
from dragoman.find.status_words import Words
from dragoman.grammar import kids
from dragoman.records import Sentence, Token

Link = tuple[str, int]  # (relation, index of the governing word); relations as in data/status.yaml and `RELATIONS`

OBJECTS = ("dobj", "nsubjpass", "dative", "obj")
COMPLEMENTS = ("ccomp", "xcomp")
JOINED = ("conj", "appos")


def link(sentence: Sentence, i: int, words: Words) -> Link | None:
    """The relation and the index of the word that governs `i`, or None at the top of the sentence.

    Beside the relations of data/status.yaml: `whether`, `part` (participle as complement), `purpose`, `ing-adv`,
    `mark:WORD` (adverbial clause), `relcl`, `acl`, `amod`, `csubj`, `attr`, `acomp`, `poss`, `compound`,
    `prep:WORDS` (a preposition whose own meaning decides), `gerund:WORD`.
    """
    token = sentence.tokens[i]
    if token.head == i:
        return None
    if token.dep in JOINED:
        return _joined(sentence, i, words)
    if token.dep in ("pobj", "pcomp"):
        return _prepositional(sentence, i, words)
    if token.dep == "ccomp" and any(t.text == ";" for t in sentence.tokens[i : token.head]):
        return None
    if token.dep == "ccomp" and _spliced(sentence, token, words):
        return None
    if token.dep in ("advcl", "acl", "relcl", *COMPLEMENTS):
        return _clausal(sentence, i, words)
    if token.dep in OBJECTS or (token.dep == "npadvmod" and sentence.tokens[token.head].lemma in words.planning):
        return "np", token.head
    if token.dep == "amod" and token.pos == "NOUN":
        return "compound", token.head
    simple = {"nsubj": "subj", "nmod": "compound", "oprd": "attr"}.get(token.dep, token.dep)
    return (
        (simple, token.head)
        if simple in ("subj", "attr", "acomp", "amod", "compound", "poss", "csubj", "csubjpass")
        else None
    )


def _spliced(sentence: Sentence, token: Token, words: Words) -> bool:
    """Whether a comma alone joins the clause to the next: "Bomb kills nine, toll may rise" has nobody say the first."""
    tokens = sentence.tokens
    head = tokens[token.head]
    if token.i < head.i and any(
        t.i > head.i and any(m.lemma == "that" for m in kids(sentence, t.i, "mark"))
        for t in kids(sentence, head.i, "ccomp")
    ):
        return True  # "The boy is dead, the army denies that ..."
    if token.i > head.i or head.lemma in lexicon().verbs or words.frame("that", head.lemma, kind(sentence, head)):
        return False
    if token.text.lower() in ("were", "had", "should"):  # "were they to attack, we would fight": a condition
        return False
    between = [k for k in sentence.children[head.i] if token.i < k < head.i]
    return any(tokens[k].text == "," for k in between) and any(tokens[k].dep == "nsubj" for k in between)


def _joined(sentence: Sentence, i: int, words: Words) -> Link | None:
    """Joined words share their governor; a finite verb after an infinitive is joined to what governs that one."""
    tokens = sentence.tokens
    first = tokens[tokens[i].head]
    above = link(sentence, first.i, words)
    if above and finite(sentence, i) and above[0] in ("to", "ing", "purpose", "ing-adv"):
        return link(sentence, above[1], words) if is_verb(tokens[above[1]]) else None
    return above


def _clausal(sentence: Sentence, i: int, words: Words) -> Link:
    """A clause on an object may belong to the verb ("urged the rebels to leave")."""
    tokens = sentence.tokens
    relation, g = _clause(sentence, i), tokens[i].head
    if (
        relation == "acl"
        and tokens[g].dep == "pobj"
        and words.prepositions.get(before := tokens[tokens[g].head].text.lower()) == "negative"
    ):
        return f"prep:{before}", tokens[g].head
    if (
        relation == "acl"
        and tokens[i].tag == "VBG"
        and words.frame("ing", tokens[tokens[g].head].lemma, "v") == "fails"
    ):
        return "ing", _or_verb(tokens, "ing", g, words)
    if relation == "relcl" and tokens[i].tag in ("VBZ", "VBP", "VB") and _restrictive(sentence, i):
        return "restrictive", g
    if relation == "to" and tokens[i].dep in ("acl", "relcl"):
        g = _or_verb(tokens, "to", g, words)
    return relation, g


def _or_verb(tokens: tuple[Token, ...], relation: str, g: int, words: Words) -> int:
    """The governing noun, or the verb whose object it is where only the verb is known to govern in this way.

    Of the verbs whose infinitive is done, only those that make others do it pass over their object: "began talks to
    end the war" is no "began to end the war".
    """
    noun = tokens[g]
    verb = tokens[noun.head]
    if noun.dep not in OBJECTS or words.frame(relation, noun.lemma, "n") or not words.frame(relation, verb.lemma, "v"):
        return g
    carried = words.frame(relation, verb.lemma, "v") == "carries"
    return g if relation == "to" and carried and verb.lemma not in words.making else verb.i


def _or_object(sentence: Sentence, relation: str, g: int, words: Words) -> int:
    """The governing verb, or its object where only that is known to govern so ("made a call on Friday for talks")."""
    tokens = sentence.tokens
    if not is_verb(tokens[g]) or words.frame(relation, lemma(sentence, tokens[g]), "v"):
        return g
    objects = (k for k in sentence.children[g] if tokens[k].dep in OBJECTS)
    return next((k for k in objects if words.frame(relation, tokens[k].lemma, "n")), g)


def _clause(sentence: Sentence, i: int) -> str:
    tokens = sentence.tokens
    token = tokens[i]
    low = {tokens[k].text.lower(): tokens[k] for k in sentence.children[i] if tokens[k].dep in (*AUX, "mark", "advmod")}
    if token.dep == "advcl":
        return _adverbial(low, token)
    if token.dep == "relcl" and _in_case(tokens, token.head):
        return "that"
    if token.dep == "relcl" and "to" not in low and not ("that" in low and low["that"].dep == "mark"):
        return "relcl"
    if "whether" in low or ("if" in low and low["if"].dep == "mark"):
        return "whether"
    if "to" in low:
        return "to"
    if token.dep in COMPLEMENTS and _questioned(sentence, i):
        return "wh"
    auxiliary = any(t.dep in AUX for w, t in low.items() if w != "being")
    if token.tag == "VBN" and "being" in low and not auxiliary and token.dep != "acl":
        return "ing"
    if token.tag == "VBG" and not auxiliary:
        return "acl" if token.dep == "acl" else "ing"
    if token.tag == "VBN" and not auxiliary:
        return "acl" if token.dep == "acl" else "part"
    return "to" if token.tag == "VB" and not auxiliary and not _marked(sentence, i) else "that"


def _questioned(sentence: Sentence, i: int) -> bool:
    """Whether the clause of the verb at `i` is an embedded question ("who did it", "how they fled")."""
    tokens = sentence.tokens
    return any(tokens[k].tag in ("WP", "WRB") and k < i for k in sentence.children[i])


def _restrictive(sentence: Sentence, i: int) -> bool:
    """Whether no comma sets the relative clause of the verb at `i` apart from its noun."""
    tokens = sentence.tokens
    return not any(t.text in (",", "-", "(") for t in tokens[tokens[i].head + 1 : i])


def _in_case(tokens: tuple[Token, ...], g: int) -> bool:
    """ "in the case (that) the army attacked", "on condition that"."""
    before = {t.text.lower() for t in tokens[max(0, g - 2) : g]}
    return tokens[g].lemma in ("case", "event", "condition") and bool(before & {"in", "on"})


def _marked(sentence: Sentence, i: int) -> bool:
    """A bare verb is a complement of its own ("let X go") only where it has a subject in front or none at all."""
    tokens = sentence.tokens
    head = tokens[tokens[i].head]
    quoted = any(t.text in ('"', "“", "''", "``") for t in tokens[min(i, head.i) : max(i, head.i)])
    return quoted or head.lemma in ("say", "tell") or i < head.i


def _adverbial(low: dict[str, Token], token: Token) -> str:
    mark = next((w for w, t in low.items() if t.dep == "mark" and w != "to"), None)
    if mark is None:
        mark = next((w for w in low if w in ("when", "whenever", "once", "where", "until", "before", "after")), None)
    if mark and not ("to" in low and mark in ("for", "as")):
        return f"mark:{mark}"
    if "to" in low:
        return "purpose"
    if not any(t.dep in AUX for t in low.values()) and token.tag in ("VBG", "VBN"):
        return "ing-adv"
    return "mark:"


def _prepositional(sentence: Sentence, i: int, words: Words) -> Link | None:
    tokens = sentence.tokens
    preposition = tokens[tokens[i].head]
    low = preposition.text.lower()
    before = tokens[preposition.i - 1].text.lower() if preposition.i else ""
    governor = preposition
    while governor.head != governor.i and (
        governor.pos in ("ADP", "SCONJ") or (governor is not preposition and governor.pos == "ADV")
    ):
        governor = tokens[governor.head]
    if governor.pos in ("ADP", "SCONJ"):
        return f"prep:{low}", governor.i
    both = f"{before} {low}"
    if both in words.prepositions:
        return f"prep:{both}", governor.i
    relation = "to_np" if low == "to" else low
    g = _or_object(sentence, relation, _or_verb(tokens, relation, governor.i, words), words)
    if tokens[i].dep == "pcomp" and tokens[i].tag != "VBG" and _questioned(sentence, i):
        return "wh", g
    if tokens[i].dep == "pcomp" or (tokens[i].tag == "VBG" and is_verb(tokens[i])):
        return f"gerund:{low}", g
    return relation, g


def lemma(sentence: Sentence, token: Token) -> str:
    """The word as data/status.yaml lists it: the lemma, with its particle if it has one ("call off")."""
    for k in sentence.children[token.i]:
        t = sentence.tokens[k]
        if t.dep == "prt":
            return f"{token.lemma} {t.text.lower()}"
    return token.lemma


def indefinite(sentence: Sentence, i: int, words: Words) -> bool:
    """Whether a noun is new to the reader ("an attack", "talks"), not taken for known ("the attack", "his visit")."""
    tokens = sentence.tokens
    for k in sentence.children[i]:
        t = tokens[k]
        if t.dep == "poss" or (t.dep in ("det", "predet") and t.text.lower() in words.definite):
            return False
    return True
