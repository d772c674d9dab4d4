"""What a governing word does to the deed that it governs: one small function for each operation of data/status.yaml.

Each takes the reading of the deed so far, the reading of the governing word, and that word for the reason.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dragoman.find.modality import certain
from dragoman.find.status_words import ASSERTED, CONDITIONAL, POSSIBLE, PROBABLE, TOPIC, Reading

Operation = Callable[[Reading, Reading, str], Reading]
NEUTRAL = Reading(time=None)


def at_least(reading: Reading, rank: int, why: str) -> Reading:
    """The reading, no more certain than `rank`, with the reason added."""
    return replace(reading, certainty=max(reading.certainty, rank), why=(*reading.why, why))


def _reported(reading: Reading, over: Reading) -> Reading:
    """ "said it would send": the "would" of reported speech is a "will"."""
    if reading.backshift and over.time == "past":
        return replace(
            reading,
            time="future",
            certainty=ASSERTED,
            backshift=False,
            why=("“would” in reported speech: still to come",),
        )
    return reading


def carry(reading: Reading, over: Reading, word: str) -> Reading:
    """The deed stands or falls with its governor: time (if it has none), doubt, negation, denial come from above."""
    time = reading.time
    if time is None or over.time == "future":
        time = over.time
    why = reading.why if certain(over) and over.time != "future" else (*reading.why, *over.why)
    return replace(
        reading,
        time=time,
        certainty=max(reading.certainty, over.certainty),
        negative=reading.negative != over.negative,
        denied=reading.denied or over.denied,
        denier=reading.denier or over.denier,
        ongoing=reading.ongoing or over.ongoing,
        why=why,
    )


def _to_come(reading: Reading, over: Reading, word: str, rank: int, why: str) -> Reading:
    reading = _reported(reading, over)
    certainty = max(reading.certainty, rank, over.certainty)
    time = "future" if reading.time is None or rank == ASSERTED else reading.time
    negative = reading.negative != over.negative if rank <= PROBABLE else reading.negative
    return replace(
        reading,
        time=time,
        certainty=certainty,
        negative=negative,
        denied=reading.denied or over.denied,
        denier=reading.denier or over.denier,
        ongoing=False,
        why=(*reading.why, *over.why, f"“{word}”: {why}"),
    )


def _future(reading: Reading, over: Reading, word: str) -> Reading:
    return _to_come(reading, over, word, ASSERTED, "still to come")


def _probable(reading: Reading, over: Reading, word: str) -> Reading:
    return _to_come(reading, over, word, PROBABLE, "expected, not certain")


def _possible(reading: Reading, over: Reading, word: str) -> Reading:
    return _to_come(reading, over, word, POSSIBLE, "wanted, feared or tried")


def _unsure(reading: Reading, over: Reading, word: str) -> Reading:
    """An infinitive whose governor is not known: to come, but nobody promises it (see `hollow`)."""
    return _to_come(reading, over, word, ASSERTED, "not yet done")


def _topic(reading: Reading, over: Reading, word: str) -> Reading:
    return _to_come(reading, over, word, TOPIC, "only spoken of")


def _purpose(reading: Reading, over: Reading, word: str) -> Reading:
    return _to_come(reading, replace(over, negative=False, why=()), word, ASSERTED, "the purpose of it")


def _evident(reading: Reading, over: Reading, word: str) -> Reading:
    time = reading.time or "present"
    return _to_come(replace(reading, time=time), over, word, PROBABLE, "as it seems")


def _fails(reading: Reading, over: Reading, word: str) -> Reading:
    out = carry(reading, over, word)
    if over.negative:
        return at_least(replace(out, negative=False), POSSIBLE, f"“{word}” denied")
    if over.certainty != ASSERTED:
        return out
    return replace(out, negative=not reading.negative, why=(*out.why, f"“{word}”: it did not happen"))


def _lacks(reading: Reading, over: Reading, word: str) -> Reading:
    return replace(
        reading,
        time=reading.time or "past",
        negative=not reading.negative,
        why=(*reading.why, "“without” or “instead of” it"),
    )


def _comes(reading: Reading, over: Reading, word: str) -> Reading:
    return replace(reading, time="future", ongoing=False, why=(*reading.why, "“before” it: still to come"))


def _known(reading: Reading, over: Reading, word: str) -> Reading:
    return replace(reading, time=reading.time or "past")


def _conditional(reading: Reading, over: Reading, word: str) -> Reading:
    return at_least(replace(reading, time=reading.time or "future", backshift=False), CONDITIONAL, "on a condition")


def _keeps(reading: Reading, over: Reading, word: str) -> Reading:
    reading = _reported(replace(reading, time=reading.time or "past"), over)
    if over.negative or over.denied or over.certainty != ASSERTED:
        return at_least(reading, POSSIBLE, f"“{word}” is itself not asserted")
    if reading.progressive and over.time == "past":
        return replace(reading, ongoing=True, why=(*reading.why, f"“{word}”: going on as it was said"))
    return reading


def _owned(reading: Reading, over: Reading, word: str) -> Reading:
    """ "the army's claim that": as the army puts it, whatever others make of the claim."""
    return _reported(replace(reading, time=reading.time or "past"), replace(over, time="past"))


def _asked(reading: Reading, over: Reading, word: str) -> Reading:
    """ "it is unclear who attacked": what an embedded question asks about is taken to be so, unless it is to come."""
    reading = _reported(replace(reading, time=reading.time or "past"), over)
    if reading.time == "future" and not certain(over):
        return at_least(reading, POSSIBLE, "an open question")
    return reading


def _alleged(reading: Reading, over: Reading, word: str) -> Reading:
    reading = _reported(replace(reading, time=reading.time or "past"), over)
    if over.denied:
        return replace(reading, denied=True, denier=over.denier, why=(*reading.why, *over.why))
    return at_least(replace(reading, alleged=True), POSSIBLE, f"“{word}”: an accusation")


def _enables(reading: Reading, over: Reading, word: str) -> Reading:
    out = carry(reading, over, word)
    return at_least(out, POSSIBLE, f"“{word}”: made possible, not said to be done") if certain(over) else out


def _obliges(reading: Reading, over: Reading, word: str) -> Reading:
    if over.time == "past" and certain(over):
        return carry(reading, over, word)
    return _topic(reading, over, word)


def _continues(reading: Reading, over: Reading, word: str) -> Reading:
    out = carry(reading, over, word)
    return replace(out, ongoing=certain(out), why=(*out.why, f"“{word}”: goes on"))


def _ceases(reading: Reading, over: Reading, word: str) -> Reading:
    """ "stopped shelling" had been shelling; "has not stopped" goes on; "agreed to stop" says that it is not to be."""
    if over.negative and over.certainty == ASSERTED and over.time != "future" and not over.denied:
        return replace(carry(reading, replace(over, negative=False), word), ongoing=True, negative=reading.negative)
    return _known(reading, over, word) if certain(over) else _fails(reading, over, word)


def _attributed(reading: Reading, over: Reading, word: str) -> Reading:
    """ "Peru's role in brokering the truce": mentioned in passing, not told as news; an ongoing role goes on."""
    out = carry(reading, over, word)
    if not certain(out) or out.ongoing:
        return out
    return replace(out, time="background", why=(*out.why, f"“{word}” in it: mentioned, not told"))


def _involved(reading: Reading, over: Reading, word: str) -> Reading:
    why = (*reading.why, *over.why)
    if over.denied:
        return replace(reading, denied=True, denier=over.denier, why=why)
    if over.negative and word.lower() not in ("responsibility", "knowledge", "awareness"):
        return replace(reading, negative=True, why=why)
    return replace(reading, time=reading.time or "past")


def _finite(reading: Reading, over: Reading, word: str) -> Reading:
    return replace(reading, time=reading.time or over.time)


def _open(reading: Reading, over: Reading, word: str) -> Reading:
    """ "when", "after", "as" with a present tense under a main clause that is to come."""
    if reading.time in ("present", None) and over.time == "future":
        return replace(reading, time="future", ongoing=False, why=(*reading.why, *over.why))
    return _finite(reading, over, word)


def _until(reading: Reading, over: Reading, word: str) -> Reading:
    if reading.time == "past" and over.time != "future":
        return reading
    return replace(reading, time="future", ongoing=False, why=(*reading.why, "“until” or “before” it: still to come"))


def _accompanies(reading: Reading, over: Reading, word: str) -> Reading:
    lasts = over.ongoing and over.time == "present"  # "is shuttling between them, mediating"
    out = carry(reading, replace(over, negative=False, denied=False, denier=None, ongoing=lasts), word)
    return replace(out, time="past" if out.time is None else out.time)


def undone_twice(reading: Reading, over: Reading, word: str) -> Reading:
    """ "could not stop X from deporting", "did not fail to thank": two negatives, it was done."""
    out = carry(reading, replace(over, negative=False, why=()), word)
    return replace(out, why=(*out.why, f"“not … {word}”: it was done"))


def broken_off(reading: Reading, over: Reading, word: str) -> Reading:
    """ "were going to strike but thought better of it", "tried to seize it, but": it did not happen."""
    why = (*reading.why, f"“{word} … but”: it did not come to it")
    return replace(reading, time="past", certainty=ASSERTED, negative=not reading.negative, ongoing=False, why=why)


OPERATIONS: dict[str, Operation] = {
    "carries": carry,
    "fails": _fails,
    "future": _future,
    "probable": _probable,
    "possible": _possible,
    "topic": _topic,
    "unsure": _unsure,
    "denied": _possible,
    "alleged": _alleged,
    "evident": _evident,
    "keeps": _keeps,
    "owned": _owned,
    "asked": _asked,
    "enables": _enables,
    "obliges": _obliges,
    "counters": _conditional,
    "involved": _involved,
    "continues": _continues,
    "ceases": _ceases,
    "attributed": _attributed,
    "purpose": _purpose,
    "lacks": _lacks,
    "proves": _keeps,
    "comes": _comes,
    "known": _known,
    "conditional": _conditional,
    "finite": _finite,
    "open": _open,
    "until": _until,
    "accompanies": _accompanies,
}
