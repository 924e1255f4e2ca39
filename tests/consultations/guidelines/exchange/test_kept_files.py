"""Files are made once, by one request at a time, and a file that cannot be made is not tried again and again."""

import threading
import time

import pytest
from django.core.cache import cache, caches
from django.test import Client

from consultations.guidelines.exchange import kept_files
from consultations.guidelines.exchange.exports import version_export
from consultations.guidelines.exchange.kept_files import Busy, kept_file
from consultations.guidelines.exchange.pdf import NotPrintable
from tests.consultations.guidelines.exchange.freezing import frozen
from tests.factories.guidelines import FIRST, chapter, make_guideline, paragraph


@pytest.fixture(autouse=True)
def empty() -> None:
    caches[kept_files.CACHE].clear()


def test_two_at_once_make_it_once() -> None:
    made: list[int] = []
    got: list[bytes] = []

    def make() -> bytes:
        made.append(1)
        time.sleep(0.5)
        return b"file"

    threads = [threading.Thread(target=lambda: got.append(kept_file("one", make))) for _n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(made), got) == (1, [b"file"] * 4)


def test_what_cannot_be_printed_is_remembered() -> None:
    tried: list[int] = []

    def make() -> bytes:
        tried.append(1)
        raise NotPrintable("no font")

    for _n in range(3):
        with pytest.raises(NotPrintable, match="no font"):
            kept_file("two", make)
    assert len(tried) == 1


def test_a_failure_of_another_kind_leaves_the_way_free() -> None:
    def broken() -> bytes:
        raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        kept_file("three", broken)
    assert kept_file("three", lambda: b"now") == b"now"


@pytest.mark.django_db
def test_who_waits_too_long_is_asked_to_come_back(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_files, "WAIT_SECONDS", 0.0)
    page = make_guideline(chapter(), paragraph(FIRST, "Alle wirken mit."))
    export = version_export(page, frozen(page), "odt")
    caches[kept_files.CACHE].add(f"guideline-file-busy:{export.seal}", True, 60)
    with pytest.raises(Busy):
        export.data()
    answer = client.get(f"{page.url}versions/1/leitlinien.odt")
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")


def test_files_do_not_push_other_things_out() -> None:
    cache.set("something", "else", 60)
    for number in range(400):
        kept_file(f"many-{number}", lambda: b"x")
    assert cache.get("something") == "else"
    assert kept_file("many-399", lambda: b"made again") == b"x"
