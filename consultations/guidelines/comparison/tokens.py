"""A rich text as a row of words, marks of punctuation and beginnings of blocks, each with its formatting."""

import html
import re
import unicodedata
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

BLOCKS = frozenset("p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre div".split())
INLINE = frozenset("a b strong i em u s sub sup small code span mark abbr cite q bdi bdo".split())
RAW = frozenset(["br", "embed", "img"])
_TAG = re.compile(r"""<!--.*?-->|<(/?)([a-zA-Z][a-zA-Z0-9]*)\b((?:[^<>"']|"[^"]*"|'[^']*')*)>""", re.DOTALL)
_CHUNK = re.compile(r"\S+")


class Sort(IntEnum):
    """What a token is."""

    WORD = 0
    BREAK = 1
    RAW = 2


class Token(NamedTuple):
    """One word, one mark of punctuation, one line break or picture, or the beginning of a block.

    `key` is what is compared: formatting and white space do not count. `marks` are the opening tags around it.
    Of a block, `path` names the elements around its words and `fresh` how many of them were open before.
    """

    key: str
    text: str
    space: bool = False
    marks: tuple[str, ...] = ()
    sort: Sort = Sort.WORD
    path: tuple[str, ...] = ()
    fresh: int = 0


def read(source: str) -> list[Token]:
    """The tokens of a rich text; elements it does not know are left out, their words stay."""
    reader = _Reader()
    place = 0
    for tag in _TAG.finditer(source):
        reader.words(source[place : tag.start()])
        place = tag.end()
        if tag[2]:
            reader.tag(tag[2].lower(), tag[0], closing=bool(tag[1]))
    reader.words(source[place:])
    return reader.tokens


class _Reader:
    """Collects tokens while it goes through the tags of a text."""

    def __init__(self) -> None:
        self.tokens: list[Token] = []
        self._path: list[str] = []
        self._marks: list[tuple[str, str]] = []
        self._opened: tuple[str, ...] = ()
        # How many elements of the path have stayed open since the last block began; None while one goes on.
        self._fresh: int | None = 0
        self._space = False

    def tag(self, name: str, source: str, *, closing: bool) -> None:
        """Takes one tag in."""
        if name in BLOCKS:
            self._block(name, closing=closing)
        elif name in RAW and not closing:
            self._begin()
            self.tokens.append(Token(source, source, self._space, self._opened, Sort.RAW))
            self._space = False
        elif name in INLINE:
            self._mark(name, source, closing=closing)

    def _block(self, name: str, *, closing: bool) -> None:
        if closing:
            while name in self._path and self._path.pop() != name:
                pass
        self._marks.clear()
        self._opened = ()
        depth = len(self._path)
        self._fresh = depth if self._fresh is None else min(self._fresh, depth)
        if not closing:
            self._path.append(name)

    def _mark(self, name: str, source: str, *, closing: bool) -> None:
        if not closing:
            self._marks.append((name, source))
        else:
            last = next((at for at, mark in reversed(list(enumerate(self._marks))) if mark[0] == name), None)
            if last is not None:
                del self._marks[last]
        self._opened = tuple(mark[1] for mark in self._marks)

    def _begin(self) -> None:
        if self._fresh is None:
            return
        path = tuple(self._path)
        self.tokens.append(Token("\n" + "/".join(path), "", False, (), Sort.BREAK, path, self._fresh))
        self._fresh = None
        self._space = False

    def words(self, source: str) -> None:
        """Takes the text between two tags in."""
        if not source or source.isspace():
            self._space = self._space or bool(source)
            return
        text = html.unescape(source) if "&" in source else source
        self._begin()
        space = self.tokens[-1].sort is not Sort.BREAK and (self._space or text[0].isspace())
        opened, add = self._opened, self.tokens.append
        for chunk in _CHUNK.findall(text):
            for piece in _pieces(chunk):
                add(Token(piece, piece, space, opened))
                space = False
            space = True
        self._space = text[-1].isspace()


@lru_cache(maxsize=50_000)
def _pieces(chunk: str) -> tuple[str, ...]:
    """A word with what stands before and behind it; "Bürger:innen" and "08.03.2024" are one word."""
    start, end = 0, len(chunk)
    while start < end and _punctuation(chunk[start]):
        start += 1
    while end > start and _punctuation(chunk[end - 1]):
        end -= 1
    return tuple(piece for piece in (*chunk[:start], chunk[start:end], *chunk[end:]) if piece)


def _punctuation(character: str) -> bool:
    return not character.isalnum() and unicodedata.category(character)[0] in "PS"


@lru_cache(maxsize=50_000)
def is_word(key: str) -> bool:
    """Whether this is neither punctuation nor the beginning of a block."""
    return key[0] != "\n" and (len(key) > 1 or not _punctuation(key))
