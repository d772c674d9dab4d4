"""The date of a deed: text, day of the text, trigger word, days expected ("" for none), and why."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.parse import parse
from dragoman.records import Document, Span
from dragoman.resolve.dates import event_date, story_date, timexes

FRIDAY = "2021-01-08"

CASES = [
    # ---------------------------------------------------------------- on the trigger itself
    ("The army attacked the village on Thursday.", "attacked", "2021-01-07", "on the verb"),
    ("On Thursday the army attacked the village.", "attacked", "2021-01-07", "put first"),
    ("The army on Thursday attacked the village.", "attacked", "2021-01-07", "in the middle"),
    ("The army attacked the village Thursday.", "attacked", "2021-01-07", "no preposition"),
    ("The village was attacked yesterday.", "attacked", "2021-01-07", "passive"),
    ("The army attacked the village two days ago.", "attacked", "2021-01-06", "ago"),
    ("The army will leave the village on Monday.", "leave", "2021-01-11", "ahead"),
    ("The army occupied the village in 1995.", "occupied", "1995-01-01/1995-12-31", "a year"),
    ("The army attacked the village near Karat on Thursday.", "attacked", "2021-01-07", "a place between"),
    ("The general visited the base at Karat on Monday.", "visited", "2021-01-04", "a thing between"),
    ("Crowds blocked roads leading to the palace on Sunday.", "blocked", "2021-01-03", "a participle between"),
    # ---------------------------------------------------------------- event nouns
    ("The ministers held talks on Monday.", "talks", "2021-01-04", "of the light verb"),
    ("The ministers held talks on Monday.", "held", "2021-01-04", "the light verb"),
    ("The army launched an attack on Monday.", "attack", "2021-01-04", "of the light verb"),
    ("The February 29 deal has held.", "deal", "2020-02-29", "modifier"),
    ("Thursday's talks ended without result.", "talks", "2021-01-07", "possessive"),
    ("The talks on Monday ended without result.", "talks", "2021-01-04", "after the noun"),
    ("Both sides cling to the 1993 accord.", "accord", "1993-01-01/1993-12-31", "modifier"),
    ("The talks took place on Monday.", "talks", "2021-01-04", "subject"),
    ("The attack killed nine people on Monday.", "attack", "2021-01-04", "subject of what it did"),
    ("A round of talks on Monday ended without result.", "talks", "2021-01-04", "inside the phrase"),
    ("The minister condemned Monday's attack.", "attack", "2021-01-04", "possessive"),
    ("The minister condemned Monday's attack.", "condemned", "", "the attack is dated, not the words"),
    ("The minister condemned the attack on Thursday.", "condemned", "2021-01-07", "on the verb"),
    ("Its youth wing plans a march on Friday.", "march", "2021-01-08", "plans carries it"),
    ("At a meeting on Monday the ministers agreed to a truce.", "agreed", "2021-01-04", "where it was done"),
    # ---------------------------------------------------------------- words about deeds
    ("The ministry said on Tuesday that rebels attacked a convoy.", "attacked", "", "dates the saying"),
    ("The ministry said on Tuesday that rebels attacked a convoy.", "said", "2021-01-05", "dates the saying"),
    ("Rebels attacked a convoy on Sunday, the ministry said on Tuesday.", "attacked", "2021-01-03", "its own date"),
    ("Rebels attacked a convoy on Sunday, the ministry said on Tuesday.", "said", "2021-01-05", "its own date"),
    ("Rebels attacked a convoy, the ministry said on Tuesday.", "attacked", "", "dates the saying"),
    ("On Tuesday the ministry said that rebels had attacked a convoy.", "attacked", "", "dates the saying"),
    ("The envoy said he would travel to Karat on Sunday.", "travel", "2021-01-10", "its own date"),
    ("The minister announced on Monday a visit to Karat.", "visit", "", "dates the announcement"),
    # ---------------------------------------------------------------- verbs joined or governed
    ("The ministers met and signed a pact on Monday.", "met", "2021-01-04", "joined"),
    ("On Monday the ministers met and signed a pact.", "signed", "2021-01-04", "joined, date first"),
    ("The army began to withdraw on Monday.", "withdraw", "2021-01-04", "began"),
    ("The army on Monday began withdrawing.", "withdrawing", "2021-01-04", "began"),
    ("Nine soldiers were killed when a lorry was ambushed on Sunday.", "killed", "2021-01-03", "when"),
    ("Kenya on Thursday expelled a diplomat, accusing him of spying.", "accusing", "2021-01-07", "goes along with it"),
    ("The envoy is expected to travel to Karat on Tuesday.", "travel", "2021-01-12", "its own date"),
    ("The envoy is expected to travel to Karat on Tuesday.", "expected", "2021-01-12", "the deed spoken of"),
    ("The president agreed on January 4 to free the captives.", "agreed", "2021-01-04", "its own date"),
    ("The president agreed on January 4 to free the captives by January 31.", "free", "2021-01-08/2021-01-31", "by"),
    ("The president agreed on January 4 to free the captives by January 31.", "agreed", "2021-01-04", "its own date"),
    ("The soldiers, who were captured on Monday, returned home.", "returned", "", "the date of another clause"),
    ("The soldiers, who were captured on Monday, returned home.", "captured", "2021-01-04", "its own date"),
    ("Norway brokered the truce signed last month.", "signed", "2020-12-01/2020-12-31", "participle"),
    (
        "The party left the talks in 1995, when rebels sank two ships.",
        "sank",
        "1995-01-01/1995-12-31",
        "a clause on the date",
    ),
    ("The army strengthened the border following raids last week.", "strengthened", "", "after another time"),
    # ---------------------------------------------------------------- spans
    ("The two armies have fought since 1993.", "fought", "1993-01-01/2021-01-08", "since"),
    ("The rebels will free ten soldiers by the end of the month.", "free", "2021-01-08/2021-01-31", "by the end"),
    ("The rebels will leave within three days.", "leave", "2021-01-08/2021-01-11", "within"),
    ("The ministers met from 3 to 5 January.", "met", "2021-01-03/2021-01-05", "a span of days"),
    ("The ministers met from Monday to Wednesday.", "met", "2021-01-04/2021-01-06", "from one to the other"),
    ("The army fought between 1990 and 1994.", "fought", "1990-01-01/1994-12-31", "between"),
    (
        "Five days after the king dismissed his cabinet, his allies are silent.",
        "dismissed",
        "2021-01-03",
        "counted back",
    ),
    ("Two days after the coup, the airport reopened on Thursday.", "coup", "2021-01-05", "counted from the main verb"),
    # ---------------------------------------------------------------- what never dates a deed
    ("The siege lasted two days.", "lasted", "", "a duration"),
    ("Police arrested a 19-year-old student.", "arrested", "", "an age"),
    ("The envoys meet every week.", "meet", "", "a set"),
    ("The army recently attacked the village.", "attacked", "", "no day"),
    ("KARAT, Jan 7 - The army has attacked the village.", "attacked", "", "the day of filing"),
    ("The army attacked the village before Monday's vote.", "attacked", "", "before"),
]

KNOWN = {
    (
        "The army strengthened the border following raids last week.",
        "strengthened",
    ): "hung on the main verb by the parser",
}


def _cases() -> list[object]:
    out: list[object] = []
    for case in CASES:
        reason = KNOWN.get((case[0], case[1]))
        marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
        out.append(pytest.param(*case, marks=marks, id=f"{case[1]} in {case[0][:50]}"))
    return out


@pytest.mark.parametrize(("text", "trigger", "days", "why"), _cases())
def test_event_date(text: str, trigger: str, days: str, why: str) -> None:
    document = Document("t", text, published=date.fromisoformat(FRIDAY))
    sentences = parse(document)
    start = text.index(trigger)
    sentence = next(s for s in sentences if s.start <= start < s.end)
    i = next(t.i for t in sentence.tokens if t.start <= start < t.end)
    found = timexes(document, sentences)
    match = event_date(sentence, i, Span(sentence.start, sentence.end), found, document.published)
    first, _, last = days.partition("/")
    told = f"{match.value.first}/{match.value.last}" if match else ""
    assert told == (f"{first}/{last or first}" if days else ""), f"{why}: {match.why if match else 'no date'}"
    assert match is None or (0 < match.score <= 1 and match.why)


def test_a_direct_date_scores_above_one_of_a_joined_verb() -> None:
    document = Document("t", "The ministers met and signed a pact on Monday.", published=date.fromisoformat(FRIDAY))
    (sentence,) = sentences = parse(document)
    found = timexes(document, sentences)
    whole = Span(sentence.start, sentence.end)
    met, signed = (event_date(sentence, i, whole, found) for i in (2, 4))
    assert met and signed and signed.score > met.score


@pytest.mark.parametrize(
    ("text", "published", "day", "score"),
    [
        ("The minister met her colleague in Karat on Wednesday. Both praised the talks.", FRIDAY, "2021-01-06", 0.6),
        ("The minister met her colleague in Karat. Both praised the talks.", FRIDAY, FRIDAY, 0.4),
        ("The minister will meet her colleague on Sunday.", FRIDAY, FRIDAY, 0.4),
        ("The minister met her colleague in Karat.", "", "", 0.0),
        ("The minister met her colleague in Karat. They spoke again last night.", FRIDAY, FRIDAY, 0.4),
        ("The minister met her colleague in Karat. They spoke last night.", FRIDAY, "2021-01-07", 0.6),
        ("Crowds again marched through Karat on Wednesday.", FRIDAY, "2021-01-06", 0.6),
        ("I last saw her this past November at Wednesday services.", FRIDAY, FRIDAY, 0.4),
        ("The envoys left the Wednesday meeting in Karat early.", FRIDAY, "2021-01-06", 0.6),
    ],
)
def test_story_date(text: str, published: str, day: str, score: float) -> None:
    document = Document("t", text, published=date.fromisoformat(published) if published else None)
    sentences = parse(document)
    match = story_date(document, sentences, timexes(document, sentences))
    assert (match.value.first.isoformat() if match else "", match.score if match else 0.0) == (day, score)


CHRONICLE = (
    "Monday 4. Police arrest a preacher in Karat. Youths burn a shop.\n\n"
    "Wednesday, January 6. The government bans rallies. Two years ago the army had shot a boy."
)


@pytest.mark.parametrize(
    ("text", "trigger", "days"),
    [
        (CHRONICLE, "arrest", "2021-01-04/2021-01-04"),
        (CHRONICLE, "burn", "2021-01-04/2021-01-04"),
        (CHRONICLE, "bans", "2021-01-06/2021-01-06"),
        (CHRONICLE, "shot", "2019-01-01/2019-12-31"),
        ("January 6, 2021. The government bans rallies.", "bans", ""),  # one date alone is no chronicle
    ],
)
def test_dates_that_stand_alone_head_what_follows(text: str, trigger: str, days: str) -> None:
    document = Document("t", text, published=date.fromisoformat(FRIDAY))
    sentences = parse(document)
    start = text.index(trigger)
    sentence = next(s for s in sentences if s.start <= start < s.end)
    i = next(t.i for t in sentence.tokens if t.start <= start < t.end)
    found = timexes(document, sentences)
    match = event_date(sentence, i, Span(sentence.start, sentence.end), found, document.published)
    assert (f"{match.value.first}/{match.value.last}" if match else "") == days
