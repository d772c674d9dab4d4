"""Options of commands, made from the table of settings, and the settings that a user gave by them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import Field
from typing import Any

import click

from dragoman.errors import InputError
from dragoman.settings import TABLE, Settings, flag, load, use

Command = Callable[..., Any]


def setting_options(*names: str) -> Callable[[Command], Command]:
    """What gives a command one flag for each of these settings, in the order of the table."""

    def give(command: Command) -> Command:
        for setting in reversed(TABLE):
            if setting.name in names:
                command = click.option(flag(setting), setting.name, **_option(setting))(command)
        return command

    return give


def _option(setting: Field[Any]) -> dict[str, Any]:
    kind, choices = setting.metadata["kind"], setting.metadata["choices"]
    types: dict[str, Any] = {
        "number": click.IntRange(min=1), "share": click.FloatRange(0, 1), "day": click.DateTime(["%Y-%m-%d"]),
    }  # fmt: skip
    words = setting.metadata["help"]
    if kind in ("text", "number") and setting.default is not None:
        words += f"  [default: {setting.default}]"
    option: dict[str, Any] = {"help": words, "default": None, "metavar": setting.metadata["metavar"] or None}
    if kind == "switch":
        return {"help": words, "is_flag": True, "default": None}
    if choices:
        option["type"] = click.Choice(choices)
    elif kind in types:
        option["type"] = types[kind]
    return {**option, "multiple": True} if kind == "list" else option


def settings_given(given: dict[str, Any]) -> Settings:
    """The settings from flags and environment; the user's own files are put to use. Ends at wrong usage."""
    if given.get("published"):
        given["published"] = given["published"].date()
    try:
        settings = load(given)
        use(settings)
    except InputError as error:
        raise click.UsageError(str(error)) from error
    return settings
