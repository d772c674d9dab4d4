"""Attributions in the making: one for each cue of a sentence, before quotations are given to their speakers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from itertools import pairwise

from dragoman.find.asides import aside
from dragoman.find.contents import content, trimmed
from dragoman.find.cues import Cue, Entry, citing, cues, lexicon
from dragoman.find.denials import rejecting_verb
from dragoman.find.quotes import Quote
from dragoman.find.repair import mended
from dragoman.find.sources import passive, phrase, source, subject
from dragoman.find.status_words import words
from dragoman.grammar import kids, subtree
from dragoman.records import Sentence, Span, Token

UNSAID = "not said"
MEANS = {
    "say": "gives these words to the source",
    "deny": "denies it",
    "believe": "tells of an attitude, not of a claim",
    "act": "is itself the deed, not a claim",
}
IMPERSONAL = ("hearsay", "according", "view", "survey")
NOBODY = ("nobody", "none", "noone", "neither", "nothing", "few")
NOT_YET = frozenset({"MD"})


@dataclass(slots=True)
class Draft:
    """An attribution in the making.

    `paper`: its source is a document. `unsaid`: it was not said, or not yet. `later` holds quotations of later
    sentences that go on without a cue.
    """

    sentence: Sentence
    cue: Cue
    kind: str
    source: list[Span]
    words: list[Span]
    content: list[Span]
    note: str
    paper: bool = False
    unsaid: bool = False
    later: list[Span] = field(default_factory=list)

    @property
    def at(self) -> int:
        """Where the cue word begins in the document."""
        return self.sentence.tokens[self.cue.head].start


def drafts(sentence: Sentence, quotes: tuple[Quote, ...], spoken: list[Quote]) -> list[Draft]:
    """One draft for each cue of the sentence that can be one, in text order, with the quotations that it touches."""
    sentence = mended(sentence)
    found = cues(sentence, _outside(sentence, spoken))
    heads = frozenset(c.head for c in found)
    out = []
    for cue in found:
        if _shell(sentence, cue, heads) or citing(sentence, sentence.tokens[cue.head]):
            continue
        who = source(sentence, cue)
        thrown = aside(sentence, cue, who)
        if thrown:
            who, cue = thrown[0], replace(cue, kind="say")
        if not who and _needs_source(sentence, cue):
            continue
        thrown_runs = trimmed(sentence, thrown[1], who) if thrown else []
        runs = thrown_runs or content(sentence, cue, who, heads)
        kind, note = _kind(sentence, cue, who)
        paper = bool(who) and _document(head_of(sentence, who))
        draft = Draft(
            sentence,
            cue,
            kind,
            spans(sentence, [_bare(sentence, who)]),
            _words(sentence, cue),
            _dated(sentence, spans(sentence, runs)),
            note,
            paper,
            unsaid=note.startswith(UNSAID),
        )
        _widen(draft, quotes)
        out.append(draft)
        out.extend(_cited(sentence, cue, draft))
    return out + _rejections(sentence, out)


def _rejections(sentence: Sentence, found: list[Draft]) -> list[Draft]:
    """Denials by a verb that rejects an accusation ("rejects claims that"), which is then no claim of its owner."""
    out: list[Draft] = []
    for noun in sentence.tokens:
        verb = rejecting_verb(sentence, noun.i, words())
        if verb is None or not _rejecter(sentence, verb):
            continue
        for draft in found:
            if draft.at == noun.start and draft.cue.kind == "say":
                draft.kind = "act"
        inside = spans(sentence, [subtree(sentence, noun.i)])
        own = [d for d in found if d.at == sentence.tokens[verb].start]
        unsaid = _unsaid(sentence, sentence.tokens[verb])
        for draft in own:
            draft.kind = draft.kind if unsaid else "deny"
            draft.content = merged([*draft.content, *inside])
        if not own and not unsaid:
            out += _rejection(sentence, verb, inside)
    return out


def _rejection(sentence: Sentence, verb: int, content: list[Span]) -> list[Draft]:
    cue = Cue(verb, "deny", "object", Entry({"object": "deny"}, frozenset()))
    source = spans(sentence, [_rejecter(sentence, verb)])
    note = f"“{sentence.tokens[verb].text}” rejects it"
    return [Draft(sentence, cue, "deny", source, _words(sentence, cue), content, note)]


def _rejecter(sentence: Sentence, verb: int) -> list[int]:
    """Who rejects, as token indices; empty where a passive names nobody."""
    if passive(sentence, sentence.tokens[verb]):
        return [i for by in kids(sentence, verb, "agent") for i in subtree(sentence, by.i) if i != by.i]
    who = subject(sentence, verb)
    return [] if who is None else phrase(sentence, who, verb)


DATELINE = re.compile(r"[A-Z][A-Z'’.\- ]{2,30}(?:,[^-–—()\n]{0,40}?)?\s*(?:\([^()\n]{2,40}\)\s*)?[-–—]+\s+")


def _dated(sentence: Sentence, found: list[Span]) -> list[Span]:
    """The content without the dateline that the sentence begins with: "PARIS, May 3 (Agency) - "."""
    line = "".join(t.text.ljust(n.start - t.start) for t, n in pairwise(sentence.tokens[:25]))
    match = DATELINE.match(line)
    if match is None:
        return found
    start = sentence.start + match.end()
    return [Span(max(s.start, start), s.end) for s in found if s.end > start]


def _shell(sentence: Sentence, cue: Cue, heads: frozenset[int]) -> bool:
    """Whether the cue only leads to another: "seemed to urge", "is expected to argue", "decided to recommend"."""
    if sentence.tokens[cue.head].lemma not in lexicon().shells:
        return False
    return any(t.i in heads for t in kids(sentence, cue.head, "xcomp"))


def _needs_source(sentence: Sentence, cue: Cue) -> bool:
    """An active verb whose subject cannot be found is no attribution, unless it is one of plain saying."""
    token = sentence.tokens[cue.head]
    if cue.complement in IMPERSONAL or cue.entry.empty or token.pos != "VERB":
        return False
    return not (cue.kind == "say" and cue.entry.plain) and not passive(sentence, token)


def _kind(sentence: Sentence, cue: Cue, who: list[int]) -> tuple[str, str]:
    """The kind, act where the words have not been spoken or nobody speaks, with the reason."""
    word = sentence.tokens[cue.head].text
    if cue.complement == "prep" and _spoke_of(sentence, sentence.tokens[cue.head]):
        return "say", f"“{word}” gives the quoted words to the source"
    if cue.kind not in ("say", "deny") or cue.complement in IMPERSONAL:
        return cue.kind, f"“{word}” {MEANS[cue.kind]}"
    unsaid = _unsaid(sentence, sentence.tokens[cue.head])
    if not unsaid and _no_comment(sentence, cue):
        return "act", f"{UNSAID}: only that there is nothing to say"
    if unsaid:
        return "act", f"{UNSAID}: “{unsaid} {word}”"
    if cue.entry.weak and who and not _voice(sentence, head_of(sentence, who)):
        return "act", f"“{word}” is said of a thing, not of somebody"
    return cue.kind, f"“{word}” {MEANS[cue.kind]}"


def _spoke_of(sentence: Sentence, verb: Token) -> bool:
    """ "spoke of “a good meeting”": the quoted words are the speaker's."""
    of = [t for t in kids(sentence, verb.i, "prep") if t.lemma == "of" and t.i + 1 < len(sentence.tokens)]
    return verb.lemma in ("speak", "talk") and any(sentence.tokens[t.i + 1].text in ('"', "“", "``") for t in of)


def _no_comment(sentence: Sentence, cue: Cue) -> bool:
    """ "said it could not comment on the case": no claim about the case."""
    clauses = kids(sentence, cue.head, "ccomp")
    return any(
        t.lemma in ("comment", "discuss", "speculate", "elaborate") and kids(sentence, t.i, "neg") for t in clauses
    )


def _unsaid(sentence: Sentence, token: Token) -> str:
    """The word that makes the cue one of something not said (yet): not, will, if, to, neither; or an empty string."""
    first = sentence.tokens[token.head] if token.dep == "conj" else token
    could = any(t.text.lower() in ("could", "can") for t in kids(sentence, token.i, "aux"))
    if could and any(t.text.lower() == "only" for t in sentence.tokens[max(0, token.i - 1) : token.i + 2]):
        return ""  # "could confirm only that"
    if nobody := next((t for t in kids(sentence, token.i, "nsubj") if t.text.lower() in NOBODY), None):
        return nobody.text
    for child in kids(sentence, token.i, "aux", "neg", "mark", "preconj", "cc"):
        later = child.dep == "cc" and child.i > token.i
        if child.dep == "neg" or child.tag in NOT_YET or (child.lemma in lexicon().withheld and not later):
            return child.text
    for child in kids(sentence, first.i, "preconj", "cc", "advmod"):
        if child.lemma in ("neither", "nor", "never"):
            return child.text
    return "to" if _purpose(sentence, token) else ""


def _purpose(sentence: Sentence, token: Token) -> bool:
    """Whether the cue is an infinitive that tells of no saying: "to announce", but not "went on to announce"."""
    if token.tag != "VB" or not any(t.lemma == "to" for t in kids(sentence, token.i, "aux")):
        return False
    return not (token.dep == "xcomp" and sentence.tokens[token.head].lemma in lexicon().leads)


def _voice(sentence: Sentence, token: Token) -> bool:
    """Whether the noun can speak: a name, a person's pronoun, an office or a document."""
    known = lexicon().speakers | lexicon().documents
    if token.lemma in known or token.text.lower() in known or token.ent in ("PERSON", "ORG", "GPE", "NORP"):
        return True
    return token.pos == "PROPN" or token.lemma in lexicon().persons


def _bare(sentence: Sentence, who: list[int]) -> list[int]:
    """The source without the comma at its end."""
    while len(who) > 1 and sentence.tokens[who[-1]].text in (",", "-", "--", "–", "—"):
        who = who[:-1]
    return who


def _document(token: Token) -> bool:
    """Whether the word is a document; a name such as "the Daily Post" is not."""
    return token.lemma in lexicon().documents and token.pos != "PROPN"


def head_of(sentence: Sentence, found: list[int]) -> Token:
    """The head word of a run of tokens: the one whose governor lies outside it."""
    inside = set(found)
    return next(
        (t for t in (sentence.tokens[i] for i in found) if t.head not in inside or t.head == t.i),
        sentence.tokens[found[0]],
    )


def _words(sentence: Sentence, cue: Cue) -> list[Span]:
    """The words of the cue: the verb with its auxiliaries, particles and negation, or "according to"."""
    token = sentence.tokens[cue.head]
    near = [cue.head]
    if cue.complement == "according":
        near += [t.i for t in kids(sentence, cue.head, "prep")]
    elif token.pos == "VERB":
        near += [t.i for t in kids(sentence, cue.head, "aux", "auxpass", "neg", "prt")]
    elif token.pos == "ADJ" and sentence.tokens[token.head].lemma in ("be", "make"):
        near.append(token.head)
    near = [i for i in near if abs(i - cue.head) <= 4]
    if cue.noun > cue.head:
        near += range(cue.head, cue.noun + 1)
    return spans(sentence, [sorted(set(near))])


def _cited(sentence: Sentence, cue: Cue, draft: Draft) -> list[Draft]:
    """The voice behind the voice: "the paper reported, citing officials"."""
    if cue.kind != "say" or not draft.content:
        return []
    out = []
    token = sentence.tokens[cue.head]
    if cue.complement in ("clause", "quote") and token.lemma in ("quote", "cite"):  # "NHK quoted the guard: “...”"
        for own in kids(sentence, cue.head, "dobj", "dative"):
            who = spans(sentence, [phrase(sentence, own.i, cue.head)]) if _voice(sentence, own) else []
            out += [Draft(sentence, cue, "say", who, draft.words, draft.content, "is quoted")] if who else []
    for verb in sentence.tokens:
        noun = citing(sentence, verb)
        if noun is not None and _within(sentence, verb.i, cue.head):
            who = spans(sentence, [phrase(sentence, noun, verb.i)])
            words = [Span(verb.start, verb.end)]
            content = [s for s in draft.content if not any(s.start <= w.start < s.end for w in words)]
            out.append(Draft(sentence, cue, "say", who, words, content, f"the source cites it: “{verb.text}”"))
    return out


def _within(sentence: Sentence, i: int, cue: int) -> bool:
    """Whether the participle hangs on the cue, on the clause that is its content, or on the clause around both."""
    head = sentence.tokens[i].head
    return cue in (head, sentence.tokens[head].head) or sentence.tokens[cue].head == head


def _outside(sentence: Sentence, spoken: list[Quote]) -> frozenset[int]:
    """Tokens outside quotations, of a sentence that a quotation touches; empty where there is none."""
    low = bisect_left([q.end for q in spoken], sentence.start + 1)
    high = bisect_right([q.start for q in spoken], sentence.end + 1)
    here = spoken[low:high]
    if not here and not (low and sentence.start - spoken[low - 1].end <= 2 and len(sentence.tokens) < 25):
        return frozenset()
    return frozenset(t.i for t in sentence.tokens if not any(q.start <= t.start < q.end for q in here))


def spans(sentence: Sentence, runs: list[list[int]]) -> list[Span]:
    """Character spans of runs of token indices, a run with gaps giving several."""
    out: list[Span] = []
    for run in runs:
        start: int | None = None
        for k, i in enumerate(run):
            start = i if start is None else start
            if k + 1 == len(run) or run[k + 1] != i + 1:
                out.append(Span(sentence.tokens[start].start, sentence.tokens[i].end))
                start = None
    return out


def _widen(draft: Draft, quotes: tuple[Quote, ...]) -> None:
    """Take whole quotations that the content touches, where the cue stands outside them."""
    first = bisect_left([q.end for q in quotes], draft.sentence.start + 1)
    for quote in quotes[first:]:
        if quote.start > draft.sentence.end:
            break
        if quote.start <= draft.at < quote.end or touches(draft.source, quote):
            continue
        if touches(draft.content, quote):
            draft.content.append(Span(quote.start, quote.end))
    draft.content = merged(draft.content)


def touches(found: list[Span], quote: Quote) -> bool:
    """Whether any of the spans overlaps the quotation."""
    return any(s.start < quote.end and quote.start < s.end for s in found)


def merged(found: list[Span]) -> list[Span]:
    """The spans in order, those that overlap or stand side by side made one."""
    out: list[Span] = []
    for span in sorted(found):
        if out and span.start <= out[-1].end + 1:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out
