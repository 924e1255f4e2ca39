"""Earlier versions leave with their pages, whatever happens to these, and cost no query each."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from consultations.guidelines.pages import GuidelinePage
from consultations.guidelines.versions.models import GuidelineVersion
from home.models import HomePage, InfoPage
from search import indexing
from tests.consultations.guidelines.reading.frozen import chapter, paragraph, write_version
from tests.home.site import add
from tests.search.test_older_versions import page, versions

__all__ = ["page", "versions"]
Work = Callable[[], indexing.Outcome]
Versions = tuple[GuidelineVersion, GuidelineVersion]
ADDRESSES = [
    "/de/search/?q=Zeppelinplatz&older=1",
    "/de/search/?q=typ:fassung+Zeppelinplatz",
    "/de/search/?q=Zeppelinplatz&type=guideline_version",
    "/de/search/?type=guideline_version",
    "/de/search/?q=Zeppelinplats&older=1",
    "/de/search/?q=Zeppelinplatz&older=1&sort=newest",
    "/de/search/?year=2024&older=1",
    "/en/search/?q=Zeppelinplatz&older=1",
    "/en/search/?q=Zeppelinplatz&older=1&lang=de",
    "/de/search/suggest/?q=zeppel&older=1",
]


def hide_by_move(page: GuidelinePage) -> None:
    home = HomePage.objects.get(pk=page.get_ancestors().get(depth=2).pk)
    closed = add(home, InfoPage(title="Intern", slug="intern"))
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    Page.objects.get(pk=page.pk).move(Page.objects.get(pk=closed.pk), pos="last-child")


def hide_above(page: GuidelinePage) -> None:
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type=PageViewRestriction.PASSWORD)


def hide_by_unpublishing(page: GuidelinePage) -> None:
    page.unpublish()


@pytest.mark.parametrize("hide", [hide_by_move, hide_above, hide_by_unpublishing])
@pytest.mark.parametrize("done", [False, True])
def test_nothing_of_a_hidden_page_shows_anywhere(
    versions: Versions,
    page: GuidelinePage,
    client: Client,
    work: Work,
    hide: Callable[[GuidelinePage], None],
    done: bool,
) -> None:
    assert "Zeppelinplatz" in client.get(ADDRESSES[0]).content.decode()
    for address in ADDRESSES:
        client.get(address)
    hide(GuidelinePage.objects.get(pk=page.pk))
    if done:
        work()
    for address in ADDRESSES:
        answer = client.get(address)
        html = answer.content.decode()
        assert answer.status_code == 200, address
        assert "/versions/" not in html, address
        assert "bleibt frei" not in html, address
        assert "Leitlinien, " not in html, address
        if "plats" in address or "suggest" in address:
            assert "eppelinplatz" not in html, address


def test_fifty_versions_cost_no_query_each(page: GuidelinePage, work: Work, client: Client) -> None:
    def counted(most: int) -> int:
        client.get("/de/search/?q=Zeppelinplatz&older=1")
        with CaptureQueriesContext(connection) as queries:
            html = client.get("/de/search/?q=Zeppelinplatz&older=1").content.decode()
        assert html.count("/versions/") >= most
        return len(queries)

    for number in range(1, 3):
        write_version(page, number, [chapter("a", "Ziele"), paragraph("b", f"Zeppelinplatz {number}.")])
    work()
    few = counted(2)
    for number in range(3, 51):
        write_version(page, number, [chapter("a", "Ziele"), paragraph("b", f"Zeppelinplatz {number}.")])
    work()
    many = counted(10)
    assert many <= few + 1
    assert many <= 20


@pytest.mark.parametrize(
    "query",
    [
        "older=%00",
        "older=1&page=%00",
        "older=1&type=%00",
        "older=1&type=guideline_version&page=" + "9" * 5000,
        "older=1&year=" + "9" * 5000,
        "older=1&from=99999-99-99",
        "older=1&lang=%00",
        "older=1&topic=" + "x%00" * 300,
        "older=1",
        "q=typ:fassung",
        "q=typ%3Afassung+" + "typ%3Afassung+" * 200,
        "q=%ED%A0%80&older=1",
    ],
)
def test_odd_questions_are_answered(versions: Versions, client: Client, query: str) -> None:
    base = "" if "q=" in query else "q=Zeppelinplatz&"
    assert client.get(f"/de/search/?{base}{query}").status_code == 200
