"""Alert mails over a real connection: taken, refused, and a server that hangs up."""

from collections.abc import Iterator

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from search.alerts.models import Alert
from tests.search.alerts.conftest import READER, Reader
from tests.search.alerts.smtp import MailServer, mail_server
from tests.search.alerts.test_sending import active, ahead
from tests.search.conftest import Make


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    with mail_server() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_TIMEOUT = 5
        yield running


def test_letter_and_news_arrive_whole(reader: Reader, make: Make, server: MailServer) -> None:
    make("Straße zum Völklinger Platz", "Überraschung.\n.\n..Zeile mit Punkten")
    reader.work()
    active("other@example.org", "q=Straße")
    reader.ask()
    outcome = reader.run()
    assert (outcome.mails, outcome.failed, server.calls) == (1, 0, 1)
    assert [recipient for recipient, _mail in server.taken] == [READER, "other@example.org"]
    letter, news = (message for _recipient, message in server.taken)
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    plain, rich = news.get_body(("plain",)), news.get_body(("html",))
    assert plain is not None
    assert rich is not None
    assert "* Straße zum Völklinger Platz" in plain.get_content()
    assert "Völklinger" in rich.get_content()
    assert news["To"] == "other@example.org"
    assert "Straße" in news["Subject"]


def test_refused_recipients_stop_nobody_else(reader: Reader, make: Make, server: MailServer) -> None:
    make("Radweg")
    reader.work()
    gone, full = active("gone@example.org"), active("full@example.org")
    active(READER)
    server.refused = {"gone@example.org": "550 no such user", "full@example.org": "452 mailbox full"}
    outcome = reader.run()
    assert (outcome.mails, outcome.failed, outcome.stopped) == (1, 2, False)
    assert [recipient for recipient, _mail in server.taken] == [READER]
    for alert, refusals in ((gone, 1), (full, 0)):
        alert.refresh_from_db()
        assert (alert.attempts, alert.refusals, bytes(alert.known or b"")) == (1, refusals, b"")


def test_a_letter_to_nobody_is_forgotten(reader: Reader, server: MailServer) -> None:
    reader.ask()
    server.refused = {READER: "550 no such user"}
    assert not reader.run().stopped
    assert not Alert.objects.exists()
    assert server.taken == []


def test_a_server_that_hangs_up_once_gets_the_mail_once(
    reader: Reader, make: Make, server: MailServer
) -> None:
    make("Radweg")
    reader.work()
    active(READER)
    active("other@example.org")
    server.hang_ups = 1
    outcome = reader.run()
    assert (outcome.mails, outcome.failed, server.calls) == (2, 0, 2)
    assert sorted(recipient for recipient, _mail in server.taken) == ["other@example.org", READER]


def test_a_server_that_always_hangs_up_is_left_alone_and_nothing_is_lost(
    reader: Reader, make: Make, server: MailServer
) -> None:
    make("Radweg")
    reader.work()
    for number in range(4):
        active(f"reader{number}@example.org")
    server.hang_ups = 100
    outcome = reader.run()
    assert (outcome.mails, outcome.stopped, server.calls) == (0, True, 2)
    server.hang_ups = 0
    assert Alert.objects.filter(next_run__lte=timezone.now()).count() == 3
    with ahead(minutes=6):
        assert reader.run().mails == 4
    assert len(server.taken) == 4
