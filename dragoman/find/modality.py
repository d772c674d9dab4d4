"""How a word itself says its deed: tense, modal, negation and hedges of one verb or one noun.

Nothing here looks at the words that govern it; that is `scope`.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.find.status_words import ASSERTED, CONDITIONAL, POSSIBLE, PROBABLE, TOPIC, Reading, Words
from dragoman.grammar import kids
from dragoman.records import Sentence, Token

AUX = ("aux", "auxpass")
FINITE = ("VBD", "VBZ", "VBP")
OPEN = ("future", "present")
OUTWARD = ("no fewer", "no less", "no more", "not only", "not just", "not merely", "no doubt")


def is_verb(token: Token) -> bool:
    """Whether the token is read as a verb form (a participle before a noun is read as a modifier of it)."""
    return token.pos in ("VERB", "AUX") or token.tag in FINITE


def finite(sentence: Sentence, i: int) -> bool:
    """Whether the verb at `i` has a tense of its own; a bare form joined to another bare form has none."""
    tokens = sentence.tokens
    token = tokens[i]
    own = {tokens[k].dep for k in sentence.children[i]}
    if any(tokens[k].tag in (*FINITE, "MD") for k in sentence.children[i] if tokens[k].dep in AUX):
        return True
    if token.tag == "VBP" and token.dep == "conj" and not own & {"nsubj", "nsubjpass"}:
        return tokens[token.head].tag != "VB"
    return token.tag in FINITE


def kind(sentence: Sentence, token: Token) -> str:
    """One letter for the look-up of frames: verb, passive verb, noun, anything else."""
    if is_verb(token):
        passive = token.tag == "VBN" and any(sentence.tokens[k].dep == "auxpass" for k in sentence.children[token.i])
        return "p" if passive else "v"
    return "n" if token.pos in ("NOUN", "PROPN") else "a"


def auxiliaries(sentence: Sentence, i: int) -> list[Token]:
    """Auxiliaries of the verb `i`; those of the verb that it is joined to ("will meet and sign"), if it has none."""
    tokens = sentence.tokens
    own = [tokens[k] for k in sentence.children[i] if tokens[k].dep in AUX]
    token = tokens[i]
    if own or token.dep != "conj" or finite(sentence, i) or not is_verb(tokens[token.head]):
        return own
    first = tokens[token.head]
    alike = token.tag == first.tag or token.tag in ("VB", "VBP")
    return auxiliaries(sentence, first.i) if alike else own


def verb_reading(sentence: Sentence, i: int, words: Words) -> Reading:
    """Reading of the verb at `i` from its own form, auxiliaries, negation, adverbs and conditions."""
    auxes = auxiliaries(sentence, i)
    reading = _tense(sentence, i, auxes, words)
    negation = verb_negation(sentence, i, auxes, words)
    if negation and reading.certainty == POSSIBLE and any(a.text.lower() in ("can", "could", "ca") for a in auxes):
        reading = replace(reading, certainty=ASSERTED)  # what could not be done was not done
    if negation and reading.negative:  # "they would not have left if ...": they may well have
        reading = replace(reading, negative=False, certainty=CONDITIONAL, why=(*reading.why, f"“{negation}”"))
    elif negation:
        reading = replace(reading, negative=True, why=(*reading.why, f"“{negation}”: said not to be so"))
    if _inverted(sentence, auxes):
        reading = replace(reading, certainty=CONDITIONAL, why=(*reading.why, f"“{auxes[0].text} …”: on a condition"))
    return _hedged(sentence, i, reading, words)


def _inverted(sentence: Sentence, auxes: list[Token]) -> bool:
    """ "Had they attacked", "Were they to attack", "Should they attack": a condition without "if"."""
    if not auxes or auxes[0].text.lower() not in ("had", "were", "should"):
        return False
    subject = next(
        (k for k in sentence.children[auxes[0].head] if sentence.tokens[k].dep in ("nsubj", "nsubjpass")), None
    )
    return subject is not None and auxes[0].i < subject and not any(t.text == "?" for t in sentence.tokens[-2:])


def _tense(sentence: Sentence, i: int, auxes: list[Token], words: Words) -> Reading:
    token = sentence.tokens[i]
    lower = [a.text.lower() for a in auxes]
    modal = next(((m, words.modals[m]) for m in lower if m in words.modals), None)
    perfect = any(a.lemma == "have" or a.text.lower() in ("having", "'ve") for a in auxes)
    if modal:
        return _modal(modal[0], modal[1], perfect, sentence, i)
    if lower == ["being"]:
        return Reading(time=None, why=("-ing form",))
    if "to" in lower:
        return Reading(time="past" if perfect else None, why=() if perfect else ("infinitive",))
    if perfect:
        return Reading(ongoing=token.tag == "VBG" and _present(auxes))
    if token.tag == "VBG":
        be = [a for a in auxes if a.lemma in ("be", "'s", "'re", "'m") or a.tag in FINITE]
        if not be:
            return Reading(time=None, why=("-ing form",))
        now = _present(be)
        then = not now and not _at_a_moment(sentence, i)
        return _present_time(sentence, i, Reading("present" if now else "past", ongoing=now, progressive=then), words)
    if token.tag in ("VB", "VBP", "VBZ") or (token.tag == "VBN" and auxes and _present(auxes)):
        return _present_form(sentence, i, auxes, words)
    return Reading(progressive="being" in lower and not _at_a_moment(sentence, i))


def _at_a_moment(sentence: Sentence, i: int) -> bool:
    """ "was driving when the bridge fell", "was asleep at the time": a scene of the past, over by now."""
    for t in kids(sentence, i, "advcl", "prep", "npadvmod", "advmod"):
        inner = {k.text.lower() for k in kids(sentence, t.i, "mark", "advmod")}
        if t.dep == "advcl" and inner & {"when", "as", "while", "before", "until"}:
            return True
        then = any(k.lemma in ("time", "moment") for k in kids(sentence, t.i, "pobj"))
        if then or t.text.lower() in ("then", "earlier", "previously", "recently", "once"):
            return True
    return False


def _present(auxes: list[Token]) -> bool:
    return any(a.tag in ("VBZ", "VBP") or a.text.lower() in ("'s", "'re", "'m") for a in auxes)


def _modal(text: str, label: str, perfect: bool, sentence: Sentence, i: int) -> Reading:
    if label == "future":
        provision = text in ("shall", "sha") and not _first_person(sentence, i)
        why = "a provision, not a deed" if provision else "still to come"
        return Reading(time="future", certainty=TOPIC if provision else ASSERTED, why=(f"“{text}”: {why}",))
    if label == "possible":
        time = "past" if perfect or text == "could" else "future"
        return Reading(time=time, certainty=POSSIBLE, why=(f"“{text}”: only possible",))
    if label == "topic":
        rank = PROBABLE if text == "must" and perfect else TOPIC
        return Reading(time="past" if perfect else "future", certainty=rank, why=(f"“{text}”: a duty, not a deed",))
    if perfect:
        unreal = any(_unreal(sentence, t) for t in kids(sentence, i, "advcl"))
        certainty = ASSERTED if unreal else CONDITIONAL  # "had they asked, he would have met them": he did not
        return Reading(certainty=certainty, negative=unreal, why=(f"“{text} have”: contrary to fact",))
    later = any(sentence.tokens[k].lemma in ("later", "subsequently", "eventually") for k in sentence.children[i])
    if later:
        return Reading(why=(f"“{text} later”: seen from an earlier time",))
    return Reading(time="future", certainty=CONDITIONAL, backshift=True, why=(f"“{text}”: conditional",))


def _first_person(sentence: Sentence, i: int) -> bool:
    """Whether the verb at `i`, or the one that it is joined to, has "I" or "we" as its subject."""
    token = sentence.tokens[i]
    subjects = kids(sentence, i, "nsubj", "nsubjpass")
    if not subjects and token.dep in ("conj", "xcomp") and token.head != i:
        return _first_person(sentence, token.head)
    return any(t.text.lower() in ("i", "we") for t in subjects)


def _unreal(sentence: Sentence, clause: Token) -> bool:
    """Whether the clause is a condition that did not hold: "had the rains come", "if the rains had come"."""
    own = [*kids(sentence, clause.i, *AUX), clause]
    had = [t for t in own if t.text.lower() == "had"]
    first = min([k for t in own for k in (t.i, *sentence.children[t.i])], default=clause.i)
    conditional = any(t.text.lower() == "if" for t in kids(sentence, clause.i, "mark"))
    return bool(had) and (conditional or had[0].i == first)


def _supposed(sentence: Sentence, clause: Token) -> str | None:
    """The first word of a condition without "if": "were the talks to fail", "should parliament agree"; or None."""
    own = [*kids(sentence, clause.i, *AUX), clause]
    first = min(k for t in own for k in (t.i, *sentence.children[t.i]))
    token = sentence.tokens[first]
    asked = token in own and token.text.lower() in ("were", "should", "had")
    return token.text if asked else None


def _in_event(sentence: Sentence, preposition: Token) -> str | None:
    """ "in the event of an invasion", "in case of war": a condition as a phrase."""
    noun = next((t for t in kids(sentence, preposition.i, "pobj") if t.lemma in ("event", "case")), None)
    of = noun and any(t.text.lower() == "of" for t in kids(sentence, noun.i, "prep"))
    return f"{preposition.text} … {noun.text} of" if noun and of and preposition.text.lower() == "in" else None


def _present_form(sentence: Sentence, i: int, auxes: list[Token], words: Words) -> Reading:
    token = sentence.tokens[i]
    if sentence.block == "headline":
        return Reading(why=("headline present",))
    if token.tag == "VB" and not auxes and _imperative(sentence, i):
        return Reading(time="future", certainty=TOPIC, why=("imperative: asked for",))
    return _present_time(sentence, i, Reading(time="present"), words)


def _imperative(sentence: Sentence, i: int) -> bool:
    token = sentence.tokens[i]
    quoted = i == 1 and sentence.tokens[0].pos == "PUNCT"
    if (token.dep not in ("ROOT", "ccomp", "xcomp", "conj") and not quoted) or any(
        sentence.tokens[k].dep[:5] == "nsubj" for k in sentence.children[i]
    ):
        return False
    return token.dep != "conj" or _imperative(sentence, token.head)


def _present_time(sentence: Sentence, i: int, reading: Reading, words: Words) -> Reading:
    """A present tense with a coming day is a future ("meets on Monday", "leaves tomorrow")."""
    if reading.time != "present" or sentence.block == "headline":
        return reading
    tokens = sentence.tokens
    for k in sentence.children[i]:
        t = tokens[k]
        inner = [tokens[m] for m in sentence.children[k]] if t.dep in ("prep", "npadvmod") else []
        inner += [tokens[m] for p in inner if p.dep == "pobj" for m in sentence.children[p.i]]
        if t.lemma == "tomorrow" or any(
            x.lemma in ("tomorrow", "next") or (t.lemma == "on" and x.lemma in words.weekdays) for x in inner
        ):
            return replace(reading, time="future", ongoing=False, why=(f"present with “{t.text} …”: still to come",))
    return reading


def verb_negation(sentence: Sentence, i: int, auxes: list[Token], words: Words) -> str | None:
    """The word that negates the verb at `i` ("not", "none", "neither", "no" with its object), or None."""
    tokens = sentence.tokens
    for k in (*sentence.children[i], *(k for a in auxes if a.head == i for k in sentence.children[a.i])):
        t = tokens[k]
        low = t.text.lower()
        if (t.dep == "neg" and (k < i or k == i + 1)) or (
            t.dep in ("advmod", "preconj", "cc") and words.adverbs.get(low) == "negative"
        ):
            if (
                not (t.dep == "cc" and low in ("nor", "neither"))
                and not _outward(tokens, t)
                and (low != "nor" or k < i)
            ):
                return t.text
        elif low == "longer" and tokens[k - 1].text.lower() == "no":
            return "no longer"
        elif t.dep in ("nsubj", "nsubjpass", "dobj", "attr", "expl") and (found := negated_noun(sentence, k, words)):
            return found
        if t.dep == "prep" and (found := _by_no_means(sentence, t)):
            return found
    return _shared_negation(sentence, i, auxes, words)


def _by_no_means(sentence: Sentence, preposition: Token) -> str | None:
    """ "in no way", "by no means", "under no circumstances", or None."""
    for t in kids(sentence, preposition.i, "pobj"):
        if t.lemma in ("way", "mean", "means", "circumstance") and any(
            k.text.lower() == "no" for k in kids(sentence, t.i)
        ):
            return f"{preposition.text} no {t.text}"
    return None


def _outward(tokens: tuple[Token, ...], t: Token) -> bool:
    return t.i + 1 < len(tokens) and f"{t.text} {tokens[t.i + 1].text}".lower() in OUTWARD


def negated_noun(sentence: Sentence, i: int, words: Words) -> str | None:
    """The word that says that there is none of the noun at `i` ("no talks", "neither side", "none"), or None."""
    tokens = sentence.tokens
    token = tokens[i]
    if token.text.lower() in words.negative:
        rest = i + 1 < len(tokens) and tokens[i + 1].text.lower() in ("but", "except", "save")
        return None if rest else token.text
    if token.text.lower() == "one" and i and tokens[i - 1].text.lower() == "no":
        return "no one"
    for k in sentence.children[i]:
        t = tokens[k]
        if t.dep == "det" and k and words.adverbs.get(tokens[k - 1].text.lower()) == "negative":
            return tokens[k - 1].text
        if (
            t.text.lower() in ("one", "single")
            and k
            and t.dep in ("nummod", "amod")
            and tokens[k - 1].text.lower() == "not"
        ):
            return f"not {t.text}"
        if (
            t.dep in ("det", "neg", "preconj")
            and (t.dep == "neg" or t.text.lower() in words.negative)
            and not _outward(tokens, t)
        ):
            return t.text
    return None


def _shared_negation(sentence: Sentence, i: int, auxes: list[Token], words: Words) -> str | None:
    """A negation of the first of two joined verbs reaches the second by "or", "nor", or a shared auxiliary."""
    tokens = sentence.tokens
    token = tokens[i]
    if token.dep != "conj" or not is_verb(tokens[token.head]):
        return None
    joins = {tokens[k].text.lower() for k in sentence.children[token.head] if tokens[k].dep == "cc"}
    if "but" in joins or any(tokens[k].dep in ("nsubj", "nsubjpass") for k in sentence.children[i]):
        return "nor" if "nor" in joins and "but" not in joins else None
    shared = auxes and all(a.head != i for a in auxes)
    if joins & {"or", "nor"} or shared:
        return verb_negation(sentence, token.head, auxiliaries(sentence, token.head), words)
    return None


def _hedged(sentence: Sentence, i: int, reading: Reading, words: Words) -> Reading:
    """Adverbs ("possibly", "allegedly", "almost") and an if-clause on the verb."""
    tokens = sentence.tokens
    token_dep = tokens[i].dep
    for k in sentence.children[i]:
        t = tokens[k]
        if (
            t.dep == "mark"
            and token_dep not in ("advcl", "ccomp", "xcomp")
            and (words.conjunctions.get(t.text.lower()) == "conditional")
        ):
            rank = max(reading.certainty, CONDITIONAL)
            reading = replace(reading, certainty=rank, why=(*reading.why, f"“{t.text}”: on a condition"))
        elif t.dep == "advmod":
            reading = _adverb(reading, t.text.lower(), words)
        elif found := _condition(sentence, t, words) if reading.time in OPEN and not reading.negative else None:
            why = (*reading.why, f"“{found}”: on a condition")
            reading = replace(reading, certainty=max(reading.certainty, CONDITIONAL), backshift=False, why=why)
    return reading


def _condition(sentence: Sentence, t: Token, words: Words) -> str | None:
    """The words that make a clause or phrase beside a verb to come a condition of it, or None."""
    if t.dep != "advcl":
        return _in_event(sentence, t) if t.dep == "prep" else None
    mark = next((m.text.lower() for m in kids(sentence, t.i, "mark")), "")
    return mark if words.conjunctions.get(mark) == "conditional" else _supposed(sentence, t)


def _adverb(reading: Reading, text: str, words: Words) -> Reading:
    label = words.adverbs.get(text)
    if label in ("probable", "possible"):
        rank = max(reading.certainty, PROBABLE if label == "probable" else POSSIBLE)
        return replace(reading, certainty=rank, why=(*reading.why, f"“{text}”: not certain"))
    if label == "nearly":
        return replace(reading, negative=True, why=(*reading.why, f"“{text}”: did not quite happen"))
    return reading


def noun_reading(sentence: Sentence, i: int, words: Words) -> tuple[Reading, list[str]]:
    """Reading of the noun at `i` from its determiner, and the lemmas of the words that modify it."""
    tokens = sentence.tokens
    reading = Reading()
    found = negated_noun(sentence, i, words)
    token = tokens[i]
    if not found and token.dep == "conj" and not any(tokens[k].dep in ("det", "poss") for k in sentence.children[i]):
        found = negated_noun(sentence, token.head, words)
    if found:
        reading = Reading(negative=True, why=(f"“{found}”: said not to be so",))
    mods = [
        tokens[k].text.lower() for k in sentence.children[i] if tokens[k].dep in ("amod", "compound", "nmod", "advmod")
    ]
    if token.dep == "conj" and not mods:
        mods = [tokens[k].text.lower() for k in sentence.children[token.head] if tokens[k].dep == "amod"]
    return reading, mods


def certain(reading: Reading) -> bool:
    """Whether the reading is of a deed that has happened or goes on."""
    return reading.certainty == ASSERTED and not reading.negative and not reading.denied and reading.time != "future"
