"""Spellings: what two ways of writing one name have in common.

`norm` gives the form under which words are looked up: lower case, without accents, dots, hyphens and
possessive endings, so that "U.S.", "US" and "U.S.'s" or "Côte d'Ivoire" and "Cote d'Ivoire" agree.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

SINGLE = str.maketrans(
    {
        "ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe",
        "ß": "ss", "’": "'", "‘": "'", "ʼ": "'", "`": "'", "–": "-", "—": "-", "‐": "-",
    }
)  # fmt: skip
DROPPED = re.compile(r"[.\-'’&/]+|'s$|’s$")
PLAIN = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)*")
SPELLINGS = re.compile(r"\b(?:m[ou]h?amm?[aeo]d|abd[aou]ll?ah)\b")
WORDS = re.compile(r"[\s\-]+")


@lru_cache(maxsize=65536)
def norm(word: str) -> str:
    """Lookup form of one token: '' for hyphens, dots and possessive endings; other punctuation stays."""
    low = word.translate(SINGLE).lower()
    if low in ("'s", "'", "-", ".", "s'"):
        return ""
    if not low.isascii():
        low = "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))
    low = low.removesuffix("'s")
    return DROPPED.sub("", low)


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """Lookup form of a name: the lookup forms of its words, one blank between them.

    A comma or bracket inside a name is a barrier on both sides, as it is in running text.
    """
    if PLAIN.fullmatch(name):
        return name.lower()
    spaced = re.sub(r"([,()\"])", r" \1 ", name.translate(SINGLE))
    spaced = re.sub(r"'s\b", "", spaced)
    return " ".join(n for n in (norm(w) for w in WORDS.split(spaced)) if n)


@lru_cache(maxsize=8192)
def one_spelling(lookup: str) -> str:
    """A lookup form with common transliterations of one name brought to one form (Mohamed, Muhammad)."""
    return SPELLINGS.sub(lambda m: "muhammad" if m[0].startswith("m") else "abdullah", lookup)


def acronym(name: str) -> bool:
    """True for 'US', 'U.S.A.', 'ISI', 'G-8': capitals (and digits) only, at most seven letters."""
    bare = re.sub(r"[.\-/+&]", "", name)
    return 1 < len(bare) <= 7 and bare.isupper() and " " not in bare


def identifier(name: str, country: str | None, role: str | None) -> str:
    """Stable identifier of someone whom no source names: a hash of name, country and role (design, "The values")."""
    basis = "\x1f".join((key(name), country or "", role or ""))
    return "p-" + hashlib.sha256(basis.encode()).hexdigest()[:12]


def near(left: str, right: str) -> bool:
    """True where two lookup forms of six letters or more differ by one letter added, lost, changed or swapped."""
    if left == right:
        return True
    if min(len(left), len(right)) < 6 or abs(len(left) - len(right)) > 1 or left[0] != right[0]:
        return False
    start = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    a, b = left[start:], right[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
