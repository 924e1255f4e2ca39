"""The demo: complete, true to the real course, loaded once and never over an editor's changes."""

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from consultations.guidelines.comparison.rules import compare
from consultations.guidelines.versions import selectors
from consultations.guidelines.versions.verifying import problems
from consultations.meetings.pages import MeetingPage
from consultations.pages import ConsultationPage
from consultations.timeline.models import Phase
from home.demo.load import load_demo
from home.demo.logins import ensure_logins
from home.pages import HomePage
from portal.accounts.models import User
from portal.files.models import PortalDocument
from tests.demo import DemoPortal

pytestmark = pytest.mark.usefixtures("demo_portal", "db")


def rows() -> dict[str, int]:
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model._meta.managed
    }


def test_loading_again_changes_nothing() -> None:
    home = HomePage.objects.get(locale__language_code="de")
    home.title = "Vom Redaktionsteam geändert"
    home.save_revision().publish()
    before = rows()
    assert load_demo(lambda _line: None) is False
    assert rows() == before
    assert HomePage.objects.get(locale__language_code="de").title == "Vom Redaktionsteam geändert"


def test_every_page_answers() -> None:
    pages = Page.objects.filter(depth__gt=1, live=True)
    assert pages.count() >= 25
    assert {page.url: Client().get(page.url).status_code for page in pages} == {
        page.url: 200 for page in pages
    }


@pytest.mark.parametrize(
    ("slug", "says"),
    [
        ("sitzung-2023-09-06", "6. September 2023"),
        ("sitzung-2023-10-04", "4. Oktober 2023"),
        ("sitzung-2023-11-08", "8. November 2023"),
        ("sitzung-2023-12-06", "6. Dezember 2023"),
        ("sitzung-2023-09-06", "Rathausfoyer"),
        ("leitlinien", "08.03.2024"),
        ("leitlinien", "21.03.2024"),
        ("leitlinien", "Thementische Vorhabenliste und Beteiligungsbeirat"),
        ("naechste-sitzung-methodenkoffer", "18:00 Uhr"),
        ("naechste-sitzung-methodenkoffer", "Methodenkoffer"),
    ],
)
def test_the_real_course_can_be_read(demo_portal: DemoPortal, slug: str, says: str) -> None:
    assert says in Client().get(demo_portal.url(slug)).content.decode()


def test_the_guidelines_have_three_versions_that_differ(demo_portal: DemoPortal) -> None:
    page = demo_portal.page("entwurf")
    third, second, first = selectors.versions_of(page)
    assert [version.date.isoformat() for version in (first, second, third)] == [
        "2024-03-08",
        "2024-03-22",
        "2024-05-17",
    ]
    assert first.session_title == demo_portal.page("sitzung-2023-12-06").title
    texts = [selectors.parts_of(version, "de") for version in (first, second, third)]
    assert compare(texts[0], texts[1], selectors.lineage_of(second)).counts == {
        "changed": 3,
        "new": 2,
        "unchanged": 26,
        "renumbered": 2,
    }
    assert compare(texts[1], texts[2], selectors.lineage_of(third)).counts == {
        "changed": 1,
        "dropped": 1,
        "merged": 1,
        "moved": 1,
        "new": 1,
        "split": 1,
        "renumbered": 7,
        "unchanged": 20,
    }
    assert texts[2] == page.numbered()
    assert list(problems()) == []


def test_sessions_begin_at_six() -> None:
    meetings = MeetingPage.objects.filter(slug__startswith="sitzung-2023", locale__language_code="de")
    assert [timezone.localtime(m.start).hour for m in meetings] == [18, 18, 18, 18]


def test_every_state_of_a_phase_can_be_seen() -> None:
    now = timezone.now()
    assert {str(phase.window.state_at(now)) for phase in Phase.objects.all()} == {
        "open",
        "upcoming",
        "closed",
        "undated",
    }
    assert {page.state_at(now) for page in ConsultationPage.objects.all()} >= {"open", "upcoming"}


def test_logins_have_their_roles_and_own_passwords(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    logins = ensure_logins()
    assert ensure_logins() == logins
    assert len({login.password for login in logins}) == 3
    for login in logins:
        user = User.objects.get(email=login.email)
        assert [group.name for group in user.groups.all()] == [login.role]
        assert user.check_password(login.password)
        assert not user.is_superuser
    assert (tmp_path / "demo-logins.json").stat().st_mode & 0o077 == 0


def test_another_installation_has_other_passwords(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path / "one"
    (tmp_path / "one").mkdir()
    first = {login.password for login in ensure_logins()}
    User.objects.all().delete()
    settings.DATA_DIR = tmp_path / "two"
    (tmp_path / "two").mkdir()
    assert first.isdisjoint({login.password for login in ensure_logins()})


def test_protocols_are_tagged_and_read() -> None:
    documents = list(PortalDocument.objects.filter(kind="results_protocol").order_by("document_date"))
    assert len(documents) == 4
    assert all(b"/StructTreeRoot" in Path(document.file.path).read_bytes() for document in documents)
    assert {document.extraction_state for document in documents} == {"text"}
    assert documents[0].text_pages.get(number=3).text


def test_the_page_tree_is_whole(demo_portal: DemoPortal, db: None) -> None:
    """wagtail-localize can damage the tree; what the demo makes must be sound to begin with."""
    assert [list(problems) for problems in Page.find_problems()] == [[], [], [], [], []]


def test_the_page_on_easy_german_and_sign_language_is_there_in_both_forms() -> None:
    german = Client().get("/de/leichte-sprache/").content.decode()
    assert 'href="/de-simple/leichte-sprache/" hreflang="de-simple"' in german
    assert "Gebärdensprache" in german
    easy = Client().get("/de-simple/leichte-sprache/").content.decode()
    assert '<html lang="de-simple" dir="ltr">' in easy
    assert easy.count("<h2 ") >= 5
    for said in ("Darum geht es", "So finden Sie sich zurecht", "So barriere·frei ist die Internet·seite"):
        assert said in easy


def test_words_with_dots_are_found_without_them() -> None:
    answer = Client().get("/de-simple/search/?q=Leitlinien")
    assert answer.status_code == 200
    assert "/de-simple/leichte-sprache/" in answer.content.decode()
    assert "<mark>" in answer.content.decode()
