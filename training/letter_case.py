"""Write dragoman/data/letter_case.tsv: how words are written in running text, for texts that are all in capitals.

    python training/letter_case.py

Counted over our own passages (`training/corpus/`), each word inside its sentence, and over the names in
`dragoman/data/actors/` that no passage has in small letters. Only words are kept for which the general rule of
`dragoman/letter_case.py` is wrong.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
from dragoman.letter_case import WORD, usual  # noqa: E402 - the root must be on the path first
from dragoman.words import is_common  # noqa: E402
from training.corpus import corpus  # noqa: E402

ACTORS = ROOT / "dragoman" / "data" / "actors"
SURE = ("countries.tsv", "officeholders.tsv")  # names even where English has the word too
NAMED = (*SURE, "organisations.tsv", "groups.tsv", "agencies.tsv", "bodies.tsv", "places.tsv")
COLUMNS = {"countries.tsv": slice(1, 8), "officeholders.tsv": slice(0, 2)}  # those that hold names
HEAD = "# How words are written inside a sentence, where it is not as usual. Made by training/letter_case.py.\n"


def main() -> None:
    """Write the table and say how many words it holds."""
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for example in corpus():
        for found in WORD.finditer(example.text):
            before = example.text[: found.start()].rstrip(" \"'“”‘’(")
            if before and before[-1] not in ".:!?–—" and "headline" not in example.tags:
                seen[found.group().lower()][found.group()] += 1
    for name in NAMED:
        for line in (ACTORS / name).read_text("utf-8").splitlines()[1:]:
            cells = line.split("\t")
            for word in WORD.findall(" ".join(cells[COLUMNS[name]] if name in COLUMNS else cells)):
                if not word.islower() and word.lower() not in seen and (name in SURE or not is_common(word.lower())):
                    seen[word.lower()][word] += 1
    rows = {low: forms.most_common(1)[0][0] for low, forms in seen.items()}
    kept = sorted(form for low, form in rows.items() if form != usual(low) and not re.search(r"\d", form))
    (ROOT / "dragoman" / "data" / "letter_case.tsv").write_text(HEAD + "\n".join(kept) + "\n", encoding="utf-8")
    print(f"{len(kept)} words")


if __name__ == "__main__":
    main()
