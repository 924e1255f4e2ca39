"""Filters of a list by GET parameters: what was chosen, what else there is, how many each would show."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from django.utils.translation import gettext

from portal.formats import dates

T = TypeVar("T")


class Query(Protocol):
    """The part of `request.GET` that is used."""

    def getlist(self, key: str) -> Sequence[str]:
        """All values of a parameter."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet(Generic[T]):
    """One filter: its parameter, its choices in order, and which of them an item has."""

    name: str
    label: Any
    choices: Mapping[str, Any]
    values: Callable[[T], Collection[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A choice with the number of items it would add to the list."""

    value: str
    label: Any
    count: int
    selected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetView:
    """A filter as `parts/filters.html` shows it; `closed` folds it away."""

    name: str
    label: Any
    options: tuple[Option, ...]
    closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen(Generic[T]):
    """The items that fit; `ignored` are the names of filters with values that do not exist."""

    items: list[T]
    facets: tuple[FacetView, ...]
    active: bool
    ignored: tuple[Any, ...] = ()

    @property
    def offers(self) -> tuple[FacetView, ...]:
        """The filters worth showing: those with a choice."""
        return tuple(facet for facet in self.facets if facet.options)

    @property
    def notice(self) -> str:
        """What readers are told when a value of the address does not exist; "" when all do."""
        if not self.ignored:
            return ""
        names = dates.listed([str(name) for name in self.ignored])
        return gettext("A filter in the address is not known and was left out: %(names)s.") % {"names": names}


def choose(items: Iterable[T], facets: Sequence[Facet[T]], query: Query) -> Chosen[T]:
    """Items that have one of the chosen values in every filter; unknown values do not filter."""
    everything = list(items)
    asked = {facet.name: set(query.getlist(facet.name)) - {""} for facet in facets}
    wanted = {facet.name: asked[facet.name] & set(facet.choices) for facet in facets}
    return Chosen(
        items=[item for item in everything if _fits(item, facets, wanted)],
        facets=tuple(_view(facet, facets, wanted, everything) for facet in facets),
        active=any(wanted.values()),
        ignored=tuple(facet.label for facet in facets if asked[facet.name] - wanted[facet.name]),
    )


def _fits(item: T, facets: Sequence[Facet[T]], wanted: Mapping[str, set[str]]) -> bool:
    return all(
        not wanted[facet.name] or not wanted[facet.name].isdisjoint(facet.values(item)) for facet in facets
    )


def _view(
    facet: Facet[T], facets: Sequence[Facet[T]], wanted: Mapping[str, set[str]], everything: list[T]
) -> FacetView:
    others = [other for other in facets if other is not facet]
    shown = [facet.values(item) for item in everything if _fits(item, others, wanted)]
    options = (
        Option(
            value=value,
            label=label,
            count=sum(value in values for values in shown),
            selected=value in wanted[facet.name],
        )
        for value, label in facet.choices.items()
    )
    return FacetView(
        name=facet.name,
        label=facet.label,
        options=tuple(option for option in options if option.count or option.selected),
    )
