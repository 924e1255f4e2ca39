"""The dashboard: sums by consultation and language, filters, CSV, a fixed number of queries."""

import csv
import io
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from home.models import InfoPage
from portal.accounts.roles import CHIEF_EDITOR, EDITOR, TRANSLATOR
from portal.translators import overview
from tests.home.site import add
from tests.portal.translators.conftest import Tree, translate
from tests.portal.translators.test_desk import write
from tests.portal.translators.test_submission import in_language

Browser = Callable[..., Client]
ADDRESS = "/admin/translators/"


@pytest.fixture
def work(tree: Tree, browser: Browser) -> Page:
    """The article of four words complete in English, nothing in Turkish, outdated in both."""
    translate(tree.home, "en", "tr", subtree=True)
    english = in_language(tree.article, "en")
    write(browser(TRANSLATOR), english, "Words")
    return english


def test_open_words_and_who(tree: Tree, work: Page) -> None:
    found = {(line.title, line.language): line for line in overview.lines({})}
    assert len(found) == 6
    by_page = {(one.page): one for one in overview.lines({"language": "en"})}
    assert by_page[work.pk].words_open == 0
    turkish = in_language(tree.article, "tr")
    (line,) = [one for one in overview.lines({"language": "tr"}) if one.page == turkish.pk]
    assert (line.words_open, line.stage, line.live) == (4, "in_translation", False)


def test_sections_and_outdated(tree: Tree, work: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(InfoPage, "translated_as_one", True, raising=False)
    article = InfoPage.objects.get(pk=tree.article.pk)
    article.summary = "Anders"
    article.save_revision().publish()
    languages, rows = overview.table(overview.lines({}))
    assert languages == ["en", "tr"]
    assert list(rows) == ["Bereich", ""]
    english, turkish = rows["Bereich"]
    assert (english.pages, turkish.pages, turkish.words_open) == (2, 2, 5)
    assert english.outdated_since is not None
    assert [line.title for line in overview.lines({"stage": "outdated", "language": "tr"})] == ["Artikel"]
    assert len(overview.lines({"section": "Bereich"})) == 4


def test_the_page_and_its_file(work: Page, browser: Browser) -> None:
    page = browser(TRANSLATOR).get(ADDRESS).content.decode()
    assert page.count(f'href="{ADDRESS}pages/') == 6
    answer = browser(TRANSLATOR).get(ADDRESS, {"language": "en", "export": "csv"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 4
    assert {row[2] for row in rows[1:]} == {"en"}
    assert [browser(role).get(ADDRESS).status_code for role in (EDITOR, CHIEF_EDITOR, TRANSLATOR)] == [
        200
    ] * 3
    assert Client().get(ADDRESS).status_code == 302


def test_formulas_are_harmless(tree: Tree, browser: Browser) -> None:
    page = add(tree.home, InfoPage(title="=1+1", slug="formel"))
    translate(page, "en")
    content = browser(CHIEF_EDITOR).get(ADDRESS, {"export": "csv"}).content.decode("utf-8-sig")
    assert "\n'=1+1," in content


def test_more_pages_need_no_more_queries(tree: Tree, work: Page) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            overview.lines({})
        return len(captured)

    overview.lines({})
    few = queries()
    for number in range(3):
        translate(add(tree.home, InfoPage(title=f"Seite {number}")), "en")
    assert (few, queries()) == (few, few)
    assert few <= 7
