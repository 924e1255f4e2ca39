"""The search engine is down: what readers and editors notice, with and without a reserve."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from search import tasks
from search.configured import engine_in_use
from search.engines.tantivy import TantivyEngine
from search.models import Change
from search.passages import cut
from tests.search.conftest import Make
from tests.search.engines.city import source
from tests.search.engines.stub import Said, Stub, stub
from tests.search.outages import DOWN, PROMISED, RESERVE, URL, look, work_now

# Waits for time-outs.
pytestmark = pytest.mark.slow

Prepare = Callable[[], TantivyEngine]


@pytest.fixture
def cluster(settings: Settings) -> Iterator[Stub]:
    """A cluster that hangs at every request."""
    with stub() as running:
        running.root = Said(how="hang")
        running.script = [Said(how="hang")] * 1000
        settings.SEARCH_URL = running.url
        yield running


@pytest.fixture
def reserve(tmp_path: Path, settings: Settings) -> TantivyEngine:
    """An empty reserve index."""
    settings.SEARCH_FALLBACK = f"tantivy://{tmp_path / 'reserve'}"
    found = engine_in_use().guard.reserve
    assert isinstance(found, TantivyEngine)
    found.replace({})
    return found


def test_a_hanging_engine_is_told_in_two_seconds_and_then_at_once(make: Make, cluster: Stub) -> None:
    page = make("Radweg")
    look("warm")
    for _ in range(2):
        seen = look("Radweg")
        assert (seen.status, seen.says(DOWN)) == (503, True)
        assert seen.seconds < PROMISED
    start = time.monotonic()
    for _ in range(5):
        assert look("Radweg").status == 503
    assert time.monotonic() - start < PROMISED
    start = time.monotonic()
    assert Client().get(page.url).status_code == 200
    assert time.monotonic() - start < PROMISED


def test_suggestions_of_a_hanging_engine_are_none(home: object, cluster: Stub) -> None:
    start = time.monotonic()
    response = Client().get(f"{URL}suggest/", {"q": "Rad"})
    assert (response.status_code, response.json()["items"]) == (200, [])
    assert time.monotonic() - start < PROMISED


def test_a_reserve_answers_and_the_page_says_so(make: Make, cluster: Stub, reserve: TantivyEngine) -> None:
    page = make("Ein Radweg am Fluss")
    tasks.drain.func()
    look("warm")
    seen = look("Radweg")
    assert (seen.status, seen.says(DOWN), seen.says(RESERVE)) == (200, False, True)
    assert page.url in seen.text
    assert seen.seconds < PROMISED


def test_publishing_goes_on_and_the_reason_is_kept(
    make: Make, cluster: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    cluster.root = Said(503, {"error": "no"})
    make("Radweg")
    make("Brücke")
    tasks.drain.func()
    assert sorted(Change.objects.values_list("attempts", flat=True)) == [0, 0]
    assert {row.error for row in Change.objects.all()} == {f"{cluster.url}: is not ready (503)"}


def test_the_reserve_gets_more_than_one_batch_of_an_outage(
    make: Make, cluster: Stub, reserve: TantivyEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    cluster.root = Said(503, {"error": "no"})
    monkeypatch.setattr("search.indexing.BATCH_SOURCES", 2)
    pages = [make(f"Radweg {number}") for number in range(7)]
    tasks.drain.func()
    assert {page.find_key for page in pages} <= reserve.sources().keys()
    rows = list(Change.objects.all())
    assert {row.source for row in rows} == {page.find_key for page in pages}
    assert all("main engine: " in row.error for row in rows)
    pages[0].unpublish()
    work_now()
    assert pages[0].find_key not in reserve.sources()


def test_a_page_that_was_taken_away_is_not_found_in_an_old_reserve(
    make: Make, cluster: Stub, reserve: TantivyEngine
) -> None:
    page = make("Radweg")
    stale = source(1, "Der Radweg", title="Radweg")
    reserve.replace({page.find_key: [p for p in cut(stale) if p]})
    page.unpublish()
    assert page.url not in look("Radweg").text


def test_the_command_says_what_is_wrong_with_each(
    home: object, cluster: Stub, reserve: TantivyEngine
) -> None:
    cluster.root = Said(503, {"error": "no"})
    told = engine_in_use().describe()
    assert told["trouble"] == f"{cluster.url}: is not ready (503)"
    assert told["reserve path"].endswith("reserve")
