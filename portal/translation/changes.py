"""What has changed in a text since a translation followed it: rules without a database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Outcome = Literal["new", "changed", "gone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where on the page a piece of text stands: the words that name it, and its anchor without '#'."""

    label: str
    anchor: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One section that is not what the translation followed."""

    place: Place
    outcome: Outcome


def outcomes(then: Mapping[str, Sequence[str]], now: Mapping[str, Sequence[str]]) -> dict[str, Outcome]:
    """What became of each piece of text, by its id: in the order of today, what is gone at the end.

    A piece that only moved is no change: its words are still those of the translation.
    """
    found: dict[str, Outcome] = {}
    for key, words in now.items():
        if key not in then:
            found[key] = "new"
        elif list(then[key]) != list(words):
            found[key] = "changed"
    return found | {key: "gone" for key in then if key not in now}


def by_place(found: Mapping[str, Outcome], places: Mapping[str, Place]) -> tuple[Change, ...]:
    """One line per place: pieces of one section are told once, as changed when they fared differently."""
    told: dict[Place, Outcome] = {}
    for key, outcome in found.items():
        place = places[key]
        told[place] = outcome if told.get(place, outcome) == outcome else "changed"
    return tuple(Change(place=place, outcome=outcome) for place, outcome in told.items())
