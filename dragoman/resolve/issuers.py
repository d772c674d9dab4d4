"""Whose official text a document is: by its publisher, or by who signed it."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.records import Document
from dragoman.resolve.kb import knowledge, words
from dragoman.resolve.names import key
from dragoman.resolve.office import in_office
from dragoman.resolve.phrase import read
from dragoman.resolve.views import INTERNATIONAL, View, below

SIGNATURE = 12  # tokens


def issuer_of(document: Document, views: Sequence[View]) -> str | None:
    """The state whose official text this is, None for the press and where neither publisher nor signature tells."""
    return country_of(document.issuer) or _office(document.publisher) or _signed(document, views)


def _signed(document: Document, views: Sequence[View]) -> str | None:
    """The country of the officer whose name alone stands at the end of a text in the first person."""
    if len(views) < 2:
        return None
    last = views[-1]
    tokens = last.sentence.tokens
    mine = any(t.text.lower() in words("first") for v in views[:2] for t in v.sentence.tokens)
    plain = len(tokens) <= SIGNATURE and not any(t.pos in ("VERB", "AUX") for t in tokens)
    names = [t.i for t in tokens if t.pos == "PROPN" and last.at[t.i] is None]
    if not mine or not plain or not names or names[-1] != len(tokens) - 1:
        return None
    said = read(last, names[-1], below(last.sentence, names[-1], range(len(tokens))))
    if said.country or said.kind != "person" or not said.office:
        return said.country
    held = in_office(key(said.name), said, document.published, {})
    return held.value.country if held else None


def _office(publisher: str | None) -> str | None:
    """The state whose office published the text ('Ministry of Foreign Affairs of Chad'); None for the press."""
    known = knowledge()
    if publisher in known.states:
        return publisher
    spelled = key(publisher or "").split()
    offices = (e for w in spelled for e in known.readings.get(w, ()) if e.kind == "role" and e.sort == "body")
    return country_of(publisher) if any(e.sector in ("GOV", "MIL", "LEG") for e in offices) else None


def country_of(text: str | None) -> str | None:
    """The state that a few words name ('Ministry of Foreign Affairs of Chad', 'USA'), else None."""
    if not text:
        return None
    known = knowledge()
    if text in known.states:
        return text
    spelled = key(text).split()
    for size in range(min(5, len(spelled)), 0, -1):
        for i in range(len(spelled) - size + 1):
            for entry in known.readings.get(" ".join(spelled[i : i + size]), ()):
                if (
                    entry.country
                    and entry.country not in INTERNATIONAL
                    and entry.kind in ("name", "adj", "seat", "entity")
                ):
                    return entry.country
    return None
