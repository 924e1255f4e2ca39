"""What may be counted, and what editors may see of it: plain Python, the clock is passed in."""

import datetime as dt
import re
from collections.abc import Mapping

KEPT = dt.timedelta(days=90)
WEEK = dt.timedelta(days=7)
# What only one or two people ask may be about one of them; somebody who asks again within the hour is one person.
LEAST_ASKED = 3
# Different questions of one day; a portal has some hundreds, and a program must not fill the table.
MOST_A_DAY = 5_000
# A question as long as a sentence tells a story, and nobody asks the same twice.
LONGEST = 80
MOST_WORDS = 8
LOW_SHARE = 0.2
_SPACE = re.compile(r"\s+")
_PERSONAL = (
    # E-mail addresses, also with spaces or "(at)".
    re.compile(r"\S+\s*(?:@|\(at\)|\[at\])\s*\S+"),
    # Telephone, account and customer numbers; years, file references (2021/0975) and days are shorter.
    re.compile(r"(?:\d[\s/().+-]*){9,}"),
    re.compile(r"\+\s*\d{2}|\b00\d{5,}|\b0\d{2,5}[\s/-]+\d{3,}"),
    re.compile(r"\b[a-z]{2}\d{2}(?:\s?\w{4}){3,}", re.IGNORECASE),
    # Addresses of pages: the weekly mail must not become a way to send links to editors.
    re.compile(r"://|\bwww\.|\w[.。][^\W\d_]{2,}", re.IGNORECASE),
)


def counted_as(text: str) -> str:
    """The question as it is counted; empty for one that could say something about a person."""
    if len(text) > LONGEST or text.count(" ") >= MOST_WORDS:
        return ""
    if any(pattern.search(text) for pattern in _PERSONAL):
        return ""
    return _SPACE.sub(" ", text).strip().lower()


def is_low(asked: int, without_hits: int, clicked: int) -> bool:
    """Whether a question finds nothing or is hardly ever followed by a click."""
    return asked >= LEAST_ASKED and (without_hits * 2 > asked or clicked < LOW_SHARE * asked)


def wants_no_counting(headers: Mapping[str, str]) -> bool:
    """Whether the browser asks not to be counted (Do Not Track, Global Privacy Control), only looks ahead, or
    is a program."""
    agent = headers.get("User-Agent", "").lower()
    return (
        headers.get("DNT") == "1"
        or headers.get("Sec-GPC") == "1"
        or "prefetch" in headers.get("Sec-Purpose", "")
        or any(word in agent for word in ("bot", "crawl", "spider", "monitor"))
    )
