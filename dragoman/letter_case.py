"""A text all in capitals -> the same text as it would usually be written, letter for letter.

Taggers know names by their capitals; old agency wires, bulletins and headlines have nothing but capitals. A common
English word becomes lower-case, another one a name; data/letter_case.tsv holds the words for which that is wrong.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from dragoman.words import is_common

WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]\b)*")
CAPITALS = 0.85  # share of the letters from which a text is one in capitals
FEWEST = 20  # letters; a shorter one may be a name
STOPS = ".!?"
MONTH = re.compile(r"(?<=\d )(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*\b")  # "19 MARCH" is no march


def recased(text: str) -> str:
    """The text as usually written, of the same length; a text that is not in capitals as it stands."""
    letters = [c for c in text if c.isalpha()]
    if len(letters) < FEWEST or sum(c.isupper() for c in letters) < CAPITALS * len(letters):
        return text
    out, at, opening = [], 0, True
    for found in WORD.finditer(text):
        between = text[at : found.start()]
        opening = opening or any(c in STOPS for c in between) or MONTH.match(text, found.start()) is not None
        out += [between, _cased(found.group(), opening)]
        at, opening = found.end(), False
    return "".join([*out, text[at:]])


def usual(word: str) -> str:
    """How a lower-case word is written by the general rule."""
    return word if is_common(word) else word.capitalize()


def _cased(word: str, opening: bool) -> str:
    low = word.lower()
    form = _forms().get(low) or usual(low)
    if len(form) != len(word):  # a letter whose small form has another length
        return word
    return form[0].upper() + form[1:] if opening else form


@lru_cache(maxsize=1)
def _forms() -> dict[str, str]:
    table = (files("dragoman") / "data" / "letter_case.tsv").read_text("utf-8").splitlines()
    return {form.lower(): form for form in table if not form.startswith("#")}
