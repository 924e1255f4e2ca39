"""The way of one paragraph through all versions, and its short address."""

import re

import pytest
from django.test import Client

from consultations.guidelines.pages import GuidelinePage
from consultations.guidelines.reading.history import history_of
from tests.consultations.guidelines.reading.conftest import THIRD
from tests.consultations.guidelines.reading.frozen import identity, short, withdraw, write_version

pytestmark = pytest.mark.django_db


def told(page: GuidelinePage, name: str) -> list[tuple[int, str]]:
    history = history_of(page, short(name))
    assert history is not None
    return [(step.version.number, step.row.outcome if step.row else "dropped") for step in history.steps]


def test_a_paragraph_is_followed_from_its_first_version_on(versions: GuidelinePage) -> None:
    write_version(versions, 3, THIRD)
    assert told(versions, "all") == [(2, "changed"), (1, "new")]
    assert told(versions, "old") == [(2, "dropped"), (1, "new")]
    assert told(versions, "money") == [(3, "new")]


def test_a_paragraph_that_only_got_another_number_says_so(versions: GuidelinePage) -> None:
    assert told(versions, "stays") == [(2, "renumbered"), (1, "new")]


def test_versions_that_left_it_alone_are_named_at_the_end(versions: GuidelinePage) -> None:
    write_version(versions, 3, THIRD[:3])
    history = history_of(versions, short("all"))
    assert history is not None
    assert [version.number for version in history.same] == [3]


def test_a_split_names_where_the_piece_came_from(client: Client, versions: GuidelinePage) -> None:
    html = client.get(f"{versions.url}history/{short('yearly')}/").content.decode()
    assert f'<a href="../{short("box")}/">' in html
    assert (
        f'<a href="../{short("yearly")}/">'
        in client.get(f"{versions.url}history/{short('box')}/").content.decode()
    )


def test_a_dropped_paragraph_says_when_it_went_and_keeps_its_last_words(
    client: Client, versions: GuidelinePage
) -> None:
    response = client.get(f"/p/{short('old')}", follow=True)
    assert response.redirect_chain == [(f"{versions.url}history/{short('old')}/", 302)]
    assert response.status_code == 200
    assert "Der Rat berät in geheimer Sitzung." in response.content.decode()
    assert 'class="sd-notice sd-notice--warning"' in response.content.decode()


def test_a_dropped_paragraph_names_what_followed_it(client: Client, versions: GuidelinePage) -> None:
    write_version(versions, 3, [*THIRD[:2], THIRD[-1]], {"money": ["council"]})
    html = client.get(f"/p/{short('council')}", follow=True).content.decode()
    notice = re.search(r'<div class="sd-notice sd-notice--warning">(.*?)</div>', html, re.DOTALL)
    assert notice is not None
    assert f'<a href="../{short("money")}/">' in notice[1]


def test_the_short_address_leads_to_the_current_version(client: Client, versions: GuidelinePage) -> None:
    anchor = f"p-{identity('all')[:8]}"
    assert client.get(f"/p/{short('all')}")["Location"] == f"{versions.url}versions/2/#{anchor}"
    assert client.get(f"/p/{short('all')}?v=1")["Location"] == f"{versions.url}versions/1/#{anchor}"


def test_a_withdrawn_version_is_not_where_the_short_address_leads(
    client: Client, versions: GuidelinePage
) -> None:
    withdraw(versions.versions.get(number=2), "Irrtum")
    assert f"{versions.url}versions/1/#" in client.get(f"/p/{short('all')}")["Location"]
    assert f"{versions.url}versions/2/#" in client.get(f"/p/{short('all')}?v=2")["Location"]


def test_a_version_without_the_paragraph_leads_to_its_history(
    client: Client, versions: GuidelinePage
) -> None:
    assert (
        client.get(f"/p/{short('council')}?v=1")["Location"] == f"{versions.url}history/{short('council')}/"
    )


@pytest.mark.parametrize(
    "path",
    [
        "ffffffff",
        "xyz",
        "%00",
        "1",
        "f" * 500,
        "'--",
        "{all}?v=3",
        "{all}?v=",
        "{all}?v=x",
        "{all}?v=%00",
        "{all}?v=-1",
        "{all}?v=" + "9" * 40,
        "{all}/",
    ],
)
def test_short_addresses_nobody_gave_out_are_not_found(
    client: Client, versions: GuidelinePage, path: str
) -> None:
    assert client.get(f"/p/{path.format(all=short('all'))}", follow=True).status_code == 404


def test_a_hidden_page_hides_its_short_addresses(client: Client, versions: GuidelinePage) -> None:
    versions.unpublish()
    assert client.get(f"/p/{short('all')}").status_code == 404
