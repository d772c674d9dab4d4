"""Documents -> the store: coded in the order of the input, stored batch by batch.

What this version has stored already is passed over, so that a run that was stopped at any moment goes on where it
stopped and ends with what one whole run gives.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from time import monotonic

from dragoman import __version__, pipeline
from dragoman.errors import InputError
from dragoman.merge import meanings
from dragoman.ontology import DATA, load
from dragoman.parse import DEFAULT_PIPELINE
from dragoman.records import Document, Record
from dragoman.settings import NO_MODEL, PREFIX, knowledge_folder
from dragoman.store import Added, Run, Store, identified

BATCH = 8  # documents that are stored at once, or
SECONDS = 10.0  # as many as are coded in this time
LOOK = 64  # documents that the store is asked for at once
HEAD = 1 << 20  # bytes of a large file that stand for it, with its size

Coded = tuple[Record, dict[str, bytes]]  # a record, and the vectors of its claims' passages, by claim
Named = tuple[Document, str | None]  # a document under its text's identity, and the user's own id of it


@dataclass(frozen=True, slots=True)
class _Step:
    """One input on its way: a document that is stored already, or what is coded or failed (then None)."""

    known: Document | None
    own_id: str | None


def add(
    store: Store,
    documents: Iterable[Document | InputError],
    *,
    added: Added | None = None,
    spacy: str = DEFAULT_PIPELINE,
    workers: int | None = 1,
    again: bool = False,
) -> Iterator[Document | InputError]:
    """Code and store; gives each document when it was coded or found to be stored, each error in its place.

    `added` is told what became of them. With `again`, what this version stored already is coded anew.
    """
    run = this_run(spacy)
    way: deque[_Step] = deque()
    batch = _Batch(store, run, Added() if added is None else added)
    coded = pipeline.each(_unknown(store, documents, run.id, way, again), _coded, spacy, workers)
    for item, own_id in _in_order(coded, way):
        if isinstance(item, InputError):
            yield item
            continue
        batch.take(item, own_id)
        yield item if isinstance(item, Document) else item[0].document
    batch.store()


def _coded(document: Document, spacy: str) -> Coded:
    """The record of a document, and the vectors of its claims' passages, by claim."""
    record = pipeline.code_document(document, pipeline=spacy)
    return record, meanings.of_claims(document, record.claims)


class _Batch:
    """What waits to be stored."""

    def __init__(self, store: Store, run: Run, added: Added) -> None:
        self._store, self._run, self._added = store, run, added
        self._coded: list[tuple[Record, str | None]] = []
        self._vectors: dict[str, bytes] = {}
        self._known: list[Named] = []
        self._begun = monotonic()

    def take(self, item: Coded | Document, own_id: str | None) -> None:
        """Take one more; all are stored when they are many or old."""
        if isinstance(item, Document):
            self._known.append((item, own_id))
        else:
            if self._known:  # they came before
                self.store()
            record, vectors = item
            self._coded.append((record, own_id))
            self._vectors |= vectors
        if len(self._coded) + len(self._known) >= BATCH or monotonic() - self._begun > SECONDS:
            self.store()

    def store(self) -> None:
        """Store what waits, in the order in which it came."""
        if self._coded:
            self._added.also(self._store.put(self._coded, self._run, self._vectors))
        if self._known:
            self._added.also(self._store.note(self._known))
        self._coded, self._vectors, self._known, self._begun = [], {}, [], monotonic()


def _unknown(
    store: Store, documents: Iterable[Document | InputError], run: str, way: deque[_Step], again: bool
) -> Iterator[Document | InputError]:
    """What is to be coded; each input leaves its step on the way."""
    source, met = iter(documents), set[str]()
    for batch in iter(lambda: list(islice(source, LOOK)), []):
        named = [item if isinstance(item, InputError) else identified(item) for item in batch]
        stored = {} if again else store.coded_by(n[0].id for n in named if not isinstance(n, InputError))
        for item in named:
            if isinstance(item, InputError):
                way.append(_Step(None, None))
                yield item
                continue
            document, own_id = item
            known = document.id in met or stored.get(document.id) == run
            met.add(document.id)
            way.append(_Step(document if known else None, own_id))
            if not known:
                yield document


def _in_order(
    coded: Iterator[Coded | InputError], way: deque[_Step]
) -> Iterator[tuple[Coded | Document | InputError, str | None]]:
    """What was coded and what was known, in the order of the input, with the user's own ids."""
    for item in coded:
        yield from _known(way)
        yield item, way.popleft().own_id
    yield from _known(way)


def _known(way: deque[_Step]) -> Iterator[Named]:
    while way and (document := way[0].known) is not None:
        yield document, way.popleft().own_id


# ---------------------------------------------------------------- by what is coded


def this_run(spacy: str) -> Run:
    """By what documents are coded now: version, settings, weights, codebook, and what is known of the world."""
    model, lexicon = (os.environ.get(PREFIX + name, "") for name in ("MODEL", "LEXICON"))
    own = [knowledge_folder(), *(Path(named) for named in (model, lexicon) if named)]
    knowledge = [path for place in (DATA, *own) for path in _files(place)]
    codebook = [DATA / "plover.yaml", DATA / "contexts.yaml"]
    return Run(
        version=__version__,
        settings=json.dumps({"pipeline": spacy, "model": model if model in ("", NO_MODEL) else "own"}),
        model=f"{spacy} {_installed(spacy)}".strip(),
        model_hash=_hash(_weights(spacy)),
        codebook=load().version,
        codebook_hash=_hash(codebook),
        knowledge_hash=_hash([p for p in knowledge if p not in codebook]),
    )


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _weights(spacy: str) -> list[Path]:
    """The files of a spaCy pipeline, of a package or a folder."""
    folder = Path(spacy)
    if not folder.is_dir():
        found = find_spec(spacy) if spacy.isidentifier() else None
        folder = Path(found.origin).parent if found and found.origin else folder
    return [p for p in _files(folder) if p.suffix not in (".py", ".pyc")]


def _files(place: Path) -> list[Path]:
    """A file, or all files of a folder, in order of names; nothing where there is neither."""
    return [place] if place.is_file() else sorted(p for p in place.rglob("*") if p.is_file())


def _hash(files: Iterable[Path]) -> str:
    """A hash of the names, sizes and contents of files; of large ones the first megabyte counts."""
    whole = hashlib.sha256()
    for path in files:
        with path.open("rb") as stream:
            whole.update(f"{path.name} {path.stat().st_size}\n".encode())
            whole.update(stream.read(HEAD))
    return whole.hexdigest()[:16]
