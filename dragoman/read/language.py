"""In what language a text is: only English is coded, and no text is taken for English that is not."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

SAMPLE = 4000  # characters judged
MIN_WORDS = 40  # fewer words than this are never judged by their words
MIN_FOREIGN_LETTERS = 30
# The commonest English words: a text in English has one in three of them or so, one in another language few.
_COMMON = frozenset(["the", "of", "and", "to", "in", "a", "that", "is", "was", "for", "on", "with", "as", "by", "said"])
_ENGLISH_SHARE = 0.12
_LATIN_SHARE = 0.4


def foreign(text: str) -> str | None:
    """The name of the language where `text` is surely not English, else None; a short text is given the benefit."""
    sample = text[:SAMPLE]
    letters = [c for c in sample if c.isalpha()]
    latin = sum(c < "\u0250" or "\u1e00" <= c <= "\u1eff" for c in letters)
    if len(letters) >= MIN_FOREIGN_LETTERS and latin < _LATIN_SHARE * len(letters):
        return _identify(sample)
    words = re.findall(r"[^\W\d_]+", sample.casefold())
    if len(words) < MIN_WORDS or sum(w in _COMMON for w in words) >= _ENGLISH_SHARE * len(words):
        return None
    name = _identify(sample)
    return None if name == "English" else name


def name(code: str) -> str:
    """The English name of the language with this ISO 639 code, the code itself where it is unknown."""
    return _names().get(re.split(r"[-_]", code.casefold())[0], code)


def declared(label: str) -> str | None:
    """The language that a label names by code or name ("es", "en-GB", "Spanish"); None for any other word."""
    named = name(label.strip()).casefold()
    return next((n for n in _names().values() if n.casefold() == named), None)


def _identify(sample: str) -> str:
    import py3langid

    code: str = py3langid.classify(sample.lower() if sample.isupper() else sample)[0]
    return name(code)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    import yaml

    names: dict[str, str] = yaml.safe_load((files("dragoman") / "data" / "languages.yaml").read_text("utf-8"))
    return names
