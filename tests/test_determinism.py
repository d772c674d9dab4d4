"""The same input gives the same bytes, whatever the order of the documents or the number of workers."""

from __future__ import annotations

import random
from dataclasses import asdict
from pathlib import Path

import dragoman
from dragoman import merge
from dragoman.records import Record

SAMPLES = Path(__file__).parent.parent / "samples"


def documents() -> list[dragoman.Document]:
    return [d for d in dragoman.documents([str(SAMPLES)]) if isinstance(d, dragoman.Document)]


def coded(items: list[dragoman.Document], workers: int | None = 1) -> dict[str, str]:
    records = dragoman.code(items, workers=workers)
    return {r.document.id: repr(asdict(r)) for r in records if isinstance(r, Record)}


def test_order_and_workers_change_nothing() -> None:
    items = documents()
    once = coded(items)
    assert len(once) == len(items) >= 6
    assert coded(items[::-1]) == once
    assert coded(items, workers=2) == once
    assert coded(items, workers=None) == once


def test_unless_told_otherwise_many_documents_go_to_all_processors_in_order() -> None:
    items = [dragoman.from_text(d.text, id=f"{k}-{d.id}") for k in range(2) for d in documents()]
    records = [r for r in dragoman.code(items, workers=None) if isinstance(r, Record)]
    assert [r.document.id for r in records] == [d.id for d in items]


def test_records_come_in_the_order_of_the_input() -> None:
    items = documents()[::-1]
    records = [r for r in dragoman.code(items, workers=2) if isinstance(r, Record)]
    assert [r.document.id for r in records] == [d.id for d in items]


def test_events_do_not_depend_on_the_order_of_the_claims() -> None:
    for record in dragoman.code(documents()):
        assert isinstance(record, Record)
        claims = list(record.claims)
        whole = merge.connect(record.document, tuple(claims), merge.judge(record.document, tuple(claims)))
        for seed in range(3):
            random.Random(seed).shuffle(claims)
            again = merge.connect(record.document, tuple(claims), merge.judge(record.document, tuple(claims)))
            assert [(e.id, [c.id for c in e.claims]) for e in again] == [
                (e.id, [c.id for c in e.claims]) for e in whole
            ]


def test_every_span_of_every_sample_is_a_slice_of_its_text() -> None:
    for record in dragoman.code(documents()):
        assert isinstance(record, Record)
        text = record.document.text
        for c in record.claims:
            assert 0 <= c.passage.start <= c.trigger.start < c.trigger.end <= c.passage.end <= len(text)
            for m in (*c.actors, *c.recipients, *((c.claimant,) if c.claimant else ())):
                assert text[m.value.span.start : m.value.span.end] == m.value.text
            if c.place:
                assert text[c.place.value.span.start : c.place.value.span.end] == c.place.value.text


def test_no_claim_is_told_twice() -> None:
    for record in dragoman.code(documents()):
        assert isinstance(record, Record)
        ids = [c.id for c in record.claims]
        assert len(ids) == len(set(ids))
