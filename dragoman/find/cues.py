"""Cues of attribution: the words that say that somebody said, denied, believed or urged something.

The vocabulary, and what must follow a word for it to be a cue, is data: data/speech.yaml.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from dragoman.grammar import kids
from dragoman.records import Sentence, Token

ORDER = ("clause", "aside", "object", "quote", "to", "prep", "none")
CLAUSES_OF_ADJECTIVES = ("ccomp", "xcomp", "csubj")
OBJECTS = ("dobj", "attr", "oprd", "dative")
BESIDE = {
    "ccomp": "clause",
    "xcomp": "to",
    "nsubjpass": "passive",
    "auxpass": "passive",
    **dict.fromkeys(OBJECTS, "object"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What one word of the vocabulary does: for each complement, the kind of attribution that it makes."""

    takes: dict[str, str]
    preps: frozenset[str]
    addressee: bool = False
    empty: bool = False
    subjects: str = ""
    plain: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The vocabulary of data/speech.yaml, by lemma."""

    verbs: dict[str, tuple[Entry, ...]]
    nouns: dict[str, Entry]
    adjectives: dict[str, Entry]
    light_verbs: frozenset[str]
    light_nouns: frozenset[str]
    leads: frozenset[str]
    shells: frozenset[str]
    withheld: frozenset[str]
    persons: frozenset[str]
    issuing: frozenset[str]
    particles: dict[str, list[str]]
    unowned: dict[str, list[str]]
    documents: frozenset[str]
    issued: frozenset[str]
    hearsay: frozenset[str]
    speakers: frozenset[str]
    views: frozenset[str]
    surveys: frozenset[str]
    inverted: frozenset[str]
    empty_objects: frozenset[str]
    manners: frozenset[str]
    answers: frozenset[str]
    no_voices: frozenset[str]
    rites: frozenset[str]
    gestures: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue in a sentence. `head` is its word, `complement` what follows it, `kind` say, deny, believe or act.

    `noun` is the index of the noun that carries the content of a light verb or of a noun cue, else -1.
    """

    head: int
    kind: str
    complement: str
    entry: Entry
    noun: int = -1


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The vocabulary, read once."""
    raw = yaml.safe_load((resources.files("dragoman") / "data" / "speech.yaml").read_text(encoding="utf-8"))
    verbs: dict[str, list[Entry]] = {}
    for group in raw["verbs"]:
        only = set(group.get("only_quote", ()))
        for word in group["words"]:
            verbs.setdefault(word, []).append(_entry(group, word in only))
    names = (
        "leads",
        "shells",
        "withheld",
        "persons",
        "issuing",
        "documents",
        "issued",
        "hearsay",
        "speakers",
        "views",
        "surveys",
        "inverted",
        "empty_objects",
        "manners",
        "answers",
        "no_voices",
        "rites",
        "gestures",
    )
    return Lexicon(
        verbs={w: tuple(e) for w, e in verbs.items()},
        nouns={w: _noun_entry(g) for g in reversed(raw["nouns"]) for w in g["words"]},
        adjectives={w: _noun_entry(g) for g in raw["adjectives"] for w in g["words"]},
        particles=raw["particles"],
        unowned=raw["unowned"],
        light_verbs=frozenset(raw["light"]["verbs"]),
        light_nouns=frozenset(raw["light"]["nouns"]["act"]),
        **{name: frozenset(raw[name]) for name in names},
    )


def _entry(group: dict[str, Any], only_quote: bool) -> Entry:
    takes = {"quote": "say", "aside": "say"} if only_quote else dict(group["takes"])
    return Entry(
        takes,
        frozenset(group.get("preps", ())),
        group.get("addressee", False),
        group.get("empty", False),
        group.get("subjects", ""),
        group.get("plain", False),
        group.get("weak", False),
    )


def _noun_entry(group: dict[str, Any]) -> Entry:
    kind = group["kind"]
    return Entry({"clause": kind, "to": kind, "prep": kind, "none": kind}, frozenset(group.get("preps", ())))


def cues(sentence: Sentence, quoted: frozenset[int]) -> list[Cue]:
    """Cues of the sentence in text order. `quoted` holds the tokens that stand next to or in a quotation."""
    out: list[Cue] = []
    for token in sentence.tokens:
        found = _cue(sentence, token, quoted)
        if found:
            out.append(found)
    return out


def _cue(sentence: Sentence, token: Token, quoted: frozenset[int]) -> Cue | None:
    words = lexicon()
    lemma = token.lemma
    if token.pos == "VERB":
        if lemma == "accord":
            return _according(sentence, token)
        if lemma in words.verbs:
            found = _verb(sentence, token, token.i in quoted)
            if found:
                return found
        return _light(sentence, token) if lemma in words.light_verbs else None
    if token.pos == "NOUN":
        return _view(sentence, token) or (_noun(sentence, token) if lemma in words.nouns else None)
    if token.pos == "ADJ" and lemma in words.adjectives:
        return _adjective(sentence, token)
    if token.pos == "ADV" and lemma in words.hearsay and sentence.tokens[token.head].pos in ("VERB", "AUX"):
        return Cue(token.i, "say", "hearsay", Entry({}, frozenset()))
    return None


def _according(sentence: Sentence, token: Token) -> Cue | None:
    to = [t for t in kids(sentence, token.i, "prep") if t.lemma == "to" and kids(sentence, t.i, "pobj")]
    if any(n.lemma in lexicon().no_voices for t in to for n in kids(sentence, t.i, "pobj")):
        return None
    return Cue(token.i, "say", "according", Entry({}, frozenset())) if to else None


def _view(sentence: Sentence, token: Token) -> Cue | None:
    """ "in the minister's view": the preposition and the noun are the cue, the owner is the source."""
    before = sentence.tokens[token.head]
    if token.lemma in lexicon().surveys and token.dep == "pobj" and before.lemma == "in":
        if sentence.tokens[before.head].pos in ("VERB", "AUX"):
            return Cue(token.i, "say", "survey", Entry({}, frozenset()), token.i)
        return None
    if token.lemma not in lexicon().views or token.dep != "pobj" or before.lemma not in ("in", "by", "to"):
        return None
    if sentence.tokens[before.head].pos not in ("VERB", "AUX") or not kids(sentence, token.i, "poss"):
        return None
    return Cue(token.i, "say" if token.lemma != "mind" else "believe", "view", Entry({}, frozenset()), token.i)


def _verb(sentence: Sentence, token: Token, quoted: bool) -> Cue | None:
    particles = [t.lemma for t in kids(sentence, token.i, "prt")]
    if unspoken(sentence, token):
        return None
    if token.dep in ("amod", "compound") or any(p not in lexicon().particles.get(token.lemma, ()) for p in particles):
        return None
    have = complements(sentence, token, quoted)
    for entry in lexicon().verbs[token.lemma]:
        for complement in ORDER:
            if complement in entry.takes and _fits(sentence, token, entry, complement, have):
                kind = entry.takes[complement]
                return Cue(token.i, _weaker(sentence, token, kind, complement), complement, entry)
    return None


def unspoken(sentence: Sentence, token: Token) -> bool:
    """Whether the word says nothing: "it goes without saying", "suffice it to say", "their say", "said to be close"."""
    tokens = sentence.tokens
    above = tokens[token.head]
    if token.lemma == "say" and (
        above.lemma in ("suffice", "needless") or (above.lemma == "without" and token.tag == "VBG")
    ):
        return True
    if token.i and (
        tokens[token.i - 1].tag in ("POS", "PRP$") or tokens[token.i - 1].text.lower() in ("a", "the", "no")
    ):
        return token.tag in ("VB", "VBP", "VBZ")
    rest = tokens[token.i + 1 : token.i + 3]
    passive = len(rest) == 2 and rest[0].text.lower() == "to" and rest[1].text.lower() in ("be", "have")
    passive = passive and token.lemma in ("say", "report", "rumour", "rumor")
    return passive and token.tag == "VBD" and bool(kids(sentence, token.i, "nsubj"))


def _weaker(sentence: Sentence, token: Token, kind: str, complement: str) -> str:
    """The kind, act where nothing is claimed: "asked whether", "said something", "were denied food"."""
    if kind not in ("say", "deny"):
        return kind
    for clause in kids(sentence, token.i, "ccomp"):
        if any(t.lemma in ("whether", "if", "what", "who", "which") for t in _first_words(sentence, clause)):
            return "act"
    objects = kids(sentence, token.i, "dobj")
    if complement == "object" and any(t.lemma in lexicon().empty_objects for t in objects):
        return "act"
    if complement in ("object", "clause") and _rite(sentence, token):
        return "act"
    if (
        lexicon().verbs[token.lemma][0].weak
        and objects
        and any(t.lemma == "as" for t in kids(sentence, token.i, "prep"))
    ):
        return "act"  # "described the raid as a mistake": the raid is not what they claim
    given = [*kids(sentence, token.i, "nsubjpass", "dative"), *_to(sentence, token)] if objects else []
    return "act" if kind == "deny" and given else kind


def _rite(sentence: Sentence, token: Token) -> bool:
    """ "said a prayer for the men", "said a few words, shook hands": nothing is claimed."""
    if token.lemma != "say":
        return False
    after = [t for t in sentence.tokens[token.i + 1 : token.i + 5] if t.pos not in ("DET", "ADJ", "PRON")]
    few = any(t.lemma in ("few", "some") for t in sentence.tokens[token.i + 1 : token.i + 3])
    return bool(after) and after[0].lemma in lexicon().rites and (after[0].lemma != "word" or few)


def _to(sentence: Sentence, token: Token) -> list[Token]:
    return [t for t in kids(sentence, token.i, "prep") if t.lemma == "to"]


def _first_words(sentence: Sentence, clause: Token) -> list[Token]:
    """The first word of a clause, and the marker before its verb."""
    marks = [t for t in kids(sentence, clause.i, "mark") if t.i < clause.i]
    first = min(sentence.children[clause.i], default=clause.i)
    return [*marks, sentence.tokens[first]] if first < clause.i else marks


def _fits(sentence: Sentence, token: Token, entry: Entry, complement: str, have: frozenset[str]) -> bool:
    if entry.subjects == "documents" and not _document_subject(sentence, token):
        return False
    if complement in ("quote", "aside") and "passive" in have:
        return False
    if complement == "clause" and "object" not in entry.takes and not _clausal(sentence, token):
        return False
    if complement == "object" and entry.addressee and "quote" in have:
        return False
    if complement == "prep":
        return any(p.lemma in entry.preps for p in kids(sentence, token.i, "prep"))
    if complement == "none":
        return "passive" in have or (not have and entry.takes.get("clause") == "say")
    return complement in have


def _clausal(sentence: Sentence, token: Token) -> bool:
    """Whether the clause has a verb: "found that he lied", not "found him guilty"."""
    clauses = kids(sentence, token.i, "ccomp")
    return not clauses or any(t.pos in ("VERB", "AUX") for t in clauses)


def _document_subject(sentence: Sentence, token: Token) -> bool:
    return any(t.lemma in lexicon().documents for t in kids(sentence, token.i, "nsubj"))


def complements(sentence: Sentence, token: Token, quoted: bool) -> frozenset[str]:
    """What the verb has beside it: clause, to, object, quote, passive."""
    have = {BESIDE[child.dep] for child in kids(sentence, token.i) if child.dep in BESIDE}
    if any(child.i < token.i and not parted(sentence, child.i, token.i) for child in kids(sentence, token.i, "ccomp")):
        have.add("aside")
    if token.head != token.i and kids(sentence, token.i, "nsubj"):
        if token.dep == "parataxis":
            have |= {"clause", "aside"}
        elif as_said(sentence, token):
            have.add("clause")
    if "clause" not in have and token.dep == "relcl":
        have.add("object")
    return frozenset(have | {"quote"}) if quoted else frozenset(have)


def parted(sentence: Sentence, low: int, high: int) -> bool:
    """Whether a semicolon parts the two tokens: the clause before it is then no complement of the verb behind it."""
    return any(t.text == ";" for t in sentence.tokens[low:high])


def as_said(sentence: Sentence, token: Token) -> bool:
    """Whether the verb stands in "as the minister said", which leaves its clause to the sentence around it."""
    if token.dep != "advcl" or kids(sentence, token.i, "ccomp", "dobj", "xcomp"):
        return False
    return any(t.lemma == "as" and t.i < token.i for t in kids(sentence, token.i, "mark", "advmod"))


def _light(sentence: Sentence, token: Token) -> Cue | None:
    for noun in kids(sentence, token.i, "dobj"):
        if noun.lemma in lexicon().light_nouns and kids(sentence, noun.i, "prep", "acl", "ccomp"):
            return Cue(token.i, "act", "noun", Entry({}, frozenset()), noun.i)
    return None


def _noun(sentence: Sentence, token: Token) -> Cue | None:
    entry = lexicon().nouns[token.lemma]
    kind = entry.takes["none"]
    owned = bool(kids(sentence, token.i, "poss")) or any(
        p.lemma in ("by", "from") for p in kids(sentence, token.i, "prep")
    )
    if token.dep == "dobj" and sentence.tokens[token.head].lemma in lexicon().light_verbs:
        return None
    for child in kids(sentence, token.i, "acl", "ccomp", "relcl"):
        clause = child.dep != "relcl" and (_has(sentence, child.i, "that") or child.dep == "ccomp")
        if clause or (owned and _has(sentence, child.i, "to")):
            return Cue(token.i, kind if owned and clause else _mild(kind), "noun", entry, token.i)
    preps = entry.preps if owned else lexicon().unowned.get(token.lemma, ())
    if any(p.lemma in preps for p in kids(sentence, token.i, "prep")):
        return Cue(token.i, _mild(kind), "noun", entry, token.i)
    return None


def _mild(kind: str) -> str:
    """The kind of a noun that only names a saying: "reports that", "his report of" credit nobody with a claim."""
    return "act" if kind == "say" else kind


def _has(sentence: Sentence, i: int, word: str) -> bool:
    return any(t.lemma == word for t in kids(sentence, i, "mark", "aux"))


def _adjective(sentence: Sentence, token: Token) -> Cue | None:
    entry = lexicon().adjectives[token.lemma]
    if token.dep not in ("acomp", "ccomp", "oprd", "conj", "amod", "advmod", "ROOT"):
        return None
    for child in kids(sentence, token.i, *CLAUSES_OF_ADJECTIVES, "prep"):
        if child.dep != "prep" or (child.lemma in entry.preps and kids(sentence, child.i, "pobj", "pcomp")):
            said = entry.takes["none"] == "say" and sentence.tokens[token.head].lemma == "be"
            return Cue(token.i, "believe" if said else entry.takes["none"], "clause", entry, token.i)
    above = sentence.tokens[token.head]
    if (
        above.lemma in ("make", "be")
        and entry.takes["none"] == "say"
        and kids(sentence, above.i, "ccomp", "csubj", "advcl")
    ):
        return Cue(token.i, "say" if above.lemma == "make" else "believe", "clause", entry, token.i)
    return None


def citing(sentence: Sentence, verb: Token) -> int | None:
    """The noun that a participle "citing" or "quoting" names as a voice, or None."""
    if verb.lemma not in ("cite", "quote") or verb.tag != "VBG":
        return None
    for noun in kids(sentence, verb.i, "dobj"):
        voice = noun.lemma in lexicon().speakers | lexicon().documents or noun.text.lower() in lexicon().speakers
        if voice or noun.ent in ("PERSON", "ORG"):
            return noun.i
    return None
