"""Passages that mean the same lie nearer to each other than to others."""

import numpy as np
import pytest

from dragoman.meaning import WIDTH, vectors

CASES = [  # said, the same in other words, another thing in similar words
    ("The ministers discussed trade and investment.", "The two sides talked about commerce and investment.", "The ministers discussed the release of prisoners."),
    ("Both armies agreed to withdraw from the ridge.", "The two militaries will pull back from the heights.", "Both armies agreed to hold a joint exercise."),
    ("The ambassador was summoned over the raid.", "The ministry called in the envoy to protest at the raid.", "The ambassador was given a dinner at the ministry."),
]  # fmt: skip


@pytest.mark.parametrize(("said", "same", "other"), CASES)
def test_the_same_in_other_words_is_nearest(said: str, same: str, other: str) -> None:
    own = vectors([said, same, other])
    assert own[0] @ own[1] > own[0] @ own[2]


def test_a_vector_has_length_one_and_no_neighbour_changes_it() -> None:
    together = vectors([row for case in (CASES[0], CASES[2]) for row in case])
    assert together.shape == (6, WIDTH)
    assert np.allclose((together**2).sum(1), 1.0, atol=1e-5)
    assert np.array_equal(together[4], vectors([CASES[2][1]])[0])


def test_nothing_and_signs_alone_have_a_vector_too() -> None:
    assert vectors([]).shape == (0, WIDTH)
    assert np.isfinite(vectors(["", "§§ –", "x" * 4000])).all()
