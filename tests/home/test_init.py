"""`manage.py init`: from an empty database to a city."""

import re
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import Locale, Page, Site

from home.models import HomePage, InfoPage, NavigationMenu
from portal.accounts.roles import ROLES

pytestmark = pytest.mark.django_db

ADMIN = "it@stadt.example"


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INIT_PASSWORD", "uhu-birke-donau-fackel")


def init(**options: str) -> str:
    out = StringIO()
    given = {"city": "Stadt Musterstadt", "admin": ADMIN} | options
    call_command("init", no_input=True, stdout=out, stderr=StringIO(), **given)
    return out.getvalue()


def test_an_empty_city_answers_with_all_its_pages(client: Client) -> None:
    init(name="Musterdialog", phone="0123 45")
    page = client.get("/de/").content.decode()
    assert "Musterdialog" in page
    assert "Stadt Musterstadt" in page
    for slug in ("verfahren", "sitzungen", "methodenkoffer", "aktuelles", "glossar"):
        assert f"/de/{slug}/" in page
        assert client.get(f"/de/{slug}/").status_code == 200
    for slug in ("impressum", "datenschutz", "barrierefreiheit"):
        assert f"/de/{slug}/" in page
        text = client.get(f"/de/{slug}/").content.decode()
        assert "{" not in re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
    assert "0123 45" in client.get("/de/impressum/").content.decode()
    assert Site.objects.get().site_name == "Musterdialog"
    assert not Page.objects.filter(depth=2).exclude(pk=HomePage.objects.get().pk).exists()


def test_the_administrator_can_log_in_and_the_roles_are_there() -> None:
    init()
    user = get_user_model().objects.get()
    assert (user.email, user.is_superuser) == (ADMIN, True)
    assert user.check_password("uhu-birke-donau-fackel")
    groups = type(user).groups.rel.model.objects  # type: ignore[attr-defined]
    assert {role.name for role in ROLES} <= set(groups.values_list("name", flat=True))


def test_a_password_is_made_and_shown_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("INIT_PASSWORD")
    [password] = re.findall(r"shown this once: (\S+)", init())
    assert get_user_model().objects.get().check_password(password)
    assert "shown" not in init()


def test_repeating_changes_nothing_that_people_changed() -> None:
    init(languages="de,en")
    page = InfoPage.objects.get(slug="impressum")
    page.title = "Wer wir sind"
    page.save_revision().publish()
    menu = NavigationMenu.objects.get(slug="main")
    menu.items.all().delete()
    menu.save()
    before = list(Page.objects.order_by("pk").values_list("pk", "title", "latest_revision_id"))
    assert "made:" not in init(languages="de,en", name="Anders", admin="")
    assert before == list(Page.objects.order_by("pk").values_list("pk", "title", "latest_revision_id"))
    assert not NavigationMenu.objects.get(slug="main").items.exists()
    assert set(Locale.objects.values_list("language_code", flat=True)) == {"de", "en"}


def test_repeating_makes_what_is_missing() -> None:
    init()
    InfoPage.objects.get(slug="impressum").delete()
    assert "page Impressum" in init(city="")
    assert InfoPage.objects.filter(slug="impressum", live=True).exists()


def test_it_says_what_is_left_to_write() -> None:
    told = init()
    assert "to write on the page Impressum" in told
    assert "[Anschrift ergänzen]" in told
    assert "[Anschrift ergänzen]" not in init(address="Am Markt 1") or "Am Markt 1" not in told


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"city": ""}, "--city"),
        ({"languages": "de,xx"}, "does not speak xx"),
        ({"admin": "nobody"}, "--admin nobody"),
    ],
)
def test_what_cannot_be_done_ends_with_one_line(options: dict[str, str], says: str) -> None:
    with pytest.raises(CommandError, match=says):
        init(**options)


def test_an_easy_password_and_a_taken_address_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INIT_PASSWORD", "123")
    with pytest.raises(CommandError, match=ADMIN):
        init()
    assert not get_user_model().objects.exists()
    get_user_model().objects.create_user(ADMIN, "uhu-birke-donau-fackel")
    monkeypatch.setenv("INIT_PASSWORD", "uhu-birke-donau-fackel")
    with pytest.raises(CommandError, match="without every right"):
        init()
