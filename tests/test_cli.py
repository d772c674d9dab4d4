"""The command: flags, formats, exit status, what goes to which stream."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from records_at_hand import RECORD, TEXT

import dragoman.pipeline
from dragoman.cli import main
from dragoman.errors import InputError, NotInstalled
from dragoman.output import whole_file
from dragoman.records import Document, Record
from dragoman.settings import OF_THE_STORE, TABLE, flag, load, markdown, variable

DOCS = Path(__file__).parent.parent / "docs"


def fake_code(
    documents: Iterable[Document | InputError], *, pipeline: str = "", workers: int | None = 1
) -> Iterator[Record | InputError]:
    """Code each document as the record at hand."""
    if pipeline == "missing":
        raise NotInstalled("the spaCy pipeline 'missing' is not installed: pip install it")
    for item in documents:
        yield item if isinstance(item, InputError) else replace(RECORD, document=replace(item, text=TEXT))


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(dragoman.pipeline, "code", fake_code)
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    return path


def run(*words: object, text: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(w) for w in words], input=text)


def test_the_report_is_the_default(article: Path) -> None:
    result = run("code", article)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("Graustark envoy visits Strelsau\n") and "What happened" in result.stdout
    assert "\x1b[" not in result.stdout and result.stderr == ""


@pytest.mark.parametrize(("format_", "lines"), [("jsonl", 1), ("plover", 4), ("csv", 6)])
def test_formats(article: Path, format_: str, lines: int) -> None:
    result = run("code", article, "--format", format_, "--status", "happened", "--status", "denied",
                 "--status", "speculation", "--status", "historical")  # fmt: skip
    assert result.exit_code == 0
    rows = result.stdout.splitlines()
    assert len(rows) == lines + (1 if format_ == "csv" else 0)  # one quote runs over two lines
    if format_ != "csv":
        assert all(json.loads(row) for row in rows)


def test_selection_by_flag(article: Path) -> None:
    result = run("code", article, "--format", "plover", "--status", "denied")
    assert [json.loads(r)["event"] for r in result.stdout.splitlines()] == [["COERCE"]]
    result = run("code", article, "--claimant", "foreign ministry", "--width", 60)
    assert "Ruritanian foreign ministry" in result.stdout and "own voice" not in result.stdout


def test_failed_inputs_are_named_and_the_rest_is_coded(article: Path, tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_text("nonsense\n")
    result = run("code", tmp_path / "none.txt", article, tmp_path / "b.jsonl")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 2
    assert all(line.startswith(f"dragoman: {tmp_path}") for line in result.stderr.splitlines())
    assert "What happened" in result.stdout


@pytest.mark.parametrize(
    "words",
    [
        ["code"], ["code", "a.txt", "--format", "xml"], ["code", "a.txt", "--workers", "0"],
        ["code", "a.txt", "--published", "soon"], ["code", "a.txt", "--nonsense"], ["decode"],
    ],
)  # fmt: skip
def test_wrong_usage_is_2(words: list[str]) -> None:
    result = run(*words)
    assert result.exit_code == 2 and "Traceback" not in result.output


def test_a_wrong_environment_is_wrong_usage(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_WORKERS", "many")
    result = run("code", article)
    assert result.exit_code == 2 and "DRAGOMAN_WORKERS: 'many' is not a whole number" in result.output


def test_a_missing_pipeline_is_said_in_a_line(article: Path) -> None:
    result = run("code", article, "--pipeline", "missing")
    assert result.exit_code == 1
    assert result.stderr == "dragoman: the spaCy pipeline 'missing' is not installed: pip install it\n"


def test_standard_input(article: Path) -> None:
    result = run("code", "-", text=TEXT)
    assert result.exit_code == 0 and "standard input" in result.stdout


def test_out_is_written_whole_or_not_at_all(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("before")
    result = run("code", article, "--format", "jsonl", "--out", out)
    assert result.exit_code == 0 and result.stdout == ""
    assert json.loads(out.read_text("utf-8"))["document"]["publisher"] is None
    result = run("code", article, "--out", tmp_path / "nowhere" / "out.txt")
    assert result.exit_code == 1 and "cannot be written" in result.stderr
    result = run("code", article, "--out", tmp_path)
    assert result.exit_code == 1 and "it is a folder" in result.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt", "out.jsonl"]


def test_an_error_while_writing_leaves_what_was_there(tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    out.write_text("before")
    with pytest.raises(InputError, match="No space left"), whole_file(out) as write:
        write("half")
        raise OSError(28, "No space left on device")
    assert out.read_text() == "before" and [p.name for p in tmp_path.iterdir()] == ["out.txt"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_said_in_a_line(article: Path) -> None:
    result = run("code", article, "--out", "/dev/full")
    assert result.exit_code == 1
    assert result.stderr == "dragoman: /dev/full: cannot be written (No space left on device); nothing was changed\n"


ONE = """import sys
import dragoman.pipeline
sys.path.insert(0, sys.argv.pop(1))
from test_cli import fake_code
dragoman.pipeline.code = fake_code
from dragoman.cli import main
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell with head")
def test_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"text": f"Text {n}."}) + "\n" for n in range(3000)))
    command = [sys.executable, "-c", ONE, str(Path(__file__).parent), "code", str(path), "--format", "jsonl"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout and process.stderr
    assert process.stdout.readline()
    process.stdout.close()
    errors = process.stderr.read()
    assert process.wait() in (0, 1) and errors == b""


def test_help_is_quick() -> None:
    command = [sys.executable, "-c", "from dragoman.cli import main; main(['--help'])"]
    best = 9.0
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        best = min(best, time.perf_counter() - start)
    assert best < 0.3


def test_version() -> None:
    assert run("--version").stdout == f"dragoman {dragoman.__version__}\n"


def test_every_setting_has_a_flag_a_variable_and_a_line_of_documentation() -> None:
    words, documented = run("code", "--help").stdout, markdown()
    assert documented in (DOCS / "settings.md").read_text("utf-8"), (
        "docs/settings.md is not what settings.markdown() says"
    )
    for setting in TABLE:
        assert flag(setting) in (words if setting.name not in OF_THE_STORE else run("add", "--help").stdout)
        assert f"`{variable(setting)}`" in documented
        assert setting.metadata["help"]


@pytest.mark.parametrize(
    ("given", "environment", "name", "value"),
    [
        ({}, {}, "workers", None),
        ({}, {"DRAGOMAN_WORKERS": "4"}, "workers", 4),
        ({"workers": 2}, {"DRAGOMAN_WORKERS": "4"}, "workers", 2),
        ({}, {"DRAGOMAN_WIDE": "yes"}, "wide", True),
        ({}, {"DRAGOMAN_STATUS": "denied, negated"}, "status", ("denied", "negated")),
        ({"claimant": "own"}, {}, "claimant", ("own",)),
    ],
)
def test_a_flag_beats_the_environment(
    given: dict[str, object], environment: dict[str, str], name: str, value: object
) -> None:
    assert getattr(load(given, environment), name) == value


@pytest.mark.parametrize(
    "given", [{"colour": 1}, {"workers": 0}, {"status": "maybe"}, {"confidence": 2}, {"published": "x"}, {"wide": "?"}]
)
def test_settings_that_do_not_do(given: dict[str, object]) -> None:
    with pytest.raises(InputError):
        load(given, {})


def test_the_default_pipeline_is_the_parsers() -> None:
    from dragoman.parse import DEFAULT_PIPELINE

    assert load({}, {}).pipeline == DEFAULT_PIPELINE


def test_end_to_end(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "GENEVA, 3 May 2016 - France's foreign minister met his German counterpart on Monday, Berlin said.\n"
    )
    found = subprocess.run(
        [sys.executable, "-m", "dragoman.cli", "code", str(path), "--format", "jsonl"],
        capture_output=True, env={**os.environ, "PYTHONIOENCODING": "ascii"}, check=False,
    )  # fmt: skip
    assert found.returncode == 0, found.stderr
    assert json.loads(found.stdout)["document"]["dateline"] == "Geneva"
