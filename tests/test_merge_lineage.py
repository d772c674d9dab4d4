"""Copies of one text: found by their wording, with where they came from and what was changed. All is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dragoman.merge import lineage, stories
from dragoman.merge.tellings import Text, text
from dragoman.read import from_text
from dragoman.records import Actor, Claim, Document, How, Match, Span, When
from dragoman.words import information, stem, stems, vector

WIRE = (
    "STRELSAU (Andes Wire) - Ruritania criticised Graustark on Tuesday over the closing of the Elphberg bridge, the "
    "Ruritanian foreign ministry said. The bridge carries most of the timber that Graustark buys. Lorries have been "
    "waiting on both banks since the weekend, and drivers asked for water and blankets. A meeting of the two transport "
    "ministers is planned for next week in Zenda."
)
PAPER = WIRE.replace("criticised", "sharply condemned").replace("Tuesday", "Wednesday").replace(
    "the Ruritanian foreign ministry said", "an official in Graustark said"
)  # fmt: skip
OTHER = (
    "Fishermen on the lake of Tarlenheim caught a pike of record length on Sunday. The animal was weighed before two "
    "witnesses and put back into the water. The previous record had stood for eleven years, the club said in a note."
)


def document(words: str, publisher: str, day: int) -> Document:
    return from_text(words, publisher=publisher, published=date(2024, 3, day))


def claim(d: Document, trigger: str, end: str, voice: str, day: int) -> Claim:
    at = d.text.index(trigger)
    passage = Span(d.text.index("Ruritania "), d.text.index(end) + len(end))
    who = Match(Actor(voice, Span(0, 1), voice), 1.0, "")
    when = Match(When(date(2024, 3, day), date(2024, 3, day)), 1.0, "")
    return Claim(
        id=f"{d.id}-{at}", document=d.id, trigger=Span(at, at + len(trigger)), passage=passage, act="ACCUSE",
        type="ACCUSE", mode="disapprove", quad=3, scale=-2.0, contexts=(), actors=(), recipients=(), claimant=who,
        chain=(), how=How(), when=when, place=None, mutual=False, confidence=0.9,
    )  # fmt: skip


def test_copies_are_one_family_and_others_stand_alone() -> None:
    held = [text(document(w, "", k + 1)) for k, w in enumerate((WIRE, PAPER, OTHER, WIRE[:230] + " More later."))]
    lineage.mark(held)
    assert [t.family == held[0].id for t in held] == [True, True, False, True]
    again = [replace(t, family="") for t in held][::-1]
    lineage.mark(again)
    assert [t.family for t in again[::-1]] == [t.family for t in held], "whatever the order"


def test_where_a_copy_came_from_and_what_was_changed() -> None:
    wire, paper = document(WIRE, "Andes Wire", 6), document(PAPER, "The Zenda Mail", 7)
    ministry, official = "Ruritanian foreign ministry", "an official in Graustark"
    claims = {
        wire.id: [claim(wire, "criticised", "Elphberg bridge", ministry, 5)],
        paper.id: [claim(paper, "condemned", "Elphberg bridge", official, 6)],
    }
    for given in ([wire, paper], [paper, wire]):
        (copy,) = lineage.copies(given, claims)
        assert (copy.source, copy.copy) == (wire.id, paper.id) and 0.5 < copy.share < 1
        assert copy.why == "it names Andes Wire"
        assert (
            f"said by: {ministry} became {official}, “Ruritania sharply condemned Graustark on Wednesday over the closing of the Elphberg …”"
            in copy.changes
        )
        assert any(c.startswith("day: 5 March 2024 became 6 March 2024") for c in copy.changes)
        assert "stronger word: “criticised” became “condemned”" in copy.changes
        assert any("“sharply” was added" in c for c in copy.changes)


def test_an_unchanged_copy_has_no_changes_and_the_earlier_is_the_source() -> None:
    first, second = document(OTHER, "A", 6), document(OTHER + " It weighed nine kilos.", "B", 5)
    (copy,) = lineage.copies([first, second], {})
    assert (copy.source, copy.changes, copy.why) == (second.id, (), "it was published later, on 6 March 2024")


# ---------------------------------------------------------------- words and stories


@pytest.mark.parametrize(
    ("words", "expected"),
    [("killed killing kills", ["kill"] * 3), ("bombings", ["bomb"]), ("sanctioned", ["sanct"]), ("Nine men's", ["9", "men"]),
     ("bus", ["bus"]), ("12.5 per cent", ["12.5", "per", "cent"])],
)  # fmt: skip
def test_stems(words: str, expected: list[str]) -> None:
    assert stems(words) == expected


def test_rare_words_tell_more() -> None:
    assert information("the") == 0 < information(stem("government")) < information(stem("sluice")) == information("zqx")
    found = vector(stems("the sluice of the sluice and the government"))
    assert max(found, key=lambda w: found[w]) == stem("sluice") and "the" not in found


def story(name: str, words: str, day: int | None = None) -> Text:
    return Text(name, day, vector(stems(words)))


def test_stories() -> None:
    bridge, pike = "the Elphberg bridge and timber of Graustark", "a pike in the lake of Tarlenheim"
    held = [story("d", pike), story("a", bridge), story("c", bridge + " burnt"), story("b", pike + " again")]
    assert stories.stories(held) == {"a": "a", "c": "a", "b": "b", "d": "b"} == stories.stories(held[::-1])
    far = [story("a", bridge, 1000), story("b", bridge, 1400)]
    assert stories.stories(far) == {"a": "a", "b": "b"}, "news of other years"
