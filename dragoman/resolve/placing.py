"""Place names -> places: which of the namesakes each name means.

A candidate's score is a sum of small functions, each of which may add a reason in the user's words: how well known
the place is, whether the text says what it lies in ("Paris, Texas", "the Syrian town of X"), which countries and
divisions the document names, how many of the other names have a namesake near by. One name has one sense in a
document, unless the text says otherwise of an occurrence.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from dragoman.records import Document, Match, Place, Sentence, Span
from dragoman.resolve import gazetteer
from dragoman.resolve.containment import containers_of
from dragoman.resolve.gazetteer import Entry
from dragoman.resolve.place_context import NEAR_KM, Choice, Context, cell_of, gather, km, share
from dragoman.resolve.toponyms import Found

SMALL = 100_000  # inhabitants below which the mere name of a country says little for a town in it
MOST = 80  # candidates of one name that are weighed
PRIOR = {"country": 3.2, "continent": 4.5, "admin1": 0.3, "admin2": -0.6, "region": 4.5, "water": 4.4, "river": 3.2,
         "area": 3.4, "seat": 4.0, "base": 3.4, "site": 2.8}  # fmt: skip


def resolve(document: Document, sentences: tuple[Sentence, ...], found: list[Found]) -> list[Match[Place] | None]:
    """The place that each name means, in the order of `found`, or None."""
    candidates = {f.key: _candidates(f) for f in found if f.how != "unlisted" and f.key}
    containers = containers_of(sentences, found, candidates)
    context = gather(document, found, candidates, {})
    chosen = _choose(found, candidates, containers, context)
    context = gather(document, found, candidates, chosen)
    chosen = _choose(found, candidates, containers, context)
    return [_answer(k, found, chosen, candidates, containers, context) for k in range(len(found))]


def _answer(
    k: int, found: list[Found], chosen: dict[int, Choice], candidates: dict[str, tuple[Entry, ...]],
    containers: dict[int, int], context: Context,
) -> Match[Place] | None:  # fmt: skip
    f, best = found[k], chosen.get(k)
    if f.how == "facility" and best is not None and (best.reasons or best.entry.population > 300_000):
        return _named_after(f, best)
    if f.how == "facility":
        return _stand_in(k, found, chosen) or _unlisted(f, None, context)
    if best is not None and not _out_of_place(best, context):
        return _match(f, best, candidates.get(f.key, ()))
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
    most = sorted(context.countries_sure, key=lambda c: (-context.countries_sure[c], c))
    if not most or context.countries_sure[most[0]] < 0.3:
        return None
    filed = context.dateline.country if context.dateline else None
    best = filed if filed in most[:2] else most[0]
    return Match(
        Place(f.text, f.span, f.text, best),
        0.3,
        "not in the gazetteer; taken to be in the country that the text is most about",
    )


def _seat_of(e: Entry, entries: Sequence[Entry]) -> float:
    """What a division loses to a city of its name that holds much of its people: "Aleppo" is the city first."""
    if e.kind != "admin1":
        return 0.0
    inside = [c for c in entries if c.kind == "city" and (c.country, c.admin1) == (e.country, e.admin1)]
    main = [c for c in inside if not c.alias or c.population > 1_000_000]
    return 1.5 if any(c.population > 0.2 * e.population for c in main) else 0.0


def _overshadowed(e: Entry, entries: Sequence[Entry]) -> float:
    """What a town loses to a great capital of its name, as long as the text does not say what it lies in."""
    if e.kind != "city" or e.population >= SMALL:
        return 0.0
    return 0.8 if any(c.capital and not c.alias and c.population > 1_000_000 for c in entries) else 0.0


def rank(entries: Sequence[Entry], own: str, context: Context, container: Entry | None = None) -> list[Choice]:
    """The candidates, best first, with scores (no unit) and reasons."""
    made = []
    for e in entries:
        reasons: list[str] = []
        score = sum(rule(e, own, context, container, reasons) for rule in RULES) - _seat_of(e, entries)
        score -= 0.0 if container else _overshadowed(e, entries)
        made.append(Choice(e, score, tuple(reasons)))
    return sorted(made, key=lambda c: (-c.score, -c.entry.population, c.entry.key))


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
    if f.how == "facility":
        return tuple(e for e in gazetteer.lookup(f.key) if e.kind in ("city", "admin1", "admin2"))[: MOST // 2]
    if f.how == "demonym":
        meant = gazetteer.demonym(f.text)
        return (meant,) if meant else ()
    entries = gazetteer.lookup(f.text)
    country = [e for e in entries if e.kind == "country" and not e.alias]
    alias = [e for e in entries if e.kind == "country" and e.alias and e.population > 1_000_000]
    if country:
        return tuple(country) + tuple(e for e in entries if e.kind != "country")[: MOST // 4]
    return tuple(alias) + tuple(e for e in entries if e not in alias)[:MOST]


# ---------------------------------------------------------------- the rules


def _fame(e: Entry, own: str, context: Context, container: Entry | None, reasons: list[str]) -> float:
    """How well known the place is: population, kind, capital."""
    score = 0.65 * math.log10(e.population + 100) if e.kind != "admin2" else 0.35 * math.log10(e.population + 100)
    score += PRIOR.get(e.kind, 0.0) + (1.2 if e.capital and not e.alias else 0.6 if e.capital else 0.0)
    if e.capital:
        reasons.append("a capital")
    return score


def _wording(e: Entry, own: str, context: Context, container: Entry | None, reasons: list[str]) -> float:
    """A main name counts for more than an alternate one."""
    if e.kind not in ("city", "admin1", "admin2"):
        return 0.0
    if e.alias:
        return -0.4 if e.population > 6 * context.largest.get(own, 0) else -1.4
    return 0.0 if e.name in context.spelled.get(own, (e.name,)) else -0.6


def _contained(e: Entry, own: str, context: Context, container: Entry | None, reasons: list[str]) -> float:
    """The text says what the place lies in."""
    if container is None or container.key == e.key:
        return 0.0
    if container.kind == "country":
        fits = e.country == container.country and e.kind != "country"
    elif container.kind == "admin1":
        fits = e.country == container.country and e.admin1 == container.admin1 and e.kind not in ("admin1", "country")
    else:
        fits = km(e, container) < NEAR_KM
    if fits:
        reasons.append(f"said to lie in {container.name}")
    return 4.0 if fits else -1.0


def _country(e: Entry, own: str, context: Context, container: Entry | None, reasons: list[str]) -> float:
    """The document names the country."""
    if e.kind == "country":
        return _same_country(e, own, context)
    small = e.kind in ("city", "admin2") and e.population < SMALL and not e.capital
    part = share(context.countries.get(e.country, {}), context, own, 0.1 if small else 1.0)
    if part >= 0.15:
        reasons.append("in a country that the text names")
    return 2.2 * math.sqrt(part) + 0.5 * _nearby(e, own, context)


def _same_country(e: Entry, own: str, context: Context) -> float:
    """For a country: what else in the document speaks for it, or for its neighbours; against it, that nothing does."""
    part = share(context.countries.get(e.country, {}), context, own)
    if part == 0 and context.weight >= 2 and not gazetteer.neighbours(e.country) & context.countries_sure.keys():
        return -0.8 if context.total > 3 else 0.0
    return 2.2 * math.sqrt(part) + 0.5 * _nearby(e, own, context)


def _nearby(e: Entry, own: str, context: Context) -> float:
    around = gazetteer.neighbours(e.country) & context.countries.keys()
    return max((share(context.countries[n], context, own) for n in around), default=0.0)


def _division(e: Entry, own: str, context: Context, container: Entry | None, reasons: list[str]) -> float:
    """The document names the first-order division, or places in it."""
    part = share(context.divisions.get((e.country, e.admin1), {}), context, own) if e.admin1 else 0.0
    if part >= 0.1 and e.kind not in ("country", "admin1"):
        reasons.append(f"in {e.admin1}, which the text speaks of")
    return 2.4 * math.sqrt(part)


def _company(e: Entry, own: str, context: Context, container: Entry | None, reasons: list[str]) -> float:
    """Other names of the document have a place near by."""
    if e.kind in ("country", "continent", "region", "admin1"):
        return 0.0
    row, column = cell_of(e)
    names: dict[str, float] = {}
    for r in (row - 1, row, row + 1):
        for c in (column - 1, column, column + 1):
            for key, weight in context.cells.get((r, c), {}).items():
                if key != own:
                    names[key] = max(names.get(key, 0.0), weight)
    if sum(names.values()) >= 1.5:
        reasons.append("near other places of the text")
    return 1.5 * math.log1p(sum(names.values()))


def _dateline(e: Entry, own: str, context: Context, container: Entry | None, reasons: list[str]) -> float:
    """The text is filed from near by, or from the same country."""
    if context.dateline is None or context.dateline.key == e.key:
        return 0.0
    if km(e, context.dateline) < NEAR_KM:
        reasons.append("near where the text is filed from")
        return 1.0
    return 0.6 if e.country and e.country == context.dateline.country else 0.0


RULES = (_fame, _wording, _contained, _country, _division, _company, _dateline)


# ---------------------------------------------------------------- choosing


def _choose(
    found: list[Found], candidates: dict[str, tuple[Entry, ...]], containers: dict[int, int], context: Context
) -> dict[int, Choice]:
    ranked = {key: rank(entries, key, context) for key, entries in candidates.items()}
    special: dict[int, Choice] = {}
    for inner, outer in sorted(containers.items()):
        pair = _pair(found[inner].key, found[outer].key, candidates, ranked, context)
        if pair:
            special[inner], special[outer] = pair
    _spread(found, special, ranked)
    return {k: special.get(k) or ranked[f.key][0] for k, f in enumerate(found) if ranked.get(f.key)}


def _pair(
    inner: str, outer: str, candidates: dict[str, tuple[Entry, ...]], ranked: dict[str, list[Choice]], context: Context
) -> tuple[Choice, Choice] | None:
    """The senses of a name and of what it is said to lie in that fit each other best, or None where none fit."""
    best: tuple[float, Choice, Choice] | None = None
    options = [c for c in ranked.get(outer, []) if c.entry.kind in ("country", "admin1")][:4] or ranked.get(outer, [])[
        :1
    ]
    for option in options:
        choice = next(iter(rank(candidates.get(inner, ()), inner, context, option.entry)), None)
        if choice is None or not any(r.startswith("said to lie in") for r in choice.reasons):
            continue
        total = choice.score + option.score
        if best is None or total > best[0]:
            best = (total, choice, option)
    return (best[1], best[2]) if best else None


def _spread(found: list[Found], special: dict[int, Choice], ranked: dict[str, list[Choice]]) -> None:
    """What the text says of one occurrence of a name holds for its other occurrences too."""
    votes: dict[str, dict[int, list[Choice]]] = defaultdict(lambda: defaultdict(list))
    for k, choice in special.items():
        votes[found[k].key][choice.entry.key].append(choice)
    for key, senses in votes.items():
        winner = max(sorted(senses), key=lambda x: len(senses[x]))
        ranked[key] = [senses[winner][0], *(c for c in ranked[key] if c.entry.key != winner)]


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


def _named_after(f: Found, best: Choice) -> Match[Place]:
    """A building or site that has a town's or division's name: taken to be there."""
    e = best.entry
    why = f"not in the gazetteer; by its name in {_said(e)}"
    return Match(place_of(f.text, f.span, e, name=f.text, kind="site"), 0.5, why)


def _match(f: Found, best: Choice, candidates: tuple[Entry, ...]) -> Match[Place]:
    e = best.entry
    others = len(candidates) - 1
    why = {"demonym": f"“{f.text}” tells of {e.name}", "inside": f"{_said(e)}, inside a longer name"}.get(
        f.how, _said(e)
    )
    if best.reasons:
        why += ": " + ", ".join(best.reasons)
    elif others > 0:
        why += f": the best known of {others + 1} places of that name"
    score = max(
        0.3, min(0.97, 0.55 + 0.08 * len(best.reasons) - 0.04 * math.log1p(others) + 0.1 * (e.kind == "country"))
    )
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
