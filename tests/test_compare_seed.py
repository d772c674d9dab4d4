"""The three voices of the first article: the table that a good analyst writes down, row for row, and with other names."""

from __future__ import annotations

import pytest

import dragoman
from dragoman.comparison import Comparison, Row
from tests.test_seed import SEED, article, swapped

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed article is not part of the project")

# A word of the row's quote, and for handout, embassy and newspaper: whether it is told there.
TOLD, NOT = "told", "not held"
ROWS = [
    ("that they met", (TOLD, TOLD, TOLD)),
    ("visited the", (NOT, NOT, TOLD)),
    ("was held on", (NOT, NOT, TOLD)),
    ("delegation was led", (NOT, NOT, TOLD)),
    ("daylong session", (TOLD, NOT, NOT)),
    ("cordial and constructive", (TOLD, NOT, NOT)),
    ("thanked", (NOT, TOLD, TOLD)),
    ("reducing violence", (NOT, TOLD, NOT)),
    ("restarting meaningful", (NOT, TOLD, NOT)),
    ("also reaffirmed", (NOT, TOLD, TOLD)),
]
CASES = [pytest.param(article, id="original"), pytest.param(swapped, id="swapped")]


def compared(text: str) -> Comparison:
    return dragoman.compare_accounts(dragoman.from_text(text))


def row_of(made: Comparison, words: str) -> Row:
    """The row of that topic, else the first but the one that tells that they met which holds the words."""
    if made.rows[0].topic == words:
        return made.rows[0]
    return next(r for r in made.rows[1:] if any(words in " ".join(p.text.split()) for told in r.points for p in told))


@pytest.mark.parametrize("text", CASES)
def test_three_voices_and_both_sides_are_known_from_a_paraphrase(text) -> None:  # type: ignore[no-untyped-def]
    made = compared(text())
    assert [a.held for a in made.accounts] == ["paraphrase", "paraphrase", "primary"]
    assert "Embassy" in made.accounts[1].name


@pytest.mark.parametrize("text", CASES)
@pytest.mark.parametrize(("words", "cells"), ROWS, ids=[w for w, _ in ROWS])
def test_each_row_stands_as_expected(text, words: str, cells: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    row = row_of(compared(text()), words)
    assert row.cells == cells, row.why


@pytest.mark.parametrize("text", CASES)
def test_the_headline_and_the_lede_are_the_newspapers(text) -> None:  # type: ignore[no-untyped-def]
    row = row_of(compared(text()), "also reaffirmed")
    words = " ".join(p.text for p in row.points[2])
    assert "reaffirms" in words
    assert "senior" in words


@pytest.mark.parametrize("text", CASES)
def test_what_each_says_of_cooperation_differs(text) -> None:  # type: ignore[no-untyped-def]
    """The handout's defence and military-to-military cooperation, the embassy's cooperation on counterterrorism."""
    row = row_of(compared(text()), "deepening of bilateral")
    assert (row.label, row.how, row.cells) == ("differ", ("wording",), (TOLD, TOLD, NOT))
    assert "counterterrorism" in row.points[1][0].text


@pytest.mark.parametrize("text", CASES)
def test_no_attribution_is_moved(text) -> None:  # type: ignore[no-untyped-def]
    made = compared(text())
    for row in made.rows:
        for account, points in zip(made.accounts, row.points, strict=True):
            assert set(points) <= set(account.points)
    words = [" ".join(p.text for p in a.points) for a in made.accounts]
    assert "daylong" in words[0] and "daylong" not in words[1] + words[2]
    assert "violence" in words[1] and "violence" not in words[0] + words[2]
    assert "delegation" in words[2] and "delegation" not in words[0] + words[1]
