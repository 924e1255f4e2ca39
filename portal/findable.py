"""The contract between content and search: what a page offers to be found.

Search knows this module and never a page type. A page type opts in by inheriting `Findable`.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar


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

    `key` is "page:17" or "document:4", see `Findable.find_key`. `kind` is one of the registered kinds ("meeting").
    `summary` is a place of its own, at the top of the page: entries do not repeat it.
    `topics`, `formats`, `body` and `consultation` become facets. `date` is the day readers sort by.
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
