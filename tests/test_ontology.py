"""The ontology file against the codebook's facts."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import InputError
from dragoman.ontology import load


def test_all_types_and_modes() -> None:
    o = load()
    assert len(o.types) == 16
    assert sum(len(t.modes) for t in o.types.values()) == 67
    assert len(o.contexts) == 37


@pytest.mark.parametrize(
    ("kind", "mode", "quad", "scale", "why"),
    [
        ("CONSULT", "visit", 1, 4, "a visit counts more than a meeting"),
        ("CONSULT", None, 1, 2.5, "the type's own score"),
        ("AID", None, 2, 10, "the top of the scale"),
        ("SANCTION", "expel", 4, -5.5, "material conflict by rule 14"),
        ("ACCUSE", None, 3, -3, "the draft prints 3 without its sign"),
        ("REJECT", "assist", 3, -1.5, "the second score of the shared row"),
        ("REQUEST", "assist", 3, 0.5, "the first score of the shared row"),
        ("PROTEST", "vandalize", 4, -5, "no score printed"),
        ("ASSAULT", "unconventional", 4, -10, "the bottom of the scale"),
    ],
)
def test_scores(kind: str, mode: str | None, quad: int, scale: float, why: str) -> None:
    o = load()
    assert (o.types[kind].quad, o.scale(kind, mode)) == (quad, scale), why


@pytest.mark.parametrize(
    ("code", "expected", "why"),
    [
        ("163", ("SANCTION", "discontinue"), "the codebook wins over the crosswalk's COERCE"),
        ("0871", ("CONCEDE", None), "a declared ceasefire is not yet observed"),
        ("042", ("CONSULT", "visit"), "as in the crosswalk"),
        ("111", ("ACCUSE", "disapprove"), "as in the crosswalk"),
    ],
)
def test_cameo_codes(code: str, expected: tuple[str, str | None], why: str) -> None:
    assert load().cameo[code] == expected, why


def test_every_cameo_code_names_a_type_and_mode_that_exist() -> None:
    o = load()
    for code, (kind, mode) in o.cameo.items():
        assert mode is None or mode in o.types[kind].modes, code


def test_an_ontology_that_cannot_be_read_names_its_file(tmp_path: Path) -> None:
    broken = tmp_path / "mine.yaml"
    broken.write_text("types: {MEET: {quad: 1}}", encoding="utf-8")
    with pytest.raises(InputError, match=r"mine\.yaml"):
        load(broken)
