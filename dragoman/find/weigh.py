"""Lexicon and model together: a mention and what the model reads in its words -> the mention that is kept, or None.

The rule, in order:

1. Where the lexicon has a sense and the model agrees, the deed stands; a mode left open by the lexicon is the model's.
2. Where the model reads no event and does not stand behind the lexicon at all, the mention is weakened: an ordinary
   one falls silent.
3. Where the model is all but sure of another deed, and the lexicon's sense asks for little around its word, the model's
   answer is taken.
4. A promise of which the lexicon does not know what is promised is one to yield where the model is all but sure of it.
5. A word without a sense is a deed only where the model is sure and a party is named.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.find.classify import NOTHING, Verdict
from dragoman.find.unlisted import UNLISTED
from dragoman.records import Mention

SURE = 0.9  # the model's word alone makes another deed
ALONE = 0.8  # the same for a word without a sense
NO_EVENT = 0.5
FAINT = 0.1  # the model does not stand behind the lexicon at all
LITTLE = 3  # a sense that asks for a complement, whichever it is
WEAKER = 0.6  # brings an ordinary sense below what is shown
AGREED = 0.6
MODE = 0.6
PROMISED = ("CONSULT", "SUPPORT", "COOPERATE", "AID")


def weighed(mention: Mention, verdict: Verdict, constraints: int) -> Mention | None:
    """The mention as lexicon and model together have it; `constraints` is the weight of the lexicon's sense."""
    if mention.act == UNLISTED:
        return _unlisted(mention, verdict)
    own = backing(verdict, mention.act)
    if own >= AGREED:
        mode = mention.mode or _mode(verdict, mention.act)
        return replace(mention, mode=mode, why=_why(mention, "agrees", own))
    nothing = verdict.act[NOTHING]
    if nothing >= NO_EVENT and own < FAINT:
        why = _why(mention, "reads no event", nothing)
        return replace(mention, score=mention.score * WEAKER, why=why)
    yields = verdict.type.get("CONCEDE", 0.0)
    if mention.act == "AGREE" and not mention.content_act and constraints <= LITTLE and yields >= SURE:
        return replace(mention, content_act="CONCEDE", why=_why(mention, "reads CONCEDE", yields))
    best, share = _best(verdict)
    if constraints == 0 and share >= SURE and best != NOTHING:
        return replace(
            mention, act=best, mode=_mode(verdict, best), content_act=None, why=_why(mention, f"reads {best}", share)
        )
    return mention


def backing(verdict: Verdict, act: str) -> float:
    """How much the model stands behind an act: a promise told by its own word is AGREE by type, whatever it is of."""
    return max(verdict.act.get(act, 0.0), verdict.type.get(act, 0.0))


def _best(verdict: Verdict) -> tuple[str, float]:
    """The likeliest act; where the codebook's type is a promise or a concession and the word itself says it, that."""
    kind = max(verdict.type, key=lambda k: verdict.type[k])
    act = max(verdict.act, key=lambda k: verdict.act[k])
    if kind in ("AGREE", "CONCEDE"):
        return kind, verdict.type[kind]
    return act, verdict.act[act]


def _unlisted(mention: Mention, verdict: Verdict) -> Mention | None:
    act, share = _best(verdict)
    if mention.how.time == "future" and act in ("AGREE", "CONCEDE"):  # the codebook's rule 1 makes it that again
        act = "RETREAT" if act == "CONCEDE" else max(PROMISED, key=lambda kind: verdict.act.get(kind, 0.0))
    if act == NOTHING or share < ALONE or not (mention.actors or mention.recipients):
        return None
    why = f"no sense of the lexicon; the model reads {act} ({share:.2f})"
    return replace(mention, act=act, mode=_mode(verdict, act), score=0.7 * share, why=why)


def _mode(verdict: Verdict, act: str) -> str | None:
    mode, share = verdict.mode_of(act)
    return mode if share >= MODE else None


def _why(mention: Mention, words: str, share: float) -> str:
    return f"{mention.why}; the model {words} ({share:.2f})"
