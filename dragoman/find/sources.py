"""The source of a cue: whose words (or thoughts) they are, as token indices of the sentence."""

from __future__ import annotations

from dragoman.find.cues import Cue, citing, lexicon
from dragoman.grammar import SUBJECTS, kids, subtree
from dragoman.records import Sentence, Token

VERBAL = ("xcomp", "conj", "advcl", "pcomp", "ccomp")
NOMINAL = ("prep", "acomp", "oprd", "ROOT", "acl", "dobj", "pobj", "attr")
OBJECT_CONTROL = ("dobj", "dative")


def source(sentence: Sentence, cue: Cue) -> list[int]:
    """Tokens of the source of `cue`; empty where nobody is named."""
    if cue.complement == "hearsay" or cue.entry.empty:
        return []
    if cue.complement == "according":
        to = kids(sentence, cue.head, "prep")[0]
        return subtree(sentence, kids(sentence, to.i, "pobj")[0].i)
    if cue.complement == "survey":
        return subtree(sentence, cue.head)
    if cue.noun == cue.head:
        return _owner(sentence, cue)
    token = sentence.tokens[cue.head]
    if passive(sentence, token):
        return _agent(sentence, token)
    found = subject(sentence, cue.head)
    return _with_name(sentence, _hyphened(sentence, phrase(sentence, found, cue.head))) if found is not None else []


def _with_name(sentence: Sentence, found: list[int]) -> list[int]:
    """The name before a "Jr." that the parser took for the subject."""
    if len(found) != 1 or found[0] == 0:
        return found
    start = found[0]
    if sentence.tokens[start].text in ("each", "both", "all") and sentence.tokens[start - 1].pos in ("NOUN", "PROPN"):
        return [*(i for i in subtree(sentence, start - 1) if i < start), start]
    if sentence.tokens[start].text not in ("Jr.", "Sr.", "Jr", "Sr"):
        return found
    while start > 0 and (sentence.tokens[start - 1].pos == "PROPN" or sentence.tokens[start - 1].text == ","):
        start -= 1
    return list(range(start, found[0] + 1))


def _hyphened(sentence: Sentence, found: list[int]) -> list[int]:
    """The whole of a hyphened word of which the parser took the end only: "The Afghan [vice-president]"."""
    tokens = sentence.tokens
    start = found[0] if found else 0
    if (
        start == 0
        or tokens[start].start != tokens[start - 1].end
        or "-" not in (tokens[start].text, tokens[start - 1].text)
    ):
        return found
    while start > 0 and tokens[start].start == tokens[start - 1].end:
        start -= 1
    return sorted({*(i for i in subtree(sentence, start) if i <= start), *range(start, found[-1] + 1)})


def passive(sentence: Sentence, token: Token) -> bool:
    """Whether the cue verb is passive: its subject is then not the one who speaks."""
    if token.tag not in ("VBN", "VBD"):
        return False
    if kids(sentence, token.i, "nsubjpass", "auxpass", "agent"):
        has = any(t.text.lower() in ("'s", "’s") for t in kids(sentence, token.i, "auxpass"))
        return not (has and kids(sentence, token.i, "ccomp", "dobj"))
    if token.tag == "VBD" or kids(sentence, token.i, "nsubj", "aux"):
        return False
    whole = kids(sentence, token.i, "dobj", "ccomp")
    return token.dep in ("acl", "advcl") and (not whole or token.lemma == "ask")


def _agent(sentence: Sentence, token: Token) -> list[int]:
    for by in kids(sentence, token.i, "agent"):
        for noun in kids(sentence, by.i, "pobj"):
            return phrase(sentence, noun.i, token.i)
    return []


def _owner(sentence: Sentence, cue: Cue) -> list[int]:
    token = sentence.tokens[cue.head]
    if token.pos == "ADJ":
        found = subject(sentence, cue.head)
        return phrase(sentence, found, cue.head) if found is not None and not _expletive(sentence, found) else []
    for owner in kids(sentence, cue.head, "poss"):
        return subtree(sentence, owner.i)
    for by in kids(sentence, cue.head, "prep"):
        if by.lemma in ("by", "from"):
            for noun in kids(sentence, by.i, "pobj"):
                return subtree(sentence, noun.i)
    return []


def _expletive(sentence: Sentence, i: int) -> bool:
    return sentence.tokens[i].lemma == "it"


def subject(sentence: Sentence, i: int) -> int | None:
    """The token that is the subject of verb or adjective `i`, its own or the one that it shares, or None."""
    for _ in range(8):
        own = kids(sentence, i, *SUBJECTS)
        if own:
            return _plain(sentence, own, i)
        token = sentence.tokens[i]
        found = _near_owner(sentence, token)
        if found is not None:
            return found
        if token.head == i or token.dep not in (*VERBAL, *NOMINAL):
            return None
        i = token.head
    return None


def _near_owner(sentence: Sentence, token: Token) -> int | None:
    """Who acts in a clause without a subject of its own: the noun that it describes, its owner, or an object."""
    governor = sentence.tokens[token.head]
    if token.dep == "relcl" or (token.dep == "acl" and token.tag != "VB"):
        return token.head if token.dep == "relcl" else _behind_document(sentence, token.head)
    if token.head == token.i:
        return None
    if token.dep == "acl" or (token.dep == "prep" and governor.pos in ("NOUN", "PROPN")):
        return next((t.i for t in kids(sentence, token.head, "poss")), None)
    return _controlled(sentence, token)


def _plain(sentence: Sentence, own: list[Token], i: int) -> int | None:
    """The subject itself; none for the "it" and "there" that only fill the place."""
    first = own[-1]
    if first.dep == "expl" or (first.lemma == "there"):
        return None
    return first.i


def _behind_document(sentence: Sentence, noun: int) -> int:
    """Who issues the document that speaks: "the two issued a statement saying", else the document."""
    token = sentence.tokens[noun]
    verb = sentence.tokens[token.head]
    if token.dep == "dobj" and verb.lemma in lexicon().issuing:
        own = kids(sentence, verb.i, "nsubj")
        if own:
            return own[0].i
    return noun


def _controlled(sentence: Sentence, token: Token) -> int | None:
    """The object that is meant to act: "urged him to say", "accused him of saying", "quoted him as saying"."""
    governor = sentence.tokens[token.head]
    if token.dep == "xcomp" and token.tag == "VB":
        for found in kids(sentence, governor.i, *OBJECT_CONTROL):
            if found.i < token.i:
                return found.i
    if token.dep == "pcomp" and governor.lemma in ("for", "of", "as", "from"):
        for found in kids(sentence, governor.head, "dobj", "nsubjpass"):
            return found.i
    return None


def phrase(sentence: Sentence, head: int, cue: int) -> list[int]:
    """The noun phrase of `head`, without what lies on the other side of the cue or behind a quotation."""
    found = _uncited(sentence, subtree(sentence, head))
    found = [i for i in found if (i < cue) == (head < cue) and i != cue]
    return _unquoted(sentence, found, head)


def _uncited(sentence: Sentence, found: list[int]) -> list[int]:
    """The tokens without a participle that names another voice: "the paper, quoting officials, said"."""
    inner = [i for i in found if sentence.tokens[i].dep in ("acl", "advcl") and citing(sentence, sentence.tokens[i])]
    out = {k for i in inner for k in subtree(sentence, i)}
    return [i for i in found if i not in out]


def _unquoted(sentence: Sentence, found: list[int], head: int) -> list[int]:
    """The run of `found` around `head`, cut where a clause of its own begins behind a semicolon or colon."""
    marks = [i for i in found if sentence.tokens[i].text in (";", ":")]
    low = max((i for i in marks if i < head), default=-1)
    high = min((i for i in marks if i > head), default=len(sentence.tokens))
    return [i for i in found if low < i < high]
