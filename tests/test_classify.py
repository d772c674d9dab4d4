"""The trained model: how passages are cut for it, what its files must be, and how it and the lexicon decide together."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import dragoman
from dragoman.cli import main
from dragoman.errors import InputError
from dragoman.find import classify, lexicon
from dragoman.find.weigh import weighed
from dragoman.pieces import MOST, pieces, vocabulary
from dragoman.records import How, Mention, Slot, Span

KNOWN = vocabulary(classify.FOLDER / "vocab.txt")
NAMES = {i: piece for piece, i in KNOWN.items()}


@pytest.fixture(autouse=True)
def _own_environment() -> Iterator[None]:
    """Commands put the user's files to use in the environment; each test begins with the one before."""
    before = {name: os.environ.pop(name, None) for name in ("DRAGOMAN_MODEL", "DRAGOMAN_LEXICON")}
    yield
    for name, value in before.items():
        os.environ.pop(name, None)
        if value is not None:
            os.environ[name] = value


def span(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


# ---------------------------------------------------------------- pieces

CUT = [
    ("Peru thanked Chile.", "[CLS] peru thanked chile . [SEP]", "lower case, the full stop apart"),
    ("Curaçao’s envoys", "[CLS] cu ##rac ##ao ’ s envoy ##s [SEP]", "accents folded, rare words in pieces"),
    ("", "[CLS] [SEP]", "an empty passage"),
    ("Łódź 東", "[CLS] łodz 東 [SEP]", "a letter that does not fold, one of another script"),
]


@pytest.mark.parametrize(("text", "expected", "why"), CUT)
def test_passages_are_cut_into_word_pieces(text: str, expected: str, why: str) -> None:
    found = pieces(text, (), (), (), KNOWN)
    assert " ".join(NAMES[i] for i in found.ids) == expected, why


def test_parties_are_marked_and_each_trigger_has_its_own_focus() -> None:
    text = "Peru thanked Chile and condemned the raid."
    found = pieces(
        text, [span(text, "thanked"), span(text, "condemned")], [span(text, "Peru")], [span(text, "Chile")], KNOWN
    )
    names = [NAMES[i] for i in found.ids]
    assert " ".join(names[:9]) == "[CLS] ‡ peru ‡ thanked § chile § and"
    assert [[names[k] for k, w in enumerate(row) if w] for row in found.focus] == [["thanked"], ["condemned"]]


def test_a_long_passage_keeps_its_trigger() -> None:
    text = "word " * 400 + "they shelled the port " + "word " * 400
    found = pieces(text, [span(text, "shelled")], (), (), KNOWN)
    assert len(found.ids) <= MOST + 2
    assert any(found.focus[0]) and sum(found.focus[0]) < 5


# ---------------------------------------------------------------- the model's files


def test_the_answer_for_a_trigger_does_not_depend_on_the_others_of_its_passage() -> None:
    model = classify.load()
    assert model is not None
    text = "Peru thanked Chile, and rebels torched a bridge near Lima while the minister visited Quito."
    spans = [span(text, w) for w in ("thanked", "torched", "visited")]
    together = model.deeds(text, spans)
    alone = [model.deeds(text, [s])[0] for s in spans]
    assert [v.act for v in together] == [v.act for v in alone]
    assert sum(together[0].act.values()) == pytest.approx(1)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    shutil.copytree(classify.FOLDER, tmp_path / "model")
    return tmp_path / "model"


def damage(folder: Path, what: str) -> None:
    told = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    match what:
        case "missing":
            (folder / "vocab.txt").unlink()
        case "cut":
            raw = (folder / "encoder.onnx").read_bytes()
            (folder / "encoder.onnx").write_bytes(raw[: len(raw) // 2])
        case "json":
            (folder / "model.json").write_text("{", encoding="utf-8")
        case "answers":
            del told["answers"]
            (folder / "model.json").write_text(json.dumps(told), encoding="utf-8")


@pytest.mark.parametrize(
    ("what", "words"),
    [("missing", "lacks vocab.txt"), ("cut", "is damaged"), ("json", "is damaged"), ("answers", "is damaged")],
)
def test_a_damaged_model_is_told_before_anything_is_coded(copied: Path, what: str, words: str) -> None:
    damage(copied, what)
    with pytest.raises(InputError, match=words) as told:
        classify.load(copied)
    assert str(copied) in str(told.value)
    done = CliRunner().invoke(main, ["code", "samples/flash.txt", "--model", str(copied)])
    assert done.exit_code != 0 and words in done.output and "What happened" not in done.output


def test_without_a_model_the_lexicon_decides_alone_and_says_so(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["code", "samples/flash.txt", "--model", "none"])
    assert done.exit_code == 0
    assert "the lexicon decides alone" in done.stderr
    assert "Expulsion" in done.output
    assert classify.load(tmp_path) is None


# ---------------------------------------------------------------- lexicon and model together


def verdict(**shares: float) -> classify.Verdict:
    names = ("NONE", "AGREE", "CONSULT", "ASSAULT", "COERCE")
    rest = (1 - sum(shares.values())) / (len(names) - len(shares))
    act = {name: shares.get(name, rest) for name in names}
    return classify.Verdict(act, act, {"": 0.1, "COERCE/seize": 0.8, "COERCE/arrest": 0.1})


def told(act: str, score: float = 0.8) -> Mention:
    at = Span(5, 10)
    slot = Slot(Span(0, 4), 0, "subject")
    return Mention(0, at, at, act, None, "x/1", False, (slot,), (), (), How(), score=score, why="“x”")


TOGETHER = [
    ("ASSAULT", 0, verdict(ASSAULT=0.9), ("ASSAULT", 0.8), "both say so"),
    ("ASSAULT", 0, verdict(NONE=0.97), ("ASSAULT", 0.48), "the model reads no event: weaker"),
    ("ASSAULT", 0, verdict(COERCE=0.97), ("COERCE", 0.8), "a bare word, another deed surely: the model's"),
    ("ASSAULT", 4, verdict(COERCE=0.97), ("ASSAULT", 0.8), "a sense that asks for much: the lexicon's"),
    ("ASSAULT", 0, verdict(COERCE=0.5), ("ASSAULT", 0.8), "the model is not sure: the lexicon's"),
    ("UNLISTED", 0, verdict(COERCE=0.97), ("COERCE", 0.679), "no sense, the model is sure"),
    ("UNLISTED", 0, verdict(COERCE=0.6), None, "no sense, the model is not sure"),
    ("UNLISTED", 0, verdict(NONE=0.97), None, "no sense and no event"),
]


@pytest.mark.parametrize(("act", "constraints", "read", "expected", "why"), TOGETHER)
def test_lexicon_and_model_decide_together(
    act: str, constraints: int, read: classify.Verdict, expected: tuple[str, float] | None, why: str
) -> None:
    kept = weighed(told(act), read, constraints)
    assert (None if kept is None else (kept.act, round(kept.score, 3))) == expected, why


def test_a_mode_that_the_lexicon_leaves_open_is_the_models() -> None:
    kept = weighed(told("COERCE"), verdict(COERCE=0.9), 0)
    assert kept is not None and kept.mode == "seize"


# ---------------------------------------------------------------- the user's own lexicon


def written(tmp_path: Path, words: str) -> Path:
    path = tmp_path / "own.yaml"
    path.write_text(words, encoding="utf-8")
    return path


def test_a_users_sense_goes_before_ours(tmp_path: Path) -> None:
    own = written(
        tmp_path, "type: SANCTION\nsenses:\n  - {verb: shun, mode: discontinue}\n  - {verb: praise, type: NONE}\n"
    )
    text = tmp_path / "text.txt"
    text.write_text("Ruritania's foreign ministry praised Peru. Chile shunned Bolivia.", encoding="utf-8")
    plain = CliRunner().invoke(main, ["code", str(text), "--format", "csv"])
    done = CliRunner().invoke(main, ["code", str(text), "--format", "csv", "--lexicon", str(own)])
    assert "SUPPORT" in plain.output and "discontinue" not in plain.output
    assert "SANCTION" in done.output and "discontinue" in done.output and "SUPPORT" not in done.output


BAD = [
    ("type: SANCTION\nsenses:\n  - {verb: shun, mood: x}\n", "unknown field mood", "a field that there is not"),
    ("type: SANCTON\nsenses:\n  - {verb: shun}\n", "has the type 'SANCTON'", "a type that there is not"),
    ("senses:\n  - {verb: shun}\n", "has the type 'of none'", "no type at all"),
    ("type: SANCTION\nsenses:\n  - {verb: shun, mode: arrest}\n", "has the mode 'arrest'", "a mode of another type"),
    ("type: SANCTION\nsenses:\n  - shun\n", "is not fields in braces", "a line that is no sense"),
    ("type: SANCTION\nsenses:\n  - {verb: shun, score: high}\n", "no number from 0 to 1", "a score that is none"),
    ("type: [\n", "not valid YAML", "no YAML"),
]


@pytest.mark.parametrize(("words", "expected", "why"), BAD)
def test_a_lexicon_that_cannot_be_understood_ends_the_run_first(
    tmp_path: Path, words: str, expected: str, why: str
) -> None:
    own = written(tmp_path, words)
    with pytest.raises(InputError, match=expected):
        lexicon.load(own=own)
    done = CliRunner().invoke(main, ["code", "samples/flash.txt", "--lexicon", str(own)])
    assert done.exit_code != 0 and "What happened" not in done.output, why
    assert " ".join(expected.split()) in " ".join(done.output.split())


def test_a_lexicon_that_is_not_there_is_wrong_usage() -> None:
    done = CliRunner().invoke(main, ["code", "samples/flash.txt", "--lexicon", "nowhere.yaml"])
    assert done.exit_code == 2 and "there is no file nowhere.yaml" in done.output


def test_a_given_pair_is_read_by_the_model() -> None:
    text = "Peru thanked Chile for its help."
    found = dragoman.dealing(text, span(text, "Peru"), span(text, "Chile"))
    assert found.value == "SUPPORT" and 0.5 < found.score <= 1
