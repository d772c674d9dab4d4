"""What people judged of an older version of a text, carried over to the newer one where it says the same words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection, or_, select

from dragoman.records import Judgement
from dragoman.store import reading, rows, writing
from dragoman.store.tables import MACHINE, claims, documents, judgements, wordings

Words = tuple[str, str, str]
CARRIED = "carried over from an older version of the text, which has the same words"


def carry(connection: Connection, versions: Iterable[tuple[str, str]]) -> None:
    """Append, for each judgement by a person of a claim of an older version, the same of its like in the newer one."""
    for older, newer in versions:
        moved = _moved(connection, older, newer)
        if moved:
            writing.judge(connection, _again(connection, moved))


def _moved(connection: Connection, older: str, newer: str) -> dict[str, str]:
    """The claim of the newer version that has the words, the deed and the voice of each of the older one's."""
    found: dict[Words, str] = {words: name for name, words in _claims(connection, newer)}
    return {name: found[words] for name, words in _claims(connection, older) if words in found}


def _claims(connection: Connection, document: str) -> list[tuple[str, Words]]:
    """(id, words) of each claim, in text order; blanks and line breaks may differ."""
    chosen = select(claims.c.id, wordings.c.body, documents.c.text).join_from(claims, documents).join(wordings)
    told = []
    for row in connection.execute(chosen.where(documents.c.id == document).order_by(claims.c.position, claims.c.id)):
        claim = rows.claim_of(row._mapping, document)
        quote, deed = (" ".join(row.text[s.start : s.end].split()) for s in (claim.passage, claim.trigger))
        told.append((claim.id, (quote, deed, claim.claimant.value.name if claim.claimant else "")))
    return told


def _again(connection: Connection, moved: dict[str, str]) -> list[Judgement]:
    """The judgements by people that stand, told of the claims that the others have become."""
    names = sorted(moved)
    about = or_(judgements.c.left.in_(names), judgements.c.right.in_(names))
    said = [j for j in reading.standing(connection, about) if j.by != MACHINE]
    return [
        replace(
            j, left=moved.get(j.left, j.left), right=moved.get(j.right, j.right), why=f"{j.why} ({CARRIED})".strip()
        )
        for j in said
    ]
