"""The words of page furniture from `data/layout.yaml`, compiled once, and the yes-or-no questions asked of one line."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import Any

MAX_FURNITURE_WORDS = 25
ITSELF = "="  # in layout.yaml: the line itself names the issuer


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    import yaml

    loaded: dict[str, Any] = yaml.safe_load((files("dragoman") / "data" / "layout.yaml").read_text("utf-8"))
    return loaded


@lru_cache(maxsize=16)
def words(key: str) -> frozenset[str]:
    """The word list `key` of layout.yaml, lower case, for membership tests only."""
    return frozenset(str(w).casefold() for w in _data()[key])


@lru_cache(maxsize=8)
def pattern(key: str) -> re.Pattern[str]:
    """The patterns under `key` as one, matched from the start of a line, ignoring case."""
    value = _data()[key]
    parts = [value] if isinstance(value, str) else value
    return re.compile("|".join(f"(?:{p})" for p in parts), re.IGNORECASE)


@lru_cache(maxsize=1)
def headers() -> tuple[tuple[re.Pattern[str], str | None], ...]:
    """(pattern, issuer) of the lines that head official texts; issuer None where the line does not tell, or ITSELF."""
    return tuple((re.compile(p, re.IGNORECASE), issuer) for p, issuer in _data()["headers"])


@lru_cache(maxsize=1)
def official_titles() -> tuple[re.Pattern[str], ...]:
    """Patterns of titles of official texts, most telling first; the group `issuer` where a title names it."""
    return tuple(re.compile(p, re.IGNORECASE) for p in _data()["official_titles"])


def official_sites() -> dict[str, str | None]:
    """Issuer by the end of a host name."""
    sites: dict[str, str | None] = _data()["official_sites"]
    return sites


def is_boilerplate(line: str) -> bool:
    """Whether the whole line is page furniture (share bar, subscription, copyright, "Read more")."""
    if len(line.split()) > MAX_FURNITURE_WORDS:
        return False
    return pattern("boilerplate").match(line) is not None


def is_label(line: str) -> bool:
    """Whether the whole line names the kind of piece ("COMMENT", "Full text.")."""
    return line.strip(" .:*|-").casefold() in words("labels")


def is_caption(line: str) -> bool:
    """Whether the line opens with a caption's label ("PHOTO: ...")."""
    head, colon, rest = line.partition(":")
    return bool(colon and rest.strip()) and head.strip(" (*[").casefold() in words("captions")


def header(line: str) -> tuple[bool, str | None]:
    """(whether the line heads an official text, the issuer that it names or None)."""
    bare = line.strip(" *.:_\u200e\u202f").replace("\u202f", " ")
    if len(bare.split()) > MAX_FURNITURE_WORDS or (line.endswith(".") and len(bare.split()) > 3):
        return False, None
    for rule, issuer in headers():
        if rule.match(bare):
            if issuer != ITSELF:
                return True, issuer
            if _is_name(bare):
                return True, bare if pattern("official_publishers").search(bare) else None
    return False, None


def _is_name(line: str) -> bool:
    """Whether the words are a name: capitals but for the small words between."""
    small = words("name_particles")
    return all(not w[0].isalpha() or w[0].isupper() or w.casefold() in small for w in line.split())
