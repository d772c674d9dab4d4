"""The clause around a trigger: subject, object and the rest, through passive, control, relatives, coordination."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from dragoman.grammar import kids, subtree
from dragoman.records import Sentence, Span, Token

LEFT_OUT = ("conj", "cc", "relcl", "advcl", "ccomp", "preconj", "punct", "advmod", "parataxis", "dep")
RELATIVES = ("who", "which", "that", "whom")
WORDS = Path(__file__).parent.parent / "data" / "grammar.yaml"


@lru_cache(maxsize=1)
def words() -> dict[str, frozenset[str]]:
    """The word lists of data/grammar.yaml."""
    return {name: frozenset(listed) for name, listed in yaml.safe_load(WORDS.read_text(encoding="utf-8")).items()}


@dataclass(frozen=True, slots=True)
class Clause:
    """The parts of the clause that a verb (or event noun) heads, as token indices, conjuncts included."""

    subject: tuple[int, ...]
    object: tuple[int, ...]
    iobj: tuple[int, ...]
    agent: tuple[int, ...]
    preps: Mapping[str, tuple[int, ...]]
    complements: tuple[int, ...]
    particles: frozenset[str]
    passive: bool


def conjuncts(s: Sentence, i: int) -> tuple[int, ...]:
    """Token `i` and the nominals coordinated with it, in text order."""
    out = [i]
    for t in kids(s, i, "conj"):
        if t.pos not in ("VERB", "AUX"):
            out.extend(conjuncts(s, t.i))
    return tuple(out)


def heads(s: Sentence, indices: tuple[int, ...]) -> tuple[int, ...]:
    """`indices` plus the nouns behind transparent heads ("round of talks", "thousands of protesters")."""
    out: list[int] = []
    for i in indices:
        out.append(i)
        if s.tokens[i].lemma in words()["transparent"] or s.tokens[i].pos == "NUM":
            for prep in kids(s, i, "prep"):
                if prep.lemma in ("of", "in", "to"):
                    out.extend(heads(s, _objects(s, prep.i)))
    return tuple(out)


def _objects(s: Sentence, prep: int) -> tuple[int, ...]:
    found: list[int] = []
    for t in kids(s, prep, "pobj"):
        found.extend(conjuncts(s, t.i))
    for t in kids(s, prep, "prep"):  # "out of X", "away from X"
        found.extend(_objects(s, t.i))
    return tuple(found)


def prepositions(s: Sentence, i: int) -> dict[str, tuple[int, ...]]:
    """Preposition -> objects, for the phrases attached to token `i`."""
    out: dict[str, tuple[int, ...]] = {}
    for t in kids(s, i, "prep", "agent", "dative"):
        if t.pos in ("ADP", "SCONJ") or t.tag in ("IN", "TO"):
            out[t.lemma] = out.get(t.lemma, ()) + _objects(s, t.i)
            for c in kids(s, t.i, "conj"):
                if c.tag == "IN":
                    out[c.lemma] = out.get(c.lemma, ()) + _objects(s, c.i)
    for t in kids(s, i, "advmod", "prt", "prep"):  # "stayed away from", "pulled out of"
        for c in kids(s, t.i, "prep"):
            out[c.lemma] = out.get(c.lemma, ()) + _objects(s, c.i)
    return out


def clause(s: Sentence, i: int) -> Clause:
    """The clause that verb `i` heads."""
    verb = s.tokens[i]
    passive = is_passive(s, i)
    preps = prepositions(s, i)
    direct = _nominals(s, i, "dobj", "attr", "oprd") + _antecedent(s, i, "dobj")
    surface = subject(s, i)
    agent = preps.get("by", ()) if passive else ()
    iobj = tuple(x for t in kids(s, i, "dative") if t.pos not in ("ADP",) for x in conjuncts(s, t.i))
    iobj += preps.get("to", ()) if any(t.dep == "dative" for t in kids(s, i)) else ()
    complements = tuple(
        t.i for t in kids(s, i, "xcomp", "ccomp") if not _quotes_it(s, t.i, i) and not _question(s, t.i)
    )
    if not complements and s.tokens[i].lemma in words()["object_control"]:  # "called on the minister to resign"
        complements = tuple(t.i for t in kids(s, i, "advcl") if _infinitive(s, t.i))
    for t in kids(s, i, "prep"):
        complements += tuple(p.i for p in kids(s, t.i, "pcomp"))
    for k in direct:
        complements += tuple(t.i for t in kids(s, k, "acl") if _infinitive(s, t.i))
    particles = frozenset(t.lemma for t in kids(s, i, "prt", "prep", "advmod", "agent"))
    particles |= {k.lemma for t in kids(s, i, "prep", "advmod", "prt") for k in kids(s, t.i, "prep")}
    if passive:
        promoted = direct if verb.dep == "amod" or not surface else surface
        rest = tuple(x for x in direct if x not in promoted)
        return Clause(agent, promoted + rest, iobj, agent, preps, complements, particles, True)
    return Clause(surface, direct, iobj, (), preps, complements, particles, False)


def _quotes_it(s: Sentence, complement: int, verb: int) -> bool:
    """A clause before its verb of saying with its own subject is a quotation, not a complement of control."""
    return s.tokens[complement].dep == "ccomp" and complement < verb


def _question(s: Sentence, i: int) -> bool:
    """An indirect question ("asked whether", "knows who") is no complement that says what is asked or promised."""
    first = s.tokens[min(subtree(s, i))]
    return first.lemma in ("whether", "if") or first.tag in ("WP", "WRB")


def _infinitive(s: Sentence, i: int) -> bool:
    return any(t.tag == "TO" for t in kids(s, i, "aux"))


def _nominals(s: Sentence, i: int, *deps: str) -> tuple[int, ...]:
    return tuple(x for t in kids(s, i, *deps) for x in conjuncts(s, t.i))


def is_passive(s: Sentence, i: int) -> bool:
    """Whether verb `i` is passive, reduced passives ("troops deployed in", "detained activists") included."""
    verb = s.tokens[i]
    deps = {t.dep for t in kids(s, i)}
    if "auxpass" in deps or "nsubjpass" in deps or "csubjpass" in deps:
        return True
    if (verb.tag == "VBN" and verb.dep in ("acl", "amod") and "aux" not in deps) or _held(s, i):
        return True
    if verb.dep == "conj" and _held(s, verb.head) and not deps & {"nsubj", "dobj"}:
        return True
    if verb.dep == "conj" and verb.tag == "VBN" and not deps & {"nsubj", "aux"}:
        head = s.tokens[verb.head]
        return head.pos == "VERB" and head.tag == "VBN" and is_passive(s, head.i) and "dobj" not in deps
    if verb.tag == "VBN" and "agent" in deps and not {"nsubj", "dobj"} <= deps:
        return True
    return (
        verb.tag == "VBN" and verb.dep == "ROOT" and s.block == "headline" and "dobj" not in deps and "aux" not in deps
    )


def _held(s: Sentence, i: int) -> bool:
    """A reduced passive that the parser takes for a clause: "nurses held hostage have come home"."""
    objects = kids(s, i, "dobj", "oprd", "xcomp")
    captive = bool(objects) and all(t.lemma in words()["captive"] and t.tag in ("NN", "JJ") for t in objects)
    return s.tokens[i].lemma in ("hold", "take") and captive and not kids(s, i, "aux", "auxpass", "det")


def _antecedent(s: Sentence, i: int, role: str) -> tuple[int, ...]:
    """The noun that an object relative modifies ("the soldiers whom rebels captured", "the rockets it fired")."""
    verb = s.tokens[i]
    if verb.dep != "relcl" or is_passive(s, i):
        return ()
    pronouns = [t for t in kids(s, i, role) if t.lemma in RELATIVES]
    subjects = [t for t in kids(s, i, "nsubj") if t.lemma not in RELATIVES]
    bare = not any(t.lemma in RELATIVES for t in kids(s, i)) and not kids(s, i, "dobj")
    return (verb.head,) if pronouns or (subjects and bare and _no_stranded(s, i)) else ()


def _no_stranded(s: Sentence, i: int) -> bool:
    return not any(t.dep == "prep" and not s.children[t.i] for t in kids(s, i)) and not kids(s, i, "mark", "advmod")


def subject(s: Sentence, i: int, depth: int = 0) -> tuple[int, ...]:
    """The surface subject of verb `i`, found through control, coordination and relatives where it is not said."""
    own = [t for t in kids(s, i, "nsubj", "nsubjpass") if t.pos != "ADV"]
    verb = s.tokens[i]
    if own:
        if own[0].lemma in RELATIVES and verb.dep == "relcl":
            return conjuncts(s, verb.head) if s.tokens[verb.head].pos != "VERB" else ()
        if verb.dep == "relcl" and own[0].lemma in RELATIVES:
            return ()
        return tuple(x for t in own for x in conjuncts(s, t.i))
    return () if depth > 6 else _inherited(s, i, depth)


def _inherited(s: Sentence, i: int, depth: int) -> tuple[int, ...]:
    verb, head = s.tokens[i], s.tokens[s.tokens[i].head]
    if verb.dep in ("acl", "amod", "relcl"):
        return _of_noun(s, verb, head)
    if verb.dep == "conj" and head.pos in ("VERB", "AUX"):
        return subject(s, head.i, depth + 1)
    if verb.dep in ("xcomp", "ccomp") and head.pos in ("VERB", "AUX", "ADJ"):
        return _controller(s, head, depth)
    if verb.dep == "advcl" and head.pos in ("VERB", "AUX"):
        return subject(s, head.i, depth + 1)
    if verb.dep == "pcomp":
        return _of_preposition(s, head, depth)
    return ()


def _of_noun(s: Sentence, verb: Token, noun: Token) -> tuple[int, ...]:
    if verb.dep == "acl" and _infinitive(s, verb.i):  # "decision to expel": whose decision
        owner = [t.i for t in kids(s, noun.i, "poss")] or [t.i for t in kids(s, noun.i, "compound", "amod") if t.ent]
        if owner:
            return tuple(owner)
        governor = s.tokens[noun.head]
        if governor.pos == "VERB" and noun.dep in ("dobj", "pobj", "attr"):
            return subject(s, governor.i, 1)
        return ()
    if verb.tag == "VBG" and noun.lemma in words()["possessed"]:
        return tuple(t.i for t in kids(s, noun.i, "poss"))
    return (noun.i,) if verb.tag in ("VBN", "VBG") else ()


def _controller(s: Sentence, head: Token, depth: int) -> tuple[int, ...]:
    if head.lemma in words()["object_control"]:
        objects = _nominals(s, head.i, "dobj", "dative")
        if objects and not is_passive(s, head.i):
            return objects
        on = prepositions(s, head.i)
        for p in ("on", "to", "upon"):
            if head.lemma in ("call", "appeal") and on.get(p):
                return on[p]
    return subject(s, head.i, depth + 1)


def _of_preposition(s: Sentence, prep: Token, depth: int) -> tuple[int, ...]:
    governor = s.tokens[prep.head]
    if governor.pos in ("VERB", "AUX"):
        if governor.lemma in words()["object_control"] and prep.lemma in ("of", "for", "with", "from", "to"):
            objects = _nominals(s, governor.i, "dobj")
            if is_passive(s, governor.i):
                return subject(s, governor.i, depth + 1)
            if objects:
                return objects
        return subject(s, governor.i, depth + 1)
    owners = [t.i for t in kids(s, governor.i, "poss")]
    if owners:
        return tuple(owners)
    return subject(s, s.tokens[governor.head].i, depth + 1) if s.tokens[governor.head].pos == "VERB" else ()


def phrase(s: Sentence, i: int, cut: tuple[str, ...] = ()) -> Span:
    """The noun phrase of head `i`: its modifiers and appositions, without conjuncts, relatives and clauses.

    Phrases that begin with a preposition of `cut` are left out.
    """
    keep = [i]
    for t in kids(s, i):
        if t.dep == "prep" and t.lemma in cut:
            continue
        if t.dep in LEFT_OUT and not (t.dep == "punct" and t.text in ("-", "/")):
            continue
        if t.dep == "acl" and t.tag != "VBN":
            continue
        if t.dep == "appos" and t.i - i > 8:
            continue
        keep.extend(subtree(s, t.i) if t.dep not in ("prep", "poss", "appos") else _trimmed(s, t.i))
    keep.sort()
    last = keep[-1]
    opened = sum(s.tokens[k].text == "(" for k in keep) - sum(s.tokens[k].text == ")" for k in keep)
    if opened > 0 and last + 1 < len(s.tokens) and s.tokens[last + 1].text == ")":
        last += 1
    return Span(s.tokens[keep[0]].start, s.tokens[last].end)


def _trimmed(s: Sentence, i: int) -> list[int]:
    """A subtree without relative clauses and without conjuncts that are clauses."""
    out = [i]
    for t in kids(s, i):
        if t.dep not in ("relcl", "advcl", "parataxis") and not (t.dep == "conj" and t.pos == "VERB"):
            out.extend(_trimmed(s, t.i))
    while out and s.tokens[max(out)].dep == "punct" and s.tokens[max(out)].text in (",", ";", ":", "-", "."):
        out.remove(max(out))
    return out
