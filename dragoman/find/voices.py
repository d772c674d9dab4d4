"""Voices without a plain verb of saying: "per the ministry", "as the minister tells it", "heard from the envoy that".

Each rule takes one word of a sentence and gives source, cue and content as token indices, or None. The vocabulary is
data/speech.yaml.
"""

from __future__ import annotations

from collections.abc import Callable

from dragoman.find.cues import lexicon
from dragoman.grammar import SUBJECTS, kids, stretches, subtree
from dragoman.records import Attribution, Sentence, Span, Token

Found = tuple[list[int], list[int], list[int], str]  # source, cue, content, kind
MARKS = frozenset(",.;:-–—")
QUOTES = frozenset(('"', "“", "”", "''", "``"))
NAMES = ("ORG", "PERSON", "GPE", "NORP")


def voices(sentence: Sentence) -> list[Attribution]:
    """The attributions of the sentence that no verb of saying makes, in text order of their cues."""
    out = []
    for token in sentence.tokens:
        found = next((f for rule in RULES if (f := rule(sentence, token))), None)
        if found:
            out.append(_attribution(sentence, *found))
    return [a for a in out if a.source and a.content]


def _attribution(sentence: Sentence, who: list[int], cue: list[int], content: list[int], kind: str) -> Attribution:
    words = " ".join(sentence.tokens[i].text for i in cue)
    why = f"“{words}” gives these words to the source"
    said = [i for i in content if i not in who and i not in cue]
    return Attribution(_spans(sentence, who), _spans(sentence, cue), _spans(sentence, said), kind, why)


def _spans(sentence: Sentence, found: list[int]) -> tuple[Span, ...]:
    """Runs of tokens as spans, without marks at their ends."""
    out = []
    for run in stretches(found):
        while run and sentence.tokens[run[-1]].text in MARKS:
            run.pop()
        while run and sentence.tokens[run[0]].text in MARKS:
            run.pop(0)
        if run:
            out.append(Span(sentence.tokens[run[0]].start, sentence.tokens[run[-1]].end))
    return tuple(out)


def can_speak(token: Token) -> bool:
    """Whether the noun is somebody, or a document: a name, an office, a person's pronoun."""
    known = lexicon().speakers | lexicon().documents | lexicon().persons
    return token.lemma in known or token.text.lower() in known or token.ent in NAMES


def _host(sentence: Sentence, top: int, own: int) -> list[int]:
    """The clause of the verb `top` without what `own` governs."""
    mine = set(subtree(sentence, own))
    return [i for i in subtree(sentence, top) if i not in mine]


def _per(sentence: Sentence, token: Token) -> Found | None:
    """ "Per the Coast Guard, ..."."""
    if token.text.lower() != "per" or token.dep != "prep" or sentence.tokens[token.head].pos not in ("VERB", "AUX"):
        return None
    first = token.i == 0 or sentence.tokens[token.i - 1].text == ","
    for noun in kids(sentence, token.i, "pobj"):
        if first and can_speak(noun):
            return subtree(sentence, noun.i), [token.i], _host(sentence, token.head, token.i), "indirect"
    return None


def _words_of(sentence: Sentence, token: Token) -> Found | None:
    """ "in the words of its chief, ...", "by the admission of the general, ..."."""
    before = sentence.tokens[token.head]
    verb = sentence.tokens[before.head]
    if token.lemma not in lexicon().views or token.dep != "pobj" or before.lemma not in ("in", "by"):
        return None
    if verb.pos not in ("VERB", "AUX"):
        return None
    for of in kids(sentence, token.i, "prep"):
        for noun in kids(sentence, of.i, "pobj"):
            if of.lemma == "of" and can_speak(noun):
                who = subtree(sentence, noun.i)
                late = [t for k in who for t in kids(sentence, k, "appos") if _runs_into(sentence, t, verb)]
                stray = {k for t in late for k in subtree(sentence, t.i)}
                who = [k for k in who if k not in stray]
                content = sorted({*_host(sentence, verb.i, before.i), *stray})
                return who, [i for i in subtree(sentence, before.i) if i <= of.i], content, "indirect"
    return None


def _runs_into(sentence: Sentence, appos: Token, verb: Token) -> bool:
    """Whether nothing but a quotation mark stands between the apposition and the verb: it is then the subject."""
    end = max(subtree(sentence, appos.i))
    between = sentence.tokens[end + 1 : verb.i]
    return (
        end < verb.i
        and all(t.text in QUOTES or t.pos == "AUX" for t in between)
        and not kids(sentence, verb.i, *SUBJECTS)
    )


def _believed(sentence: Sentence, token: Token) -> Found | None:
    """ "If the rebels are to be believed, ..."."""
    if token.lemma not in ("believe", "trust") or token.tag != "VBN":
        return None
    clause = sentence.tokens[token.head] if token.dep == "xcomp" else token
    if clause.dep != "advcl" or not any(t.lemma == "if" for t in kids(sentence, clause.i, "mark")):
        return None
    who = [k for t in kids(sentence, clause.i, *SUBJECTS)[:1] for k in subtree(sentence, t.i)]
    cue = [i for i in subtree(sentence, clause.i) if i not in who]
    return who, cue, _host(sentence, clause.head, clause.i), "indirect"


def _as_told(sentence: Sentence, token: Token) -> Found | None:
    """ "As the minister tells it, ...", "as first reported by the daily, ..."."""
    if token.dep != "advcl" or not any(t.lemma == "as" for t in kids(sentence, token.i, "mark", "advmod", "prep")):
        return None
    told = token.lemma in ("tell", "have", "put", "see", "remember", "recall")
    who: list[Token] = []
    if told and any(t.lemma == "it" for t in kids(sentence, token.i, "dobj")):
        who = kids(sentence, token.i, "nsubj")
    elif token.tag == "VBN" and token.lemma in lexicon().verbs:
        agents = kids(sentence, token.i, "agent")
        who = [n for by in agents for n in kids(sentence, by.i, "pobj") if can_speak(n)]
    entry = lexicon().verbs.get(token.lemma, ())
    if not who or not (told or (entry[0].takes.get("clause") == "say" and not entry[0].weak)):
        return None
    source = subtree(sentence, who[0].i)
    near = kids(sentence, token.i, "mark", "advmod", "agent", "dobj", "prep")
    cue = [token.i, *(t.i for t in near if t.lemma in ("as", "first", "by", "it"))]
    return source, cue, _host(sentence, token.head, token.i), "indirect"


def _let_know(sentence: Sentence, token: Token) -> Found | None:
    """ "let it be known that", "has let them know that"."""
    let = sentence.tokens[token.head]
    if token.lemma != "know" or token.dep != "ccomp" or let.lemma != "let":
        return None
    for clause in kids(sentence, token.i, "ccomp"):
        for who in kids(sentence, let.i, "nsubj"):
            cue = [let.i, *(i for i in range(let.i + 1, token.i + 1))]
            return subtree(sentence, who.i), cue, subtree(sentence, clause.i), "indirect"
    return None


def _heard(sentence: Sentence, token: Token) -> Found | None:
    """ "heard from the colonel that": the one who is heard speaks."""
    if token.lemma not in ("hear", "learn", "understand"):
        return None
    for of in kids(sentence, token.i, "prep"):
        for noun in kids(sentence, of.i, "pobj"):
            clauses = [*kids(sentence, token.i, "ccomp"), *kids(sentence, noun.i, "relcl", "acl")]
            told = (t for t in clauses if any(m.lemma == "that" and m.i < t.i for m in kids(sentence, t.i)))
            clause = next(told, None)
            if of.lemma == "from" and clause is not None:
                content = subtree(sentence, clause.i)
                who = [i for i in subtree(sentence, noun.i) if i not in content]
                return who, [token.i, of.i], content, "indirect"
    return None


def _according_which(sentence: Sentence, token: Token) -> Found | None:
    """ "a declaration according to which the army had left": the paper speaks."""
    rest = [t.text.lower() for t in sentence.tokens[token.i : token.i + 3]]
    noun = sentence.tokens[token.i - 1] if token.i else token
    if rest != ["according", "to", "which"] or noun.pos not in ("NOUN", "PROPN"):
        return None
    who = [i for i in subtree(sentence, noun.i) if i < token.i]
    return who, list(range(token.i, token.i + 3)), list(range(token.i + 3, len(sentence.tokens))), "document"


def _published(sentence: Sentence, token: Token) -> Found | None:
    """ "carried a report that", "ran the headline “...”"."""
    if token.lemma not in ("carry", "run", "publish", "print", "air", "broadcast") or token.pos != "VERB":
        return None
    for noun in kids(sentence, token.i, "dobj"):
        if noun.lemma not in ("report", "story", "article", "headline", "item", "dispatch"):
            continue
        clause = next(iter(kids(sentence, noun.i, "acl", "relcl")), None)
        begins = sentence.tokens[noun.i + 1].text if noun.i + 1 < len(sentence.tokens) else ""
        who = kids(sentence, token.i, "nsubj")
        if clause is not None and who and (begins in QUOTES or begins.lower() == "that"):
            return subtree(sentence, who[0].i), [token.i, noun.i], subtree(sentence, clause.i), "indirect"
    return None


def _colon(sentence: Sentence, token: Token) -> Found | None:
    """ "put it plainly: ...", "was blunt: “...”", "put out a denial: ..."."""
    if token.text != ":" or token.i < 2 or token.i + 2 >= len(sentence.tokens):
        return None
    verb = next((t for t in sentence.tokens[: token.i] if _announces(sentence, t, token.i)), None)
    if verb is None:
        return None
    before = [t for t in sentence.tokens[: verb.i] if t.dep in SUBJECTS]  # the parser may hang it behind the colon
    who = [t for t in before[-1:] if can_speak(t)]
    if not who:
        return None
    content = list(range(token.i + 1, len(sentence.tokens)))
    kind = "direct" if sentence.tokens[token.i + 1].text in QUOTES else "indirect"
    if any(t.lemma == "denial" for t in kids(sentence, verb.i, "dobj")):
        kind = "denial"
    return subtree(sentence, who[0].i), list(range(verb.i, token.i)), content, kind


def _announces(sentence: Sentence, verb: Token, colon: int) -> bool:
    if verb.pos not in ("VERB", "AUX"):
        return False
    after = [t for t in kids(sentence, verb.i, "dobj", "acomp", "attr") if verb.i < t.i < colon]
    if verb.lemma == "put" and any(t.lemma == "it" for t in after):
        return True
    if verb.lemma not in lexicon().light_verbs | {"be"}:
        return False
    return any(t.lemma in (lexicon().manners if t.dep == "acomp" else lexicon().answers) for t in after)


RULES: tuple[Callable[[Sentence, Token], Found | None], ...] = (
    _per,
    _words_of,
    _believed,
    _as_told,
    _let_know,
    _heard,
    _according_which,
    _published,
    _colon,
)
