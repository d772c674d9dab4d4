"""The lexicon of triggers: data/lexicon/*.yaml -> senses, indexed by part of speech and lemma.

The format of a sense is described in docs/lexicon.md. Reading fails with InputError naming file and sense.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from dragoman import ontology
from dragoman.errors import InputError

FOLDER = Path(__file__).parent.parent / "data" / "lexicon"
ABSORBING = ("AGREE", "REQUEST", "REJECT", "THREATEN", "ACCUSE", "CONCEDE")
FIELDS = {
    "verb",
    "noun",
    "adj",
    "object",
    "not_object",
    "subject",
    "not_subject",
    "with",
    "complement",
    "actor",
    "recipient",
    "mutual",
    "mode",
    "type",
    "absorbs",
    "score",
    "bare",
}
PREPOSITIONS = frozenset(
    [
        "about",
        "against",
        "among",
        "at",
        "between",
        "by",
        "during",
        "for",
        "from",
        "in",
        "into",
        "of",
        "off",
        "on",
        "over",
        "to",
        "toward",
        "towards",
        "under",
        "upon",
        "with",
    ]
)
OWN = 100  # a sense of the user's own file goes before all of ours
SILENCING = 10  # a sense that says "no deed" goes before all others that fit
VERB_RECIPIENT = ("object", "iobj")
OBJECT_RECIPIENT = ("iobj", "to", "against", "on", "with", "object.poss", "object.by", "object.of", "object.amod")
NOUN_ACTOR = ("by", "poss", "amod")
NOUN_RECIPIENT = ("on", "against", "of", "to", "with")


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a trigger: the words it needs around it, the act they name, and where the parties stand."""

    id: str
    pos: str
    lemma: str
    particles: tuple[str, ...]
    modifier: str | None
    type: str
    mode: str | None
    object: frozenset[str]
    not_object: frozenset[str]
    subject: frozenset[str]
    not_subject: frozenset[str]
    prepositions: tuple[tuple[str, frozenset[str]], ...]
    complement: frozenset[str]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    mutual: bool
    absorbs: bool
    bare: bool
    score: float
    weight: int = field(default=0)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All senses by (part of speech, lemma), light verbs by lemma, and the modes that a content gives."""

    senses: Mapping[tuple[str, str], tuple[Sense, ...]]
    light: Mapping[str, tuple[Light, ...]]
    modes: Mapping[str, Mapping[str, str | None]]


@dataclass(frozen=True, slots=True)
class Light:
    """A verb under which an event noun is the deed. `role` says what its subject is: light (the doer),
    undergone (the one it is done to), happening (the deed itself); `phase` plain, begin, end or resume."""

    verb: str
    particles: tuple[str, ...]
    phase: str
    role: str
    host: bool


def load(folder: Path = FOLDER, own: Path | None = None) -> Lexicon:
    """Every sense file of `folder`, and the user's `own` (unless given, the one that DRAGOMAN_LEXICON names).

    Senses of the user's file go before all others that fit. Raises InputError where a file or a sense cannot be
    understood.
    """
    named = os.environ.get("DRAGOMAN_LEXICON")
    return _load(folder, own or (Path(named) if named else None))


@lru_cache(maxsize=4)
def _load(folder: Path, own: Path | None) -> Lexicon:
    if own is not None and not own.is_file():
        raise InputError(f"lexicon: there is no file {own}")
    raw_classes = _yaml(folder / "classes.yaml")
    classes = {name: tuple(sorted(_members(name, raw_classes))) for name in raw_classes}
    index: dict[tuple[str, str], list[Sense]] = {}
    for path in (*sorted(folder.glob("*.yaml")), *([own] if own else ())):
        data = _yaml(path)
        expanded: dict[int, frozenset[str]] = {}
        for number, raw in enumerate(data.get("senses", ()), 1):
            sense = _sense(raw, data.get("type", ""), classes, expanded, f"{path.stem}/{number}")
            if path == own:
                sense = replace(sense, weight=sense.weight + OWN)
                _known(sense, path)
            index.setdefault((sense.pos, sense.lemma), []).append(sense)
    ranked = {k: tuple(sorted(v, key=lambda s: (-s.weight, -s.score, s.id))) for k, v in index.items()}
    modes = {
        kind: {k: None if v == "null" else v for k, v in table.items()}
        for kind, table in _yaml(folder / "modes.yaml").items()
    }
    return Lexicon(ranked, _light(folder / "light.yaml"), modes)


def _known(sense: Sense, path: Path) -> None:
    """Raises InputError where a user's sense names a type or mode that the codebook does not have."""
    types = ontology.load().types
    if sense.type not in (*types, "NONE"):
        known = ", ".join((*types, "NONE"))
        raise InputError(f"{path}: sense {sense.id} has the type {sense.type or 'of none'!r}; the types are {known}")
    if sense.mode and sense.mode not in types[sense.type].modes:
        modes = ", ".join(types[sense.type].modes) or "none"
        raise InputError(f"{path}: sense {sense.id} has the mode {sense.mode!r}; the modes of {sense.type} are {modes}")


def _members(name: str, classes: Mapping[str, Any], depth: int = 0) -> set[str]:
    """The words of a class, those of the classes it names included."""
    if name not in classes or depth > 8:
        raise InputError(f"classes.yaml: no class @{name}, or it contains itself")
    out: set[str] = set()
    for word in classes[name]:
        out |= _members(word[1:], classes, depth + 1) if str(word).startswith("@") else {str(word).lower()}
    return out


def _light(path: Path) -> dict[str, tuple[Light, ...]]:
    out: dict[str, tuple[Light, ...]] = {}
    for role, rows in _yaml(path).items():
        for row in rows:
            light = Light(
                row["verb"],
                tuple(str(row.get("with", "")).split()),
                row.get("phase", "plain"),
                role,
                row.get("host") == "true",
            )
            out[light.verb] = (*out.get(light.verb, ()), light)
    return {k: tuple(sorted(v, key=lambda x: -len(x.particles))) for k, v in out.items()}


def _yaml(path: Path) -> dict[str, Any]:
    """A file with every scalar as text: YAML would read the preposition "on" as true.

    Built from the parser's events, which takes a third of the time of `yaml.load`; an alias is the very object that
    its anchor named.
    """
    if not path.exists():
        return {}
    try:
        loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
        found = _built(yaml.parse(path.read_text(encoding="utf-8"), Loader=loader))
    except (yaml.YAMLError, KeyError) as error:
        raise InputError(f"{path}: not valid YAML ({error})") from error
    if not isinstance(found, dict):
        raise InputError(f"{path}: not a mapping of names to lists")
    return found


def _built(events: Iterator[yaml.Event]) -> Any:
    """The value that parser events spell; an empty document is an empty mapping."""
    top: list[Any] = []
    unfinished: list[tuple[list[Any], str | None]] = [(top, None)]
    anchors: dict[str | None, Any] = {}
    for event in events:
        if isinstance(event, yaml.CollectionStartEvent):
            unfinished.append(([], event.anchor))
            continue
        value: Any
        if isinstance(event, yaml.ScalarEvent):
            value = anchors[event.anchor] = event.value
        elif isinstance(event, yaml.AliasEvent):
            value = anchors[event.anchor]
        elif isinstance(event, yaml.CollectionEndEvent):
            value, anchor = unfinished.pop()
            value = anchors[anchor] = _paired(value) if isinstance(event, yaml.MappingEndEvent) else value
        else:
            continue
        unfinished[-1][0].append(value)
    return top[0] if top and top[0] else {}


def _paired(flat: list[Any]) -> dict[str, Any]:
    """Keys and values told in turn, as a mapping."""
    return dict(zip(flat[::2], flat[1::2], strict=True))


def _sense(
    raw: Mapping[str, Any],
    kind: str,
    classes: Mapping[str, tuple[str, ...]],
    expanded: dict[int, frozenset[str]],
    name: str,
) -> Sense:
    """One sense; `expanded` keeps the word lists of the file that senses share by an anchor, by identity."""
    if not isinstance(raw, Mapping):
        raise InputError(
            f"lexicon sense {name}: {raw!r} is not fields in braces, as in {{verb: shell, mode: heavy-weapons}}"
        )
    unknown = set(raw) - FIELDS
    pos = next((p for p in ("verb", "noun", "adj") if p in raw), None)
    if unknown or pos is None:
        raise InputError(
            f"lexicon sense {name}: {'unknown field ' + min(unknown) if unknown else 'no verb, noun or adj'}"
        )

    def words(key: str) -> frozenset[str]:
        return _shared(raw.get(key), classes, expanded, name)

    lemma, *particles = str(raw[pos]).split()
    modifier = None
    if pos == "noun" and particles and particles[-1] not in PREPOSITIONS:  # "phone call", "prisoner swap"
        modifier, lemma, particles = lemma, particles[-1], []
    kind = raw.get("type", kind)
    prepositions = tuple((p, _shared(v, classes, expanded, name)) for p, v in sorted((raw.get("with") or {}).items()))
    actor = _listed(raw.get("actor")) or (("subject",) if pos != "noun" else NOUN_ACTOR)
    default = NOUN_RECIPIENT if pos == "noun" else OBJECT_RECIPIENT if raw.get("object") else VERB_RECIPIENT
    constraints = ("object", "subject", "with", "complement", "not_object", "not_subject")
    weight = (
        2 * len(particles)
        + 2 * bool(modifier)
        + sum(2 if k in constraints[:4] else 1 for k in constraints if raw.get(k))
    )
    weight += SILENCING if kind == "NONE" else 0
    return Sense(
        id=name,
        pos=pos,
        lemma=lemma,
        particles=tuple(particles),
        modifier=modifier,
        type=kind,
        mode=raw.get("mode"),
        object=words("object"),
        not_object=words("not_object"),
        subject=words("subject"),
        not_subject=words("not_subject"),
        prepositions=prepositions,
        complement=words("complement"),
        actor=actor,
        recipient=_listed(raw.get("recipient")) or default,
        mutual=raw.get("mutual") == "true",
        absorbs=raw["absorbs"] == "true" if "absorbs" in raw else kind in ABSORBING,
        bare=raw.get("bare") == "true",
        score=_score(raw.get("score", "0.8"), name),
        weight=weight,
    )


def _score(value: str, name: str) -> float:
    """A share from 0 to 1; raises InputError where the text is none."""
    try:
        score = float(value)
    except ValueError:
        score = -1.0
    if not 0 <= score <= 1:
        raise InputError(f"lexicon sense {name}: the score {value!r} is no number from 0 to 1")
    return score


def _listed(value: Any) -> tuple[str, ...]:
    return () if value is None else (value,) if isinstance(value, str) else tuple(value)


def _shared(
    value: Any, classes: Mapping[str, tuple[str, ...]], expanded: dict[int, frozenset[str]], name: str
) -> frozenset[str]:
    """`_expand`, once a list: lists under one anchor are one object, which lives as long as its file is read."""
    if not isinstance(value, list):
        return _expand(value, classes, name)
    if id(value) not in expanded:
        expanded[id(value)] = _expand(value, classes, name)
    return expanded[id(value)]


def _expand(value: Any, classes: Mapping[str, tuple[str, ...]], name: str) -> frozenset[str]:
    out: set[str] = set()
    for word in _listed(value):
        if word.startswith("@"):
            if word[1:] not in classes:
                raise InputError(f"lexicon sense {name}: no class {word} in classes.yaml")
            out.update(classes[word[1:]])
        else:
            out.add(str(word).lower())
    return frozenset(out)
