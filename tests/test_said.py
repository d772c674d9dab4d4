"""Who says a deed, and how it is said: a table written apart from the rules, and the share of it that comes out right.

`cases/said.tsv` was frozen before it was first run. The label `topic` asks only that a deed which is asked for,
threatened, alleged or talked of is not presented as done, going on, coming or past. Where the lexicon has no claim
for a trigger, `how_said` and `attributions` answer for it, as they do for a user.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import dragoman
from dragoman.records import Attribution, Document, Span

TABLE = Path(__file__).parent / "cases" / "said.tsv"
JOINTLY = 0.95
DECIDED = 0.90
PRESENTED = {"actual", "ongoing", "planned", "historical"}
REPORTING = {"direct", "indirect", "mixed", "document", "denial"}
PRONOUNS = {"he", "she", "it", "they", "who", "which", "that"}
FILLERS = frozenset(
    {"the", "a", "an", "of", "in", "on", "its", "his", "her", "their", "own", "s", "and", "to", "for", "this"}
)


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    id: str
    text: str
    trigger: Span
    claimant: str
    status: str
    deciding: str
    hard: bool
    why: str


@dataclass(frozen=True)
class Answer:
    """What comes out for one trigger: the source's words (none: the document's own voice), the status, from where."""

    claimant: str
    status: str
    by: str


def place(text: str, words: str, occurrence: int = 1) -> Span:
    """Where `words` stand in `text` for the nth time, as whole words."""
    before, after = (r"(?<!\w)" if words[0].isalnum() else "", r"(?!\w)" if words[-1].isalnum() else "")
    found = list(re.finditer(before + re.escape(words) + after, text))[occurrence - 1]
    return Span(*found.span())


def rows() -> list[Row]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            Row(r["id"], r["text"], place(r["text"], r["trigger"], int(r["occurrence"])),
                "" if r["claimant"] == "own" else r["claimant"], r["status"], r["deciding"], r["hard"] == "1", r["why"])
            for r in table
        ]  # fmt: skip


def show(line: str) -> None:
    """A line for whoever runs the tests with -s."""
    sys.stdout.write(line + "\n")


def meet(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def from_verbs(document: Document, trigger: Span) -> Answer:
    """The answer of the verbs that stand alone, for a deed that the lexicon does not know."""
    said = dragoman.how_said(document, [trigger])
    status = said[0][1].status if said else "none"
    spoken = [a for a in dragoman.attributions(document) if a.kind in REPORTING]
    around = [a for a in spoken if any(meet(trigger, c) for c in a.content)]
    inner = min(around, key=lambda a: sum(c.end - c.start for c in a.content), default=None)
    return Answer(source(document, inner), status, "verbs")


def source(document: Document, said: Attribution | None) -> str:
    return " ".join(document.text[s.start : s.end] for s in said.source) if said else ""


@cache
def answers(text: str, trigger: Span) -> tuple[Answer, ...]:
    """All claims on a trigger; where there is none, what the single verbs say."""
    document = dragoman.from_text(text, published="2015-06-12", language="en")
    record = dragoman.code_document(document, least=0.0)
    claims = [
        Answer(f"{c.claimant.value.text} {c.claimant.value.name}" if c.claimant else "", c.status, c.type or "")
        for c in record.claims
        if meet(c.trigger, trigger)
    ]
    return tuple(claims) or (from_verbs(document, trigger),)


def tokens(words: str) -> frozenset[str]:
    found = re.findall(r"[^\W_]+", words.lower().replace("'s ", " "))
    return frozenset(found) - FILLERS or frozenset(found)


def same_claimant(row: Row, answer: Answer) -> bool:
    """Own voice for own voice; a source where half of the shorter wording stands in the longer."""
    expected, given = tokens(row.claimant), tokens(answer.claimant)
    if not expected or not given:
        return not expected and not given
    if answer.by == "verbs" and given <= PRONOUNS:
        return True  # that verb says where the source stands, not whom a pronoun means
    return len(expected & given) >= 0.5 * min(len(expected), len(given))


def same_status(row: Row, answer: Answer) -> bool:
    if row.status == "topic":
        return answer.by == "verbs" or answer.status not in PRESENTED
    if row.why.startswith("REJECT") and answer.by == "REJECT" and answer.status == "actual":
        return True
    promised = row.why.startswith(("AGREE", "CONCEDE")) and answer.by == "verbs"
    return answer.status == row.status or (promised and answer.status == "planned")


def right(row: Row) -> tuple[bool, bool, bool, Answer]:
    """Whether claimant and status are right, and both in one answer; with the answer that does best."""
    marked = [
        (row.status == "topic" or same_claimant(row, a), same_status(row, a), a) for a in answers(row.text, row.trigger)
    ]
    if row.status == "topic":
        marked.sort(key=lambda m: m[1])  # one claim that presents the topic as a deed is enough to be wrong
        return marked[0][0], marked[0][1], marked[0][1], marked[0][2]
    who, how, best = max(marked, key=lambda m: m[0] + m[1])
    return who, how, who and how, best


def test_the_table_is_what_it_claims_to_be() -> None:
    table = rows()
    named = [r for r in table if r.claimant]
    assert len(table) >= 430
    assert len(named) >= 260
    assert sum(r.hard for r in table) * 2 >= len(table)
    assert len({r.id for r in table}) == len({r.text for r in table}) == len(table)
    assert all(r.claimant in r.text for r in named)
    assert all(place(r.text, r.deciding) for r in table if r.deciding)


def test_claimant_and_status_are_right_jointly() -> None:
    table = rows()
    marks = {r.id: right(r) for r in table}
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for row in table:
        who, how, both, answer = marks[row.id]
        kinds[row.id.rpartition("-")[0]].update(rows=1, who=who, how=how, both=both)
        kinds[f"status {row.status}"].update(rows=1, who=who, how=how, both=both)
        kinds["all"].update(rows=1, who=who, how=how, both=both)
        if not both:
            wrong = " and ".join(name for name, good in (("claimant", who), ("status", how)) if not good)
            wanted = f"{row.claimant or 'own'} / {row.status}"
            show(f"{row.id}\t{wrong}\twanted {wanted}\tgot {answer.claimant or 'own'} / {answer.status} ({answer.by})"
                 f"\t{row.text[row.trigger.start : row.trigger.end]}: {row.text}")  # fmt: skip
    for kind, n in kinds.items():
        show(f"{kind}: {n['rows']} rows, claimant {n['who']}, status {n['how']}, both {n['both']}")
    share = kinds["all"]["both"] / len(table)
    assert share >= JOINTLY, f"{share:.1%} of the rows are right in claimant and status"


def test_the_deciding_words_decide() -> None:
    """Without the words that decide claimant or status, the answer is another one."""
    changed = []
    for row in (r for r in rows() if r.deciding):
        cut = place(row.text, row.deciding)
        shift = cut.end - cut.start if cut.start < row.trigger.start else 0
        less = row.text[: cut.start] + row.text[cut.end :]
        moved = Span(row.trigger.start - shift, row.trigger.end - shift)
        before = {(tokens(a.claimant), a.status) for a in answers(row.text, row.trigger)}
        after = {(tokens(a.claimant), a.status) for a in answers(less, moved)}
        changed.append(before != after)
    share = sum(changed) / len(changed)
    show(f"{share:.1%} of {len(changed)} decisions change")
    assert share >= DECIDED, f"only {share:.1%} of the decisions change without the words that decide them"
