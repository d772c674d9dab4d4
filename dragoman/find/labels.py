"""Speakers named without a verb: "Minister: no talks", "Q:", "MS. SMITH:", and "X in a statement <clause>"."""

from __future__ import annotations

import re

from dragoman.find.cues import lexicon
from dragoman.find.quotes import paragraphs, quotations
from dragoman.find.voices import voices
from dragoman.grammar import SUBJECTS, kids, subtree
from dragoman.records import Attribution, Document, Sentence, Span

TURN = re.compile(
    r"(?P<who>Q|A|QUESTION|ANSWER|MODERATOR|(?:(?:MR|MS|MRS|DR|AMB|AMBASSADOR|SECRETARY|PRESIDENT|MINISTER|SENATOR|"
    r"SEN|REP|GEN|GENERAL|PRIME MINISTER|FOREIGN MINISTER|ADMIRAL|COLONEL|CHANCELLOR|SENIOR [A-Z]+ OFFICIAL)\b\.?,?\s*)"
    r"(?:[A-Z][A-Z.'’\-]*\s?){0,4})(?P<cue>:)\s"
)
HEAD = re.compile(r"(?P<who>[^:\n]{2,60}?)(?P<cue>:)\s+(?=\S)")
TAIL = re.compile(r"(?P<cue>\s[-–—]|[,:])\s(?P<who>[^,:\n–—]{2,40})$")
SIGNED = re.compile(
    r"\s*(?P<cue>[-–—―]{1,2})\s*(?P<who>[A-Z][\w.'’\-]+"
    r"(?: (?!from |of |in |and |with |the |for )[a-z][\w'’\-]+){0,2}(?: [A-Z][\w.'’\-]+){1,4})"
    r"(?=\s*(?:\n|\Z|\.\s|\.\Z|\(|<))"
)
AFTER = (
    SIGNED,
    re.compile(r",?\s*(?P<cue>[-–—] (?:thus|so))\s+(?P<who>[^.,\n]{3,60}?)(?= on | in | at |[.,\n]|\Z)"),
    re.compile(r"\s+(?P<who>(?:the|[A-Z])[^.,\n]{2,60}?) (?P<cue>wanted to know)\b"),
    re.compile(r",?\s*(?P<cue>(?:was|is) how) (?P<who>[^.,\n]{3,60}?) put it\b"),
    re.compile(
        r"\s*(?P<cue>(?:Those|These|Such) (?:were|are) the words of) (?P<who>[^.\n]{3,60}?)"
        r"(?= after | on | in | at |[.,\n])"
    ),
)
QUOTED = re.compile(r"(?:^|(?<=[.!?”\"]\s)|(?<=\n))(?P<who>(?:[A-Z][\w.'’\-]+\s?){1,4})(?P<cue>:)\s(?=[\"“])")


def labelled(document: Document, sentences: tuple[Sentence, ...]) -> list[Attribution]:
    """Attributions by label: turns of a transcript, names before the colon of a headline, statements without a verb."""
    out = _turns(document)
    out += _headline(document, sentences)
    out += _quoted(document)
    for sentence in sentences:
        out += _statement(sentence)
        out += voices(sentence)
    return out


def _turns(document: Document) -> list[Attribution]:
    """Turns of a transcript: from a label at the head of a paragraph to the next label. At least two make one."""
    text = document.text
    blocks = paragraphs(document)
    starts = [(b, TURN.match(text, b.start)) for b in blocks]
    if sum(m is not None for _, m in starts) < 2:
        return []
    out: list[Attribution] = []
    pieces: list[Span] = []
    label: re.Match[str] | None = None
    for block, found in starts:
        if found:
            _close(out, label, pieces)
            label, pieces = found, []
        if label:
            start = found.end() if found else block.start
            if start < block.end:
                pieces.append(Span(start, len(text[: block.end].rstrip())))
    _close(out, label, pieces)
    return out


def _quoted(document: Document) -> list[Attribution]:
    """A name and a quotation with nothing but a mark between: "Smith: “We agreed.”", "“We agreed.” — Jane Smith"."""
    out = []
    for quote in quotations(document):
        signed = next((m for pattern in AFTER if (m := pattern.match(document.text, quote.end))), None)
        if signed:
            who, cue = Span(*signed.span("who")), Span(*signed.span("cue"))
            out.append(Attribution((who,), (cue,), (Span(quote.start, quote.end),), "direct", "a signed quotation"))
            continue
        line = document.text.rfind("\n", 0, quote.start) + 1
        found = QUOTED.search(document.text, max(line, quote.start - 60), quote.start + 1)
        if found and found.end() == quote.start:
            who = Span(found.start("who"), found.end("who"))
            why = "a name, a colon and a quotation"
            body = Span(quote.start, quote.end)
            out.append(Attribution((who,), (Span(*found.span("cue")),), (body,), "direct", why))
    return out


def _close(out: list[Attribution], label: re.Match[str] | None, pieces: list[Span]) -> None:
    if label and pieces:
        why = f"turn of a transcript, label “{label['who'].strip()}”"
        who = Span(label.start("who"), label.start("who") + len(label["who"].rstrip()))
        out.append(Attribution((who,), (Span(*label.span("cue")),), tuple(pieces), "direct", why))


def _headline(document: Document, sentences: tuple[Sentence, ...]) -> list[Attribution]:
    """A speaker before the colon of a headline, or after its dash or last comma."""
    out: list[Attribution] = []
    for sentence in sentences[:6]:
        heading = sentence.block in ("headline", "standfirst") or sentence.index == 0
        if not heading:
            continue
        line = document.text[sentence.start : sentence.end]
        if closing := _closing(sentence):
            out.append(closing)
            continue
        for pattern in (HEAD, TAIL):
            found = pattern.match(line) if pattern is HEAD else pattern.search(line)
            if found and _speaker(sentence, found, pattern is TAIL):
                out.append(_from_line(document, sentence, found, pattern is HEAD))
                break
    return out


def _closing(sentence: Sentence) -> Attribution | None:
    """The speaker behind the last comma of a headline: "Rebels quit, minister tells parliament"."""
    commas = [t.i for t in sentence.tokens if t.text == ","]
    line = sentence.block == "headline" or (sentence.index == 0 and sentence.tokens[-1].pos != "PUNCT")
    rest = sentence.tokens[commas[-1] + 1 :] if commas and line else ()
    verb = next((t for t in rest if t.tag in ("VBZ", "VBP", "VBD") and t.lemma in lexicon().verbs), None)
    if verb is None or not any(e.plain and e.takes.get("clause") == "say" for e in lexicon().verbs[verb.lemma]):
        return None
    who = [t for t in rest if t.i < verb.i]
    if not 0 < len(who) < 6 or who[-1].pos not in ("NOUN", "PROPN") or commas[-1] < 3:
        return None
    if any(t.pos in ("VERB", "AUX", "CCONJ") for t in who) or kids(sentence, verb.i, "xcomp"):
        return None
    body = Span(sentence.start, sentence.tokens[commas[-1]].start)
    why = f"headline: “{who[-1].text} {verb.text}” at its end"
    return Attribution((Span(who[0].start, who[-1].end),), (Span(verb.start, verb.end),), (body,), "indirect", why)


def _speaker(sentence: Sentence, found: re.Match[str], tail: bool) -> bool:
    """Whether the words are somebody who can speak: a person, an organisation or an office; never a bare place."""
    low, high = sentence.start + found.start("who"), sentence.start + found.end("who")
    tokens = [t for t in sentence.tokens if low <= t.start < high]
    if not tokens or len(tokens) > 7 or any(t.pos in ("VERB", "AUX") and t.ent == "" for t in tokens):
        return False
    last = tokens[-1]
    if last.lemma in lexicon().speakers or last.text.lower() in lexicon().speakers:
        return True
    if tail:
        short = len(tokens) == 1 and last.text.isupper() and 1 < len(last.text) < 7
        return short and sentence.tokens[last.i - 1].text in ("-", "–", "—")  # "Rebels quit town - UN"
    return last.ent == "PERSON" and last.pos == "PROPN"


def _from_line(document: Document, sentence: Sentence, found: re.Match[str], leading: bool) -> Attribution:
    shift = sentence.start
    who = Span(shift + found.start("who"), shift + found.end("who"))
    cue = Span(shift + found.start("cue"), shift + found.end("cue"))
    body = Span(shift + found.end(), sentence.end) if leading else Span(sentence.start, shift + found.start())
    stop = len(document.text[body.start : body.end].rstrip(" ."))
    why = f"headline: “{document.text[who.start : who.end]}” is named as the one who says it"
    return Attribution((who,), (cue,), (Span(body.start, body.start + stop),), "indirect", why)


def _statement(sentence: Sentence) -> list[Attribution]:
    """In "the embassy in a statement Smith thanked ..." the clause is the embassy's; the verb of saying is lost."""
    for token in sentence.tokens:
        if token.lemma not in lexicon().issued or token.dep != "pobj":
            continue
        before = sentence.tokens[token.head]
        clause = _clause_after(sentence, token.i)
        if before.lemma not in ("in", "via", "through") or before.i == 0 or clause is None:
            continue
        issuer = _issuer(sentence, before.i)
        if issuer:
            start = clause[0]
            stop = [i for i in clause if i >= start]
            end = stop[-1] - 1 if sentence.tokens[stop[-1]].text in ".;" else stop[-1]
            body = Span(sentence.tokens[start].start, sentence.tokens[end].end)
            who = Span(sentence.tokens[issuer[0]].start, sentence.tokens[issuer[-1]].end)
            cue = Span(before.start, token.end)
            why = f"“{token.text}” without a verb of saying: the clause is what it states"
            return [Attribution((who,), (cue,), (body,), "document", why)]
    return []


def _clause_after(sentence: Sentence, i: int) -> list[int] | None:
    """Tokens of the finite clause whose subject begins right behind token `i`, or None."""
    follow = i + 1
    if follow >= len(sentence.tokens) or sentence.tokens[follow].pos not in (
        "PROPN",
        "PRON",
        "DET",
        "NOUN",
        "ADJ",
        "NUM",
    ):
        return None
    for verb in sentence.tokens[follow:]:
        own = [t for t in kids(sentence, verb.i, *SUBJECTS) if t.i >= follow]
        if own and min(subtree(sentence, own[-1].i)) == follow and verb.pos in ("VERB", "AUX"):
            return [k for k in range(follow, len(sentence.tokens))]
    return None


def _issuer(sentence: Sentence, before: int) -> list[int]:
    """The noun phrase that ends right before token `before` and has no verb of its own."""
    last = sentence.tokens[before - 1]
    if last.pos not in ("NOUN", "PROPN"):
        return []
    top = last
    while (
        sentence.tokens[top.head].i < before
        and sentence.tokens[top.head].pos in ("NOUN", "PROPN")
        and top.head != top.i
    ):
        top = sentence.tokens[top.head]
    found = [k for k in subtree(sentence, top.i) if k < before]
    if any(sentence.tokens[k].pos in ("VERB", "AUX") for k in range(before)):
        return []
    return found
