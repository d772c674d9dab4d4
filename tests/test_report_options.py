"""What a command that makes a report does with the files asked for: written whole, or told in a line why not."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from report_at_hand import REPORT

from dragoman.command_options import settings_given
from dragoman.kb_commands import told
from dragoman.report_options import report_files, report_options, write_report
from dragoman.reports import files


@click.command()
@report_options
def told_of(**given: Any) -> None:
    """A command that makes the sample report."""
    with told():
        wanted = report_files(given)
        write_report(REPORT, wanted, settings_given(given))


def run(*words: str) -> Result:
    return CliRunner().invoke(told_of, words)


def test_it_is_printed_where_no_file_is_named() -> None:
    printed = run("--width", "90")
    assert printed.exit_code == 0
    assert "Two accounts of one meeting" in printed.stdout
    assert "\x1b[" not in printed.stdout
    assert "\x1b[" in run("--color", "always").stdout


def test_every_kind_is_written_and_then_nothing_is_printed(tmp_path: Path) -> None:
    words = [word for kind in files.WRITERS for word in (f"--{kind}", str(tmp_path / f"report.{kind}"))]
    printed = run(*words)
    assert (printed.exit_code, printed.output) == (0, "")
    for kind in files.WRITERS:
        assert (tmp_path / f"report.{kind}").read_bytes() == files.content(REPORT, kind)


def test_text_goes_to_standard_output_too() -> None:
    assert run("--md", "-").stdout == files.content(REPORT, "md").decode()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--docx", "-"], "a Word document is not written to standard output"),
        (["--html", "-", "--md", "-"], "was given twice"),
        (["--html", "here/../same", "--md", "same"], "was given twice"),
        (["--html", "nowhere/report.html"], "there is no folder nowhere"),
        (["--html", "folder"], "it is a folder"),
        (["--docx", "locked/report.docx"], "cannot be written"),
        (["--md", "/dev/full"], "No space left on device"),
        (["--docx", "/dev/full"], "No space left on device"),
    ],
)
def test_what_cannot_be_written_is_told_in_a_line(
    words: list[str], reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "here").mkdir()
    (tmp_path / "folder").mkdir()
    (tmp_path / "locked").write_text("a file where a folder is wanted")
    printed = run(*words)
    assert printed.exit_code == 1
    assert reason in printed.stderr
    assert printed.stderr.startswith("dragoman: ") and printed.stderr.count("\n") == 1
    assert printed.stdout == ""


def test_what_stood_there_stays_where_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "report.html"
    target.write_text("before")

    def full(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    printed = run("--html", str(target))
    assert printed.exit_code == 1 and "nothing was changed" in printed.stderr
    assert target.read_text() == "before"
    assert [p.name for p in tmp_path.iterdir()] == ["report.html"]


def test_without_the_library_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    printed = run("--docx", str(tmp_path / "report.docx"))
    assert printed.exit_code == 1
    assert "pip install 'dragoman[docx]'" in printed.stderr
