"""`dragoman merge`, `same`, `different` and `copies`: one event, many tellings. Imports happen in the commands."""

from __future__ import annotations

import getpass
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import click

from dragoman.command_options import setting_options, settings_given
from dragoman.errors import InputError
from dragoman.kb_commands import told
from dragoman.wording import counted

if TYPE_CHECKING:
    from dragoman.merge.lineage import Copy
    from dragoman.records import Document, Judgement
    from dragoman.store import Store

AT_ONCE = 1000
MANY = 100_000  # claims, from which merging takes more than a minute or two


@dataclass(frozen=True, slots=True)
class Done:
    """What merging a store changed: judgements added and taken back, events made anew; and what it holds now."""

    judged: int
    withdrawn: int
    changed: int
    shared: int
    copies: int


def merge_store(store: Store) -> Done:
    """Merge all current claims of a store: judge what is not judged so yet, and derive the events anew that change.

    Nothing is lost: judgements are appended, and whoever runs this twice changes nothing the second time.
    """
    from dragoman.merge import across
    from dragoman.merge.joining import MACHINE
    from dragoman.query import Query

    _make_vectors(store)
    standing = store.judgements()
    people = [j for j in standing if j.by != MACHINE]
    merged = across.merge(store.records(Query()), people, vectors=store.vectors())
    before = {(j.left, j.right): j for j in standing if j.by == MACHINE}
    found = {_pair(j): j for j in merged.judgements}
    new = [j for pair, j in found.items() if _verdict(before.get(pair)) != _verdict(j)]
    gone = [pair for pair in before if pair not in found]
    for start in range(0, len(new), AT_ONCE):
        store.judge(new[start : start + AT_ONCE])
    for left, right in gone:
        store.withdraw(left, right, MACHINE, "no longer likely")
    events = list(across.events(store.records(Query()), merged))
    store.derive(events)
    store.mark_witnesses(merged.family)
    shared = len(across.spread(merged))
    return Done(len(new), len(gone), len(events), shared, sum(d != first for d, first in merged.family.items()))


def merge_again(store: Store) -> None:
    """Merge a store that was merged before, and say so; where it is large, only say that it should be merged.

    Coding anew puts each new claim into an event of its own document; the judgements, which name claims, stay.
    """
    from dragoman.merge.joining import MACHINE

    if not any(j.by == MACHINE for j in store.judgements()):
        return
    if store.sizes()["claims"] > MANY:
        click.echo(f"{store.name}: claims coded anew stand alone until you give: dragoman merge")
        return
    _say(store, merge_store(store))


def _make_vectors(store: Store) -> None:
    """Make the vectors of passages that have none: those of a store from before, or stored without the encoder."""
    from dragoman import meaning
    from dragoman.merge import meanings

    while meaning.held() and (found := store.without_vector(AT_ONCE)):
        made = meanings.of_passages([passage for _, passage in found])
        store.put_vectors({claim: vector for (claim, _), vector in zip(found, made, strict=True)})


def _pair(j: Judgement) -> tuple[str, str]:
    return (j.left, j.right) if j.left < j.right else (j.right, j.left)


def _verdict(j: Judgement | None) -> tuple[bool, float, str] | None:
    return None if j is None else (j.same, j.score, j.why)


# ---------------------------------------------------------------- commands


@click.command()
@setting_options("db")
def merge(**given: Any) -> None:
    """Find the claims of different documents that tell of one event, and put them together.

    What people said (dragoman same, dragoman different) goes before what is found. Given again, it changes nothing.
    """
    with told():
        from dragoman.store import Store

        with Store(settings_given(given).db) as store:
            _say(store, merge_store(store))


def _say(store: Store, done: Done) -> None:
    parts = [
        f"{counted(done.judged, 'judgement')} added", f"{done.withdrawn} taken back" if done.withdrawn else "",
        f"{counted(done.changed, 'event')} made anew",
    ]  # fmt: skip
    click.echo(f"{store.name}: {', '.join(p for p in parts if p)}")
    held = "is told by several documents" if done.shared == 1 else "are told by several documents"
    click.echo(f"{counted(done.shared, 'event')} {held}; {counted(done.copies, 'document')} copied from another")


def _judging(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the arguments and options of a judgement."""
    for option in reversed((
        click.argument("left", metavar="ID"),
        click.argument("right", metavar="ID"),
        click.option("--by", metavar="NAME", help="Who says so.  [default: your name on this computer]"),
        click.option("--why", default="", metavar="WORDS", help="The reason, kept with the judgement."),
        click.option("--withdraw", is_flag=True, help="Take back what you said of the two."),
        click.option("--later", is_flag=True, help="Only note it; the next dragoman merge acts on it."),
        setting_options("db"),
    )):  # fmt: skip
        command = option(command)
    return command


@click.command()
@_judging
def same(**given: Any) -> None:
    """Say that two claims (or the first claims of two events) tell of one event; this goes before what is found."""
    _judge(True, given)


@click.command()
@_judging
def different(**given: Any) -> None:
    """Say that two claims tell of different events; nothing that is found will put them together again."""
    _judge(False, given)


def _judge(alike: bool, given: dict[str, Any]) -> None:
    with told():
        from dragoman.merge.joining import MACHINE
        from dragoman.records import Judgement
        from dragoman.store import Store

        left, right, by, why, withdraw, later = (
            given.pop(name) for name in ("left", "right", "by", "why", "withdraw", "later")
        )
        by = by or getpass.getuser()
        if by == MACHINE:
            raise InputError(f"--by {MACHINE}: is how Dragoman signs its own judgements; give another name")
        with Store(settings_given(given).db) as store:
            one, two = (_claim(store, name) for name in (left, right))
            if one == two:
                raise InputError(f"{left} and {right} are the same claim")
            if withdraw:
                store.withdraw(one, two, by, why)
            else:
                store.judge([Judgement(one, two, alike, float(alike), by, why)])
            click.echo(f"noted: {by} {'takes back what was said of' if withdraw else 'judged'} {one} and {two}")
            if not later:
                _say(store, merge_store(store))


def _claim(store: Store, given: str) -> str:
    """The claim that an id names; an event stands for its first claim, whose id it has."""
    kind, name = store.find(given)
    if kind == "document":
        raise InputError(f"{given}: is a document; dragoman show {given} lists its claims")
    return name


@click.command()
@click.option("--format", "format_", type=click.Choice(("text", "jsonl")), default="text",
              help="How to write: text for reading, jsonl for programs.  [default: text]")  # fmt: skip
@setting_options("db")
def copies(format_: str, **given: Any) -> None:
    """List the texts that were made from another one, and what was changed on the way."""
    with told():
        from dragoman.output import standard_output
        from dragoman.store import Store

        with Store(settings_given(given).db, read_only=True) as store, standard_output() as write:
            for copy, documents in _copies(store):
                write(json.dumps(asdict(copy), ensure_ascii=False) + "\n" if format_ == "jsonl" else
                      _told(copy, documents))  # fmt: skip


def _copies(store: Store) -> Iterator[tuple[Copy, dict[str, Document]]]:
    """The copies in a store, each with the documents of its family by id."""
    from dragoman.merge import lineage
    from dragoman.merge.tellings import text

    texts = [text(store.text(entry.id)) for entry in store.documents() if entry.kind == "text"]
    lineage.mark(texts)
    families: dict[str, list[str]] = {}
    for t in texts:
        families.setdefault(t.family, []).append(t.id)
    for name in sorted(name for name, found in families.items() if len(found) > 1):
        records = [store.record(document) for document in sorted(families[name])]
        documents = {r.document.id: r.document for r in records}
        for copy in lineage.copies(documents.values(), {r.document.id: r.claims for r in records}):
            yield copy, documents


def _told(copy: Copy, documents: dict[str, Document]) -> str:
    one, two = (documents[name] for name in (copy.source, copy.copy))
    names = [f"{d.id} ({d.publisher or d.title or d.origin})" for d in (two, one)]
    lines = [f"{names[0]} copies {names[1]}: {copy.share:.0%} of its wording; {copy.why}"]
    return "\n".join([*lines, *(f"    {change}" for change in copy.changes)]) + "\n"


COMMANDS = (merge, same, different, copies)
