"""A web page -> the fields of its document, by trafilatura: the article's text and what the page says of itself."""

from __future__ import annotations

import logging
import re
from typing import Any

from dragoman.errors import InputError

MIN_WORDS = 5  # what is shorter is a menu or a button, not an article
_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)


def fields(page: str, where: str) -> dict[str, Any]:
    """Text, title, published, byline, publisher and url of a page; the title is the text's first line.

    Raises InputError where there is no article on the page. Nothing is fetched.
    """
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    found: Any = trafilatura.bare_extraction(
        page,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None or len((found.text or "").split()) < MIN_WORDS:
        raise InputError(f"{where}: there is no article text on this page")
    title = _flat(found.title)
    text = found.text.strip()
    if title and _letters(title) not in _letters(text[: 2 * len(title) + 40]):
        text = f"{title}\n\n{text}"
    return {
        "text": text,
        "title": title,
        "published": found.date,
        "byline": found.author,
        "publisher": found.sitename or found.hostname,
        "url": found.url,
    }


def is_page(text: str) -> bool:
    """Whether a text is really a web page."""
    return (
        re.match(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", text, re.I | re.S) is not None
    )


def _flat(title: str | None) -> str:
    return " ".join((title or "").split())


def _letters(text: str) -> str:
    return "".join(re.findall(r"\w+", text.casefold()))
