"""`dragoman dialogues`, `commitments` and `brief`: what the store holds over time. Imports happen in the commands."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.command_options import setting_options, settings_given
from dragoman.errors import InputError
from dragoman.kb_commands import told

if TYPE_CHECKING:
    from dragoman.reports.values import Report
    from dragoman.series.commitments import Commitment
    from dragoman.series.dialogues_tellings import Reading
    from dragoman.series.dialogues_values import Series
    from dragoman.series.texts import Text

NAMING = ("name", "adj", "seat", "entity")
BODIES = ("EUR", "UNO")  # of the international codes, those that can be a side of a meeting
KINDS = {
    "html": "one self-contained web page", "md": "Markdown", "docx": "a Word document with footnotes",
    "bib": "BibTeX, the documents quoted", "csl": "CSL-JSON, the documents quoted",
}  # fmt: skip
NAME = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+")
LONGEST = 4  # words of a state's name
Command = Callable[..., Any]


def _report_options(command: Command) -> Command:
    """Give a command the options that write its report to files."""
    for kind, words in reversed(KINDS.items()):
        command = click.option(f"--{kind}", f"to_{kind}", metavar="FILE", help=f"Write to FILE: {words}.")(command)
    return command


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
@_report_options
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

        wanted = [_countries(dyad) for dyad in dyads]
        found = stage.dialogues(
            _texts(given["db"]), reading(), stage.SILENT if silence is None else silence, until and until.date()
        )
        shown = [s for s in found.series if _asked(s, wanted, name)]
        if found.series and not shown:
            raise InputError("no series of meetings is left by what was asked for; dragoman dialogues shows all")
        _write(as_report(found, shown), given)


@click.command()
@_dyad_option
@click.option("--quote", metavar="WORDS", help="Only those in whose own words these stand.")
@_until_option
@_report_options
@setting_options("db")
def commitments(dyads: tuple[str, ...], quote: str | None, until: datetime | None, **given: Any) -> None:
    """Show who undertook what towards whom, how firmly and until when, who says so, and what came later.

    What is reaffirmed is put to the first time it was said, and is not counted again.
    """
    with told():
        from dragoman import pipeline
        from dragoman.series import commitments as stage
        from dragoman.series.commitments_told import told as as_report

        wanted = [_countries(dyad) for dyad in dyads]
        found = stage.commitments(_texts(given["db"]), pipeline.timexes, until and until.date())
        shown = [c for c in found.commitments if _meant(c, wanted, quote)]
        if found.commitments and not shown:
            raise InputError("no commitment is left by what was asked for; dragoman commitments shows all")
        _write(as_report(found, shown), given)


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


# ---------------------------------------------------------------- from the store


def _texts(db: str | None) -> Iterator[Text]:
    """The texts in which claims stand, each with its side."""
    from dragoman.query import Query
    from dragoman.series.texts import text_of
    from dragoman.store import Store

    with Store(settings_given({"db": db}).db, read_only=True) as store:
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


# ---------------------------------------------------------------- out


def _write(report: Report, given: dict[str, Any]) -> None:
    """Write the report to the files that were asked for, else to standard output."""
    from dragoman.reports import files

    targets = {kind: given[f"to_{kind}"] for kind in KINDS if given[f"to_{kind}"]}
    if "docx" in targets:
        files.needs_docx()
    for kind, target in targets.items():
        files.write(report, kind, Path(target))
    if not targets:
        from dragoman.output import standard_output
        from dragoman.reports import terminal

        with suppress(BrokenPipeError), standard_output() as write:
            write(terminal.text(report, shutil.get_terminal_size((100, 24)).columns))


COMMANDS = (dialogues, commitments)
