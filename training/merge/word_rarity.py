"""Write dragoman/data/word_rarity.tsv: how common the stems of English words are.

    pip install wordfreq==3.1.1
    python training/merge/word_rarity.py

A row is a stem and ten times the logarithm (base 10) of its occurrences in a thousand million words, the frequencies of
all words of that stem summed. Stems below 30 (one in a million words) are left out: they count as rare.
"""

from __future__ import annotations

import math
import re
import sys
from collections import Counter
from pathlib import Path

from wordfreq import iter_wordlist, word_frequency

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))
from dragoman.words import stem  # noqa: E402 - the repository's root must be on the path first

LEAST = 30
HEAD = "# How common the stems of English words are (see docs/data.md). From wordfreq 3.1.1 (data CC BY-SA 4.0).\n"


def main() -> None:
    """Write the table and say how many stems it holds."""
    summed: Counter[str] = Counter()
    for word in iter_wordlist("en", "large"):
        if re.fullmatch(r"[a-z]+", word):
            summed[stem(word)] += word_frequency(word, "en", "large")
    rows = sorted((s, round(10 * math.log10(f * 1e9))) for s, f in summed.items())
    kept = [(s, n) for s, n in rows if n >= LEAST]
    lines = "".join(f"{s}\t{n}\n" for s, n in kept)
    (ROOT / "dragoman" / "data" / "word_rarity.tsv").write_text(HEAD + "stem\tfrequency\n" + lines, encoding="utf-8")
    print(f"{len(kept)} stems")


if __name__ == "__main__":
    main()
