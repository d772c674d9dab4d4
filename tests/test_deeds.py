"""Passages written by another hand than the lexicon, the rules and the training corpus, and frozen before they were
read: what deed each tells of, in which mode and contexts, and 270 that tell of none.

Shares may only rise. `python bench/deeds.py` prints them with every miss.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from bench import deeds

FLOORS = json.loads((Path(__file__).parent.parent / "bench" / "floors.json").read_text(encoding="utf-8"))["deeds"]
FROZEN = "247f1acbce6119c6b3022d34ff3e39ed"


def test_the_table_is_the_frozen_one() -> None:
    assert hashlib.md5(deeds.TABLE.read_bytes()).hexdigest() == FROZEN


@pytest.fixture(scope="module")
def figures() -> dict[str, float]:
    return deeds.figures(deeds.coded(deeds.read()))


@pytest.mark.parametrize("name", sorted(FLOORS["at least"]))
def test_shares_reach_their_floors(figures: dict[str, float], name: str) -> None:
    assert figures[name] >= FLOORS["at least"][name]


@pytest.mark.parametrize("name", sorted(FLOORS["at most"]))
def test_alarms_stay_below_their_ceilings(figures: dict[str, float], name: str) -> None:
    assert figures[name] <= FLOORS["at most"][name]
