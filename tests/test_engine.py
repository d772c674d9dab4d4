"""Finding deeds and their parties in the grammar, decided and merged: small sentences, one point each."""

from __future__ import annotations

import pytest

import dragoman
from dragoman.records import Claim


def claims(text: str, published: str = "2015-06-12") -> tuple[Claim, ...]:
    return dragoman.code_document(dragoman.from_text(text, published=published)).claims


def lands(claim: Claim, side: str) -> list[str | None]:
    return [m.value.country for m in getattr(claim, side)]


ROLES = [
    (
        "Egypt and Sudan accused Ethiopia of filling the dam in secret.",
        "ACCUSE",
        ["EGY", "SDN"],
        ["ETH"],
        "one compound actor",
    ),
    ("Ethiopia was accused by Egypt of bad faith.", "ACCUSE", ["EGY"], ["ETH"], "passive with agent"),
    (
        "Peru urged Chile to release two fishermen.",
        "REQUEST",
        ["PER"],
        ["CHL"],
        "object control: what is asked is not coded",
    ),
    ("Norway, which borders Russia, condemned Iran.", "ACCUSE", ["NOR"], ["IRN"], "a relative clause between"),
    ("India's arrest of Pakistani fishermen angered traders.", "COERCE", ["IND"], ["PAK"], "possessive and of-phrase"),
    ("The foreign ministers of Serbia and Croatia met in Vienna.", "CONSULT", ["SRB", "HRV"], [], "both are actors"),
    ("Japan imposed sanctions on North Korea.", "SANCTION", ["JPN"], ["PRK"], "a verb with its object"),
    ("Kenya launched an attack on Somali rebels.", "ASSAULT", ["KEN"], ["SOM"], "a light verb"),
    ("Turkish troops, backed by tanks, attacked Kurdish rebels.", "ASSAULT", ["TUR"], None, "a demonym as modifier"),
]


@pytest.mark.parametrize(("text", "kind", "actors", "recipients", "why"), ROLES)
def test_roles(text: str, kind: str, actors: list[str], recipients: list[str] | None, why: str) -> None:
    found = [c for c in claims(text) if c.type == kind]
    assert found, [c.type for c in claims(text)]
    assert lands(found[0], "actors") == actors, why
    if recipients is not None:
        assert lands(found[0], "recipients") == recipients, why


DECISIONS = [
    ("Brazil will send doctors to Haiti next week.", "AGREE", None, "actual", "a firm future AID is AGREE (rule 1)"),
    ("Brazil may send doctors to Haiti.", "AGREE", None, "speculation", "a possible AID is AGREE, as speculation"),
    (
        "Russia said it would withdraw its troops from Georgia.",
        "CONCEDE",
        None,
        "actual",
        "announced withdrawal (rule 5)",
    ),
    (
        "Russia withdrew its troops from Georgia on Monday.",
        "RETREAT",
        "withdraw",
        "actual",
        "actual withdrawal (rule 5)",
    ),
    ("France expelled two Iranian diplomats.", "SANCTION", "expel", "actual", "diplomats are expelled (rule 8)"),
    ("Malaysia deported twelve Chinese nationals.", "COERCE", "deport", "actual", "persons are deported (rule 8)"),
    ("Poland has refused to meet the Russian envoy.", "REJECT", "meet", "actual", "refusing talks (modes)"),
    ("Algeria summoned the French ambassador to complain about the remarks.", "ACCUSE", None, "actual", "rule 3"),
    ("Sweden did not recall its ambassador from Iran.", "SANCTION", None, "negated", "negated deeds keep their type"),
    ("Iran denied attacking the Saudi embassy.", "ASSAULT", None, "denied", "a denial is not the deed"),
]


@pytest.mark.parametrize(("text", "kind", "mode", "status", "why"), DECISIONS)
def test_decisions(text: str, kind: str, mode: str | None, status: str, why: str) -> None:
    found = [c for c in claims(text) if c.type == kind]
    assert found, [(c.type, c.status) for c in claims(text)]
    assert found[0].status == status, why
    if mode:
        assert found[0].mode == mode, why


SILENT = [
    ("Brazil attacked from the start and beat Germany 3-1 in the final, the coach said after the match.", "sport"),
    ("Shares of the two banks fell after investors rejected the merger.", "markets"),
    ("The storm killed twelve people in Honduras.", "a natural disaster"),
    ("The two sides discussed ending the war.", "the talk is an event, the topic is not"),
]


@pytest.mark.parametrize(("text", "why"), SILENT)
def test_nothing_is_made_up(text: str, why: str) -> None:
    assert [c.type for c in claims(text) if c.type != "CONSULT"] == [], why


def test_every_quote_is_a_slice_of_the_text() -> None:
    text = "Peru urged Chile to release two fishermen, the foreign ministry said on Monday."
    for c in claims(text):
        assert text[c.passage.start : c.passage.end]
        for m in c.actors + c.recipients:
            assert text[m.value.span.start : m.value.span.end] == m.value.text


def test_tellings_of_one_event_are_one_event_with_all_its_claims() -> None:
    text = (
        "Kenya and Tanzania held talks in Arusha on Monday.\n\n"
        "The talks were cordial, the Kenyan foreign ministry said.\n\n"
        "Tanzania's foreign minister met his Kenyan counterpart, a statement from Dodoma said."
    )
    events = dragoman.code_document(dragoman.from_text(text, published="2015-06-12")).events
    meetings = [e for e in events if e.type == "CONSULT"]
    assert len(meetings) == 1
    assert len(meetings[0].claims) >= 2
