"""The points of a statement as `dragoman diff` lays them out: short clauses put back, what is added split off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dragoman.compare.points import Cut, is_content
from dragoman.grammar import stretches, subtree
from dragoman.records import Span

BESIDE = ("relcl", "acl", "advcl")
SHORT = 5  # content words below which a clause beside another goes with it
LONG = 2  # content words that what is split off has
ADDING = ("as", "well", "as")


def whole(cuts: Sequence[Cut]) -> list[Cut]:
    """The points in order; clauses of few words that stand beside a point are part of it, what is added is not."""
    out: list[Cut] = []
    for cut in cuts:
        main = next((k for k in range(len(out)) if _goes_with(cut, out[k])), None)
        if main is None:
            out.append(cut)
        else:
            out[main] = _made(out[main], [*out[main].own, *cut.own])
    return [part for cut in out for part in _split(cut)]


def _goes_with(cut: Cut, main: Cut) -> bool:
    token = cut.sentence.tokens[cut.head]
    size = _size(cut, cut.own)
    little = size < LONG or (size < SHORT and token.dep in BESIDE)
    return little and main.sentence == cut.sentence and token.head in main.own


def _split(cut: Cut) -> Iterator[Cut]:
    """The point, and what is added to it by a further preposition ("on X and on Y") or by "as well as"."""
    added: list[list[int]] = []
    for i in cut.own:
        token = cut.sentence.tokens[i]
        if token.dep == "conj" and token.pos == "ADP":
            added.append([k for k in subtree(cut.sentence, i) if k in cut.own])
        elif tuple(t.text.lower() for t in cut.sentence.tokens[i : i + len(ADDING)]) == ADDING:
            added.append([k for k in cut.own if k >= i])
    taken: set[int] = set()
    parts = []
    for own in added:
        own = [k for k in own if k not in taken]
        rest = [k for k in cut.own if k not in taken and k not in own]
        if cut.head in rest and _size(cut, own) >= LONG and _size(cut, rest) >= LONG:
            taken |= set(own)
            parts.append(own)
    if not parts:
        yield cut
        return
    main = [k for k in cut.own if k not in taken]
    while main and cut.sentence.tokens[main[-1]].dep in ("cc", "punct"):
        main.pop()
    yield _made(cut, main)
    for own in parts:
        yield replace(_made(cut, own, _led(cut, main, own)), head=own[0])


def without(cut: Cut, members: Iterable[int]) -> tuple[Cut, list[Cut]]:
    """The point without these members of its lists, and each of them as a point; all of it where too little is left."""
    found = ([k for k in subtree(cut.sentence, i) if k in cut.own] for i in members)
    parts = [own for own in found if _size(cut, own) >= LONG]
    taken = {k for own in parts for k in own}
    main = [k for k in cut.own if k not in taken]
    while main and cut.sentence.tokens[main[-1]].dep in ("cc", "punct"):
        main.pop()
    if not parts or _size(cut, main) < LONG or cut.head in taken:
        return cut, []
    return _made(cut, main), [replace(_made(cut, own, _led(cut, main, own)), head=own[0]) for own in parts]


def _led(cut: Cut, main: Sequence[int], added: Sequence[int]) -> str:
    """The words of a point that lead to what is added to it as much as to what stands there before."""
    tokens = cut.sentence.tokens
    first = min((tokens[i].head for i in added if tokens[i].dep == "conj" and tokens[i].head in main), default=0)
    return " ".join(cut.point.document.text[tokens[i].start : tokens[i].end] for i in main if i < first)


def _size(cut: Cut, own: Sequence[int]) -> int:
    return sum(is_content(cut.sentence.tokens[i]) for i in own)


def _made(cut: Cut, own: Sequence[int], led: str = "") -> Cut:
    """The point with other words of its sentence as its own; what it shares with its neighbours stays before them."""
    tokens = cut.sentence.tokens
    own = sorted(set(own))
    spans = tuple(Span(tokens[s[0]].start, tokens[s[-1]].end) for s in stretches(own))
    text = " ".join(cut.point.document.text[s.start : s.end] for s in spans)
    before = cut.point.words.removesuffix(" ".join(cut.point.text.replace(" … ", " ").split()))
    words = " ".join(f"{before} {led} {text}".split())
    return replace(cut, own=tuple(own), point=replace(cut.point, spans=spans, words=words))
