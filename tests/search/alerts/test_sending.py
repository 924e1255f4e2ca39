"""Kills, two workers, dead servers: nothing is lost, nothing is told twice by a run that ended."""

import datetime as dt
from pathlib import Path
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings

from portal.post import Post
from search.alerts import sending
from search.alerts.models import Alert
from search.alerts.queue import news_are_written, request_run
from search.alerts.rules import CLAIM, MOST_REFUSALS, unpacked
from search.alerts.tasks import run
from search.engines.base import EngineError
from search.engines.choose import engine_for
from search.engines.guarded import Guard, GuardedEngine
from tests.conftest import run_jobs
from tests.search.alerts.conftest import READER, Reader
from tests.search.conftest import Make


class Killed(BaseException):
    """What a killed process does not get: a chance to tidy up."""


class FaultyServer(EmailBackend):
    """A mailbox whose server fails as told: by recipient, once, or after it has taken the mail."""

    faults: dict[str, BaseException] = {}
    after: BaseException | None = None
    tried: list[str] = []

    def send_messages(self, messages: Any) -> int:
        for message in messages:
            self.tried.append(message.to[0])
            fault = self.faults.get(message.to[0]) or self.faults.get("*")
            if fault is not None:
                raise fault
        sent: int = super().send_messages(messages)
        if FaultyServer.after is not None:
            raise FaultyServer.after
        return sent


@pytest.fixture
def server(settings: Settings) -> Any:
    settings.EMAIL_BACKEND = f"{__name__}.FaultyServer"
    FaultyServer.faults, FaultyServer.after, FaultyServer.tried = {}, None, []
    yield FaultyServer
    FaultyServer.faults, FaultyServer.after = {}, None


def active(email: str, query: str = "q=Radweg", frequency: str = "at_once", **fields: Any) -> Alert:
    """An alert that knows nothing yet and is due."""
    values = {"known": b"", "next_run": timezone.now(), "confirmed": timezone.now(), "letter_wanted": False}
    return Alert.objects.create(
        email=email,
        language="de",
        question=query,
        digest=query[:32],
        frequency=frequency,
        **(values | fields),
    )


def told(email: str = READER) -> list[EmailMessage]:
    return [message for message in mail.outbox if message.to == [email]]


def ahead(**time: float) -> Any:
    return time_machine.travel(timezone.now() + dt.timedelta(**time))


def test_killed_before_the_mail_was_taken_it_goes_out_later(reader: Reader, make: Make, server: Any) -> None:
    make("Radweg")
    reader.work()
    alert = active(READER)
    server.faults["*"] = Killed()
    with pytest.raises(Killed):
        reader.run()
    assert told() == []
    server.faults.clear()
    reader.run()
    assert told() == []
    with ahead(seconds=CLAIM.total_seconds() + 1):
        reader.run()
    assert len(told()) == 1
    assert Alert.objects.get(pk=alert.pk).sending == b""


def test_killed_after_the_mail_was_taken_the_same_mail_is_repeated(
    reader: Reader, make: Make, server: Any
) -> None:
    make("Radweg Nord")
    reader.work()
    active(READER)
    server.after = Killed()
    with pytest.raises(Killed):
        reader.run()
    server.after = None
    make("Radweg Süd")
    reader.work()
    with ahead(seconds=CLAIM.total_seconds() + 1):
        reader.run()
    first, again = told()
    assert first.extra_headers["Message-ID"] == again.extra_headers["Message-ID"]
    assert "Radweg Nord" in str(first.body)
    assert "Radweg Nord" in str(again.body)
    assert "Radweg Süd" not in str(again.body)
    with ahead(hours=1):
        reader.run()
    assert "Radweg Süd" in str(told()[2].body)
    assert "Radweg Nord" not in str(told()[2].body)


def test_what_became_private_after_a_kill_is_not_in_the_repeated_mail(
    reader: Reader, make: Make, server: Any
) -> None:
    secret = make("Radweg Geheim")
    reader.work()
    active(READER)
    server.faults["*"] = Killed()
    with pytest.raises(Killed):
        reader.run()
    server.faults.clear()
    secret.unpublish()
    make("Radweg Offen")
    reader.work()
    with ahead(seconds=CLAIM.total_seconds() + 1):
        reader.run()
    assert [("Offen" in str(m.body), "Geheim" in str(m.body)) for m in told()] == [(True, False)]


def test_two_workers_send_one_mail(reader: Reader, make: Make) -> None:
    make("Radweg")
    reader.work()
    alert = active(READER)
    both = [Alert.objects.get(pk=alert.pk), Alert.objects.get(pk=alert.pk)]
    outcome = sending.Outcome()
    with Post() as post:
        for seen in both:
            sending.look(seen, reader.engine, post, outcome)
    assert (outcome.looked_at, outcome.mails) == (1, 1)
    assert len(told()) == 1


def test_one_refused_mail_does_not_stop_the_others(reader: Reader, make: Make, server: Any) -> None:
    make("Radweg")
    reader.work()
    refused = active("gone@example.org")
    spam = active("spam@example.org")
    active(READER)
    server.faults["gone@example.org"] = SMTPRecipientsRefused({"gone@example.org": (550, b"no such user")})
    server.faults["spam@example.org"] = SMTPDataError(554, b"looks like spam")
    outcome = reader.run()
    assert (outcome.mails, outcome.failed, outcome.stopped) == (1, 2, False)
    assert len(told()) == 1
    for alert in (refused, spam):
        alert.refresh_from_db()
        assert alert.attempts == 1
        assert alert.known == b""
    assert (refused.refusals, spam.refusals) == (1, 0)


def test_an_address_that_is_refused_for_days_is_forgotten(reader: Reader, make: Make, server: Any) -> None:
    make("Radweg")
    reader.work()
    active("gone@example.org", refusals=MOST_REFUSALS - 1)
    server.faults["*"] = SMTPRecipientsRefused({"gone@example.org": (550, b"no such user")})
    reader.run()
    assert not Alert.objects.exists()


def test_a_letter_that_is_refused_for_good_is_not_sent_again(reader: Reader, server: Any) -> None:
    reader.ask()
    server.faults["*"] = SMTPRecipientsRefused({READER: (550, b"no such user")})
    reader.run()
    assert not Alert.objects.exists()


def test_a_letter_that_cannot_be_sent_now_does_not_lengthen_the_days_to_agree(
    reader: Reader, server: Any
) -> None:
    reader.ask()
    asked = Alert.objects.get().created
    server.faults["*"] = SMTPDataError(451, b"try again later")
    with ahead(hours=5):
        reader.run()
    alert = Alert.objects.get()
    assert (alert.created, alert.letter_wanted) == (asked, True)


def test_a_dead_mail_server_costs_one_try_and_nothing_is_lost(
    reader: Reader, make: Make, server: Any
) -> None:
    make("Radweg")
    reader.work()
    for number in range(5):
        active(f"reader{number}@example.org")
    server.faults["*"] = ConnectionRefusedError()
    outcome = reader.run()
    assert (outcome.stopped, len(server.tried)) == (True, 1)
    server.faults.clear()
    with ahead(minutes=6):
        assert reader.run().mails == 5


def test_a_server_that_has_hung_up_is_called_again(reader: Reader, make: Make, server: Any) -> None:
    make("Radweg")
    reader.work()
    active(READER)

    class Once(dict[str, BaseException]):
        def get(self, key: str, default: Any = None) -> Any:
            return self.pop(key, None)

    server.faults = Once({READER: SMTPServerDisconnected()})
    assert reader.run().mails == 1


def test_an_engine_that_is_down_is_asked_later(
    reader: Reader, make: Make, tmp_path: Path, settings: Settings
) -> None:
    make("Radweg")
    reader.work()
    alert = active(READER)
    elsewhere = engine_for(f"tantivy://{tmp_path / 'nowhere'}")
    with pytest.raises(EngineError):
        elsewhere.state()
    outcome = sending.run(elsewhere)
    assert (outcome.stopped, outcome.mails) == (True, 0)
    alert.refresh_from_db()
    assert alert.attempts == 1
    with ahead(minutes=6):
        assert reader.run().mails == 1


def test_the_reserve_index_tells_news_but_not_what_is_known_already(
    reader: Reader, make: Make, tmp_path: Path
) -> None:
    make("Radweg")
    reader.work()
    active(READER)
    reader.email = "new@example.org"
    reader.ask()
    guard = Guard(engine_for(f"tantivy://{tmp_path / 'nowhere'}"), reader.engine)
    outcome = sending.run(GuardedEngine(guard))
    assert (outcome.mails, outcome.stopped) == (1, True)
    assert len(told()) == 1
    assert reader.mails == []
    sending.run(GuardedEngine(Guard(reader.engine)))
    assert len(reader.mails) == 1


def test_what_is_written_during_a_look_is_looked_at_again(reader: Reader, make: Make, server: Any) -> None:
    make("Radweg")
    reader.work()
    alert = active(READER)

    class Meanwhile(dict[str, BaseException]):
        def get(self, key: str, default: Any = None) -> Any:
            news_are_written()

    server.faults = Meanwhile()
    reader.run()
    alert.refresh_from_db()
    assert alert.next_run is not None
    assert alert.wanted > timezone.now() - dt.timedelta(minutes=1)
    assert len(unpacked(bytes(alert.known or b""))) == 1


def test_idle_alerts_wait_for_the_index(reader: Reader) -> None:
    alert = active(READER)
    reader.run()
    alert.refresh_from_db()
    assert alert.next_run is None
    reader.work()
    alert.refresh_from_db()
    assert alert.next_run is not None


def test_leaving_during_a_look_sends_nothing(reader: Reader, make: Make) -> None:
    make("Radweg")
    reader.work()
    alert = active(READER)
    Alert.objects.all().delete()
    with Post() as post:
        sending.look(alert, reader.engine, post, sending.Outcome())
    assert told() == []


def test_another_frequency_chosen_during_a_look_counts(reader: Reader, make: Make, server: Any) -> None:
    make("Radweg")
    reader.work()
    alert = active(READER)
    monday = timezone.now() + dt.timedelta(days=5)

    class Meanwhile(dict[str, BaseException]):
        def get(self, key: str, default: Any = None) -> Any:
            Alert.objects.update(frequency="weekly", next_run=monday)

    server.faults = Meanwhile()
    reader.run()
    alert.refresh_from_db()
    assert (alert.frequency, alert.next_run) == ("weekly", monday)


def test_the_job_queues_its_next_run(reader: Reader, make: Make) -> None:
    make("Radweg")
    reader.work()
    DBTaskResult.objects.all().delete()
    alert = active(READER, frequency="weekly")
    request_run(timezone.now())
    assert run_jobs() == 1
    assert len(told()) == 1
    alert.refresh_from_db()
    waiting = DBTaskResult.objects.get(task_path=run.module_path, status="READY")
    assert waiting.run_after == alert.next_run


def test_the_job_of_a_dead_server_comes_again_soon(reader: Reader, make: Make, server: Any) -> None:
    make("Radweg")
    reader.work()
    DBTaskResult.objects.all().delete()
    active(READER)
    server.faults["*"] = TimeoutError()
    request_run(timezone.now())
    assert run_jobs() == 1
    waiting = DBTaskResult.objects.get(task_path=run.module_path, status="READY")
    assert waiting.run_after - timezone.now() < dt.timedelta(minutes=3)


def test_without_alerts_nothing_is_queued(reader: Reader) -> None:
    DBTaskResult.objects.all().delete()
    reader.work()
    assert not DBTaskResult.objects.filter(task_path=run.module_path).exists()


def test_a_run_ends_in_time_and_the_rest_stays_due(reader: Reader, make: Make) -> None:
    make("Radweg")
    reader.work()
    for number in range(3):
        active(f"reader{number}@example.org")
    assert sending.run(reader.engine, seconds=0).mails == 0
    assert len(sending.due(timezone.now())) == 3


def test_the_job_comes_back_to_forget_unconfirmed_addresses(reader: Reader) -> None:
    reader.ask()
    DBTaskResult.objects.all().delete()
    request_run(timezone.now())
    run_jobs()
    waiting = DBTaskResult.objects.get(task_path=run.module_path, status="READY")
    assert dt.timedelta(days=3) < waiting.run_after - timezone.now() < dt.timedelta(days=3, minutes=2)
    with ahead(days=3, minutes=2):
        run_jobs()
    assert not Alert.objects.exists()
