"""Graded cues: which word stands above which, and what a sentence's own word is."""

from __future__ import annotations

from importlib import resources

import pytest
import yaml

from dragoman.ladder import compare, rungs, rungs_of
from dragoman.parse import parse
from dragoman.records import Block, Document, Span

ORDERED = [
    ("discuss", "raise", "given order"),
    ("raise", "urge", "given order"),
    ("urge", "demand", "given order"),
    ("demand", "threaten", "PLOVER's scores"),
    ("note", "discuss", "our choice"),
    ("cordial", "constructive", "given order"),
    ("constructive", "candid", "given order"),
    ("reaffirm", "intend", "given order"),
    ("intend", "agree", "given order"),
    ("agree", "undertake", "given order"),
    ("welcome", "praise", "our choice below CAMEO's praise"),
    ("regret", "condemn", "our choice"),
    ("criticise", "accuse", "CAMEO 111 before 112"),
]


@pytest.mark.parametrize(("weaker", "stronger", "why"), ORDERED)
def test_order(weaker: str, stronger: str, why: str) -> None:
    low, high = compare(weaker, stronger), compare(stronger, weaker)
    assert low is not None and high is not None, why
    assert low < 0 < high, why


def test_words_of_different_ladders_have_no_order() -> None:
    assert compare("urge", "cordial") is None
    assert compare("urge", "nonsense") is None
    assert rungs_of("nonsense") == ()


IN_SENTENCES = [
    ("Kenya called for talks.", "called", "call for", "press", "with its preposition"),
    ("Kenya urged Uganda to leave.", "urged", "urge", "press", "plain verb"),
    ("Kenya took note of the verdict.", "took", "take note", "press", "verb and noun"),
    ("Kenya expressed concern about the verdict.", "expressed", "concern", "blame", "the noun of a light verb"),
    ("The two sides reaffirmed their alliance.", "reaffirmed", "reaffirm", "undertake", "said again"),
    ("The envoys had a candid talk.", "candid", "candid", "atmosphere", "adjective"),
    ("Kenya expressed its thanks.", "expressed", "thank", "welcome", "the noun of a light verb"),
    ("Kenya expressed its view.", "expressed", "express", "press", "no noun of a ladder"),
]


@pytest.mark.parametrize(("text", "word", "cue", "ladder", "why"), IN_SENTENCES)
def test_cue_in_a_sentence(text: str, word: str, cue: str, ladder: str, why: str) -> None:
    sentence = parse(Document(id="test", text=text, blocks=(Block("paragraph", Span(0, len(text))),)))[0]
    i = next(t.i for t in sentence.tokens if t.text == word)
    found = [(r.cue, r.ladder) for r in rungs(sentence, i)]
    assert (cue, ladder) in found, why
    assert all(1 <= r.rung <= r.height and r.why for r in rungs(sentence, i))


def test_every_rung_says_whose_order_it_is() -> None:
    text = resources.files("dragoman").joinpath("data/ladder.yaml").read_text(encoding="utf-8")
    for name, ladder in yaml.safe_load(text)["ladders"].items():
        words = [w for rung in ladder["rungs"] for w in rung["words"]]
        assert all(isinstance(w, str) for w in words), name
        assert len(words) == len(set(words)), f"{name} has a word twice"
        assert {r["source"] for r in ladder["rungs"]} <= {"design", "codebook", "crosswalk", "own"}, name
