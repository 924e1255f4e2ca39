"""The markup inside a part: written in one way, so that two parts can be compared; plain Python.

Parts hold inline tags without attributes; only a link has one, the `id` that stands for its address.
"""

import re
from html import escape
from html.parser import HTMLParser

INLINE = frozenset({"a", "abbr", "acronym", "b", "br", "code", "em", "i", "strong"})
VOID = frozenset({"br"})

Tag = tuple[str, str]
# What a text cannot hold in XML or in the database.
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Beginnings of tags that never end would cost HTMLParser the square of their number.
_BROKEN = re.compile(
    r"<(?=[a-z/!?])(?!/?[a-z]{1,10}(?:\s{1,3}[\w-]{1,20}=(?:\"[^\"<>]{0,200}\"|'[^'<>]{0,200}'|[\w-]{1,200}))?\s{0,3}/?>)",
    re.IGNORECASE,
)


class BadMarkup(Exception):
    """The text holds tags, attributes or characters that no part may hold."""


def normal(html: str) -> str:
    """The same part as wagtail-localize writes it; raises BadMarkup."""
    return _read(html).written


def tags(html: str) -> list[Tag]:
    """Name and id of each tag in its order; raises BadMarkup."""
    return _read(html).tags


def words(html: str) -> str:
    """What readers see, a line break as one character; raises BadMarkup."""
    return _read(html).words


def key(html: str) -> str:
    """By which a part is found again, also after a way through XML."""
    try:
        html = normal(html)
    except BadMarkup:
        html = _NOT_TEXT.sub("", html)
    return html.replace("\r\n", "\n").replace("\r", "\n")


def _read(html: str) -> "_Reader":
    if _NOT_TEXT.search(html) or _BROKEN.search(html):
        raise BadMarkup
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


class _Reader(HTMLParser):
    """Raises BadMarkup at the first thing that is not allowed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[Tag] = []
        self._pieces: list[str] = []
        self._words: list[str] = []
        self._open: list[str] = []

    @property
    def written(self) -> str:
        return "".join(self._pieces)

    @property
    def words(self) -> str:
        return "".join(self._words)

    def close(self) -> None:
        super().close()
        if self._open:
            raise BadMarkup

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        allowed = [("id", value) for name, value in attrs if tag == "a" and name == "id" and value]
        if tag not in INLINE or len(allowed) != len(attrs) or len(attrs) > 1:
            raise BadMarkup
        number = str(allowed[0][1]) if allowed else ""
        self.tags.append((tag, number))
        if tag in VOID:
            self._pieces.append(f"<{tag}/>")
            self._words.append("\n")
            return
        self._open.append(tag)
        self._pieces.append(f'<{tag} id="{escape(number)}">' if number else f"<{tag}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self._open or self._open.pop() != tag:
            raise BadMarkup
        self._pieces.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if _NOT_TEXT.search(data):
            raise BadMarkup
        self._pieces.append(escape(data, quote=False))
        self._words.append(data)

    def handle_comment(self, data: str) -> None:
        raise BadMarkup

    def handle_decl(self, decl: str) -> None:
        raise BadMarkup

    def handle_pi(self, data: str) -> None:
        raise BadMarkup

    def unknown_decl(self, data: str) -> None:
        raise BadMarkup
