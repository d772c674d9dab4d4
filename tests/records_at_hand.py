"""A record built by hand, for the tests of what is written: all happenings and people are invented."""

from __future__ import annotations

from datetime import date

from dragoman.read import from_text
from dragoman.records import Actor, Claim, Event, How, Match, Place, Record, Span, When

TEXT = """\
Graustark envoy visits Strelsau
Our CorrespondentMarch 15, 2016
STRELSAU:
Graustark's transport minister, Ilka Brandt, visited
Strelsau on Monday for talks on the rail link, the Ruritanian foreign ministry said.
Ms Brandt denied that her country had closed the border in 2007. Further talks may follow, an analyst said.
The two states, [once] enemies, signed a treaty in 1901."""

DOCUMENT = from_text(TEXT, publisher="The Strelsau Courier", url="https://courier.example/1", origin="a.txt")


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def actor(words: str, name: str, country: str | None, sector: str | None, office: str | None = None) -> Match[Actor]:
    found = Actor(words, span(words), name, country, sector, office=office, id=None)
    return Match(found, 0.9, f"“{words}” names {name}")


BRANDT = actor("Ilka Brandt", "Ilka Brandt", "AUT", "GOV", "transport minister")
MINISTRY = actor("Ruritanian foreign ministry", "Ruritanian foreign ministry", "HUN", "GOV")
HOSTS = actor("Strelsau on", "Ruritania", "HUN", "GOV")
ANALYST = actor("analyst", "an analyst", None, "EDU")
MONDAY = Match(When(date(2016, 3, 14), date(2016, 3, 14)), 0.95, "“Monday” before 15 March 2016")
STRELSAU = Match(
    Place("Strelsau", span("Strelsau on"), "Strelsau", "HUN", latitude=47.5, longitude=19.0, id=3054643), 0.8, "capital"
)


def claim(
    trigger: str, passage: str, kind: str | None, mode: str | None, how: How, voice: Match[Actor] | None
) -> Claim:
    return Claim(
        id=f"c-{trigger}", document=DOCUMENT.id, trigger=span(trigger), passage=span(passage), act=kind or "CONSULT",
        type=kind, mode=mode, quad=4 if kind == "COERCE" else 1, scale=-7.0 if kind == "COERCE" else 4.0,
        contexts=("diplomatic",), actors=(BRANDT,), recipients=(HOSTS,) if mode == "visit" else (), claimant=voice,
        chain=(), how=how, when=MONDAY if mode == "visit" else None, place=STRELSAU if mode == "visit" else None,
        mutual=False, confidence=0.87654, why=("the verb visits",),
    )  # fmt: skip


VISIT_PASSAGE = "Graustark's transport minister, Ilka Brandt, visited\nStrelsau on Monday for talks on the rail link"
VISIT = claim("visited", VISIT_PASSAGE, "CONSULT", "visit", How(), MINISTRY)
HEADLINE = claim("visits", "Graustark envoy visits Strelsau", "CONSULT", "visit", How(), None)
CLOSED = claim(
    "closed", "her country had closed the border in 2007", "COERCE", "restrict", How(denied=True, why="denied"), BRANDT
)
FOLLOW = claim("Further talks", "Further talks may follow", "CONSULT", None, How("future", "possible"), ANALYST)
TREATY = claim(
    "signed", "The two states, [once] enemies, signed a treaty in 1901", "SUPPORT", None, How("background"), None
)


def event(*claims: Claim) -> Event:
    first = claims[0]
    return Event(
        id=f"e-{first.id}", document=DOCUMENT.id, claims=claims, type=first.type, mode=first.mode, status=first.status,
        actors=first.actors, recipients=first.recipients, when=first.when, place=first.place,
        confidence=first.confidence,
    )  # fmt: skip


RECORD = Record(DOCUMENT, (event(HEADLINE, VISIT), event(CLOSED), event(FOLLOW), event(TREATY)))
