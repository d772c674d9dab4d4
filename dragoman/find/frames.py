"""What a governing word does to the deed under it: which operation, by data/status.yaml or by the relation itself."""

from __future__ import annotations

from dragoman.find.idioms import idiom
from dragoman.find.links import indefinite, lemma
from dragoman.find.modality import is_verb, kind, verb_reading
from dragoman.find.status_words import Reading, Words
from dragoman.grammar import kids
from dragoman.records import Sentence, Token


def operation_of(sentence: Sentence, i: int, relation: str, governor: Token, words: Words) -> str:
    """What the governing word does: as an idiom of speech, as data/status.yaml says, or as the relation says."""
    if relation in ("to", "purpose") and (spoken := _idiom(sentence, i, governor, words)):
        return spoken
    if fixed := idiom(sentence, i, relation, governor, words):
        return fixed
    if cleft(sentence, i, governor, words):
        return "carries"
    if governor.lemma == "be" and relation == "to" and any(t.lemma == "have" for t in kids(sentence, i, "aux")):
        return "counters"
    found = _frame(sentence, relation, governor, words) or _fallback(sentence, i, relation, governor, words)
    if found in ("known", "keeps", "default", "stands") and any(
        t.text.lower() == "any" for t in kids(sentence, i, "det")
    ):
        return "carries"
    if found == "known" and sentence.tokens[i].lemma in words.scheduled:
        return "default"
    return "known" if found == "keeps" and relation != "that" else found


def _frame(sentence: Sentence, relation: str, governor: Token, words: Words) -> str | None:
    """The operation that data/status.yaml gives for the governing word and relation, or None."""
    if relation == "compound":
        return next((f for r in ("of", "on", "for") if (f := words.frame(r, governor.lemma, "n"))), None)
    k, full = kind(sentence, governor), lemma(sentence, governor)
    if relation.startswith("gerund:"):
        if whole := _whole(sentence, relation, governor, words):
            return whole
        relation = relation[7:]
    if relation == "purpose":
        found = words.frame("to", full, k)
        done = found == "carries" and " " in full  # "went on to accuse"
        return found if done or found in ("possible", "topic", "probable", "fails") else None
    if relation == "to" and governor.lemma == "order" and sentence.tokens[governor.i - 1].text.lower() == "in":
        return "purpose"
    if relation == "to" and _yet(sentence, governor):
        return "fails"
    if governor.lemma == "be" or (relation == "subj" and kids(sentence, governor.i, "acomp")):
        return _copular(sentence, relation, governor, words)
    if relation == "np" and governor.lemma == "announce":
        return None
    if relation in ("np", "subj") and (raised := _raised(sentence, governor, k, full, words)):
        return raised
    return words.frame(relation, full, k)


def _whole(sentence: Sentence, relation: str, governor: Token, words: Words) -> str | None:
    """What the word does to a gerund behind its preposition alone: "went on firing", "Peru's role in brokering"."""
    if relation == "gerund:in" and governor.lemma in words.parts and any(kids(sentence, governor.i, "poss")):
        return "attributed"
    return words.frame(relation, lemma(sentence, governor), kind(sentence, governor))


def _raised(sentence: Sentence, governor: Token, k: str, full: str, words: Words) -> str | None:
    """ "The trial is set to begin": what the verb makes of the infinitive, it makes of its subject."""
    if not any(t.text.lower() == "to" for x in kids(sentence, governor.i, "xcomp") for t in kids(sentence, x.i, "aux")):
        return None
    found = words.frame("to", full, k)
    return found if found in ("future", "probable", "possible", "fails") and k in "vp" else None


def _idiom(sentence: Sentence, i: int, governor: Token, words: Words) -> str | None:
    """Words that are spoken in the saying: "spoke with X to thank him", "I would like to thank you"."""
    token = sentence.tokens[i]
    only = any(
        sentence.tokens[k - 1].text.lower() == "only"
        for k in sentence.children[i]
        if sentence.tokens[k].tag == "TO" and k
    )
    if token.lemma in words.results or only:
        return "carries"
    if token.lemma not in words.spoken_deeds:
        return None
    if governor.lemma in words.talking:
        return "carries"
    own = any(t.text.lower() in words.first_person for t in kids(sentence, governor.i, "nsubj"))
    return "said" if own and governor.lemma in words.polite else None


def cleft(sentence: Sentence, i: int, be: Token, words: Words) -> Reading | None:
    """ "What he will not do is resign": the verb of the question-clause speaks for the deed."""
    if be.lemma != "be" or not is_verb(sentence.tokens[i]):
        return None
    done = next((t for t in kids(sentence, be.i, "csubj", "ccomp") if t.i < be.i and t.lemma == "do"), None)
    return verb_reading(sentence, done.i, words) if done else None


def _yet(sentence: Sentence, governor: Token) -> bool:
    return governor.lemma in ("have", "be", "remain") and any(
        sentence.tokens[k].text.lower() == "yet" for k in sentence.children[governor.i]
    )


def _copular(sentence: Sentence, relation: str, be: Token, words: Words) -> str | None:
    """Under "is": what is said of the subject decides ("it is likely that", "the plan is to", "talks are possible")."""
    if relation in ("attr", "acomp"):
        return "carries"
    predicates = kids(sentence, be.i, "acomp", "attr", "advmod")
    if relation == "subj":
        if any(
            t.text.lower() in ("this", "these")
            for s in kids(sentence, be.i, "nsubj")
            for t in kids(sentence, s.i, "det")
        ):
            return None
        found = next((f for p in predicates if (f := words.frame("subj", p.lemma, "a"))), None)
        infinitive = any(t.tag == "TO" for x in kids(sentence, be.i, "xcomp") for t in kids(sentence, x.i, "aux"))
        return found or ("future" if infinitive and not predicates and be.lemma == "be" else None)
    for t in (*predicates, *kids(sentence, be.i, "nsubj")):
        found_here = words.frame(relation, t.lemma, kind(sentence, t))
        if found_here and found_here != "keeps":
            return found_here
    if relation == "to":
        return "topic" if any(p.dep != "advmod" for p in predicates) else "future"
    return words.frame(relation, "be", "v")


def _fallback(sentence: Sentence, i: int, relation: str, governor: Token, words: Words) -> str:
    """The operation of the relation itself, where the governing word is not in the lists."""
    if relation.startswith("mark:"):
        return words.conjunctions.get(relation[5:], "finite")
    if relation.startswith("prep:"):
        return _preposition(sentence, i, words.prepositions.get(relation[5:]), words)
    if relation.startswith("gerund:"):
        return _gerund(relation[7:], governor, words)
    if relation == "restrictive":
        return "restrictive"
    if relation in FALLBACKS:
        return FALLBACKS[relation]
    if relation == "np" and governor.lemma == "announce":
        return "stands" if sentence.tokens[i].lemma in words.declared else "future"
    if relation == "for" and governor.pos in ("NOUN", "PROPN") and indefinite(sentence, i, words):
        return "enables"
    if relation in words.prepositions or relation == "to_np":
        label = words.prepositions.get("to" if relation == "to_np" else relation)
        return _preposition(sentence, i, label, words) if label != "topic" else _topical(sentence, i, relation, words)
    return "default"


FALLBACKS = {
    "to": "unsure", "that": "keeps", "whether": "possible", "ing": "carries", "part": "carries", "wh": "asked",
    "purpose": "purpose",
    "ing-adv": "accompanies", "relcl": "stands", "amod": "stands", "csubj": "topic", "csubjpass": "topic",
    "acomp": "carries", "attr": "carries", "poss": "stands",
}  # fmt: skip


def _preposition(sentence: Sentence, i: int, label: str | None, words: Words) -> str:
    """Operation of a preposition's label; "hours before the attack" takes the attack for known."""
    if label == "future":
        token = sentence.tokens[i]
        preposition = sentence.tokens[token.head]
        unplanned = token.lemma not in words.scheduled and not indefinite(sentence, i, words)
        if kids(sentence, preposition.i, "npadvmod") or (unplanned and preposition.text.lower() in ("before", "to")):
            return "stands"
    return {
        "future": "comes",
        "negative": "lacks",
        "conditional": "conditional",
        "happened": "known",
        "topic": "topic",
    }.get(label or "", "default")


def _topical(sentence: Sentence, i: int, relation: str, words: Words) -> str:
    topical = relation in ("about", "regarding", "concerning") and indefinite(sentence, i, words)
    return "topic" if topical and not sentence.tokens[i].ent else "default"


def _gerund(preposition: str, governor: Token, words: Words) -> str:
    label = words.prepositions.get(preposition)
    if preposition == "about":
        return "topic"
    if preposition in ("by", "in", "through"):
        return "carries"
    if label in ("negative", "conditional", "topic"):
        return {"negative": "lacks"}.get(label, label)
    if label == "future":
        return "comes"
    if label == "happened" or (preposition in ("for", "with") and is_verb(governor)):
        return "stands"
    return "topic"
