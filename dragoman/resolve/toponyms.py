"""Sentences -> place names as they stand in the text, told from persons, organisations and ordinary words.

Every run of capitalised words is looked up in the gazetteer, longest first. Whether it is a place there is a sum of
small pieces of evidence (what the entity recogniser says, the words around, how well known the place is), each of
them a function of this module, so that a name of which the recogniser is wrong in one line is put right by the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.records import Document, Sentence, Span, Token
from dragoman.resolve import gazetteer
from dragoman.resolve.toponym_evidence import (
    NAMED,
    SURELY,
    by_shape,
    division_like,
    ends,
    evidence,
    is_dateline,
    words,
)  # fmt: skip

ENOUGH = 2.0


@dataclass(frozen=True, slots=True)
class Found:
    """A name at tokens `first` to `last` of sentence `sentence`, with the evidence that it is a place.

    `how` is `name`, `demonym` (an adjective or a people: "Syrian"), `inside` (part of an organisation's name),
    `facility` (a building, street or site that the gazetteer lacks) or `unlisted` (a settlement that it lacks).
    `key` groups the occurrences of one name; `filed` is set for the name that says where the text is filed from.
    """

    sentence: int
    first: int
    last: int
    span: Span
    text: str
    key: str
    how: str
    score: float
    filed: bool = False


def find(document: Document, sentences: tuple[Sentence, ...]) -> list[Found]:
    """All place names of the document in text order; they do not overlap."""
    everything = [f for s in sentences for f in _in_sentence(document, s)]
    persons = _person_words(sentences)
    best: dict[str, float] = {}
    for f in everything:
        best[f.key] = max(best.get(f.key, -9.0), f.score)
    return [f for f in everything if _accepted(f, best[f.key], persons)]


def _accepted(f: Found, best: float, persons: frozenset[str]) -> bool:
    if f.how in ("demonym", "facility"):
        return True
    if f.how == "unlisted":
        return best >= ENOUGH and f.key not in persons
    score = f.score
    if best >= ENOUGH + 1:
        score += 1.5
    if f.key in persons:
        score -= 2.0
    return score >= ENOUGH


def _person_words(sentences: tuple[Sentence, ...]) -> frozenset[str]:
    """Last words of names of persons of two or more words: a later bare use of them is the person."""
    out = set()
    for s in sentences:
        for t in s.tokens[1:]:
            before = s.tokens[t.i - 1]
            after = s.tokens[t.i + 1] if t.i + 1 < len(s.tokens) else t
            if (
                t.ent == before.ent == "PERSON"
                and after.ent != "PERSON"
                and t.text[:1].isupper()
                and before.text[:1].isupper()
            ):
                out.add(gazetteer.normalise(t.text))
    return frozenset(out)


def _in_sentence(document: Document, s: Sentence) -> Iterator[Found]:
    titled = _title_case(s)
    i = 0
    while i < len(s.tokens):
        if not _may_start(s.tokens[i]) and not _article_inside(s, i):
            i += 1
            continue
        found = _longest(document, s, i, titled)
        if found is None:
            i += 1
            continue
        yield found
        i = found.last + 1


def _title_case(s: Sentence) -> bool:
    content = [t for t in s.tokens if t.text[:1].isalpha() and len(t.text) > 3]
    return s.block == "headline" or (
        len(content) > 3 and sum(t.text[0].isupper() for t in content) > 0.7 * len(content)
    )


def _may_start(t: Token) -> bool:
    if t.text == "The":
        return False
    return t.text[:1].isupper() or (t.ent in NAMED and t.text[:1].isalpha() and "-" in t.text)


def _article_inside(s: Sentence, i: int) -> bool:
    """Whether "The" is part of the name, as in "The Hague"."""
    if s.tokens[i].text != "The" or i + 1 >= len(s.tokens):
        return False
    full = f"The {s.tokens[i + 1].text}"
    return any(e.name == full for e in gazetteer.lookup(full)[:3])


def _longest(document: Document, s: Sentence, i: int, titled: bool) -> Found | None:
    for last in ends(s, i):
        text = document.text[s.tokens[i].start : s.tokens[last].end]
        text = " ".join(text.split()) if "\n" in text or "  " in text else text
        if last < i + 3 and _is_demonym(s, i, last, text):
            return _made(s, i, last, text, "demonym", ENOUGH)
        if last == i and (_plain_word(s, i) or _cut_short(document, s, i)) and not is_dateline(document, s, i, last):
            return None
        facility = _facility(s, i, last)
        entries = gazetteer.lookup(text) if not facility or _is_entity(s, i, last) else gazetteer.lookup(text)[:1]
        if last == i and text.isupper() and not titled and not is_dateline(document, s, i, i):
            entries = tuple(e for e in entries if e.kind not in ("city", "admin2") or len(text) > 5)
        if entries and (last > i or len(text) > 2 or text.isupper()):
            filed = is_dateline(document, s, i, last)
            score = evidence(s, i, last, entries, titled) + by_shape(s, i, last) + 2.5 * filed
            how = "inside" if _embedded(s, i, last) else "name"
            return _made(s, i, last, text, how, score, filed)
        if facility:
            found = _made(s, i, last, text, "facility", ENOUGH)
            return replace(found, key=gazetteer.normalise(_named_for(document, s, i, last)))
    return _unlisted(document, s, i)


def _made(s: Sentence, i: int, last: int, text: str, how: str, score: float, filed: bool = False) -> Found:
    span = Span(s.tokens[i].start, s.tokens[last].end)
    return Found(s.index, i, last, span, text, gazetteer.normalise(text), how, score, filed)


def _plain_word(s: Sentence, i: int) -> bool:
    """A single capitalised word that is ordinary English here: at the start of a sentence, or in the list of such."""
    t = s.tokens[i]
    if t.text == "US":
        return False
    word = t.text.lower()
    if word in words()["persons"] or word in words()["direction"]:
        return not _said_to_lie(s, i)
    if word in words()["never"] or word in words()["facility"]:
        return not _said_to_lie(s, i) and (t.ent not in NAMED or _capital_beside(s, i))
    return t.pos not in ("PROPN", "NOUN", "ADJ", "X") and t.ent not in NAMED


def _named_for(document: Document, s: Sentence, i: int, last: int) -> str:
    """The town or division at the head of a facility's name ("Laurel County Jail"), or "" (streets have none)."""
    if s.tokens[last].text.lower() in words()["street"]:
        return ""
    for k in range(last - 1, i - 1, -1):
        text = document.text[s.tokens[i].start : s.tokens[k].end]
        if s.tokens[k].text[:1].isupper() and text.lower() not in words()["never"] and gazetteer.lookup(text):
            return text.removeprefix("The ").removeprefix("the ")
    return ""


def _unlisted(document: Document, s: Sentence, i: int) -> Found | None:
    """A name unknown to the gazetteer that is a place all the same: a whole entity of the recogniser, none of its words
    known; with a score that suffices only where one of its uses says where something is ("in X")."""
    named = _said_what(document, s, i)
    if named is not None:
        return named
    label = s.tokens[i].ent
    if label not in ("GPE", "LOC", "ORG", "PERSON") or s.block == "headline" or (i and s.tokens[i - 1].ent == label):
        return None
    last = i
    while last + 1 < len(s.tokens) and s.tokens[last + 1].ent == label:
        last += 1
    tokens = s.tokens[i : last + 1]
    before = s.tokens[i - 1].text.lower() if i else ""
    said = before in SURELY or (before == "of" and s.tokens[i - 2].lemma in words()["sorts"])
    if label in ("ORG", "PERSON") and (last > i or before not in ("at", "near", "outside")):
        return None
    text = document.text[tokens[0].start : tokens[-1].end]
    odd = any(t.text.isupper() or not t.text[:1].isalpha() or gazetteer.lookup(t.text) for t in tokens) or len(text) < 4
    return None if odd or tokens[0].pos != "PROPN" else _made(s, i, last, text, "unlisted", ENOUGH if said else 0.5)


def _said_what(document: Document, s: Sentence, i: int) -> Found | None:
    """A name unknown to the gazetteer and to the recogniser whose own words say that it is a settlement or district:
    "the hill town of X", "in the X district"."""
    if s.block == "headline" or s.tokens[i].pos not in ("PROPN", "NOUN", "ADJ") or i < 2:
        return None
    last = i
    while last + 1 < len(s.tokens) and s.tokens[last + 1].pos == "PROPN" and s.tokens[last + 1].text[:1].isupper():
        last += 1
    after = s.tokens[last + 1].text if last + 1 < len(s.tokens) else ""
    lists = words()
    of_sort = s.tokens[i - 1].text == "of" and s.tokens[i - 2].text in lists["sorts"]
    in_sort = s.tokens[i - 1].text == "the" and s.tokens[i - 2].text in lists["where"] and after in lists["sorts"]
    inside = s.tokens[i : last + 1]
    odd = any(t.text.isupper() or gazetteer.lookup(t.text) or t.text.lower() in lists["never"] for t in inside)
    if not (of_sort or in_sort) or odd or gazetteer.demonym(s.tokens[i].text):
        return None
    text = document.text[s.tokens[i].start : s.tokens[last].end]
    return _made(s, i, last, text, "unlisted", ENOUGH)


def _said_to_lie(s: Sentence, i: int) -> bool:
    """Whether a country or division follows: "Hamilton, Ontario", "Hamilton, in Bermuda"."""
    after = [t.text.lower() for t in s.tokens[i + 1 : i + 3]]
    at = {",": i + 2, "in": i + 2}.get(after[0] if after else "", 0)
    if after == [",", "in"]:
        at = i + 3
    return bool(at) and at < len(s.tokens) and s.tokens[i].ent != "DATE" and division_like(s, at)


def _capital_beside(s: Sentence, i: int) -> bool:
    beside = [s.tokens[k] for k in (i - 1, i + 1) if 0 <= k < len(s.tokens)]
    return any(t.text[:1].isupper() for t in beside) or s.tokens[i].text.lower() in words()["direction"]


def _cut_short(document: Document, s: Sentence, i: int) -> bool:
    """Whether a short form ("Miss.", "Ill.") stands without its full stop and so is another word."""
    t = s.tokens[i]
    if len(t.text) > 5 or t.text.isupper() or "." in t.text or document.text[t.end : t.end + 1] == ".":
        return False
    entries = gazetteer.lookup(t.text)
    return bool(entries) and entries[0].alias and entries[0].kind == "admin1" and len(entries[0].name) > len(t.text)


def _is_entity(s: Sentence, i: int, last: int) -> bool:
    return all(t.ent in NAMED for t in s.tokens[i : last + 1])


def _facility(s: Sentence, i: int, last: int) -> bool:
    """Whether the tokens name a building, street or site: a capitalised run headed by such a noun."""
    if last == i:
        return False
    head = s.tokens[last]
    if head.text.lower() not in words()["facility"]:
        return False
    inner = s.tokens[i:last]
    return all(t.text[:1].isupper() or t.text.lower() in ("de", "la", "-", "'s", "’s") for t in inner) and (
        head.text[:1].isupper() or inner[-1].ent == "FAC"
    )


def _is_demonym(s: Sentence, i: int, last: int, text: str) -> bool:
    """Whether the tokens are an adjective or a people ("Syrian", "South Koreans"), not the name of a town."""
    t = s.tokens[last]
    if gazetteer.demonym(text) is None or t.ent in ("WORK_OF_ART", "LANGUAGE"):
        return False
    if t.ent == "PERSON" and any(s.tokens[k].ent == "PERSON" for k in (i - 1, last + 1) if 0 <= k < len(s.tokens)):
        return False
    if last == i and t.ent == "GPE" and gazetteer.lookup(text):
        return False
    before = s.tokens[i - 1].text.lower() if i else ""
    after = s.tokens[last + 1].text.lower() if last + 1 < len(s.tokens) else ""
    if before == "-" and i > 1:
        before = s.tokens[i - 2].text.lower()
    return before not in words()["not_demonym_after"] and after not in words()["not_demonym_before"]


def _embedded(s: Sentence, i: int, last: int) -> bool:
    """Whether the name is part of a longer name of an organisation."""
    after = s.tokens[last + 1] if last + 1 < len(s.tokens) else None
    if after is None or not after.text[:1].isupper():
        return i > 0 and s.tokens[i].ent == "ORG" == s.tokens[i - 1].ent and s.tokens[i - 1].text[:1] != "("
    return after.ent == "ORG" == s.tokens[last].ent or after.text.lower() in words()["organisation"]
