"""What a store tells of itself, as records."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date

from dragoman.records import Claim, Document, Event


@dataclass(frozen=True, slots=True)
class Run:
    """By what documents were coded; `id` is a hash of the rest, so that the same coder has the same id."""

    version: str
    settings: str
    model: str
    model_hash: str
    codebook: str
    codebook_hash: str
    knowledge_hash: str = ""

    @property
    def id(self) -> str:
        """The run's identity."""
        parts = (self.version, self.settings, self.model, self.model_hash, self.codebook, self.codebook_hash,
                 self.knowledge_hash)  # fmt: skip
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Entry:
    """One stored document in a list. `own_id` is the user's name for it, `current` whether no newer version is held."""

    id: str
    own_id: str | None
    kind: str
    title: str | None
    publisher: str | None
    published: date | None
    url: str | None
    origin: str
    current: bool
    claims: int
    events: int
    run: str | None


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim with the document that it stands in, the user's own id of that, and its event (with this claim)."""

    document: Document
    own_id: str | None
    claim: Claim
    event: Event


@dataclass(slots=True)
class Added:
    """What became of documents that were put in."""

    new: int = 0
    again: int = 0
    known: int = 0
    claims: int = 0
    replaced: list[tuple[str, str]] = field(default_factory=list)  # (older, newer) versions of one text

    def also(self, more: Added) -> None:
        """Count what became of further documents."""
        self.new, self.again, self.known = self.new + more.new, self.again + more.again, self.known + more.known
        self.claims += more.claims
        self.replaced += more.replaced


@dataclass(frozen=True, slots=True)
class Count:
    """One line of a count: the value of each thing that was counted by, and how many events and claims have them;
    `witnesses` are the texts that they stand in, copies of one text counted once."""

    values: tuple[str | int | None, ...]
    events: int
    claims: int
    witnesses: int


def fingerprint(text: str) -> str:
    """The identity of a text: the first 16 hexadecimal digits of its SHA-256 in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def identified(document: Document) -> tuple[Document, str | None]:
    """The document under the identity of its text, and the user's own name for it, None where there is none."""
    name = fingerprint(document.text)
    return (document, None) if document.id == name else (replace(document, id=name), document.id)
