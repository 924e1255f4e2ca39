"""What likeness does not find, an editor names by hand before freezing."""

import re
from typing import Any

import pytest
from django.test import Client

from consultations.guidelines.pages import GuidelinePage
from consultations.guidelines.versions import selectors
from consultations.guidelines.versions.models import GuidelineVersion
from tests.consultations.guidelines.versions.test_admin import NAMES, WORDS, shown, url
from tests.consultations.guidelines.versions.test_freezing import THIRD, freeze, write
from tests.factories.guidelines import CHAPTER, FIRST, SECOND, chapter, make_guideline, paragraph

pytestmark = pytest.mark.django_db
BOX = re.compile(r'name="lineage" value="([^"]*)"( checked)?')


@pytest.fixture
def page() -> GuidelinePage:
    """One paragraph split so that likeness sees it, and a third one in words of its own."""
    page = make_guideline(chapter(), paragraph(FIRST, WORDS), paragraph(THIRD, "Das Geld ist knapp."))
    freeze(page)
    write(page, chapter(), paragraph(FIRST, "Die Stadt beteiligt früh."), paragraph(SECOND, WORDS[26:]))
    return page


def press(browser: Client, page: GuidelinePage, html: str, **fields: Any) -> Any:
    """A button below what is shown, with the boxes that are ticked."""
    kept = {name: re.findall(rf'name="{name}" value="([^"]*)"', html) for name in NAMES}
    kept["lineage"] = [pair for pair, ticked in BOX.findall(html) if ticked]
    return browser.post(url("freeze_confirm", page), {**kept, **fields}, follow=True)


def lineage(page: GuidelinePage) -> dict[str, tuple[str, ...]]:
    version = selectors.current(page)
    assert version is not None and version.number == 2
    return selectors.lineage_of(version)


def test_named_and_added_it_is_a_box_and_is_recorded(chief_browser: Client, page: GuidelinePage) -> None:
    html = shown(chief_browser, page)
    assert BOX.findall(html) == [(f"{SECOND}:{FIRST}", " checked")]
    answer = press(chief_browser, page, html, add="1", paragraph=SECOND, predecessors=[THIRD])
    assert GuidelineVersion.objects.count() == 1
    html = answer.content.decode()
    assert BOX.findall(html) == [(f"{SECOND}:{FIRST}", " checked"), (f"{SECOND}:{THIRD}", " checked")]
    press(chief_browser, page, html)
    assert lineage(page) == {SECOND: (FIRST, THIRD)}


def test_several_at_once_and_without_adding_first(chief_browser: Client, page: GuidelinePage) -> None:
    html = shown(chief_browser, page)
    press(chief_browser, page, html, lineage=[], paragraph=SECOND, predecessors=[FIRST, THIRD])
    assert lineage(page) == {SECOND: (FIRST, THIRD)}


def test_what_was_unticked_stays_so_while_another_is_added(
    chief_browser: Client, page: GuidelinePage
) -> None:
    html = shown(chief_browser, page)
    answer = press(chief_browser, page, html, add="1", lineage=[], paragraph=FIRST, predecessors=[THIRD])
    html = answer.content.decode()
    assert BOX.findall(html) == [(f"{SECOND}:{FIRST}", ""), (f"{FIRST}:{THIRD}", " checked")]
    press(chief_browser, page, html)
    assert lineage(page) == {FIRST: (THIRD,)}


@pytest.mark.parametrize(
    ("paragraph_id", "predecessors"),
    [
        (SECOND, []),
        ("", [THIRD]),
        (FIRST, [FIRST]),
        (THIRD, [FIRST]),
        (SECOND, [SECOND]),
        (SECOND, [CHAPTER]),
    ],
    ids=["no predecessor", "no paragraph", "itself", "gone", "not in the last", "a chapter"],
)
@pytest.mark.parametrize("button", [{"add": "1"}, {}], ids=["add", "freeze"])
def test_what_does_not_fit_is_told_and_freezes_nothing(
    chief_browser: Client,
    page: GuidelinePage,
    paragraph_id: str,
    predecessors: list[str],
    button: dict[str, str],
) -> None:
    html = shown(chief_browser, page)
    answer = press(chief_browser, page, html, paragraph=paragraph_id, predecessors=predecessors, **button)
    assert answer.context["predecessors"].errors != {}
    assert GuidelineVersion.objects.count() == 1
    assert BOX.findall(answer.content.decode()) == [(f"{SECOND}:{FIRST}", " checked")]


def test_the_first_version_has_no_predecessors(chief_browser: Client) -> None:
    page = make_guideline(chapter(), paragraph(FIRST, WORDS))
    assert 'name="predecessors"' not in shown(chief_browser, page)
