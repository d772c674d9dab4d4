"""What cannot be read is named with its reason, and the rest goes on."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest

from dragoman.errors import InputError
from dragoman.read import documents, files, from_text
from dragoman.records import Document

GOOD = "The envoy left on Monday."
FRENCH = (
    "Le ministre des transports a rencontré lundi son homologue à Strelsau pour parler de la ligne de chemin de fer, "
    "fermée depuis neuf ans. Les deux parties ont convenu de rouvrir le pont dès le mois prochain, selon un communiqué "
    "publié par la présidence, et de reprendre ensuite le transport des marchandises."
)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t\n", "empty"),
        ("a.txt", b"...\n---", "empty"),
        ("a.txt", b"\xef\xbb\xbf", "empty"),
        ("a.txt", b"text\0with\0nothing", "binary"),
        ("a.txt", bytes(range(1, 32)) * 20, "binary"),
        ("a.txt", "Мир".encode("koi8-r") * 20, "not UTF-8"),
        ("a.txt", b"\xff\xfeodd", "marked as utf-16"),
        ("a.html", b"<html><body><nav>Home</nav></body></html>", "no article text"),
        ("a.jsonl", b"not json", "not JSON"),
        ("a.jsonl", b'["a list"]', "not a JSON object but a list"),
        ("a.jsonl", b'{"title": "Only a title"}', "no text"),
        ("a.jsonl", b'{"text": 7}', "no text"),
        ("a.jsonl", b'{"text": "broken \\ud800 half"}', "broken characters"),
        ("a.json", b"{", "not JSON"),
        ("a.json", b"[]", "empty list"),
        ("a.csv", b"date,headline\n2020-01-01,Envoy\n", "no text"),
        ("a.pdf", b"%PDF", "suffix '.pdf' is not read"),
        ("a", b"text", "without suffix"),
        ("a.txt", FRENCH.encode(), "in French, not English"),
        ("a.txt", "Министр встретился с послом и обсудил мост.".encode(), "in Russian, not English"),
        ("a.jsonl", json.dumps({"text": "Hola.", "lang": "es"}).encode(), "in Spanish, not English"),
    ],
)
def test_one_bad_file_is_named_and_the_rest_read(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    bad, good = tmp_path / name, tmp_path / "z.txt"
    bad.write_bytes(content)
    good.write_text(GOOD)
    error, document = documents([bad, good])
    assert isinstance(error, InputError) and isinstance(document, Document)
    assert str(error).startswith(str(bad)) and reason in str(error)
    assert "\n" not in str(error)
    assert document.text == GOOD


def test_a_bad_line_is_named_by_its_number(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "One."}\n\nnonsense\n{"title": "x"}\n{"text": "Two."}\n')
    found = list(documents([path]))
    assert [type(x).__name__ for x in found] == ["Document", "InputError", "InputError", "Document"]
    assert str(found[1]).startswith(f"{path}:3: not JSON")
    assert str(found[2]).startswith(f"{path}:4: no text")


def test_a_missing_path_and_an_empty_folder(tmp_path: Path) -> None:
    missing, empty = documents([tmp_path / "nowhere.txt", tmp_path])
    assert "no such file" in str(missing) and "the folder is empty" in str(empty)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(GOOD)
    path.chmod(0)
    (error,) = documents([path])
    assert "cannot be read (Permission denied)" in str(error)


def test_a_document_met_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    (tmp_path / "b.txt").write_text(GOOD)
    first, second = documents([tmp_path])
    assert isinstance(first, Document) and isinstance(second, InputError)
    assert "b.txt" in str(second) and "a.txt" in str(second)


def test_a_wrong_date_is_named_and_the_document_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": GOOD, "date": "03/04/2021"}))
    warning, document = documents([path])
    assert isinstance(warning, InputError) and "cannot read the date '03/04/2021'" in str(warning)
    assert isinstance(document, Document) and document.published is None


def test_a_file_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 100)
    (tmp_path / "a.txt").write_text("word " * 50)
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": "word " * 500}) + "\n" + json.dumps({"text": GOOD}))
    large, line, document = documents([tmp_path])
    assert "larger than" in str(large) and ":1: longer than" in str(line)
    assert isinstance(document, Document)


@pytest.mark.parametrize(
    "content",
    [
        ("\ufeff" + GOOD).encode(),
        GOOD.encode("utf-16"),
        GOOD.encode(),
    ],
)
def test_encodings_told_by_their_mark(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    (document,) = documents([tmp_path])
    assert isinstance(document, Document) and document.text == GOOD


def test_windows_text_is_read_where_it_is_plainly_that(tmp_path: Path) -> None:
    text = "The envoy said: “We’ve nothing to add” – and left for Orléans, where he was to meet the king’s brother."
    (tmp_path / "a.txt").write_bytes(text.encode("cp1252"))
    (document,) = documents([tmp_path])
    assert isinstance(document, Document) and document.text == text


@pytest.mark.parametrize(
    "text",
    [
        "Moscow, Kiev: no comment.",
        "Nein.",
        "Merkel, Macron, Rutte, Sánchez, Draghi, Orbán, Duda, Costa, Kurz.",
        "THE ENVOY LEFT.",
    ],
)
def test_short_texts_are_not_judged_by_their_language(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, "utf-8")
    (document,) = documents([tmp_path])
    assert isinstance(document, Document)


@pytest.mark.parametrize("label", ["en", "en-US", "EN_gb", "eng", "English", "unknown", "und"])
def test_labels_that_do_not_speak_against_english(tmp_path: Path, label: str) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": GOOD, "language": label}))
    (document,) = documents([tmp_path])
    assert isinstance(document, Document) and document.language == "en"


def test_line_ends_of_other_systems_stay(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Envoy leaves\r\n\r\nThe envoy left\r\non Monday.\r\n")
    (document,) = documents([tmp_path])
    assert isinstance(document, Document)
    assert "\r\n" in document.text
    assert [b.kind for b in document.blocks] == ["headline", "paragraph"]


def test_the_day_given_for_documents_without_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    (tmp_path / "b.txt").write_text(f"Envoy leaves\nMarch 2, 2019\n{GOOD}")
    found = [d.published for d in documents([tmp_path], published=date(2020, 1, 1)) if isinstance(d, Document)]
    assert found == [date(2020, 1, 1), date(2019, 3, 2)]


def test_unknown_metadata_is_refused() -> None:
    with pytest.raises(InputError, match="unknown metadata 'colour'"):
        from_text(GOOD, colour="red")
