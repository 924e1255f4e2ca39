"""The weekly mail: for editors who want it, once a week, with questions and without people."""

import datetime as dt
from smtplib import SMTPRecipientsRefused
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings

from portal.accounts.roles import CHIEF_EDITOR, EDITOR
from search.statistics import weekly
from search.statistics.models import AskedQuery, WeeklyReader
from search.statistics.tasks import request_weekly, tell_editors
from tests.personas import browser_of, person
from tests.search.alerts.test_sending import FaultyServer

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = dt.datetime(2026, 11, 23, 6, 1, tzinfo=BERLIN)


@pytest.fixture(autouse=True)
def figures(db: None, tmp_path: Any, settings: Settings) -> None:
    settings.DATA_DIR = tmp_path
    for text, asked in (("quittenbaum", 5), ("<b>radweg</b>", 3), ("erika mustermann", 2)):
        AskedQuery.objects.create(
            day=MONDAY.date() - dt.timedelta(days=2),
            language="de",
            text=text,
            asked=asked,
            moments=asked,
            without_hits=asked,
        )


def reader(role: str = EDITOR, **told: Any) -> WeeklyReader:
    moment = MONDAY - dt.timedelta(**(told or {"days": 5}))
    return WeeklyReader.objects.create(user=person(role), told=moment)


def at(**later: float) -> Any:
    return time_machine.travel(MONDAY + dt.timedelta(**later), tick=False)


def send(**later: float) -> bool:
    with at(**later):
        return weekly.send(timezone.now())


def test_an_editor_asks_for_the_mail_and_ends_it(settings: Settings) -> None:
    browser = browser_of(EDITOR)
    account = reverse("wagtailadmin_account")
    page = browser.get(account)
    assert 'name="search_queries-wanted"' in page.text
    form: dict[str, str] = {}
    for panels in page.context["panels_by_tab"].values():
        for panel in panels:
            fields = panel.get_form()
            form |= {fields.add_prefix(name): fields[name].value() or "" for name in fields.fields}
    form |= {"name_email-first_name": "Erika", "name_email-last_name": "Muster"}
    assert browser.post(account, form | {"search_queries-wanted": "on"}).status_code == 302
    assert weekly.wants(person(EDITOR))
    assert not weekly.wants(person(CHIEF_EDITOR))
    assert DBTaskResult.objects.filter(task_path=tell_editors.module_path).count() == 1
    assert (
        "checked" in browser.get(account).text.partition('name="search_queries-wanted"')[2].partition(">")[0]
    )
    form.pop("search_queries-wanted")
    assert browser.post(account, form).status_code == 302
    assert not weekly.wants(person(EDITOR))


def test_the_mail_names_questions_and_nobody() -> None:
    reader()
    assert send()
    message = mail.outbox[0]
    rich = str(message.alternatives[0][0])  # type: ignore[union-attr]
    assert message.to == [person(EDITOR).email]
    for part in (str(message.body), rich):
        assert "quittenbaum" in part
        assert "http://localhost/de/search/?q=quittenbaum" in part
        assert f"http://localhost{reverse('search_queries_report')}" in part
        assert f"http://localhost{reverse('wagtailadmin_account')}" in part
        assert "erika" not in part
    assert "<b>radweg" not in rich
    assert "&lt;b&gt;radweg" in rich


def test_it_comes_once_a_week(settings: Settings) -> None:
    reader()
    other = reader(CHIEF_EDITOR, minutes=0)
    assert send()
    assert send(hours=1)
    assert send(days=6)
    assert len(mail.outbox) == 1
    other.refresh_from_db()
    assert other.told == MONDAY
    AskedQuery.objects.update(day=MONDAY.date() + dt.timedelta(days=5))
    assert send(days=7)
    assert len(mail.outbox) == 3


def test_without_anything_to_tell_there_is_no_mail() -> None:
    reader()
    assert send(days=30)
    assert mail.outbox == []


@pytest.mark.parametrize("change", ["inactive", "no rights"])
def test_who_has_left_gets_nothing(change: str) -> None:
    one = reader()
    if change == "inactive":
        one.user.is_active = False
        one.user.save()
    else:
        one.user.groups.clear()
    assert send()
    assert mail.outbox == []


def test_a_dead_mail_server_is_asked_again_within_the_hour(settings: Settings) -> None:
    reader(EDITOR)
    reader(CHIEF_EDITOR)
    settings.EMAIL_BACKEND = f"{FaultyServer.__module__}.FaultyServer"
    FaultyServer.faults, FaultyServer.after, FaultyServer.tried = {"*": ConnectionRefusedError()}, None, []
    try:
        with at():
            tell_editors.call()
            soonest = DBTaskResult.objects.filter(status="READY").order_by("run_after").first()
            assert soonest is not None
            assert soonest.run_after == MONDAY + dt.timedelta(hours=1)
            assert len(FaultyServer.tried) == 1
            FaultyServer.faults = {person(EDITOR).email: SMTPRecipientsRefused({})}
            tell_editors.call()
    finally:
        FaultyServer.faults = {}
    assert [message.to for message in mail.outbox] == [[person(CHIEF_EDITOR).email]]


def test_one_job_waits_for_monday() -> None:
    with at(days=2):
        request_weekly()
        assert not DBTaskResult.objects.exists()
        reader()
        request_weekly()
        request_weekly()
    job = DBTaskResult.objects.get(task_path=tell_editors.module_path)
    assert job.run_after == dt.datetime(2026, 11, 30, 6, tzinfo=BERLIN)


def test_strangers_have_no_such_setting() -> None:
    assert Client().get(reverse("wagtailadmin_account")).status_code == 302
