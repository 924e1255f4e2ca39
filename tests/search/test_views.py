"""The search page: every state, hostile questions, budgets."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from home.models import InfoPage
from search.engines.base import Engine
from search.indexing import Outcome
from tests.home.site import add, make_home
from tests.search.conftest import Make

Work = Callable[[], Outcome]
URL = "/de/search/"

HOSTILE = [
    '"',
    '""',
    '"a',
    "'",
    "\x00",
    "a\x00b",
    "\ufeff",
    "\u202e\u202d\u2066",
    "😀",
    "👩‍👩‍👧‍👦" * 50,
    "AND OR NOT (",
    "AND",
    "(((((",
    ")))",
    "*",
    "?",
    "a*",
    "*a*",
    "~",
    "a~2",
    "^",
    "title:Radweg",
    "kind:info",
    "[1 TO 2]",
    "{",
    "}",
    "+",
    "-",
    "--",
    "- -",
    "&&",
    "||",
    "!",
    "\\",
    "/",
    "/.*/",
    "%",
    "%00",
    "%s",
    "{{ 7*7 }}",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' OR 1=1 --",
    "'; DROP TABLE search_change; --",
    "Radweg UNION SELECT * FROM portal_user",
    "../../etc/passwd",
    "$(reboot)",
    "\r\nX-Header: 1",
    "a" * 5_000,
    "wort " * 500,
    '"' * 500,
    '-"a b" ' * 50,
    "ß" * 100,
    "ي" * 100,
    "م‌ن",
    "\u0301" * 200,
    "ﬀ",
    "1" * 300,
    "1.2.3.4/5/6:7",
    "§ 10 BauGB",
    "2021/0975",
    "\ud7ff\ue000",
    "\U0010ffff",
    "Bürger:innen*",
    "NEAR/5",
]
ADDRESSES = [
    "page=-1",
    "page=0",
    "page=999999999999",
    "page=abc",
    "page=1.5",
    "page=%00",
    "page=" + "9" * 4_000,
    "type=nonsense",
    "type=%00&body=%00&year=%00",
    "year=99999",
    "year=-1",
    "body=" + "x" * 5_000,
    "&".join(["body=a"] * 500),
    "from=2023-99-99",
    "from=99999-01-01&to=0000-00-00",
    "from=%E2%80%8F2023",
    "sort=DROP",
    "lang=xx",
    "lang=%00",
    "all=maybe&exact=%FF",
    "topic='&format=\"",
    "unknown=1",
    "q=a&q=b",
    "q[]=a",
    "q=%FF%FE",
    "q=%ED%A0%80",
]


@pytest.fixture
def pages(make: Make, work: Work) -> None:
    make("Radweg an der Elbe", "Der <b>Radweg</b> & die Brücke")
    make("Xylophonhalle", "Eine Halle")
    work()


def test_hostile_questions_are_answered(pages: None, client: Client) -> None:
    answers = {text: client.get(URL, {"q": text}) for text in HOSTILE}
    assert [text for text, answer in answers.items() if answer.status_code != 200] == []
    assert [text for text, answer in answers.items() if "<script>alert" in answer.text] == []
    assert [text for text, answer in answers.items() if "<img src=x" in answer.text] == []


def test_hostile_addresses_are_answered(pages: None, client: Client) -> None:
    queries = [query for address in ADDRESSES for query in (address, f"q=Radweg&{address}")]
    assert [query for query in queries if client.get(f"{URL}?{query}").status_code != 200] == []


def test_a_hit_shows_type_place_and_marks(pages: None, client: Client) -> None:
    text = client.get(URL, {"q": "radwege"}).text
    assert 'href="/de/seite-1/"' in text
    assert "Der &lt;b&gt;<mark>Radweg</mark>&lt;/b&gt; &amp; die Brücke" in text
    assert 'role="status"' in text


def test_result_pages_are_not_indexed(pages: None, client: Client) -> None:
    response = client.get(URL, {"q": "Radweg"})
    assert response["X-Robots-Tag"] == "noindex, follow"
    assert '<meta name="robots" content="noindex, follow">' in response.text


def test_an_empty_question_gives_help_and_needs_no_index(
    home: object, engine: Engine, client: Client
) -> None:
    response = client.get(URL)
    assert response.status_code == 200
    assert 'id="search-help"' in response.text
    assert 'class="sd-empty"' not in response.text


def test_no_hits_give_tips(pages: None, client: Client) -> None:
    response = client.get(URL, {"q": "Quittenbaum", "year": "2020"})
    assert response.status_code == 200
    assert 'class="sd-empty"' in response.text
    assert "?q=Quittenbaum" in response.text


def test_a_correction_is_said_and_can_be_refused(pages: None, client: Client) -> None:
    text = client.get(URL, {"q": "Xylophonhale"}).text
    assert "<strong>xylophonhalle</strong>" in text
    assert "exact=1" in text


def test_what_was_left_out_is_said(pages: None, client: Client) -> None:
    assert "nonsense" in client.get(URL, {"q": "Radweg", "type": "nonsense"}).text


def test_a_question_survives_its_own_form(pages: None, client: Client) -> None:
    text = client.get(URL, {"q": 'Radweg "x', "from": "1.1.2020", "sort": "newest"}).text
    assert 'value="Radweg &quot;x"' in text
    assert 'value="2020-01-01"' in text
    assert '<input type="hidden" name="sort" value="newest">' in text


def test_pages_are_linked_with_the_question(make: Make, work: Work, client: Client) -> None:
    for n in range(12):
        make(f"Radweg {n}")
    work()
    text = client.get(URL, {"q": "Radweg", "type": "info", "page": "99"}).text
    assert 'href="?q=Radweg&amp;type=info&amp;page=1"' in text
    assert 'start="11"' in text


def test_writing_methods_are_refused(client: Client, home: object) -> None:
    assert client.post(URL).status_code == 405


def damage(path: Path, way: str) -> None:
    if way == "a file where the folder should be":
        path.write_text("x")
    elif way == "empty folder":
        path.mkdir()
    elif way == "pointer to nowhere":
        path.mkdir()
        (path / "CURRENT").write_text("g000009")
    elif way == "pointer of rubbish":
        path.mkdir()
        (path / "CURRENT").write_bytes(b"\xff\xfe\x00")
    elif way == "rubbish in every file":
        for file in path.rglob("*"):
            if file.is_file() and file.name not in ("CURRENT", "index.json"):
                file.write_bytes(b"rubbish")


@pytest.mark.parametrize(
    "way",
    [
        "no folder",
        "a file where the folder should be",
        "empty folder",
        "pointer to nowhere",
        "pointer of rubbish",
        "rubbish in every file",
    ],
)
def test_a_broken_index_gives_a_notice_and_no_error(
    way: str, make: Make, work: Work, client: Client, tmp_path: Path, settings: Settings
) -> None:
    path = tmp_path / "index"
    if way == "rubbish in every file":
        make("Radweg")
        work()
    damage(path, way)
    start = time.process_time()
    response = client.get(URL, {"q": "Radweg"})
    assert time.process_time() - start < 2
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert "sd-notice--danger" in response.text
    assert 'value="Radweg"' in response.text


def test_the_query_budget_is_flat(
    make: Make, work: Work, client: Client, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    for n in range(30):
        make(f"Radweg {n}", "An der Elbe")
    work()
    with django_assert_max_num_queries(20):
        assert client.get(URL, {"q": "Radweg"}).status_code == 200


def test_browsers_can_add_the_portal_as_a_search_engine(home: object, client: Client) -> None:
    page = client.get("/de/").text
    assert 'rel="search" type="application/opensearchdescription+xml"' in page
    answer = client.get("/de/opensearch.xml")
    assert answer["Content-Type"] == "application/opensearchdescription+xml"
    root = ElementTree.fromstring(answer.content)
    names = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert root.findtext(f"{names}Language") == "de"
    address = root.find(f"{names}Url")
    assert address is not None
    assert address.get("template") == "http://localhost/de/search/?q={searchTerms}"


def test_search_boxes_offer_suggestions_and_no_shortcut(
    home: object, client: Client, settings: Settings
) -> None:
    text = client.get("/de/").text
    assert 'data-suggest="/de/search/suggest/"' in text
    assert "data-search-key" not in text
    settings.SEARCH_KEY = "/"
    assert 'data-search-key="/"' in client.get("/de/").text


def test_languages_are_a_choice_when_there_is_one(make: Make, work: Work, client: Client) -> None:
    make("Workshop")
    english = make_home("en")
    add(english, InfoPage(title="Workshop", slug="workshop", locale=english.locale))
    work()
    text = client.get(URL, {"q": "Workshop"}).text
    assert '<input type="radio" name="lang" value="de" checked>' in text
    assert '<input type="radio" name="lang" value="en">' in text


def test_hostile_beginnings_suggest_without_an_error(pages: None, client: Client) -> None:
    texts = [*HOSTILE, *(f"Radweg {text}" for text in HOSTILE)]
    answers = {text: client.get(f"{URL}suggest/", {"q": text}) for text in texts}
    assert [text for text, answer in answers.items() if answer.status_code != 200] == []


def test_the_title_tells_how_many(pages: None, client: Client) -> None:
    assert "<title>„Radweg“: " in client.get(URL, {"q": "Radweg"}).text
    assert "<title>„Quitte“: 0 Treffer" in client.get(URL, {"q": "Quitte"}).text
