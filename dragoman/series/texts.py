"""A stored text as the series read it: whose it is, its claims with their events, and who says each of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dragoman import wording
from dragoman.records import Actor, Claim, Document, Match, Record, Span

NO_SIDE = ("IGO", "NGO", "ISM", "IMG", "MNC")  # codes of the codebook that are no side of a meeting


@dataclass(frozen=True, slots=True)
class Told:
    """A claim, and the id of the event that it tells of."""

    claim: Claim
    event: str


@dataclass(frozen=True, slots=True)
class Text:
    """A document with its claims in text order; `side` is the country whose official text it is, None for the press."""

    document: Document
    side: str | None
    claims: tuple[Told, ...]

    @property
    def name(self) -> str:
        """Whose words the text is in: issuer, publisher, else its title or id."""
        d = self.document
        return " ".join((d.issuer or d.publisher or d.title or d.origin or d.id).split())

    @property
    def day(self) -> date | None:
        """When it was published."""
        return self.document.published

    def words(self, span: Span) -> str:
        """The words of a span, line breaks as blanks."""
        return " ".join(self.document.text[span.start : span.end].split())


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says something: `side` its country, `through` the text that quotes or reports it, if any."""

    name: str
    side: str | None
    through: str = ""

    @property
    def words(self) -> str:
        """The voice as it is written beside what it says."""
        name = self.name[:1].upper() + self.name[1:]
        return f"{name}, as told by {self.through}" if self.through else name


def text_of(record: Record, side: str | None) -> Text:
    """The text of a stored record, whose issuer is of the country `side`."""
    told = [Told(claim, event.id) for event in record.events for claim in event.claims]
    return Text(record.document, side, tuple(sorted(told, key=lambda t: (t.claim.trigger, t.claim.id))))


def voice(text: Text, claim: Claim | None) -> Voice:
    """Who makes a claim: the one who is quoted or reported, else the text itself.

    In an official text its own state, and a bare category of it ("the ministry"), is the issuer.
    """
    claimant = claim.claimant.value if claim and claim.claimant else None
    if claimant is None:
        return Voice(text.name, text.side)
    if text.side is None or claimant.country != text.side:
        return Voice(spoken(claimant), side(claimant), text.name)
    itself = claimant.name in (wording.country(text.side), text.name) or claimant.name[:1].islower()
    return Voice(text.name if itself else spoken(claimant), text.side)


def spoken(actor: Actor) -> str:
    """An actor as a voice: a bare category ("ministry") with its country, a name as it is."""
    land = wording.country(actor.country) if actor.country else ""
    return actor.name if not land or land.casefold() in actor.name.casefold() else f"{actor.name} ({land})"


def side(actor: Actor) -> str | None:
    """The state, or the body that can be a side, that an actor belongs to."""
    code = actor.country
    return code if code not in NO_SIDE else None


def sides(actors: Iterable[Match[Actor]]) -> frozenset[str]:
    """The sides of several actors."""
    return frozenset(code for m in actors if (code := side(m.value)))


def in_words(codes: Iterable[str]) -> str:
    """Countries in words, in order of their names ("Kenya and Norway")."""
    names = sorted(wording.country(code) for code in codes)
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1] if names else ""]))
