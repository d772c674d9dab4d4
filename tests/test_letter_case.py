"""Texts in capitals are read as they would usually be written, letter for letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dragoman
from dragoman.letter_case import recased

CASES = [  # given, expected, why
    ("THE COLOMBIAN POLICE REPORTED TODAY THAT REBELS ATTACKED A BRIDGE.", "The Colombian police reported today that rebels attacked a bridge.", "peoples are names"),
    ("GUNMEN KILLED A JUDGE IN BOGOTA ON 19 MARCH. THE ARMY CONDEMNED IT.", "Gunmen killed a judge in Bogota on 19 March. The army condemned it.", "a month behind a number; a new sentence"),
    ("TROOPS WILL MARCH TO ZARATE WILLKA AND THE UN AND NATO KNOW IT", "Troops will march to Zarate Willka and the UN and NATO know it", "unknown words are names; known abbreviations stay"),
    ("Police ARRESTED the man in ROME", "Police ARRESTED the man in ROME", "not in capitals as a whole"),
    ("NATO SUMMIT", "NATO SUMMIT", "too short to tell"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "why"), CASES)
def test_recased(text: str, expected: str, why: str) -> None:
    assert recased(text) == expected, why


@given(st.text(max_size=200))
def test_the_length_stays(text: str) -> None:
    assert len(recased(text)) == len(text)
    assert len(recased(text.upper())) == len(text.upper())


def test_a_text_in_capitals_is_coded_like_any_other() -> None:
    text = "GUNMEN KIDNAPPED THREE ENGINEERS NEAR CALI ON MONDAY, THE COLOMBIAN ARMY SAID. THE PRESIDENT CONDEMNED THE KIDNAPPING."
    record = dragoman.code_document(dragoman.from_text(text, published="1989-09-20"))
    first = record.claims[0]
    assert (first.type, first.mode, first.status) == ("ASSAULT", "abduct", "actual")
    assert [m.value.text for m in first.recipients] == ["ENGINEERS"] or "ENGINEERS" in first.recipients[0].value.text
    assert all(text[c.trigger.start : c.trigger.end].isupper() for c in record.claims)
