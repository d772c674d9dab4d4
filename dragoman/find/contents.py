"""The content of a cue: what is said, believed or urged, as runs of token indices of the sentence."""

from __future__ import annotations

from dragoman.find.cues import OBJECTS, Cue, as_said, citing, lexicon, parted
from dragoman.find.sources import passive
from dragoman.grammar import SUBJECTS, kids, stretches, subtree
from dragoman.records import Sentence, Token

MARKS = frozenset(",.;:-–—…()[]")
CLAUSAL = ("ROOT", "ccomp", "conj", "relcl", "advcl", "pcomp", "parataxis", "acl", "xcomp")
COMPLEMENTS = (*OBJECTS, "ccomp", "xcomp", "acomp", "prep", "advcl", "advmod")


def content(sentence: Sentence, cue: Cue, source: list[int], others: frozenset[int]) -> list[list[int]]:
    """Runs of tokens that are the content of `cue`; `others` are the heads of the sentence's other cues."""
    if cue.complement in ("hearsay", "according", "view", "survey"):
        found = _around(sentence, cue)
    elif cue.noun >= 0:
        found = _of_noun(sentence, cue)
    elif passive(sentence, sentence.tokens[cue.head]) or cue.entry.empty:
        found = _of_passive(sentence, cue, others)
    elif cue.complement in ("clause", "aside"):
        found = _of_clause(sentence, cue, source, others)
    elif cue.complement in ("quote", "none"):
        found = _half_quoted(sentence, cue, others)
    else:
        found = _behind(sentence, cue, others) or _antecedent(sentence, cue)
    found -= set(source) | _voices_behind(sentence, cue)
    if cue.kind in ("act", "believe"):
        found = _to_dash(sentence, cue, found)
    return [run for run in (_trim(sentence, r) for r in stretches(found)) if run]


def _half_quoted(sentence: Sentence, cue: Cue, others: frozenset[int]) -> set[int]:
    """ "..., he said, “charged without warning” and beat two men": what is joined to the quoted verb too."""
    joined = [
        k for t in kids(sentence, cue.head, "xcomp", "ccomp") if t.i > cue.head for k in kids(sentence, t.i, "conj")
    ]
    said = cue.complement == "quote" and cue.entry.plain and any(t.tag in ("VBD", "VBZ", "VBP") for t in joined)
    return _behind(sentence, cue, others) if said else set()


def trimmed(sentence: Sentence, runs: list[list[int]], source: list[int]) -> list[list[int]]:
    """Runs of content without the source and without punctuation at their ends."""
    found = {i for run in runs for i in run} - set(source)
    return [run for run in (_trim(sentence, r) for r in stretches(found)) if run]


def _to_dash(sentence: Sentence, cue: Cue, found: set[int]) -> set[int]:
    """The content of a deed or an attitude up to the first dash: behind it the writer goes on."""
    after = sorted(i for i in found if i > cue.head)
    stop = next(
        (i for i in after[2:] if sentence.tokens[i].text in ("-", "--", "–", "—") and _spaced(sentence, i)), None
    )
    return found if stop is None else {i for i in found if i < stop}


def _spaced(sentence: Sentence, i: int) -> bool:
    return sentence.tokens[i].start > sentence.tokens[i - 1].end


def _voices_behind(sentence: Sentence, cue: Cue) -> set[int]:
    """Tokens of "citing officials" inside the content: said of the source, not by it."""
    if cue.kind != "say":
        return set()
    found = (t.i for t in sentence.tokens if t.dep == "advcl" and citing(sentence, t) is not None)
    return {k for i in found for k in subtree(sentence, i)}


def _trim(sentence: Sentence, run: list[int]) -> list[int]:
    """The run without the punctuation at its ends and without a bare conjunction."""
    while run and (sentence.tokens[run[-1]].text in MARKS):
        run = run[:-1]
    while run and (sentence.tokens[run[0]].text in MARKS):
        run = run[1:]
    if len(run) == 1 and sentence.tokens[run[0]].pos in ("CCONJ", "PUNCT", "SCONJ"):
        return []
    return run


def _around(sentence: Sentence, cue: Cue) -> set[int]:
    """The clause that "according to X" or "reportedly" stands in, without it."""
    root = sentence.tokens[cue.head].head if cue.complement in ("view", "survey") else cue.head
    top = _clause(sentence, sentence.tokens[root].head)
    mine = set(subtree(sentence, root))
    inside = set(subtree(sentence, top)) - mine
    if sentence.tokens[top].dep == "conj":
        return inside
    for child in kids(sentence, top, "conj"):
        if child.i > cue.head > top and kids(sentence, child.i, *SUBJECTS):
            inside -= set(subtree(sentence, child.i))
    return inside - {t.i for t in kids(sentence, top, "cc")}


def _clause(sentence: Sentence, i: int) -> int:
    """The verb of the clause that token `i` stands in."""
    for _ in range(12):
        token = sentence.tokens[i]
        if token.head == i or (
            token.pos in ("VERB", "AUX") and token.dep in CLAUSAL and token.dep not in ("acl", "xcomp")
        ):
            return i
        i = token.head
    return i


def _of_noun(sentence: Sentence, cue: Cue) -> set[int]:
    """What depends on a noun or adjective: "his claim [that ...]", "concern [about ...]"."""
    out: set[int] = set()
    found = [t for t in kids(sentence, cue.noun, "acl", "ccomp", "xcomp", "csubj", "prep") if t.i > cue.noun]
    if not found and sentence.tokens[cue.noun].pos == "ADJ":
        above = sentence.tokens[cue.noun].head
        found = [t for t in kids(sentence, above, "ccomp", "csubj", "advcl") if t.i > cue.noun]
    for child in found:
        if child.dep != "prep":
            return out | set(subtree(sentence, child.i))
        if child.lemma in ("by", "from", "during", "at") and len(found) > 1:
            continue
        out |= set(subtree(sentence, child.i)) - {child.i}
    return out


def _of_passive(sentence: Sentence, cue: Cue, others: frozenset[int]) -> set[int]:
    """What a passive is about: its subject, unless that is "it", and what follows without the agent."""
    out = _behind(sentence, cue, others)
    for child in kids(sentence, cue.head, *SUBJECTS):
        if child.lemma not in ("it", "there") and not _told(cue):
            out |= {i for i in subtree(sentence, child.i) if i < cue.head}
    token = sentence.tokens[cue.head]
    if token.dep == "acl":
        out |= {i for i in subtree(sentence, token.head) if i < cue.head}
    return out


def _told(cue: Cue) -> bool:
    return cue.entry.addressee and cue.complement == "clause"


def blocked(sentence: Sentence, cue: Cue, others: frozenset[int]) -> set[int]:
    """Tokens under the cue that are not its content: conjoined verbs, participles that are cues, the agent."""
    out: set[int] = set()
    for child in kids(sentence, cue.head):
        aside = child.dep == "advcl" and (child.i in others or _after_comma(sentence, child.i))
        when = child.i > cue.head and cue.complement not in ("clause", "aside") and _adjunct(sentence, child)
        if aside or when or child.dep in ("conj", "agent", "cc", "parataxis"):
            out |= set(subtree(sentence, child.i))
    return out


def _after_comma(sentence: Sentence, i: int) -> bool:
    first = min(subtree(sentence, i))
    return first > 0 and sentence.tokens[first - 1].text in (",", "-", "–", "—")


def _adjunct(sentence: Sentence, child: Token) -> bool:
    """When something was said rather than what: "on Monday", "during a visit", "last week"."""
    if child.dep != "prep":
        return child.dep == "npadvmod"
    if child.lemma in ("during", "after", "before", "since", "until"):
        return True
    return child.lemma in ("on", "in") and any(t.ent in ("DATE", "TIME") for t in kids(sentence, child.i, "pobj"))


def _of_clause(sentence: Sentence, cue: Cue, source: list[int], others: frozenset[int]) -> set[int]:
    clauses = kids(sentence, cue.head, "ccomp")
    if not clauses:
        return _host(sentence, cue, others)
    stop = blocked(sentence, cue, others)
    first = clauses[0]
    if first.i < cue.head and parted(sentence, first.i, cue.head):
        if cue.kind != "say":
            return _behind(sentence, cue, others)
        if second := _second(sentence, cue, clauses[1:], stop):
            return second
    if first.i < cue.head and (told := [c for c in clauses[1:] if c.i > cue.head and _that(sentence, c)]):
        return _second(sentence, cue, told, stop)  # "The boy is dead, the army denies that ..."
    if first.i < cue.head:
        return _before(sentence, cue, source, stop) | _second(sentence, cue, clauses[1:], stop)
    start = min(subtree(sentence, first.i))
    start = start if start > cue.head else cue.head + 1
    return {i for i in subtree(sentence, cue.head) if i >= start} - stop


def _that(sentence: Sentence, clause: Token) -> bool:
    return any(t.lemma == "that" for t in kids(sentence, clause.i, "mark"))


def _second(sentence: Sentence, cue: Cue, clauses: list[Token], stop: set[int]) -> set[int]:
    out: set[int] = set()
    for clause in clauses:
        own = parted(sentence, cue.head, min(subtree(sentence, clause.i))) and not _that(sentence, clause)
        if clause.i > cue.head and not own:  # "A, he said; B follows": B is the writer's
            out |= set(subtree(sentence, clause.i)) - stop
    return out


def _before(sentence: Sentence, cue: Cue, source: list[int], stop: set[int]) -> set[int]:
    """The clause before "..., said X", from the left edge of the sentence's part up to the source or cue."""
    left = [t.i for t in kids(sentence, cue.head, "aux", "neg", "advmod") if t.i < cue.head]
    clause = kids(sentence, cue.head, "ccomp")[0]
    near = [i for i in left if i > clause.i]
    border = min([cue.head, *near, *[i for i in source if i > clause.i]])
    found = ({i for i in subtree(sentence, cue.head) if i < border} - stop) | _after_aside(sentence, cue, source)
    found |= _whole(sentence, cue, clause)
    return found | {i for i in subtree(sentence, clause.i) if i > cue.head and i not in source}


def _whole(sentence: Sentence, cue: Cue, clause: Token) -> set[int]:
    """ "They asked for him, but nobody came, the ministry said": all of it, where the parser joins the saying."""
    token = sentence.tokens[cue.head]
    first = sentence.tokens[token.head]
    if token.dep != "conj" or not cue.entry.plain or first.i > clause.i or kids(sentence, cue.head, "conj"):
        return set()
    opener = min(subtree(sentence, clause.i))
    joined = any(t.dep == "cc" and t.i == opener - 1 for t in kids(sentence, first.i))
    own = kids(sentence, first.i, *SUBJECTS) and first.lemma not in lexicon().verbs
    if not joined or not own or _parted_by(sentence, first.i, cue.head):
        return set()
    return {i for i in subtree(sentence, first.i) if i < opener}


def _parted_by(sentence: Sentence, low: int, high: int) -> bool:
    return any(t.text in (";", '"', "“", "”", "''", "``", ":") for t in sentence.tokens[low:high])


def _after_aside(sentence: Sentence, cue: Cue, source: list[int]) -> set[int]:
    """ "They might talk, said the envoy, and a truce is near": the clause that goes on behind an inverted aside."""
    marks = {t.text for t in sentence.tokens[: cue.head]}
    if not source or min(source) < cue.head or not cue.entry.plain or marks & {'"', "“", "”", "''", "``"}:
        return set()
    joined = (t for t in kids(sentence, cue.head, "conj") if t.i > max(source))
    own = [t for t in joined if any(k.lemma not in ("he", "she", "they", "it") for k in kids(sentence, t.i, *SUBJECTS))]
    return {k for t in own for k in subtree(sentence, t.i)}


def _host(sentence: Sentence, cue: Cue, others: frozenset[int]) -> set[int]:
    """The clause that "he said" is thrown into."""
    token = sentence.tokens[cue.head]
    if token.dep == "parataxis" or as_said(sentence, token):
        return set(subtree(sentence, token.head)) - set(subtree(sentence, token.i))
    return _behind(sentence, cue, others)


def _behind(sentence: Sentence, cue: Cue, others: frozenset[int]) -> set[int]:
    """From the first complement behind the cue to the end of what the cue governs; objects before it as well."""
    stop = blocked(sentence, cue, others)
    after = [t for t in kids(sentence, cue.head, *COMPLEMENTS) if t.i > cue.head and t.i not in stop]
    main = (
        [t for t in after if t.dep not in ("advmod", "advcl", "prep")] or [t for t in after if t.dep == "prep"] or after
    )
    out: set[int] = set()
    if main:
        start = min(subtree(sentence, main[0].i))
        if main[0].dep == "prep":
            start = main[0].i + 1
        out = {i for i in subtree(sentence, cue.head) if i >= max(start, cue.head + 1)} - stop
    for child in kids(sentence, cue.head, *OBJECTS):
        if child.i < cue.head:
            out |= set(subtree(sentence, child.i))
    return out - _subjects(sentence, cue)


def _subjects(sentence: Sentence, cue: Cue) -> set[int]:
    return {i for t in kids(sentence, cue.head, *SUBJECTS) if t.i > cue.head for i in subtree(sentence, t.i)}


def _antecedent(sentence: Sentence, cue: Cue) -> set[int]:
    """The noun before "(that) he opposes": the object stands outside the relative clause."""
    token = sentence.tokens[cue.head]
    if token.dep != "relcl" or any(t.tag in ("WP", "WDT") for t in kids(sentence, token.i, *SUBJECTS)):
        return set()
    mine = set(subtree(sentence, token.i))
    return {i for i in subtree(sentence, token.head) if i not in mine and i <= min(mine)}
