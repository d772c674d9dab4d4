"""The labelled set of our own is what its source gives, and its scorer counts as it says."""

import copy
import importlib.util
import json
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).resolve().parents[1] / "bench"


def load(path):
    spec = importlib.util.spec_from_file_location(path.stem + "_under_test", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


build = load(BENCH / "authored" / "build.py")
scorer = load(BENCH / "score_record.py")
GOLD = scorer.read(str(BENCH / "authored" / "record.jsonl"))


def test_files_are_what_the_source_gives():
    for path, content in build.outputs():
        assert path.read_text(encoding="utf-8") == content


def test_missing_quote_is_named():
    with pytest.raises(build.BuildError, match="'a quote' not found"):
        build.find("a text without it", "a quote")


def test_blank_in_a_quote_stands_for_a_line_break():
    assert build.find("they met\nin Rome", "met in Rome") == [5, 16]


def test_gold_scores_full_marks_against_itself():
    out = scorer.score(GOLD, {r["id"]: r["gold"]["claims"] for r in GOLD})
    assert out["claims"] == {"P": 100.0, "R": 100.0, "F1": 100.0}
    assert all(out[slot] == 100.0 for slot in scorer.SLOTS)
    assert out["no_event_claims"] == 0


CLAIM = {"event": "a", "type": "ACCUSE", "actors": [{"text": "Peru", "country": "PER"}], "recipients": [],
         "claimant": {"text": None, "own_voice": True}, "status": "actual", "date": None, "place": None,
         "trigger": [5, 12], "evidence": [0, 30]}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "wrong", "why"),
    [
        ({"claimant": None}, None, "no claimant is the document's own voice"),
        ({"status": "denied"}, "status", "status is judged by its word"),
        ({"actors": []}, "actor_country", "a missing actor is wrong"),
        ({"date": ["2004-05-03", "2004-05-03"]}, None, "a day of the week before is no error where the text has none"),
        ({"date": ["2003-05-03", "2003-05-03"]}, "date", "another year's is"),
        ({"claimant": {"text": "Lima", "country": "PER"}}, "claimant", "a named voice is not the document's own"),
    ],
)
def test_slots(change, wrong, why):
    row = {"id": "x", "date": "2004-05-05", "gold": {"claims": [CLAIM]}}
    out = scorer.score([row], {"x": [copy.deepcopy(CLAIM) | change]})
    assert [slot for slot in scorer.SLOTS if out[slot] == 0.0] == ([wrong] if wrong else []), why


@pytest.mark.parametrize(
    ("gold", "pred", "p", "r", "why"),
    [
        ([CLAIM], [], None, 0.0, "nothing found"),
        ([CLAIM], [CLAIM | {"type": "REJECT"}], 0.0, 0.0, "another type is another claim"),
        ([CLAIM], [CLAIM, CLAIM], 50.0, 100.0, "one to one"),
        ([CLAIM | {"doubt": True}], [CLAIM], None, None, "a doubtful claim is neither found nor false"),
        ([], [CLAIM], 0.0, None, "nothing to find"),
    ],
)
def test_pairs(gold, pred, p, r, why):
    out = scorer.score([{"id": "x", "date": None, "gold": {"claims": gold}}], {"x": pred})
    assert (out["claims"]["P"], out["claims"]["R"]) == (p, r), why


def test_json_round_trip():
    assert json.loads(json.dumps(GOLD)) == GOLD
