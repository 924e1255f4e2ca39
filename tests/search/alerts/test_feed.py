"""The feed of a question, read back as XML."""

from pathlib import Path
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring
from django.test import Client
from pytest_django.fixtures import Settings
from wagtail.models import PageViewRestriction

from tests.search.alerts.conftest import Reader
from tests.search.conftest import Make

ATOM = "{http://www.w3.org/2005/Atom}"
URL = "/de/search/atom?q=Radweg"


def entries(answer: Any) -> list[tuple[str, str, str]]:
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = fromstring(answer.content)
    return [
        (e.findtext(f"{ATOM}title"), e.find(f"{ATOM}link").get("href"), e.findtext(f"{ATOM}summary") or "")
        for e in feed.iter(f"{ATOM}entry")
    ]


def test_hits_are_entries(reader: Reader, make: Make, client: Client) -> None:
    page = make("Radweg <b>1</b> & 2\x0c", "Der <i>Radweg</i>")
    make("Spielplatz")
    reader.work()
    answer = client.get(URL)
    assert entries(answer) == [
        (
            "Radweg <b>1</b> & 2",
            f"http://localhost{page.url}",
            "Der &lt;i&gt;Radweg&lt;/i&gt;",
        )
    ]
    feed = fromstring(answer.content)
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == "http://localhost/de/search/atom?q=Radweg"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "de"


def test_ids_survive_moves_and_edits(reader: Reader, make: Make, client: Client) -> None:
    page = make("Radweg")
    reader.work()
    before = fromstring(client.get(URL).content).find(f"{ATOM}entry/{ATOM}id").text
    page.slug, page.title = "neu", "Radweg neu"
    page.save_revision().publish()
    reader.work()
    after = fromstring(client.get(URL).content)
    assert after.find(f"{ATOM}entry/{ATOM}id").text == before
    assert after.find(f"{ATOM}entry/{ATOM}link").get("href") == "http://localhost/de/neu/"


def test_what_did_not_change_is_not_sent_again(reader: Reader, make: Make, client: Client) -> None:
    for url in (URL, "/de/search/atom?q=Quittenbaum"):
        first = client.get(url)
        again = client.get(url, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    make("Radweg")
    reader.work()
    assert client.get(URL, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_what_was_made_private_is_gone_before_the_worker_comes(
    reader: Reader, make: Make, client: Client
) -> None:
    page = make("Radweg")
    reader.work()
    etag = client.get(URL)["ETag"]
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    answer = client.get(URL, headers={"If-None-Match": etag})
    assert (answer.status_code, entries(answer)) == (200, [])
    assert answer["Cache-Control"] == "no-cache"


def test_similar_words_are_no_news(reader: Reader, make: Make, client: Client) -> None:
    make("Radweg am Fluss")
    reader.work()
    assert entries(client.get("/de/search/atom?q=Radweg+Bahnhof")) == []
    assert len(entries(client.get("/de/search/atom?q=Radweg+Fluss"))) == 1


def test_a_feed_ends(reader: Reader, make: Make, client: Client) -> None:
    for number in range(32):
        make(f"Radweg {number}")
    reader.work()
    assert len(entries(client.get(URL))) == 30


@pytest.mark.parametrize("query", ["", "q=%00", "q=%22", "page=99", "type=x&year=-1", "q=" + "a" * 3000])
def test_every_address_is_answered(reader: Reader, make: Make, client: Client, query: str) -> None:
    make("Radweg")
    reader.work()
    assert client.get(f"/de/search/atom?{query}").status_code == 200


def test_without_an_index_feed_readers_come_again(
    reader: Reader, client: Client, tmp_path: Path, settings: Settings
) -> None:
    settings.SEARCH_URL = f"tantivy://{tmp_path / 'nowhere'}"
    answer = client.get(URL)
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")


def test_the_page_of_hits_names_its_feed(reader: Reader, client: Client) -> None:
    text = client.get("/de/search/?q=Radweg&type=info").text
    assert 'type="application/atom+xml"' in text
    assert 'href="/de/search/atom?q=Radweg&amp;type=info"' in text
    assert "/search/atom" not in client.get("/de/search/").text
