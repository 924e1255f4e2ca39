"""What the clock shows of a session is found from that moment on, and nothing earlier, without any edit."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings
from wagtail.documents import get_document_model

from consultations.meetings.models import MeetingDocument
from consultations.meetings.pages import MeetingPage
from portal.files.models import DocumentPage
from search import indexing, tasks
from search.engines.base import Engine
from search.models import Change, Due
from tests.factories.meetings import make_meeting
from tests.search.conftest import Ask

Work = Callable[[], Any]
ITEM = {
    "number": "1",
    "title": "Marktplatz",
    "text": "Geplant ist eine Begehung",
    "decision": "Die Quarzulme bleibt",
    "result": "einstimmig",
    "protocol_text": "Erika sprach vom Zwergahorn",
    "submitted_by": "Fraktion der Rotbuche",
    "references": "V/4711",
}
SPEECH = {"kind": "speech", "number": "0:12", "title": "Redebeitrag", "protocol_text": "Wir wollen Haselnuss"}
SECRETS = ("Quarzulme", "Zwergahorn", "Haselnuss", "Moorbirke", "Rotbuche")
pytestmark = pytest.mark.usefixtures("home")


def session(days: int, **fields: Any) -> MeetingPage:
    """A session with everything a protocol can hold, also as a file."""
    document = get_document_model()(title="Ergebnisprotokoll", kind="results_protocol", language="de")
    document.file.save("protokoll.txt", ContentFile(b"."), save=True)
    DocumentPage.objects.create(document=document, number=1, text="Beschlossen wurde die Moorbirke")
    meeting = make_meeting("Sitzung im Mai", [ITEM, SPEECH], days=days, **fields)
    meeting.documents = [MeetingDocument(document=document, locale=meeting.locale)]
    meeting.save_revision().publish()
    return MeetingPage.objects.get(pk=meeting.pk)


def found(ask: Ask) -> list[str]:
    return [word for word in SECRETS if ask(word).total]


@pytest.mark.parametrize(
    ("days", "fields", "expected"),
    [
        (7, {}, []),
        (-7, {"state": "cancelled"}, []),
        (7, {"state": "cancelled"}, []),
        (-7, {"public": False}, []),
        (-7, {"state": "moved"}, list(SECRETS)),
        (-7, {}, list(SECRETS)),
    ],
)
def test_search_finds_what_the_page_shows(
    days: int, fields: dict[str, Any], expected: list[str], work: Work, ask: Ask, client: Client
) -> None:
    meeting = session(days, **fields)
    work()
    assert found(ask) == expected
    page = client.get(meeting.url).content.decode()
    texts = [word for word in SECRETS if word != "Moorbirke"]
    assert [word for word in texts if word in page] == [word for word in expected if word in texts]
    assert ("Ergebnisprotokoll" in page) is bool(expected)


def test_the_agenda_of_a_session_to_come_is_found(work: Work, ask: Ask) -> None:
    session(7)
    work()
    assert ask("Begehung").hits[0].places[0].url.endswith("#top-1")


def test_no_feed_tells_what_the_page_withholds(client: Client, engine: Engine, work: Work) -> None:
    for days, state in ((7, "confirmed"), (-7, "cancelled")):
        session(days, state=state)
    work()
    entries = "".join(client.get("/de/search/atom?q=Sitzung").content.decode().partition("<entry>")[1:])
    assert entries.count("<title>Sitzung im Mai</title>") == 2
    assert not [word for word in SECRETS if word in entries]
    for address in (*(f"/de/search/atom?q={word}" for word in SECRETS), "/feeds/protocols.atom"):
        answer = client.get(address)
        assert (answer.status_code, "<entry>" in answer.content.decode()) == (200, False)


def test_the_index_follows_when_a_session_begins_without_an_edit(work: Work, ask: Ask) -> None:
    meeting = session(7)
    work()
    assert (Due.objects.get().moment, found(ask)) == (meeting.start, [])
    with time_machine.travel(meeting.start - dt.timedelta(seconds=1), tick=False):
        work()
        assert found(ask) == []
    with time_machine.travel(meeting.start, tick=False):
        work()
        assert found(ask) == list(SECRETS)
        assert not Change.objects.exists()


def test_what_will_not_change_by_itself_waits_for_nothing(work: Work) -> None:
    session(-7)
    session(7, state="cancelled")
    session(7, public=False)
    work()
    assert not Due.objects.exists()


def test_a_session_put_off_waits_for_its_new_date_and_a_deleted_one_for_none(work: Work) -> None:
    meeting = session(7)
    work()
    meeting.start += dt.timedelta(days=7)
    meeting.save_revision().publish()
    work()
    assert Due.objects.get().moment == meeting.start
    MeetingPage.objects.get(pk=meeting.pk).unpublish()
    work()
    assert not Due.objects.exists()


def test_the_worker_comes_back_when_a_session_begins(settings: Settings, engine: Engine) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    meeting = session(7)
    tasks.drain.func()
    waiting = DBTaskResult.objects.filter(task_path=tasks.drain.module_path, run_after=meeting.start)
    assert waiting.count() == 1


def test_a_comparison_notes_what_an_older_release_did_not(work: Work, engine: Engine) -> None:
    meeting = session(7)
    work()
    Due.objects.all().delete()
    difference = indexing.compare(engine)
    assert (difference.stale, difference.missing) == ((), ())
    assert Due.objects.get().moment == meeting.start > timezone.now()
