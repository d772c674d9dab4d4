"""What a document tells as background, and what it tells as no deed at all: small documents and their verdicts.

Each case is a text whose marked word (between asterisks) tells or seems to tell a deed. `actual` asks that a claim at
that word is shown as having happened; `background` that it is kept as historical; `silent` that there is none shown.
People, places' dealings and happenings are invented.
"""

from __future__ import annotations

import pytest

import dragoman
from dragoman.records import HAPPENED

LEAD = "Chad and Niger reopened their border on Tuesday after talks in Diffa. The traders cheered. A band played. The first lorry was full of onions. "
QUIET = "The port of Tema is old. Its cranes are slow. Many ships wait outside. The fees are high. "

CASES = [
    # -------------------------------------------------------------- tied to the days of the report
    ("actual", LEAD + "Police *arrested* two smugglers at the gate.", "the opening tells the news; it goes on"),
    ("actual", QUIET + "On Monday police *arrested* two officials of the port.", "a day of its own"),
    ("actual", QUIET + "Police have *arrested* two officials of the port.", "a perfect tells what is new"),
    ("actual", "Chad *condemned* the attack on its consulate.", "a short text is all news"),
    # -------------------------------------------------------------- carried, dated, long ago
    (
        "background",
        LEAD + "In 1998 the two states quarrelled over a lake. Niger then *expelled* the envoy of Chad.",
        "the tale of 1998 goes on",
    ),
    ("background", QUIET + "Police *arrested* two officials of the port.", "nothing ties it to the report"),
    (
        "background",
        LEAD + "Chad has *threatened* Niger with sanctions in recent years.",
        "at some time or other",
    ),
    (
        "background",
        LEAD + "In its first year in office the cabinet of Niger *rejected* a request from Chad.",
        "a term of office looks back",
    ),
    ("background", LEAD + "The general had *attacked* the capital of Chad.", "a pluperfect before the news"),
    (
        "background",
        LEAD + "Troops have been uneasy since gunmen *stormed* the palace of Chad.",
        "how a longer time began",
    ),
    (
        "background",
        LEAD + "The price was set by a judge who *accused* Niger of fraud.",
        "a clause that only says who",
    ),
    (
        "background",
        LEAD + "Bread is dear because of the *clashes* between Mali and Niger.",
        "named as known, told nowhere as news",
    ),
    (
        "background",
        "A court in Accra convicted a sailor of Ghana on Friday. The jury was brief. The judge thanked it. "
        "The sailor *stabbed* a policeman of Ghana in a bar.",
        "the history of a case",
    ),
    # -------------------------------------------------------------- no deed
    ("silent", QUIET + "The ministry of Ghana *provides* aid to Togo.", "done as a rule"),
    ("silent", QUIET + "Ghana *meets* Togo when prices fall.", "no one day's deed"),
    ("silent", QUIET + "A woman of Togo was *killed* on Monday when a van overturned.", "an accident"),
    ("silent", QUIET + "It is a time for Ghana to *support* Togo.", "an infinitive that nobody promises"),
    ("silent", QUIET + "The parties shall *visit* Ghana each year.", "a provision"),
    ("silent", QUIET + "The programme will *help* the people of Togo.", "things promise nothing"),
    ("silent", QUIET + "Ghana is always eager to *cooperate* with Togo.", "a habit"),
]


@pytest.mark.parametrize(("verdict", "marked", "why"), CASES, ids=[c[2] for c in CASES])
def test_verdict(verdict: str, marked: str, why: str) -> None:
    at = marked.index("*")
    text = marked.replace("*", "")
    claims = dragoman.code_document(dragoman.from_text(text, published="2021-06-17")).claims
    end = text.index(" ", at) if " " in text[at:] else len(text)
    here = [c for c in claims if at - 12 <= c.trigger.start < end + 12]
    shown = [c for c in here if c.status in HAPPENED]
    if verdict == "actual":
        assert shown, f"{why}: nothing shown, {[(c.status, c.how.why) for c in here]}"
    else:
        assert not shown, f"{why}: {[(c.type, c.how.why) for c in shown]}"
    if verdict == "background":
        assert any(c.status == "historical" for c in here), f"{why}: {[(c.type, c.status) for c in here]}"


def test_the_same_words_without_what_ties_them_are_background() -> None:
    dated = QUIET + "On Monday police arrested two officials of the port."
    plain = dated.replace("On Monday police", "Police")
    told = [
        {c.status for c in dragoman.code_document(dragoman.from_text(t, published="2021-06-17")).claims}
        for t in (dated, plain)
    ]
    assert told == [{"actual"}, {"historical"}]
