"""Mention -> Claim: every slot resolved to what it stands for, or None."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta

from dragoman.grammar import token_at
from dragoman.records import (
    HAPPENED,
    Actor,
    Attribution,
    Claim,
    Document,
    How,
    Match,
    Mention,
    Place,
    Sentence,
    Slot,
    Span,
    Timex,
    Token,
    Toponym,
    When,
)
from dragoman.resolve import actors, dates, places
from dragoman.resolve.kb import knowledge
from dragoman.resolve.views import INTERNATIONAL

OLD = timedelta(days=300)  # a date further back than this in a sentence makes its undated past deeds background
SEEN = 0.36  # a place of a lower score is what the deed is about, not where it happened
ENVOYS = ("withdraw", "expel")  # modes of SANCTION that need a state whose envoys leave
SPOKEN = ("AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN")


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of a document before its mentions are resolved."""

    document: Document
    sentences: tuple[Sentence, ...]
    cast: actors.Cast
    timexes: tuple[Timex, ...]
    toponyms: tuple[Toponym, ...]
    story: Match[When] | None


def read(document: Document, sentences: tuple[Sentence, ...]) -> Setting:
    """Gather the document's persons, dates and places."""
    found = dates.timexes(document, sentences)
    return Setting(
        document,
        sentences,
        actors.cast(document, sentences),
        found,
        places.toponyms(document, sentences),
        dates.story_date(document, sentences, found),
    )


def claim(setting: Setting, mention: Mention) -> Claim:
    """The mention with its slots resolved; `type` is still the act (decide gives the codebook's answer)."""
    sentence = setting.sentences[mention.sentence]
    voices = tuple(v for v in (_voice(setting, a) for a in mention.voices) if v is not None)
    claimant, chain = (voices[0], tuple(reversed(voices[1:]))) if voices else (None, ())
    speaker = claimant.value if claimant else None
    who = _resolved(setting, sentence, mention.actors, speaker)
    whom = _resolved(setting, sentence, mention.recipients, speaker)
    if mention.mode == "visit" and not whom:
        whom = _hosts(setting, mention)
    token = token_at(sentence, mention.trigger.start)
    at = token.i if token else 0
    how = mention.how
    when = dates.event_date(sentence, at, mention.passage, setting.timexes, setting.document.published)
    place = places.event_place(sentence, at, mention.passage, setting.toponyms)
    if place is None or place.score < SEEN:
        place = places.carried_place(sentence, at, setting.sentences, setting.toponyms)
    if mention.mode == "visit" and not whom:
        whom = _visited(place, who)
    return Claim(
        id=_identity(setting.document, mention),
        document=setting.document.id,
        trigger=mention.trigger,
        passage=mention.passage,
        act=mention.act,
        type=mention.act,
        mode=mention.mode,
        quad=None,
        scale=None,
        contexts=(),
        actors=who,
        recipients=_others(whom, who),
        claimant=claimant,
        chain=chain,
        how=how if when else _of_old(setting, sentence, how),
        when=when,
        place=place,
        mutual=mention.mutual,
        confidence=mention.score,
        why=tuple(w for w in (mention.why, mention.how.why) if w),
        content_act=mention.content_act,
        definite=mention.definite,
        cues=mention.cues,
        held="paraphrase" if claimant else "primary",
    )


def _others(whom: tuple[Match[Actor], ...], who: tuple[Match[Actor], ...]) -> tuple[Match[Actor], ...]:
    """The recipients that are no actors; none where all of them are ("X and Y accused each other")."""
    acting = {(a.value.name, a.value.country) for a in who}
    if whom and all((r.value.name, r.value.country) in acting for r in whom):
        return ()
    return tuple(r for r in whom if r.value.span not in {a.value.span for a in who})


def _of_old(setting: Setting, sentence: Sentence, how: How) -> How:
    """Past deeds of a sentence that tells an old date ("In 1973 … asked …") are background, if they have no other."""
    published = setting.document.published
    if published is None or how.time != "past" or how.certainty != "asserted":
        return how
    for timex in setting.timexes:
        inside = sentence.start <= timex.span.start < sentence.end
        if (
            inside
            and timex.type == "DATE"
            and timex.last
            and timex.last < published - OLD
            and _at_verb(sentence, timex)
        ):
            told = setting.document.text[timex.span.start : timex.span.end]
            return replace(how, time="background", why=f"{how.why}; the sentence tells of “{told}”")
    return how


def _at_verb(sentence: Sentence, timex: Timex) -> bool:
    """Whether a date dates a verb ("in 1973", "last year") and does not stand before a noun ("the 1973 war")."""
    inside = [t for t in sentence.tokens if timex.span.start <= t.start < timex.span.end]
    heads = [t for t in inside if not timex.span.start <= sentence.tokens[t.head].start < timex.span.end]
    return any(t.dep in ("npadvmod", "advmod") or (t.dep == "pobj" and _verbal(sentence, t)) for t in heads)


def _verbal(sentence: Sentence, token: Token) -> bool:
    preposition = sentence.tokens[token.head]
    return sentence.tokens[preposition.head].pos in ("VERB", "AUX")


def completed(document: Document, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Slots that the text gives elsewhere: the parties of talks spoken of as known, the day of what was said at them.

    The codebook's rule 12: a deed without an actor takes the one that the text gives elsewhere. What a readout says
    that the parties said, they said on the day of the meeting that it reads out.
    """
    told = [c for c in claims if c.act == "CONSULT" and len(_lands(c)) > 1 and c.how.time != "background"]
    known = tuple(_inherit(c, told) if _bare(c) else _with_partner(c, told) if _alone(c) else c for c in claims)
    spoken = [m.value for c in known for m in c.actors + c.recipients]
    known = tuple(_from_whom(c, spoken) if c.act == "SANCTION" and c.mode in ENVOYS else c for c in known)
    meeting = next((c for c in known if c.act == "CONSULT" and c.when and c.how.status in HAPPENED), None)
    if document.issuer is None or meeting is None:
        return known
    return tuple(_said_at(c, meeting) for c in known)


def _from_whom(claim: Claim, spoken: list[Actor]) -> Claim:
    """'recalled its ambassador': from the other state that the document's deeds are about, if that is one."""
    own = {m.value.country for m in claim.actors}
    if not own - {None} or any(m.value.country not in own for m in claim.recipients):
        return claim
    lands = Counter(a.country for a in spoken if a.country and a.country not in own | INTERNATIONAL)
    others = lands.most_common(2)
    if not others or (len(others) > 1 and others[0][1] == others[1][1]):
        return claim
    named = next(a for a in spoken if a.country == others[0][0])
    state = replace(named, name=knowledge().states.get(others[0][0], named.name), sector="GOV", office=None, id=None)
    why = f"{state.name}, of which this document's other deeds speak most"
    return replace(claim, recipients=(Match(state, 0.4, why),))


def _said_at(claim: Claim, meeting: Claim) -> Claim:
    spoken = claim.act in SPOKEN and claim.how.certainty == "asserted" and claim.how.time != "background"
    if claim.when is not None or not spoken or meeting.when is None:
        return claim
    when = meeting.when.value
    return replace(claim, when=Match(when, 0.5, f"said at the meeting of {when.first.isoformat()}"))


def _lands(claim: Claim) -> set[str]:
    return {m.value.country for m in claim.actors + claim.recipients if m.value.country}


def _bare(claim: Claim) -> bool:
    return claim.act == "CONSULT" and claim.definite and not _lands(claim) and claim.how.time != "background"


def _inherit(claim: Claim, told: list[Claim]) -> Claim:
    before = [c for c in told if c.trigger < claim.trigger]
    after = [c for c in told if c.trigger > claim.trigger]
    if not before and not after:
        return claim
    source = before[-1] if before else after[0]
    parties = tuple(
        Match(m.value, round(0.7 * m.score, 3), f"the parties of the talks told before (“{m.value.text}”)")
        for m in source.actors + source.recipients
    )
    return replace(claim, actors=parties, recipients=())


def _alone(claim: Claim) -> bool:
    """One party is said to have discussed something: with whom, the text has told before."""
    whole = claim.act == "CONSULT" and claim.mutual and claim.how.time == "past" and claim.how.certainty == "asserted"
    return whole and len(_lands(claim)) == 1 and not claim.recipients


def _with_partner(claim: Claim, told: list[Claim]) -> Claim:
    before = [c for c in told if c.trigger < claim.trigger and _lands(claim) < _lands(c)]
    if not before:
        return claim
    partners = tuple(
        Match(m.value, round(0.7 * m.score, 3), f"the partner of the talks told before (“{m.value.text}”)")
        for m in before[-1].actors + before[-1].recipients
        if m.value.country and m.value.country not in _lands(claim)
    )
    return replace(claim, actors=claim.actors + partners)


def _identity(document: Document, mention: Mention) -> str:
    source = mention.voices[0].source if mention.voices else ()
    parts = (document.id, mention.trigger, *source)
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:16]


def _resolved(
    setting: Setting, sentence: Sentence, slots: tuple[Slot, ...], speaker: Actor | None
) -> tuple[Match[Actor], ...]:
    out: list[Match[Actor]] = []
    for slot in slots:
        found = actors.resolve(setting.cast, sentence, slot.span, speaker=speaker)
        for match in found or actors.owners(setting.cast, sentence, slot.span, speaker=speaker):
            if all((match.value.name, match.value.country) != (m.value.name, m.value.country) for m in out):
                out.append(match)
    return tuple(out)


def _hosts(setting: Setting, mention: Mention) -> tuple[Match[Actor], ...]:
    """The host of a visit whose words name only a place is the place's country (rule 2)."""
    out = []
    for toponym in setting.toponyms:
        inside = any(s.span.start <= toponym.span.start < s.span.end for s in mention.recipients)
        if inside and toponym.place and toponym.place.value.country:
            p = toponym.place.value
            host = Actor(setting.document.text[toponym.span.start : toponym.span.end], toponym.span, p.name, p.country)
            out.append(Match(host, 0.6, f"the host of a visit to {p.name}, {p.country}"))
    return tuple(out[:1])


def _visited(place: Match[Place] | None, who: tuple[Match[Actor], ...]) -> tuple[Match[Actor], ...]:
    """The host where the words name none: the country where the visit took place, if it is not the visitor's."""
    home = {m.value.country for m in who}
    if place is None or place.value.country is None or not home - {None} or place.value.country in home:
        return ()
    p = place.value
    return (Match(Actor(p.text, p.span, p.name, p.country), 0.5, f"the visit is to {p.name}, {p.country}"),)


def _voice(setting: Setting, attribution: Attribution) -> Match[Actor] | None:
    """Who speaks; words that name nobody we know still stand as the source."""
    if not attribution.source:
        return None
    span = attribution.source[0]
    sentence = _around(setting, span)
    found = _speaker(setting, sentence, span) if sentence else ()
    if found:
        return Match(found[0].value, found[0].score, attribution.why)
    text = setting.document.text[span.start : span.end]
    return Match(Actor(text, span, " ".join(text.split())), 0.4, f"{attribution.why}; the source is not known by name")


def _speaker(setting: Setting, sentence: Sentence, span: Span) -> tuple[Match[Actor], ...]:
    """The actor that the words of a source name; of a paper ("a statement issued by X"), the one whose paper it is."""
    found = actors.resolve(setting.cast, sentence, span)
    if found:
        return found
    inside = [t for t in sentence.tokens if span.start <= t.start < span.end]
    for t in inside:
        if t.lemma in ("by", "from", "of") and t.end < span.end:
            return actors.resolve(setting.cast, sentence, Span(t.end + 1, span.end))
        if t.tag == "POS":
            return actors.resolve(setting.cast, sentence, Span(span.start, t.start))
    return ()


def _around(setting: Setting, span: Span) -> Sentence | None:
    return next((s for s in setting.sentences if s.start <= span.start < s.end), None)
