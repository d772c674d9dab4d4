"""Pronouns and definite descriptions: "they", "its", "the two sides", "the minister" -> what they stand for."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.grammar import SUBJECTS
from dragoman.records import Token
from dragoman.resolve.cast import Cast, Party, parties_in
from dragoman.resolve.kb import officers, words
from dragoman.resolve.names import key, norm
from dragoman.resolve.phrase import read
from dragoman.resolve.views import INTERNATIONAL, Reading, View, below, view

CHAIN = 0.5  # a pronoun goes on from one of its kind rather than from a noun
LOOK_BACK = 3  # sentences
OPENING = 3  # sentences in which those who speak name themselves
USES = 12  # of the same noun


def dyad(cast: Cast, v: View, only: str = "") -> tuple[Party, ...]:
    """The two parties that "both sides" means: those of the sentence if it names two, else the document's main two.

    A sentence that names one party, of three or more in the document, speaks of the two others (a mediator).
    `only` asks for states (GOV, "both countries") or armed groups (REB, "both movements") alone.
    """
    near = view(v.sentence, [n for n in v.notes if _party(v, n.last)])
    here = [p for p in dict.fromkeys(parties_in(near if cast.issuer else v)) if only in ("", p[1])]
    if len(here) == 2:
        return tuple(here)
    ranked = [p for p, weight in cast.parties if weight >= 1.0 and only in ("", p[1])]
    own = (cast.issuer or "", "GOV", "")
    if cast.issuer and only in ("", "GOV"):
        guest = next((c for seen in cast.views for c in states_in(seen) if c != cast.issuer), "")
        ranked = sorted({own: 1, **dict.fromkeys(ranked, 1)}, key=lambda p: (p != own, p != (guest, "GOV", "")))
    elif len(here) == 1 and len(ranked) > 2:
        ranked = [p for p in ranked if p != here[0]]
    return tuple(ranked[:2])


def joined(v: View, head: int) -> list[int]:
    """Head tokens coordinated with the one at `head` ("Chad and Niger")."""
    tokens = v.sentence.tokens
    out = [head]
    for i in out:
        out += [k for k in v.sentence.children[i] if tokens[k].dep == "conj" and tokens[k].pos in ("PROPN", "NOUN")]
    return out[1:]


def sides_in(v: View) -> tuple[Party, ...]:
    """Governments and armed groups that a sentence names as parties, not as topics, in order."""
    near = view(v.sentence, [n for n in v.notes if _party(v, n.last)])
    return tuple(p for p in dict.fromkeys(parties_in(near)) if p[0] not in INTERNATIONAL or p[1] == "REB")


def states_in(v: View) -> tuple[str, ...]:
    """Countries of the governments that a sentence names as parties, not as topics, in order."""
    return tuple(dict.fromkeys(p[0] for p in sides_in(v) if p[1] == "GOV"))


def _party(v: View, i: int) -> bool:
    """Whether no preposition but those of company stands between the word at `i` and its verb."""
    tokens = v.sentence.tokens
    while tokens[i].head != i and tokens[i].pos not in ("VERB", "AUX"):
        if tokens[i].dep in ("prep", "acl", "relcl") and tokens[i].lemma not in words("company"):
            return False
        i = tokens[i].head
    return tokens[i].dep in ("ROOT", "conj", "ccomp")


def candidates(cast: Cast, v: View, i: int, chained: frozenset[str] = frozenset()) -> Iterator[tuple[View, int, float]]:
    """(view, head token, weight) of what was spoken of before token `i`, this sentence first, subjects first.

    Words of `chained` are pronouns that the one at `i` can go on from.
    """
    index = v.sentence.index
    for back in range(LOOK_BACK + 1):
        if index - back < 0 or index - back >= len(cast.views):
            continue
        seen = cast.views[index - back]
        tokens = seen.sentence.tokens
        found = []
        for token in tokens[: i if back == 0 else len(tokens)]:
            name = token.pos == "PROPN" and norm(token.text) in ("jr", "sr")
            if token.pos in ("PROPN", "NOUN") and token.dep not in ("compound", "flat", "amod", "nmod") and not name:
                found.append((seen, token.i, _rank(seen, token) - 1.1 * back))
            elif token.text.lower() in chained and token.tag != "PRP$":
                found.append((seen, token.i, CHAIN + _rank(seen, token) - 1.1 * back))
        yield from sorted(found, key=lambda f: (-f[2], -f[1]))


def _rank(seen: View, token: Token) -> float:
    dep = token.dep
    if dep in SUBJECTS:
        return 1.4 if seen.sentence.tokens[token.head].dep in ("relcl", "advcl", "acl") else 2.0
    return 1.2 if dep in ("dobj", "agent") else 0.6 if dep == "poss" else 1.0


def antecedent(cast: Cast, v: View, i: int, word: str, named: bool = False, avoid: str = "") -> tuple[View, int] | None:
    """Sentence and head token of what the pronoun `word` at token `i` stands for, or None.

    `named` asks for organisations with a name ("the group"); `avoid` is the name of someone it cannot be. An object
    is never the subject of its own clause.
    """
    barred = {*key(avoid).split(), *_own_subject(cast, v, i)}
    own = _possessing_subject(v, i, word, barred)
    if own is not None and not named:
        return v, own
    best: tuple[float, View, int] | None = None
    chained = next((words(w) for w in ("she", "he", "plural") if word in words(w)), frozenset())
    stopped = named or (avoid and word in words("personal"))  # inside a quotation "he" is not the "he" outside of it
    for seen, head, weight in candidates(cast, v, i, frozenset() if stopped else chained):
        if best is not None and weight <= best[0]:
            continue
        if named and ((note := seen.at[head]) is None or note.best.kind not in ("entity", "body")):
            continue
        if norm(seen.sentence.tokens[head].text) in barred:
            continue
        if _compatible(seen, head, word) or (word in words("plural") and _states_together(seen, head)):
            best = (weight, seen, head)
    return None if best is None else (best[1], best[2])


def _possessing_subject(v: View, i: int, word: str, barred: set[str]) -> int | None:
    """The subject of the clause for "his", "its", "their" in its object: "X gave his counterpart a map"."""
    tokens = v.sentence.tokens
    if tokens[i].tag != "PRP$" or word in words("plural"):
        return None
    at = i
    while tokens[at].head != at and tokens[at].pos not in ("VERB", "AUX"):
        if tokens[at].dep in SUBJECTS:
            return None
        at = tokens[at].head
    subject = _subject_of(v, at) if tokens[at].pos in ("VERB", "AUX") else None
    if subject is None or subject >= i or tokens[subject].pos == "PRON" or norm(tokens[subject].text) in barred:
        return None
    return subject if _compatible(v, subject, word) else None


def _states_together(seen: View, head: int) -> bool:
    """'Chad and Niger', 'Li and Were': several that "they" can be."""
    note, token = seen.at[head], seen.sentence.tokens[head]
    kind = note.best.kind if note else "person" if token.ent == "PERSON" else ""
    return kind in ("name", "seat", "person", "entity", "role") and token.dep in SUBJECTS and bool(joined(seen, head))


def _own_subject(cast: Cast, v: View, i: int) -> set[str]:
    """Lookup forms of the subject of the clause in which token `i` is an object; empty where it is none."""
    tokens = v.sentence.tokens
    at = i
    while tokens[at].dep in ("pobj", "prep", "dative", "dobj", "conj", "agent") and tokens[at].head != at:
        at = tokens[at].head
        if tokens[at].pos in ("VERB", "AUX"):
            break
    if at == i or tokens[at].pos not in ("VERB", "AUX"):
        return set()
    subject = _subject_of(v, at)
    if subject is None:
        return set()
    if tokens[subject].pos == "PRON":
        found = antecedent(cast, v, subject, tokens[subject].text.lower())
        same = {norm(found[0].sentence.tokens[found[1]].text)} if found else set()
        return {*same, norm(tokens[subject].text)}
    joined = [k for k in v.sentence.children[subject] if tokens[k].dep == "conj"]
    return {norm(tokens[k].text) for k in (subject, *joined)}


def _subject_of(v: View, verb: int) -> int | None:
    """The subject of a verb, its own or that of the verb it hangs on."""
    tokens = v.sentence.tokens
    while True:
        own = next((k for k in v.sentence.children[verb] if tokens[k].dep in SUBJECTS), None)
        above = tokens[verb].head
        if own is not None or above == verb or tokens[verb].dep not in ("xcomp", "advcl", "conj", "pcomp"):
            return own
        while tokens[above].pos not in ("VERB", "AUX") and tokens[above].head != above:
            above = tokens[above].head
        verb = above


def _compatible(seen: View, head: int, word: str) -> bool:
    token, note = seen.sentence.tokens[head], seen.at[head]
    if token.pos == "PRON":
        return True
    kind = note.best.kind if note else ""
    plural = token.tag in ("NNS", "NNPS")
    known = note is None and token.pos == "PROPN" and bool(officers(norm(token.text)))
    human = (
        known
        or token.ent == "PERSON"
        or (kind == "role" and note is not None and note.best.sort in ("office", "person", "human", "weak"))
    )
    if word in words("personal"):
        other = "female" if word in words("he") else "male"
        named = kind in ("name", "seat", "entity", "region", "place")
        return human and not plural and not named and token.lemma not in words(other)
    if note is None or note.aloof:
        return False
    if word in words("plural"):
        return plural or kind == "entity" or (note.best.sort in ("body", "group") and token.dep in SUBJECTS)
    return not plural and (kind in ("name", "seat", "entity", "body") or (kind == "role" and note.best.sort == "body"))


def earlier(cast: Cast, v: View, head: int, lemma: str) -> Reading | None:
    """The same noun as used before with a country ("the Burundian army ... the army"), nearest first; else None."""
    here = (v.sentence.index, head)
    before = [at for at in cast.nouns.get(lemma, ()) if at < here]
    for index, i in reversed(before[-USES:]):
        seen = cast.views[index]
        said = read(seen, i, below(seen.sentence, i, range(len(seen.sentence.tokens))))
        if said.country:
            return said
    return None


def meant_by(cast: Cast, v: View, i: int) -> tuple[View, list[int]]:
    """Sentence and heads of what "the former", "each other", "others" and "who" stand for; no heads for the rest."""
    tokens = v.sentence.tokens
    word, before = tokens[i].text.lower(), tokens[i - 1].text.lower() if i else ""
    if word in ("former", "latter") and before == "the" and tokens[i].dep != "amod":
        index = v.sentence.index
        for seen, upto in ((v, i), (cast.views[index - 1], None)) if index else ((v, i),):
            two = _coordination(seen, upto)
            if two:
                return seen, [two[0] if word == "former" else two[-1]]
    verb = _above(v, i)
    if word == "others" and tokens[i].dep in ("dobj", "nsubjpass") and tokens[verb].dep == "conj":
        dep, first = tokens[i].dep, tokens[verb].head  # "killed two soldiers and wounded five others"
        return v, [k for k in v.sentence.children[first] if tokens[k].dep == dep and k < i]
    if (before, word) in (("each", "other"), ("one", "another")) and tokens[i].dep in ("dobj", "pobj", "dative"):
        subject = _subject_of(v, verb)
        return v, [] if subject is None or tokens[subject].pos == "PRON" else [subject, *joined(v, subject)]
    if tokens[i].tag in ("WP", "WDT") and tokens[i].dep in SUBJECTS and tokens[verb].dep == "relcl":
        return v, [tokens[verb].head]
    return v, []


def _above(v: View, i: int) -> int:
    """The verb that the word at `i` hangs on, or the root."""
    tokens = v.sentence.tokens
    while tokens[i].head != i and tokens[i].pos not in ("VERB", "AUX"):
        i = tokens[i].head
    return i


def _coordination(v: View, upto: int | None) -> list[int]:
    """Heads of the last coordination of two in the sentence, or before token `upto`; else its first two actors."""
    tokens = v.sentence.tokens[:upto]
    for token in reversed(tokens):
        pair = [k for k in (token.i, *joined(v, token.i)) if k < len(tokens)] if token.pos in ("PROPN", "NOUN") else []
        if len(pair) == 2 and all(v.at[k] is not None or tokens[k].ent == "PERSON" for k in pair):
            return pair
    return []


def addressee_in(v: View, i: int) -> int | None:
    """Head of the one told in the sentence ("the premier told the ambassador"), outside of the clause of token `i`."""
    tokens = v.sentence.tokens
    for token in tokens:
        if token.lemma not in words("saying") or token.pos != "VERB":
            continue
        under = v.sentence.children[token.i]
        told = [k for k in under if tokens[k].dep in ("dobj", "dative") and tokens[k].pos in ("NOUN", "PROPN")]
        told += [j for k in under if tokens[k].lemma == "to" for j in v.sentence.children[k] if tokens[j].dep == "pobj"]
        if told and i not in below(v.sentence, told[0], range(len(tokens))):
            return told[0]
    return None


def joint_issuers(cast: Cast, v: View, i: int) -> list[tuple[View, int]]:
    """Sentence and heads of those whom the "we" of a text names beside itself, at token `i` or at its beginning."""
    for seen in dict.fromkeys((v, *cast.views[:OPENING])):
        for token in seen.sentence.tokens:
            if token.text != "We" and (seen is not v or token.i != i):
                continue
            beside = [k for k in seen.sentence.children[token.i] if seen.sentence.tokens[k].dep == "appos"]
            if beside and token.text.lower() == "we":
                return [(seen, k) for j in beside for k in (j, *joined(seen, j))]
    return []


def speaker_in(v: View, i: int) -> int | None:
    """Head token of the subject of a verb of saying in the sentence, outside of the clause of token `i`; else None."""
    tokens = v.sentence.tokens
    for token in tokens:
        if token.lemma in words("saying") and token.pos == "VERB":
            for k in v.sentence.children[token.i]:
                ours = any(tokens[j].text.lower() in words("first") for j in below(v.sentence, k, range(len(tokens))))
                if tokens[k].dep in SUBJECTS and not ours:
                    return k
    return None
