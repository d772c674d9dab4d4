"""Trigger -> Mention: who stands where the sense says that actor and recipient stand, and the words of the passage."""

from __future__ import annotations

from dragoman.find.clauses import Clause, clause, conjuncts, heads, is_passive, phrase, prepositions, subject, words
from dragoman.find.lexicon import Lexicon
from dragoman.find.passages import passage
from dragoman.find.triggers import Trigger
from dragoman.grammar import kids, subtree
from dragoman.ladder import rungs
from dragoman.records import Attribution, How, Mention, Sentence, Slot, Span

HOSTILE = ("ASSAULT", "COERCE", "SANCTION", "PROTEST", "MOBILIZE")
NAMES = ("GPE", "NORP", "ORG", "PERSON", "LOC", "FAC")
CHARGES = ("of", "for", "with", "over", "to")  # what an accused or thanked one is accused of is no part of its name
TOWARDS = ("against", "on", "to", "at")
ALSO_NEAR = {
    "SUPPORT": ("for",),
    "CONCEDE": ("in", "object.in"),
    "ASSAULT": ("at", "object.at"),
    "THREATEN": ("at", "object.against"),
}
SPOTS = ("in", "around", "over", "object.in", "object.around", "object.over")
WHENS = ("DATE", "TIME", "PERCENT")
NEARBY = ("object", "iobj", "against", "to", "on", "with", "from", "toward", "towards", "object.amod", "object.poss")
FAINT = 0.7  # brings an ordinary sense below what is believed without parties on both sides (decide.SURE)
REPORTING = ("direct", "indirect", "mixed", "document", "denial")


def mention(
    s: Sentence, trigger: Trigger, lexicon: Lexicon, how: How, attributions: tuple[Attribution, ...]
) -> Mention:
    """The mention that `trigger` makes, its roles filled with the words of the sentence."""
    token = s.tokens[trigger.at]
    voices = _voices(Span(token.start, token.end), attributions)
    actors = _not_speaking(_doers(s, trigger), voices)
    recipients = _fill(s, trigger, trigger.sense.recipient, not_in=actors)
    if not recipients and not trigger.sense.mutual:
        recipients = _of_content(s, trigger, lexicon, how, actors) or _named(s, trigger, actors)
    if trigger.content and trigger.sense.type == trigger.content.sense.type == "CONSULT":
        met = mention(s, trigger.content, lexicon, how, ()).actors
        recipients = tuple(slot for slot in met if slot not in actors) or recipients
    if trigger.sense.mutual:
        actors, recipients = _all_parties(s, trigger, actors), ()
    content = trigger.content.sense if trigger.content else None
    return Mention(
        sentence=s.index,
        trigger=Span(token.start, token.end),
        passage=passage(s, trigger),
        act=trigger.sense.type,
        mode=trigger.sense.mode
        or _content_mode(trigger, lexicon)
        or (trigger.means.sense.mode if trigger.means else None),
        sense=trigger.sense.id,
        mutual=trigger.sense.mutual,
        actors=actors,
        recipients=recipients,
        voices=voices,
        how=how,
        definite=_definite(s, trigger),
        content_act=f"{content.type}/{content.mode or ''}" if content else None,
        cues=tuple(f"{r.ladder} {r.rung}/{r.height}: {r.cue}" for r in rungs(s, trigger.at)),
        score=trigger.sense.score * (FAINT if _faint(trigger, recipients) else 1.0),
        why=_why(s, trigger),
    )


def _faint(trigger: Trigger, recipients: tuple[Slot, ...]) -> bool:
    """A readiness or commitment towards nobody ("is committed to growth") is hardly a promise to anyone."""
    return trigger.sense.type == "AGREE" and trigger.sense.lemma in words()["faint"] and not recipients


def _definite(s: Sentence, trigger: Trigger) -> bool:
    """Whether the deed is spoken of as one already told ("the talks", "these discussions", "issues were discussed")."""
    nouns = [trigger.named, *trigger.clause.object] if trigger.sense.mutual else [trigger.named]
    known = any(t.lemma in ("the", "this", "these", "both") for i in nouns for t in kids(s, i, "det"))
    return known or is_passive(s, trigger.at)


def _content_mode(trigger: Trigger, lexicon: Lexicon) -> str | None:
    """The mode that what is asked, refused or threatened gives (codebook, "Modes"; data/lexicon/modes.yaml)."""
    table = lexicon.modes.get(trigger.sense.type)
    if table is None or not (trigger.content or trigger.clause.complements):
        return None
    if trigger.content is None:
        return table.get("default")
    act, mode = trigger.content.sense.type, trigger.content.sense.mode
    if trigger.ended and act in HOSTILE:
        return table.get("ended")
    return table.get(f"{act}.{mode}", table.get(act))


def _why(s: Sentence, trigger: Trigger) -> str:
    verb, noun = s.tokens[trigger.at].text, s.tokens[trigger.named].text
    said = verb if trigger.at == trigger.named else f"{verb} … {noun}"
    return f"“{said}” is {trigger.sense.type} by lexicon sense {trigger.sense.id}"


def _voices(trigger: Span, attributions: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """Attributions whose content holds the trigger, innermost first."""
    inside = [
        (sum(p.end - p.start for p in a.content), -k, a)
        for k, a in enumerate(attributions)
        if a.kind in REPORTING and any(p.start <= trigger.start and trigger.end <= p.end for p in a.content)
    ]
    return tuple(a for _, _, a in sorted(inside, key=lambda x: x[:2]))


# ---------------------------------------------------------------- roles


def _not_speaking(slots: tuple[Slot, ...], voices: tuple[Attribution, ...]) -> tuple[Slot, ...]:
    """Without the source of the words, where broken grammar makes it a second subject of what it says."""
    heard = [span for v in voices for span in v.source if not any(c.start <= span.start < c.end for c in v.content)]
    return tuple(s for s in slots if not any(h.start <= s.head < h.end for h in heard)) or slots


def _doers(s: Sentence, trigger: Trigger) -> tuple[Slot, ...]:
    """Who does it; of a deed that does a deed ("Turkish strikes killed four"), who does that."""
    if trigger.means:
        by_means = _fill(s, trigger.means, trigger.means.sense.actor)
        subject_is_deed = trigger.means.at in trigger.clause.subject + trigger.clause.agent
        return by_means if subject_is_deed else _fill(s, trigger, trigger.sense.actor) or by_means
    return _fill(s, trigger, trigger.sense.actor)


def _fill(s: Sentence, trigger: Trigger, places: tuple[str, ...], not_in: tuple[Slot, ...] = ()) -> tuple[Slot, ...]:
    taken = {slot.head for slot in not_in}
    charge = CHARGES if s.tokens[trigger.at].lemma in words()["object_control"] else ()
    own = trigger.sense.type == "REQUEST"  # "its demands" are those of who makes them
    for place in sorted(places, key=SPOTS.__contains__):  # where it is said to be done counts last
        slots = tuple(
            slot
            for i in _stand(s, trigger, place)
            if not (own and s.tokens[i].tag == "PRP$")
            if (slot := _slot(s, i, place, charge)) is not None and slot.head not in taken
        )
        if slots:
            return slots
    return ()


def _of_content(
    s: Sentence, trigger: Trigger, lexicon: Lexicon, how: How, actors: tuple[Slot, ...]
) -> tuple[Slot, ...]:
    """The one whom the deed spoken of would befall ("vowed to strike Iran"), or who is to do it ("that Iran must")."""
    if trigger.content is None:
        return ()
    content = mention(s, trigger.content, lexicon, how, ())
    found = content.actors if trigger.sense.type == "REQUEST" else content.recipients
    return tuple(slot for slot in found if slot.head not in {a.head for a in actors})


def _named(s: Sentence, trigger: Trigger, actors: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """A state, organisation or person that stands where recipients stand, where the sense's own places are empty."""
    for place in (*NEARBY, *ALSO_NEAR.get(trigger.sense.type, ())):
        if place.startswith("object") and _own_people(s, trigger):
            continue
        found = _fill(s, trigger, (place,), not_in=actors)
        named = tuple(slot for slot in found if _has_name(s, slot.span))
        if named:
            return named
    if trigger.sense.type not in ("AGREE", "THREATEN", "MOBILIZE"):
        return ()
    inside = (x for k in trigger.clause.complements for x in _beside(s, k))  # "stands ready to help Haiti"
    taken = {slot.head for slot in actors}
    slots = [slot for i in inside if (slot := _slot(s, i, "object")) is not None and slot.head not in taken]
    return tuple(slot for slot in slots if _has_name(s, slot.span)) or _ours(s, trigger)


def _own_people(s: Sentence, trigger: Trigger) -> bool:
    """Whether the object is the doers' own ("led a Kenyan delegation"): who is led is not visited."""
    led = {s.tokens[i].lemma for i in trigger.clause.object}
    return trigger.sense.type == "CONSULT" and bool(led & words()["led"]) and trigger.sense.lemma in words()["leading"]


def _ours(s: Sentence, trigger: Trigger) -> tuple[Slot, ...]:
    """'our' in "he promised to look at our request": the speaker's side, to whom something is promised."""
    inside = (s.tokens[i] for k in trigger.clause.complements for i in subtree(s, k))
    ours = next((t for t in inside if t.text.lower() in ("our", "us")), None)
    mine = any(s.tokens[i].text.lower() in ("we", "i", "our") for k in trigger.clause.subject for i in subtree(s, k))
    return () if ours is None or mine else (Slot(Span(ours.start, ours.end), ours.start, "what is promised to us"),)


def _beside(s: Sentence, verb: int) -> tuple[int, ...]:
    """The object of a verb and those of its phrases that name a partner, and the same of the verbs that hang on it."""
    parts = clause(s, verb)
    deeper = tuple(x for k in parts.complements for x in _beside(s, k)) if verb not in parts.complements else ()
    phrases = (prepositions(s, k) for k in parts.object)
    partners = tuple(x for found in (parts.preps, *phrases) for p in ("with", "to") for x in found.get(p, ()))
    return parts.object + partners + deeper


def _has_name(s: Sentence, span: Span) -> bool:
    return any(t.ent in NAMES for t in s.tokens if span.start <= t.start < span.end)


def _all_parties(s: Sentence, trigger: Trigger, actors: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """Every place where the sense may name a party, and the names that stand before the noun ("Peru-Chile talks")."""
    found = {slot.head: slot for slot in actors}
    for place in (*trigger.sense.actor, *trigger.sense.recipient, "object.amod", "object.poss"):
        for slot in _fill(s, trigger, (place,)):
            found.setdefault(slot.head, slot)
    return tuple(found[k] for k in sorted(found))


def _slot(s: Sentence, i: int, place: str, charge: tuple[str, ...] = ()) -> Slot | None:
    token = s.tokens[i]
    if i < 0 or token.ent in WHENS or _according(s, i) or token.pos in ("VERB", "ADP", "SCONJ", "PUNCT", "ADV", "AUX"):
        return None
    if place.endswith("amod") and not token.ent and token.pos not in ("NOUN", "PROPN"):
        return None
    if place == "object.amod" and token.ent not in NAMES:
        return None
    if place.endswith("object") and token.lemma in words()["missions"] and _own(s, i):
        return None  # "to close its embassy in Quito": it is done to the host
    span = phrase(s, i, cut=charge) if not place.endswith(("amod", "poss")) else _modifier(s, i)
    return Slot(span, token.start, f"{place} of the trigger")


def _according(s: Sentence, i: int) -> bool:
    """Whether the word is the source in "according to X" and "thanks to X"."""
    preposition = s.tokens[i].head
    return preposition > 0 and s.tokens[preposition].text == "to" and s.tokens[preposition - 1].lemma == "accord"


def _own(s: Sentence, i: int) -> bool:
    """Whether a possessive pronoun says whose it is."""
    return any(t.tag == "PRP$" for t in kids(s, i, "poss"))


def _modifier(s: Sentence, i: int) -> Span:
    indices = [k for k in subtree(s, i) if s.tokens[k].dep not in ("case", "punct") or k < i]
    first, last, ent = indices[0], indices[-1], s.tokens[i].ent
    while ent and first > 0 and s.tokens[first - 1].ent == ent and s.tokens[first - 1].dep in ("compound", "nmod"):
        first -= 1
    while ent and last + 1 < len(s.tokens) and s.tokens[last + 1].ent == ent and s.tokens[last + 1].dep == "compound":
        last += 1
    return Span(s.tokens[first].start, s.tokens[last].end)


def _stand(s: Sentence, trigger: Trigger, place: str) -> tuple[int, ...]:
    parts, noun = trigger.clause, trigger.sense.pos == "noun"
    light = trigger.at != trigger.named and noun
    if "." in place:
        base, _, link = place.partition(".")
        return _linked(s, parts, trigger, base, link)
    if place in ("poss", "amod"):
        near = _modifiers(s, trigger.named, place)
        return near or (parts.subject if light else ())
    if place == "subject":
        return parts.subject or parts.agent
    if place == "by":
        return parts.agent or parts.preps.get("by", ()) or (parts.subject if light else ())
    if place in ("object", "iobj"):
        return parts.object if place == "object" else parts.iobj
    return _by_preposition(s, parts, place)


def _by_preposition(s: Sentence, parts: Clause, place: str) -> tuple[int, ...]:
    """The objects of a preposition at the trigger, at its object, or at the noun of its phrase ("on a visit to")."""
    if place in parts.preps:
        return parts.preps[place]
    at_object = tuple(x for k in parts.object for x in prepositions(s, k).get(place, ()))
    carried = (x for prep in ("on", "in", "for") for k in parts.preps.get(prep, ()) for x in _phrase_at(s, k, place))
    return at_object or tuple(carried)


def _phrase_at(s: Sentence, i: int, place: str) -> tuple[int, ...]:
    return prepositions(s, i).get(place, ())


def _modifiers(s: Sentence, i: int, place: str) -> tuple[int, ...]:
    if place == "poss":
        return tuple(x for t in kids(s, i, "poss") for x in conjuncts(s, t.i))
    before = [t for t in kids(s, i, "amod", "compound", "nmod")]
    before += [k for t in before for k in kids(s, t.i, "nmod", "compound") if k.ent in NAMES and t.ent in NAMES]
    named = [t for t in before if t.ent in NAMES]
    plain = [t for t in before if t.pos in ("NOUN", "PROPN") and t.dep != "amod"]
    return tuple(x for t in sorted(named or plain, key=lambda t: t.i) for x in conjuncts(s, t.i))


def _of_complement(s: Sentence, verb: int, link: str) -> tuple[int, ...]:
    """The subject of the verb spoken of, or whom it would befall: its object where that has a name, else behind it."""
    if link == "subject":
        return subject(s, verb)
    parts = clause(s, verb)
    behind = [parts.preps.get(p, ()) for p in TOWARDS] + [
        prepositions(s, k).get(p, ()) for p in TOWARDS for k in parts.object
    ]
    named = (found for found in (parts.object, *behind) if any(_has_name(s, phrase(s, i)) for i in found))
    return next(named, parts.object)


def _linked(s: Sentence, parts: Clause, trigger: Trigger, base: str, link: str) -> tuple[int, ...]:
    if base == "complement":
        return tuple(x for k in parts.complements for x in _of_complement(s, k, link))
    if base in ("object", "subject"):
        found = parts.object if base == "object" else parts.subject
        last = trigger.sense.particles[-1] if trigger.sense.particles else ""
        found = found or parts.preps.get(last, ())
        for k in heads(s, found):
            got = _modifiers(s, k, link) if link in ("poss", "amod") else prepositions(s, k).get(link, ())
            if got:
                return got
    return ()
