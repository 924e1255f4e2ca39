"""One truth for the address of the portal: SITE_URL, and everything that names an address follows it."""

import datetime as dt
import importlib

import pytest
from defusedxml.ElementTree import fromstring
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings
from wagtail.models import Locale, Page, Site

from home.models import InfoPage
from portal import address, checks
from tests.factories.meetings import make_meeting
from tests.home.site import add, make_home, make_news

OURS = "https://dialog.example.org"
pytestmark = pytest.mark.django_db


def site() -> tuple[str, int]:
    found = Site.objects.get(is_default_site=True)
    return found.hostname, found.port


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (OURS, ("dialog.example.org", 443)),
        ("http://dialog.example.org", ("dialog.example.org", 80)),
        ("http://127.0.0.1:8765", ("127.0.0.1", 8765)),
    ],
)
def test_wagtails_site_follows(settings: Settings, url: str, expected: tuple[str, int]) -> None:
    settings.SITE_URL = url
    assert address.differs()
    assert [error.id for error in checks.check_address(None, databases=["default"])] == ["portal.E010"]
    assert address.follow()
    assert site() == expected
    assert not address.follow()
    assert checks.check_address(None, databases=["default"]) == []


def test_migrate_brings_it_in_line(settings: Settings) -> None:
    settings.SITE_URL = OURS
    call_command("migrate", verbosity=0)
    assert site() == ("dialog.example.org", 443)


def test_an_address_that_another_site_holds_is_refused_and_nothing_breaks(settings: Settings) -> None:
    before = site()
    Site.objects.create(
        hostname="dialog.example.org", port=443, root_page=Site.objects.get(is_default_site=True).root_page
    )
    settings.SITE_URL = OURS
    assert not address.follow()
    assert site() == before
    assert checks.check_address(None, databases=["default"])


def test_all_that_names_an_address_names_the_same(settings: Settings, client: Client) -> None:
    """Although Wagtail's site still has the old one, and somebody asks by a third."""
    settings.SITE_URL = OURS
    settings.ALLOWED_HOSTS = ["*"]
    home = make_home()
    make_news(home, 1, date=timezone.now() - dt.timedelta(days=1))
    told = [{"number": "1", "title": "Eins", "decision": "Ja."}]
    meeting = make_meeting(days=-3, items=told)
    asked = {"host": "10.0.0.7:8001"}
    page = client.get(meeting.url, headers=asked).content.decode()
    assert f'<link rel="canonical" href="{OURS}{meeting.url}"' in page
    texts = [
        client.get(where, headers=asked).content.decode().replace("\r\n ", "")
        for where in (
            "/sitemap.xml",
            "/robots.txt",
            "/feeds/news.atom",
            "/feeds/protocols.atom",
            f"/calendar/meeting/{meeting.pk}.ics",
            "/calendar/all.ics",
            "/de/opensearch.xml",
            meeting.url,
        )
    ]
    for text in texts:
        assert OURS in text or "dialog.example.org" in text
        assert "10.0.0.7" not in text
        assert "http://localhost" not in text
    assert meeting.full_url == f"{OURS}{meeting.url}"


def test_a_removed_language_is_in_no_sitemap_no_head_and_no_feed(settings: Settings, client: Client) -> None:
    home = make_home()
    page = add(home, InfoPage(title="Leitfaden", slug="leitfaden"))
    for code in ("fr", "tr"):
        make_home(code)
        locale = Locale.objects.get(language_code=code)
        copy = page.copy_for_translation(locale)
        copy.get_latest_revision().publish()
    assert {"/fr/", "/tr/"} <= {
        f"/{part}/" for part in client.get("/sitemap.xml").content.decode().split("/")
    }
    languages = [pair for pair in settings.LANGUAGES if pair[0] != "fr"]
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = languages
    answer = client.get("/sitemap.xml")
    assert answer.status_code == 200
    assert "/fr/" not in answer.content.decode()
    assert "/tr/" in answer.content.decode()
    shown = client.get(Page.objects.get(pk=page.pk).url).content.decode()
    assert 'hreflang="tr"' in shown
    assert "/fr/" not in shown
    for location in fromstring(answer.content).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc"):
        assert client.get(str(location.text)).status_code == 200


def test_the_web_server_brings_it_in_line_when_it_starts(settings: Settings) -> None:
    settings.SITE_URL = OURS
    importlib.reload(importlib.import_module("portal.wsgi"))
    assert site() == ("dialog.example.org", 443)
