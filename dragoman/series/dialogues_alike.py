"""Which names are names of one series of meetings: spellings, abbreviations, shorter and longer forms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from dragoman.series.dialogues_names import Naming, known, plain
from dragoman.series.dialogues_tellings import Said


def best(said: Sequence[Said]) -> str:
    """The name of a meeting among the names in its tellings: one with an ordinal, then the commonest, the longest."""
    counted = Counter(s.naming.key for s in said)
    first = max(
        said, key=lambda s: (s.naming.ordinal is not None, counted[s.naming.key], len(s.naming.name)), default=None
    )  # fmt: skip
    return first.naming.name if first else ""


def same(naming: Naming, name: str) -> bool:
    """Whether a naming is of the series with this name: the same but for spelling, or its abbreviation."""
    return naming.key == plain(name) or akin(naming.name, name) or naming.name == _initials(name)


def akin(a: str, b: str) -> bool:
    """Whether two names may be of one series: one has all the words of the other, and they end in alike heads."""
    left, right = _words(a), _words(b)
    if not left or not right:
        return False
    fewer, more = sorted((left, right), key=lambda words: len(words[0]))
    return bool(fewer[0]) and set(fewer[0]) <= set(more[0]) and _heads_alike(left[1], right[1])


def _words(name: str) -> tuple[tuple[str, ...], str]:
    """The words of a name without its head, and the head."""
    words = [w for w in plain(name).split() if w not in ("of", "on", "and", "for", "&")]
    heads = known()["heads"]
    at = max((i for i, w in enumerate(words) if w in heads["always"] or w in heads["joint"]), default=-1)
    return tuple(w for i, w in enumerate(words) if i != at), words[at] if at >= 0 else ""


def _heads_alike(a: str, b: str) -> bool:
    return a == b or any(a in group and b in group for group in known()["alike"])


def _initials(name: str) -> str:
    words = [w for w in re.split(r"[\s–-]+", name) if w[:1].isalnum() and w.lower() not in ("of", "on", "and", "for")]
    return "".join(w[0].upper() for w in words)


def shared(a: Sequence[Said], b: Sequence[Said]) -> bool:
    """Whether one name stands among both."""
    return any(same(x.naming, y.naming.name) for x in a for y in b)


def clash(a: Sequence[Said], b: Sequence[Said]) -> bool:
    """Whether both are named, and by different names."""
    return bool(a) and bool(b) and not shared(a, b)


def groups(named: Sequence[Sequence[Naming]], names: Sequence[str]) -> dict[str, str]:
    """For each name of a meeting that of its series. Longer and shorter forms are one where a meeting has both."""
    leader = {name: name for name in names if name}
    for one in list(leader):
        for other in list(leader):
            if plain(one) == plain(other) or _told_together(one, other, named):
                _join(leader, one, other)
    counted = Counter(names)
    out = {}
    for name in leader:
        members = [n for n in leader if leader[n] == leader[name]]
        out[name] = max(members, key=lambda n: (counted[n], len(n), n))
    return out


def _told_together(one: str, other: str, named: Sequence[Sequence[Naming]]) -> bool:
    """Whether one meeting goes by both names, of which one is a form of the other."""
    if not akin(one, other):
        return False
    keys = [{n.key for n in found} for found in named]
    return any({plain(one), plain(other)} <= found for found in keys)


def _join(leader: dict[str, str], one: str, other: str) -> None:
    old, new = sorted((leader[one], leader[other]), reverse=True)
    for name, led in leader.items():
        if led == old:
            leader[name] = new


def aliases(said: Sequence[Said], name: str) -> tuple[str, ...]:
    """The other names of a series as the texts write them, and its abbreviations."""
    found = Counter(s.naming.name for s in said if same(s.naming, name) and s.naming.key != plain(name))
    short = Counter(s.naming.alias for s in said if s.naming.alias)
    return tuple(n for n, _ in sorted([*found.items(), *short.items()], key=lambda c: (-c[1], c[0])) if n != name)
