"""The documentation says what the program does: commands, options, settings, examples and the outputs shown.

In README and docs, blocks marked ```python are run, one namespace a page (those with >>> as doctests), and blocks
marked ```console are run and must print what they show. Other marks (sh, text, json) are for reading only.
"""

from __future__ import annotations

import doctest
import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import pytest

from dragoman.cli import main
from dragoman.settings import TABLE, flag, variable

ROOT = Path(__file__).parent.parent


def _refresh_docs() -> ModuleType:
    spec = importlib.util.spec_from_file_location("refresh_docs", ROOT / "scripts" / "refresh_docs.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


docs: Any = _refresh_docs()
PAGES = docs.pages()
USAGE = (ROOT / "docs" / "usage.md").read_text(encoding="utf-8")


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def commands(group: click.Group, before: str = "dragoman") -> Iterator[tuple[str, click.Command]]:
    """Every command with its full name, those inside others too."""
    for name, command in sorted(group.commands.items()):
        yield f"{before} {name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{before} {name}")


def section(name: str) -> str:
    """What docs/usage.md says of `dragoman code`, or of `dragoman kb add` in the section on `dragoman kb`."""
    heading = " ".join(name.split()[:2])
    found = re.search(rf"^## {heading}\b.*?(?=^## |\Z)", USAGE, re.MULTILINE | re.DOTALL)
    return found[0] if found else ""


COMMANDS = dict(commands(main))
OPTIONS = [
    (name, option)
    for name, command in COMMANDS.items()
    for parameter in command.params
    if isinstance(parameter, click.Option)
    for option in parameter.opts
]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_told(name: str) -> None:
    assert re.search(rf"(## |`){name}\b", section(name)), f"docs/usage.md does not tell of {name}"


@pytest.mark.parametrize(("name", "option"), OPTIONS)
def test_every_option_is_told(name: str, option: str) -> None:
    assert re.search(rf"`{option}[ `]", section(name)), f"docs/usage.md does not tell of {option} of {name}"


@pytest.mark.parametrize("setting", TABLE, ids=lambda s: s.name)
def test_every_setting_is_told(setting: Any) -> None:
    assert f"`{flag(setting)}" in USAGE
    assert f"`{variable(setting)}`" in (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")


EXAMPLES = [p for p in PAGES if docs.blocks(p.read_text(encoding="utf-8"), "python")]


@pytest.mark.parametrize("path", EXAMPLES, ids=named)
def test_python_examples_run(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    space: dict[str, Any] = {"__name__": "example"}
    for block in docs.blocks(path.read_text(encoding="utf-8"), "python"):
        if ">>>" in block:
            _doctest(block, space, path)
        else:
            exec(compile(block, named(path), "exec"), space)


def _doctest(block: str, space: dict[str, Any], path: Path) -> None:
    test = doctest.DocTestParser().get_doctest(block, space, named(path), named(path), 0)
    test.globs = space
    told: list[str] = []
    options = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    result = doctest.DocTestRunner(optionflags=options).run(test, out=told.append, clear_globs=False)
    assert result.failed == 0, "".join(told)


SHOWN = [
    (path, command, shown)
    for path in PAGES
    for block in docs.blocks(path.read_text(encoding="utf-8"), "console")
    for command, shown in docs.commands(block)
]


@pytest.mark.parametrize(("path", "command", "shown"), SHOWN, ids=[f"{named(p)}: {c}" for p, c, _ in SHOWN])
def test_outputs_are_what_the_program_prints(path: Path, command: str, shown: str) -> None:
    assert docs.cut(shown, docs.run(command)) == docs.tidy(shown), "make docs writes the pages anew"


def test_the_readme_shows_an_output_on_its_first_screen() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert any(line.startswith("$ dragoman code samples/") for line in lines[:25])


LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)")
LINKS = [(path, target) for path in PAGES for target in LINK.findall(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(("path", "target"), LINKS, ids=[f"{named(p)}: {t}" for p, t in LINKS])
def test_links_lead_somewhere(path: Path, target: str) -> None:
    assert (path.parent / target).exists()


def test_every_page_is_linked_from_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert not [p.name for p in PAGES[1:] if f"docs/{p.name}" not in readme]


TABLES = sorted(p for p in (ROOT / "dragoman" / "data").rglob("*") if p.suffix in (".tsv", ".sqlite", ".csv", ".json"))


@pytest.mark.parametrize("path", TABLES, ids=lambda p: p.name)
def test_every_table_of_data_has_its_origin_told(path: Path) -> None:
    pages = (ROOT / "docs").glob("data*.md")
    assert any(f"{path.name}`" in page.read_text(encoding="utf-8") for page in pages), "tell of it in docs/data.md"
