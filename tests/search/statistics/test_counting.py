"""From the question to the figures of the report."""

import datetime as dt
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from search.lease import Writing
from search.statistics import counting
from search.statistics.counting import FOLDER, MOST_BYTES, WAITING, add_up
from search.statistics.figures import without_success
from search.statistics.models import AskedQuery
from tests.search.alerts.conftest import Reader
from tests.search.conftest import Make


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path / FOLDER


@pytest.fixture
def portal(reader: Reader, make: Make) -> Client:
    make("Radweg", "An der Elbe")
    reader.work()
    return Client()


def token_of(page: Any) -> str:
    found = re.search(r'data-click-token="([^"]+)"', page.text)
    return found[1] if found else ""


def ask(client: Client, query: str = "q=Radweg", **headers: str) -> str:
    return token_of(client.get(f"/de/search/?{query}", headers=headers))


def click(client: Client, token: str, **headers: str) -> int:
    return client.post("/de/search/clicked", {"token": token}, headers=headers).status_code


def figures() -> list[tuple[str, int, int, int]]:
    add_up()
    rows = AskedQuery.objects.order_by("text")
    return [(row.text, row.asked, row.without_hits, row.clicked) for row in rows]


def test_questions_and_clicks_are_added_up(portal: Client) -> None:
    first, second = ask(portal), ask(portal, "q=RADWEG")
    ask(portal, "q=Quittenbaum&exact=1")
    assert click(portal, first) == 204
    assert click(portal, first) == 204
    assert click(portal, second, **{"Sec-Fetch-Site": "same-origin"}) == 204
    assert figures() == [("quittenbaum", 1, 1, 0), ("radweg", 2, 0, 2)]
    ask(portal)
    assert figures() == [("quittenbaum", 1, 1, 0), ("radweg", 3, 0, 2)]


@pytest.mark.parametrize(
    "query",
    ["q=Radweg&page=2", "q=Radweg&type=info", "q=Radweg&from=2020", "q=Radweg&sort=newest", "type=info", ""],
)
def test_steps_within_an_answer_do_not_count(portal: Client, query: str) -> None:
    assert ask(portal, query) == ""
    assert figures() == []


@pytest.mark.parametrize("header", ["DNT", "Sec-GPC"])
def test_who_wants_no_counting_is_not_counted(portal: Client, header: str) -> None:
    assert ask(portal, **{header: "1"}) == ""
    token = ask(portal)
    click(portal, token, **{header: "1"})
    assert figures() == [("radweg", 1, 0, 0)]


def test_forged_and_foreign_clicks_count_nothing(portal: Client) -> None:
    token = ask(portal)
    assert click(portal, token, **{"Sec-Fetch-Site": "cross-site"}) == 403
    for forged in ("", "x", token[:-2], token + "x", "a:b:c", "\x00", "x" * 5_000):
        assert click(portal, forged) == 204
    assert portal.get("/de/search/clicked").status_code == 405
    assert figures() == [("radweg", 1, 0, 0)]


def test_counting_sets_no_cookie_and_keeps_no_address(portal: Client, folder: Path) -> None:
    page = portal.get("/de/search/?q=Radweg")
    answer = portal.post("/de/search/clicked", {"token": token_of(page)})
    assert not page.cookies
    assert not answer.cookies
    now = timezone.localtime()
    assert (folder / WAITING).read_text().splitlines() == [
        f'["{now.date()}","de","radweg",{now.hour},"asked"]',
        f'["{now.date()}","de","radweg",{now.hour},"clicked"]',
    ]


def test_many_processes_lose_no_line(db: None, folder: Path) -> None:
    key = counting._Key(timezone.localdate().isoformat(), "de", "radweg")
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _n: counting._append(key, "asked"), range(400)))
    assert figures() == [("radweg", 400, 0, 0)]


def test_a_file_left_by_a_killed_worker_is_added_up(db: None, folder: Path) -> None:
    today = timezone.localdate().isoformat()
    folder.mkdir()
    (folder / "taken-1.jsonl").write_text(
        f'["{today}","de","radweg",7,"asked"]\n["{today}","de","radweg",7,"id"]\n["x","de","a",7,"asked"]\n'
        f'["{today}","de","radweg","asked"]\n["{today}","de","radweg",null,"asked"]\n["20'
    )
    assert figures() == [("radweg", 1, 0, 0)]
    assert list(folder.iterdir()) == []


def test_a_full_file_and_a_full_disk_stop_nothing(portal: Client, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    (folder / WAITING).write_bytes(b"\n" * MOST_BYTES)
    assert portal.get("/de/search/?q=Radweg").status_code == 200
    assert (folder / WAITING).stat().st_size == MOST_BYTES
    (folder / WAITING).unlink()
    (folder / WAITING).mkdir()
    assert portal.get("/de/search/?q=Radweg").status_code == 200


def test_a_question_costs_no_query(portal: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        counting._append(counting._Key("2026-01-01", "de", "x"), "asked")


def written(folder: Path, *lines: tuple[str, int, str]) -> None:
    today = timezone.localdate().isoformat()
    folder.mkdir(exist_ok=True)
    with (folder / WAITING).open("a") as file:
        file.writelines(f'["{today}","de","{text}",{hour},"{counted}"]\n' for text, hour, counted in lines)


def moments() -> dict[str, tuple[int, int]]:
    add_up()
    return {row.text: (row.asked, row.moments) for row in AskedQuery.objects.all()}


def test_who_asks_again_within_the_hour_is_one_person(db: None, folder: Path) -> None:
    written(folder, *[("radweg", 9, "asked")] * 5, ("radweg", 9, "clicked"), ("allee", 8, "clicked"))
    assert moments() == {"radweg": (5, 1), "allee": (0, 0)}
    written(folder, ("radweg", 9, "asked"), ("radweg", 11, "asked"), ("radweg", 10, "asked"))
    assert moments()["radweg"] == (8, 3)
    # The file of a killed worker may be late.
    written(folder, ("radweg", 8, "asked"))
    assert moments()["radweg"] == (9, 3)


def test_a_day_holds_only_so_many_questions(
    db: None, folder: Path, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any
) -> None:
    monkeypatch.setattr(counting, "MOST_A_DAY", 400)
    written(folder, *((f"frage {n}", 1, "asked") for n in range(390)))
    with django_assert_max_num_queries(30):
        assert len(moments()) == 390
    written(folder, *((f"neu {n}", 2, "asked") for n in range(20)), ("frage 7", 2, "asked"))
    found = moments()
    assert len(found) == 400
    assert (found["frage 7"], "neu 9" in found, "neu 10" in found) == ((2, 2), True, False)


def test_two_workers_do_not_add_up_at_once(db: None, folder: Path) -> None:
    written(folder, ("radweg", 9, "asked"))
    with Writing(counting._LEASE):
        assert add_up() == 0
        assert not AskedQuery.objects.exists()
        with Writing():
            pass
    assert add_up() == 1


def test_figures_end_after_ninety_days(db: None) -> None:
    today = timezone.localdate()
    for days in (89, 90, 91):
        AskedQuery.objects.create(day=today - dt.timedelta(days=days), language="de", text=f"vor {days}")
    assert [row[0] for row in figures()] == ["vor 89", "vor 90"]


def stored(text: str, asked: int, days: int = 0, **fields: Any) -> None:
    day = timezone.localdate() - dt.timedelta(days=days)
    AskedQuery.objects.create(
        day=day, language="de", text=text, **({"asked": asked, "moments": asked} | fields)
    )


def test_the_report_shows_what_readers_lacked(db: None, chief_browser: Client) -> None:
    stored("quittenbaum", 2, without_hits=2)
    stored("quittenbaum", 2, 6, without_hits=2)
    stored("radweg", 50, clicked=30)
    stored("spielplatz", 9, clicked=1)
    stored("erika mustermann", 2, without_hits=2)
    stored("erika reloads", 50, without_hits=50, moments=2)
    stored("vorige woche", 99, 7, without_hits=99)
    stored("=1+1", 3, without_hits=3)
    rows = without_success()
    assert [(row.text, row.asked) for row in rows] == [("spielplatz", 9), ("quittenbaum", 4), ("=1+1", 3)]
    page = chief_browser.get(reverse("search_queries_report"))
    assert page.status_code == 200
    assert "/de/search/?q=quittenbaum" in page.text
    assert "erika" not in page.text
    export = chief_browser.get(reverse("search_queries_report"), {"export": "csv"})
    text = b"".join(export.streaming_content).decode()  # type: ignore[attr-defined]
    assert "quittenbaum,de,4,4,0" in text
    assert "'=1+1" in text
    assert "erika" not in text


def test_the_report_says_how_many_alerts_there_are_and_not_whose(
    reader: Reader, chief_browser: Client
) -> None:
    reader.subscribe()
    text = chief_browser.get(reverse("search_queries_report")).text
    assert reader.email not in text
    assert re.search(r": 1, ", text)


def test_the_report_is_for_people_who_work_here(db: None, rf: RequestFactory) -> None:
    assert Client().get(reverse("search_queries_report")).status_code == 302


def test_editors_find_the_report(editor_browser: Client) -> None:
    assert reverse("search_queries_report") in editor_browser.get(reverse("wagtailadmin_home")).text
