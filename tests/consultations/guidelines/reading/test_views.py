"""What citizens read below a guideline text."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from consultations.guidelines.pages import GuidelinePage
from tests.consultations.guidelines.reading.conftest import SECOND, THIRD
from tests.consultations.guidelines.reading.frozen import identity, paragraph, short, withdraw, write_version
from tests.journeys.queries import queries_of

pytestmark = pytest.mark.django_db


def read(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status, url
    return response.content.decode()


def words(html: str) -> str:
    """What remains when tags are taken out."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_a_version_is_read_with_its_numbers_and_its_contents(client: Client, versions: GuidelinePage) -> None:
    html = read(client, f"{versions.url}versions/2/")
    anchor = f"p-{identity('box')[:8]}"
    assert f'id="{anchor}"' in html
    assert ">2.1</a>" in html
    assert f'href="#c-{identity("ways")[:8]}"' in html
    assert "This is not the current version." not in html
    assert "nicht die aktuelle" not in html


def test_an_older_version_leads_to_the_current_one(client: Client, versions: GuidelinePage) -> None:
    html = read(client, f"{versions.url}versions/1/")
    assert "sd-version__old" in html
    assert f'href="{versions.url}versions/2/"' in html


def test_a_withdrawn_version_says_why_and_is_no_longer_current(
    client: Client, versions: GuidelinePage
) -> None:
    newest = versions.versions.get(number=2)
    withdraw(newest, "Absatz 1.1 war noch nicht beraten.")
    html = read(client, f"{versions.url}versions/2/")
    assert "Absatz 1.1 war noch nicht beraten." in html
    assert f'href="{versions.url}versions/1/"' in html
    assert "sd-version__old" not in read(client, f"{versions.url}versions/1/")


def test_every_paragraph_has_a_line_to_cite(client: Client, versions: GuidelinePage) -> None:
    html = read(client, f"{versions.url}versions/1/")
    assert f"/p/{short('all')}?v=1</textarea>" in html
    line = re.search(rf'<textarea id="cite-p-{identity("all")[:8]}"[^>]*>([^<]*)', html)
    assert line is not None
    assert line[1].startswith("Leitlinien, ")
    assert "1.2" in line[1]


def test_the_list_tells_of_every_version_and_compares_neighbours(
    client: Client, versions: GuidelinePage
) -> None:
    html = read(client, f"{versions.url}versions/")
    assert html.index(f"{versions.url}versions/2/") < html.index(f"{versions.url}versions/1/")
    assert "Für die Auslegung" in html
    assert "Absatz 1.2 gilt für alle." in html
    assert f'href="{versions.url}compare/1/2/?only=changes"' in html


def test_a_comparison_shows_words_moves_splits_and_what_went(client: Client, versions: GuidelinePage) -> None:
    html = read(client, f"{versions.url}compare/1/2/")
    assert re.search(r"<del><span[^>]*>[^<]*</span>Bürger<span[^>]*>[^<]*</span></del> <ins>", html)
    for outcome, name in [("moved", "early"), ("split", "box"), ("changed", "all"), ("new", "council")]:
        assert f'sd-outcome--{outcome}" id="p-{identity(name)[:8]}"' in html
    assert f'sd-outcome--dropped" id="was-p-{identity("old")[:8]}"' in html


def test_only_changes_leaves_out_what_stayed(client: Client, versions: GuidelinePage) -> None:
    whole = read(client, f"{versions.url}compare/1/2/")
    changes = read(client, f"{versions.url}compare/1/2/?only=changes")
    place = f'id="p-{identity("stays")[:8]}"'
    assert place in whole
    assert place not in changes
    assert f'id="c-{identity("ways")[:8]}"' in changes


def test_side_by_side_names_both_versions_at_every_change(client: Client, versions: GuidelinePage) -> None:
    html = read(client, f"{versions.url}compare/1/2/?view=side&only=changes")
    pairs = re.findall(r'<dl class="sd-sides">(.*?)</dl>', html, re.DOTALL)
    assert len(pairs) == 5
    assert all(len(re.findall("<dt>[^<]*[12]</dt>", pair)) == 2 for pair in pairs)


def test_the_older_version_always_comes_first(client: Client, versions: GuidelinePage) -> None:
    assert (
        client.get(f"{versions.url}compare/2/1/?view=side")["Location"]
        == f"{versions.url}compare/1/2/?view=side"
    )
    assert client.get(f"{versions.url}compare/2/2/")["Location"] == f"{versions.url}versions/2/"
    asked = client.get(f"{versions.url}compare/?a=2&b=1&only=changes")
    assert asked["Location"] == f"{versions.url}compare/1/2/?only=changes"


def test_a_split_is_followed_over_a_version_in_between(client: Client, versions: GuidelinePage) -> None:
    write_version(versions, 3, THIRD)
    html = read(client, f"{versions.url}compare/1/3/")
    assert f'sd-outcome--split" id="p-{identity("box")[:8]}"' in html
    assert f'sd-outcome--dropped" id="was-c-{identity("ways")[:8]}"' in html


def test_the_second_look_comes_from_the_cache(client: Client, versions: GuidelinePage) -> None:
    looks, pages = [], []
    read(client, f"{versions.url}versions/")
    for _look in range(2):
        with CaptureQueriesContext(connection) as queries:
            pages.append(read(client, f"{versions.url}compare/1/2/"))
        looks.append(sum("consultations_versionpart" in query["sql"] for query in queries))
    assert looks == [2, 0]
    assert pages[0] == pages[1]


@pytest.mark.parametrize(
    "path",
    [
        "versions/",
        "versions/1/",
        "versions/2/",
        "compare/1/2/",
        "compare/1/live/",
        "history/{box}/",
        "versions/atom/",
        "",
    ],
)
def test_sql_stays_in_the_budget_and_nothing_is_asked_twice(
    client: Client, versions: GuidelinePage, path: str
) -> None:
    queries = queries_of(client, versions.url + path.format(box=short("box")), 200)
    assert len(queries) <= 15, str(queries)
    assert queries.twice() == []


@pytest.mark.parametrize(
    "path",
    [
        "versions/3/",
        "versions/0/",
        "versions/99999999999999999999999/",
        "versions/-1/",
        "versions/x/",
        "compare/1/3/",
        "compare/3/1/",
        "compare/1/99999999999999999999999/",
        "compare/99999999999999999999999/live/",
        "compare/0/1/",
        "compare/1/٢/",
        "compare/1/draft/",
        "compare/1/nonsense/",
        "history/ffffffff/",
        "history/xyz/",
        "history/%00/",
        "history/{box}'--/",
    ],
)
def test_what_is_not_there_is_not_found(client: Client, versions: GuidelinePage, path: str) -> None:
    assert client.get(versions.url + path.format(box=short("box")), follow=True).status_code == 404


@pytest.mark.parametrize("query", ["", "?a=1", "?a=x&b=y", "?a=1&b=" + "9" * 30, "?a=٢&b=draft", "?a=&b="])
def test_a_nonsense_choice_leads_back_to_the_list(
    client: Client, versions: GuidelinePage, query: str
) -> None:
    assert client.get(f"{versions.url}compare/{query}")["Location"] == f"{versions.url}versions/"


def test_the_page_says_that_it_equals_a_version(client: Client, versions: GuidelinePage) -> None:
    html = read(client, versions.url)
    assert f'href="{versions.url}versions/2/"' in html
    assert f"{versions.url}compare/2/live/" not in html


def test_the_page_says_that_it_has_been_worked_on_since(client: Client, versions: GuidelinePage) -> None:
    versions.chapters.pop()
    versions.save_revision().publish()
    assert f'href="{versions.url}compare/2/live/?only=changes"' in read(client, versions.url)
    html = read(client, f"{versions.url}compare/2/live/?only=changes")
    assert f'sd-outcome--dropped" id="was-p-{identity("council")[:8]}"' in html


def test_editors_compare_their_draft_and_nobody_else(
    client: Client, admin_client: Client, versions: GuidelinePage
) -> None:
    versions.title = "Geheimer neuer Titel"
    versions.chapters.append(("paragraph", {"heading": "", "text": "<p>Noch geheim.</p>", "note": ""}))
    versions.save_revision()
    url = f"{versions.url}compare/2/draft/"
    read(client, url, 404)
    response = admin_client.get(url)
    assert "Noch geheim." in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert "Noch geheim." not in read(client, f"{versions.url}compare/2/live/")
    assert 'value="draft"' not in read(client, f"{versions.url}versions/")


def test_editors_find_the_comparison_of_their_draft(admin_client: Client, versions: GuidelinePage) -> None:
    html = read(admin_client, f"/admin/pages/{versions.pk}/edit/")
    assert f'href="{versions.url}compare/2/draft/?only=changes"' in html


def test_a_text_that_is_not_published_offers_no_comparison(
    admin_client: Client, versions: GuidelinePage
) -> None:
    versions.unpublish()
    assert "/draft/?only=changes" not in read(admin_client, f"/admin/pages/{versions.pk}/edit/")


def test_a_page_without_versions_says_so(client: Client, page: GuidelinePage) -> None:
    assert 'class="sd-empty"' in read(client, f"{page.url}versions/")
    assert "versions/" not in words(read(client, page.url))
    assert "<form" not in read(client, f"{page.url}versions/").split("<main")[1].split("</main>")[0]


def test_versions_of_a_hidden_page_are_hidden(client: Client, versions: GuidelinePage) -> None:
    url = versions.url
    versions.unpublish()
    for path in ("versions/", "versions/1/", "compare/1/2/", f"history/{short('box')}/", "versions/atom/"):
        read(client, f"{url}{path}", 404)


def test_markup_in_headings_stays_text(client: Client, versions: GuidelinePage) -> None:
    evil = [*SECOND, paragraph("evil", "Text", "<script>alert(1)</script>")]
    write_version(versions, 3, evil, label="<script>alert(2)</script>", reason="<script>alert(3)</script>")
    for path in (
        "versions/",
        "versions/3/",
        "compare/2/3/",
        "compare/2/3/?view=side",
        f"history/{short('evil')}/",
    ):
        assert "<script>alert" not in read(client, versions.url + path)
