"""Coding asks nothing of the network: it works with sockets blocked."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from dragoman.cli import main

ROOT = Path(__file__).parent.parent


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every connection and every look-up of a name fails, and is written down."""
    asked: list[Any] = []

    def refuse(*given: Any, **_: Any) -> None:
        asked.append(given)
        raise OSError("the network is blocked by this test")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)
    return asked


def test_the_block_blocks(no_network: list[Any]) -> None:
    with pytest.raises(OSError, match="blocked"):
        socket.create_connection(("127.0.0.1", 9), timeout=1)
    assert len(no_network) == 1


@pytest.mark.parametrize("format", ["text", "jsonl"])
def test_all_samples_are_coded_without_a_network(no_network: list[Any], format: str) -> None:
    done = CliRunner().invoke(main, ["code", str(ROOT / "samples"), "--format", format])
    assert done.exit_code == 0, done.output
    assert "Sri Lanka frees 11 Indian fishermen" in done.output  # the web page was read as well
    assert no_network == []
