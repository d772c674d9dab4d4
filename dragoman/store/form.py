"""Records as JSON and back. Fields that hold their default are left out; a span is a pair of numbers, a day a text."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from dragoman.records import Match, Span

T = TypeVar("T")
Reader = Callable[[Any], Any]


def written(value: Any, leave_out: tuple[str, ...] = ()) -> str:
    """A record as one line of JSON; `leave_out` names fields of the outermost record that are kept elsewhere."""
    held = plain(value)
    if isinstance(held, dict):
        held = {k: v for k, v in held.items() if k not in leave_out}
    return json.dumps(held, ensure_ascii=False, separators=(",", ":"))


def plain(value: Any) -> Any:
    """A record, tuple or day as what JSON knows."""
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, tuple):
        return [plain(v) for v in value]
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        kind: Any = type(value)
        held = ((name, getattr(value, name), default) for name, default in _defaults(kind))
        return {name: plain(v) for name, v, default in held if default is MISSING or v != default}
    return value


@lru_cache(maxsize=64)
def _defaults(kind: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((f.name, f.default) for f in fields(kind))


def read(kind: Callable[..., T], text: str, **more: Any) -> T:
    """The record of this kind that `text` holds; `more` gives the fields that are kept elsewhere.

    Raises ValueError, TypeError or KeyError where the text is no such record.
    """
    held = json.loads(text)
    return kind(**_values(kind, None)(held), **more)


def read_tuple(kind: Any, text: str) -> tuple[Any, ...]:
    """The tuple of values of this kind that a JSON list holds."""
    reader = _reader(kind)
    return tuple(reader(v) for v in json.loads(text))


@lru_cache(maxsize=64)
def _values(kind: Any, inner: Any) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    """What reads the fields of a record from a mapping; `inner` is what a generic record holds."""
    hints = get_type_hints(kind)
    readers = {f.name: _reader(inner if isinstance(hints[f.name], TypeVar) else hints[f.name]) for f in fields(kind)}
    return lambda held: {name: readers[name](value) for name, value in held.items()}


@lru_cache(maxsize=256)
def _reader(kind: Any) -> Reader:
    """What reads a value of this type from JSON."""
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _optional(_reader(next(a for a in args if a is not NoneType)))
    if origin is tuple:
        item = _reader(args[0])
        return lambda value: tuple(item(v) for v in value)
    if origin is Match:
        values = _values(Match, args[0])
        return lambda held: Match(**values(held))
    if kind is Span:
        return lambda value: Span(*value)
    if kind is date:
        return date.fromisoformat
    if is_dataclass(kind):
        return _whole(kind)
    return lambda value: value


def _optional(reader: Reader) -> Reader:
    return lambda value: None if value is None else reader(value)


def _whole(kind: Any) -> Reader:
    values = _values(kind, None)
    return lambda held: kind(**values(held))
