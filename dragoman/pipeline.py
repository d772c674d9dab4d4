"""The only module that knows the order: documents -> claims -> events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice

from dragoman import merge
from dragoman.decide import decide
from dragoman.errors import InputError
from dragoman.find.mentions import mentions
from dragoman.parse import DEFAULT_PIPELINE, parse
from dragoman.records import Claim, Document, Record
from dragoman.resolve import claims

BATCH = 8


def code_document(document: Document, pipeline: str = DEFAULT_PIPELINE) -> Record:
    """The record of one document: its claims, merged into events. Raises NotInstalled without the parser."""
    sentences = parse(document, pipeline)
    setting = claims.read(document, sentences)
    found: list[Claim] = []
    for mention in mentions(document, sentences):
        sentence = sentences[mention.sentence]
        claim = decide(claims.claim(setting, mention), document.text[sentence.start : sentence.end], document.published)
        if claim is not None:
            found.append(claim)
    return Record(document, merge.events(document, tuple(found)))


def code(
    documents: Iterable[Document | InputError], *, pipeline: str = DEFAULT_PIPELINE, workers: int = 1
) -> Iterator[Record | InputError]:
    """Records in the order of the input, an InputError standing where its document would; same bytes for any `workers`."""
    if workers <= 1:
        for item in documents:
            yield item if isinstance(item, InputError) else code_document(item, pipeline)
        return
    source = iter(documents)
    with ProcessPoolExecutor(workers) as pool:
        waiting = []
        for batch in iter(lambda: list(islice(source, BATCH)), []):
            waiting.append(pool.submit(_batch, batch, pipeline))
            if len(waiting) > 4 * workers:
                yield from waiting.pop(0).result()
        for future in waiting:
            yield from future.result()


def _batch(items: list[Document | InputError], pipeline: str) -> list[Record | InputError]:
    return [item if isinstance(item, InputError) else code_document(item, pipeline) for item in items]
