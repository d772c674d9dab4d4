"""Every value that travels between stages: frozen, standard library only; spans are string indices, end exclusive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, TypeVar, get_args

T_co = TypeVar("T_co", covariant=True)
Time = Literal["past", "present", "future", "background"]
Certainty = Literal["asserted", "probable", "possible", "conditional", "topic"]
Polarity = Literal["positive", "negative"]
Status = Literal["actual", "ongoing", "planned", "historical", "speculation", "negated", "denied"]
BlockKind = Literal["headline", "standfirst", "byline", "dateline", "caption", "paragraph", "boilerplate"]

STATUSES: tuple[Status, ...] = get_args(Status)
HAPPENED: tuple[Status, ...] = ("actual", "ongoing")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open character range of a document's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Match(Generic[T_co]):
    """A slot that was resolved: the value, a score in [0, 1], and the reason, written for the user."""

    value: T_co
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Block:
    """One layout unit of a document (headline, byline, paragraph ...); blocks are ordered and do not overlap."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """A text as given. `id` is a hash of `text` unless the input names one; `dateline` the place it is filed from;
    `issuer` whose official text it is, None for the press; `origin` the file (and line) that it was read from."""

    id: str
    text: str
    blocks: tuple[Block, ...] = ()
    title: str | None = None
    publisher: str | None = None
    byline: str | None = None
    published: date | None = None
    dateline: str | None = None
    url: str | None = None
    language: str = "en"
    issuer: str | None = None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a sentence. `head` is the index of its governor in the sentence, its own for the root."""

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    ent: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One parsed sentence: tokens in order, and for each token the indices of its dependents in order."""

    index: int
    start: int
    end: int
    block: BlockKind
    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said what, each in pieces; an empty `source` names nobody. `kind`: direct, indirect, mixed, document, denial,
    belief, act. `carried`: the source is inherited from a sentence before."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: str
    why: str
    carried: bool = False


@dataclass(frozen=True, slots=True)
class How:
    """How an event is said: four independent fields, and the words that decided them."""

    time: Time = "past"
    certainty: Certainty = "asserted"
    polarity: Polarity = "positive"
    disputed_by: Span | None = None
    ongoing: bool = False
    denied: bool = False
    why: str = ""

    @property
    def status(self) -> Status:
        """The one word for filters and counts, derived from the four fields (codebook, "How an event is said")."""
        tests: tuple[tuple[bool, Status], ...] = (
            (self.denied, "denied"),
            (self.certainty != "asserted", "speculation"),
            (self.polarity == "negative", "negated"),
            (self.time == "background", "historical"),
            (self.time == "future", "planned"),
            (self.ongoing, "ongoing"),
        )
        return next((status for holds, status in tests if holds), "actual")


@dataclass(frozen=True, slots=True)
class Slot:
    """Words that fill a role, with the reason. `head` is the character offset of the head word."""

    span: Span
    head: int
    why: str


@dataclass(frozen=True, slots=True)
class Mention:
    """What one passage says about one deed, as spans only, before anything is known of the world."""

    sentence: int
    trigger: Span
    passage: Span
    act: str
    mode: str | None
    sense: str
    mutual: bool
    actors: tuple[Slot, ...]
    recipients: tuple[Slot, ...]
    voices: tuple[Attribution, ...]
    how: How
    content_act: str | None = None
    definite: bool = False
    cues: tuple[str, ...] = ()
    score: float = 1.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """A state, organisation, group or person as named at that place and date. `country` is ISO 3166-1 alpha-3 or a code
    of the codebook (UNO, EUR, IGO, NGO ...), `sector` one of its sectors, `id` a stable identifier."""

    text: str
    span: Span
    name: str
    country: str | None = None
    sector: str | None = None
    sectors: tuple[str, ...] = ()
    office: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Timex:
    """A temporal expression: TIMEX3 `type` and `value`, and the days it covers (both inclusive, None if no point)."""

    span: Span
    type: str
    value: str
    first: date | None = None
    last: date | None = None
    granularity: str = "day"
    why: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """Interval of days (both inclusive) with the granularity at which the text says it."""

    first: date
    last: date
    granularity: str = "day"


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer. `latitude` and `longitude` in degrees (WGS 84); `id` is a GeoNames id."""

    text: str
    span: Span
    name: str
    country: str | None = None
    admin1: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    id: int | None = None
    kind: str = "place"


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name found in a text, with the place it was resolved to, or None."""

    span: Span
    place: Match[Place] | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One deed told in one passage by one voice. `claimant` None is the document's own voice, `chain` the relayers,
    outermost first; `act` is what is spoken of, `type` the codebook's answer; `held` is primary or paraphrase."""

    id: str
    document: str
    trigger: Span
    passage: Span
    act: str
    type: str | None
    mode: str | None
    quad: int | None
    scale: float | None
    contexts: tuple[str, ...]
    actors: tuple[Match[Actor], ...]
    recipients: tuple[Match[Actor], ...]
    claimant: Match[Actor] | None
    chain: tuple[Match[Actor], ...]
    how: How
    when: Match[When] | None
    place: Match[Place] | None
    mutual: bool
    confidence: float
    why: tuple[str, ...] = ()
    content_act: str | None = None
    definite: bool = False
    cues: tuple[str, ...] = ()
    held: str = "primary"

    @property
    def status(self) -> Status:
        """The word derived from `how`."""
        return self.how.status


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether two claims tell of one event, by whom (`machine` or a person), with the reason."""

    left: str
    right: str
    same: bool
    score: float
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class Event:
    """One event with all its claims, derived from claims and judgements, never edited."""

    id: str
    document: str
    claims: tuple[Claim, ...]
    type: str | None
    mode: str | None
    status: Status
    actors: tuple[Match[Actor], ...]
    recipients: tuple[Match[Actor], ...]
    when: Match[When] | None
    place: Match[Place] | None
    confidence: float
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """What one document yields: the document, its claims, its events, and what it said beside them."""

    document: Document
    events: tuple[Event, ...]
    notes: tuple[str, ...] = ()

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims, in text order."""
        return tuple(sorted((c for e in self.events for c in e.claims), key=lambda c: (c.trigger, c.id)))
