"""Walking a parsed sentence: pure functions over `Sentence`, shared by finding and resolving."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.records import Sentence, Span, Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
CLAUSES = ("ccomp", "xcomp", "advcl", "relcl", "acl", "conj", "pcomp", "parataxis")


def kids(sentence: Sentence, i: int, *deps: str) -> list[Token]:
    """Dependents of token `i` in text order, all or those with one of `deps`."""
    found = (sentence.tokens[k] for k in sentence.children[i])
    return [t for t in found if not deps or t.dep in deps]


def subtree(sentence: Sentence, i: int) -> list[int]:
    """Indices of token `i` and all that it governs, in text order."""
    out, stack = [], [i]
    while stack:
        k = stack.pop()
        out.append(k)
        stack.extend(sentence.children[k])
    return sorted(out)


def ancestors(sentence: Sentence, i: int) -> Iterator[Token]:
    """Governors of token `i`, nearest first, up to the root."""
    while sentence.tokens[i].head != i:
        i = sentence.tokens[i].head
        yield sentence.tokens[i]


def span_of(sentence: Sentence, indices: list[int]) -> Span:
    """Character span from the first to the last of the tokens at `indices` (not empty)."""
    return Span(sentence.tokens[min(indices)].start, sentence.tokens[max(indices)].end)


def token_at(sentence: Sentence, start: int) -> Token | None:
    """The token that begins at character offset `start`, or None."""
    i = next((t.i for t in sentence.tokens if t.start <= start < t.end), None)
    return None if i is None else sentence.tokens[i]


def stretches(indices: Iterable[int]) -> list[list[int]]:
    """The indices in order, cut into stretches without a gap."""
    out: list[list[int]] = []
    for i in sorted(indices):
        if out and out[-1][-1] == i - 1:
            out[-1].append(i)
        else:
            out.append([i])
    return out
