"""The table of features by which two tellings are compared. Each docstring is the sentence that users read."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from dragoman.merge.meanings import likeness
from dragoman.merge.tellings import Telling
from dragoman.records import HAPPENED
from dragoman.words import cosine, information, known

Feature = Callable[[Telling, Telling], float]  # from 0, does not hold or is not known, to 1

NEAR = 2  # days that time zones, and what is told of the day before, may lie apart
FAR = 30  # days of publication within which news is told
ENOUGH = 20.0  # information that shared words must carry to tell much
TELLING = 5.0  # information from which a word names a deed of its own
BESIDE = 6.0  # information that the words beside a deed must share to tell much
MEANT = 0.3  # cosine of the encoder's vectors above which two passages are alike, below which they are not
LIMITED = ("planned", "speculation")


@lru_cache(maxsize=1)
def _kindred() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in known()["kindred"])


def may_agree(a: Telling, b: Telling) -> bool:
    """Whether types of deed could tell of one happening: equal, kindred, or one unknown."""
    if not a.kinds or not b.kinds or a.kinds & b.kinds:
        return True
    return any(frozenset((x, y)) in _kindred() for x in a.kinds for y in b.kinds)


# ---------------------------------------------------------------- what


def same_type(a: Telling, b: Telling) -> float:
    """Both tell of one type of deed."""
    return float(bool(a.kinds & b.kinds))


def other_type(a: Telling, b: Telling) -> float:
    """They tell of deeds that exclude each other."""
    return float(not may_agree(a, b))


def same_mode(a: Telling, b: Telling) -> float:
    """Both tell of it being done in the same way."""
    return float(a.mode is not None and a.mode == b.mode)


def other_mode(a: Telling, b: Telling) -> float:
    """They tell of it being done in different ways."""
    return float(bool(a.mode and b.mode) and a.mode != b.mode and bool(a.kinds & b.kinds))


def same_word(a: Telling, b: Telling) -> float:
    """Both name the deed by the same word."""
    return min(1.0, max(map(information, a.trigger & b.trigger), default=0.0) / TELLING)


def repeated(a: Telling, b: Telling) -> float:
    """One text names a deed by this word twice."""
    return same_word(a, b) if a.text is b.text else 0.0


def other_stage(a: Telling, b: Telling) -> float:
    """In one it has happened, in the other it is only planned or possible."""
    one, two = (t.status in HAPPENED and t.type == t.act for t in (a, b))
    before = [t.status in LIMITED or (t.type != t.act and t.type is not None and bool(t.act)) for t in (a, b)]
    return float((one and before[1]) or (two and before[0]))


def background(a: Telling, b: Telling) -> float:
    """In one it is news, in the other it is background."""
    return float((a.status == "historical") != (b.status == "historical"))


# ---------------------------------------------------------------- who


def same_parties(a: Telling, b: Telling) -> float:
    """The same states or bodies take part."""
    return float(bool(a.parties) and a.parties == b.parties)


def shared_party(a: Telling, b: Telling) -> float:
    """One state or body takes part in both."""
    return float(a.parties != b.parties and bool(a.parties & b.parties))


def other_parties(a: Telling, b: Telling) -> float:
    """Other states or bodies take part."""
    return float(bool(a.parties) and bool(b.parties) and not a.parties & b.parties)


def other_partner(a: Telling, b: Telling) -> float:
    """Each names a party that the other does not."""
    return float(bool(a.parties - b.parties) and bool(b.parties - a.parties))


def reversed_roles(a: Telling, b: Telling) -> float:
    """Who does it in one is whom it is done to in the other."""
    if a.mutual or b.mutual or not (a.actors and b.actors) or a.actors & b.actors:
        return 0.0
    return float(bool(a.actors & b.recipients) or bool(b.actors & a.recipients))


def other_recipient(a: Telling, b: Telling) -> float:
    """It is done to other states or bodies."""
    if a.mutual or b.mutual or not (a.recipients and b.recipients):
        return 0.0
    return float(not a.recipients & b.recipients and bool(a.actors & b.actors))


def nobody(a: Telling, b: Telling) -> float:
    """One of them does not say who took part."""
    return float(not a.parties or not b.parties)


def same_person(a: Telling, b: Telling) -> float:
    """Both name the same person."""
    return float(bool(a.people & b.people))


def other_person(a: Telling, b: Telling) -> float:
    """They name different persons."""
    lands = {p.rpartition("/")[2] for p in a.people} & {p.rpartition("/")[2] for p in b.people}
    return float(bool(lands) and not a.people & b.people)


def same_office(a: Telling, b: Telling) -> float:
    """The same office or kind of people takes part."""
    return float(bool(a.offices & b.offices))


def other_office(a: Telling, b: Telling) -> float:
    """Different offices or kinds of people of one state take part."""
    lands = {p.rpartition("/")[2] for p in a.offices} & {p.rpartition("/")[2] for p in b.offices}
    return float(bool(lands) and not a.offices & b.offices)


# ---------------------------------------------------------------- when


def gap(a: Telling, b: Telling) -> int | None:
    """Days between the times told, 0 where they meet; None where one tells none."""
    if a.days is None or b.days is None:
        return None
    return max(0, a.days[0] - b.days[1], b.days[0] - a.days[1])


def same_day(a: Telling, b: Telling) -> float:
    """Their days meet."""
    return float(gap(a, b) == 0)


def next_day(a: Telling, b: Telling) -> float:
    """Their days lie one apart."""
    return float(gap(a, b) == 1)


def other_days(a: Telling, b: Telling) -> float:
    """Their days lie apart."""
    days = gap(a, b)
    return float(days is not None and days >= NEAR)


def published_near(a: Telling, b: Telling) -> float:
    """They were published within two days of each other, and one tells no day."""
    days = _published(a, b)
    return float(gap(a, b) is None and days is not None and days <= NEAR)


def published_apart(a: Telling, b: Telling) -> float:
    """They were published at different times, and one tells no day."""
    days = _published(a, b)
    return 0.0 if gap(a, b) is not None or days is None else min(1.0, max(0, days - NEAR) / FAR)


def _published(a: Telling, b: Telling) -> int | None:
    one, two = a.text.published, b.text.published
    return None if one is None or two is None else abs(one - two)


# ---------------------------------------------------------------- where


def same_place(a: Telling, b: Telling) -> float:
    """Both tell of the same place."""
    return float(a.place is not None and a.place == b.place)


def other_place(a: Telling, b: Telling) -> float:
    """They tell of different places in one country."""
    return float(bool(a.place and b.place) and a.place != b.place and a.land == b.land)


def other_land(a: Telling, b: Telling) -> float:
    """They tell of places in different countries."""
    return float(bool(a.land and b.land) and a.land != b.land)


# ---------------------------------------------------------------- in which words


def same_quote(a: Telling, b: Telling) -> float:
    """Both quote the same words."""
    return float(bool(a.quotes & b.quotes))


def rare_words(a: Telling, b: Telling) -> float:
    """Their passages share rare words."""
    told = sum(map(information, a.words & b.words))
    return told / (told + ENOUGH)


def alike_words(a: Telling, b: Telling) -> float:
    """Most of the rare words of one passage stand in the other."""
    shared = a.words & b.words
    if not shared:
        return 0.0
    return sum(map(information, shared)) / min(sum(map(information, side)) for side in (a.words, b.words))


def same_beside(a: Telling, b: Telling) -> float:
    """The same words stand beside the deed, as who does it or to what."""
    told = sum(map(information, a.beside & b.beside))
    return told / (told + BESIDE)


def other_beside(a: Telling, b: Telling) -> float:
    """Other words stand beside the deed."""
    return float(bool(a.beside) and bool(b.beside) and not a.beside & b.beside)


def no_word(a: Telling, b: Telling) -> float:
    """Their passages share no rare word."""
    return float(len(a.words) > 1 and len(b.words) > 1 and not a.words & b.words)


def same_meaning(a: Telling, b: Telling) -> float:
    """Their passages mean much the same, by the encoder."""
    return max(0.0, likeness(a.vector, b.vector) - MEANT) / (1 - MEANT) if a.vector and b.vector else 0.0


def other_meaning(a: Telling, b: Telling) -> float:
    """Their passages mean different things, by the encoder."""
    return max(0.0, MEANT - likeness(a.vector, b.vector)) / MEANT if a.vector and b.vector else 0.0


def same_figure(a: Telling, b: Telling) -> float:
    """Both give the same figure."""
    return float(bool(a.figures & b.figures))


def other_figure(a: Telling, b: Telling) -> float:
    """They give different figures."""
    return float(bool(a.figures) and bool(b.figures) and not a.figures & b.figures)


def same_story(a: Telling, b: Telling) -> float:
    """Their texts share their weightiest words."""
    return 1.0 if a.text is b.text else cosine(a.text.words, b.text.words)


def one_text(a: Telling, b: Telling) -> float:
    """Both stand in one text."""
    return float(a.text is b.text)


def other_word(a: Telling, b: Telling) -> float:
    """They name the deed by words that have nothing in common."""
    return float(not a.trigger & b.trigger and not a.kinds & b.kinds)


def same_copy(a: Telling, b: Telling) -> float:
    """One text is a copy of the other."""
    return float(a.text is not b.text and a.text.family == b.text.family)


FEATURES: tuple[Feature, ...] = (
    same_type, other_type, same_mode, other_mode, same_word, repeated, other_stage, background,
    same_parties, shared_party, other_parties, other_partner, reversed_roles, other_recipient, nobody,
    same_person, other_person, same_office, other_office,
    same_day, next_day, other_days, published_near, published_apart,
    same_place, other_place, other_land,
    same_quote, rare_words, alike_words, same_beside, other_beside, no_word, same_meaning, other_meaning,
    same_figure, other_figure,
    same_story, one_text, other_word, same_copy,
)  # fmt: skip
