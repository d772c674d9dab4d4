"""Score predicted records against labelled ones: who did what to whom, when, where, according to whom, how surely.

    python bench/score_record.py --gold GOLD.jsonl --pred PRED.jsonl

Both files hold one document a line, joined on `id`; a gold row has `gold.claims`, a prediction `claims`. A document
without prediction has no claims. A predicted claim may stand for a gold claim of its type whose trigger or evidence it
overlaps. The pairing is one to one, finds as many certain gold claims as it can and then prefers pairs that agree; gold
claims marked `doubt` are neither missed nor false. Figures are percentages; null where nothing was there to be judged.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

Row = dict[str, Any]
Table = list[list[int]]
HAPPENED = ("actual", "ongoing")
SLOTS = ("actor_country", "recipient_country", "claimant", "status", "date", "place_country")
DIRECTED = ("visit", "third-party")


def meet(a: list[int] | None, b: list[int] | None) -> bool:
    """Whether two character ranges share a character."""
    return a is not None and b is not None and a[0] < b[1] and b[0] < a[1]


def words(text: str | None) -> set[str]:
    """The words of a name without accents, case, articles and possessive ending."""
    plain = unicodedata.normalize("NFKD", text or "").lower().replace("’", "'")
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return set(re.findall(r"\w+", re.sub(r"'s?\b", " ", plain))) - {"the", "a", "an"}


def lands(parties: list[Row] | None) -> set[str]:
    """The countries (or organisation codes) of a list of parties."""
    return {p["country"].upper() for p in parties or [] if p.get("country")}


def parties_right(gold: Row, pred: Row) -> tuple[bool, bool]:
    """Whether the actors' and the recipients' countries are right; in mutual deeds it does not matter who is which."""
    found = [lands(pred.get(side)) for side in ("actors", "recipients")]
    wanted = [[lands(gold[k]) for k in (s, s + "_also") if k in gold] for s in ("actors", "recipients")]
    right = [found[0] in wanted[0], found[1] in wanted[1]]
    if gold["type"] in ("CONSULT", "COOPERATE") and gold.get("mode") not in DIRECTED and not all(right):
        same = lands(gold["actors"] + gold["recipients"]) == found[0] | found[1]
        right = [same, same]
    return right[0], right[1]


def one_voice(gold: Row | None, pred: Row | None) -> bool:
    """Whether two claimants are one; null and the document's own voice are the same."""
    a, b = ({} if not c or c.get("own_voice") or not c.get("text") else c for c in (gold, pred))
    if not a or not b:
        return not a and not b
    same_land = not a.get("country") or a["country"] == (b.get("country") or "").upper()
    return same_land and bool(words(a["text"]) & words(b["text"]))


def date_right(gold: Row, pred: Row, published: str | None) -> bool:
    """A dated claim must be met by the interval; where the text gives no day, none is right, and so is the week before
    publication for what has happened."""
    found = pred.get("date")
    wanted = [d for d in (gold["date"], gold.get("date_also")) if d]
    if not found:
        return not wanted
    if not wanted and published and gold["status"] in HAPPENED:
        wanted = [[str(dt.date.fromisoformat(published) - dt.timedelta(days=7)), published]]
    return any(found[0][:10] <= last and first <= found[1][:10] for first, last in wanted)


def verdicts(gold: Row, pred: Row, published: str | None) -> dict[str, bool | None]:
    """Each slot right, wrong, or None where the gold leaves it open."""
    actor, recipient = parties_right(gold, pred)
    where = (gold.get("place") or {}).get("country")
    claimant = any(one_voice(gold[k], pred.get("claimant")) for k in ("claimant", "claimant_also") if k in gold)
    place = (pred.get("place") or {}).get("country") == where if where else None
    right = (actor, recipient, claimant, gold["status"] == pred.get("status"), date_right(gold, pred, published), place)
    return dict(zip(SLOTS, right, strict=True))


def likeness(gold: Row, pred: Row) -> int:
    """0 where a predicted claim cannot stand for a gold claim, else more the better they agree."""
    spans = [[c.get("trigger"), c.get("evidence")] for c in (gold, pred)]
    if gold["type"] != pred.get("type") or not any(meet(a, b) for a in spans[0] for b in spans[1]):
        return 0
    right = verdicts(gold, pred, None)
    return 1 + 4 * meet(gold["trigger"], pred.get("trigger")) + sum(bool(right[k]) for k in SLOTS[:4])


def claim_partner(i: int, table: Table, owner: dict[int, int], seen: set[int]) -> bool:
    """Find row i a free column, moving others where needed (augmenting path); owner is column -> row."""
    for j in sorted(range(len(table[i])), key=lambda j: -table[i][j]):
        if table[i][j] and j not in seen:
            seen.add(j)
            if j not in owner or claim_partner(owner[j], table, owner, seen):
                owner[j] = i
                return True
    return False


def better(table: Table, owner: dict[int, int], columns: int) -> bool:
    """Make one exchange that raises the total likeness; False when there is none."""
    for j, i in list(owner.items()):
        for other in range(columns):
            k = owner.get(other)
            if other == j or not table[i][other] or (k is not None and not table[k][j]):
                continue
            gain = table[i][other] - table[i][j] + (table[k][j] - table[k][other] if k is not None else 0)
            if gain > 0:
                owner[other] = i
                del owner[j]
                owner |= {} if k is None else {j: k}
                return True
    return False


def pairing(gold: list[Row], pred: list[Row]) -> dict[int, int]:
    """Gold index -> predicted index, certain gold claims served first."""
    table = [[likeness(g, p) for p in pred] for g in gold]
    owner: dict[int, int] = {}
    for i in sorted(range(len(gold)), key=lambda i: (bool(gold[i].get("doubt")), i)):
        claim_partner(i, table, owner, set())
    while better(table, owner, len(pred)):
        pass
    return {i: j for j, i in owner.items()}


def count_document(row: Row, got: list[Row], n: Counter[str]) -> None:
    """Add one document's counts."""
    want = row["gold"]["claims"]
    pairs = pairing(want, got)
    partner = {j: want[i] for i, j in pairs.items()}
    n["no_event_claims"] += 0 if want else len(got)
    for j, p in enumerate(got):
        if partner.get(j, {}).get("doubt"):
            continue
        n["pred"] += 1
        happened = p.get("status") in HAPPENED
        n["pred_happened"] += happened
        n["happened_true"] += happened and partner.get(j, {}).get("status") in HAPPENED
    for i, g in enumerate(want):
        if g.get("doubt"):
            continue
        n["gold"] += 1
        n["gold_happened"] += g["status"] in HAPPENED
        if i in pairs:
            n["found"] += 1
            n["happened_found"] += g["status"] in HAPPENED and got[pairs[i]].get("status") in HAPPENED
            for slot, right in verdicts(g, got[pairs[i]], row.get("date")).items():
                n["asked " + slot] += right is not None
                n["right " + slot] += bool(right)


def percent(part: int, whole: int) -> float | None:
    """A percentage, or None of nothing."""
    return round(100 * part / whole, 2) if whole else None


def score(gold: list[Row], pred: dict[str, list[Row]]) -> Row:
    """The figures that the command prints."""
    n: Counter[str] = Counter()
    for row in gold:
        count_document(row, pred.get(row["id"], []), n)
    claims = {"P": percent(n["found"], n["pred"]), "R": percent(n["found"], n["gold"])}
    out: Row = {"claims": claims | {"F1": percent(2 * n["found"], n["pred"] + n["gold"])}}
    out["actual_precision"] = percent(n["happened_true"], n["pred_happened"])
    out["actual_recall"] = percent(n["happened_found"], n["gold_happened"])
    out |= {slot: percent(n["right " + slot], n["asked " + slot]) for slot in SLOTS}
    return out | {"no_event_claims": n["no_event_claims"]}


def read(path: str) -> list[Row]:
    """The rows of a JSONL file."""
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", required=True)
    parser.add_argument("--pred", required=True)
    given = parser.parse_args()
    gold, rows = read(given.gold), read(given.pred)
    unknown = {r["id"] for r in rows} - {r["id"] for r in gold}
    if unknown or len({r["id"] for r in rows}) < len(rows):
        sys.exit(f"error: {given.pred}: ids unknown to the gold or given twice {sorted(unknown)[:3]}")
    print(json.dumps(score(gold, {r["id"]: r.get("claims") or [] for r in rows}), indent=1))


if __name__ == "__main__":
    main()
