"""No forged POST answers 5xx, whoever sends it."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from portal.accounts.roles import CHIEF_EDITOR, EDITOR, TRANSLATOR
from tests.factories.meetings import make_meeting
from tests.hostile.posts import BODIES, FORMS, HUGE, addresses
from tests.personas import browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def _browser(role: str) -> Client:
    client = browser_of(role) if role else Client()
    client.raise_request_exception = False
    return client


def _failures(
    client: Client, found: list[str], forms: tuple[dict[str, Any], ...], bodies: tuple[str, ...]
) -> list:
    bad = []
    for address in found:
        for number, form in enumerate(forms):
            answer = client.post(address, form)
            if answer.status_code >= 500:
                bad.append((answer.status_code, address, f"form {number}"))
        for body in bodies:
            answer = client.post(address, body.encode("latin-1"), content_type="application/json")
            if answer.status_code >= 500:
                bad.append((answer.status_code, address, body))
    return bad


def test_there_are_many_addresses() -> None:
    assert len(addresses(("1",))) > 250


def test_what_is_in_use_is_refused_with_words(chief_browser: Client) -> None:
    body = make_meeting("Sitzung").organization
    answer: Any = chief_browser.post(
        f"/admin/snippets/consultations/organization/delete/{body.pk}/", follow=True
    )
    assert next(str(message) for message in answer.context["messages"]).startswith("Das wird noch")
    assert type(body).objects.filter(pk=body.pk).exists()


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("home/sitetext", {"key": "fussnote", "text": "null"}),
        ("home/sitetext", {"key": "", "text": "null"}),
        ("consultations/topic", {"name": "Verkehr", "slug": "verkehr"}),
    ],
)
def test_a_second_one_of_a_name_is_told(chief_browser: Client, address: str, sent: dict[str, str]) -> None:
    url = f"/admin/snippets/{address}/add/"
    assert [chief_browser.post(url, sent).status_code for _time in range(2)] == [302, 200]


@pytest.mark.parametrize("role", [CHIEF_EDITOR, EDITOR, TRANSLATOR, ""])
def test_no_forged_post_fails(role: str) -> None:
    make_meeting("Sitzung", items=[{"title": "Punkt"}])
    chief = role == CHIEF_EDITOR
    forms, bodies = ((FORMS[0], FORMS[1], FORMS[3]), BODIES[2:3]) if chief else (FORMS[1:2], ())
    assert _failures(_browser(role), addresses(("1", HUGE) if chief else ("1",)), forms, bodies) == []
    assert not any(Page.find_problems())
