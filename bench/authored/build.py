"""Turn documents.yaml into record.jsonl (texts with labelled claims) and record_inputs.jsonl (the texts alone).

documents_b.yaml, a second set in the same form, becomes record_b.jsonl and record_b_inputs.jsonl.

    python bench/authored/build.py [--check]

Quoted triggers and evidence become offsets; a quote that the text does not hold, a party that the cast does not name, a
type that the codebook does not know or a date that runs backwards stops the build with the document and the claim.
With --check nothing is written, and files that differ from what would be written are an error.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
SETS = (("documents.yaml", "record"), ("documents_b.yaml", "record_b"))
TYPES = ("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
         "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")  # fmt: skip
STATUSES = ("actual", "ongoing", "planned", "speculation", "negated", "denied", "historical")
KEYS = {"event", "type", "mode", "act", "trigger", "evidence", "nth", "trigger_nth", "actors", "recipients", "claimant",
        "status", "date", "place", "doubt", "actors_also", "recipients_also", "claimant_also"}  # fmt: skip
OWN_VOICE = {"text": None, "own_voice": True}

Row = dict[str, Any]


class BuildError(Exception):
    """A mistake in a set of documents; the message says where and what."""


def find(text: str, quote: str, nth: int = 1) -> list[int]:
    """[start, end] of the nth occurrence of a quote as whole words; a blank in it stands for any white space."""
    pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, quote.split())) + r"(?!\w)"
    spans = [list(m.span()) for m in re.finditer(pattern, text)]
    if len(spans) < nth:
        raise BuildError(f"occurrence {nth} of {quote!r} not found")
    return spans[nth - 1]


def party(cast: Row, key: str) -> Row:
    """The cast member of that key, as {text, country, sector}."""
    if key not in cast:
        raise BuildError(f"{key!r} is not in the cast")
    words, country, sector = cast[key]
    return {"text": words, "country": country, "sector": sector}


def voice(cast: Row, key: str) -> Row:
    """Who says it: a cast member, or the document itself for the key `own`."""
    return dict(OWN_VOICE) if key == "own" else party(cast, key)


def days(given: Any) -> list[str] | None:
    """A day or a pair of days as an interval, both inclusive."""
    if given is None:
        return None
    pair = given if isinstance(given, list) else [given, given]
    first, last = (dt.date.fromisoformat(str(d)) for d in pair)
    if last < first:
        raise BuildError(f"date runs backwards: {first} {last}")
    return [first.isoformat(), last.isoformat()]


def place(given: str | None) -> Row | None:
    """ "Name, ISO" or "Name" as {name, country}."""
    if given is None:
        return None
    name, _, country = given.partition(", ")
    return {"name": name, "country": country or None}


def check(given: Row) -> None:
    """Stop at unknown keys, types and statuses."""
    unknown = sorted(set(given) - KEYS)
    if unknown:
        raise BuildError(f"unknown keys {unknown}")
    if given["type"] not in TYPES or given.get("act", "AGREE") not in TYPES:
        raise BuildError(f"unknown type {given['type']} or act {given.get('act')}")
    if given.get("status", "actual") not in STATUSES:
        raise BuildError(f"unknown status {given['status']}")


def claim(text: str, cast: Row, given: Row) -> Row:
    """One claim in the form of the record set, its quotes turned into offsets."""
    check(given)
    start, end = find(text, given["evidence"], given.get("nth", 1))
    trigger = [start + i for i in find(text[start:end], given["trigger"], given.get("trigger_nth", 1))]
    made: Row = {k: given[k] for k in ("event", "type", "act", "mode") if k in given}
    for side in ("actors", "actors_also", "recipients", "recipients_also"):
        if side in given or not side.endswith("_also"):
            made[side] = [party(cast, key) for key in given.get(side, [])]
    made["claimant"] = voice(cast, given.get("claimant", "own"))
    if "claimant_also" in given:
        made["claimant_also"] = voice(cast, given["claimant_also"])
    made |= {
        "status": given.get("status", "actual"),
        "date": days(given.get("date")),
        "place": place(given.get("place")),
    }
    made |= {"trigger": trigger, "evidence": [start, end]}
    return made | ({"doubt": True} if given.get("doubt") else {})


def document(given: Row) -> Row:
    """One document with its claims in text order; the title is the first line of the text."""
    text = given["text"] if "title" not in given else f"{given['title']}\n{given['text']}"
    claims = []
    for number, one in enumerate(given["claims"], 1):
        try:
            claims.append(claim(text, given.get("cast", {}), one))
        except (BuildError, KeyError, ValueError) as error:
            raise BuildError(f"{given['id']}, claim {number} ({one.get('trigger')}): {error}") from None
    row = {"id": given["id"], "text": text, **({"title": given["title"]} if "title" in given else {})}
    row |= {"date": str(given["date"]), "publisher": given["publisher"], "lang": "en"}
    return row | {"gold": {"claims": sorted(claims, key=lambda c: (c["trigger"], c["evidence"], c["type"]))}}


def outputs() -> Iterator[tuple[Path, str]]:
    """Each file to write with its content."""
    seen: set[str] = set()
    for source, name in SETS:
        rows = [document(d) for d in yaml.safe_load((HERE / source).read_text(encoding="utf-8"))]
        ids = [r["id"] for r in rows]
        if len(seen | set(ids)) < len(seen) + len(ids):
            raise BuildError(f"{source}: an id is used twice")
        seen |= set(ids)
        bare = [{k: v for k, v in row.items() if k != "gold"} for row in rows]
        for stem, lines in ((name, rows), (f"{name}_inputs", bare)):
            yield HERE / f"{stem}.jsonl", "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def main() -> None:
    """Write the files, or with --check compare them."""
    try:
        for path, content in outputs():
            if "--check" not in sys.argv:
                path.write_text(content, encoding="utf-8")
            elif not path.exists() or path.read_text(encoding="utf-8") != content:
                raise BuildError(f"{path.name} is not what its source gives; run build.py")
    except BuildError as error:
        sys.exit(f"error: {error}")


if __name__ == "__main__":
    main()
