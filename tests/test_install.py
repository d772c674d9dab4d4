"""What a user installs stays small: at most 64 packages and 700 MB, no deep-learning framework among them."""

from __future__ import annotations

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

MOST_PACKAGES = 64
MOST_MEGABYTES = 700
TOO_HEAVY = ("torch", "tensorflow", "jax", "transformers")
WITH_PYTHON = {"pip", "setuptools"}  # every environment has them, so pip freeze leaves them out
ROOT = Path(__file__).parent.parent


def normal(name: str) -> str:
    """A package's name as pip compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def needed(package: str) -> dict[str, Distribution]:
    """All that a package needs, itself left out, by normal name; extras count only where they are asked for."""
    found: dict[str, Distribution] = {}
    waiting = [Requirement(package)]
    while waiting:
        wanted = waiting.pop()
        try:
            dist = distribution(wanted.name)
        except PackageNotFoundError:
            continue
        if normal(wanted.name) not in found or wanted.extras:
            found[normal(wanted.name)] = dist
            for line in dist.requires or []:
                needs = Requirement(line)
                if asked_for(needs, wanted.extras) and (normal(needs.name) not in found or needs.extras):
                    waiting.append(needs)
    return {name: dist for name, dist in found.items() if name != normal(package)}


def asked_for(needs: Requirement, extras: set[str]) -> bool:
    """Whether a requirement holds on this machine, for a package asked for with `extras`."""
    return needs.marker is None or any(needs.marker.evaluate({"extra": e}) for e in ("", *sorted(extras)))


@pytest.fixture(scope="module")
def core() -> dict[str, Distribution]:
    return needed("dragoman")


def test_few_packages(core: dict[str, Distribution]) -> None:
    assert len(core) <= MOST_PACKAGES, sorted(core)


def test_few_megabytes(core: dict[str, Distribution]) -> None:
    files = {str(file.locate()) for dist in core.values() for file in dist.files or []}
    files |= {str(path) for path in (ROOT / "dragoman").rglob("*")}
    size = sum(Path(file).stat().st_size for file in files if Path(file).is_file()) / 1e6
    assert 100 < size <= MOST_MEGABYTES


def test_nothing_heavy_even_in_the_lock(core: dict[str, Distribution]) -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = {normal(line.split("==")[0]) for line in lock.splitlines() if line and not line.startswith("#")}
    assert not [name for name in TOO_HEAVY if name in core or name in pinned]
    assert set(core) <= pinned | WITH_PYTHON, "make lock writes the lock anew"


def test_the_lock_names_versions_only() -> None:
    """No hosts and no paths: any index and any machine will do."""
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    assert all(re.fullmatch(r"[\w.-]+==[\w.!+]+", line) for line in lines)
