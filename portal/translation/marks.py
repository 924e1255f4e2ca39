"""The contract between pages and whoever knows how their words came about: pages ask here and know no translators."""

from collections.abc import Callable

from wagtail.models import Page

ByMachine = Callable[[Page], bool]
_ANSWERS: list[ByMachine] = []


def register(by_machine: ByMachine) -> None:
    """Called once at the start; `by_machine` says whether readers see unchecked words of a machine."""
    if by_machine not in _ANSWERS:
        _ANSWERS.append(by_machine)


def by_machine(page: Page) -> bool:
    """Whether anybody says so."""
    return any(answer(page) for answer in _ANSWERS)
