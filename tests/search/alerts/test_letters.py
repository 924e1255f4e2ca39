"""Letters to addresses that anybody may type in: few, also for an address that was forgotten meanwhile."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from search.alerts import sending
from search.alerts.addressees import hashed
from search.alerts.models import Addressee, Alert
from search.alerts.rules import CONFIRM_WITHIN, HASH_KEPT, MOST_NEW_AN_HOUR, PAUSES
from search.engines.base import EngineError, EngineQuery, Found
from search.engines.guarded import Guard, GuardedEngine
from tests.search.alerts.conftest import READER, Reader
from tests.search.conftest import Make


class Choosy:
    """An engine that refuses questions with one word; everything else is that of the real one."""

    def __init__(self, engine: Any, word: str) -> None:
        self._engine, self._word = engine, word

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def search(self, query: EngineQuery) -> Found:
        if any(self._word in reading.surface.lower() for word in query.words for reading in word.readings):
            raise EngineError("too many clauses")
        found: Found = self._engine.search(query)
        return found


def days(number: float) -> Any:
    return time_machine.travel(timezone.now() + dt.timedelta(days=number), tick=True)


def test_an_address_that_was_forgotten_gets_no_more_letters(reader: Reader) -> None:
    for number in range(len(PAUSES) + 3):
        with days(number * (CONFIRM_WITHIN.days + 1)):
            reader.run()
            assert not Alert.objects.exists()
            reader.ask()
            reader.run()
    assert len(reader.mails) == len(PAUSES)
    last = (len(PAUSES) - 1) * (CONFIRM_WITHIN.days + 1)
    with days(last + HASH_KEPT.days + 1):
        reader.run()
        assert not Addressee.objects.exists()
        reader.ask()
        reader.run()
    assert len(reader.mails) == len(PAUSES) + 1


def test_the_address_itself_is_not_kept(reader: Reader, settings: Any) -> None:
    reader.ask()
    reader.run()
    reader.client.post(reader.link("/refuse/"))
    assert not Alert.objects.exists()
    kept = Addressee.objects.get()
    assert (kept.digest, kept.letters) == (hashed(READER), 1)
    assert not any(READER in str(value) or "reader" in str(value) for value in vars(kept).values())
    settings.SECRET_KEY = "another"
    assert hashed(READER) != kept.digest


def test_who_had_agreed_and_leaves_is_forgotten_whole(reader: Reader) -> None:
    reader.subscribe()
    assert Addressee.objects.get().letters == 0
    reader.client.post(reader.link("/confirm/").replace("/confirm/", "/leave/"))
    assert Addressee.objects.exists()
    with time_machine.travel(timezone.now() + dt.timedelta(hours=2)):
        reader.client.post("/de/search/alerts/", {"email": READER})
        reader.run()
        reader.client.post(reader.link("/leave-all/"))
    assert not Alert.objects.exists()
    assert not Addressee.objects.exists()


def test_the_portal_takes_only_so_many_new_addresses_an_hour(reader: Reader) -> None:
    reader.subscribe()
    Addressee.objects.bulk_create(Addressee(digest=str(n)) for n in range(MOST_NEW_AN_HOUR - 2))
    reader.email = "last@example.org"
    assert reader.ask() == 302
    reader.email = "next@example.org"
    assert reader.ask() == 429
    reader.email = READER
    assert reader.ask("q=Anderes") == 429
    assert sorted(Alert.objects.values_list("email", flat=True)) == ["last@example.org", READER]
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=61)):
        assert reader.ask("q=Anderes") == 302


def test_a_refused_question_does_not_stop_the_letters_behind_it(reader: Reader, make: Make) -> None:
    make("Radweg")
    reader.work()
    for address, words in (("a@example.org", "Quark"), ("b@example.org", "Radweg")):
        reader.email = address
        reader.ask(f"q={words}")
    outcome = sending.run(Choosy(reader.engine, "quark"))
    assert not outcome.stopped
    assert [message.to for message in mail.outbox] == [["a@example.org"], ["b@example.org"]]
    noted = dict(Alert.objects.values_list("email", "known"))
    assert (noted["a@example.org"], len(bytes(noted["b@example.org"] or b""))) == (None, 8)


def test_a_refused_question_does_not_stop_the_news_behind_it(reader: Reader, make: Make) -> None:
    first = reader.subscribe("q=Quark")
    second = reader.subscribe_at_once("q=Radweg")
    make("Radweg Quark")
    reader.work()
    choosy = Choosy(reader.engine, "quark")
    for engine in (choosy, GuardedEngine(Guard(choosy))):
        Alert.objects.update(next_run=timezone.now())
        Alert.objects.filter(pk=second.pk).update(known=b"")
        outcome = sending.run(engine)
        assert (outcome.mails, outcome.failed, outcome.stopped) == (1, 1, False)
    first.refresh_from_db()
    assert first.attempts == 2


def test_the_limit_of_time_holds_within_an_address(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        reader.ask(f"q=Radweg{number}")
    moments = iter([0.0, 0.0, 0.0, 9.0])
    monkeypatch.setattr("search.alerts.sending.time.monotonic", lambda: next(moments, 9.0))
    sending.run(reader.engine, seconds=5)
    noted = [alert.known is not None for alert in Alert.objects.order_by("pk")]
    assert (noted, reader.mails) == ([True, True, False], [])
