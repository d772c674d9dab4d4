"""Who said what: the attributions of a document, found clause by clause and quotation by quotation.

The public function is `attributions`. Nothing here knows who anybody is: sources are spans of the text, pronouns
as written; resolving them is a later stage's work.
"""

from __future__ import annotations

from dragoman.find.carried import carried, introduced, read_out
from dragoman.find.drafts import Draft, drafts, merged, touches
from dragoman.find.labels import labelled
from dragoman.find.quotes import Quote, quotations, utterance
from dragoman.records import Attribution, Document, Sentence, Span

KINDS = {"say": "indirect", "deny": "denial", "believe": "belief", "act": "act"}


def attributions(document: Document, sentences: tuple[Sentence, ...]) -> tuple[Attribution, ...]:
    """All attributions of the document, in text order of their first content or cue, outer before inner.

    `sentences` is the parse of `document`. Spans point into `document.text`. Kinds: direct, indirect, mixed, document
    and denial are reporting; belief is attitude; act is speech that is a deed of its own (urged, promised, thanked),
    or that has not been spoken ("declined to say", "will announce"). A quotation that goes on in later sentences
    without a cue is an attribution of its own with an empty cue, `carried`.
    """
    quotes = quotations(document)
    spoken = [q for q in quotes if utterance(document.text, q)]
    found = [d for s in sentences for d in drafts(s, quotes, spoken)]
    _give(document, found, spoken)
    out = labelled(document, sentences)
    named = [s for a in out for s in (*a.source, *a.cue)]
    for draft in found:
        if not any(s.start <= draft.at < s.end for s in named):
            out += _finished(draft, quotes)
    out += introduced(document, sentences, spoken, tuple(out))
    out += carried(sentences, tuple(out))
    out += read_out(document, sentences, tuple(out))
    return tuple(sorted(out, key=_order))


def _order(found: Attribution) -> tuple[int, int, bool]:
    """Where the content begins, longer ones first; of equal ones the outer comes first, as they were found."""
    return min(found.content).start, -max(s.end for s in found.content), found.carried


def _give(document: Document, found: list[Draft], spoken: list[Quote]) -> None:
    """Give each quotation that no content holds to a cue in its sentence, or to the speaker before it."""
    last: Draft | None = None
    before: Quote | None = None
    for quote in spoken:
        holder = next((d for d in found if touches(d.content, quote) and not _in(d.at, quote)), None)
        if holder is None:
            holder = _adjacent(document, found, quote)
            if holder:
                holder.content = merged([*holder.content, Span(quote.start, quote.end)])
                if holder.cue.entry.takes.get("quote") == "say" and not holder.unsaid:
                    holder.kind = "say"
            elif last and _goes_on(document, quote, last, before):
                holder = last
                holder.later.append(Span(quote.start, quote.end))
        elif before and last is None and not before.closed and quote.begins and before.paragraph + 1 == quote.paragraph:
            holder.later.append(Span(before.start, before.end))
        last, before = holder, quote


def _in(at: int, quote: Quote) -> bool:
    return quote.start <= at < quote.end


def _adjacent(document: Document, found: list[Draft], quote: Quote) -> Draft | None:
    """The nearest cue of saying outside the quotation, in a sentence that the quotation touches."""
    near = [
        d
        for d in found
        if (d.sentence.start < quote.end or _asked(document, d, quote))
        and (quote.start < d.sentence.end or _announced(document, d, quote))
        and not _in(d.at, quote)
        and "quote" in d.cue.entry.takes
        and not touches(d.source, quote)
        and (d.source or d.cue.entry.plain)
    ]
    return min(near, key=lambda d: (_gap(d, quote), d.at), default=None)


def _asked(document: Document, draft: Draft, quote: Quote) -> bool:
    """Whether the cue's sentence is what follows a question or an exclamation: "“Why?” he said"."""
    mark = document.text[quote.start : quote.end].rstrip("”»\"'’ ")[-1:]
    near = 0 <= draft.sentence.start - quote.end <= 2
    soon = draft.cue.entry.plain and draft.cue.head < 8
    return near and mark in ("?", "!") and soon and not draft.content


def _announced(document: Document, draft: Draft, quote: Quote) -> bool:
    """Whether the cue's sentence ends in a colon right before the quotation."""
    between = document.text[draft.sentence.end - 1 : quote.start]
    return between.strip() == ":" and len(between) < 6


def _gap(draft: Draft, quote: Quote) -> int:
    return draft.at - quote.end if draft.at > quote.start else quote.start - draft.at


def _goes_on(document: Document, quote: Quote, last: Draft, before: Quote | None) -> bool:
    """Whether the speaker of the quotation before goes on: only a sentence's end lies between the two."""
    end = max(s.end for s in [*last.content, *last.later, Span(last.sentence.start, last.sentence.end)])
    between = document.text[min(end, quote.start) : quote.start]
    if between.strip(' .\n"”'):
        return False
    same = before is not None and (before.paragraph == quote.paragraph or not before.closed)
    return same or (quote.begins and quote.ends)


def _finished(draft: Draft, quotes: tuple[Quote, ...]) -> list[Attribution]:
    if not draft.content:
        return []
    kind = KINDS[draft.kind]
    if kind == "indirect":
        kind = _manner(draft, quotes)
    who = tuple(draft.source)
    word = draft.sentence.tokens[draft.cue.head].text
    why = draft.note if who or kind in ("act", "belief") else f"“{word}” credits nobody by name"
    out = [Attribution(who, tuple(draft.words), tuple(draft.content), kind, why)]
    for piece in draft.later:
        why = f"the quotation goes on; its speaker stands at “{word}” before it"
        out.append(Attribution(who, (), (piece,), "direct", why, carried=True))
    return out


def _manner(draft: Draft, quotes: tuple[Quote, ...]) -> str:
    """direct, mixed or indirect, by how much of the content is quoted; document where the source is one."""
    quoted = sum(max(0, min(s.end, q.end) - max(s.start, q.start)) for s in draft.content for q in quotes)
    total = sum(s.end - s.start for s in draft.content)
    if quoted >= 0.9 * total:
        return "direct"
    if quoted:
        return "mixed"
    return "document" if draft.paper else "indirect"
