"""Whose official text a document is: a ministry, an embassy, a White House readout; None for the press."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from dragoman.read import vocabulary
from dragoman.read.layout import Layout


def find(layout: Layout, title: str | None, publisher: str | None, url: str | None) -> str | None:
    """The issuer's name, from the publisher, the address, the first lines or the title, in that order; else None."""
    if publisher and is_official(publisher):
        return publisher
    site = _site(url)
    if site or layout.issuer:
        return site or layout.issuer
    found, named = _from_title(title or "")
    if layout.official or found or _governmental(url):
        return publisher or named
    return None


def is_official(publisher: str) -> bool:
    """Whether the publisher's name is that of an authority, not of a press organ."""
    official = re.search(vocabulary.pattern("official_publishers").pattern, publisher, re.IGNORECASE)
    press = re.search(vocabulary.pattern("press_publishers").pattern, publisher, re.IGNORECASE)
    return official is not None and press is None


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.").removeprefix("en.")
    except ValueError:
        return ""


def _site(url: str | None) -> str | None:
    host = _host(url)
    for site, issuer in vocabulary.official_sites().items():
        if host == site or host.endswith("." + site):
            return issuer
    return None


def _governmental(url: str | None) -> bool:
    return bool({"gov", "mil", "gob", "gouv", "gc", "mfa"} & set(_host(url).split(".")))


def _from_title(title: str) -> tuple[bool, str | None]:
    for rule in vocabulary.official_titles():
        m = rule.match(title)
        if m:
            return True, m.groupdict().get("issuer")
    return False, None
