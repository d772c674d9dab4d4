"""Which deeds a document tells as background: what one sentence alone does not show.

`settled(document, sentences, mentions)` gives the mentions again, with `time` background for what is carried from an
old date told before, told in the pluperfect beside the news, only named as known and told nowhere as news, or part of
the history of a case before a court. Words that tie a deed to the days of the report keep it news. In doubt a deed is
background. The vocabulary is data/discourse.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import yaml

from dragoman.find.cues import lexicon
from dragoman.find.modality import auxiliaries, is_verb
from dragoman.find.status_words import words as status_words
from dragoman.grammar import SUBJECTS, ancestors, kids, subtree, token_at
from dragoman.records import HAPPENED, Document, Mention, Sentence, Token

WORDS = Path(__file__).parent.parent / "data" / "discourse.yaml"
YEAR = re.compile(r"(?:1[89]|20)\d\d")
DAY = re.compile(r"\b(?:[A-Z][a-z]{2,8}\.? \d{1,2},?|\d{1,2} [A-Z][a-z]{2,8}\.?),? ((?:19|20)\d\d)\b")
LEAD = 400  # characters in which a text may tell its own date
OPENING = 3  # sentences that tell what a document is about
SHORT = 4  # a text of fewer sentences has no background to speak of
TRIED = ("ASSAULT", "CONSULT", "AID", "COOPERATE", "AGREE", "MOBILIZE")
PRONOUNS = ("he", "she", "him", "her", "his", "they", "them", "their", "it", "its")
REPORTED = ("ccomp", "parataxis")


@lru_cache(maxsize=1)
def words() -> dict[str, frozenset[str]]:
    """The word lists of data/discourse.yaml."""
    return {name: frozenset(map(str, listed)) for name, listed in yaml.safe_load(WORDS.read_text("utf-8")).items()}


@dataclass(frozen=True, slots=True)
class Story:
    """What is known of the whole document: its year, whether it is about a case in court, which sentences look back."""

    text: str
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    year: int
    month: str
    in_court: bool
    dead: frozenset[str]
    old: dict[int, str]


def settled(document: Document, sentences: tuple[Sentence, ...], mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions in the same order; those that only look back have `how.time` background and say why."""
    if len(sentences) < SHORT:
        return mentions
    story = _story(document, sentences, mentions)
    return tuple(_settled(story, m) if m.how.status in HAPPENED else m for m in mentions)


def _settled(story: Story, m: Mention) -> Mention:
    s = story.sentences[m.sentence]
    token = token_at(s, m.trigger.start)
    if token is None or s.block == "headline":
        return m
    found = next((why for test in TESTS if (why := test(story, s, token, m))), None)
    if found is None:
        return m
    why = f"{m.how.why}; {found}"
    return replace(m, how=replace(m.how, time="background", ongoing=False, why=why))


def _story(document: Document, sentences: tuple[Sentence, ...], mentions: tuple[Mention, ...]) -> Story:
    year, month = _now(document)
    opening = [s for s in sentences if s.block == "headline" or s.index < OPENING]
    court = {t.lemma for s in opening for t in s.tokens} & words()["court"]
    story = Story(document.text, sentences, mentions, year, month, bool(court), _dead(opening), {})
    for s in sentences:
        if why := _looks_back(story, s):
            story.old[s.index] = why
    return story


def _dead(opening: list[Sentence]) -> frozenset[str]:
    """The names of a person whose death, by no hand, is what the document is about."""
    names: set[str] = set()
    for s in opening:
        for t in s.tokens:
            if t.lemma in ("die", "pass") and (t.lemma == "die" or any(k.text == "away" for k in kids(s, t.i))):
                subjects = [k for x in kids(s, t.i, "nsubj") for k in subtree(s, x.i)]
                names |= {s.tokens[k].text for k in subjects if s.tokens[k].ent == "PERSON"}
    return frozenset(names)


def _now(document: Document) -> tuple[int, str]:
    """The year and the month that the document is of; without a date, a year after the last one that it names."""
    if document.published:
        return document.published.year, document.published.strftime("%B").lower()
    dated = DAY.search(document.text, 0, LEAD)
    named = [int(y) for y in YEAR.findall(document.text)]
    return int(dated.group(1)) if dated else max(named, default=1800) + 1, ""


# ---------------------------------------------------------------- old times, and how far they reach


def _old_phrase(story: Story, s: Sentence) -> Token | None:
    """The first word of a sentence that names a time long past, or None."""
    for t in s.tokens:
        low = t.text.lower()
        if YEAR.fullmatch(t.text) and int(t.text) < story.year and t.pos == "NUM":
            return t
        if low == "ago" and any(k.lemma in words()["long_units"] for k in kids(s, t.i)):
            return t
        if low in words()["long_ago"]:
            return t
    return None


def _root_of(s: Sentence, t: Token) -> Token:
    """The verb whose time a word tells: the nearest above it, or the first that this one is joined to."""
    verb = next((a for a in ancestors(s, t.i) if is_verb(a)), t)
    while verb.dep == "conj" and verb.head != verb.i:
        verb = s.tokens[verb.head]
    return verb


def _fresh(story: Story, s: Sentence, tokens: list[Token] | None = None) -> bool:
    """Whether words tie the sentence (or the given words of it) to the days of the report."""
    for t in tokens or s.tokens:
        low = t.text.lower()
        if (
            low in words()["fresh"]
            or (t.ent == "TIME" and low not in ("ago",))
            or (low == story.month and not _year_behind(s, t))
        ):
            return True
        unit = s.tokens[t.i + 1].lemma if t.i + 1 < len(s.tokens) else ""
        if low in ("this", "last", "past") and unit in words()["short_units"]:
            return True
    return False


def _year_behind(s: Sentence, t: Token) -> bool:
    return any(YEAR.fullmatch(x.text) for x in s.tokens[t.i + 1 : t.i + 4])


def _looks_back(story: Story, s: Sentence) -> str | None:
    """Why the sentence tells of an old time: its main verb has one, or it goes on with what the one before it told."""
    if _fresh(story, s):
        return None
    if (found := _old_phrase(story, s)) and _leads_on(s, _root_of(s, found)):
        return found.text
    before = story.old.get(s.index - 1)
    return before if before and _goes_on(story, s) else None


def _leads_on(s: Sentence, verb: Token) -> bool:
    """Whether the tale may go on from the verb: it is the main one, or that of a clause that ends the sentence."""
    if verb.head == verb.i:
        return True
    last = max(t.i for t in s.tokens if t.pos != "PUNCT")
    return verb.dep in ("relcl", "advcl") and verb.tag == "VBD" and last in subtree(s, verb.i)


def _goes_on(story: Story, s: Sentence) -> bool:
    """Whether the sentence goes on with the tale: in the plain past, in the same paragraph or of the same person."""
    root = next((t for t in s.tokens if t.head == t.i), s.tokens[0])
    past = root.tag == "VBD" or any(a.text.lower() in ("had", "was", "were", "did") for a in auxiliaries(s, root.i))
    if not past or any(e.plain for e in lexicon().verbs.get(root.lemma, ())):
        return False
    previous = story.sentences[s.index - 1]
    together = "\n" not in story.text[previous.end : s.start]
    near = (t for k in (*kids(s, root.i, *SUBJECTS), *kids(s, root.i, "dobj")) for t in (k, *kids(s, k.i, "poss")))
    return together or any(t.text.lower() in PRONOUNS for t in near) or s.tokens[0].lemma in words()["then"]


# ---------------------------------------------------------------- the tests, each with its reason


def _carried(story: Story, s: Sentence, token: Token, m: Mention) -> str | None:
    """The deed stands in a sentence that looks back; only what names the time itself, or is told in the past."""
    old = story.old.get(s.index)
    if old is None or not _plain_past(s, token):
        return None
    return f"told of “{old}”"


def _plain_past(s: Sentence, token: Token) -> bool:
    """Whether the deed is told in the plain past or is only a noun; not a perfect, a present or what is still said."""
    if not is_verb(token):
        return not any(t.tag in ("VBZ", "VBP") for t in ancestors(s, token.i))
    auxes = auxiliaries(s, token.i)
    if any(a.tag in ("VBZ", "VBP") or a.text.lower() in ("have", "'ve") for a in auxes):
        return False
    return token.tag in ("VBD", "VBN", "VBG")


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


def _since(story: Story, s: Sentence, token: Token, m: Mention) -> str | None:
    """ "on alert since gunmen stormed the palace": the beginning of a time that lasts until now."""
    for t in (token, *ancestors(s, token.i)):
        began = t.dep == "advcl" and any(k.text.lower() == "since" for k in kids(s, t.i, "mark"))
        if began and is_verb(token) and not _fresh(story, s, [s.tokens[k] for k in subtree(s, t.i)]):
            return "“since …”: how a longer time began"
    return None


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
    before = story.in_court and m.act in TRIED and not _fresh(story, s) and m.how.time == "past"
    return "the history of a case in court" if before else None


def _life(story: Story, s: Sentence, token: Token, m: Mention) -> str | None:
    """What one who has died did: the news is the death."""
    if not story.dead or s.index < OPENING or not _plain_past(s, token) or _fresh(story, s):
        return None
    doers = [t for t in s.tokens for a in m.actors if t.start <= a.head < t.end]
    whose = any(t.text.lower() in ("he", "she") or t.text in story.dead for t in doers)
    return "from the life of one who has died" if whose else None


def _relative(story: Story, s: Sentence, token: Token, m: Mention) -> str | None:
    """ "a fund that Congress approved": a deed by which a thing is known, told nowhere as news."""
    if s.index < OPENING or not _plain_past(s, token) or _fresh(story, s) or m.voices:
        return None
    for t in (token, *ancestors(s, token.i)):
        if t.dep in REPORTED or t.dep == "conj":
            return None
        if t.dep == "relcl":
            closed = not any(x.text in (",", "-", "--", "–", "(") for x in s.tokens[s.tokens[t.head].i + 1 : t.i])
            return "in a clause that only says which" if closed and not _told_as_news(story, m) else None
    return None


def _presupposed(story: Story, s: Sentence, token: Token, m: Mention) -> str | None:
    """A deed only named as known ("Russia's invasion of Ukraine"), which the document nowhere tells as news."""
    if is_verb(token) or token.pos not in ("NOUN", "PROPN") or not _known(s, token):
        return None
    if _fresh(story, s, [s.tokens[k] for k in subtree(s, token.i)]) or _reacted(s, token):
        return None
    return None if _told_as_news(story, m) else "named as known, told nowhere as news"


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
        s = story.sentences[other.sentence]
        token = token_at(s, other.trigger.start)
        if s.block == "headline" or (token and is_verb(token) and other.sentence not in story.old):
            return True
    return False


TESTS: tuple[Callable[[Story, Sentence, Token, Mention], str | None], ...] = (
    _carried,
    _since,
    _phase,
    _pluperfect,
    _case,
    _life,
    _relative,
    _presupposed,
)
