"""Which texts tell one story: groups of texts that share their weightiest words, by average linkage."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence

from dragoman.merge.features import FAR
from dragoman.merge.judging import fitted
from dragoman.merge.tellings import Text
from dragoman.words import cosine

LOOKED_FOR = 25  # weighty words by which a text is looked for
WINDOW = 60  # texts on each side that a text is compared with where very many share a word


def stories(texts: Iterable[Text], least: float | None = None) -> dict[str, str]:
    """The story of each text, named after the first of its texts; the order of the texts does not matter.

    Two groups of texts are joined, the likest first, while the mean likeness of their texts is above the fitted one.
    """
    listed = sorted(texts, key=lambda t: t.id)
    links = _links(listed)
    size = dict.fromkeys(range(len(listed)), 1)
    members = {k: [k] for k in size}
    least = fitted()["story"] if least is None else least
    heap = [(-total, x, y) for x, near in links.items() for y, total in near.items() if x < y and total >= least]
    heapq.heapify(heap)
    while heap:
        mean, x, y = heapq.heappop(heap)
        total = links.get(x, {}).get(y)
        if total is None or -total / (size[x] * size[y]) != mean:
            continue  # one of the two has been joined to another since
        members[x] += members.pop(y)
        size[x] += size.pop(y)
        for other, more in links.pop(y).items():
            del links[other][y]
            if other != x:
                links[x][other] = links[other][x] = round(links[x].get(other, 0.0) + more, 9)
        for other, summed in links[x].items():
            near = summed / (size[x] * size[other])
            if near >= least:
                heapq.heappush(heap, (-near, min(x, other), max(x, other)))
    return {listed[k].id: listed[first].id for first, found in members.items() for k in found}


def mark(texts: Sequence[Text]) -> None:
    """Set the `story` of each text."""
    found = stories(texts)
    for t in texts:
        t.story = found[t.id]


def _links(texts: Sequence[Text]) -> dict[int, dict[int, float]]:
    """How alike texts are that share a weighty word, both ways; texts of different times are not linked."""
    places: dict[str, list[int]] = defaultdict(list)
    for k in sorted(range(len(texts)), key=lambda k: (texts[k].published or 0, texts[k].id)):
        for word in list(texts[k].words)[:LOOKED_FOR]:
            places[word].append(k)
    links: dict[int, dict[int, float]] = defaultdict(dict)
    for found in places.values():
        for at, x in enumerate(found):
            for y in found[at + 1 : at + 1 + WINDOW]:
                if y not in links[x] and _near(texts[x], texts[y]):
                    links[x][y] = links[y][x] = round(cosine(texts[x].words, texts[y].words), 9)
    return links


def _near(a: Text, b: Text) -> bool:
    return a.published is None or b.published is None or abs(a.published - b.published) <= FAR
