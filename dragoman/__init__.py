"""Dragoman: the sourced record of who did what to whom, according to whom, and how sure the text is.

The public verbs: `documents` and `from_text` read files and strings, `code` and `code_document` code them,
and, on their own, `attributions` (who said what), `timexes` (dates), `toponyms` (places), `how_said`, `who`
and `dealing` (the event type between two given parties);
`compare_accounts` lays accounts of one meeting side by side;
`Store` keeps what was coded, `add` codes into it, `Query` asks it.
They are imported when first used, so that `import dragoman` and `dragoman --help` stay quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.accounts import compare_accounts
    from dragoman.comparison import Comparison
    from dragoman.ingest import add
    from dragoman.pipeline import attributions, code, code_document, dealing, how_said, timexes, toponyms
    from dragoman.query import Query
    from dragoman.read import documents, from_text
    from dragoman.records import Claim, Document, Event, Record
    from dragoman.resolve.who import who
    from dragoman.store import Store

__version__ = "0.1.0"
__all__ = [
    "Claim", "Comparison", "Document", "Event", "Query", "Record", "Store", "add", "attributions", "code",
    "code_document", "compare_accounts", "dealing", "documents", "from_text", "how_said", "timexes", "toponyms", "who",
]  # fmt: skip

_HOMES = {
    "Query": "query",
    "Store": "store",
    "add": "ingest",
    "attributions": "pipeline",
    "code": "pipeline",
    "code_document": "pipeline",
    "compare_accounts": "accounts",
    "dealing": "pipeline",
    "how_said": "pipeline",
    "timexes": "pipeline",
    "toponyms": "pipeline",
    "documents": "read",
    "from_text": "read",
    "Claim": "records",
    "Comparison": "comparison",
    "Document": "records",
    "Event": "records",
    "Record": "records",
    "who": "resolve.who",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"dragoman.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
