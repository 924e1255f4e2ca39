"""What the demo says has changed in a version is what the computed comparison shows, no more and no less."""

import re

import pytest

from consultations.guidelines.comparison.rules import compare
from consultations.guidelines.versions import selectors
from consultations.guidelines.versions.models import GuidelineVersion
from tests.demo import DemoPortal

pytestmark = pytest.mark.usefixtures("demo_portal", "db")


def told(version: GuidelineVersion) -> set[str]:
    """Numbers in the editors' list; those of a paragraph that is gone are numbers of the version before."""
    return set(re.findall(r"(?<![\d.])\d+\.\d+(?![\d.])|Tabelle \d+", version.changes.replace("250.000", "")))


def shown(older: GuidelineVersion, newer: GuidelineVersion) -> set[str]:
    """Numbers of what readers are shown as changed, gone, new or moved."""
    old, new = (selectors.parts_of(version, "de") for version in (older, newer))
    changes = compare(old, new, selectors.lineage_of(newer)).changes
    places: set[str] = set()
    for change in changes:
        if change.quiet:
            continue
        parts = change.new or change.old
        places |= {f"Tabelle {part.number}" if part.kind == "table" else part.number for part in parts}
    return places


def test_lists_of_changes_are_those_of_the_comparison(demo_portal: DemoPortal) -> None:
    third, second, first = selectors.versions_of(demo_portal.page("entwurf"))
    assert told(first) == set()
    assert told(second) == shown(first, second)
    assert told(third) == shown(second, third)


def test_the_date_of_a_version_is_the_same_in_every_language(demo_portal: DemoPortal) -> None:
    german = demo_portal.page("entwurf")
    newest = selectors.versions_of(german)[0]
    dates = set(german.get_translations(inclusive=True).specific().values_list("pk", flat=True))
    texts = [type(german).objects.get(pk=number) for number in dates]
    assert {(text.version_date, text.draft_state) for text in texts} == {(newest.date, german.draft_state)}
    assert len(texts) == 7
