"""`dragoman compare` on files and on a store."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from dragoman.cli import main

OURS = {
    "text": "Foreign Minister Amina Wanjohi of Kenya met Foreign Minister Kwame Boateng of Ghana in Nairobi on 4 June 2024. They "
    "discussed trade in tea. They agreed to open three consulates.",
    "publisher": "Ministry of Foreign Affairs of Kenya", "date": "2024-06-04",
}  # fmt: skip
THEIRS = {
    "text": "Foreign Minister Kwame Boateng of Ghana held talks with Foreign Minister Amina Wanjohi of Kenya in Nairobi on 4 June "
    "2024. Trade in tea was discussed. It was agreed to open two consulates.",
    "publisher": "Ministry of Foreign Affairs of Ghana", "date": "2024-06-05",
}  # fmt: skip
WHALES = {
    "text": "Biologists counted ninety whales in the northern bay. A calf was born at dawn near the lighthouse.",
    "date": "2020-01-01",
}
FRENCH = {
    "text": "La ministre des affaires étrangères du Kenya a reçu son homologue ghanéen à Nairobi. Les deux ministres ont évoqué le "
    "commerce du thé et ont décidé d'ouvrir deux consulats. Ils ont aussi parlé de la pêche et des échanges entre les universités.",
    "date": "2024-06-05",
}  # fmt: skip


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, fields in {"ours": OURS, "theirs": THEIRS, "whales": WHALES, "french": FRENCH}.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(fields), encoding="utf-8")
    return tmp_path


def run(*args: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, args)
    return done.exit_code, done.output


def test_two_files_as_json(files: Path) -> None:
    status, out = run("compare", "ours.json", "theirs.json", "--format", "json")
    made = json.loads(out)
    assert status == 0
    assert [a["held"] for a in made["accounts"]] == ["primary", "primary"]
    row = next(r for r in made["rows"] if any("consulates" in p["text"] for p in r["points"][0]))
    assert (row["label"], row["how"]) == ("differ", ["number"])


def test_the_report_is_printed_and_written(files: Path) -> None:
    status, out = run("compare", "ours.json", "theirs.json", "--held", "primary", "--held", "excerpt", "--width", "120")
    assert status == 0
    assert "Only a part of the text of Ministry of Foreign Affairs of Ghana is held" in out
    assert "differ" in out
    assert run("compare", "ours.json", "theirs.json", "--html", "out.html", "--md", "out.md") == (0, "")
    for name in ("out.html", "out.md"):
        assert "Ministry of Foreign Affairs of Ghana" in (files / name).read_text(encoding="utf-8")


def test_of_a_translation_the_original_is_named(files: Path) -> None:
    status, out = run("compare", "ours.json", "french.json", "--translation", "theirs.json", "--width", "120")
    assert status == 0
    assert "is compared in a translation" in out


BAD = [
    (["compare", "ours.json", "whales.json"], "do not tell of one meeting"),
    (["compare", "ours.json", "french.json"], "in French, not English; give a translation"),
    (["compare", "ours.json", "ours.json"], "the same text"),
    (["compare", "ours.json"], "one voice speaks in it"),
    (["compare", "ours.json", "gone.json"], "gone.json"),
    (["compare", "ours.json", "theirs.json", "--held", "primary"], "--held is given 1 times for 2 texts"),
    (["compare", "ours.json", "theirs.json", "--translation", "whales.json"], "no further text is in another language"),
    (["compare"], "nothing to compare"),
    (["compare", "--event", "x", "--side", "KEN"], "two --side CODE or more"),
]  # fmt: skip


@pytest.mark.parametrize(("args", "words"), BAD, ids=[w[:30] for _, w in BAD])
def test_what_cannot_be_compared_is_said_in_a_line(files: Path, args: list[str], words: str) -> None:
    status, out = run(*args)
    assert status == 1
    assert words in " ".join(out.split())


def test_sides_of_an_event_in_the_store(files: Path) -> None:
    assert run("add", "ours.json", "theirs.json", "--db", "held.db")[0] == 0
    assert run("merge", "--db", "held.db")[0] == 0
    rows = [
        json.loads(line)
        for line in run("query", "--db", "held.db", "--type", "CONSULT", "--format", "jsonl")[1].splitlines()
    ]
    claims = [c["id"] for row in rows for event in row["events"] for c in event["claims"]]
    status, out = run(
        "compare", "--event", claims[0], "--side", "KEN", "--side", "GHA", "--db", "held.db", "--width", "120"
    )
    assert status == 0, out
    assert "Kenya and Ghana: accounts compared" in out
    assert "primary text held" in out
    status, out = run("compare", "--event", claims[0], "--side", "KEN", "--side", "FRA", "--db", "held.db")
    assert status == 1
    assert "France: no text held of this side" in out
