"""The one interface every search engine fulfils; language work happens before, engines only see terms."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol

Facet = Literal["kind", "body", "year", "language", "consultation", "topic", "format"]


# Measured: 5 to 7 letters do alike, and for Turkish five are the usual choice, too.
ROOT_LETTERS = 5
# What a version differs in asks for a rebuild.
VERSIONS = ("schema", "analysis")


class EngineError(Exception):
    """The engine cannot answer now; the message is for the log, never for the reader.

    `is_down` when the engine itself is in trouble, and not this one question or entry.
    """

    is_down = False


class EngineBusy(EngineError):
    """Another process holds the writer; try again."""


class Refused(EngineError):
    """Some sources of a batch cannot be stored, with reasons by source; all others are written."""

    def __init__(self, reasons: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{source}: {reason}" for source, reason in reasons.items())[:2_000])
        self.reasons = dict(reasons)


class HalfWritten(Refused):
    """One of two engines has the batch, the other one is down: all of it is to be written again soon."""


def root(term: str) -> str:
    """The beginning that words of one family share: "sanierung", "sanieren"; numbers stay whole."""
    return term[:ROOT_LETTERS] if term[:1].isalpha() else term


def outdated(facts: Mapping[str, str]) -> tuple[str, ...]:
    """What the index was made with another version of: "schema", "analysis"; empty when it is as it should be.

    `facts` are those of `Engine.describe`; what is not known is no reason to build it anew.
    """
    return tuple(name for name in VERSIONS if name in facts and facts[name] != _wanted(name, facts))


def absent(facts: Mapping[str, str]) -> bool:
    """Whether there is no index at all, or no reserve where one is wanted."""
    return any(
        value == "none" for name, value in facts.items() if name in ("generation", "reserve generation")
    )


def _wanted(name: str, facts: Mapping[str, str]) -> str:
    return facts.get(f"wanted {name}", facts[name])


def require_schema(made: Mapping[str, str], wanted: Mapping[str, str]) -> None:
    """Another schema cannot be read at all; another analysis finds less, which is better than nothing. Raises
    EngineError."""
    if made.get("schema") != wanted["schema"]:
        raise EngineError(
            f"the search index has schema {made.get('schema')}, but {wanted['schema']} is needed;"
            " run `manage.py search rebuild`"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One analysed passage as an engine stores it; all `t_` fields are space-joined terms.

    `key` is unique ("page:17|/documents/3/x.pdf|page=3|0"), `source` groups passages into one hit. `exact`
    holds lower-case surface words, `shown` the original text for the highlighter. The two `t_context` fields
    hold the words and the compound parts of the whole place (agenda item, section) the passage was cut from,
    `t_context_roots` the roots of both (`root`). Of a long place they hold what it is about, not every word.
    `names` holds the folded words of title, heading and label, to complete what a reader begins to type.
    """

    key: str
    source: str
    kind: str
    language: str
    title: str
    heading: str
    label: str
    place: str
    file: str
    shown: str
    t_title: str
    t_text: str
    t_parts: str
    t_context: str
    exact: str
    t_heading: str = ""
    t_context_parts: str = ""
    t_context_roots: str = ""
    names: str = ""
    date: dt.date | None = None
    body: str = ""
    consultation: str = ""
    topics: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    version: int = 1

    def terms(self) -> dict[str, str]:
        """The fields that are matched, by the names `question` gives them; every engine stores them all."""
        return {
            "title": self.t_title,
            "heading": self.t_heading,
            "text": self.t_text,
            "parts": self.t_parts,
            "context": self.t_context,
            "context_parts": self.t_context_parts,
            "context_roots": self.t_context_roots,
            "exact": self.exact,
            "names": self.names,
        }


class Reading(NamedTuple):
    """One way to understand a query word: its term, its smallest parts as terms, the word as written.

    Several words that stand for one (a synonym) have no term, only parts.
    """

    term: str
    parts: tuple[str, ...]
    surface: str


@dataclass(frozen=True, slots=True)
class Word:
    """One query word with its readings (itself, corrections, synonyms); any of them counts as the word."""

    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedDay:
    """A day that is asked for: what is dated so, or names it in one of these writings, each as its terms."""

    day: dt.date
    writings: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineQuery:
    """What is asked of an engine, already analysed; filters are multi-valued ORs within one facet.

    `prefix` is the folded beginning of a word of the title, heading or label. `within` names the only sources
    that are looked through (none: all). `without` names sources that must not count in anything, because a
    change that takes them from readers still waits for the index; `without_kinds` names kinds that count only for
    those who ask for them. From `today` on it is counted how old something is, which ranks a little; without it age
    counts nothing.
    """

    words: tuple[Word, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[Word, ...] = ()
    excluded_phrases: tuple[tuple[str, ...], ...] = ()
    prefix: str = ""
    all_words: bool = False
    languages: tuple[str, ...] = ()
    filters: Mapping[Facet, Sequence[str]] = field(default_factory=dict)
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    sort: Literal["relevance", "newest", "oldest"] = "relevance"
    offset: int = 0
    limit: int = 10
    places: int = 3
    facets: tuple[Facet, ...] = ()
    within: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    without_kinds: tuple[str, ...] = ()
    today: dt.date | None = None
    days: tuple[AskedDay, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A stored passage with its score."""

    key: str
    source: str
    kind: str
    language: str
    title: str
    heading: str
    label: str
    place: str
    file: str
    shown: str
    date: dt.date | None
    body: str
    score: float
    consultation: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """One source with its best passages, best first, and how many of its passages match."""

    source: str
    passages: tuple[FoundPassage, ...]
    matches: int


@dataclass(frozen=True, slots=True)
class Found:
    """One page of grouped results; `total` counts sources, facets count sources per value.

    A facet's own filter does not narrow its counts, so a reader can add a second value of the same facet.
    """

    total: int
    groups: tuple[Group, ...]
    facets: Mapping[Facet, Mapping[str, int]]


class Engine(Protocol):
    """Nine calls; `replace`, `rebuild` and `remove` belong to the worker and the commands, the rest to everyone."""

    @property
    def name(self) -> str:
        """Of the kind of engine."""
        ...

    def __hash__(self) -> int: ...

    def search(self, query: EngineQuery) -> Found:
        """One page of sources with their best passages; raises EngineError."""
        ...

    def count(self) -> int:
        """All passages; 0 before the first one is written."""
        ...

    def state(self) -> str:
        """Another one after every write: what was remembered of this index ends with it."""
        ...

    def sources(self) -> Mapping[str, int]:
        """Source keys with the highest version among their passages, for reconcile."""
        ...

    def replace(self, batch: Mapping[str, Iterable[Passage]]) -> None:
        """All there is for each source from now on (nothing: the source is gone); one commit.

        Readers see it when the call returns: from then on nobody withholds these sources any more.
        """
        ...

    def rebuild(self, passages: Iterable[Passage]) -> int:
        """Build a new generation aside, then switch readers to it in one step; answers the number written."""
        ...

    def terms(
        self,
        prefix: str,
        limit: int,
        languages: Sequence[str] = (),
        without: tuple[str, ...] = (),
        without_kinds: tuple[str, ...] = (),
    ) -> Sequence[tuple[str, int]]:
        """Frequent exact words that begin with the prefix, of living passages only; most frequent first.

        `without` and `without_kinds` as in `EngineQuery`.
        """
        ...

    def describe(self) -> Mapping[str, str]:
        """Facts for `search status`: path or address, generation, and what it was made with.

        Where "analysis" or "schema" differs from "wanted analysis" or "wanted schema", a rebuild is due; with
        another analysis the engine goes on answering and taking changes.
        """
        ...

    def remove(self) -> None:
        """All of it is gone, every generation; for an index that was made aside."""
        ...
