"""No test sees the knowledge that whoever runs the tests has added; those that need some make it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from store_at_hand import postgres, store, where  # noqa: F401  (fixtures of the tests of the store)

from dragoman.resolve import gazetteer, kb, own, own_index

OURS = ("shipped", "codes", "words", "_word_lists", "role_keys", "state_keys")  # of the package, whatever the user has


def forget() -> None:
    """Forget what was read from the user's folder."""
    for module in (own, own_index, kb, gazetteer):
        for name, value in vars(module).items():
            if hasattr(value, "cache_clear") and name not in OURS:
                value.cache_clear()


@pytest.fixture(scope="session", autouse=True)
def nobodys_knowledge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DRAGOMAN_KB", str(tmp_path_factory.mktemp("kb")))
        yield


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder for the user's knowledge; after it has changed, call `forget`."""
    folder = tmp_path / "own"
    monkeypatch.setenv("DRAGOMAN_KB", str(folder))
    forget()
    yield folder
    forget()
