"""The commands `who` and `where`: answers with their reasons, in a text and without one. People are invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dragoman.cli import main

TEXT = """LIMA, May 3, 2016 - Peruvian Finance Minister Rosalinda Quiroz-Beltre met bankers in Paris on Tuesday.

Quiroz-Beltre said the port of Callao would reopen. Georgia sent two engineers to Tbilisi to advise her.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    return path


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(w) for w in words], env={"COLUMNS": "100"})


def answers(*words: object) -> list[dict[str, object]]:
    result = run(*words, "--format", "jsonl")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["the Pentagon"], {"country": "USA", "sector": "MIL"}),
        (["Côte d'Ivoire"], {"country": "CIV", "name": "Ivory Coast"}),
        (["Clinton", "--on", "1996-05-05"], {"country": "USA", "sector": "GOV", "office": "leader"}),
        (["Clinton", "--on", "2010-05-05"], {"country": "USA", "sector": "ELI", "office": "former leader"}),
        (["UNHCR"], {"country": "UNO"}),
    ],
)
def test_who(words: list[str], expected: dict[str, object]) -> None:
    found = answers("who", *words)
    best = found[0]
    if "name" in expected:
        assert best.pop("name") in ("Ivory Coast", "Cote d'Ivoire", "Côte d'Ivoire")
        expected = {k: v for k, v in expected.items() if k != "name"}
    assert {k: best[k] for k in expected} == expected
    assert all(row["why"] and 0 < float(str(row["score"])) <= 1 for row in found)
    assert [row["rank"] for row in found] == list(range(1, len(found) + 1))


def test_who_is_meant_in_a_text(article: Path) -> None:
    best = answers("who", "Quiroz-Beltre", "--in", article)[0]
    assert (best["name"], best["country"], best["sector"]) == ("Rosalinda Quiroz-Beltre", "PER", "GOV")
    assert str(best["why"]).startswith("in this text: ") and str(best["id"]).startswith("p-")
    assert run("who", "Quiroz-Beltre").exit_code == 1


@pytest.mark.parametrize(
    ("words", "country", "name"),
    [
        (["Paris"], "FRA", "Paris"), (["Paris, Texas"], "USA", "Paris"), (["Syrians"], "SYR", "Syria"),
        (["São Paulo"], "BRA", "São Paulo"), (["sao paulo"], "BRA", "São Paulo"),
    ],
)  # fmt: skip
def test_where(words: list[str], country: str, name: str) -> None:
    best = answers("where", *words)[0]
    assert (best["country"], best["name"]) == (country, name)
    assert isinstance(best["latitude"], float) and isinstance(best["geonames"], int) and best["why"]


def test_where_a_text_means(article: Path) -> None:
    found = answers("where", "Georgia", "--in", article)
    assert found[0]["country"] == "GEO" and str(found[0]["why"]).startswith("in this text: ")
    assert [row["country"] for row in found].count("GEO") == 1
    assert answers("where", "Callao", "--in", article)[0]["country"] == "PER"


def test_the_text_answer_says_the_same_as_the_other() -> None:
    lines = run("where", "Paris, Texas").stdout.splitlines()
    assert lines[0].startswith(" 1  0.") and "Texas · United States (USA) · 33.661, -95.556" in lines[0]
    assert lines[1].startswith(" " * 10) and "inhabitants" in lines[1] and max(map(len, lines)) <= 100
    lines = run("who", "the Pentagon").stdout.splitlines()
    assert "United States (USA) · military (MIL)" in lines[0]


@pytest.mark.parametrize("command", ["who", "where"])
def test_what_nothing_is_known_of(command: str, article: Path, tmp_path: Path) -> None:
    for name in ("Xyzzyx Plugh", "", " ", "\x1b[31m"):
        result = run(command, name)
        assert result.exit_code == 1 and result.stdout == ""
        assert result.stderr == f"dragoman: nothing is known under {name!r}\n"
    result = run(command, "Peru", "--in", tmp_path / "none.txt")
    assert result.exit_code == 1 and "none.txt" in result.stderr and result.stderr.count("\n") == 1
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    assert run(command, "Peru", "--in", empty).exit_code == 1
    assert run(command, "Peru", "--format", "xml").exit_code == 2


def test_a_day_that_is_none_is_wrong_usage() -> None:
    result = run("who", "Peru", "--on", "2021-02-31")
    assert result.exit_code == 2 and "2021-02-31" in result.stderr


def test_nothing_of_the_terminal_is_let_through(article: Path) -> None:
    article.write_text("Peruvian Minister Ana \x1b[31mRuiz met us. " + TEXT)
    assert "\x1b" not in run("who", "Ruiz", "--in", article).stdout


ABROAD = """OSLO, May 3, 2016 - Peruvian Finance Minister Rosalinda Quiroz-Beltre met bankers in Paris on Tuesday.

The talks on Haiti were her third. Georgia sent two engineers to Tbilisi.
"""


def test_dateline_venue_and_topic_are_told_apart(article: Path) -> None:
    article.write_text(ABROAD, "utf-8")
    rows = answers("where", "--in", article)
    roles = [(row["query"], row["role"]) for row in rows]
    assert roles == [
        ("OSLO", "dateline"), ("Peruvian", "actor"), ("Paris", "event"), ("Haiti", "about"), ("Georgia", "actor"),
        ("Tbilisi", "event"),
    ]  # fmt: skip
    assert [row["rank"] for row in rows] == [1, 2, 3, 4, 5, 6]
    assert "where “met”" in str(rows[2]["why"]) and "not where it happened" in str(rows[3]["why"])
    assert answers("where", "Haiti", "--in", article)[0]["role"] == "about"
    assert answers("where", "haiti")[0]["role"] is None


def test_where_needs_a_name_or_a_text(article: Path) -> None:
    result = run("where")
    assert result.exit_code == 2 and "--in FILE" in result.stderr
    article.write_text("Nothing was said.", "utf-8")
    result = run("where", "--in", article)
    assert result.exit_code == 1 and "names no place" in result.stderr
