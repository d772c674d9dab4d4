"""Which deeds the words around them put far back without a plain date: "in its early years", "decades before".

Old decades and years behind a noun ("the war of the 1990s"), eras ("under the dictatorship"), ages of a life ("jailed
as a student"), long spans ("years earlier", "long before"). The vocabulary is data/status.yaml.
"""

from __future__ import annotations

import re

from dragoman.find.cues import lexicon
from dragoman.find.modality import is_verb
from dragoman.find.status_words import Words
from dragoman.grammar import kids, subtree
from dragoman.records import Sentence, Token

DECADE = re.compile(r"(?:1[89]|20)\d0['’]?s")
YEAR = re.compile(r"(?:1[89]\d\d|200\d)")
PAST_YEAR = re.compile(r"(?:1[89]|20)\d\d")  # behind "since", or with a past tense: any year
EARLIER = ("before", "earlier", "previously", "ago")
WITHIN = ("in", "during", "under", "throughout", "amid", "until", "at")
ENDED = ("end", "fall", "collapse", "last")
NAMING = (
    "describe",
    "name",
    "know",
    "regard",
    "see",
    "portray",
    "depict",
    "hail",
    "treat",
    "use",
    "pose",
    "act",
    "honour",
    "honor",
)
HAVING = ("have", "get", "see", "receive", "include", "involve", "make", "be", "attend")
YOUNG = ("child", "boy", "girl", "youth", "teenager", "schoolboy", "schoolgirl", "infant", "student", "undergraduate")


def era(sentence: Sentence, i: int, words: Words) -> str | None:
    """The words that put the deed at `i` far back, or None."""
    if found := _headed(sentence, i) or _last_time(sentence, i) or _when_of_a_year(sentence, i):
        return found
    for k in _quoted(sentence, i):
        if year := next((x.text for x in kids(sentence, k, "pobj") if YEAR.fullmatch(x.text)), None):
            return f"{sentence.tokens[k].text} {year}"
    for k in _adjuncts(sentence, i, words):
        if found := _old(sentence, sentence.tokens[k], words):
            return found
    return _dated_thing(sentence, i, words)


def _adjuncts(sentence: Sentence, i: int, words: Words) -> list[int]:
    """The words that may date the deed: on its verb, on a participle behind the noun, at the head of a quotation."""
    tokens = sentence.tokens
    hosts = [i]
    token = tokens[i]
    if not is_verb(token):
        above = tokens[token.head]
        if token.dep in ("dobj", "nsubj", "nsubjpass", "ccomp") and is_verb(above):
            hosts.append(above.i)
        hosts += [t.i for t in kids(sentence, i, "acl") if words.frame("np", t.lemma, "p") == "carries"]
    elif token.dep == "conj" and tokens[token.head].tag == token.tag and token.tag != "VBN":
        hosts.append(token.head)
    out = [k for h in hosts for k in sentence.children[h] if tokens[k].dep not in ("nsubj", "nsubjpass")]
    return [*out, *_quoted(sentence, i), *_set_off(sentence, i)]


def _quoted(sentence: Sentence, i: int) -> list[int]:
    """ "“In 1991,” the senator said, “we expelled ...”": the parser hangs the date on the verb of saying."""
    head = sentence.tokens[sentence.tokens[i].head]
    said = [head] if sentence.tokens[i].dep == "ccomp" and head.i < i else []
    said += [t for t in kids(sentence, i, "ccomp") if t.i < i and t.lemma in lexicon().verbs]
    opening = (t for s in said for t in kids(sentence, s.i, "prep", "advmod", "npadvmod") if t.i == 1)
    return [t.i for t in opening if sentence.tokens[0].text in ('"', "“", "``")]


def _set_off(sentence: Sentence, i: int) -> list[int]:
    """ "where, half a century ago, police fired": a phrase between commas right before the subject."""
    first = min((k for t in kids(sentence, i, "nsubj", "nsubjpass") for k in subtree(sentence, t.i)), default=-1)
    if first < 3 or sentence.tokens[first - 1].text != "," or sentence.tokens[i].lemma in lexicon().verbs:
        return []
    return [first - 2] if sentence.tokens[first - 2].text.lower() in EARLIER else []


def _old(sentence: Sentence, t: Token, words: Words) -> str | None:
    low = t.text.lower()
    if low in EARLIER and t.dep in ("advmod", "pcomp", "prep", "prt"):
        return _long(sentence, t, words)
    if t.dep in ("advcl", "ccomp") and any(m.text.lower() in EARLIER for m in kids(sentence, t.i, "mark", "advmod")):
        return _long(sentence, t, words)
    if low == "as" and t.dep == "prep" and sentence.tokens[t.head].lemma not in NAMING:
        return next((f"as a … {x.text}" for x in kids(sentence, t.i, "pobj") if _young(sentence, x, words)), None)
    if low in WITHIN and t.dep == "prep":
        return next((f for x in kids(sentence, t.i, "pobj") if (f := _age(sentence, t, x, words))), None)
    return None


def _long(sentence: Sentence, t: Token, words: Words) -> str | None:
    for k in kids(sentence, t.i, "npadvmod", "advmod", "nmod"):
        recent = (
            any(x.text.lower() in ("so", "not", "too") for x in kids(sentence, k.i))
            or sentence.tokens[k.i - 1].lemma == "not"
        )
        if k.lemma in words.lists["long_units"] or (k.text.lower() == "long" and not recent):
            return f"{k.text} {t.text}" if t.text.lower() in EARLIER else f"{k.text} before"
    return None


def _young(sentence: Sentence, x: Token, words: Words) -> bool:
    young = any(k.lemma == "young" for k in kids(sentence, x.i, "amod"))
    some = any(k.text.lower() in ("a", "an") for k in kids(sentence, x.i, "det"))
    return some and x.lemma in words.lists["life_stages"] and (young or x.lemma in YOUNG)


def _age(sentence: Sentence, preposition: Token, x: Token, words: Words) -> str | None:
    """What the phrase says of an age: an old decade, a thing of an old year, an era, the early years of something."""
    if DECADE.fullmatch(x.text):
        return f"{preposition.text} the {x.text}"
    if year := _of_old(sentence, x):
        return f"the {x.text} of {year}"
    if x.lemma in words.lists["eras"] or _over(sentence, x):
        return f"{preposition.text} the {x.text}"
    if x.lemma not in words.lists["era_spans"]:
        return "in his youth" if x.lemma in ("youth", "childhood") else None
    of = [k for p in kids(sentence, x.i, "prep") if p.text.lower() == "of" for k in kids(sentence, p.i, "pobj")]
    early = any(k.text.lower() in ("early", "first", "younger") for k in kids(sentence, x.i, "amod"))
    owned = any(k.dep == "poss" for k in kids(sentence, x.i))
    named = x.lemma == "year" and any(k.dep == "compound" and k.pos == "PROPN" for k in kids(sentence, x.i))
    if any(k.lemma in words.lists["eras"] for k in of) or (x.tag == "NNS" and ((early and owned) or named)):
        return f"{preposition.text} … {x.text}"
    return None


def _over(sentence: Sentence, x: Token) -> bool:
    """Whether a relative clause says that the thing ended in an old year: "the regime, which fell in 1990"."""
    ended = [t for t in kids(sentence, x.i, "relcl") if t.lemma in ENDED and x.ent != "DATE"]
    return any(YEAR.fullmatch(sentence.tokens[k].text) for t in ended for k in subtree(sentence, t.i))


def _of_old(sentence: Sentence, x: Token) -> str | None:
    """The old year or decade behind "of": "the war of the 1990s", "the embargo of 1992"."""
    for p in kids(sentence, x.i, "prep"):
        for k in kids(sentence, p.i, "pobj"):
            if p.text.lower() == "of" and (YEAR.fullmatch(k.text) or DECADE.fullmatch(k.text)):
                return k.text
    return None


def _dated_thing(sentence: Sentence, i: int, words: Words) -> str | None:
    """ "signed the armistice of 1944": what is made by the deed has the year."""
    token = sentence.tokens[i]
    if not is_verb(token) or token.lemma in HAVING or words.frame("np", token.lemma, "v") != "carries":
        return None
    found = ((x, _of_old(sentence, x)) for x in kids(sentence, i, "dobj"))
    return next((f"the {x.text} of {year}" for x, year in found if year), None)


def _when_of_a_year(sentence: Sentence, i: int) -> str | None:
    """ "since 2008, when X broke off ties": the clause tells what happened in the old year."""
    year = sentence.tokens[sentence.tokens[i].head]
    when = any(t.text.lower() in ("when", "where") for t in kids(sentence, i, "advmod"))
    clause = sentence.tokens[i].dep in ("relcl", "advcl") and when
    near = [t for t in sentence.tokens[max(0, i - 12) : i] if PAST_YEAR.fullmatch(t.text) and t.dep == "pobj"]
    if clause and PAST_YEAR.fullmatch(year.text):
        return f"{year.text}, when"
    first = min(sentence.children[i], default=i)
    return f"{near[-1].text}, when" if clause and near and first - near[-1].i in (1, 2) else None


def _last_time(sentence: Sentence, i: int) -> str | None:
    """ "the last time Jakarta had recalled an envoy"."""
    if not any(t.text.lower() == "had" for t in kids(sentence, i, "aux")):
        return None
    times = [*kids(sentence, i, "npadvmod"), sentence.tokens[sentence.tokens[i].head]]
    for t in times:
        if t.lemma == "time" and t.i < i and any(k.text.lower() == "last" for k in kids(sentence, t.i, "amod")):
            return "the last time"
    return None


def _headed(sentence: Sentence, i: int) -> str | None:
    """A headline that looks back: "20 years on: how snipers shot at trams"."""
    first = sentence.tokens[:5]
    for t in first[1:]:
        looks = t.text.lower() in ("on", "later", "ago", "after") and sentence.tokens[t.i - 1].lemma in (
            "year",
            "decade",
        )
        if (
            looks
            and t.i < i
            and t.i + 1 < len(sentence.tokens)
            and sentence.tokens[t.i + 1].text in (":", "-", "–", "—")
        ):
            return f"{sentence.tokens[t.i - 1].text} {t.text}"
    return None
