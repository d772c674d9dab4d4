"""Cues thrown into a sentence, read from its surface where the parse goes astray: "..., many argue, ..."."""

from __future__ import annotations

from dragoman.find.cues import Cue, lexicon
from dragoman.grammar import kids, subtree
from dragoman.records import Sentence

FINITE = ("VBD", "VBZ", "VBP")
NAMING = ("NOUN", "PROPN", "PRON")
BREAKS = (",", '"', "“", "”", "''", ";", ":", ".", "-", "–", "—")
QUOTES = ('"', "“", "”", "''")
OPENERS = (*FINITE, "CC", "MD", "VB", "VBN", "VBG", "IN", "WRB", "RB", "TO")
BETWEEN = ("ADV", "AUX", "PART")


def aside(sentence: Sentence, cue: Cue, source: list[int]) -> tuple[list[int], list[list[int]]] | None:
    """Source and content of a cue of saying that the parse gives no source, or the wrong one; else None.

    The content is empty where the parse's own is to be taken.
    """
    token = sentence.tokens[cue.head]
    if _asked_back(sentence, cue, source):
        who = _behind(sentence, cue.head)
        return (who, []) if who else None
    if (
        not cue.entry.plain
        or cue.entry.takes.get("clause") != "say"
        or not (token.tag in FINITE or (source and token.tag == "VBN"))
    ):
        return None
    inverted = token.lemma in lexicon().inverted
    if inverted and _wrong(sentence, cue.head, source):
        who = _behind(sentence, cue.head)
        return (who, _rest(sentence, cue.head, who)) if who else None
    whole = _apposition(sentence, cue, source)
    if whole:
        return whole, []
    bare = cue.complement == "none" or (cue.complement == "object" and cue.entry.addressee)
    if source and not bare:
        return None
    who = _before(sentence, cue.head)
    if source and not _aside(sentence, cue.head, who):
        return None
    who = who or (_behind(sentence, cue.head) if inverted else [])
    runs = [] if cue.complement == "clause" else _rest(sentence, cue.head, who)
    return (who, runs) if who else None


def _asked_back(sentence: Sentence, cue: Cue, source: list[int]) -> bool:
    """ "“Would anybody do so?” asked the minister": the one who asks stands behind a verb that only asks."""
    before = sentence.tokens[cue.head - 1] if cue.head else None
    asks = cue.entry.takes.get("quote") == "say" and cue.kind == "act" and sentence.tokens[cue.head].tag in FINITE
    return asks and not source and before is not None and before.text in QUOTES


def _aside(sentence: Sentence, at: int, who: list[int]) -> bool:
    """Whether a comma parts the noun phrase from a clause before it, or commas on both sides from one around it."""
    opener = sentence.tokens[0]
    if not who or who[0] == 0 or sentence.tokens[who[0] - 1].text not in (",", '"', "”", "''"):
        return False
    if opener.tag in ("VBN", "VBG", "WRB") or opener.dep == "mark":
        return False
    follow = at + 1 + len(kids(sentence, at, "prt"))
    closed = follow < len(sentence.tokens) and sentence.tokens[follow].text == ","
    rest = [*sentence.tokens[: who[0]], *(sentence.tokens[follow:] if closed else ())]
    return any(t.tag in (*FINITE, "MD") for t in rest)


def _apposition(sentence: Sentence, cue: Cue, source: list[int]) -> list[int]:
    """The whole name where the parse takes its last word only: "..., [the state news agency SANA] reported"."""
    clauses = kids(sentence, cue.head, "ccomp")
    if not source or not clauses or not clauses[0].i < source[0] <= source[-1] < cue.head:
        return []
    start = source[0]
    while start > clauses[0].i and not _break(sentence, start - 1):
        start -= 1
    found = list(range(start, source[-1] + 1))
    parted = start > clauses[0].i + 1 and start < source[0]
    return found if parted and _naming(sentence, [i for i in found if i <= source[0]]) else []


def _wrong(sentence: Sentence, at: int, source: list[int]) -> bool:
    """Whether the source found belongs to the clause before the comma: "The talks, said the envoy, ..."."""
    if at == 0 or not source or source[-1] > at or sentence.tokens[at - 1].text not in BREAKS:
        return False
    return not any(sentence.tokens[i].text == "," for i in source)


def _behind(sentence: Sentence, at: int) -> list[int]:
    """The noun phrase that begins right behind the cue and ends at a break."""
    if at + 1 >= len(sentence.tokens) or sentence.tokens[at + 1].pos not in (*NAMING, "DET", "ADJ", "NUM"):
        return []
    if sentence.tokens[at + 1].lemma in ("that", "what", "it", "this"):
        return []
    first = next((t for t in sentence.tokens[at + 1 : at + 7] if t.pos in NAMING), None)
    if first is None:
        return []
    while (
        sentence.tokens[first.head].pos in NAMING and sentence.tokens[first.head].i > first.i and first.dep != "appos"
    ):
        first = sentence.tokens[first.head]
    found = [i for i in subtree(sentence, first.i) if i > at]
    joined = next((i for i in found if sentence.tokens[i].dep == "cc" and sentence.tokens[i - 1].text == ","), None)
    found = [i for i in found if joined is None or i < joined - 1]
    run = [i for k, i in enumerate(found) if i == at + 1 + k]
    if first.i not in run or first.ent in ("DATE", "TIME"):
        return []
    end = run[-1] + 1
    closed = (
        end >= len(sentence.tokens) or sentence.tokens[run[-1]].text in BREAKS or sentence.tokens[end].text in BREAKS
    )
    return run if closed else []


def _before(sentence: Sentence, at: int) -> list[int]:
    """The noun phrase that ends right before the cue, back to a comma, a quotation mark or the sentence's start."""
    end = at - 1
    while end >= 0 and sentence.tokens[end].pos in BETWEEN:
        end -= 1
    if end > 0 and sentence.tokens[end].text == ",":
        return _apposed(sentence, end)
    start = end
    while start >= 0 and not _break(sentence, start):
        start -= 1
    found = list(range(start + 1, end + 1))
    return found if _naming(sentence, found) else []


def _break(sentence: Sentence, i: int) -> bool:
    """Whether the token parts phrases; a hyphen inside a word does not."""
    token = sentence.tokens[i]
    return token.text in BREAKS and (token.text not in ("-", "–") or token.start > sentence.tokens[i - 1].end)


def _naming(sentence: Sentence, found: list[int]) -> bool:
    """Whether the tokens are a plain noun phrase: at most sixteen, no finite verb, a naming word at the end."""
    if not found or len(found) > 16 or sentence.tokens[found[0]].tag in OPENERS or _date(sentence, found):
        return False
    last = sentence.tokens[found[-1]]
    many = last.pos in (*NAMING, "NUM") or last.lemma in ("many", "some", "most", "few", "several", "other")
    return many and not any(sentence.tokens[i].tag in (*FINITE, "MD") for i in found)


def _date(sentence: Sentence, found: list[int]) -> bool:
    return all(sentence.tokens[i].ent in ("DATE", "TIME") for i in found)


def _apposed(sentence: Sentence, comma: int) -> list[int]:
    """A noun phrase with what is said of it between commas: "Smith, the leader, said"; up to the last comma."""
    start = max((i + 1 for i in range(comma) if sentence.tokens[i].text in QUOTES), default=0)
    while start < comma:
        stop = next(i for i in range(start, comma + 1) if sentence.tokens[i].text == ",")
        found = list(range(start, stop))
        if _naming(sentence, found):
            return list(range(start, comma + 1)) if stop < comma else []
        if found and sentence.tokens[start].tag not in OPENERS:
            return []
        start = stop + 1
    return []


def _rest(sentence: Sentence, at: int, who: list[int]) -> list[list[int]]:
    """The rest of the sentence: what stands before the aside, and behind it where a comma parts them."""
    low, high = min([at, *who]), max([at, *who, *(t.i for t in kids(sentence, at, "prt"))])
    before = list(range(0, low))
    after: list[int] = []
    follow = high + 1
    if follow < len(sentence.tokens) and sentence.tokens[follow].text in (",", "that"):
        after = list(range(follow, len(sentence.tokens)))
        heads = [sentence.tokens[i].lemma for i in after[1:2]]
        after = [] if any(h in lexicon().verbs for h in heads) or (before and len(after) < 4) else after
    elif not before:
        after = list(range(follow, len(sentence.tokens)))
    return [run for run in (before, after) if run]
