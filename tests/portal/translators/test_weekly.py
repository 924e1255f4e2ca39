"""The translators' weekly mail: for those who want it, once a week, of their languages only."""

import datetime as dt
from smtplib import SMTPRecipientsRefused
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings
from wagtail.models import GroupPagePermission, Page

from portal.accounts.roles import CHIEF_EDITOR, TRANSLATOR
from portal.translators import rules, weekly
from portal.translators.models import DigestReader, TranslationStanding
from portal.translators.tasks import request_weekly, tell_translators
from tests.personas import browser_of, person
from tests.portal.translators.conftest import Tree, translate
from tests.portal.translators.test_desk import write
from tests.portal.translators.test_submission import in_language
from tests.search.alerts.test_sending import FaultyServer

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = dt.datetime(2026, 11, 23, 6, 1, tzinfo=BERLIN)


def at(**later: float) -> Any:
    return time_machine.travel(MONDAY + dt.timedelta(**later), tick=False)


def send(**later: float) -> bool:
    with at(**later):
        return weekly.send(timezone.now())


def reader(role: str = TRANSLATOR, days: int = 5) -> DigestReader:
    return DigestReader.objects.create(user=person(role), told=MONDAY - dt.timedelta(days=days))


@pytest.fixture
def work(tree: Tree) -> Page:
    """English: the article is ready for review, the section outdated; Turkish: everything is open."""
    translate(tree.home, "en", "tr", subtree=True)
    english = in_language(tree.article, "en")
    write(browser_of(TRANSLATOR), english, "Words")
    TranslationStanding.objects.filter(page=english).update(stage="ready")
    since = MONDAY - dt.timedelta(days=3)
    outdated = TranslationStanding.objects.filter(page=in_language(tree.section, "en"))
    outdated.update(stage="outdated", outdated_since=since)
    return english


def test_a_translator_asks_for_the_mail_and_ends_it(work: Page) -> None:
    browser = browser_of(TRANSLATOR)
    account = reverse("wagtailadmin_account")
    page = browser.get(account)
    assert 'name="translations_digest-wanted"' in page.text
    form: dict[str, str] = {}
    for panels in page.context["panels_by_tab"].values():
        for panel in panels:
            fields = panel.get_form()
            form |= {fields.add_prefix(name): fields[name].value() or "" for name in fields.fields}
    form |= {"name_email-first_name": "Erika", "name_email-last_name": "Muster"}
    assert browser.post(account, form | {"translations_digest-wanted": "on"}).status_code == 302
    assert weekly.wants(person(TRANSLATOR))
    assert not weekly.wants(person(CHIEF_EDITOR))
    assert DBTaskResult.objects.filter(task_path=tell_translators.module_path).count() == 1
    form.pop("translations_digest-wanted", None)
    assert browser.post(account, form).status_code == 302
    assert not weekly.wants(person(TRANSLATOR))


def test_the_mail_says_what_waits_in_each_language(tree: Tree, work: Page) -> None:
    Page.objects.filter(pk=work.pk).update(title="<b>Article</b>")
    reader()
    assert send()
    message = mail.outbox[0]
    rich = str(message.alternatives[0][0])  # type: ignore[union-attr]
    assert message.to == [person(TRANSLATOR).email]
    outdated = in_language(tree.section, "en").pk
    for part in (str(message.body), rich):
        assert "English" in part
        assert "Türkçe" in part
        for number in (outdated, work.pk):
            assert part.count(f"http://localhost/admin/translators/pages/{number}/") == 1
        assert "20.11.2026" in part
        assert f"http://localhost{reverse('wagtailadmin_account')}" in part
    assert "&lt;b&gt;Article" in rich
    assert "<b>Article</b>" in str(message.body)


def test_only_the_languages_one_works_on(tree: Tree, work: Page) -> None:
    turkish = Group.objects.create(name="Turkish")
    turkish.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    root = in_language(tree.home, "tr")
    GroupPagePermission.objects.create(group=turkish, page=root, permission=change)
    one = reader().user
    one.groups.set([turkish])
    assert send()
    body = str(mail.outbox[0].body)
    assert "Türkçe" in body
    assert "English" not in body


def test_it_comes_once_a_week(work: Page) -> None:
    reader()
    other = reader(CHIEF_EDITOR, days=0)
    assert send()
    assert send(hours=1)
    assert send(days=6)
    assert len(mail.outbox) == 1
    assert send(days=7)
    assert len(mail.outbox) == 3
    other.refresh_from_db()
    assert other.told == MONDAY + dt.timedelta(days=7)


def test_without_anything_to_tell_there_is_no_mail(tree: Tree) -> None:
    reader()
    assert send()
    assert mail.outbox == []


@pytest.mark.parametrize("change", ["inactive", "no rights"])
def test_who_has_left_gets_nothing(work: Page, change: str) -> None:
    one = reader().user
    if change == "inactive":
        one.is_active = False
        one.save()
    else:
        one.groups.clear()
    assert send()
    assert mail.outbox == []


def test_a_dead_mail_server_is_asked_again_within_the_hour(work: Page, settings: Settings) -> None:
    reader()
    reader(CHIEF_EDITOR)
    settings.EMAIL_BACKEND = f"{FaultyServer.__module__}.FaultyServer"
    FaultyServer.faults, FaultyServer.after, FaultyServer.tried = {"*": ConnectionRefusedError()}, None, []
    jobs = DBTaskResult.objects.filter(task_path=tell_translators.module_path, status="READY")
    try:
        with at():
            tell_translators.call()
            soonest = jobs.order_by("run_after").first()
            assert soonest is not None
            assert soonest.run_after == MONDAY + dt.timedelta(hours=1)
            assert len(FaultyServer.tried) == 1
            FaultyServer.faults = {person(TRANSLATOR).email: SMTPRecipientsRefused({})}
            tell_translators.call()
    finally:
        FaultyServer.faults = {}
    assert [message.to for message in mail.outbox] == [[person(CHIEF_EDITOR).email]]


def test_one_job_waits_for_monday(tree: Tree) -> None:
    jobs = DBTaskResult.objects.filter(task_path=tell_translators.module_path)
    with at(days=2):
        request_weekly()
        assert not jobs.exists()
        reader()
        request_weekly()
        request_weekly()
    assert jobs.get().run_after == dt.datetime(2026, 11, 30, 6, tzinfo=BERLIN)


def test_the_command_sends_it_too(work: Page, tmp_path: Any, settings: Settings) -> None:
    settings.DATA_DIR = tmp_path
    reader()
    with at():
        call_command("alerts")
    assert [message.to for message in mail.outbox] == [[person(TRANSLATOR).email]]


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (dt.datetime(2026, 11, 23, 5, 59, tzinfo=BERLIN), dt.datetime(2026, 11, 23, 6, tzinfo=BERLIN)),
        (dt.datetime(2026, 11, 23, 6, tzinfo=BERLIN), dt.datetime(2026, 11, 30, 6, tzinfo=BERLIN)),
        (dt.datetime(2027, 3, 25, 12, tzinfo=dt.UTC), dt.datetime(2027, 3, 29, 6, tzinfo=BERLIN)),
    ],
)
def test_mondays(now: dt.datetime, due: dt.datetime) -> None:
    assert rules.next_monday(now, BERLIN) == due
