"""Which deeds a document tells as background: what one sentence alone does not show.

`settled(document, sentences, mentions)` gives the mentions again, with `time` background for what is carried from an
old date told before, told in the pluperfect beside the news, only named as known and told nowhere as news, or part of
the history of a case before a court. Words that tie a deed to the days of the report keep it news (`anchors`). In doubt
a deed is background. The vocabulary is data/discourse.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from dragoman.find import news
from dragoman.find.anchors import LONG, YEAR, Anchors, anchors, chronicled, is_fresh, old_phrase, words
from dragoman.find.cues import lexicon
from dragoman.find.modality import auxiliaries, is_verb
from dragoman.find.status_words import words as status_words
from dragoman.grammar import SUBJECTS, ancestors, kids, subtree, token_at
from dragoman.records import HAPPENED, Document, Mention, Sentence, Token

OPENING = 3  # sentences that tell what a document is about
SHORT = 4  # a text of fewer sentences has no background to speak of
BACKGROUND = 0.65  # from this share on the features decide; in doubt a deed is not news
TOLD = 0.95  # the same for what a voice in the text tells, for that it tells now
REACH = 12  # how many sentences the news of the opening reaches
LONG_TEXT, DEEP = 15, 5  # sentences of a long text, and after how many one is far into it
FURTHER = 30  # how many what is said on it reaches, and the minutes of a meeting
HARM = ("COERCE", "ASSAULT", "MOBILIZE", "PROTEST", "RETREAT", "SANCTION")
TRIED = ("ASSAULT", "CONSULT", "AID", "COOPERATE", "AGREE", "MOBILIZE")
BODILY = ("AID", "COOPERATE", "CONSULT", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST", "RETREAT", "SANCTION", "CONCEDE")
REPORTED = ("ccomp", "parataxis")


@dataclass(frozen=True, slots=True)
class Story:
    """What is known of the whole document: its times, what its opening is about (a case in court, the death of a
    person, deeds of the day, an old year)."""

    times: Anchors
    mentions: tuple[Mention, ...]
    in_court: bool
    dead: frozenset[str]
    eventful: bool
    consulted: bool
    of_old: str
    ceremony: str
    career: str


def settled(document: Document, sentences: tuple[Sentence, ...], mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions in the same order; those that only look back have `how.time` background and say why."""
    if len(sentences) < SHORT:
        return mentions
    known = story(document, sentences, mentions)
    return tuple(_settled(known, m) if m.how.status in HAPPENED else m for m in mentions)


def _settled(known: Story, m: Mention) -> Mention:
    s = known.times.sentences[m.sentence]
    token = token_at(s, m.trigger.start)
    found = rule(known, s, token, m) or _read(known, s, token, m) if token else None
    if found is None:
        return m
    why = f"{m.how.why}; {found}"
    return replace(m, how=replace(m.how, time="background", ongoing=False, why=why))


def rule(known: Story, s: Sentence, token: Token, m: Mention) -> str | None:
    """Why a rule takes the deed for background, or None."""
    if s.block == "headline":
        return None
    return next((why for test in TESTS if (why := test(known, s, token, m))), None)


def _read(known: Story, s: Sentence, token: Token, m: Mention) -> str | None:
    """Why the features together take the deed for background, or None."""
    if s.block == "headline" or chronicled(known.times.text, s) or _resumed(known, s, token, m):
        return None
    reading = news.read(known.times, known.eventful, s, token, m)
    if reading.background < (TOLD if m.voices else BACKGROUND):
        return None
    return f"reads like background ({reading.background:.2f}): {reading.why}"


def _resumed(known: Story, s: Sentence, token: Token, m: Mention) -> bool:
    """Whether the noun takes up a deed that the document tells as news ("The talks, held in Rome, were the third")."""
    subject = token.dep in ("nsubj", "nsubjpass", "ROOT") and not is_verb(token)
    return subject and bool(kids(s, token.i, "det")) and _told_as_news(known, m)


def story(document: Document, sentences: tuple[Sentence, ...], mentions: tuple[Mention, ...]) -> Story:
    """What is known of the whole document.

    `mentions` are all its deeds, before any is settled.
    """
    times = anchors(document, sentences)
    opening = [s for s in sentences if s.block == "headline" or s.index < OPENING]
    first = {s.index for s in opening}
    court = {t.lemma for s in opening for t in s.tokens} & words()["court"]
    told = {m.act for m in mentions if m.sentence in first and m.how.status in HAPPENED and m.how.time == "past"}
    named = [y for y in YEAR.findall(document.title or "") if int(y) < times.year - 1]
    eventful = bool(first & times.fresh) or bool(told & set(BODILY))
    first_words = re.findall(r"\w+", (document.title or "").lower())
    rite, career = (next((w for w in first_words if w in words()[kind]), "") for kind in ("ceremonies", "careers"))
    return Story(
        times,
        mentions,
        bool(court),
        _dead(opening),
        eventful,
        "CONSULT" in told,
        named[0] if named else "",
        rite,
        career,
    )


def _dead(opening: list[Sentence]) -> frozenset[str]:
    """The names of a person whose death, by no hand, is what the document is about."""
    names: set[str] = set()
    for s in opening:
        for t in s.tokens:
            if t.lemma == "die" and is_verb(t):
                verb = t if kids(s, t.i, "nsubj") else s.tokens[t.head]
                subjects = [x for x in kids(s, verb.i, "nsubj") if x.pos == "PROPN"]
                names |= {k.text for x in subjects for k in (x, *kids(s, x.i, "compound"))}
    return frozenset(names)


def _fresh(story: Story, s: Sentence) -> bool:
    return s.index in story.times.fresh


# ---------------------------------------------------------------- the tests, each with its reason


def _carried(story: Story, s: Sentence, token: Token, m: Mention) -> str | None:
    """The deed stands in a sentence that looks back; only what names the time itself, or is told in the past."""
    old = story.times.old.get(s.index)
    if old is None or not _plain_past(s, token):
        return None
    return f"told of “{old}”"


def _plain_past(s: Sentence, token: Token) -> bool:
    """Whether the deed is told in the plain past or is only a noun; not a perfect, a present or what is still said."""
    while token.tag == "VB" and token.dep in ("xcomp", "ccomp", "conj") and token.head != token.i:
        token = s.tokens[token.head]  # "helped the police investigate"
    if not is_verb(token):
        return not any(t.tag in ("VBZ", "VBP") for t in ancestors(s, token.i))
    joined = token.dep == "conj" and not kids(s, token.i, *SUBJECTS)
    auxes = [*auxiliaries(s, token.i), *(auxiliaries(s, token.head) if joined else ())]
    if any(a.tag in ("VBZ", "VBP") or a.text.lower() in ("have", "'ve") for a in auxes):
        return False
    return token.tag in ("VBD", "VBN", "VBG")


def _fresh_in(story: Story, s: Sentence, i: int) -> bool:
    return is_fresh((s.tokens[k] for k in subtree(s, i)), story.times.published)


def _pluperfect(story: Story, s: Sentence, token: Token, m: Mention) -> str | None:
    """ "The envoy had backed the rebels": before the news, unless it is what somebody said in the past."""
    if not is_verb(token) or s.index < 2 or _fresh(story, s):
        return None
    had = any(a.text.lower() in ("had", "'d") and a.tag == "VBD" for a in auxiliaries(s, token.i))
    if not had or any(_reported(s, t) for t in (token, *ancestors(s, token.i))):
        return None
    if m.voices or any(t.lemma in ("after", "since", "once") for t in kids(s, token.i, "mark")):
        return None
    return "“had …”: before the news"


def _reported(s: Sentence, t: Token) -> bool:
    """Whether the clause of the word is what somebody says ("The army, he went on, had killed them")."""
    beside = t.dep == "conj" and s.tokens[t.head].lemma in lexicon().verbs and not kids(s, t.head, "cc")
    return t.dep in REPORTED or beside or bool(kids(s, t.i, "parataxis"))


def _long(story: Story, s: Sentence, token: Token, m: Mention) -> str | None:
    """ "has raised his concern in the past", "rebuffed in recent years": at some time or other."""
    found = LONG.search(story.times.text, s.start, s.end)
    return f"“{found.group()}”: at some time or other" if found and not m.how.ongoing and s.index else None


def _in_old_clause(story: Story, s: Sentence, token: Token, m: Mention) -> str | None:
    """A deed named in the clause that tells an old year ("since 2017, when he was killed by mortar fire")."""
    phrase = old_phrase(story.times, s)
    if phrase is None or _fresh(story, s) or not _plain_past(s, token):
        return None
    clause = next((a for a in ancestors(s, phrase.i) if is_verb(a)), None)
    inside = clause is not None and clause.dep in ("relcl", "advcl", "acl") and clause.tag in ("VBD", "VBN")
    under = inside and any(a is clause for a in (token, *ancestors(s, token.i)))
    when = any(t.dep in ("relcl", "advcl") and s.tokens[t.head].i == phrase.i for t in (token, *ancestors(s, token.i)))
    return f"told of “{phrase.text}”" if under or when else None


def _since(story: Story, s: Sentence, token: Token, m: Mention) -> str | None:
    """ "On alert since gunmen stormed it", "since that meeting, they have met": a longer time, or how it began."""
    if m.how.ongoing:
        return None
    opening = s.tokens[0]
    if s.index and opening.text.lower() == "since" and opening.dep == "prep" and not _fresh(story, s):
        return "“since …”: some time in a longer one"
    for t in (token, *ancestors(s, token.i)):
        began = t.dep in ("advcl", "pcomp") and "since" in _marks(s, t)
        if began and is_verb(token) and not _fresh_in(story, s, t.i):
            return "“since …”: how a longer time began"
        after = next(
            (p for p in kids(s, t.i, "prep") if p.text.lower() == "since" and kids(s, p.i, "pobj", "pcomp")), None
        )
        if after and s.index and not _fresh(story, s):
            return "“since …”: some time in a longer one"
    return None


def _marks(s: Sentence, t: Token) -> set[str]:
    """What joins the clause of the verb: its marks and adverbs, or the preposition above it."""
    above = (s.tokens[t.head],) if t.dep == "pcomp" else ()
    return {k.text.lower() for k in (*kids(s, t.i, "mark", "advmod"), *above)}


def _phase(story: Story, s: Sentence, token: Token, m: Mention) -> str | None:
    """ "During the primary race, she enjoyed support", "in his first term": a phase that is over."""
    for host in (token, *ancestors(s, token.i)):
        for p in kids(s, host.i, "prep"):
            if p.text.lower() not in ("during", "in", "throughout", "under"):
                continue
            phase = next((x for x in kids(s, p.i, "pobj") if x.lemma in words()["phases"]), None)
            if phase and _plain_past(s, token) and not any(t.tag in ("VBZ", "VBP") for t in (host,)):
                return f"“{p.text} … {phase.text}”: a phase that is over"
        if host.dep in REPORTED:
            break
    return None


def _case(story: Story, s: Sentence, token: Token, m: Mention) -> str | None:
    """What a trial is about happened before it: the news is the trial."""
    recent = any(t.text.lower() in words()["fresh"] for t in s.tokens)
    before = story.in_court and m.act in TRIED and not recent and m.how.time == "past"
    return "the history of a case in court" if before else None


def _life(story: Story, s: Sentence, token: Token, m: Mention) -> str | None:
    """What one who has died did: the news is the death."""
    if not story.dead or token.lemma == "die" or not _plain_past(s, token) or _fresh(story, s):
        return None
    if any(t.lemma == "die" for t in s.tokens):
        return None
    doers = [t for t in s.tokens for a in m.actors if t.start <= a.head < t.end]
    whose = any(t.text.lower() in ("he", "she") or t.text in story.dead for t in doers)
    return "from the life of one who has died" if whose else None


def _aside(story: Story, s: Sentence, token: Token, m: Mention) -> str | None:
    """ "a fund that Congress approved", "the governor, who accused him": a deed by which one or a thing is known."""
    if s.index < OPENING or _fresh(story, s) or not (_plain_past(s, token) or token.dep == "relcl"):
        return None
    if m.how.time != "past" or m.how.ongoing:
        return None
    for t in (token, *ancestors(s, token.i)):
        if t.dep in REPORTED:
            return None
        if t.dep in ("relcl", "acl"):
            news = m.act in BODILY and _plain_past(s, token) and _told_as_news(story, m)
            return None if news else "in a clause that only says which or who"
    return None


def _unanchored(story: Story, s: Sentence, token: Token, m: Mention) -> str | None:
    """A deed in the plain past, and no day near, nor the opening's deed, ties it to the days of the report."""
    if m.act == "SANCTION" or s.index < OPENING or not _plain_past(s, token) or not is_verb(token):
        return None
    interview = m.act not in BODILY and token.lemma in words()["telling"]
    reached = story.eventful and s.index < (REACH if m.act in BODILY else FURTHER)
    reached = reached or (story.consulted and m.act not in HARM and s.index < FURTHER)
    return None if interview or reached or story.times.near(s) else "nothing near ties it to the days of the report"


def _so_far(story: Story, s: Sentence, token: Token, m: Mention) -> str | None:
    """ "We have provided $3 billion": far into a long text a perfect sums up what was done before."""
    deep = len(story.times.sentences) >= LONG_TEXT and s.index >= DEEP and not story.times.near(s) and not m.voices
    perfect = any(a.text.lower() in ("has", "have", "'ve", "’ve") for a in auxiliaries(s, token.i))
    return "a perfect far from the opening: at some time up to now" if deep and perfect and not m.how.ongoing else None


def _ceremony(story: Story, s: Sentence, token: Token, m: Mention) -> str | None:
    """What is told on an anniversary, a birthday or a day of remembrance is history."""
    past = story.ceremony and _plain_past(s, token) and not _fresh(story, s) and m.how.time == "past"
    return f"told on an occasion of remembrance (“{story.ceremony}”)" if past else None


def _career(story: Story, s: Sentence, token: Token, m: Mention) -> str | None:
    """What one who is nominated, appointed or mourned has done."""
    past = story.career and s.index >= OPENING and not _fresh(story, s) and token.tag in ("VBD", "VBN", "VBG")
    return f"from a career (“{story.career}”)" if past else None


def _of_old(story: Story, s: Sentence, token: Token, m: Mention) -> str | None:
    """The tale of an old year that the title names ("the 1908 riot")."""
    if not story.of_old or s.index < OPENING or m.act not in BODILY or not is_verb(token):
        return None
    return f"the document is about {story.of_old}" if _plain_past(s, token) else None


def _presupposed(story: Story, s: Sentence, token: Token, m: Mention) -> str | None:
    """A deed only named ("Russia's invasion of Ukraine", "unlike other attacks"), which the document tells nowhere."""
    if is_verb(token) or token.pos not in ("NOUN", "PROPN") or _fresh_in(story, s, token.i):
        return None
    if any(t.lemma in words()["elsewhere"] for t in kids(s, token.i, "amod")):
        return "named beside the news"
    if m.act == "CONSULT" and any(
        t.pos == "PROPN" and t.i < token.i for t in kids(s, token.i, "compound", "nmod", "amod")
    ):
        return "named by its place: another meeting"
    if token.pos == "PROPN" and token.dep == "pobj" and not token.text.isupper() and s.index >= OPENING:
        return "a name"
    if _reacted(s, token) or not (_known(s, token) or (token.dep == "pobj" and s.index >= OPENING)):
        return None
    deep = token.dep == "pobj" and s.index >= OPENING and not story.times.near(s)
    told = m.act in BODILY and not deep and _told_as_news(story, m)
    return None if told else "named as known, told nowhere as news"


def _known(s: Sentence, token: Token) -> bool:
    """Whether the noun takes its deed for known: it has an owner, or a definite article, or dates something else."""
    own = any(t.dep == "poss" or t.lemma in ("the", "this", "these", "those") for t in kids(s, token.i, "poss", "det"))
    head = s.tokens[token.head]
    return own or (token.dep == "pobj" and head.text.lower() in words()["known_behind"])


def _reacted(s: Sentence, token: Token) -> bool:
    """Whether somebody reacts to it ("condemned the attack"), or it is told by its verb ("the attack killed six")."""
    head = s.tokens[token.head]
    if token.dep in ("nsubj", "nsubjpass", "ROOT"):
        return True
    return token.dep in ("dobj", "pobj") and status_words().frame("np", head.lemma, "v") in ("keeps", "carries")


def _told_as_news(story: Story, m: Mention) -> bool:
    """Whether the document tells a deed of this kind as news: in a headline, or by a verb that is not background."""
    for other in story.mentions:
        if other is m or other.act != m.act or other.how.status not in HAPPENED:
            continue
        s = story.times.sentences[other.sentence]
        token = token_at(s, other.trigger.start)
        if s.block == "headline" or (token and is_verb(token) and other.sentence not in story.times.old):
            return True
    return False


TESTS: tuple[Callable[[Story, Sentence, Token, Mention], str | None], ...] = (
    _carried,
    _long,
    _in_old_clause,
    _since,
    _phase,
    _pluperfect,
    _case,
    _life,
    _aside,
    _unanchored,
    _so_far,
    _ceremony,
    _career,
    _of_old,
    _presupposed,
)
