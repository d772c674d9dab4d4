"""The rules of the house that keep it simple, read off the source files."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "dragoman"
FILES = sorted(PACKAGE.rglob("*.py"))
STAGES = ("read", "parse", "find", "resolve", "decide", "merge", "compare")
SEE_ALL = (
    "pipeline",
    "scale",
    "cli",
    "kb_commands",
    "who_where",
    "knowledge",
    "ingest",
    "store_commands",
    "query_command",
    "merge_commands",
    "accounts",
    "compare_commands",
    "retellings",
    "statements",
    "phrase_commands",
    "series_commands",
    "progress",
    "web",
    "__init__",
)
NAMELESS = ("utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "core")
ANCESTORS = ("Protocol", "Exception", "Error", "Generic")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def stage(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def test_records_import_the_standard_library_only_and_stay_short() -> None:
    path = PACKAGE / "records.py"
    assert {name.split(".")[0] for name in imports(path)} <= set(sys.stdlib_module_names)
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_stage_imports_no_other_stage(path: Path) -> None:
    own = stage(path)
    if own in SEE_ALL:
        return
    seen = {name.split(".")[1] for name in imports(path) if name.startswith("dragoman.")}
    others = {other for other in STAGES if other in seen and other != own}
    assert not others, f"{path.name} imports {sorted(others)}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_modules_are_short_and_say_what_they_hold(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 400, f"{len(lines)} lines: split it"
    assert path.stem not in NAMELESS


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_classes_inherit_only_from_protocols_errors_and_records(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef):
            bases = {ast.unparse(base).split("[")[0] for base in node.bases}
            assert bases <= set(ANCESTORS), f"{node.name} inherits from {sorted(bases)}"


def test_folders_hold_three_modules_or_more() -> None:
    for folder in (p for p in PACKAGE.iterdir() if p.is_dir() and (p / "__init__.py").exists()):
        assert len(list(folder.glob("*.py"))) >= 4, folder.name


def test_only_the_project_is_spoken_of() -> None:
    """No machine paths in what is shipped."""
    for path in PACKAGE.rglob("*"):
        if path.suffix in (".py", ".yaml", ".tsv", ".md"):
            assert "/work/" not in path.read_text(encoding="utf-8"), path.name
