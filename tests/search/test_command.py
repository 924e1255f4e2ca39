"""`manage.py search` as an operator uses it."""

import datetime as dt
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.checks import Error
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django.fixtures import Settings

from home.models import InfoPage
from search.checks import check_engine
from search.engines.base import Engine
from search.engines.choose import UnknownEngine, engine_for
from search.models import Change, ListedWord, Run
from tests.search.conftest import Make


def run(*words: str) -> str:
    out = StringIO()
    call_command("search", *words, stdout=out, stderr=StringIO())
    return out.getvalue()


def status(*words: str) -> tuple[str, str]:
    """What it says, and the error it ends with."""
    out = StringIO()
    try:
        call_command("search", "status", *words, stdout=out, stderr=StringIO())
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), ""


def facts(*words: str) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in run(*words).splitlines() if ": " in line)


def test_query_prints_what_readers_get(make: Make, engine: Engine) -> None:
    page = make("Radweg", "Der Radweg an der Elbe")
    run("rebuild")
    [hit] = json.loads(run("query", "Radwege", "--json"))
    assert {"title", "type", "date", "address", "score"} <= hit.keys()
    assert (hit["title"], hit["address"], hit["date"]) == ("Radweg", page.get_url(), None)
    assert hit["type"]
    assert hit["score"] > 0
    text = run("query", "Radwege", "--limit", "1")
    assert "1. Radweg" in text
    assert "*Radweg*" in text


def test_query_keeps_to_its_limit_and_locale(make: Make, engine: Engine) -> None:
    for n in range(4):
        make(f"Radweg {n}")
    run("rebuild")
    assert len(json.loads(run("query", "Radweg", "--json", "--limit", "3"))) == 3
    assert json.loads(run("query", "Radweg", "--json", "--locale", "en")) == []


def test_status_tells_what_waits_and_what_fails(make: Make, engine: Engine) -> None:
    make("Radweg")
    run("rebuild")
    Change.objects.create(source="page:99", attempts=2, error="ValueError: kein Text")
    text, trouble = status()
    found = dict(line.split(": ", 1) for line in text.splitlines() if ": " in line)
    assert trouble == "1 changes failed"
    assert (found["sources"], found["waiting changes"], found["failing"]) == ("1", "1", "1")
    assert found["  page:99"] == "2 tries: ValueError: kein Text"
    assert found["generation"] == "g000001"
    assert found["analysis"]
    assert found["oldest waits for"].endswith(" s")


def test_status_works_without_an_index(home: object, engine: Engine) -> None:
    text, trouble = status()
    assert "passages: 0" in text
    assert trouble == "there is no index"


def test_status_is_an_error_when_a_change_waits_too_long_or_a_run_failed(make: Make, engine: Engine) -> None:
    make("Radweg")
    run("rebuild")
    assert status()[1] == ""
    now = timezone.now()
    waiting = Change.objects.create(source="page:1", created=now - dt.timedelta(minutes=9))
    assert status()[1] == ""
    Change.objects.filter(pk=waiting.pk).update(created=now - dt.timedelta(minutes=11))
    assert "a change waits for 66" in status("--json")[1]
    waiting.delete()
    Run.objects.create(kind="rebuild", started=now, finished=now, error="disk full")
    assert status()[1] == "the last rebuild failed"


def test_reconcile_says_what_it_repaired(make: Make, engine: Engine) -> None:
    page = make("Radweg")
    run("rebuild")
    InfoPage.objects.filter(pk=page.pk).update(title="Brücke")
    found = facts("reconcile")
    assert (found["compared"], found["stale"], found["missing"], found["surplus"]) == ("1", "1", "0", "0")
    assert len(json.loads(run("query", "Brücke", "--json"))) == 1


def test_a_query_without_an_index_ends_with_one_line(home: object, engine: Engine) -> None:
    with pytest.raises(CommandError, match=r"run `manage\.py search rebuild`"):
        run("query", "Radweg")


def test_the_engine_comes_from_the_address(tmp_path: Path) -> None:
    assert engine_for(f"tantivy://{tmp_path}").describe()["path"] == str(tmp_path)


@pytest.mark.parametrize(
    "url", ["https://host:9200/Big", "http://host:x", "tantivy://relative", "", "solr://x"]
)
def test_an_engine_that_is_not_built_in_stops_the_start(url: str, settings: Settings) -> None:
    with pytest.raises(UnknownEngine):
        engine_for(url)
    settings.SEARCH_URL = url
    [error] = check_engine(None)
    assert isinstance(error, Error)
    assert "SEARCH_URL" in error.msg


def test_changed_word_lists_are_announced_and_adopted_at_night(make: Make, engine: Engine) -> None:
    announced = "word lists changed, in force after rebuild or reconcile"
    make("Das Handlungsfeld")
    run("rebuild")
    assert announced not in facts("status")
    ListedWord.objects.create(word="Handlungsfeld", kind=ListedWord.Kind.WHOLE)
    assert facts("status")[announced] == "de"
    assert len(json.loads(run("query", "Feld", "--json"))) == 1
    assert facts("reconcile")["stale"] == "1"
    assert announced not in facts("status")
    assert facts("reconcile")["stale"] == "0"
    assert json.loads(run("query", "Feld", "--json")) == []
