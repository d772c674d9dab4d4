"""Which mentions tell of no deed at all: generic presents, provisions of rules, accidents, promises by nobody.

`hollow(document, sentences, mention)` gives the reason to keep a mention silent, or None. Where the grammar of one
clause decides, it is `status`'s; here are those that need the mention's parties or the text around. The vocabulary is
data/discourse.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from dragoman.find.anchors import chronicled, words
from dragoman.find.frames import operation_of
from dragoman.find.links import link
from dragoman.find.modality import auxiliaries, is_verb
from dragoman.find.scope import read
from dragoman.find.status_words import words as status_words
from dragoman.grammar import SUBJECTS, ancestors, kids, token_at
from dragoman.records import HAPPENED, Document, Mention, Sentence, Token

OPENING = 2  # the first sentences may tell the news in the present, like headlines
FORCE = ("ASSAULT", "COERCE")
BODILY = ("AID", "COOPERATE", "CONSULT", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST", "RETREAT", "CONCEDE")
PROMISED = ("AID", "COOPERATE", "CONSULT", "SUPPORT", "AGREE")
SPOKEN = ("SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN")
ABSTRACT = ("tion", "sion", "ness", "ship", "ance", "ence", "ism", "ing", "ity")
SHORT = 5  # letters of words whose ending is no ending ("ship", "king")
ARTICLE = re.compile(r"\b(?:Article|Section|Sec\.|§) ?\d")
ARTICLES = 3  # numbered articles that make a text a treaty or a law
PRESENT = ("VBZ", "VBP")
LATER = ("after", "before", "until", "till", "once", "when", "whenever")


def hollow(document: Document, sentences: tuple[Sentence, ...], m: Mention) -> str | None:
    """Why the mention tells of no deed, or None."""
    s = sentences[m.sentence]
    token = token_at(s, m.trigger.start)
    if token is None:
        return None
    if m.act in BODILY and chronicled(document.text, s):
        return None
    if m.how.status == "planned" and m.act in PROMISED and len(ARTICLE.findall(document.text)) >= ARTICLES:
        return "a provision"
    if m.act == "ASSAULT" and not m.actors and _of_accidents(sentences):
        return "the document is about an accident"
    if m.act in PROMISED and _it_of_a_thing(sentences, s, token):
        return "“it” is a thing"
    if m.act not in SPOKEN and _alone_in_talk(document, m):
        return "in a talk, of one party alone"
    return next((why for test in TESTS if (why := test(s, token, m))), None)


def _it_of_a_thing(sentences: tuple[Sentence, ...], s: Sentence, token: Token) -> bool:
    """Whether the doer is an "it" that takes up what the sentence before is about ("This strategy … It")."""
    if not s.index or not is_verb(token) or not any(t.text.lower() == "it" for t in kids(s, token.i, "nsubj")):
        return False
    before = sentences[s.index - 1]
    root = next((t for t in before.tokens if t.head == t.i), before.tokens[0])
    return any(t.lemma in words()["things"] for t in kids(before, root.i, "nsubj", "nsubjpass"))


def _alone_in_talk(document: Document, m: Mention) -> bool:
    """Whether a talk tells it of one party alone ("we'll meet that challenge"): mostly a turn of speech."""
    talk = words()["talks"].intersection(re.findall(r"\w+", (document.title or "").lower()))
    parties = {document.text[x.span.start : x.span.end].lower() for x in (*m.actors, *m.recipients)}
    return bool(talk) and len(parties) < 2 and m.how.status in (*HAPPENED, "planned")


def _of_accidents(sentences: tuple[Sentence, ...]) -> bool:
    """Whether the first sentences tell of harm that nobody meant."""
    return any(t.lemma in ("accidental", "accidentally", "accident") for s in sentences[:OPENING] for t in s.tokens)


def _generic(s: Sentence, token: Token, m: Mention) -> str | None:
    """ "The agency provides grants", "is always eager to help": what is done as a rule is no deed of a day."""
    if s.block in ("headline", "caption"):
        return None
    if not is_verb(token):
        return _common(s, token)
    yearly = any(k.text.lower() in ("each", "every") for t in kids(s, token.i, "npadvmod") for k in kids(s, t.i))
    if yearly and m.how.time == "present" and m.act not in FORCE:
        return "each time anew: done as a rule"
    if m.how.time != "present" or m.how.status != "actual":
        return None
    auxes = auxiliaries(s, token.i)
    if any(a.lemma in ("have", "'ve") or a.text.lower() == "being" for a in auxes):
        return None
    habit = next((t for t in kids(s, token.i, "advmod") if t.text.lower() in words()["habits"]), None)
    if habit:
        return f"“{habit.text}”: done as a rule"
    present = token.tag in PRESENT or (token.tag == "VBN" and any(a.tag in PRESENT for a in auxes))
    if m.act not in BODILY or s.index < OPENING or not present or token.lemma in words()["lasting_roles"]:
        return None
    own = any(t.text.lower() in ("i", "we") for t in kids(s, token.i, *SUBJECTS))
    now = any(t.text.lower() in ("today", "now", "hereby") for t in s.tokens)
    return None if own or now else f"“{token.text}”: done as a rule"


def _common(s: Sentence, token: Token) -> str | None:
    """ "Clashes are common", "sees frequent attacks": told of no one day."""
    said = [*kids(s, token.i, "amod"), *(kids(s, token.head, "acomp") if token.dep == "nsubj" else ())]
    return next((f"“{t.text}”: no one day's deed" for t in said if t.lemma in words()["common"]), None)


def _accident(s: Sentence, token: Token, m: Mention) -> str | None:
    """ "A woman was killed when a van hit her": harm that nobody meant."""
    if m.act != "ASSAULT" or m.actors:
        return None
    found = next((t for t in s.tokens if {t.lemma, t.text.lower()} & words()["accidents"]), None)
    return f"“{found.text}”: an accident" if found else None


def _state(s: Sentence, token: Token, m: Mention) -> str | None:
    """ "A force trained for such sieges", "a man armed with a rifle": what somebody is, not what was done for them."""
    said = token.dep == "acl" and token.tag == "VBN" and m.act in (*PROMISED, "MOBILIZE") and not m.actors
    return f"“{token.text}”: what it is, not a deed" if said else None


def _promise_of_nobody(s: Sentence, token: Token, m: Mention) -> str | None:
    """ "The partnership will bring staff": a deed to come of no party is no promise (rule 12)."""
    if m.how.status != "planned" or m.act not in PROMISED:
        return None
    heads = {t.lemma for t in s.tokens for a in m.actors if t.start == a.head}
    return "a promise of nobody" if heads <= words()["things"] else None


def _aim(s: Sentence, token: Token, m: Mention) -> str | None:
    """ "a time for all to come together", "to get Congress to pass it": an infinitive that nobody promises or plans."""
    coming = m.how.status == "planned" and m.act in (*PROMISED, "CONCEDE", "RETREAT")
    if not coming or s.block == "headline" or not is_verb(token):
        return None
    vocabulary = status_words()
    above, below = link(s, token.i, vocabulary), token.i
    while above and (above[0] in ("to", "purpose", "ing") or above[0].startswith("gerund")):
        relation, g = above
        if any(t.lemma in words()["aims"] for t in kids(s, g, "nsubj")) and s.tokens[g].lemma == "be":
            return "an aim"
        name = operation_of(s, below, relation, s.tokens[g], vocabulary)
        journey = s.tokens[g].lemma in words()["journeys"] and read(s, g, vocabulary).time == "future"
        if name == "unsure" or (name == "purpose" and not journey):
            return f"“{s.tokens[g].text} to …”: promised by nobody"
        above, below = (link(s, g, vocabulary) if name in ("carries", "continues", "enables") else None), g
    return None


def _when_always(s: Sentence, token: Token, m: Mention) -> str | None:
    """ "When you call them that, we honour nobody": a present under or over a "when" tells of no one day."""
    if m.how.time != "present" or m.how.status != "actual" or s.block == "headline" or not is_verb(token):
        return None
    clauses = (*kids(s, token.i, "advcl"), *(t for t in (token, *ancestors(s, token.i)) if t.dep == "advcl"))
    for t in clauses:
        mark = next(
            (k for k in kids(s, t.i, "advmod", "mark") if k.text.lower() in ("when", "whenever", "wherever")), None
        )
        if mark and (t.tag in PRESENT or any(a.tag in PRESENT for a in auxiliaries(s, t.i))):
            return f"“{mark.text} …” in the present: no one day's deed"
    return None


def _thing(s: Sentence, token: Token, m: Mention) -> str | None:
    """ "Energy production is providing a lifeline", "the order supports families": things promise and help nobody."""
    if m.act not in (*PROMISED, "RETREAT") or not is_verb(token) or s.block == "headline":
        return None
    subject = next((t for t in kids(s, token.i, "nsubj")), None)
    if subject is None or subject.pos != "NOUN" or subject.lemma in words()["groups"]:
        return None
    if all(slot.head != subject.start for slot in m.actors):  # "donations came from Fiji": Fiji gives them
        return None
    thing = subject.lemma in words()["things"] or (subject.lemma.endswith(ABSTRACT) and len(subject.lemma) > SHORT)
    return f"“{subject.text}” does nothing of its own" if thing else None


def _private(s: Sentence, token: Token, m: Mention) -> str | None:
    """ "Buyers are being forced to move out": what private persons leave, return or restore is no retreat."""
    if m.act not in ("RETREAT", "CONCEDE", "MOBILIZE"):
        return None
    heads = {t.lemma for t in s.tokens for a in m.actors if t.start == a.head}
    return "the affairs of private persons" if heads and heads <= words()["private"] else None


def _towards_nobody(s: Sentence, token: Token, m: Mention) -> str | None:
    """ "We honour this past", "stood with his arms crossed": support needs somebody who gets it."""
    praise = m.act == "SUPPORT" and not m.mutual and not m.recipients and not m.content_act
    return "support of nobody" if praise and token.lemma in words()["praise"] else None


def _time_of_another(s: Sentence, token: Token, m: Mention) -> str | None:
    """ "until after the president leaves office": a deed to come that only says when another will be."""
    if m.how.status != "planned":
        return None
    before = s.tokens[token.head]
    if token.dep == "pobj" and before.text.lower() in ("before", "of", "to") and _ahead(s, before):
        return f"“{before.text}” it: it only says when"
    for t in (token, *ancestors(s, token.i)):
        if t.dep in ("advcl", "pcomp") and is_verb(t):
            marks = kids(s, t.i, "mark", "advmod")
            first = next((k for k in (*marks, s.tokens[t.head]) if k.text.lower() in LATER), None)
            return f"“{first.text}” it: it only says when" if first else None
        if t.dep in ("ccomp", "relcl", "parataxis"):
            return None
    return None


def _ahead(s: Sentence, preposition: Token) -> bool:
    """Whether the preposition is "before", "ahead of" or "prior to"."""
    first = s.tokens[preposition.i - 1].text.lower() if preposition.i else ""
    return preposition.text.lower() == "before" or first in ("ahead", "prior")


def _open_question(s: Sentence, token: Token, m: Mention) -> str | None:
    """ "It was unclear how he would help": what a question asks about is no promise."""
    if m.how.status != "planned" or m.act not in PROMISED or not is_verb(token):
        return None
    above = link(s, token.i, status_words())
    return "only asked about" if above and above[0] in ("wh", "whether") else None


def _received(s: Sentence, token: Token, m: Mention) -> str | None:
    """ "He was met by a man with a gun": being met by some person is no meeting."""
    agents = [k for t in kids(s, token.i, "agent", "prep") for k in kids(s, t.i, "pobj") if t.text.lower() == "by"]
    met = m.act == "CONSULT" and token.tag == "VBN" and token.lemma in ("meet", "greet")
    return "met by some person" if met and agents and all(k.pos != "PROPN" for k in agents) else None


def _alone(s: Sentence, token: Token, m: Mention) -> str | None:
    """ "I have met the deadline", "the chamber holds its banquet": one alone meets nobody and fights nobody."""
    parties = {slot.head for slot in (*m.actors, *m.recipients)}
    if m.mode or m.definite or len(parties) != 1 or m.how.status not in HAPPENED or not is_verb(token):
        return None
    many = any(t.tag in ("NNS", "NNPS") or t.text.lower() == "they" for t in s.tokens if t.start in parties)
    one = m.act == "CONSULT" or (m.act == "ASSAULT" and token.lemma in ("fight", "battle", "clash"))
    return "one alone" if one and not many else None


def _courtesy(s: Sentence, token: Token, m: Mention) -> str | None:
    """ "I look forward to our conversation", "to signing the bill", "we will send our prayers": no promise."""
    over = (token, *ancestors(s, token.i))
    look = next((t for t in over if t.lemma == "look" and any(k.text.lower() == "forward" for k in kids(s, t.i))), None)
    meeting = (m.content_act or "").startswith("CONSULT")  # "look forward to hosting him" announces a visit
    if look and (not m.recipients or (look is token and not meeting and _to_do(s, look))):
        return "a courtesy"
    wish = m.act in (*PROMISED, "CONSULT") and any(t.lemma in words()["wishes"] for t in kids(s, token.i, "dobj"))
    return "a courtesy" if wish else None


def _to_do(s: Sentence, verb: Token) -> bool:
    """Whether a verb form follows the "to" behind the verb ("look forward to signing")."""
    return any(kids(s, p.i, "pcomp") for k in (verb, *kids(s, verb.i, "advmod", "prt")) for p in kids(s, k.i, "prep"))


def _of_a_thing(s: Sentence, token: Token, m: Mention) -> str | None:
    """ "We meet those obligations": what is met is no party."""
    if m.act != "CONSULT" or not is_verb(token) or m.recipients:
        return None
    parties = {slot.head for slot in m.actors}
    met = next((t for t in kids(s, token.i, "dobj") if t.pos == "NOUN" and t.start not in parties), None)
    return f"“{met.text}” is no party" if met and token.lemma in ("meet", "see", "visit") else None


def _described(s: Sentence, token: Token, m: Mention) -> str | None:
    """ "the support he will receive", "troops who continue to defend us": only says which or who."""
    standing = m.how.time == "present" and m.act != "CONSULT"
    if m.act not in (*PROMISED, "MOBILIZE") or not (m.how.status == "planned" or standing):
        return None
    clause = next((t for t in (token, *ancestors(s, token.i)) if t.dep in ("relcl", "ccomp", "advcl")), token)
    closed = not any(t.text == "," for t in s.tokens[s.tokens[clause.head].i + 1 : clause.i])
    return "in a clause that only says which" if clause.dep == "relcl" and closed else None


TESTS: tuple[Callable[[Sentence, Token, Mention], str | None], ...] = (
    _generic,
    _accident,
    _state,
    _promise_of_nobody,
    _aim,
    _when_always,
    _thing,
    _private,
    _towards_nobody,
    _time_of_another,
    _open_question,
    _received,
    _alone,
    _of_a_thing,
    _courtesy,
    _described,
)
