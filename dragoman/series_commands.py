"""`dragoman dialogues`, `commitments` and `brief`: what the store holds over time. Imports happen in the commands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import click

from dragoman.command_options import setting_options, settings_given
from dragoman.errors import InputError
from dragoman.kb_commands import told
from dragoman.report_options import report_files, report_options, write_report

if TYPE_CHECKING:
    from dragoman.series.commitments import Commitment
    from dragoman.series.dialogues_tellings import Reading
    from dragoman.series.dialogues_values import Series
    from dragoman.series.texts import Text
    from dragoman.store import Store

NAMING = ("name", "adj", "seat", "entity")
BODIES = ("EUR", "UNO")  # of the international codes, those that can be a side of a meeting
NAME = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+")
LONGEST = 4  # words of a state's name
Command = Callable[..., Any]


def _dyad_option(command: Command) -> Command:
    words = "Only between these countries: PAK-USA, or all of one: PAK. May be given several times."
    return click.option("--dyad", "dyads", multiple=True, metavar="A-B", help=words)(command)


def _until_option(command: Command) -> Command:
    words = "The day up to which is told, in place of that of the newest text."
    return click.option("--until", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help=words)(command)


@click.command()
@_dyad_option
@click.option("--name", metavar="WORDS", help="Only series whose name or alias has these words.")
@click.option("--silence", type=click.IntRange(min=0), metavar="N",
              help="Name a side of which no text is held N days after.  [default: 14]")  # fmt: skip
@_until_option
@report_options
@setting_options("db")
def dialogues(
    dyads: tuple[str, ...], name: str | None, silence: int | None, until: datetime | None, **given: Any
) -> None:  # fmt: skip
    """Show meetings in series: ordinals as claimed, level, heads, venue, gaps, who told of it, and who did not.

    What a text says of when two sides last met is checked against what the store holds.
    """
    with told():
        from dragoman.series import dialogues as stage
        from dragoman.series.dialogues_told import told as as_report

        files, settings = report_files(given), settings_given(given)
        wanted = [_countries(dyad) for dyad in dyads]
        found = stage.dialogues(
            _texts(settings.db), reading(), stage.SILENT if silence is None else silence, until and until.date()
        )
        shown = [s for s in found.series if _asked(s, wanted, name)]
        if found.series and not shown:
            raise InputError("no series of meetings is left by what was asked for; dragoman dialogues shows all")
        write_report(as_report(found, shown), files, settings)


@click.command()
@_dyad_option
@click.option("--quote", metavar="WORDS", help="Only those in whose own words these stand.")
@_until_option
@report_options
@setting_options("db")
def commitments(dyads: tuple[str, ...], quote: str | None, until: datetime | None, **given: Any) -> None:
    """Show who undertook what towards whom, how firmly and until when, who says so, and what came later.

    What is reaffirmed is put to the first time it was said, and is not counted again.
    """
    with told():
        from dragoman import pipeline
        from dragoman.series import commitments as stage
        from dragoman.series.commitments_told import told as as_report

        files, settings = report_files(given), settings_given(given)
        wanted = [_countries(dyad) for dyad in dyads]
        found = stage.commitments(_texts(settings.db), pipeline.timexes, until and until.date())
        shown = [c for c in found.commitments if _meant(c, wanted, quote)]
        if found.commitments and not shown:
            raise InputError("no commitment is left by what was asked for; dragoman commitments shows all")
        write_report(as_report(found, shown), files, settings)


def _meant(commitment: Commitment, wanted: Iterable[frozenset[str]], quote: str | None) -> bool:
    """Whether a commitment is between these countries and is told in these words."""
    sets, first = list(wanted), commitment.first
    parties = first.actors | (first.recipients or first.beside)
    words = " ".join(p.text.words(p.claim.passage) for p in commitment.told).casefold()
    return (not sets or any(s <= parties for s in sets)) and (not quote or quote.casefold() in words)


def _asked(series: Series, wanted: Iterable[frozenset[str]], name: str | None) -> bool:
    """Whether a series is between these countries and has these words in a name of it."""
    sets = list(wanted)
    names = " ".join((series.name, *series.aliases)).casefold()
    return (not sets or any(s <= series.sides for s in sets)) and (not name or name.casefold() in names)


def _countries(dyad: str) -> frozenset[str]:
    """The countries of "PAK-USA" or "PAK". Raises InputError where they are no codes."""
    from dragoman import wording

    codes = dyad.upper().split("-")
    unknown = [code for code in codes if wording.country(code) == code]
    if unknown:
        raise InputError(f"dyad: {unknown[0]!r} is no country code (write PAK-USA, or PAK for all of Pakistan)")
    return frozenset(codes)


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="ID...")
@click.option("--short", is_flag=True, help="One paragraph.")
@report_options
@setting_options("db")
def brief(names: tuple[str, ...], short: bool, **given: Any) -> None:
    """Write a brief on documents, events or claims: each sentence with its claimant and its quote, nothing else.

    The first characters of an id do, if no other begins with them; a document may go by your own id as well.
    """
    with told():
        from dragoman.series.brief import brief as make
        from dragoman.series.brief import merged
        from dragoman.series.brief_told import told as as_report
        from dragoman.store import Store

        files, settings = report_files(given), settings_given(given)
        with Store(settings.db, read_only=True) as store:
            texts = merged(text for name in names for text in _named(store, name))
        write_report(as_report(make(texts, short)), files, settings)


def _named(store: Store, name: str) -> Iterator[Text]:
    """The texts that an id names, with the claims that it names."""
    from dragoman.series.texts import Text, Told, text_of

    kind, whole = store.find(name)
    if kind == "document":
        record = store.record(whole)
        yield text_of(record, side_of(record.document.issuer))
        return
    event, documents = store.event(whole if kind == "event" else store.event_of(whole))
    for document in documents:
        claims = [c for c in event.claims if c.document == document.id and (kind == "event" or c.id == whole)]
        if claims:
            yield Text(document, side_of(document.issuer), tuple(Told(c, event.id) for c in claims))


# ---------------------------------------------------------------- from the store


def _texts(db: str) -> Iterator[Text]:
    """The texts in which claims stand, each with its side."""
    from dragoman.query import Query
    from dragoman.series.texts import text_of
    from dragoman.store import Store

    with Store(db, read_only=True) as store:
        for record in store.records(Query()):
            yield text_of(record, side_of(record.document.issuer))


@lru_cache(maxsize=10_000)
def side_of(issuer: str | None) -> str | None:
    """The country, or body that can be a side, of an issuer, None for the press."""
    if not issuer:
        return None
    from dragoman.resolve.issuers import country_of

    return country_of(issuer) or next(iter(states(issuer) & set(BODIES)), None)


@lru_cache(maxsize=10_000)
def state_of(words: str) -> str | None:
    """The state that words are the name of ("Kenya", "Norwegian", "EU"), None where they are no state's name."""
    from dragoman.resolve.kb import knowledge
    from dragoman.resolve.names import key
    from dragoman.resolve.views import INTERNATIONAL

    if not words[:1].isupper():
        return None
    for entry in knowledge().readings.get(key(words), ()):
        if entry.case in ("exact", "loud") and not words.isupper():
            continue
        state = entry.kind != "entity" and entry.country not in INTERNATIONAL
        if entry.kind in NAMING and entry.country and (state or entry.country in BODIES):
            return entry.country
    return None


def states(words: str) -> frozenset[str]:
    """The states, and bodies that can be a side, that words name."""
    found = [m[0] for m in NAME.finditer(words)]
    codes, i = set(), 0
    while i < len(found):
        size = next((n for n in range(LONGEST, 0, -1) if state_of(" ".join(found[i : i + n]))), 0)
        if size:
            codes.add(state_of(" ".join(found[i : i + size])))
        i += size or 1
    return frozenset(code for code in codes if code)


def reading() -> Reading:
    """What the dialogues ask of a text beside its claims."""
    from dragoman import pipeline
    from dragoman.series.dialogues_tellings import Reading

    return Reading(pipeline.timexes, pipeline.attributions, state_of, states)


COMMANDS = (dialogues, commitments, brief)
