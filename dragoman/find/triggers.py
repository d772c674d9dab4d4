"""Which words of a sentence tell of a deed, and which sense of the lexicon they have there.

`triggers(sentence, lexicon)` gives one `Trigger` a deed: the word that carries it (the light verb where
there is one), the word that names it, the sense, and the clause. What is only the content of another
deed ("promised to send troops", "condemned the attack") is listed as content there, not as a deed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dragoman.find.clauses import Clause, clause, conjuncts, heads, subject, words
from dragoman.find.fitting import fits
from dragoman.find.lexicon import Lexicon, Light, Sense
from dragoman.grammar import kids, subtree
from dragoman.records import Sentence

COOPERATIVE = ("AGREE", "CONSULT", "SUPPORT", "AID", "COOPERATE", "CONCEDE", "RETREAT")
MATERIAL = ("ASSAULT", "COERCE", "SANCTION", "PROTEST", "MOBILIZE")
HELP = ("AID", "SUPPORT", "COOPERATE", "AGREE")
# A type -> what its purpose clause only repeats ("visited Rome to hold talks").
TOLD_WITH = {
    "CONSULT": ("CONSULT",),
    "PROTEST": ("REQUEST",),
    "AID": HELP,
    "COOPERATE": HELP,
    "MOBILIZE": HELP,
    "ASSAULT": ("COERCE",),
}
YIELDING = ("RETREAT", "CONCEDE")
CAPTIVITY = ("abduct", "arrest")
SPOKEN_OF = ("AGREE", "THREATEN")
OUTRIGHT = (
    "PROTEST",
    "AID",
    "COOPERATE",
    "MOBILIZE",
    "ASSAULT",
)  # deeds that have a purpose, but no content that decides on them
MUST = 0.95  # the model is asked about the word of saying, which is no deed by itself
NOTHING = "NONE"  # the type of senses that say that words which look like a deed are none


@dataclass(frozen=True, slots=True)
class Trigger:
    """A deed found: `at` carries tense and subject, `named` is the word that names it (the same for plain verbs)."""

    at: int
    named: int
    sense: Sense
    clause: Clause
    content: Trigger | None = None
    phase: str = ""
    ended: bool = False
    means: Trigger | None = None


def triggers(s: Sentence, lexicon: Lexicon) -> tuple[Trigger, ...]:
    """Deeds of the sentence in text order, each word used once."""
    found: dict[int, Trigger] = {}
    used: set[int] = set()
    for token in s.tokens:
        trigger = _at(s, token.i, lexicon)
        if trigger and trigger.named not in used:
            means = _means(s, trigger, lexicon)
            found[trigger.at] = replace(trigger, means=means)
            used |= {trigger.at, trigger.named} | _consumed(s, trigger) | ({means.at} if means else set())
    for token in s.tokens:
        asked = _must(s, token.i, lexicon)
        if asked and asked.at not in found:
            found[asked.at] = asked
            used.add(asked.at)
    for token in s.tokens:
        if token.pos in ("NOUN", "PROPN") and token.i not in used:
            trigger = _noun(s, token.i, lexicon)
            if trigger and not _mediated(s, trigger, found):
                found.setdefault(token.i, trigger)
    telling = {
        at: t
        for at, t in found.items()
        if (t.sense.type != NOTHING or t.sense.absorbs) and not (_aimed_at(s, at) or _ended(s, t, found))
    }
    return tuple(t for t in _absorb(s, telling) if t.sense.type != NOTHING)


def _aimed_at(s: Sentence, at: int) -> bool:
    """Whether a deed is only what something is meant to bring about ("a resolution that aims to tighten sanctions")."""
    first = at
    while s.tokens[first].dep == "conj":
        first = s.tokens[first].head
    aim = s.tokens[s.tokens[first].head]
    return s.tokens[first].dep == "xcomp" and aim.dep == "relcl" and aim.lemma in words()["aiming"]


def _ended(s: Sentence, trigger: Trigger, found: Mapping[int, Trigger]) -> bool:
    """Whether captivity told without a day of its own is what a release ends ("freed the pilots held captive")."""
    token = s.tokens[trigger.at]
    if trigger.sense.mode not in CAPTIVITY or token.dep not in ("acl", "relcl") or not trigger.clause.passive:
        return False
    if any(s.tokens[k].ent in ("DATE", "TIME") for k in subtree(s, trigger.at)):
        return False
    return any(t.sense.type in YIELDING and token.head in t.clause.object for t in found.values())


def _mediated(s: Sentence, trigger: Trigger, found: Mapping[int, Trigger]) -> bool:
    """Whether a noun of mediation is the object of a verb that already tells of it ("launched a mediation effort")."""
    told = found.get(s.tokens[trigger.at].head)
    return bool(told and told.sense.mode == trigger.sense.mode == "third-party" and trigger.at in told.clause.object)


def _at(s: Sentence, i: int, lexicon: Lexicon) -> Trigger | None:
    token = s.tokens[i]
    if token.pos in ("VERB", "AUX") or token.tag in ("VBN", "VBG", "VBD", "VBZ", "VBP"):
        if token.dep in ("aux", "auxpass") or _hyphened(s, i):
            return None
        return _verb(s, i, lexicon)
    if token.pos == "ADJ" and ("adj", token.lemma) in lexicon.senses:
        return _adjective(s, i, lexicon)
    return None


def _must(s: Sentence, i: int, lexicon: Lexicon) -> Trigger | None:
    """Saying that somebody must do something is asking it of them ("Oslo said that Riga must pay")."""
    token, head = s.tokens[i], s.tokens[s.tokens[i].head]
    duty = any(t.lemma in ("must", "should", "ought") for t in kids(s, i, "aux"))
    if not duty or token.dep != "ccomp" or head.lemma not in words()["saying"] or kids(s, i, "expl"):
        return None
    bound = subject(s, i)
    speakers = subject(s, head.i)
    if not bound or any(s.tokens[k].pos == "PRON" for k in bound) or any(_rules(s, k) for k in speakers):
        return None
    urge = next((x for x in lexicon.senses.get(("verb", "urge"), ()) if x.type == "REQUEST"), None)
    if urge is None:
        return None
    sense = replace(
        urge, id="request/must", actor=("subject",), recipient=("complement.subject",), mode=None, score=MUST
    )
    return Trigger(head.i, head.i, sense, replace(clause(s, head.i), complements=(i,)))


def _opinion(s: Sentence, i: int, parts: Clause) -> bool:
    """Agreeing that something is so is an opinion; agreeing to do it, or that it will be done, is a promise."""
    finite = [k for k in parts.complements if s.tokens[k].dep == "ccomp"]
    if s.tokens[i].lemma not in words()["opining"] or not finite:
        return False
    return not any(t.lemma in ("will", "would", "shall") or t.tag == "TO" for k in finite for t in kids(s, k, "aux"))


def _rules(s: Sentence, i: int) -> bool:
    return s.tokens[i].lemma in words()["rules"]


def _hyphened(s: Sentence, i: int) -> bool:
    """A participle inside a compound adjective ("the army-backed council", "Syrian-led talks")."""
    token = s.tokens[i]
    return token.dep in ("amod", "compound") and i > 0 and s.tokens[i - 1].text in ("-", "–")


def _verb(s: Sentence, i: int, lexicon: Lexicon) -> Trigger | None:
    lemma = s.tokens[i].lemma
    parts = clause(s, i)
    for sense in lexicon.senses.get(("verb", lemma), ()):
        whole = _with_purpose(s, i, parts, sense)
        if fits(s, i, whole, sense) and not _opinion(s, i, whole):
            return Trigger(i, i, sense, whole)
    return _light(s, i, parts, lexicon) if lemma in lexicon.light else None


def _with_purpose(s: Sentence, i: int, parts: Clause, sense: Sense) -> Clause:
    """The clause with an infinitive that the parser takes for its purpose as complement, where it has none of its own.

    A promise or a threat is of something: "struck a deal with Oslo to open the port", "threatened on Monday to leave".
    """
    if parts.complements or sense.type not in SPOKEN_OF or not sense.complement or (parts.object and not sense.object):
        return parts
    purpose = tuple(t.i for t in kids(s, i, "advcl") if any(k.tag == "TO" for k in kids(s, t.i, "aux")))
    return replace(parts, complements=purpose)


def _adjective(s: Sentence, i: int, lexicon: Lexicon) -> Trigger | None:
    token = s.tokens[i]
    governor = s.tokens[token.head]
    verb = governor.i if token.dep in ("acomp", "attr", "oprd") and governor.pos in ("AUX", "VERB") else i
    parts = clause(s, verb)
    own = clause(s, i)
    merged = Clause(
        parts.subject,
        own.object,
        own.iobj,
        (),
        own.preps,
        own.complements + (parts.complements if verb != i else ()),
        own.particles,
        False,
    )
    for sense in lexicon.senses[("adj", token.lemma)]:
        if fits(s, i, merged, sense):
            return Trigger(verb, i, sense, merged)
    return None


def _light(s: Sentence, i: int, parts: Clause, lexicon: Lexicon) -> Trigger | None:
    """An event noun under a light verb: "held talks", "launched an attack", "took part in a protest", "talks began"."""
    for light in lexicon.light[s.tokens[i].lemma]:
        if not all(p in parts.particles or p in parts.preps or _has_object(s, parts, p) for p in light.particles):
            continue
        for n in _carried(s, parts, light):
            for sense in lexicon.senses.get(("noun", s.tokens[n].lemma), ()):
                own = clause(s, n)
                if fits(s, n, own, sense):
                    return Trigger(i, n, sense, _joined(parts, own, light), phase=light.phase)
    return None


def _has_object(s: Sentence, parts: Clause, lemma: str) -> bool:
    return any(s.tokens[k].lemma == lemma for k in parts.object)


def _carried(s: Sentence, parts: Clause, light: Light) -> tuple[int, ...]:
    """The nouns that may be the deed, by what the light verb says its subject and object are."""
    if light.role == "happening":
        return heads(s, parts.object if parts.passive else parts.subject)
    if light.particles and light.particles[-1] in parts.preps:
        return heads(s, parts.preps[light.particles[-1]])
    return heads(s, parts.object)


def _joined(verb: Clause, noun: Clause, light: Light) -> Clause:
    """The clause of the deed: the verb's subject does it, undergoes it, or is the deed itself."""
    preps = dict(verb.preps)
    for key, value in noun.preps.items():
        preps[key] = value + preps.get(key, ())
    doer = verb.agent if verb.passive else verb.subject
    undergoer: tuple[int, ...] = ()
    if light.role == "happening":
        doer = ()
    elif light.role == "undergone":
        doer, undergoer = preps.get("from", ()), doer
    return Clause(
        doer,
        undergoer or noun.object,
        verb.iobj,
        verb.agent,
        preps,
        verb.complements + noun.complements,
        verb.particles | noun.particles,
        False,
    )


def _noun(s: Sentence, i: int, lexicon: Lexicon) -> Trigger | None:
    token = s.tokens[i]
    if token.dep in ("compound", "nmod") and s.tokens[token.head].pos in ("NOUN", "PROPN"):
        return None
    for sense in lexicon.senses.get(("noun", token.lemma), ()):
        parts = clause(s, i)
        if fits(s, i, parts, sense):
            return Trigger(i, i, sense, parts)
    return None


def _means(s: Sentence, trigger: Trigger, lexicon: Lexicon) -> Trigger | None:
    """The deed that does the deed: "Turkish strikes killed four", "killed in an attack by rebels" are told once."""
    if trigger.sense.type not in MATERIAL or trigger.at != trigger.named:
        return None
    parts = trigger.clause
    places = parts.subject + parts.agent + parts.preps.get("in", ()) + parts.preps.get("during", ())
    for i in places:
        found = _noun(s, i, lexicon) if s.tokens[i].pos == "NOUN" else None
        if found and found.sense.type == trigger.sense.type:
            return found
    return None


# ---------------------------------------------------------------- what is content of what


def _consumed(s: Sentence, trigger: Trigger) -> set[int]:
    """Event nouns that the trigger's own sense has used up ("imposed sanctions", "cancelled the talks")."""
    sense = trigger.sense
    out: set[int] = set()
    if sense.mode == "third-party":  # what a mediator brings about is a deed of the parties
        return out
    if sense.pos == "verb" and sense.object:
        for k in heads(s, trigger.clause.object):
            out.add(k)
    if sense.pos == "verb":
        for prep in (*sense.particles, *(p for p, _ in sense.prepositions)):
            out.update(heads(s, trigger.clause.preps.get(prep, ())))
    return out


def _content_roots(s: Sentence, trigger: Trigger) -> list[int]:
    parts = trigger.clause
    roots = list(parts.complements)
    roots += [k for k in parts.object if s.tokens[k].dep not in ("nsubj",)]
    if trigger.named != trigger.at:
        roots += [t.i for t in kids(s, trigger.named, "acl", "relcl")]
    for prep in ("of", "for", "over", "to", "with", "about", "against", "on", "from"):
        roots += [x for x in parts.preps.get(prep, ())]
    for t in kids(s, trigger.named, "prep"):
        roots += [k.i for k in kids(s, t.i, "pcomp")]
    return roots


def _absorb(s: Sentence, found: dict[int, Trigger]) -> tuple[Trigger, ...]:
    """Give each absorbing trigger the deed it speaks of, and drop that deed as a record of its own."""
    gone: set[int] = set()
    out = dict(found)
    for at in sorted(found):
        if at in gone:
            continue
        content = _content(s, found, at)
        if not content:
            continue
        first = _head_content(s, found[at], content)
        if found[at].sense.type == "AGREE" and first.sense.type in MATERIAL and not _negated(s, first):
            gone.add(at)
            continue
        out[at] = replace(
            found[at],
            content=first if found[at].sense.type not in OUTRIGHT else None,
            ended=first.phase == "end",
            sense=_refused(s, found[at], first),
        )
        gone |= {c.at for c in content}
    return tuple(out[k] for k in sorted(out) if k not in gone)


def _content(s: Sentence, found: dict[int, Trigger], at: int) -> list[Trigger]:
    """The deeds that the trigger only speaks of; for a meeting, the talks that it was for."""
    trigger = found[at]
    if trigger.sense.absorbs:
        inside = content_words(s, trigger, at)
        return [found[k] for k in sorted(found) if k in inside and k != at]
    told_with = TOLD_WITH.get(trigger.sense.type)
    inside = _purpose(s, at, told_with) if told_with else set()
    return [found[k] for k in sorted(found) if k in inside and k != at and found[k].sense.type in (told_with or ())]


def _head_content(s: Sentence, trigger: Trigger, content: list[Trigger]) -> Trigger:
    """The deed that heads the complement, else the first told."""
    roots = trigger.clause.complements
    return next((c for c in content if c.at in roots), content[0])


def _negated(s: Sentence, trigger: Trigger) -> bool:
    return bool(kids(s, trigger.at, "neg"))


def _refused(s: Sentence, trigger: Trigger, content: Trigger) -> Sense:
    """Promising not to cooperate is refusing ("vowed not to resume talks")."""
    if trigger.sense.type == "AGREE" and _negated(s, content) and content.sense.type in COOPERATIVE:
        return replace(trigger.sense, type="REJECT")
    return trigger.sense


def _purpose(s: Sentence, at: int, told_with: tuple[str, ...]) -> set[int]:
    """What a meeting is for ("visited Rome to hold talks") or a march demands is told with it, not beside it."""
    clauses = [
        t.i
        for t in kids(s, at, "advcl", "xcomp", "acl")
        if "REQUEST" in told_with or any(k.tag == "TO" for k in kids(s, t.i, "aux"))
    ]
    return {k for i in clauses for k in subtree(s, i)}


def content_words(s: Sentence, trigger: Trigger, at: int) -> set[int]:
    """The words that tell what a deed speaks of (what is asked, promised, condemned)."""
    inside: set[int] = set()
    for root in _content_roots(s, trigger):
        if root in (at, trigger.named):
            continue
        inside.update(subtree(s, root))
        own = [t for t in kids(s, root, "relcl", "advcl") if t.dep == "relcl" or kids(s, t.i, "mark")]
        inside -= {k for t in own for k in subtree(s, t.i)}  # relative and "if", "after" clauses tell on their own
    return inside - set(conjuncts(s, at)) - _coordinated(s, at)


def _coordinated(s: Sentence, at: int) -> set[int]:
    """Verbs coordinated with the trigger are deeds of their own."""
    return {k for t in kids(s, at, "conj") for k in subtree(s, t.i)}
