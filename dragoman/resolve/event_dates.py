"""The date of a deed: which temporal expression of its sentence belongs to its trigger.

An expression hangs on a word (its site). It dates the deed where the site is the trigger, or a word that
stands in for it: the light verb of an event noun ("held talks on Monday"), a verb that says how far the deed
has come ("began to withdraw on Monday"), a verb joined to it. A date on a verb of saying dates the saying.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.grammar import kids
from dragoman.records import Match, Sentence, Span, Timex, Token, When
from dragoman.resolve.event_counts import counted_date
from dragoman.resolve.event_hanging import Hanging, hangings, in_dateline
from dragoman.resolve.event_headings import heading_date
from dragoman.resolve.timex_days import say
from dragoman.resolve.timex_words import words

NOUNS = ("NOUN", "PROPN", "PRON", "NUM")
VERBS = ("VERB", "AUX")
MODIFIERS = ("poss", "compound", "nummod", "nmod", "amod")
RANGE_ENDS = ("to", "until", "till", "through", "and", "-", "–", "—")
ENTITIES = ("GPE", "LOC", "FAC", "PERSON", "ORG", "NORP")
PREDICATES = ("acomp", "attr", "oprd", "prt", "advmod", "prep", "aux", "auxpass")
OTHER_TIMES = ("after", "before", "since", "until", "till", "following", "despite", "pending")
COARSE = ("year", "decade", "century")
ASIDE = (*OTHER_TIMES, "over", "about", "against", "because", "by", "of", "from")


@dataclass(frozen=True, slots=True)
class Link:
    """How an expression belongs to a trigger: score in [0, 1] and reason."""

    score: float
    why: str


def event_date(
    sentence: Sentence, i: int, passage: Span, timexes: tuple[Timex, ...], published: date | None = None
) -> Match[When] | None:
    """When the deed whose trigger is token `i` happened, or None where the sentence does not tell.

    Durations, ages and sets never date a deed, nor does a date that belongs to another clause or noun.
    With `published`, "since May" reaches to that day and "by Friday" begins with it. The score says how
    directly the expression hangs on the trigger.
    """
    hanging = [h for h in hangings(sentence, timexes) if not in_dateline(sentence, h)]
    best: tuple[float, Hanging, Link] | None = None
    for h in hanging:
        link = _link(sentence, i, h)
        if link is None:
            continue
        inside = passage.start <= h.timex.span.start < passage.end
        rank = link.score + (0.04 if inside else 0.0) - 0.001 * abs(h.head - i)
        if best is None or rank > best[0]:
            best = (rank, h, link)
    if best is None:
        return counted_date(sentence, i, timexes, published) or heading_date(sentence, timexes, published)
    return _match(sentence, best[1], best[2], hanging, published)


# ------------------------------------------------------------ links


def _link(sentence: Sentence, i: int, h: Hanging) -> Link | None:
    """How the expression belongs to the trigger, None if it does not."""
    if h.head == i:
        return None
    if h.site < 0:
        return Link(0.45, "the only words beside it") if _fragment(sentence, i) else None
    scale, loss = 1.0, 0.7 if h.timex.granularity in COARSE else 0.85
    if h.timex.value == "PRESENT_REF":
        return Link(0.5, "said of it") if h.site == i else None
    if _within_expression(sentence, i, h.timex):
        return Link(0.85, "said of the time it describes")
    for site in _sites(sentence, h):
        link = _direct(sentence, i, site, h) or _as_noun(sentence, i, site, h) or _as_verb(sentence, i, site, h)
        if link is not None:
            return Link(round(link.score * scale, 3), link.why)
        scale *= loss
    return None


def _within_expression(sentence: Sentence, i: int, timex: Timex) -> bool:
    """Whether the trigger heads a clause on the expression itself: "in 1995, when X attacked Y"."""
    token = sentence.tokens[i]
    above = sentence.tokens[token.head]
    return token.dep in ("relcl", "acl", "advcl") and timex.span.start <= above.start < timex.span.end


def _fragment(sentence: Sentence, i: int) -> bool:
    return not any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in sentence.tokens) and sentence.tokens[i].pos in NOUNS


def _sites(sentence: Sentence, h: Hanging) -> Iterator[int]:
    """The word that the expression hangs on, then those it may have been meant for.

    A mere name or thing hands a date to its governor, and so does a participle that describes a noun ("roads
    leading to the city on Sunday"), but not past "after", "since" and the like, which tell another time.
    """
    site, dep = h.site, h.dep
    named_by_date = h.preposition == "of" and sentence.tokens[site].lemma not in words().units
    for _ in range(1 if named_by_date else 4):
        yield site
        token = sentence.tokens[site]
        passes = (token.pos in NOUNS and not _takes_dates(token)) or (token.dep == "acl" and token.tag == "VBG")
        if dep in MODIFIERS or not passes or token.head == site or _preposition(sentence, site) in OTHER_TIMES:
            return
        site, dep = _governor(sentence, site), "prep"


def _preposition(sentence: Sentence, i: int) -> str:
    """The preposition that governs token `i`, in lower case, or ""."""
    above = sentence.tokens[sentence.tokens[i].head]
    return above.text.lower() if sentence.tokens[i].dep == "pobj" else ""


def _takes_dates(token: Token) -> bool:
    """Whether a noun names a happening, so that a date on it is its own."""
    if token.ent in ENTITIES or token.lemma in words().lists["thing_nouns"]:
        return False
    return token.lemma in words().lists["event_nouns"] or token.lemma.endswith(("tion", "sion", "ment", "ing"))


def _governor(sentence: Sentence, i: int) -> int:
    """The nearest governor of `i` that is no preposition."""
    site = sentence.tokens[i].head
    while sentence.tokens[site].pos in ("ADP", "SCONJ") and sentence.tokens[site].head != site:
        site = sentence.tokens[site].head
    return site


def _direct(sentence: Sentence, i: int, site: int, h: Hanging) -> Link | None:
    if site == i:
        return Link(0.95, "said of it")
    token = sentence.tokens[i]
    if token.head == site and token.dep in PREDICATES:
        return Link(0.85, "said of its verb")
    if sentence.tokens[site].head == i and sentence.tokens[site].dep in PREDICATES:
        return Link(0.85, "said of it")
    return None


def _as_noun(sentence: Sentence, i: int, site: int, h: Hanging) -> Link | None:
    """The trigger is an event noun, or the site is the event noun of a light verb that is the trigger."""
    trigger, place = sentence.tokens[i], sentence.tokens[site]
    light = words().lists["light_verbs"]
    if place.pos in NOUNS and not _verbal(sentence, site):
        if _verbal(sentence, i) and trigger.lemma in light and _carries(sentence, i, site):
            return Link(0.85, f'said of "{place.text}"')
        if _verbal(sentence, i) and _setting(sentence, site, i, h):
            return Link(0.75, f'said of "{place.text}", at which it was done')
        if trigger.pos in NOUNS and _same_noun(sentence, i, site):
            return Link(0.85, f'said of "{place.text}"')
        return None
    if trigger.pos not in NOUNS or not _verbal(sentence, site):
        return None
    top = _top_noun(sentence, i)
    if _governor(sentence, top) != site:
        return None
    dep = sentence.tokens[top].dep
    if place.lemma in light and dep not in ("poss", "compound") and _preposition(sentence, top) not in ASIDE:
        return Link(0.85, f'said of the verb it goes with, "{place.text}"')
    if dep in ("nsubj", "nsubjpass") and place.lemma not in words().lists["speech_verbs"] and _takes_dates(trigger):
        return Link(0.7, f'said of what it did, "{place.text}"')
    return None


def _carries(sentence: Sentence, i: int, site: int) -> bool:
    """Whether the event noun at `site` is what the light verb at `i` carries: "held talks"."""
    aside = _preposition(sentence, site) in ASIDE or sentence.tokens[site].dep in ("npadvmod", "appos")
    return _governor(sentence, site) == i and _takes_dates(sentence.tokens[site]) and not aside


def _setting(sentence: Sentence, site: int, i: int, h: Hanging) -> bool:
    """ "At a meeting on Monday they agreed": the noun is where the deed was done."""
    above = sentence.tokens[sentence.tokens[site].head]
    return (
        sentence.tokens[site].dep == "pobj"
        and h.timex.granularity in ("day", "part of day", "week", "weekend")
        and above.text.lower() in ("in", "at", "during")
        and above.head == i
        and _takes_dates(sentence.tokens[site])
    )


def _same_noun(sentence: Sentence, i: int, site: int) -> bool:
    """ "A round of talks on Monday": joined by "of"."""
    for low, high in ((i, site), (site, i)):
        token = sentence.tokens[low]
        above = sentence.tokens[token.head]
        if token.dep == "pobj" and above.text.lower() == "of" and above.head == high:
            return True
    return False


def _top_noun(sentence: Sentence, i: int) -> int:
    """The noun at the top of a chain of "of" and of nouns joined by "and"."""
    for _ in range(4):
        token = sentence.tokens[i]
        above = sentence.tokens[token.head]
        if token.dep == "conj" and above.pos in NOUNS:
            i = above.i
        elif token.dep == "pobj" and above.text.lower() == "of" and sentence.tokens[above.head].pos in NOUNS:
            i = above.head
        else:
            return i
    return i


def _as_verb(sentence: Sentence, i: int, site: int, h: Hanging) -> Link | None:
    """The trigger is a verb, and the date stands with a verb joined to it, above it or below it."""
    trigger, place = sentence.tokens[i], sentence.tokens[site]
    if not _verbal(sentence, i) or not _verbal(sentence, site):
        return None
    fronted = h.head < min(i, site)
    if _joined(sentence, i, site, fronted):
        return Link(0.75 if fronted else 0.6, f'said of "{place.text}", joined to it')
    if place.head == i:
        return _above(sentence, trigger, place)
    if trigger.head != site:
        return _through_saying(sentence, i, site, h)
    return _below(sentence, trigger, place, h) or _through_saying(sentence, i, site, h)


def _above(sentence: Sentence, trigger: Token, place: Token) -> Link | None:
    """The date stands with a verb that the trigger governs."""
    if place.dep == "advcl" and _marker(sentence, place.i) in ("when", "as", "while"):
        return Link(0.6, f'said of "{place.text}", told as of the same time')
    if place.dep in ("xcomp", "ccomp", "advcl") and trigger.lemma in words().lists["commitment_verbs"]:
        return Link(0.6, f'said of "{place.text}", the deed spoken of')
    return None


def _below(sentence: Sentence, trigger: Token, place: Token, h: Hanging) -> Link | None:
    """The date stands with the verb that governs the trigger."""
    lists = words().lists
    if (
        trigger.dep in ("xcomp", "ccomp", "advcl")
        and place.lemma in lists["phase_verbs"]
        and place.lemma not in ("say",)
    ):
        if trigger.dep == "advcl" and _marker(sentence, trigger.i) not in ("", "to"):
            return None
        return Link(0.75, f'said of "{place.text}", which governs it')
    if trigger.dep != "advcl":
        return None
    if trigger.tag == "VBG" and not kids(sentence, trigger.i, "mark", "nsubj"):
        return Link(0.65, f'said of "{place.text}", which it goes along with')
    if _marker(sentence, trigger.i) in ("when", "as", "while"):
        return Link(0.55, f'said of "{place.text}", told as of the same time')
    return None


def _through_saying(sentence: Sentence, i: int, site: int, h: Hanging) -> Link | None:
    """A date after the deed, hung by the parser on the verb of saying before it: "said X attacked Y on Monday"."""
    k = i
    while sentence.tokens[k].head not in (k, site):
        k = sentence.tokens[k].head
        if sentence.tokens[k].dep not in ("conj", "xcomp", "ccomp"):
            return None
    if sentence.tokens[k].head != site or sentence.tokens[k].dep != "ccomp" or not site < i < h.head:
        return None
    between = [t.text for t in sentence.tokens[i : h.head]]
    near = not any(mark in between for mark in (",", ";", '"', "”"))
    return Link(0.5, "follows it in the words reported") if near else None


def _joined(sentence: Sentence, i: int, site: int, fronted: bool) -> bool:
    """Whether one verb is joined to the other; with a subject of its own, a verb shares only a date put first."""
    for low, high in ((i, site), (site, i)):
        k = low
        while sentence.tokens[k].dep == "conj" and sentence.tokens[k].head != k:
            k = sentence.tokens[k].head
            if k == high:
                return fronted or not _own_subject(sentence, low)
    return False


def _verbal(sentence: Sentence, i: int) -> bool:
    """Whether the token is a verb, or was tagged a noun where it has a subject ("the union plans a march")."""
    token = sentence.tokens[i]
    return token.pos in VERBS or (token.head == i and _own_subject(sentence, i))


def _own_subject(sentence: Sentence, i: int) -> bool:
    return bool(kids(sentence, i, "nsubj", "nsubjpass", "expl"))


def _marker(sentence: Sentence, i: int) -> str:
    marks = kids(sentence, i, "mark") or [k for k in kids(sentence, i, "advmod") if k.tag == "WRB"]
    return marks[0].text.lower() if marks else ""


# ------------------------------------------------------------ intervals


def _match(
    sentence: Sentence, h: Hanging, link: Link, hanging: list[Hanging], published: date | None
) -> Match[When] | None:
    t = h.timex
    if t.first is None or t.last is None:
        return None
    words_ = " ".join(x.text for x in sentence.tokens if t.span.start <= x.start < t.span.end)
    said = f'"{h.preposition} {words_}"' if h.preposition else f'"{words_}"'
    partner = _partner(sentence, h, hanging)
    if partner is not None and partner.last is not None and partner.last >= t.first:
        return Match(When(t.first, partner.last, t.granularity), link.score, f"{said}, a span of time, {link.why}")
    interval = _by_preposition(h, t.first, t.last, published)
    if interval is None:
        return None
    first, last = interval
    shown = say(first) if first == last else f"{say(first)} to {say(last)}"
    return Match(When(first, last, t.granularity), link.score, f"{said}, {shown}, {t.why}; {link.why}")


def _by_preposition(h: Hanging, first: date, last: date, published: date | None) -> tuple[date, date] | None:
    if h.preposition == "before":
        return None
    if published is None or h.timex.type == "DURATION":
        return first, last
    if h.preposition == "since" and first <= published:
        return first, published
    if h.preposition == "after" and last < published:
        return last + timedelta(1), published
    if h.preposition in ("by", "until", "till") and last >= published:
        return min(published, last), last
    return first, last


def _partner(sentence: Sentence, h: Hanging, hanging: list[Hanging]) -> Timex | None:
    """The end of a span of which the expression is the beginning: "from Monday to Wednesday"."""
    if h.preposition not in ("from", "between"):
        return None
    for other in hanging:
        between = [
            x.text.lower()
            for x in sentence.tokens
            if x.start >= h.timex.span.end and x.end <= other.timex.span.start and x.text.lower() != "the"
        ]
        if len(between) == 1 and between[0] in RANGE_ENDS and other.timex.span.start > h.timex.span.start:
            return other.timex
    return None
