"""Place names -> places: which of the namesakes each name means.

A candidate's score is a sum of small functions, each of which may add a reason in the user's words: how well known
the place is, whether the text says what it lies in ("Paris, Texas", "the Syrian town of X"), which countries and
divisions the document names, how many of the other names have a namesake near by. One name has one sense in a
document, unless the text says otherwise of an occurrence.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from dragoman.records import Document, Match, Place, Sentence, Span, Toponym
from dragoman.resolve import gazetteer
from dragoman.resolve.gazetteer import Entry
from dragoman.resolve.toponyms import Found, words

MOST = 80  # candidates of one name that are weighed
NEAR_KM = 120.0
CELL = 2.0  # degrees, the size of a cell in which names support each other
PRIOR = {"country": 3.2, "continent": 4.0, "admin1": 0.3, "admin2": -0.6, "region": 3.5, "water": 3.2, "river": 2.8,
         "area": 2.8, "seat": 3.0, "base": 2.8, "site": 2.4}  # fmt: skip


@dataclass(slots=True)
class Context:
    """What the document says beside a name: weights of countries and divisions, and which cells its names point to."""

    countries: dict[str, float] = field(default_factory=dict)
    divisions: dict[tuple[str, str], float] = field(default_factory=dict)
    cells: dict[tuple[int, int], dict[str, float]] = field(default_factory=dict)
    countries_sure: dict[str, float] = field(default_factory=dict)
    weight: float = 0.0
    dateline: Entry | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate with its score and the reasons for it."""

    entry: Entry
    score: float
    reasons: tuple[str, ...]


def resolve(document: Document, sentences: tuple[Sentence, ...], found: list[Found]) -> list[Match[Place] | None]:
    """The place that each name means, in the order of `found`, or None."""
    containers = _containers(sentences, found)
    candidates = {f.key: _candidates(f) for f in found if f.how not in ("facility", "unlisted")}
    context = _context(document, found, candidates, {})
    chosen = _choose(found, candidates, containers, context)
    context = _context(document, found, candidates, chosen)
    chosen = _choose(found, candidates, containers, context)
    return [_answer(k, found, chosen, candidates, containers, context) for k in range(len(found))]


def _answer(
    k: int, found: list[Found], chosen: dict[int, Choice], candidates: dict[str, tuple[Entry, ...]],
    containers: dict[int, int], context: Context,
) -> Match[Place] | None:  # fmt: skip
    f, best = found[k], chosen.get(k)
    if best is not None and not _out_of_place(best, context):
        return _match(f, best, candidates.get(f.key, ()))
    if f.how == "facility":
        return _stand_in(k, found, chosen)
    outer = chosen.get(containers.get(k, -1))
    return _unlisted(f, outer.entry if outer else None, context)


def _out_of_place(best: Choice, context: Context) -> bool:
    """A small namesake in a country of which the text says nothing, while it speaks of others: not the one meant."""
    e = best.entry
    if best.reasons or context.weight < 3 or e.kind not in ("city", "admin2"):
        return False
    return e.population < (100_000 if e.alias else 15_000) and not context.countries_sure.get(e.country)


def _unlisted(f: Found, outer: Entry | None, context: Context) -> Match[Place] | None:
    """A settlement that the gazetteer lacks: only its country (and division) are given, where the text tells them."""
    if outer is not None:
        place = Place(f.text, f.span, f.text, outer.country or None, outer.admin1 or None)
        return Match(place, 0.5, f"not in the gazetteer; the text says that it lies in {outer.name}")
    best = max(sorted(context.countries_sure), key=lambda c: context.countries_sure[c], default=None)
    if best is None or context.countries_sure[best] < 0.4:
        return None
    return Match(Place(f.text, f.span, f.text, best), 0.3, "not in the gazetteer; taken to be in the country that the text is most about")


def rank(entries: Iterable[Entry], context: Context, container: Entry | None = None) -> list[Choice]:
    """The candidates, best first, with scores (no unit) and reasons."""
    made = []
    for e in entries:
        reasons: list[str] = []
        score = sum(rule(e, context, container, reasons) for rule in RULES)
        made.append(Choice(e, score, tuple(reasons)))
    return sorted(made, key=lambda c: (-c.score, -c.entry.population, c.entry.key))


def context_of(toponyms: tuple[Toponym, ...]) -> Context:
    """The context that resolved place names of a text make for another name."""
    context = Context()
    for top in toponyms:
        if top.place is None:
            continue
        p = top.place.value
        if p.country:
            context.countries[p.country] = context.countries.get(p.country, 0.0) + 1 / len(toponyms)
        if p.country and p.admin1:
            key = (p.country, p.admin1)
            context.divisions[key] = context.divisions.get(key, 0.0) + 1 / len(toponyms)
        if p.kind == "city" and p.latitude is not None and p.longitude is not None:
            cell = (math.floor(p.latitude / CELL), math.floor(p.longitude / CELL))
            context.cells.setdefault(cell, {})[gazetteer.normalise(p.name)] = 1.0
    return context


def shares(ranked: list[Choice]) -> list[float]:
    """Scores as shares of belief, in [0, 1], adding up to one."""
    raw = [math.exp(c.score - ranked[0].score) for c in ranked]
    return [round(x / sum(raw), 2) for x in raw]


def reason(choice: Choice) -> str:
    """What the place is and what speaks for it, in the user's words."""
    people = f"{choice.entry.population:,} inhabitants" if choice.entry.population else ""
    return ": ".join(x for x in (_said(choice.entry), ", ".join(x for x in (people, *choice.reasons) if x)) if x)


# ---------------------------------------------------------------- candidates


def _candidates(f: Found) -> tuple[Entry, ...]:
    if f.how == "demonym":
        meant = gazetteer.demonym(f.text)
        return (meant,) if meant else ()
    entries = gazetteer.lookup(f.text)
    country = [e for e in entries if e.kind == "country" and not e.alias]
    alias = [e for e in entries if e.kind == "country" and e.alias and e.population > 1_000_000]
    if country:
        return tuple(country) + tuple(e for e in entries if e.kind != "country")[: MOST // 4]
    return tuple(alias) + tuple(e for e in entries if e not in alias)[:MOST]


# ---------------------------------------------------------------- what contains what


def _containers(sentences: tuple[Sentence, ...], found: list[Found]) -> dict[int, int]:
    """Index of a name -> index of the name that the text says it lies in."""
    by_sentence: dict[int, list[int]] = defaultdict(list)
    for k, f in enumerate(found):
        by_sentence[f.sentence].append(k)
    table = {s.index: s for s in sentences}
    out: dict[int, int] = {}
    for index, members in by_sentence.items():
        for a, b in zip(members, members[1:], strict=False):
            between = [t.text.lower() for t in table[index].tokens[found[a].last + 1 : found[b].first]]
            if _right_contains(between, found[b]):
                out[a] = b
            elif _left_contains(between, found[a]):
                out[b] = a
    return out


def _right_contains(between: list[str], right: Found) -> bool:
    """"Paris, Texas"; "Homs in Syria"; "Leeds (England)"; "Goma, in eastern Congo"; "Ames, a town in Iowa"."""
    if right.how == "demonym":
        return False
    if between in ([","], ["("], ["in"], [",", "in"]):
        return True
    light = words()["direction"] | words()["sorts"].keys() | {"a", "an", "the", "in", ",", "'s", "’s", "-"}
    return 1 < len(between) <= 6 and "in" in between and all(w in light for w in between)


def _left_contains(between: list[str], left: Found) -> bool:
    """"Syria's Homs"; "the Syrian town of Homs"; "Syria's northern city of Aleppo"."""
    if not between or len(between) > 6 or left.how == "inside":
        return False
    if between in (["'s"], ["’s"]):
        return True
    light = words()["direction"] | words()["sorts"].keys() | {"of", "'s", "’s", "second", "largest", "capital", "main", "-", "held", "rebel", ","}
    return between[-1] == "of" and any(w in words()["sorts"] for w in between) and all(w in light for w in between)


# ---------------------------------------------------------------- context


def _context(
    document: Document, found: list[Found], candidates: dict[str, tuple[Entry, ...]], chosen: dict[int, Choice]
) -> Context:
    context = Context()
    lands: dict[str, float] = defaultdict(float)
    sure: dict[str, float] = defaultdict(float)
    divisions: dict[tuple[str, str], float] = defaultdict(float)
    for k, f in enumerate(found):
        best = chosen[k].entry if k in chosen else _certain(candidates.get(f.key, ()))
        if best is None:
            continue
        weight = 1.0 if best.kind in ("country", "admin1") else 0.6
        lands[best.country] += weight * (0.6 if f.how in ("demonym", "inside") else 1.0)
        if best.admin1:
            divisions[best.country, best.admin1] += weight
        if best.kind in ("country", "admin1", "area") or best.population > 300_000 or best.capital:
            sure[best.country] += weight
    lands.pop("", None)
    sure.pop("", None)
    context.weight = sum(sure.values())
    context.countries_sure = {k: v / (context.weight or 1.0) for k, v in sure.items()}
    total = sum(lands.values()) or 1.0
    context.countries = {k: v / total for k, v in lands.items()}
    total = sum(divisions.values()) or 1.0
    context.divisions = {k: v / total for k, v in divisions.items()}
    context.cells = _cells(found, candidates, chosen)
    if document.dateline:
        entries = gazetteer.lookup(document.dateline.split(",")[0].strip())
        context.dateline = entries[0] if entries else None
    return context


def _certain(entries: tuple[Entry, ...]) -> Entry | None:
    """The candidate that a name surely means before any context: the only one, a country, or a far more populous one."""
    if not entries:
        return None
    first = entries[0]
    if len(entries) == 1 or first.kind == "country":
        return first
    ordered = sorted(entries, key=lambda e: -e.population)
    same = [e for e in ordered[1:] if _km(e, ordered[0]) > NEAR_KM]
    return ordered[0] if not same or ordered[0].population > 200_000 and ordered[0].population > 15 * same[0].population else None


def _cells(
    found: list[Found], candidates: dict[str, tuple[Entry, ...]], chosen: dict[int, Choice]
) -> dict[tuple[int, int], dict[str, float]]:
    cells: dict[tuple[int, int], dict[str, float]] = defaultdict(dict)
    senses = {f.key: chosen[k].entry for k, f in enumerate(found) if k in chosen}
    for key, entries in candidates.items():
        local = [e for e in entries if e.kind in ("city", "admin2", "site", "seat", "base", "area")]
        for e in local:
            weight = 1 / math.sqrt(len(local))
            if senses and senses.get(key) is not None:
                weight = 1.0 if senses[key].key == e.key else 0.3 * weight
            cell = cells[_cell(e)]
            cell[key] = max(cell.get(key, 0.0), weight)
    return cells


def _cell(e: Entry) -> tuple[int, int]:
    return math.floor(e.latitude / CELL), math.floor(e.longitude / CELL)


# ---------------------------------------------------------------- the rules


def _fame(e: Entry, context: Context, container: Entry | None, reasons: list[str]) -> float:
    """How well known the place is: population, kind, capital."""
    score = 0.55 * math.log10(e.population + 100) if e.kind != "admin2" else 0.35 * math.log10(e.population + 100)
    score += PRIOR.get(e.kind, 0.0) + (1.2 if e.capital else 0.0)
    if e.capital:
        reasons.append("a capital")
    return score


def _wording(e: Entry, context: Context, container: Entry | None, reasons: list[str]) -> float:
    """A main name counts for more than an alternate one."""
    return -0.9 if e.alias and e.kind in ("city", "admin1", "admin2") else 0.0


def _contained(e: Entry, context: Context, container: Entry | None, reasons: list[str]) -> float:
    """The text says what the place lies in."""
    if container is None or container.key == e.key:
        return 0.0
    if container.kind == "country":
        fits = e.country == container.country and e.kind != "country"
    elif container.kind == "admin1":
        fits = e.country == container.country and e.admin1 == container.admin1 and e.kind not in ("admin1", "country")
    else:
        fits = _km(e, container) < NEAR_KM
    if fits:
        reasons.append(f"said to lie in {container.name}")
    return 4.0 if fits else -1.0


def _country(e: Entry, context: Context, container: Entry | None, reasons: list[str]) -> float:
    """The document names the country."""
    share = context.countries.get(e.country, 0.0)
    if share >= 0.15 and e.kind != "country":
        reasons.append("in a country that the text names")
    near = max((context.countries.get(n, 0.0) for n in gazetteer.neighbours(e.country)), default=0.0) if e.country else 0.0
    return 2.2 * math.sqrt(share) + 0.5 * near


def _division(e: Entry, context: Context, container: Entry | None, reasons: list[str]) -> float:
    """The document names the first-order division, or places in it."""
    share = context.divisions.get((e.country, e.admin1), 0.0) if e.admin1 else 0.0
    if share >= 0.1 and e.kind not in ("country", "admin1"):
        reasons.append(f"in {e.admin1}, which the text speaks of")
    return 2.4 * math.sqrt(share)


def _company(e: Entry, context: Context, container: Entry | None, reasons: list[str]) -> float:
    """Other names of the document have a place near by."""
    if e.kind in ("country", "continent", "region", "admin1"):
        return 0.0
    row, column = _cell(e)
    names: dict[str, float] = {}
    own = gazetteer.normalise(e.name)
    for r in (row - 1, row, row + 1):
        for c in (column - 1, column, column + 1):
            for key, weight in context.cells.get((r, c), {}).items():
                if key != own:
                    names[key] = max(names.get(key, 0.0), weight)
    if sum(names.values()) >= 1.5:
        reasons.append("near other places of the text")
    return 1.5 * math.log1p(sum(names.values()))


def _dateline(e: Entry, context: Context, container: Entry | None, reasons: list[str]) -> float:
    """The text is filed from near by, or from the same country."""
    if context.dateline is None:
        return 0.0
    if _km(e, context.dateline) < NEAR_KM:
        reasons.append("near where the text is filed from")
        return 1.0
    return 0.6 if e.country and e.country == context.dateline.country else 0.0


RULES = (_fame, _wording, _contained, _country, _division, _company, _dateline)


# ---------------------------------------------------------------- choosing


def _choose(
    found: list[Found], candidates: dict[str, tuple[Entry, ...]], containers: dict[int, int], context: Context
) -> dict[int, Choice]:
    told: dict[str, list[tuple[int, Entry]]] = defaultdict(list)
    ranked: dict[str, list[Choice]] = {}
    for key, entries in candidates.items():
        ranked[key] = rank(entries, context)
    for inner, outer in containers.items():
        entries = candidates.get(found[outer].key, ())
        if entries:
            told[found[inner].key].append((inner, _container_entry(entries, ranked[found[outer].key])))
    return _with_containers(found, candidates, told, ranked, context)


def _container_entry(entries: tuple[Entry, ...], ranked: list[Choice]) -> Entry:
    """What a containing name means: a division or country before a town of that name."""
    best = ranked[0].entry
    if best.kind in ("country", "admin1", "admin2"):
        return best
    big = [c.entry for c in ranked if c.entry.kind in ("country", "admin1") and c.score > ranked[0].score - 3]
    return big[0] if big else best


def _with_containers(
    found: list[Found], candidates: dict[str, tuple[Entry, ...]], told: dict[str, list[tuple[int, Entry]]],
    ranked: dict[str, list[Choice]], context: Context,
) -> dict[int, Choice]:  # fmt: skip
    special: dict[int, Choice] = {}
    for key, pairs in told.items():
        votes: dict[int, float] = defaultdict(float)
        best: dict[int, Choice] = {}
        for k, container in pairs:
            choice = rank(candidates[key], context, container)[0] if candidates.get(key) else None
            if choice is None or not any(r.startswith("said to lie in") for r in choice.reasons):
                continue
            special[k] = choice
            votes[choice.entry.key] += 1
            best[choice.entry.key] = choice
        if votes:
            winner = max(votes, key=lambda x: (votes[x], -x))
            ranked[key] = [best[winner], *(c for c in ranked[key] if c.entry.key != winner)]
    return {
        k: special.get(k) or ranked[f.key][0]
        for k, f in enumerate(found)
        if f.key in ranked and ranked[f.key]
    }  # fmt: skip


def _stand_in(k: int, found: list[Found], chosen: dict[int, Choice]) -> Match[Place] | None:
    """For a building or street that the gazetteer lacks: the town that the text names nearest to it, marked as such."""
    f = found[k]
    towns = [
        (abs(found[j].sentence - f.sentence) * 50 + abs(found[j].first - f.first), j)
        for j, c in chosen.items()
        if c.entry.kind in ("city", "admin2", "area", "seat", "base", "site") and found[j].how in ("name", "inside")
    ]
    if not towns:
        return None
    distance, j = min(towns)
    e = chosen[j].entry
    near = f"not in the gazetteer; taken to be in or near {e.name}, the town named closest to it in the text"
    return Match(place_of(f.text, f.span, e, name=f.text, kind="site"), 0.4 if distance < 50 else 0.25, near)


def _match(f: Found, best: Choice, candidates: tuple[Entry, ...]) -> Match[Place]:
    e = best.entry
    others = len(candidates) - 1
    why = {"demonym": f"“{f.text}” tells of {e.name}", "inside": f"{_said(e)}, inside a longer name"}.get(f.how, _said(e))
    if best.reasons:
        why += ": " + ", ".join(best.reasons)
    elif others > 0:
        why += f": the best known of {others + 1} places of that name"
    score = max(0.3, min(0.97, 0.55 + 0.08 * len(best.reasons) - 0.04 * math.log1p(others) + 0.1 * (e.kind == "country")))
    return Match(place_of(f.text, f.span, e), round(score, 2), why)


def _said(e: Entry) -> str:
    inside = [x for x in (e.admin1 if e.admin1 != e.name else "", _land(e) if e.kind != "country" else "") if x]
    return f"{e.name} ({e.kind}{', ' + ', '.join(inside) if inside else ''})"


def _land(e: Entry) -> str:
    country = gazetteer.country(e.country) if e.country else None
    return country.name if country else ""


def place_of(text: str, span: Span, e: Entry, name: str | None = None, kind: str | None = None) -> Place:
    """The record of a gazetteer entry; with `name` given, of an unlisted place that stands in or near it."""
    return Place(
        text, span, name or e.name, e.country or None, e.admin1 or None, e.latitude, e.longitude,
        e.id if name is None else None, kind or e.kind,
    )  # fmt: skip


def _km(a: Entry, b: Entry) -> float:
    """Great-circle distance in kilometres."""
    la, lb = math.radians(a.latitude), math.radians(b.latitude)
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin(math.radians(b.longitude - a.longitude) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(h)))
