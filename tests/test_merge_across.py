"""Merging across documents: one event for one happening, by the set of records alone."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_at_hand import text

from dragoman.merge import features, slots
from dragoman.merge.across import events, merge
from dragoman.merge.blocking import MOST, WINDOW, keys, pairs
from dragoman.merge.judging import CLAIMS, WORDS, fitted, judge, score, table, why
from dragoman.merge.tellings import Telling, Text
from dragoman.records import Claim, Event, Judgement, Record

VISIT = "PAK>IND CONSULT visit 2021-03-05 actual -: envoys flew in for talks about the Wular barrage and its sluices"
MEETING = "PAK>IND AGREE - 2021-03-05 actual -: the two sides discussed the Wular barrage and its sluices"
AGAIN = "PAK>IND CONSULT visit 2021-03-05 actual FRA: talks about sluices of the Wular barrage began with the envoys"
LATER = "PAK>IND CONSULT visit 2021-04-19 actual -: envoys flew in for talks about the Wular barrage and its sluices"
RAID = "ECU>PER ASSAULT - 2021-03-05 actual -: gunmen shot at a customs boat off Zorritos"


def told(*lines: str, day: str = "2021-03-06") -> list[Record]:
    return [text(line, published=day)[0] for line in lines]


def event_of(records: list[Record], people: tuple[Judgement, ...] = ()) -> list[str]:
    found = merge(records, people).event
    return [found[r.claims[0].id] for r in records]


def test_two_tellings_of_one_happening_become_one_event_and_near_ones_do_not() -> None:
    visit, again, later, raid = event_of(told(VISIT, AGAIN, LATER, RAID))
    assert visit == again and len({visit, later, raid}) == 3


@settings(max_examples=20, deadline=None)
@given(st.permutations([VISIT, AGAIN, LATER, RAID, MEETING]))
def test_the_order_of_arrival_does_not_matter(lines: list[str]) -> None:
    whole = merge(told(VISIT, AGAIN, LATER, RAID, MEETING))
    found = merge(told(*lines))
    assert dict(found.event) == dict(whole.event) and found.judgements == whole.judgements


def test_a_persons_word_goes_before_and_holds_inside_a_document_too() -> None:
    records = told(VISIT, AGAIN, LATER)
    one, two, three = (r.claims[0].id for r in records)
    apart = Judgement(one, two, False, 0.0, "eva", "")
    assert len(set(event_of(records, (apart,)))) == 3
    together = Judgement(two, three, True, 1.0, "eva", "")
    assert event_of(records, (together,))[1:] == [min(two, three)] * 2 or len(set(event_of(records, (together,)))) == 1
    twice = text(VISIT, AGAIN, published="2021-03-06")[0]
    a, b = (c.id for c in twice.claims)
    assert len(set(merge([twice]).event.values())) == 1, "put together inside the document"
    split = merge([twice], (Judgement(a, b, False, 0.0, "eva", ""),)).event
    assert split[a] != split[b]


def test_events_are_given_once_and_hold_every_telling() -> None:
    records = told(VISIT, AGAIN, RAID)
    merged = merge(records)
    made = list(events(records, merged))
    assert [len(e.claims) for e in made] == [2]
    now = [replace(r, events=tuple(made if r.claims[0].id in {c.id for c in made[0].claims} else r.events))
           for r in records]  # fmt: skip
    now = [replace(r, events=tuple(replace(e, claims=tuple(c for c in e.claims if c.document == r.document.id))
                                   for e in r.events)) for r in now]  # fmt: skip
    assert list(events(now, merged)) == [], "what is so already is not made again"


# ---------------------------------------------------------------- slots


def claims(*lines: str) -> list[Claim]:
    return [c for r in told(*lines) for c in r.claims]


def test_a_visit_told_as_a_meeting_by_others_stays_a_visit_with_its_direction() -> None:
    found = claims(MEETING, VISIT, MEETING.replace("discussed", "spoke of"))
    found = [replace(c, type="CONSULT", mutual=c.mode is None) for c in found]
    made = slots.event(found, {})
    assert (made.type, made.mode) == ("CONSULT", "visit")
    assert [m.value.country for m in made.actors] == ["PAK"] and [m.value.country for m in made.recipients] == ["IND"]
    assert made.id == min(c.id for c in found) and made.conflicts == ()


def test_conflicts_are_shown() -> None:
    turned = VISIT.replace("PAK>IND", "IND>PAK").replace("2021-03-05", "2021-03-07").replace("actual", "denied")
    made = slots.event(claims(VISIT, AGAIN, turned), {})
    assert made.conflicts == (
        "day: 5 March 2021 / 7 March 2021",
        "place: Islamabad / New Delhi",
        "direction: IND to PAK / PAK to IND",
        "told as: denied / happened",
    )
    assert [m.value.country for m in made.actors] == ["PAK"], "what most witnesses say"
    assert made.when and made.when.value.first == date(2021, 3, 5)


def test_copies_are_one_witness() -> None:
    found = claims(VISIT, LATER, LATER.replace("flew in", "came"), LATER.replace("flew in", "drove in"))
    documents = [c.document for c in found]
    family = {documents[0]: documents[0], **dict.fromkeys(documents[1:], documents[1])}
    assert slots.witnesses(found, {}) == 4 and slots.witnesses(found, family) == 2
    assert slots.event(found, {}).when.value.first == date(2021, 4, 19)  # type: ignore[union-attr]
    first = min(found, key=lambda c: c.document)
    by_family = slots.event(found, family).when
    assert by_family and by_family.value.first == first.when.value.first  # type: ignore[union-attr]


# ---------------------------------------------------------------- judging


A_DAY = date(2021, 3, 5).toordinal()


def telling(**more: object) -> Telling:
    given = {"id": "x", "text": Text("d", A_DAY, {}, family="d"), "type": "CONSULT", "act": "CONSULT",
             "kinds": frozenset({"CONSULT"})}  # fmt: skip
    return Telling(**{**given, **more})  # type: ignore[arg-type]


def sets(**more: str) -> dict[str, frozenset[str]]:
    return {name: frozenset(value.split()) for name, value in more.items()}


SLOTS = [
    ("same_type", {}, {}, 1.0),
    ("other_type", {"kinds": frozenset({"ASSAULT"})}, {}, 1.0),
    ("other_type", {"kinds": frozenset({"SUPPORT"})}, {}, 0.0),
    ("other_type", {"kinds": frozenset()}, {}, 0.0),
    ("same_mode", {"mode": "visit"}, {"mode": "visit"}, 1.0),
    ("other_mode", {"mode": "visit"}, {"mode": "phone"}, 1.0),
    ("other_mode", {"mode": "visit"}, {}, 0.0),
    ("other_stage", {"type": "AGREE"}, {}, 1.0),
    ("other_stage", {"type": "AGREE"}, {"type": "AGREE"}, 0.0),
    ("background", {"status": "historical"}, {}, 1.0),
    ("same_parties", sets(parties="PAK IND"), sets(parties="IND PAK"), 1.0),
    ("shared_party", sets(parties="PAK IND"), sets(parties="PAK"), 1.0),
    ("other_parties", sets(parties="PAK"), sets(parties="IND"), 1.0),
    ("other_parties", sets(parties="PAK"), {}, 0.0),
    ("other_partner", sets(parties="PAK IND"), sets(parties="PAK FRA"), 1.0),
    ("reversed_roles", sets(actors="PAK", recipients="IND"), sets(actors="IND", recipients="PAK"), 1.0),
    ("reversed_roles", {**sets(actors="PAK", recipients="IND"), "mutual": True},
     sets(actors="IND", recipients="PAK"), 0.0),
    ("other_recipient", sets(actors="PAK", recipients="IND"), sets(actors="PAK", recipients="FRA"), 1.0),
    ("nobody", sets(parties="PAK"), {}, 1.0),
    ("same_person", sets(people="brandt/AUT"), sets(people="brandt/AUT"), 1.0),
    ("other_person", sets(people="brandt/AUT"), sets(people="lange/AUT"), 1.0),
    ("other_person", sets(people="brandt/AUT"), sets(people="lange/HUN"), 0.0),
    ("same_office", sets(offices="ministr/AUT"), sets(offices="ministr/AUT"), 1.0),
    ("other_office", sets(offices="ministr/AUT"), sets(offices="president/AUT"), 1.0),
    ("same_day", {"days": (A_DAY, A_DAY + 3)}, {"days": (A_DAY + 3, A_DAY + 3)}, 1.0),
    ("next_day", {"days": (A_DAY, A_DAY)}, {"days": (A_DAY + 1, A_DAY + 1)}, 1.0),
    ("other_days", {"days": (A_DAY, A_DAY)}, {"days": (A_DAY + 1, A_DAY + 1)}, 0.0),
    ("other_days", {"days": (A_DAY, A_DAY)}, {"days": (A_DAY + 2, A_DAY + 2)}, 1.0),
    ("published_near", {"days": (A_DAY, A_DAY)}, {}, 1.0),
    ("published_apart", {}, {"text": Text("e", A_DAY + 40, {})}, 1.0),
    ("same_place", {"place": "7", "land": "AUT"}, {"place": "7", "land": "AUT"}, 1.0),
    ("other_place", {"place": "7", "land": "AUT"}, {"place": "8", "land": "AUT"}, 1.0),
    ("other_land", {"place": "7", "land": "AUT"}, {"place": "8", "land": "HUN"}, 1.0),
    ("same_quote", sets(quotes="wewillnotbemoved"), sets(quotes="wewillnotbemoved"), 1.0),
    ("alike_words", sets(words="sluic wular"), sets(words="wular sluic barrag"), 1.0),
    ("no_word", sets(words="sluic wular"), sets(words="shrimp quota"), 1.0),
    ("same_figure", sets(figures="9"), sets(figures="9 300"), 1.0),
    ("other_figure", sets(figures="9"), sets(figures="2"), 1.0),
    ("same_word", sets(trigger="extradit"), sets(trigger="extradit"), 1.0),
    ("same_word", sets(trigger="the"), sets(trigger="the"), 0.0),
    ("repeated", sets(trigger="extradit"), sets(trigger="extradit"), 0.0),
    ("other_word", {**sets(trigger="extradit"), "kinds": frozenset()}, sets(trigger="deliver"), 1.0),
    ("other_beside", sets(beside="peru"), sets(beside="ecuador"), 1.0),
    ("same_story", {"text": Text("d", None, {"wular": 1.0})}, {"text": Text("e", None, {"wular": 1.0})}, 1.0),
    ("same_copy", {"text": Text("d", None, {}, family="d")}, {"text": Text("e", None, {}, family="d")}, 1.0),
    ("one_text", {}, {}, 0.0),
]  # fmt: skip


@pytest.mark.parametrize(("name", "left", "right", "expected"), SLOTS)
def test_features(name: str, left: dict[str, object], right: dict[str, object], expected: float) -> None:
    feature = getattr(features, name)
    a, b = telling(**left), telling(**{"text": Text("e", A_DAY, {}, family="e"), **right})
    assert feature(a, b) == feature(b, a) == expected


def test_every_feature_is_a_sentence_and_symmetrical_and_has_its_weight() -> None:
    named = {f.__name__ for f in features.FEATURES}
    assert named == {n for name in (CLAIMS, WORDS) for n in fitted()[name]} - {"begin"}
    for feature in features.FEATURES:
        assert feature.__doc__ and feature.__doc__.endswith(".") and "\n" not in feature.__doc__


def test_the_reason_tells_what_speaks_for_and_against() -> None:
    begin, by = table()
    a = telling(**sets(parties="PAK IND"), place="7", land="IND", days=(A_DAY, A_DAY))
    b = telling(**sets(parties="PAK IND"), place="8", land="IND", days=(A_DAY, A_DAY))
    words = why(a, b, by)
    assert words.index("Their days meet.") < words.index("Against it: They tell of different places in one country.")
    assert score(a, a, begin, by) > 0.5 > score(a, replace(b, days=(A_DAY + 9, A_DAY + 9)), begin, by)


def test_features_that_a_caller_adds_count() -> None:
    a, b = (
        telling(id=name, text=Text(name, A_DAY, {}, family=name), **sets(parties=f"PAK {other}", words="wular"))
        for name, other in (("a", "IND"), ("b", "FRA"))
    )
    bare = judge([a, b])
    more = judge([a, b], more=[(lambda x, y: 1.0, 9.0)])
    assert bare == () and more[0].same


# ---------------------------------------------------------------- blocking


def many(number: int) -> list[Telling]:
    dice = random.Random(3)
    return [
        telling(id=f"{k:04}", text=Text(f"{k:04}", A_DAY + dice.randrange(9), {}, family=f"{k:04}"),
                **sets(parties="PAK IND", words=f"wular w{dice.randrange(50)}x"))
        for k in range(number)
    ]  # fmt: skip


def test_a_block_of_any_size_gives_each_telling_few_comparisons() -> None:
    for number in (200, 400):
        found = list(pairs(many(number), keys))
        assert len(found) == len(set(found)) and all(x < y for x, y in found)
        assert len(found) <= number * MOST < number * (number - 1) / 2 * (4000 / number / MOST)
    assert len(list(pairs(many(2 * WINDOW), keys))) > WINDOW


def test_what_shares_no_key_or_one_text_is_not_compared() -> None:
    one = telling(id="a", **sets(parties="PAK IND"))
    two = telling(id="b", text=Text("e", A_DAY, {}, family="e"), **sets(parties="ECU PER"))
    three = telling(id="c", text=one.text, **sets(parties="PAK IND"))
    assert list(pairs([one, two, three], keys)) == []


def test_an_event_of_one_document_is_left_as_it_was_coded() -> None:
    record = told(RAID)[0]
    e = record.events[0]
    coded = replace(record, events=(Event(e.id, e.document, e.claims, e.type, e.mode, e.status, e.actors,
                                          e.recipients, e.when, e.place, e.confidence),))  # fmt: skip
    assert list(events([coded], merge([coded]))) == []
