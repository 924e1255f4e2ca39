"""What is written on and around an exported text; all words are handed in, in the language of the text."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from consultations.guidelines.exchange.content import Attributes


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The front of a file. `guideline` is an identity that lasts, so that a file finds its way back.

    `sha256` is the hash of the frozen text.
    """

    title: str
    label: str = ""
    number: int | None = None
    date: dt.date | None = None
    state: str = ""
    language: str = "de"
    address: str = ""
    guideline: str = ""
    sha256: str = ""
    publisher: str = ""

    @property
    def is_right_to_left(self) -> bool:
        """Whether the language is written from right to left."""
        return self.language.split("-")[0] in {"ar", "fa", "he", "ur"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Labels in the language of the text; lines for the front are ready to print."""

    front: tuple[str, ...] = ()
    figure: str = "Figure"
    table: str = "Table"
    page: str = "Page"
    contents: str = "Contents"
    columns: tuple[str, str, str] = ("Old", "New", "Reason")
    none: str = "–"


@dataclass(frozen=True, slots=True)
class PictureFile:
    """An image to put into a file; width and height in pixels."""

    name: str
    content_type: str
    data: bytes = field(repr=False)
    width: int
    height: int


Pictures = Mapping[Attributes, PictureFile]


@dataclass(frozen=True, slots=True, kw_only=True)
class SynopsisRow:
    """One line of a synopsis; an empty side means that the part is not there. `html` may hold `ins` and `del`."""

    number_old: str = ""
    heading_old: str = ""
    old: str = ""
    number_new: str = ""
    heading_new: str = ""
    new: str = ""
    note: str = ""
