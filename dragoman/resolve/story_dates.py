"""The day that a document as a whole reports."""

from __future__ import annotations

from datetime import timedelta

from dragoman.grammar import ancestors, kids
from dragoman.records import Document, Match, Sentence, Timex, When
from dragoman.resolve.event_hanging import Hanging, hangings, in_dateline
from dragoman.resolve.timex_days import say
from dragoman.resolve.timex_words import words

VERBS = ("VERB", "AUX")


def story_date(document: Document, sentences: tuple[Sentence, ...], timexes: tuple[Timex, ...]) -> Match[When] | None:
    """The day that the document as a whole reports, a default for deeds told without a date of their own.

    It is the first day told in the opening sentences that lies within the week before publication (score 0.6),
    else the day of publication (0.4); None where neither is known.
    """
    published = document.published
    opening = [s for s in sentences if s.block in ("headline", "standfirst", "paragraph")][:6]
    lead = next((s for s in opening if s.block == "paragraph"), None)
    for sentence in opening:
        for h in hangings(sentence, timexes):
            t = h.timex
            if h.site < 0 or t.first is None or t.first != t.last or t.type == "DURATION" or t.value == "PRESENT_REF":
                continue
            if in_dateline(sentence, h) or not any(x.pos in VERBS for x in sentence.tokens):
                continue
            if lead is not None and sentence.index > lead.index and _once_more(sentence, h):
                continue
            if h.dep == "compound" and _of_another_time(sentence, h, timexes):
                continue
            if published is None or timedelta(0) <= published - t.first <= timedelta(7):
                return Match(When(t.first, t.first), 0.6, f"the day that the text reports first ({say(t.first)})")
    if published is None:
        return None
    return Match(When(published, published), 0.4, f"the day of publication ({say(published)})")


def _once_more(sentence: Sentence, h: Hanging) -> bool:
    """Whether the day is that of one deed more ("and we spoke again last night"), not of the one reported."""
    return any(k.lemma in words().lists["once_more"] for k in kids(sentence, h.site, "advmod"))


def _of_another_time(sentence: Sentence, h: Hanging, timexes: tuple[Timex, ...]) -> bool:
    """Whether the verb over a day's noun is told of a time without it ("this past January at Sunday services")."""
    verb = next((t.i for t in ancestors(sentence, h.site) if t.pos in VERBS), -1)
    told = [o.timex for o in hangings(sentence, timexes) if o.site == verb and o.timex is not h.timex]
    day = h.timex.first
    return any(t.first and t.last and day and not t.first <= day <= t.last for t in told)
