"""Standing phrases: invented statements with formulae planted in them, and the command over files and a store."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from dragoman.cli import main
from dragoman.read import from_text
from dragoman.records import Document, Record
from dragoman.series.phrases import Formula, Phrasebook, Statement, Use, phrases
from dragoman.series.phrases_told import told
from dragoman.series.phrases_words import PIECE, known, stem, words
from dragoman.statements import statement
from dragoman.store import Run, Store, identified

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "phrases.yaml").read_text(encoding="utf-8"))
NAMES = [case["name"] for case in CASES]
HALF = 0.5


def run(*args: str) -> Result:
    return CliRunner().invoke(main, ["phrases", *args], catch_exceptions=False)


def statements(case: dict[str, Any]) -> list[Statement]:
    return [
        statement(from_text(s["text"], id=s["id"], issuer=s["issuer"], published=s["published"]))
        for s in case["statements"]
    ]  # fmt: skip


@pytest.fixture(scope="module", params=CASES, ids=NAMES)
def found(request: pytest.FixtureRequest) -> tuple[dict[str, Any], Phrasebook]:
    return request.param, phrases(statements(request.param))


def content(wording: str) -> set[str]:
    return {stem(f[1].lower()) for f in PIECE.finditer(wording) if f[1] and f[1].lower() not in known()["grammar"]}


def alike(one: str, two: str) -> bool:
    a, b = content(one), content(two)
    return len(a & b) >= HALF * min(len(a), len(b))


def found_for(book: Phrasebook, planted: dict[str, Any]) -> list[Formula]:
    return [f for f in book.formulae if alike(f.wording, planted["wording"])]


def name(use: Use) -> str:
    return use.statement.document.id


def test_all_planted_formulae_are_found_and_no_others(found: tuple[dict[str, Any], Phrasebook]) -> None:
    case, book = found
    assert not [p["wording"] for p in case["formulae"] if not found_for(book, p)]
    allowed = [p["wording"] for p in case["formulae"]] + case["lesser"]
    assert not [f.wording for f in book.formulae if not any(alike(f.wording, a) for a in allowed)]


def test_first_and_last_use_are_those_planted(found: tuple[dict[str, Any], Phrasebook]) -> None:
    case, book = found
    for planted in case["formulae"]:
        ends = {(name(f.uses[0]), name(f.uses[-1])) for f in found_for(book, planted)}
        assert (planted["first"], planted["last"]) in ends, planted["wording"]


def test_variants_are_told_apart(found: tuple[dict[str, Any], Phrasebook]) -> None:
    case, book = found
    for planted in case["formulae"]:
        told_ = {v.wording for f in found_for(book, planted) for v in f.variants}
        missed = [v for v in planted.get("variants", []) if not any(v in wording for wording in told_)]
        assert not missed or planted.get("known_miss") == missed, planted["wording"]


def test_who_took_over_whose_wording(found: tuple[dict[str, Any], Phrasebook]) -> None:
    case, book = found
    wanted = {(t["by"], t["in"]) for p in case["formulae"] for t in p.get("taken_over", [])}
    assert {(t.use.statement.issuer, name(t.use)) for f in book.formulae for t in f.takeovers} == wanted


def test_what_the_newest_statement_lacks(found: tuple[dict[str, Any], Phrasebook]) -> None:
    case, book = found
    wanted = {(document, p["wording"]) for p in case["formulae"] for document in p.get("missing", [])}
    named = {(m.newest.document.id, p["wording"]) for m in book.missing for p in case["formulae"]
             if alike(p["wording"], m.formula.wording)}  # fmt: skip
    assert named == wanted
    assert len(book.missing) == len(wanted)


def test_every_use_is_words_of_its_document(found: tuple[dict[str, Any], Phrasebook]) -> None:
    _, book = found
    for use in (use for f in book.formulae for use in f.uses):
        text = use.statement.document.text[use.span.start : use.span.end]
        assert text == text.strip() and text[:1].isalnum() and text[-1:].isalnum()
    for f in book.formulae:
        assert sum(len(v.uses) for v in f.variants) == len(f.uses)


def test_the_order_of_statements_is_of_no_account() -> None:
    given = statements(CASES[0])
    mixed = random.Random(3).sample(given, len(given))
    assert phrases(mixed) == phrases(given)


# ---------------------------------------------------------------- what is no formula


FRAMES = [
    ("of protocol", "The Ministry of Foreign Affairs of the Republic received the delegation of {0}."),
    ("names", "Talks were chaired by Lieutenant General Ibrahim Okonjo Danladi near {0}."),
    ("grammar", "What has been and will be there among them and with {0} is seen."),
    ("publishing", "For immediate release: the spokesperson issued the following statement to the press on {0}."),
    ("figures", "It cost 12.5 to 14.5 or 16.5 by {0}."),
]


@pytest.mark.parametrize(("what", "frame"), FRAMES, ids=[w for w, _ in FRAMES])
def test_what_comes_back_but_is_no_formula(what: str, frame: str) -> None:
    fill = ["Ruritania", "barley", "canoes", "lamplight", "ferries", "quarries"]
    given = [Statement(Document(str(n), frame.format(w)), "M") for n, w in enumerate(fill)]
    assert not phrases(given).formulae


def test_a_formula_needs_enough_statements_and_a_repeat_is_none() -> None:
    texts = [f"{w} need a durable and dignified settlement for islanders." for w in ("Boats", "Nets", "Lamps")]
    given = [Statement(Document(str(n), t), "M") for n, t in enumerate(texts)]
    assert [f.wording for f in phrases(given).formulae] == ["need a durable and dignified settlement for islanders"]
    assert not phrases(given[:2]).formulae
    assert not phrases([given[0], *(Statement(Document(c, texts[0]), "M") for c in "abc")]).formulae
    assert [len(f.uses) for f in phrases(given[:2], least=2).formulae] == [2]


SLOTS = [
    ("a word put in", "long-term, mutually beneficial {} partnership", ["security", "economic", "energy", "trade"]),
    ("a word or none", "long-term, mutually beneficial {} partnership", ["security", "", "energy", "trade"]),
    (
        "two words",
        "reaffirmed the unwavering commitment to {} sovereign independence",
        ["its", "Moldova's full", "", "our own"],
    ),
]


@pytest.mark.parametrize(("what", "frame", "fill"), SLOTS, ids=[s[0] for s in SLOTS])
def test_a_formula_with_a_slot_is_one_formula(what: str, frame: str, fill: list[str]) -> None:
    given = [Statement(Document(str(n), f"{['Boats', 'Nets', 'Lamps', 'Kites'][n]} {frame.format(w)}."), "M")
             for n, w in enumerate(fill)]  # fmt: skip
    (formula,) = phrases(given).formulae
    assert len(formula.uses) == 4
    assert [content(frame.format("")) <= content(v.wording) for v in formula.variants]


def dated(*rows: tuple[str, str | None, str]) -> list[Statement]:
    """Statements of (issuer, day, text)."""
    numbers = count()
    return [Statement(Document(f"d{next(numbers)}", text, published=date.fromisoformat(day) if day else None), who)
            for who, day, text in rows]  # fmt: skip


WORDS = "the durable and dignified settlement"


def test_nobody_takes_over_what_was_said_on_the_same_day_or_on_no_day() -> None:
    rows = [("A", f"2020-0{n}-01", f"{w} serve {WORDS}.") for n, w in enumerate(("Boats", "Nets", "Lamps"), 1)]
    for day, taken in (("2020-01-01", 0), ("2020-01-02", 1), (None, 0)):
        (formula,) = phrases(dated(*rows, ("B", day, f"Kites follow {WORDS}."))).formulae
        assert len(formula.takeovers) == taken, day


def test_a_phrase_that_stood_long_ago_or_stands_elsewhere_that_day_is_not_missing() -> None:
    old = [("A", f"2001-0{n}-01", f"{w} serve {WORDS}.") for n, w in enumerate(("Boats", "Nets", "Lamps"), 1)]
    later = [("A", f"2010-{n:02}-01", f"{w} were counted.") for n, w in enumerate(["Sheep", "Goats", "Mules", "Hens",
              "Ducks", "Crows", "Bees", "Moths"], 1)]  # fmt: skip
    newest = ("A", "2011-01-01", "Snails were counted.")
    assert [m.before for m in phrases(dated(*old, newest)).missing] == [3]
    assert not phrases(dated(*old, *later, newest)).missing
    assert not phrases(dated(*old, newest, ("A", "2011-01-01", f"Ants serve {WORDS}."))).missing


def test_the_nearest_words_of_the_newest_are_told() -> None:
    old = [
        ("A", f"2001-0{n}-01", f"{w} serve {WORDS} of grievances.") for n, w in enumerate(("Boats", "Nets", "Lamps"), 1)
    ]
    (missing,) = phrases(dated(*old, ("A", "2002-01-01", "Kites serve the settlement of grievances."))).missing
    assert missing.instead and missing.instead.wording == "serve the settlement of grievances"


# ---------------------------------------------------------------- words


STEMS = [
    ("reaffirmed", "reaffirms"), ("reaffirming", "reaffirm"), ("parties", "party"), ("defence", "defense"),
    ("stabilisation", "stabilization"), ("welcomed", "welcome"), ("planned", "plans"), ("neighbours", "neighbor"),
    ("recognises", "recognizing"), ("U.S.".lower(), "us"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "two"), STEMS)
def test_words_that_are_one(one: str, two: str) -> None:
    assert stem(one) == stem(two)


@pytest.mark.parametrize(("one", "two"), [("peace", "peach"), ("unite", "unity"), ("1701", "1559")])
def test_words_that_are_two(one: str, two: str) -> None:
    assert stem(one) != stem(two)


def test_where_words_stand_and_which_are_neighbours() -> None:
    text = "Mr. Ruiz spoke of peace; trade grew.\n\nPeace <b>first</b>"
    told_ = words([text, "trade"])
    assert [text[s:e] for s, e in zip(told_.start[:-1].tolist(), told_.end[:-1].tolist(), strict=True)] == [
        "Mr", "Ruiz", "spoke", "peace", "trade", "grew", "Peace", "first",
    ]  # fmt: skip
    assert told_.linked.tolist() == [True, True, True, False, True, False, False, False, False]
    assert told_.document.tolist() == [0] * 8 + [1]


# ---------------------------------------------------------------- the command


def file_of(case: dict[str, Any], folder: Path) -> str:
    path = folder / "statements.jsonl"
    path.write_text("".join(json.dumps({**s, "published": str(s["published"])}) + "\n" for s in case["statements"]))
    return str(path)


def test_files_and_a_store_give_the_same(tmp_path: Path) -> None:
    path = file_of(CASES[0], tmp_path)
    db = str(tmp_path / "s.db")
    with Store(db, create=True) as store:
        given = [identified(s.document) for s in statements(CASES[0])]
        store.put([(Record(document, ()), own) for document, own in given], Run("1", "", "", "", "", ""))
    of_files = [json.loads(line) for line in run(path, "--format", "jsonl").output.splitlines()]
    of_store = [json.loads(line) for line in run("--db", db, "--format", "jsonl").output.splitlines()]
    assert [f["formula"] for f in of_files] == [f["formula"] for f in of_store]
    assert len(of_files) == len(CASES[0]["formulae"])
    use = of_files[0]["variants"][0]["uses"][0]
    assert use["document"] == "g1" and use["counterpart"] == "TGO" and use["published"] == "2009-02-11"


ASKED = [
    (("--issuer", "Togo"), {"Ministry of Foreign Affairs of Togo"}, 6),
    (("--issuer", "TGO"), {"Ministry of Foreign Affairs of Togo"}, 6),
    (("--dyad", "GHA-CIV"), {"Ministry of Foreign Affairs of Ghana"}, 6),
    (("--dyad", "GHA>TGO"), {"Ministry of Foreign Affairs of Ghana"}, 8),
    (("--dyad", "TGO>*"), {"Ministry of Foreign Affairs of Togo"}, 6),
    (("--dyad", "GHA-TGO"), {"Ministry of Foreign Affairs of Ghana", "Ministry of Foreign Affairs of Togo"}, 14),
    (("--published", "2014"), {"Ministry of Foreign Affairs of Ghana", "Ministry of Foreign Affairs of Togo"}, 3),
]


@pytest.mark.parametrize(("asked", "issuers", "number"), ASKED, ids=[" ".join(a[0]) for a in ASKED])
def test_which_statements_are_asked_for(asked: tuple[str, ...], issuers: set[str], number: int, tmp_path: Path) -> None:
    line = run(file_of(CASES[0], tmp_path), *asked).output.splitlines()[1]
    assert line.startswith(f"{number} statements: ")
    assert {
        i for i in ("Ministry of Foreign Affairs of Ghana", "Ministry of Foreign Affairs of Togo") if i in line
    } == issuers


def test_the_report_leads_back_to_the_words(tmp_path: Path) -> None:
    target = tmp_path / "report.md"
    assert run(file_of(CASES[0], tmp_path), "--md", str(target)).output == ""
    page = target.read_text(encoding="utf-8")
    assert (
        "## Missing from the newest statement" in page
        and "Taken over by **Ministry of Foreign Affairs of Togo**" in page
    )
    assert "2463 days" in page or "days after Ministry of Foreign Affairs of Ghana" in page
    assert "brotherly and time-honoured ties of friendship and good neighbourliness" in page


def test_a_report_shows_no_more_than_asked_and_says_so() -> None:
    book = phrases(statements(CASES[0]))
    shown = told(book, 1)
    assert [s.heading for s in shown.sections if s.level == 2] == [book.formulae[0].wording]
    assert any("4 formulae more" in run_.text for note in shown.notes for run_ in note)


BAD = [
    (("nowhere.txt",), 1, "there is no such file"),
    (("--db", "nowhere.db"), 1, "nowhere.db"),
    (("{file}", "--issuer", "Narnia"), 1, "no official text is left"),
    (("{file}", "--dyad", "GHA"), 1, "not two countries"),
    (("{file}", "--published", "lately"), 1, "no day, month or year"),
    (("{file}", "--url", "?type=AGREE"), 1, "give neither files"),
    (("{empty}",), 1, "empty"),
    (("{french}",), 1, "French"),
    (("{file}", "--least", "1"), 2, "--least"),
]


@pytest.mark.parametrize(("args", "status", "message"), BAD, ids=[m for _, _, m in BAD])
def test_bad_input_is_named(args: tuple[str, ...], status: int, message: str, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text(" \n")
    french = (
        "Le ministre des affaires étrangères a reçu son homologue pour évoquer la coopération entre les deux pays. " * 6
    )
    (tmp_path / "french.txt").write_text(french, encoding="utf-8")
    places = {"file": file_of(CASES[0], tmp_path), "empty": tmp_path / "empty.txt", "french": tmp_path / "french.txt"}
    done = run(*(a.format(**places) for a in args))
    assert done.exit_code == status
    assert message in done.output


def test_a_file_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    done = run(file_of(CASES[0], tmp_path), str(tmp_path / "nowhere.txt"))
    assert done.exit_code == 1
    assert "there is no such file" in done.output and "Formulae" in done.output


def test_nothing_that_comes_back_is_said(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("The Minister counted boats, nets and lamps in the harbour of a small island.")
    assert "No sequence of words comes back" in run(str(tmp_path / "one.txt")).output


def test_many_statements_at_a_time() -> None:
    """Enough of them that what is kept by number would overflow if numbers were small."""
    first = date(2000, 1, 1)
    chance = random.Random(5)
    nouns = ["boats", "nets", "lamps", "kites", "mules", "crows", "wells", "maps"]
    given = [
        Statement(Document(str(n), f"{' '.join(chance.choices(nouns, k=12))} under a solemn and irrevocable pledge {n}.",
                           published=first + timedelta(n)), f"issuer {n % 7}")
        for n in range(700)
    ]  # fmt: skip
    assert any(len(f.uses) == 700 for f in phrases(given).formulae)
