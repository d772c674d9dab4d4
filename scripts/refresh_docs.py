"""Write anew what the pages of documentation show: the output below each `$ dragoman ...` line.

    python scripts/refresh_docs.py

Run in the repository's root, after a change of what Dragoman prints. tests/test_docs.py checks the same blocks. Only
blocks marked ```console are run. A last line "…" stands for the rest of a long output; it is kept, with as many
lines before it as the page shows.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
COLUMNS = "88"
MORE = "…"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (dragoman .*)\n", re.MULTILINE)


def pages() -> list[Path]:
    """README and the pages of docs, in order of names."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def blocks(page: str, language: str) -> list[str]:
    """What stands in the fenced blocks of one language, in order."""
    return [body for tag, body in BLOCK.findall(page) if tag == language]


def commands(block: str) -> Iterator[tuple[str, str]]:
    """(command, output shown) for each `$ dragoman` line of a console block."""
    parts = COMMAND.split(block)
    yield from zip(parts[1::2], parts[2::2], strict=True)


def run(command: str) -> str:
    """What a `dragoman ...` command prints on 88 columns, standard error included, blanks at line ends left out.

    It runs beside the samples, in a folder of its own with a store of the samples, but for `dragoman add`, which
    begins one. Settings of the environment and a user's own data have no part in it.
    """
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "samples").symlink_to(ROOT / "samples")
        if not command.startswith("dragoman add "):
            shutil.copy(_store_of_samples(), Path(folder) / "dragoman.db")
        return _run(command, folder)


@lru_cache(maxsize=1)
def _store_of_samples() -> Path:
    """A store that holds the samples; it goes when this process ends."""
    folder = tempfile.TemporaryDirectory()
    _KEPT.append(folder)
    (Path(folder.name) / "samples").symlink_to(ROOT / "samples")
    _run("dragoman add samples", folder.name)
    return Path(folder.name) / "dragoman.db"


_KEPT: list[tempfile.TemporaryDirectory[str]] = []


def _run(command: str, folder: str) -> str:
    nobody = str(ROOT / ".venv" / "nobody")
    env = {k: v for k, v in os.environ.items() if not k.startswith("DRAGOMAN_")}
    done = subprocess.run(
        [sys.executable, "-m", "dragoman", *shlex.split(command)[1:]], cwd=folder, check=False, text=True,
        encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env={**env, "COLUMNS": COLUMNS, "PYTHONIOENCODING": "utf-8", "XDG_DATA_HOME": nobody, "APPDATA": nobody},
    )  # fmt: skip
    return tidy(done.stdout)


def tidy(output: str) -> str:
    """Lines without blanks at their ends, no empty lines at the end."""
    return "\n".join(line.rstrip() for line in output.splitlines()).rstrip("\n") + "\n"


def cut(shown: str, output: str) -> str:
    """The output, cut where the page cuts it."""
    lines = tidy(shown).splitlines()
    if not lines or lines[-1] != MORE:
        return output
    return "\n".join([*output.splitlines()[: len(lines) - 1], MORE]) + "\n"


def refreshed(page: str) -> str:
    """The page with every output written anew."""

    def anew(match: re.Match[str]) -> str:
        if match[1] != "console":
            return match[0]
        told = [f"$ {command}\n{cut(shown, run(command))}" for command, shown in commands(match[2])]
        return f"```console\n{''.join(told)}```"

    return BLOCK.sub(anew, page)


def main() -> None:
    """Refresh all pages."""
    for path in pages():
        old = path.read_text(encoding="utf-8")
        new = refreshed(old)
        if new != old:
            path.write_text(new, encoding="utf-8")
            print(f"{path.relative_to(ROOT)} written anew")


if __name__ == "__main__":
    main()
