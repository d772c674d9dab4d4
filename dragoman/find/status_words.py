"""The vocabulary of status (data/status.yaml), read once into tables for quick look-up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import yaml

from dragoman.records import Span

KINDS = "vnap"  # verb, noun, anything else, verb in the passive
ASSERTED, PROBABLE, POSSIBLE, CONDITIONAL, TOPIC = range(5)
CERTAINTIES = ("asserted", "probable", "possible", "conditional", "topic")
LISTS = (
    "rejecting_words",
    "grounds",
    "naming_verbs",
    "answering_verbs",
    "claiming_verbs",
    "undone_twice",
    "broken_off",
    "eras",
    "era_spans",
    "life_stages",
    "state_verbs",
    "states_under",
    "states_on",
    "states_in",
    "long_units",
    "hearsay_verbs",
    "hearsay_nouns",
    "owned_claims",
    "account_nouns",
    "accusations_of",
)
RANKS = {name: rank for rank, name in enumerate(CERTAINTIES)}


@dataclass(frozen=True, slots=True)
class Reading:
    """How one word's deed is said so far, while the words that govern it are being read.

    `time` is None for a form without tense (an infinitive, a gerund). `backshift` marks a "would" that
    may be the "will" of reported speech, `progressive` a "was attacking" that may be its "is attacking".
    `certainty` indexes `CERTAINTIES`.
    """

    time: str | None = "past"
    certainty: int = ASSERTED
    negative: bool = False
    denied: bool = False
    alleged: bool = False
    ongoing: bool = False
    backshift: bool = False
    progressive: bool = False
    denier: Span | None = None
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """Tables of data/status.yaml. `frames` maps (relation, lemma/kind) to an operation, `lists` holds `LISTS`."""

    frames: dict[tuple[str, str], str]
    prepositions: dict[str, str]
    conjunctions: dict[str, str]
    modals: dict[str, str]
    adverbs: dict[str, str]
    negative: frozenset[str]
    definite: frozenset[str]
    scheduled: frozenset[str]
    declared: frozenset[str]
    accusations: frozenset[str]
    rejecting: frozenset[str]
    charges: frozenset[str]
    background: frozenset[str]
    weekdays: frozenset[str]
    planning: frozenset[str]
    spoken_deeds: frozenset[str]
    talking: frozenset[str]
    polite: frozenset[str]
    first_person: frozenset[str]
    occurring: frozenset[str]
    results: frozenset[str]
    making: frozenset[str]
    parts: frozenset[str]
    lists: dict[str, frozenset[str]]

    def frame(self, relation: str, lemma: str, kind: str) -> str | None:
        """The operation of the word `lemma` of `kind` (see KINDS) on what it governs by `relation`."""
        return self.frames.get((relation, f"{lemma}/{kind}"))


@lru_cache(maxsize=1)
def words() -> Words:
    """The shipped vocabulary."""
    text = resources.files("dragoman").joinpath("data/status.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load(text)

    def table(name: str) -> dict[str, str]:
        return {str(word): label for label, listed in data[name].items() for word in listed}

    def listed(name: str) -> frozenset[str]:
        return frozenset(map(str, data[name]))

    return Words(
        frames=_frames(data["frames"], data["lemma_slips"]),
        prepositions=table("prepositions"),
        conjunctions=table("conjunctions"),
        modals=table("modals"),
        adverbs=table("adverbs"),
        negative=listed("negative_words"),
        definite=listed("definite_words"),
        scheduled=listed("scheduled_nouns"),
        declared=listed("declared_nouns"),
        accusations=listed("accusation_nouns"),
        rejecting=listed("rejecting_verbs"),
        charges=listed("charge_nouns"),
        background=listed("background_times"),
        weekdays=listed("weekdays"),
        planning=listed("planning_words"),
        spoken_deeds=listed("spoken_deeds"),
        talking=listed("talking_verbs"),
        polite=listed("polite_verbs"),
        first_person=listed("first_person"),
        occurring=listed("occurring_verbs"),
        results=listed("result_verbs"),
        making=listed("making_verbs"),
        parts=listed("part_nouns"),
        lists={name: listed(name) for name in LISTS},
    )


def _frames(data: dict[str, dict[str, list[str]]], slips: dict[str, str]) -> dict[tuple[str, str], str]:
    out: dict[tuple[str, str], str] = {}
    marked: dict[tuple[str, str], str] = {}
    for operation, relations in data.items():
        for relation, listed in relations.items():
            for word in map(str, listed):
                lemma, _, kind = word.partition("/")
                target, kinds = (marked, "vp" if kind == "v" else kind) if kind else (out, KINDS)
                for k in kinds:
                    target[relation, f"{lemma}/{k}"] = operation
                    if k in "vp" and lemma in slips:
                        target[relation, f"{slips[lemma]}/{k}"] = operation
    return out | marked
