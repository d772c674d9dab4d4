"""The first article: the rows that a good analyst writes down, and the same with every name and date swapped.

Article and expected rows lie outside the project (../shared/seed) and are only read from there; without them
these tests are skipped.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import dragoman
from dragoman.records import HAPPENED, Claim, Record

SEED = Path(__file__).parent.parent.parent / "shared" / "seed"
pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed article is not part of the project")

# What a script puts in the place of each name, office and date: other states, other persons, another week.
SWAPS = [
    ("Inter-Services Public Relations", "Directorate of Defence Information"), ("ISPR", "DDI"),
    ("Pakistani", "Kenyan"), ("Pakistan", "Kenya"), ("Islamabad", "Nairobi"), ("ISLAMABAD", "NAIROBI"),
    ("United States", "United Kingdom"), ("Washington", "London"), ("US assistant", "UK assistant"), ("US", "UK"),
    ("Sahir Shamshad Mirza", "Daniel Kiprono Otieno"), ("Mirza", "Otieno"), ("David Helvey", "Simon Arkwright"),
    ("Helvey", "Arkwright"), ("Assistant Secretary of Defence", "Minister of State for Defence"),
    ("assistant defence secretary", "defence minister of state"), ("Indo-Pacific", "East African"),
    ("Chief of General Staff", "Chief of Joint Operations"), ("Joe Biden", "Alan Calloway"), ("Biden", "Calloway"),
    ("Trump", "Harding"), ("Taliban", "Shabaab"), ("intra-Afghan", "intra-Somali"), ("Afghanistan", "Somalia"),
    ("Afghan", "Somali"), ("Kabul", "Mogadishu"), ("January 08, 2021", "March 12, 2021"),
    ("February 29", "November 3"), ("Thursday", "Tuesday"), ("Friday", "Wednesday"),
]  # fmt: skip


def article() -> str:
    return (SEED / "article.txt").read_text(encoding="utf-8")


def swapped() -> str:
    """The article with other names and days, its lines broken elsewhere."""
    text = article()
    for old, new in SWAPS:
        text = text.replace(old, new)
    head, body = text.split("\n", 6)[:6], text.split("\n", 6)[6]
    wrapped = []
    for paragraph in re.split(r"\n(?=[A-Z])", body):
        words, line = paragraph.split(), ""
        for word in words:
            if len(line) + len(word) > 77:
                wrapped.append(line)
                line = ""
            line = f"{line} {word}".strip()
        wrapped.append(line)
    return "\n".join([*head, *wrapped])


ORIGINAL = {"a": "USA", "b": "PAK", "c": "AFG", "thursday": "2021-01-07", "deal": "2020-02-29", "spokes": "ISPR"}
SWAPPED = {"a": "GBR", "b": "KEN", "c": "SOM", "thursday": "2021-03-09", "deal": "2020-11-03", "spokes": "DDI"}
CASES = [pytest.param(article, ORIGINAL, id="original"), pytest.param(swapped, SWAPPED, id="swapped")]


def code(text: str) -> Record:
    return dragoman.code_document(dragoman.from_text(text))


def of_type(record: Record, kind: str) -> list[Claim]:
    return [c for c in record.claims if c.type == kind]


def lands(claim: Claim) -> set[str | None]:
    return {m.value.country for m in claim.actors + claim.recipients}


def voice(claim: Claim) -> str:
    return claim.claimant.value.text if claim.claimant else "own voice"


@pytest.mark.parametrize(("text", "names"), CASES)
def test_the_meeting_is_one_event_with_at_least_five_claims_of_three_voices(text, names) -> None:  # type: ignore[no-untyped-def]
    record = code(text())
    meeting = max(
        (e for e in record.events if e.type == "CONSULT" and e.status == "actual"), key=lambda e: len(e.claims)
    )
    assert len(meeting.claims) >= 5
    voices = [voice(c) for c in meeting.claims]
    assert "own voice" in voices
    assert any(names["spokes"] in v for v in voices)
    assert any("Embassy" in v for v in voices)
    assert meeting.when is not None
    assert meeting.when.value.first.isoformat() == meeting.when.value.last.isoformat() == names["thursday"]
    assert {m.value.country for m in meeting.actors + meeting.recipients} == {names["a"], names["b"]}
    assert meeting.mode == "visit"
    assert meeting.conflicts, "headquarters and dateline conflict: it is flagged"
    quotes = [record.document.text[c.passage.start : c.passage.end] for c in meeting.claims if c.claimant is None]
    assert any(q.startswith("The talks held just days") for q in quotes), "the talks taken up again are the news"
    assert not [
        c for c in meeting.claims if {a.value.country for a in c.actors} & {r.value.country for r in c.recipients}
    ]


@pytest.mark.parametrize(("text", "names"), CASES)
def test_the_commitment_is_agree_from_the_embassy_and_the_newspaper(text, names) -> None:  # type: ignore[no-untyped-def]
    found = [c for c in of_type(code(text()), "AGREE") if c.status == "actual"]
    assert {"own voice"} < {voice(c) for c in found}
    assert any("Embassy" in voice(c) for c in found)
    assert all(lands(c) <= {names["a"], names["b"]} for c in found)


@pytest.mark.parametrize(("text", "names"), CASES)
def test_the_thanks_are_support_from_the_embassy_and_the_newspaper(text, names) -> None:  # type: ignore[no-untyped-def]
    whole = text()
    thanks = [c for c in of_type(code(whole), "SUPPORT") if c.status == "actual"]
    found = [c for c in thanks if whole[c.trigger.start : c.trigger.end].startswith("thank")]
    assert any("Embassy" in voice(c) for c in found)
    assert any(voice(c) == "own voice" for c in found)
    assert all(lands(c) == {names["a"], names["b"]} for c in found)


@pytest.mark.parametrize(("text", "names"), CASES)
def test_deal_and_mediation_are_background(text, names) -> None:  # type: ignore[no-untyped-def]
    record = code(text())
    deals = [c for c in of_type(record, "SUPPORT") if c.status == "historical"]
    assert any(c.when and c.when.value.first.isoformat() == names["deal"] for c in deals)
    mediation = [c for c in of_type(record, "CONSULT") if c.status == "historical"]
    assert len(mediation) >= 2
    assert all(names["b"] in lands(c) for c in mediation)


@pytest.mark.parametrize(("text", "names"), CASES)
def test_nothing_speculative_or_discussed_has_happened(text, names) -> None:  # type: ignore[no-untyped-def]
    whole = text()
    record = code(whole)
    guess = whole.index("It appears that")
    assert not [c for c in record.claims if c.trigger.start > guess and c.status in HAPPENED]
    assert [c for c in record.claims if c.trigger.start > guess and c.status == "speculation"]
    topic = whole.index("restarting")
    assert not [c for c in record.claims if abs(c.trigger.start - topic) < 40 and c.type != "CONSULT"]


@pytest.mark.parametrize(("text", "names"), CASES)
def test_metadata_and_quotes(text, names) -> None:  # type: ignore[no-untyped-def]
    whole = text()
    record = code(whole)
    document = record.document
    assert document.text == whole
    assert document.published is not None
    assert document.dateline is not None
    assert document.byline == "Our Correspondent"
    for c in record.claims:
        assert whole[c.passage.start : c.passage.end].strip()
        assert c.passage.start <= c.trigger.start < c.trigger.end <= c.passage.end
