"""The contract between content and search: what a page offers to be found.

Search knows this module and never a page type. A page type opts in by inheriting `Findable`.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import ClassVar, Protocol

from django.dispatch import Signal
from django.http import HttpRequest
from django.utils.functional import Promise
from wagtail.models import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One place a reader can be taken to: a page section, an agenda item, page N of a file.

    `text` is plain text, paragraphs divided by a blank line, of any length (search cuts it into passages).
    `place` is the URL fragment without '#': "top-2", "page=3", "" for the top.
    `file` is the site-relative path of the file the place lies in; "" means the source's own page.
    `context` is further text that ranks the place but is neither shown nor highlighted.
    """

    text: str
    place: str = ""
    label: str = ""
    file: str = ""
    heading: str = ""
    context: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What all places of one find have in common; one source is one result in the list.

    `key` is "page:17", "document:4" or that of a registered family, see `Findable.find_key`. `kind` is one of
    the registered kinds ("meeting").
    `summary` is a place of its own, at the top of the page: entries do not repeat it.
    `topics`, `formats`, `body` and `consultation` become facets. `date` is the day readers sort by.
    `until` is the next moment at which the source says something else without anybody changing it: it is
    read again then. It is no content, so it plays no part in whether the index is up to date.
    """

    key: str
    kind: str
    language: str
    title: str
    summary: str = ""
    date: dt.date | None = None
    body: str = ""
    consultation: str = ""
    topics: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = field(default=())
    until: dt.datetime | None = field(default=None, repr=False, compare=False)


class Findable:
    """Mixin of everything that can be found; `find_kind` names the kind, `find_source` gives the text.

    `find_lists` names the models ("home.GlossaryTerm") of which a source shows every row without referring to
    any: when one is added, changed or deleted, the source is read again.

    `find_source` is called by the worker on a freshly loaded, live and public object and must not need a request.
    """

    find_kind: ClassVar[str] = ""
    find_kind_label: ClassVar[object] = ""
    find_lists: ClassVar[tuple[str, ...]] = ()

    @property
    def find_key(self) -> str:
        """Stable identity of the source, also its group in the index."""
        raise NotImplementedError

    def find_source(self) -> Source:
        """The source with all its entries, in reading order."""
        raise NotImplementedError

    def find_entries(self) -> Iterable[Entry]:
        """The places of this source; override in page types."""
        return ()


class Family(Protocol):
    """Sources that are neither pages nor documents but hang on pages; keys are "<prefix>:<identity>".

    It only ever answers what everybody may read now. Sources of an `aside` family are left out of every
    question that does not ask for them: hits, counts, suggestions, word lists.
    """

    prefix: str
    kind: str
    label: str | Promise
    aside: bool

    def owns(self, identity: str) -> bool:
        """Whether this can be an identity of the family; what cannot is never asked of the database."""
        ...

    def pks(self) -> Iterator[str]:
        """All that may be found now."""
        ...

    def load(self, pks: Iterable[str]) -> list[Findable]:
        """Those of them that may be found now."""
        ...

    def language(self, source: Findable) -> str:
        """The language its labels are to be written in."""
        ...

    def addresses(self, pks: Iterable[str], request: HttpRequest | None) -> dict[str, str]:
        """Where a reader finds those that everybody may read now."""
        ...

    def titles(self, pks: Iterable[str]) -> dict[str, str]:
        """What those that everybody may read now are called."""
        ...

    def moments(self, pks: Iterable[str]) -> dict[str, dt.datetime]:
        """Since when they can be read."""
        ...

    def hanging_on(self, page: Page, *, below: bool) -> list[str]:
        """Identities of what a change of this page may show or hide; the page itself may be gone already."""
        ...


_families: dict[str, Family] = {}
# Sent with `keys` in the transaction that changed these sources.
sources_changed = Signal()


def register(family: Family) -> None:
    """Make a family of sources known; called once, when the app registry is ready."""
    _families[family.prefix] = family


def families() -> dict[str, Family]:
    """All registered families by prefix."""
    return dict(_families)


def aside_kinds() -> tuple[str, ...]:
    """Kinds of sources that are found only when they are asked for."""
    return tuple(family.kind for family in _families.values() if family.aside)
