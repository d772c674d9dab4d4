"""Two accounts of one meeting side by side: points, labels, and what may never happen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

import dragoman
from dragoman.accounts import account, compared, voices
from dragoman.compare.points import cuts
from dragoman.compare.told import told
from dragoman.comparison import Comparison, Row
from dragoman.errors import InputError
from dragoman.parse import parse
from dragoman.records import Document
from dragoman.reports.values import runs_of

CASES = Path(__file__).parent / "cases" / "accounts.yaml"
OPENING = (
    "Foreign Minister Anton Brell of Ruritania met Foreign Minister Clara Voss of Graustark in Zenda on 4 June 2024. "
)
OTHER_OPENING = (
    "Clara Voss, Foreign Minister of Graustark, held talks in Zenda on 4 June 2024 with Minister Anton Brell. "
)


def text(words: str, publisher: str = "Ministry of Foreign Affairs of Kenya") -> Document:
    return dragoman.from_text(words, published="2024-06-04", publisher=publisher)


def compare(a: str, b: str) -> Comparison:
    return dragoman.compare_accounts(text(OPENING + a), text(OTHER_OPENING + b, "Ministry of Foreign Affairs of Ghana"))


def row_of(made: Comparison, words: str) -> Row:
    return next(r for r in made.rows for told in r.points for p in told if words in p.text)


# ---------------------------------------------------------------- points

CUT = [
    ("They discussed border trade and urged the release of two fishermen.",
     ["They discussed border trade", "urged the release of two fishermen"]),
    ("The ministers discussed the river bridge, the grain harvest and joint patrols.",
     ["The ministers discussed the river bridge", "the grain harvest", "joint patrols"]),
    ("The minister visited Zenda at the invitation of his host.",
     ["The minister visited Zenda", "at the invitation of his host"]),
    ("The minister expressed concern, demanding that the raids stop.",
     ["The minister expressed concern", "demanding that the raids stop"]),
    ("The talks on the river were held in a cordial atmosphere.",
     ["The talks on the river were held", "in a cordial atmosphere"]),
    ("The Minister of Trade and the Minister of Justice met in Zenda.",
     ["The Minister of Trade and the Minister of Justice met in Zenda"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), CUT, ids=[s[:40] for s, _ in CUT])
def test_a_sentence_is_cut_into_what_can_be_told_alone(sentence: str, expected: list[str]) -> None:
    document = dragoman.from_text(sentence)
    assert [c.point.text for c in cuts(document, parse(document))] == expected


def pairs() -> list[dict]:  # type: ignore[type-arg]
    found = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    return [p for p in found if p["kind"] == "sides"][:4]


@pytest.mark.parametrize("pair", pairs(), ids=lambda p: p["id"])
def test_every_content_word_is_in_a_point_or_left_out_and_offsets_hold(pair: dict) -> None:  # type: ignore[type-arg]
    for side in "ab":
        document = dragoman.from_text(pair[side]["text"], published=pair[side]["published"])
        found = account(document).account
        kept = [s for p in found.points for s in p.spans] + [p.span for p in found.left_out]
        for word in re.finditer(r"\w{4,}", document.text):
            assert any(s.start <= word.start() < s.end for s in kept), word.group()
        for point in found.points:
            assert point.text == " … ".join(document.text[s.start : s.end] for s in point.spans)
            assert all(document.text[s.start : s.end].strip() for s in point.spans)


# ---------------------------------------------------------------- labels

LABELS = [
    # what A says, what B says, label, in what they differ
    ("They discussed the bridge over the river.", "The bridge over the river was discussed.", "both", ()),
    ("They agreed to open three border posts.", "It was agreed to open two border posts.", "differ", ("number",)),
    ("The joint commission will meet on 9 September.", "The joint commission is to meet on 11 November.", "differ", ("date",)),
    ("They discussed the fishing quota.", "Minister Voss demanded a higher fishing quota.", "differ", ("strength",)),
    ("The minister condemned the attack on the ferry.", "Regret was expressed at the attack on the ferry.", "differ", ("strength",)),
    ("Both agreed to station observers at the dam.", "No agreement was reached on observers at the dam.", "contradicted", ()),
    ("They discussed an apology for the raid.", "An apology for the raid was not discussed.", "contradicted", ()),
    ("They agreed that no force be used on the lake.", "Both renounced the use of force on the lake.", "both", ()),
    ("Patrols will be held every two weeks on the lake.", "Patrols will be held once a month on the lake.", "differ", ("number",)),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "label", "how"), LABELS, ids=[a[:44] for a, *_ in LABELS])
def test_labels(a: str, b: str, label: str, how: tuple[str, ...]) -> None:
    filler = " They also spoke about the grain harvest. The ministers visited a school."
    made = compare(a + filler, b + filler)
    row = row_of(made, a.rstrip("."))
    assert (row.label, row.how) == (label, how), row.why


def test_only_stands_for_the_text_held_and_says_so() -> None:
    made = compare(
        "They discussed the bridge over the river. They agreed to exchange students. Twelve vaccines were handed over to "
        "the hospital. The ministers condemned piracy at sea. The harvest of grain was reviewed in detail.",
        "The bridge over the river was discussed. An exchange of students was agreed. Piracy at sea was condemned. The grain "
        "harvest was reviewed. Ruritania demanded that debts of the railway be paid.",
    )
    alone = [r for r in made.rows if r.label == "only"]
    assert alone
    words = "".join(run.text for run in runs_of(told(made)))
    assert "not in the text held of" in words
    assert "primary text held" in words


def test_accounts_in_another_order_give_the_same_rows() -> None:
    a, b = (
        text(OPENING + "They discussed the river bridge."),
        text(OTHER_OPENING + "They spoke of a railway tunnel.", "B"),
    )
    one, two = dragoman.compare_accounts(a, b), dragoman.compare_accounts(b, a)
    assert {(r.label, frozenset(p.text for t in r.points for p in t)) for r in one.rows} == {
        (r.label, frozenset(p.text for t in r.points for p in t)) for r in two.rows
    }


# ---------------------------------------------------------------- voices

ARTICLE = """Ruritania and Graustark meet

The ministers of Ruritania and Graustark met in Zenda on Monday. The sun shone on the castle.

The Foreign Ministry of Kenya said in a statement that the ministers discussed the river bridge and fishing quotas.

The Embassy of Ghana said that the ministers agreed to rebuild the bridge over the river.
"""


def test_one_text_is_taken_apart_and_no_attribution_is_moved() -> None:
    document = dragoman.from_text(ARTICLE, published="2024-06-05")
    found = voices(document)
    assert len(found) == 3
    assert [v.account.held for v in found] == ["paraphrase", "paraphrase", "primary"]
    for voice, own, foreign in zip(
        found,
        ("fishing quotas", "rebuild the bridge", "sun shone"),
        (("rebuild", "sun"), ("quotas", "sun"), ("quotas", "rebuild")),
        strict=True,
    ):
        words = " ".join(p.text for p in voice.account.points)
        assert own in words
        assert not [w for w in foreign if w in words]
    for row in compared(found, anyway=True).rows:
        for voice, points in zip(found, row.points, strict=True):
            assert set(points) <= set(voice.account.points)


# ---------------------------------------------------------------- bad input

CLIMATE = "Scientists of the weather service counted ninety storms over the northern ocean in a single winter season. "


def test_texts_of_two_meetings_are_not_compared_and_it_is_said_why() -> None:
    made = dragoman.compare_accounts(
        text(OPENING + "They discussed the bridge."), text(CLIMATE + "Whales swam south.", "B")
    )
    assert made.unlike
    assert made.rows == ()
    assert made.unlike in "".join(run.text for run in runs_of(told(made)))


BAD = [
    (lambda: dragoman.compare_accounts(text(OPENING), text(OPENING)), "the same text"),
    (lambda: dragoman.compare_accounts(text(OPENING + "They left.")), "one voice"),
    (lambda: dragoman.compare_accounts(text(OPENING), text("Press release")), "nothing is told"),
    (lambda: dragoman.compare_accounts(text(OPENING), text(
        "Le ministre des affaires étrangères a reçu son homologue à Zenda. Les deux ministres ont évoqué la situation dans la "
        "région et ont décidé de poursuivre leurs consultations. Ils ont aussi parlé du pont sur la rivière et de la pêche.")),
     "translation"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "words"), BAD, ids=[w for _, w in BAD])
def test_what_cannot_be_compared_is_named(given, words: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InputError, match=words):
        given()


def test_of_a_translation_claims_are_compared_and_wording_is_not() -> None:
    original = text("Les ministres ont demandé la libération des pêcheurs.")
    translated = account(text(OTHER_OPENING + "Minister Voss demanded a higher fishing quota.", "B"), original=original)
    ours = account(text(OPENING + "They discussed the fishing quota."))
    made = compared([ours, translated])
    assert not [d for r in made.rows for d in r.differences if d.way in ("wording", "strength")]
    assert any("translation" in remark for remark in made.remarks)
