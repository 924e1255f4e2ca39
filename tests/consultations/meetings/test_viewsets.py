"""The editors' list of sessions."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localtime
from wagtail.models import Locale

from tests.factories.meetings import make_meeting, make_organization

pytestmark = pytest.mark.django_db
LIST = "/admin/meetings/"


def shown(browser: Client, **asked: Any) -> str:
    return browser.get(LIST, asked).content.decode()


def test_sessions_are_listed_by_date_whatever_was_edited_last(editor_browser: Client) -> None:
    make_meeting("Kommende", days=5)
    old = make_meeting("Vergangene", days=-5)
    make_meeting("Heutige", days=0)
    found = shown(editor_browser)
    assert found.index("Kommende") < found.index("Heutige") < found.index("Vergangene")
    assert f"{localtime(old.start):%d.%m.%Y, %H:%M}" in found


def test_one_language_at_a_time(editor_browser: Client) -> None:
    french = Locale.objects.get_or_create(language_code="fr")[0]
    make_meeting("Sitzung auf Deutsch")
    make_meeting("Séance traduite", locale=french)
    assert "Sitzung auf Deutsch" in shown(editor_browser)
    assert "Séance traduite" not in shown(editor_browser)
    assert "Séance traduite" in shown(editor_browser, language="fr")
    assert "Sitzung auf Deutsch" not in shown(editor_browser, language="fr")
    both = shown(editor_browser, language="all")
    assert "Sitzung auf Deutsch" in both and "Séance traduite" in both
    assert editor_browser.get(LIST, {"language": "\x00x"}).status_code == 200


# The menu of wagtail-localize, for those who submit for translation, asks twice for every row.
@pytest.mark.parametrize(("role", "each"), [("editor_browser", 0), ("chief_browser", 2)])
def test_more_sessions_ask_no_more_of_the_database(
    request: pytest.FixtureRequest, role: str, each: int
) -> None:
    browser = request.getfixturevalue(role)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(LIST).status_code == 200
        return len(queries)

    for number in range(3):
        make_meeting(f"Sitzung {number}", days=number, organization=make_organization(f"Kreis {number}"))
    make_meeting("Entwurf", days=3).unpublish()
    asked()
    few = asked()
    for number in range(12):
        make_meeting(f"Weitere {number}", days=number, organization=make_organization(f"Rat {number}"))
    make_meeting("Noch ein Entwurf", days=3).unpublish()
    assert asked() <= few + 13 * each
    assert few <= 40


def test_sessions_can_be_filtered_by_state(editor_browser: Client) -> None:
    make_meeting("Abgesagte", state="cancelled")
    make_meeting("Geplante")
    found = shown(editor_browser, state="cancelled")
    assert "Abgesagte" in found
    assert "Geplante" not in found
