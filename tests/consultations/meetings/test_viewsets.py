"""The editors' list of sessions."""

import pytest
from django.test import Client
from django.utils.timezone import localtime

from tests.factories.meetings import make_meeting

pytestmark = pytest.mark.django_db


def test_sessions_are_listed_by_date_with_the_newest_first(editor_browser: Client) -> None:
    old = make_meeting("Vergangene", days=-5)
    make_meeting("Kommende", days=5)
    shown = editor_browser.get("/admin/meetings/").content.decode()
    assert shown.index("Kommende") < shown.index("Vergangene")
    assert f"{localtime(old.start):%d.%m.%Y, %H:%M}" in shown


def test_sessions_can_be_filtered_by_state(editor_browser: Client) -> None:
    make_meeting("Abgesagte", state="cancelled")
    make_meeting("Geplante")
    shown = editor_browser.get("/admin/meetings/", {"state": "cancelled"}).content.decode()
    assert "Abgesagte" in shown
    assert "Geplante" not in shown
