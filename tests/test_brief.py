"""Briefs: each sentence with its claimant and quote, nothing that no claim says, conflicts as such."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from series_at_hand import CASES, names, run, texts

from dragoman import from_text, wording
from dragoman.pipeline import code_document
from dragoman.records import Claim
from dragoman.reports.values import Paragraph, Report, runs_of
from dragoman.series import brief_sentences
from dragoman.series.brief import Brief, brief
from dragoman.series.brief_told import told
from dragoman.series.texts import Text, text_of
from dragoman.series_commands import side_of

WORD = re.compile(r"[^\W_]+")


def about(*wanted: str) -> Brief:
    """The brief of the texts with these ids."""
    return brief(t for t in texts() if names()[t.document.id] in wanted)


def plain(report: Report) -> str:
    """The paragraphs of a report as text."""
    blocks = [block for section in report.sections for block in section.blocks if isinstance(block, Paragraph)]
    return "\n".join("".join(run.text for run in block.runs) for block in blocks)


def coded(text: str, **metadata: Any) -> Text:
    """A text of its own, coded."""
    document = from_text(text, **{"published": "2023-05-04", **metadata})
    return text_of(code_document(document), side_of(document.issuer))


# ---------------------------------------------------------------- nothing that no claim says


def strings(value: object) -> Iterator[str]:
    """Every text inside a value of YAML."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


def slots(text: Text, claim: Claim) -> Iterator[str]:
    """What a claim says: its passage, and its slots in words."""
    yield text.document.text[claim.passage.start : claim.passage.end]
    everybody = [*claim.actors, *claim.recipients, *([claim.claimant] if claim.claimant else [])]
    for m in everybody:
        yield from (m.value.text, m.value.name, m.value.office or "")
        yield wording.country(m.value.country) if m.value.country else ""
    if claim.when:
        yield wording.when(claim.when.value)
    if claim.place:
        yield claim.place.value.name
    yield text.name


def allowed(held: tuple[Text, ...]) -> set[str]:
    """All words that a brief of these texts may have."""
    of_claims = [s for text in held for t in text.claims for s in slots(text, t.claim)]
    templates = [s for key, value in brief_sentences.known().items() if key in TEMPLATES for s in strings(value)]
    return {word.casefold() for s in (*of_claims, *templates, "and the") for word in WORD.findall(s)}


TEMPLATES = ("frames", "status", "no_clause", "meetings", "lead", "differ", "agreeing")


@pytest.mark.parametrize("name", [d["id"] for d in CASES["documents"]])
def test_each_word_is_of_a_claim_or_of_the_templates(name: str) -> None:
    made = about(name)
    if made.claims == 0:
        assert "No claim is held" in plain(told(made))
        return
    said = {word.casefold() for word in WORD.findall(plain(told(made)))}
    assert said - allowed(made.texts) - {"t", "he", "h"} == set()


def test_the_templates_that_words_are_allowed_from_are_those_of_the_file() -> None:
    held = yaml.safe_load((brief_sentences.files("dragoman") / "data" / "brief.yaml").read_text("utf-8"))
    assert set(TEMPLATES) <= set(held)


@pytest.mark.parametrize("name", [d["id"] for d in CASES["documents"]])
def test_each_quotation_stands_in_the_text_and_has_its_footnote(name: str) -> None:
    made = about(name)
    report = told(made)
    for text in made.texts:
        whole = text.document.text
        quoted = [run for run in runs_of(report) if run.mark == "quote" and run.text not in "“”"]
        assert all(run.text in whole for run in quoted)
    assert all(one.note is not None for one in runs_of(report) if one.text == "”")


@pytest.mark.parametrize("name", [d["id"] for d in CASES["documents"]])
def test_each_sentence_says_who_says_it(name: str) -> None:
    for part in about(name).parts:
        for sentence in part.sentences:
            words = "".join(run.text for run in sentence)
            assert re.match(
                r"According to |In the words of |The Harbour Courier reports that |.+ denied that |On the day ", words
            ), words
            assert words.endswith(".")


def test_every_claim_is_told() -> None:
    made = about("no-2019", "ke-2019")
    shown = {(run.note.document.id, run.note.start) for run in runs_of(told(made)) if run.note}
    claims = {(t.document.id, c.claim.passage.start) for t in made.texts for c in t.claims}
    assert claims <= shown


# ---------------------------------------------------------------- how it is told

SENTENCES = [
    ("no-2019", "According to the Ministry of Foreign Affairs of Norway, Norway “undertook to train forty Kenyan coastguard officers by the end of 2020”"),
    ("no-2019", "“[t]he Norwegian delegation was led by State Secretary Ingrid Solberg-Haug”"),
    ("pt-2023", "The Ministry of Defence of Portugal denied that Portugal “had promised radars to Jordan”."),
    ("news-2021", "The Harbour Courier reports that Kenya and Norway “held talks in Nairobi on Wednesday” (17 February 2021)."),
    ("news-2021", "According to the Kenyan Foreign Ministry, as reported by The Harbour Courier, Kenya “will open a maritime rescue centre in Mombasa by June 2022”."),
    ("jo-fm", "Jordan “intends to open an embassy in Lisbon by 2026”"),
    ("ke-2024", "Kenya and Norway “last met in September 2022”"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "wanted"), SENTENCES)
def test_sentences(name: str, wanted: str) -> None:
    assert wanted in plain(told(about(name)))


STATUSES = [
    ("France may send engineers to Chad, the army of Chad said.", "According to the army (Chad)", "“may send engineers to Chad”"),
    ("Peru's government did not invite Chile to the talks.", "", "did not invite Chile"),
    ("Kenya's foreign ministry said that Kenya will send doctors to Malawi.", "as reported by The Harbour Courier", "“will send doctors to Malawi”"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "voice", "words"), STATUSES, ids=lambda v: str(v)[:30])
def test_how_it_is_meant_is_said(text: str, voice: str, words: str) -> None:
    made = plain(told(brief([coded(text, publisher="The Harbour Courier")])))
    assert voice in made
    assert words in made


def test_days_that_differ_are_told_as_such() -> None:
    one = coded("Ghana and Togo held talks in Accra on 3 May 2023.", publisher="Ministry of Foreign Affairs of Ghana")
    two = coded("Togo and Ghana held talks in Accra on 4 May 2023.", publisher="Ministry of Foreign Affairs of Togo")
    event = one.claims[0].event
    joined = [Text(t.document, t.side, tuple(type(c)(c.claim, event) for c in t.claims)) for t in (one, two)]
    made = plain(told(brief(joined)))
    assert (
        "On the day the accounts differ: 3 May 2023 according to the Ministry of Foreign Affairs of Ghana; "
        "4 May 2023 according to the Ministry of Foreign Affairs of Togo."
    ) in made


def test_what_others_say_of_the_same_stands_in_their_words() -> None:
    made = plain(told(about("no-2019", "ke-2019")))
    assert (
        "“undertook to train forty Kenyan coastguard officers by the end of 2020”; in the words of the Ministry of "
        "Foreign Affairs of Kenya, “Norway promised to train Kenyan coastguard officers”."
    ) in made


def test_a_short_brief_is_one_paragraph_and_says_that_more_is_held() -> None:
    output = run("brief", "no-2019", "ke-2019", "--short").output
    assert "In short" in output
    assert "without --short" in output
    assert "According to the Ministry of Foreign Affairs of Norway" in " ".join(output.split())


def test_briefs_of_events_and_claims() -> None:
    text = next(t for t in texts() if names()[t.document.id] == "jo-2022")
    told_ = text.claims[0]
    of_event = run("brief", told_.event)
    assert of_event.exit_code == 0
    assert "first round of the Jordan-Portugal Military Staff Talks" in " ".join(of_event.output.split())
    of_claim = run("brief", told_.claim.id)
    assert "Made of 1 claim in 1 text" in of_claim.output


def test_the_same_id_twice_is_told_once() -> None:
    assert run("brief", "no-2019", "no-2019").output == run("brief", "no-2019").output


def test_what_is_not_stored() -> None:
    result = run("brief", "nothing-here")
    assert result.exit_code == 1
    assert "nothing stored has this id" in result.output


def test_reports_are_written(tmp_path: Any) -> None:
    out = tmp_path / "brief.md"
    assert run("brief", "no-2019", "--md", str(out)).exit_code == 0
    assert "undertook to train" in out.read_text("utf-8")
