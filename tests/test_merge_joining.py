"""Groups from judgements: what people said goes first, whatever the machine's chains and the order of arrival."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.merge.joining import MACHINE, groups
from dragoman.records import Judgement

IDS = "abcdefgh"


def said(left: str, right: str, score: float, by: str = MACHINE) -> Judgement:
    return Judgement(left, right, score >= 0.5, score, by, "")


def grouped(*judgements: Judgement) -> list[str]:
    found = groups(IDS, judgements)
    return sorted("".join(i for i in IDS if found[i] == name) for name in set(found.values()))


JUDGEMENTS = st.lists(
    st.builds(
        said,
        st.sampled_from(IDS),
        st.sampled_from(IDS),
        st.floats(0, 1).map(lambda x: round(x, 3)),
        st.sampled_from([MACHINE, MACHINE, MACHINE, "ada", "eva"]),
    ),
    max_size=30,
)


@given(JUDGEMENTS)
def test_two_that_a_person_told_apart_are_never_together(judgements: list[Judgement]) -> None:
    found = groups(IDS, judgements)
    for j in judgements:
        if j.by != MACHINE and not j.same and j.left != j.right:
            assert found[j.left] != found[j.right]


@given(JUDGEMENTS)
def test_two_that_a_person_put_together_are_so_unless_people_tell_apart(judgements: list[Judgement]) -> None:
    found = groups(IDS, judgements)
    nobody_tells_apart = all(j.same for j in judgements if j.by != MACHINE)
    for j in judgements:
        if j.by != MACHINE and j.same and nobody_tells_apart:
            assert found[j.left] == found[j.right]


@given(JUDGEMENTS, st.randoms(use_true_random=False))
def test_neither_order_nor_direction_matters(judgements: list[Judgement], dice: random.Random) -> None:
    once = groups(IDS, judgements)
    turned = [said(j.right, j.left, j.score, j.by) for j in judgements]
    dice.shuffle(turned)
    ids = list(IDS)
    dice.shuffle(ids)
    assert groups(ids, turned) == once


@given(JUDGEMENTS)
def test_a_group_is_named_after_its_smallest_member(judgements: list[Judgement]) -> None:
    found = groups(IDS, judgements)
    for name in set(found.values()):
        assert name == min(i for i in IDS if found[i] == name)


CASES = [
    ((), ["a", "b", "c", "d", "e", "f", "g", "h"]),
    ((said("a", "b", 0.9),), ["ab", "c", "d", "e", "f", "g", "h"]),
    ((said("a", "b", 0.9), said("b", "c", 0.9)), ["abc", "d", "e", "f", "g", "h"]),
    ((said("a", "b", 0.9), said("b", "c", 0.9), said("a", "c", 0.0, "eva")), ["ab", "c", "d", "e", "f", "g", "h"]),
    ((said("a", "b", 0.9), said("b", "c", 0.6), said("a", "c", 0.01)), ["ab", "c", "d", "e", "f", "g", "h"]),
    ((said("a", "b", 0.01), said("a", "b", 1.0, "eva")), ["ab", "c", "d", "e", "f", "g", "h"]),
    ((said("a", "b", 0.99), said("a", "b", 0.0, "eva"), said("a", "b", 1.0, "ada")),
     ["a", "b", "c", "d", "e", "f", "g", "h"]),
    ((said("a", "x", 0.9), said("x", "b", 0.9)), ["a", "b", "c", "d", "e", "f", "g", "h"]),
]  # fmt: skip


@pytest.mark.parametrize(("judgements", "expected"), CASES)
def test_groups(judgements: tuple[Judgement, ...], expected: list[str]) -> None:
    assert grouped(*judgements) == expected


def test_a_long_chain_of_the_machine_does_not_defeat_one_word_of_a_person() -> None:
    chain = [said(a, b, 0.999) for a, b in pairwise(IDS)]
    assert grouped(*chain) == [IDS]
    found = groups(IDS, [*chain, said("a", "h", 0.0, "eva")])
    assert found["a"] != found["h"] and len(set(found.values())) == 2
