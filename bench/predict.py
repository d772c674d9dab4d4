"""Run Dragoman on the inputs of the development sets and write the prediction formats of their scorers.

    python bench/predict.py TASK INPUT.jsonl OUTPUT.jsonl

Tasks: record, events, plv, plv-e2e, quad, quad-cameo, spans, triggers, attribution, geo, timex, modality, muc4,
readouts, dedup. (`quad-cameo` is scored as `quad`, with CAMEO's appeals and comments read as no event.)
(`triggers` gives the format of `spans`, for WikiEvents with the scorer's --untyped.)
The adapters only rename: what they hold of knowledge a user of Dragoman has too.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import dragoman
from dragoman import ontology
from dragoman.errors import InputError
from dragoman.merge.across import merge
from dragoman.merge.meanings import of_claims
from dragoman.records import HAPPENED, Actor, Claim, Document, Event, Match, Place, Record, Span, When
from dragoman.retellings import retellings, same_story

Row = dict[str, Any]
MODALITY = {"actual": "happened", "ongoing": "happened", "historical": "happened", "planned": "planned",
            "speculation": "hypothetical", "negated": "negated", "denied": "negated"}  # fmt: skip
ORGANISATIONS = {"UNO": "IGO", "EUR": "IGO"}
CALENDAR = re.compile(r"\d{4}-\d\d")
DEMANDS = re.compile(r"demand|order|insist|requir|must", re.I)
CONSIDERED = re.compile(r"consider|weigh|mull|explor|stud", re.I)
COMMENTS = re.compile(r"condolence|sympath|claim\w* (?:responsibility|credit)|responsibility", re.I)
PRONOUNS = ("i", "we", "us", "he", "him", "his", "she", "her", "it", "its", "they", "them", "their")
YIELD = ("CONCEDE", "RETREAT")
COUNTRIES = Path(dragoman.__file__).parent / "data" / "actors" / "countries.tsv"
NAMES = dict(line.split("\t")[:2] for line in COUNTRIES.read_text("utf-8").splitlines()[1:])
QUADS = {name: kind.quad for name, kind in ontology.load().types.items()}


def document(row: Row) -> Document:
    """The input row as a document; the text is taken as it stands."""
    fields = {k: row.get(k) for k in ("title", "publisher", "url") if row.get(k)}
    try:
        return dragoman.from_text(row["text"], id=row["id"], published=row.get("date"), language="en", **fields)
    except InputError:  # a date that cannot be read: the text may tell its own
        return dragoman.from_text(row["text"], id=row["id"], language="en", **fields)


def actor(match: Match[Actor], merge_organisations: bool = True) -> Row:
    """One party in the scorers' form."""
    a = match.value
    text = a.name if a.text.lower() in PRONOUNS else a.text
    country = ORGANISATIONS.get(a.country or "", a.country) if merge_organisations else a.country
    return {"text": text, "country": country, "sector": a.sector, "start": a.span.start, "end": a.span.end}


def pair(span: Span) -> list[int]:
    """A span as [start, end]."""
    return [span.start, span.end]


# ---------------------------------------------------------------- one function a task


def record(row: Row) -> Row:
    """Every claim with its slots, and the event that it tells of."""
    coded = dragoman.code_document(document(row))
    event_of = {c.id: e for e in coded.events for c in e.claims}

    def dated(c: Claim) -> Match[When] | None:
        """The claim's own day; for what has happened its event's, for a denial the day of the deed denied."""
        event = event_of[c.id]
        known = event.when is not None and any(other.when for other in event.claims)
        return c.when or (event.when if c.status in HAPPENED or (known and c.status == "denied") else None)

    return {"claims": [{
        "event": event_of[c.id].id, "type": c.type, "mode": c.mode,
        "actors": [actor(m, False) for m in c.actors], "recipients": [actor(m, False) for m in c.recipients],
        "claimant": None if c.claimant is None else actor(c.claimant, False), "status": c.status,
        "date": interval(dated(c)), "place": place(c.place or event_of[c.id].place),
        "trigger": pair(c.trigger), "evidence": pair(c.passage),
    } for c in coded.claims]}  # fmt: skip


def interval(when: Match[When] | None) -> list[str] | None:
    """The days of a deed, both inclusive."""
    return None if when is None else [when.value.first.isoformat(), when.value.last.isoformat()]


def place(match: Match[Place] | None) -> Row | None:
    """Where a deed happened."""
    return None if match is None else {"name": match.value.name, "country": match.value.country}


def event_row(c: Claim) -> Row:
    """A claim as one event of a sentence."""
    reciprocal = not c.recipients and len(c.actors) > 1
    return {"event_type": c.type, "source": [actor(m) for m in c.actors], "target": [actor(m) for m in c.recipients],
            "reciprocal": reciprocal}  # fmt: skip


def events(row: Row) -> Row:
    """The events that the text tells, whatever their status."""
    seen, out = set(), []
    for c in dragoman.code_document(document(row)).claims:
        made = event_row(c)
        key = json.dumps([made["event_type"], [a["text"] for a in made["source"]], [a["text"] for a in made["target"]]])
        if key not in seen:
            seen.add(key)
            out.append(made)
    return {"events": out}


def plv(row: Row) -> Row:
    """The type of what the given pair's one does to the other; the set's YIELD is one type, of material cooperation."""
    sides = [row[role] and Span(row[role]["start"], row[role]["end"]) for role in ("source", "target")]
    kind = dragoman.dealing(document(row), *sides).value
    return {"root": "YIELD", "quad": 2} if kind in YIELD else {"root": kind, "quad": QUADS[kind]}


def quad(row: Row) -> Row:
    """The quad class of the first event that the sentence tells; 0 for none."""
    claims = dragoman.code_document(document(row)).claims
    return {"quad": claims[0].quad if claims else 0}


def quad_cameo(row: Row) -> Row:
    """The same with CAMEO's appeals (02) and comments (01), which the set counts as no event, read as none.

    Appeals are REQUESTs but for demands and orders (CAMEO 10). Comments are denials (016), claims of responsibility
    (015), options considered (014) and condolences (018).
    """
    coded = dragoman.code_document(document(row))
    told = [c for c in coded.claims if not comment(c, coded.document.text)]
    return {"quad": told[0].quad if told else 0}


def comment(c: Claim, text: str) -> bool:
    """Whether a claim is one of CAMEO's appeals or comments."""
    word, passage = text[c.trigger.start : c.trigger.end], text[c.passage.start : c.passage.end]
    if c.type == "REQUEST":
        return not DEMANDS.match(word)
    considered = c.status == "speculation" and CONSIDERED.search(passage)
    return c.status == "denied" or bool(considered or COMMENTS.search(passage))


def spans(row: Row) -> Row:
    """Actor spans: source, target, or reciprocal for deeds that all parties do."""
    out: list[Row] = []
    for c in dragoman.code_document(document(row)).claims:
        kind = "reciprocal" if not c.recipients and len(c.actors) > 1 else "source"
        found = [(kind, m) for m in c.actors] + [("target", m) for m in c.recipients]
        for name, m in found:
            made = {"start": m.value.span.start, "end": m.value.span.end, "type": name}
            if made not in out:
                out.append(made)
    return {"spans": out}


def triggers(row: Row) -> Row:
    """The words that name deeds, as spans; the type is the codebook's."""
    found = {(c.trigger, c.type) for c in dragoman.code_document(document(row)).claims}
    return {"spans": [{"start": span.start, "end": span.end, "type": kind} for span, kind in sorted(found, key=str)]}


def muc4(row: Row) -> Row:
    """The incidents that a text tells of: each event of violence, threat of it or its attempt, with its slots.

    The set writes names in capitals, and knows bombing, kidnapping and arson by what the words say of the deed.
    """
    coded = dragoman.code_document(document(row))
    out = []
    for e in coded.events:
        violent = [c for c in e.claims if "ASSAULT" in (c.act, c.content_act)]
        if not violent or e.status in ("negated", "denied", "historical"):
            continue
        told = " ".join(coded.document.text[c.passage.start : c.passage.end].lower() for c in violent)
        lands = [e.place.value.country] if e.place else [m.value.country for m in e.recipients + e.actors]
        land = next((NAMES[k] for k in lands if k in NAMES), None)
        threat = e.status in ("planned", "speculation") or e.type == "THREATEN"
        out.append({"type": incident(e, told), "modality": "threatened" if threat else "happened",
                    "date": day(e.when) or row.get("date"), "country": land and land.upper(),
                    "perp": sorted({m.value.text.upper() for m in e.actors}),
                    "target": sorted({m.value.text.upper() for m in e.recipients})})  # fmt: skip
    return {"incidents": out}


def incident(event: Event, told: str) -> str:
    """The set's kind of an event of violence, by its mode and words."""
    if event.mode == "abduct":
        return "KIDNAPPING"
    kinds = (
        ("BOMBING", r"bomb|explo|dynamite|grenade|detonat|car bomb|mine\b"),
        ("ARSON", r"\bburn|set fire|arson|torch"),
    )
    return next((kind for kind, words in kinds if re.search(words, told)), "ATTACK")


def attribution(row: Row) -> Row:
    """Who said what; the set knows no nesting and takes a quotation that goes on as one."""
    rows: list[Row] = []
    for a in dragoman.attributions(document(row)):
        made = {role: [pair(s) for s in getattr(a, role)] for role in ("source", "cue", "content")}
        before = [r for r in rows if r["source"] == made["source"]] if a.carried and not a.cue else []
        if before:
            near = min(before, key=lambda r: min(abs(piece[0] - made["content"][0][0]) for piece in r["content"]))
            near["content"] = sorted(near["content"] + made["content"])
        else:
            rows.append(made)
    outer: list[Row] = []
    for made in sorted(rows, key=lambda r: -sum(end - start for start, end in r["content"])):
        at = (made["cue"] or made["content"])[0][0]
        if not any(start <= at < end for r in outer for start, end in r["content"]):
            outer.append(made)
    return {"attributions": sorted(outer, key=lambda r: r["content"])}


def geo(row: Row) -> Row:
    """Place names with their points."""
    out = []
    for t in dragoman.toponyms(document(row)):
        made: Row = {"start": t.span.start, "end": t.span.end}
        if t.place is not None:
            p = t.place.value
            made |= {"lat": p.latitude, "lon": p.longitude, "country": p.country}
        out.append(made)
    return {"toponyms": out}


def timex(row: Row) -> Row:
    """Temporal expressions that name a calendar month, a day or a part of it, with TIMEX3 type and value.

    Years, durations and "now" are found too (`dragoman.timexes` gives them all) but date no event; the set marks
    times only in the opening of its texts, so that whatever is told of the rest counts as false there.
    """
    found = [t for t in dragoman.timexes(document(row)) if t.type in ("DATE", "TIME") and CALENDAR.match(t.value)]
    return {"timexes": [{"start": t.span.start, "end": t.span.end, "type": t.type, "value": t.value} for t in found]}


def modality(row: Row) -> Row:
    """How the given triggers are said, and when; without given triggers those that Dragoman finds."""
    doc = document(row)
    if "triggers" in row:
        said = dragoman.how_said(doc, [Span(t["start"], t["end"]) for t in row["triggers"]])
        return {"events": [made(span, how.status, when) for span, how, when in said]}
    return {"events": [made(c.trigger, c.status, c.when) for c in dragoman.code_document(doc, least=0.0).claims]}


def made(span: Span, status: str, when: Any) -> Row:
    """One event of the modality task."""
    return {"start": span.start, "end": span.end, "modality": MODALITY[status], "date": day(when)}


def day(when: Match[When] | None) -> str | None:
    """A date as ISO 8601, as fine as the text says it."""
    if when is None:
        return None
    return when.value.first.isoformat()[: {"month": 7, "year": 4}.get(when.value.granularity, 10)]


def readouts(rows: list[Row], _: Path) -> Iterable[Row]:
    """The meetings that readouts tell of (countries, day, mode, modality, whose words), and which tell of one."""
    coded = [dragoman.code_document(document({**row, "publisher": None})) for row in rows]
    vectors = [of_claims(held.document, held.claims) for held in coded]
    merged = merge(coded, vectors={claim: vector for made in vectors for claim, vector in made.items()})
    shared: dict[str, list[int]] = defaultdict(list)
    for k, held in enumerate(coded):
        for event in {merged.event[c.id] for c in held.claims if c.type == "CONSULT" and c.status in HAPPENED}:
            shared[event].append(k)
    first = list(range(len(rows)))
    for told in shared.values():  # texts that share any meeting are of one cluster
        joined = {first[k] for k in told}
        first = [min(joined) if f in joined else f for f in first]
    for k, (row, held) in enumerate(zip(rows, coded, strict=True)):
        yield {"id": row["id"], "cluster": rows[first[k]]["id"], "events": meetings(row, held)}


def meetings(row: Row, coded: Record) -> list[Row]:
    """The meetings of two countries that a readout tells of."""
    out = []
    for e in coded.events:
        best = e.claims[0]
        lands = sorted({m.value.country for m in e.actors + e.recipients if m.value.country})
        if best.act == "CONSULT" and len(lands) == 2:
            status = "planned" if best.type == "AGREE" else best.status
            day = e.when.value.first.isoformat() if e.when else row.get("date")
            mode = "phone" if e.mode == "phone" else "meeting"
            out.append({"event_type": "CONSULT", "countries": lands, "date": day, "mode": mode,
                        "modality": MODALITY[status], "claimed_by": issuer(coded)})  # fmt: skip
    return out


def dedup(rows: list[Row], inputs: Path) -> Iterable[Row]:
    """Which mentions tell of one event, or which documents of one story; the texts lie beside the inputs."""
    texts = beside({row["doc"] for row in rows}, inputs.parent)
    if "start" not in rows[0]:
        stories = same_story([document(texts[row["doc"]]) for row in rows])
        return [{"id": row["id"], "cluster": name} for row, name in zip(rows, stories, strict=True)]
    mentions: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        mentions[row["doc"]].append(row)
    given = [(document(texts[d]), [Span(m["start"], m["end"]) for m in held]) for d, held in mentions.items()]
    named = zip(mentions.values(), retellings(given), strict=True)
    return [{"id": m["id"], "cluster": name} for held, names in named for m, name in zip(held, names, strict=True)]


def beside(wanted: set[str], folder: Path) -> dict[str, Row]:
    """The rows with a text that have these ids, from the files of a folder."""
    found: dict[str, Row] = {}
    for path in sorted(folder.glob("*.jsonl")):
        if len(found) < len(wanted):
            with path.open(encoding="utf-8") as lines:
                rows = (json.loads(line) for line in lines if line.strip())
                found |= {row["id"]: row for row in rows if row["id"] in wanted and "text" in row}
    return found


def issuer(coded: Record) -> str | None:
    """The country of the document's issuer where the text names it."""
    for match in dragoman.who(coded.document.issuer or "") if coded.document.issuer else ():
        return match.value.country
    return None


TASKS: dict[str, Callable[[Row], Row]] = {
    "record": record, "events": events, "plv": plv, "plv-e2e": events, "quad": quad, "quad-cameo": quad_cameo,
    "spans": spans, "triggers": triggers, "attribution": attribution, "geo": geo, "timex": timex, "modality": modality,
    "muc4": muc4,
}  # fmt: skip
TOGETHER: dict[str, Callable[[list[Row], Path], Iterable[Row]]] = {"readouts": readouts, "dedup": dedup}


def predictions(task: str, rows: Iterable[Row], inputs: Path) -> Iterable[Row]:
    """One prediction a row, with its id."""
    if task in TOGETHER:
        yield from TOGETHER[task](list(rows), inputs)
        return
    for number, row in enumerate(rows, 1):
        yield {"id": row["id"], **TASKS[task](row)}
        if sys.stderr.isatty() and number % 20 == 0:
            print(f"\r{number}", end="", file=sys.stderr)


def main() -> None:
    """Command line: see the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=sorted({*TASKS, *TOGETHER}))
    parser.add_argument("input", type=Path)
    parser.add_argument("output", type=Path)
    opt = parser.parse_args()
    with tempfile.TemporaryDirectory() as nobodys:  # not the knowledge that whoever runs this has added
        os.environ["DRAGOMAN_KB"] = nobodys
        run(opt)


def run(opt: argparse.Namespace) -> None:
    """Predict line by line."""
    with opt.input.open(encoding="utf-8") as lines, opt.output.open("w", encoding="utf-8") as out:
        rows = (json.loads(line) for line in lines if line.strip())
        for prediction in predictions(opt.task, rows, opt.input):
            out.write(json.dumps(prediction, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
