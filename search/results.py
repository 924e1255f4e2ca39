"""What a reader sees: hits with their places, checked once more against the database, and filters with
counts."""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from rapidfuzz.fuzz import partial_ratio

from portal.files.publication import public_documents
from search import sources
from search.engines.base import Facet, FoundPassage, Group
from search.privacy import rewritten
from search.request import FACETS

FACET_LABELS: dict[Facet, str | Promise] = {
    "kind": _("Type"),
    "body": _("Body"),
    "year": _("Year"),
    "topic": _("Topic"),
    "consultation": _("Consultation"),
    "format": pgettext_lazy("of a participation procedure", "Format"),
}
# The codes of `portal.findable.Source.formats`; other values are shown as they are.
FORMAT_LABELS: dict[str, str | Promise] = {
    "analog": _("On site"),
    "digital": _("Online"),
    "hybrid": _("On site and online"),
}
# More options than this help nobody to choose; selected ones are always shown.
MOST_OPTIONS = 12
# So many places of one find are shown.
PLACES = 3
# Excerpts of so many letters, alike to so many per cent, are one text; a shorter one may well stand twice.
LEAST_REPEATED = 60
REPEATED = 85
_MARKUP = re.compile(r"</?mark>|&[a-z#0-9]+;")
_SIGNS = re.compile(r"[\W_]+")
Mark = Callable[[FoundPassage], str]


@dataclass(frozen=True, slots=True)
class Place:
    """One place within a hit; `snippet` is safe HTML with <mark> only.

    `text_url` leads to the text of a page of a file, a query parameter for the words may follow it. `also` are
    further places that say the same: a protocol on the page of its session, and its PDF.
    """

    label: str
    url: str
    snippet: SafeString
    text_url: str = ""
    also: tuple["Place", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One result; `lang_attr` is set when its language is not the one of the page it is shown on."""

    source: str
    title: str
    url: str
    kind: str
    kind_label: str
    date: date | None
    body: str
    consultation: str
    language: str
    lang_attr: str
    places: tuple[Place, ...]
    more_places: int
    score: float

    @property
    def every_place(self) -> Iterator[Place]:
        """Those that only repeat another one, too."""
        for place in self.places:
            yield place
            yield from place.also


@dataclass(frozen=True, slots=True)
class FacetOption:
    """One value to filter by."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class FacetView:
    """One filter as the template shows it; `closed` folds it, of a `single` one a reader takes one value."""

    name: str
    label: str | Promise
    options: tuple[FacetOption, ...]
    closed: bool
    single: bool = False


def checked(
    groups: Sequence[Group],
    mark: Mark,
    request: HttpRequest | None = None,
    consultations: Container[str] | None = None,
    most_places: int = PLACES,
) -> list[Hit]:
    """Hits that everybody may read at this moment, with today's addresses; the index may be seconds behind.

    A place in a file that is no longer public is left out, and with its last place the hit. So is the name of
    a consultation that was hidden after the page had been moved away from it; `consultations` are those whose
    names everybody may read, looked up here when not given. Of what was edited since, today's title is shown and
    no text: it may be the very words that were taken out.
    """
    addresses = sources.addresses([group.source for group in groups], request)
    old = rewritten(addresses)
    titles = sources.titles(old) if old else {}
    files = _readable(passage.file for group in groups for passage in group.passages if passage.file)
    named = _open_consultations(groups) if consultations is None else consultations
    labels = sources.kind_labels()
    hits = []
    for group in groups:
        passages = [p for p in group.passages if not p.file or p.file in files]
        url = addresses.get(group.source)
        if url is not None and passages:
            if group.source in old:
                passages = [_bare(passages[0], titles.get(group.source, ""))]
            if passages[0].consultation not in named:
                passages[0] = replace(passages[0], consultation="")
            kind_label = str(labels.get(passages[0].kind, ""))
            hits.append(_hit(group, passages, url, kind_label=kind_label, mark=mark, most=most_places))
    return hits


def readable(groups: Sequence[Group], request: HttpRequest | None = None) -> list[Hit]:
    """As `checked`, without snippets: for whoever only needs to know what is open and what it is called."""
    return checked(groups, lambda passage: "", request)


def open_passages(groups: Sequence[Group], request: HttpRequest | None = None) -> list[FoundPassage]:
    """The passages among these that everybody may read at this moment."""
    addresses = sources.addresses([group.source for group in groups], request)
    shown = addresses.keys() - rewritten(addresses)
    passages = [p for group in groups if group.source in shown for p in group.passages]
    files = _readable(passage.file for passage in passages if passage.file)
    return [passage for passage in passages if not passage.file or passage.file in files]


def _bare(passage: FoundPassage, title: str) -> FoundPassage:
    return replace(passage, title=title, heading="", label="", place="", file="", shown="")


def facets_of(
    counts: Mapping[Facet, Mapping[str, int]],
    filters: Mapping[Facet, Sequence[str]],
    consultations: Container[str],
) -> list[FacetView]:
    """Filters in a fixed order; one without a choice is left out unless it is in use.

    `consultations` are those whose names everybody may read at this moment.
    """
    views = []
    for name, facet in FACETS.items():
        chosen = filters.get(facet, ())
        found = dict(counts.get(facet, {}))
        if facet == "consultation":
            found = {title: count for title, count in found.items() if title in consultations}
        values = [*chosen, *(value for value in found if value not in chosen)][
            : max(MOST_OPTIONS, len(chosen))
        ]
        values.sort(key=_order(facet, found))
        if chosen or len(values) > 1:
            options = tuple(_option(facet, value, found, value in chosen) for value in values)
            views.append(FacetView(name, FACET_LABELS[facet], options, closed=facet != "kind" and not chosen))
    return views


def _hit(
    group: Group, passages: Sequence[FoundPassage], url: str, *, kind_label: str, mark: Mark, most: int
) -> Hit:
    best = passages[0]
    # A long debate lies in many passages: each place is shown once, with its best one.
    by_address: dict[str, FoundPassage] = {}
    for passage in passages:
        by_address.setdefault(_address(passage, url), passage)
    shown = _places(by_address, mark, most)
    leading = {place.url for one in shown for place in (one, *one.also)}
    # Of what leads nowhere and shows nothing there is nothing more to see either.
    told = sum(_address(p, url) in leading or not (p.shown or p.place) for p in passages)
    foreign = best.language != get_language()
    return Hit(
        source=group.source,
        title=best.title,
        url=url,
        kind=best.kind,
        kind_label=kind_label,
        date=best.date,
        body=best.body,
        consultation=best.consultation,
        language=dict(settings.LANGUAGES).get(best.language, best.language),
        lang_attr=best.language if foreign else "",
        places=shown,
        more_places=max(0, group.matches - told) if shown else 0,
        score=best.score,
    )


def _places(by_address: Mapping[str, FoundPassage], mark: Mark, most: int) -> tuple[Place, ...]:
    """The first places; one that repeats the text of another is told beside that one."""
    shown: list[Place] = []
    for address, passage in by_address.items():
        place = _place(passage, address, mark)
        # A heading without text still leads somewhere.
        if not place.snippet and not (place.label and "#" in place.url):
            continue
        twin = next((n for n, one in enumerate(shown) if _says_the_same(one.snippet, place.snippet)), None)
        if twin is not None:
            shown[twin] = replace(shown[twin], also=(*shown[twin].also, place))
        elif len(shown) < most:
            shown.append(place)
    return tuple(shown)


def _says_the_same(one: str, other: str) -> bool:
    """Whether the shorter excerpt is part of the other one but for a few letters, as a page break or a hyphen
    makes them."""
    first, second = (_MARKUP.sub("", text).casefold() for text in (one, other))
    first, second = (_SIGNS.sub("", text) for text in (first, second))
    if min(len(first), len(second)) < LEAST_REPEATED:
        return False
    return partial_ratio(first, second) >= REPEATED


def _open_consultations(groups: Sequence[Group]) -> list[str]:
    named = {group.passages[0].consultation for group in groups if group.passages}
    return sources.public_titles("consultation", sorted(named - {""}))


def _address(passage: FoundPassage, url: str) -> str:
    fragment = f"#{passage.place}" if passage.place else ""
    return f"{passage.file or url}{fragment}"


def _place(passage: FoundPassage, address: str, mark: Mark) -> Place:
    snippet = mark_safe(mark(passage))  # noqa: S308  search.highlight escapes all and adds <mark> only
    named = ": ".join(dict.fromkeys(filter(None, (passage.label, passage.heading))))
    return Place(named, address, snippet, _text_address(passage))


def _text_address(passage: FoundPassage) -> str:
    kind, _equals, number = passage.place.partition("=")
    match = _document_at(passage.file) if passage.file and kind == "page" else None
    if match is None or match.url_name != "portal_document":
        return ""
    return f"{reverse('search:text', args=match.args[:2])}?page={number}"


def _readable(files: Iterable[str]) -> set[str]:
    """Those of the paths that everybody may open; only documents can be private."""
    numbers = {path: document_number(path) for path in set(files)}
    public = public_documents(number for number in numbers.values() if number is not None)
    return {path for path, number in numbers.items() if number is None or number in public}


def document_number(path: str) -> int | None:
    """Of the document that is handed out at this path; None for any other path."""
    match = _document_at(path)
    return int(match.args[0]) if match else None


def _document_at(path: str) -> ResolverMatch | None:
    try:
        match = resolve(path)
    except Resolver404:
        return None
    return match if match.url_name in {"portal_document", "wagtaildocs_serve"} else None


def _order(facet: Facet, found: Mapping[str, int]) -> Callable[[str], tuple[int, str]]:
    if facet == "year":
        return lambda value: (-int(value), "")
    return lambda value: (-found.get(value, 0), value.casefold())


def _option(facet: Facet, value: str, found: Mapping[str, int], selected: bool) -> FacetOption:
    labels = sources.kind_labels() if facet == "kind" else FORMAT_LABELS if facet == "format" else {}
    return FacetOption(value, str(labels.get(value, value)), found.get(value, 0), selected)
