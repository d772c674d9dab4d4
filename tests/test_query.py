"""A query is one value: it reads and writes itself as a URL, says itself in words, and asks every store the same."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from store_at_hand import RUN, database, text

from dragoman.cli import main
from dragoman.errors import InputError
from dragoman.query import TABLE, Period, Point, Query
from dragoman.records import STATUSES, Judgement
from dragoman.store import Store, opening
from dragoman.store.asking import DIMENSIONS
from dragoman.store.tables import claims

# ---------------------------------------------------------------- the value itself

names = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12).filter(
    str.strip
)
words = names.filter(lambda text: any(c.isalnum() for c in text))
codes = st.text("abcXYZ", min_size=1, max_size=3)
sides = codes | st.just("*")
dyads = st.tuples(sides, st.sampled_from("->"), sides).map("".join).filter(lambda d: d[0] != "*" or d[-1] != "*")
days = st.none() | st.dates()
periods = (
    st.tuples(days, days)
    .filter(lambda p: p != (None, None) and not (p[0] and p[1] and p[1] < p[0]))
    .map(lambda p: Period(*p))
)
points = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))
BY_KIND = {
    "words": words, "list": st.lists(words, max_size=3).map(tuple), "period": periods,
    "numbers": st.lists(st.integers(1, 4), max_size=3).map(tuple), "share": st.floats(0, 1), "yesno": st.booleans(),
}  # fmt: skip
SPECIAL = {
    "dyad": st.lists(dyads, max_size=3).map(tuple),
    "status": st.lists(st.sampled_from((*STATUSES, "happened")), max_size=3).map(tuple),
    "near": st.none(),
    "radius": st.none(),
}


@st.composite
def queries(draw: st.DrawFn) -> Query:
    given_: dict[str, object] = {}
    for f in TABLE:
        strategy = SPECIAL[f.name] if f.name in SPECIAL else BY_KIND[f.metadata["kind"]]
        empty = () if f.metadata["kind"] in ("list", "numbers") else None
        given_[f.name] = draw(st.just(empty) | strategy)
    if draw(st.booleans()):
        given_.update(near=draw(points), radius=draw(st.floats(0, 20000, exclude_min=True)))
    return Query(**given_)  # type: ignore[arg-type]


@given(queries())
def test_a_query_reads_the_url_that_it_writes(query: Query) -> None:
    assert Query.parse(query.url) == query
    assert Query.parse(f"https://store.example/query{query.url}#top") == query
    assert query.words


def test_the_empty_query() -> None:
    assert Query().url == "?" and Query.parse("?") == Query.parse("") == Query() == Query.of({})
    assert Query().words == "all claims"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("?type=agree&type=AID&status=happened", "claims of type AGREE or AID, with status happened"),
        ("?dyad=PAK>IND", "claims by Pakistan (PAK) towards India (IND)"),
        ("?dyad=PAK-IND&when=2019..2021-06", "claims between Pakistan (PAK) and India (IND), happening from "
         "1 January 2019 to 30 June 2021"),
        ("?dyad=*>IND", "claims by anybody towards India (IND)"),
        ("?claimant=own&claimant=foreign ministry", "claims told by the text itself or “foreign ministry”"),
        ("?quote=\"border closed\" -river", 'claims whose own words hold "border closed" -river'),
        ("?published=2020..&reviewed=no", "claims published since 1 January 2020, that no person has judged"),
        ("?issued=..2020", "claims from official texts issued until 31 December 2020"),
        ("?near=-0.22,-78.51&radius=50", "claims within 50 km of -0.22, -78.51"),
        ("?quad=4&sector=mil&confidence=0.5", "claims of material conflict, with a party that is military (MIL), of "
         "confidence 0.5 or more"),
        ("?when=2021-03-05", "claims happening on 5 March 2021"),
    ],
)  # fmt: skip
def test_it_says_itself_in_words(url: str, said: str) -> None:
    assert Query.parse(url).words == said


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("?colour=red", "has no 'colour'"),
        ("?status=perhaps", "status: 'perhaps' is none of"),
        ("?quad=5", "quad: 5 is none of"),
        ("?quad=x", "quad: 'x' is not a whole number"),
        ("?dyad=PAK", "not two countries"),
        ("?dyad=*-*", "not two countries"),
        ("?when=yesterday", "when: 'yesterday' is no day"),
        ("?when=2021-13", "no day, month or year"),
        ("?when=..", "a period needs"),
        ("?when=2021..2020", "cannot end"),
        ("?when=2020&when=2021", "once only"),
        ("?near=1,2", "near and radius go together"),
        ("?near=100,2&radius=1", "no point on the earth"),
        ("?near=here&radius=1", "is no point"),
        ("?near=1,2&radius=-1", "above 0"),
        ("?near=1,2&radius=nan", "above 0"),
        ("?confidence=2", "not from 0 to 1"),
        ("?reviewed=perhaps", "not yes or no"),
        ("?text=", "text: empty"),
        ("?text=---", "without a word"),
        ("?text=%00a", "characters that no text has"),
        ("?text=%ff", "cannot be read"),
    ],
)
def test_what_cannot_be_asked_is_said(url: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason.replace("(", r"\(")):
        Query.parse(url)


def test_periods() -> None:
    assert Period.parse("2021-02") == Period(date(2021, 2, 1), date(2021, 2, 28))
    assert Period.parse("2020..2021-02-03") == Period(date(2020, 1, 1), date(2021, 2, 3))
    assert str(Period.parse("2021-02-03")) == "2021-02-03" and str(Period.parse("..2021")) == "..2021-12-31"


# ---------------------------------------------------------------- asking a store

DOCUMENTS = [
    text(
        "Border talks open",
        "PAK>IND CONSULT visit 2021-03-05 actual FRA: envoys visited for talks about the river",
        "IND>PAK COERCE restrict 2021-03-20 denied -: a border closing was denied",
        published="2021-03-08", publisher="The Courier", id="one",
    ),
    text(
        "ECU>PER AGREE - 2022-01-02 planned ECU: both will sign a fishing pact about the river",
        "DEU>- PROTEST - - actual PAK: marchers filled the squares",
        published="2022-01-03", issuer="Government of Ecuador", url="https://gov.example/1", title="A pact",
    ),
    text("PAK>FRA CONSULT phone 2021-03-31 speculation -: leaders may talk by phone about Café prices",
         published="2021-04-01"),
]  # fmt: skip


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def full(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    if request.param == "sqlite":
        with Store(tmp_path_factory.mktemp("query") / "s.db", create=True) as store:
            yield filled(store)
        return
    with (
        database(request.getfixturevalue("postgres"), "queries") as address,
        Store(address, create=True) as store,
    ):
        yield filled(store)


def filled(store: Store) -> Store:
    store.put(DOCUMENTS, RUN)
    judged = DOCUMENTS[0][0].claims[0].id
    store.judge([Judgement(judged, "x", True, 1.0, "eva", "the same"), Judgement("y", "z", True, 1.0, "machine", "")])
    return store


CASES = [
    ("", "VCAPT"), ("text=border", "VC"), ("text=talks river", "VC"), ("text=pact", "AP"), ("text=paths", ""),
    ('text="border talks"', "VC"), ('text="talks border"', ""), ("text=river -border", "AP"),
    ("text=border OR pact", "VCAP"), ("text=visiting", "VC"), ("text=cafe's OR nothing", ""),
    ("quote=river", "VA"), ("quote=river -pact", "V"), ("quote=squares OR phone", "PT"), ("quote=talking", "VT"),
    ("quote=denying", "C"), ("quote=AND", ""), ("quote=NEAR(a b", ""), ("quote=café", "T"),
    ("actor=PAK", "VCT"), ("actor=pakistan", "VCT"), ("actor=Government of Ecuador", "A"), ("actor=Q-PER", "A"),
    ("actor=Paki", ""), ("actor=100%", ""), ("country=PAK", "VCT"), ("country=FRA&country=PER", "AT"),
    ("sector=gov", "VCAPT"), ("sector=reb", ""),
    ("dyad=PAK-IND", "VC"), ("dyad=PAK>IND", "V"), ("dyad=IND>PAK", "C"), ("dyad=PER>ECU", "A"),
    ("dyad=PAK>*", "VT"), ("dyad=*>PAK", "C"), ("dyad=PAK-*", "VCT"), ("dyad=ECU>PER&dyad=PAK>FRA", "AT"),
    ("type=CONSULT", "VT"), ("type=agree&type=PROTEST", "AP"), ("act=COERCE", "C"), ("mode=visit", "V"),
    ("mode=visit&mode=phone", "VT"), ("quad=4", "CAP"), ("quad=1&quad=2", "VT"),
    ("context=military", "VT"), ("context=crime", ""), ("status=happened", "VP"), ("status=denied", "C"),
    ("status=happened&status=planned", "VAP"), ("claimant=own", "CT"), ("claimant=FRA", "V"),
    ("claimant=own&claimant=FRA", "VCT"), ("claimant=government", "VAP"),
    ("when=2021", "VCT"), ("when=2021-03", "VCT"), ("when=2021-03-20", "C"), ("when=2021-03-21..", "AT"),
    ("when=..2021-03-06", "V"), ("issued=2022", "AP"), ("issued=2021", ""), ("published=2021-03", "VC"),
    ("published=..2021", "VCT"), ("published=2022-01-03..", "AP"),
    ("place=Lima", "A"), ("place=lima", "A"), ("place=PER&place=IND", "VA"), ("near=-12,-77&radius=20", "A"),
    ("near=-12,-77&radius=2", ""), ("near=48.5,2&radius=900", "T"), ("near=90,0&radius=20020", "VCAT"),
    ("document=one", "VC"), ("document=nothing", ""), ("confidence=0.5", "VT"), ("confidence=0.8", "VT"),
    ("reviewed=yes", "V"), ("reviewed=no", "CAPT"), ("country=PAK&status=happened&when=2021", "V"),
]  # fmt: skip
LETTERS = {"visit": "V", "restrict": "C", "phone": "T"}


@pytest.mark.parametrize(("url", "wanted"), CASES, ids=[url or "all" for url, _ in CASES])
def test_what_a_query_finds(full: Store, url: str, wanted: str) -> None:
    query = Query.parse(f"?{url}")
    told = [c for r in full.records(query) for c in r.claims]
    letters = {LETTERS.get(c.mode or "", (c.type or "?")[0]) for c in told}
    assert letters == set(wanted) and len(told) == len(wanted)
    assert full.counts(query)[0].claims == len(wanted)
    assert {t.claim.id for t in full.tellings(query)} == {c.id for c in told}


AROUND = [("near=0,-179.95&radius=20", 2), ("near=0,179.99&radius=30", 2), ("near=0,179.99&radius=9", 0),
          ("near=89,-170&radius=300", 1), ("near=-12,-77&radius=20", 1), ("near=-60,-77&radius=11000", 3)]  # fmt: skip


@pytest.mark.parametrize(("url", "wanted"), AROUND)
def test_circles_go_over_the_date_line_and_the_poles(tmp_path: Path, url: str, wanted: int) -> None:
    lines = [f"PAK>IND CONSULT visit 2021-03-05 actual -: talks of round {k}" for k in range(4)]
    points = [(0.0, 179.9), (0.0, -179.9), (89.5, 10.0), (-12.0, -77.0)]
    with Store(tmp_path / "s.db", create=True) as store:
        store.put([text(*lines)], RUN)
        engine = opening.engine(opening.place(tmp_path / "s.db"), wait=1, create=False)
        with engine.begin() as connection:
            for n, (latitude, longitude) in enumerate(points, 1):
                values = {"latitude": latitude, "longitude": longitude}
                connection.execute(claims.update().where(claims.c.n == n).values(**values))
        engine.dispose()
        assert store.counts(Query.parse(f"?{url}"))[0].claims == wanted


def test_words_that_only_say_what_must_not_be(full: Store) -> None:
    with pytest.raises(InputError, match="say a word that must be there"):
        full.counts(Query(text="-river"))


def test_a_distance_is_a_great_circles(full: Store) -> None:
    paris, berlin = (48.85, 2.35), (52.52, 13.41)
    a, b, c, d = (math.radians(x) for x in (*paris, *berlin))
    away = 6371.0088 * math.acos(math.sin(a) * math.sin(c) + math.cos(a) * math.cos(c) * math.cos(d - b))
    for radius, found in ((away - 1, 0), (away + 1, 1)):
        query = Query(near=Point(*berlin), radius=radius, country=("FRA",))
        assert full.counts(query)[0].claims == found


@pytest.mark.parametrize(
    ("by", "wanted"),
    [
        (("type",), [(("AGREE",), 1, 1), (("COERCE",), 1, 1), (("CONSULT",), 2, 2), (("PROTEST",), 1, 1)]),
        (("month",), [((None,), 1, 1), (("2021-03",), 3, 3), (("2022-01",), 1, 1)]),
        (("dyad", "year"), [((None, None), 1, 1), (("ECU-PER", "2022"), 1, 1), (("FRA-PAK", "2021"), 1, 1),
                            (("IND-PAK", "2021"), 2, 2)]),
        (("claimant-country",), [((None,), 2, 2), (("ECU",), 1, 1), (("FRA",), 1, 1), (("PAK",), 1, 1)]),
        (("publisher",), [((None,), 3, 3), (("The Courier",), 2, 2)]),
        (("source", "target"), [((None, None), 1, 1), (("ECU", "PER"), 1, 1), (("IND", "PAK"), 1, 1),
                                (("PAK", "FRA"), 1, 1), (("PAK", "IND"), 1, 1), (("PER", "ECU"), 1, 1)]),
        (("quad",), [((1,), 2, 2), ((4,), 3, 3)]),
    ],
)  # fmt: skip
def test_counting(full: Store, by: tuple[str, ...], wanted: list[tuple[tuple[object, ...], int, int]]) -> None:
    assert [(c.values, c.events, c.claims) for c in full.counts(Query(), by)] == wanted


def test_everything_can_be_counted_by(full: Store) -> None:
    for name in DIMENSIONS:
        assert sum(c.claims for c in full.counts(Query(text="river"), (name, "type"))) >= 4
    with pytest.raises(InputError, match="cannot count by 'colour'"):
        full.counts(Query(), ("colour",))


def test_a_month_is_only_told_where_all_days_lie_in_it(tmp_path: Path) -> None:
    from dataclasses import replace

    record, _ = text("PAK>IND CONSULT visit 2021-03-05 actual -: talks")
    [event] = record.events
    when = replace(event.when, value=replace(event.when.value, last=date(2021, 4, 2)))  # type: ignore[type-var,union-attr]
    event = replace(event, when=when, claims=(replace(event.claims[0], when=None),))
    with Store(tmp_path / "s.db", create=True) as store:
        store.put([(replace(record, events=(event,)), None)], RUN)
        assert [c.values for c in store.counts(Query(), ("year", "month"))] == [("2021", None)]
        assert store.counts(Query.parse("?when=2021-04"))[0].claims == 1, "the day of the event, where it tells none"


# ---------------------------------------------------------------- the command


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "store.db"
    with Store(path, create=True) as store:
        filled(store)
    monkeypatch.setenv("DRAGOMAN_DB", str(path))
    return path


def run(*words_: object) -> Result:
    return CliRunner().invoke(main, ["query", *map(str, words_)])


def test_claims_are_printed_with_voice_and_words(db: Path) -> None:
    told = run("--country", "PAK", "--most", 2).stdout
    assert told.startswith("Claims with Pakistan (PAK) as a party\n3 claims of 3 events\n")
    assert "5 March 2021 · Visit · Government of Pakistan" in told and "“PAK>IND CONSULT" in told
    assert told.endswith("… 1 claim more; --most 3 prints them, --format csv writes them\n")
    assert run("--country", "ZZZ").stdout == "Claims with ZZZ as a party\n0 claims of 0 events\n"


def test_options_and_url_ask_the_same(db: Path) -> None:
    url = "?country=PAK&when=2021-03-05..2021-03-20"
    words_ = ("--country", "pak", "--when", "2021-03-05..2021-03-20")
    assert run("--url", url).stdout == run(*words_).stdout
    assert run("--url", url, "--country", "IND").exit_code == 2


def test_counts_are_printed_and_written(db: Path) -> None:
    shown = run("--count", "by", "type,month", "--status", "happened").stdout.splitlines()
    assert shown[0] == "Claims with status happened"
    assert [line.split() for line in shown[2:]] == [
        ["type", "month", "events", "claims", "witnesses"], ["CONSULT", "2021-03", "1", "1", "1"],
        ["PROTEST", "-", "1", "1", "1"],
    ]  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(run("--count", "by", "type", "--format", "csv").stdout)))
    assert rows[0] == {"type": "AGREE", "events": "1", "claims": "1", "witnesses": "1"}
    lines = [json.loads(line) for line in run("--count", "by", "month", "--format", "jsonl").stdout.splitlines()]
    assert lines[0] == {"month": None, "events": 1, "claims": 1, "witnesses": 1}
    assert run("--count", "by", "type", "--format", "plover").exit_code == 1


def test_rows_are_those_of_the_export_with_the_users_own_id(db: Path, tmp_path: Path) -> None:
    out = tmp_path / "claims.csv"
    assert run("--type", "CONSULT", "--format", "csv", "--out", out).exit_code == 0
    rows = list(csv.DictReader(out.open(encoding="utf-8", newline="")))
    assert sorted((r["own_id"], r["mode"], r["actor_countries"]) for r in rows) == [
        ("", "phone", "PAK"), ("one", "visit", "PAK")
    ]  # fmt: skip
    lines = [json.loads(line) for line in run("--document", "one", "--format", "jsonl").stdout.splitlines()]
    assert lines[0]["document"]["own_id"] == "one" and len(lines[0]["events"]) == 2
    assert len(run("--format", "plover").stdout.splitlines()) == 5


def test_parquet(db: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    out = tmp_path / "claims.parquet"
    assert run("--format", "parquet").exit_code == 1
    assert run("--format", "parquet", "--out", out).exit_code == 0
    rows = parquet.read_table(out).to_pylist()
    wanted = list(csv.DictReader(io.StringIO(run("--format", "csv").stdout)))
    assert [r["claim"] for r in rows] == [r["claim"] for r in wanted] and len(rows) == 5
    assert {r["date_from"] for r in rows} >= {date(2021, 3, 5), None}
    assert all(isinstance(r["confidence"], float) and isinstance(r["start"], int) for r in rows)
    assert run("--count", "by", "type", "--format", "parquet", "--out", out).exit_code == 0
    assert parquet.read_table(out).to_pylist()[0] == {"type": "AGREE", "events": 1, "claims": 1, "witnesses": 1}


def test_an_answer_is_the_same_in_any_order_of_arrival(db: Path, tmp_path: Path) -> None:
    with Store(tmp_path / "other.db", create=True) as store:
        for item in reversed(DOCUMENTS):
            store.put([item], RUN)
    for format_ in ("csv", "jsonl", "plover"):
        assert run("--format", format_).stdout == run("--format", format_, "--db", tmp_path / "other.db").stdout


def test_a_named_place_with_a_radius_is_looked_up(db: Path) -> None:
    told = run("--place", "Lima", "--radius", "30").stdout
    assert told.startswith("Claims within 30 km of -12.0") and "1 claim of 1 event" in told


@pytest.mark.parametrize(
    ("words_", "reason"),
    [
        (("--type", "AGREED"), "type: 'AGREED' is none of"), (("--mode", "walk"), "mode: 'walk' is none of"),
        (("--context", "sport"), "context: 'sport' is none of"), (("--when", "soon"), "when: 'soon' is no day"),
        (("--count", "by", "colour"), "cannot count by 'colour'"), (("--count", "of", "type"), "write --count by"),
        (("--radius", "5"), "near and radius go together"), (("--place", "Xyzzy", "--radius", "5"), "nothing is known"),
    ],
)  # fmt: skip
def test_wrong_questions_are_wrong_usage(db: Path, words_: tuple[str, ...], reason: str) -> None:
    result = run(*words_)
    assert result.exit_code == 2 and reason in " ".join(result.stderr.split())
