"""Contacts, wording and menus in the reader's language."""

import pytest
from django.test import Client
from django.utils.translation import override
from wagtail.models import Locale

from home.models import Contact, HomePage, InfoPage, NavigationItem, NavigationMenu, SiteText
from home.templatetags.home import show_site_text
from home.wording import site_text
from tests.home.site import add, make_home


@pytest.mark.parametrize(
    ("written", "dialled"), [("0631 / 123-45", "063112345"), ("+49 (631) 1", "+496311"), ("", "")]
)
def test_a_number_can_be_dialled(written: str, dialled: str) -> None:
    assert Contact(name="A", phone=written).tel == dialled


def wording(language: str, text: str, **fields: object) -> SiteText:
    locale, _made = Locale.objects.get_or_create(language_code=language)
    return SiteText.objects.create(key="footer-note", text=f"<p>{text}</p>", locale=locale, **fields)


def test_wording_follows_the_language(home: HomePage) -> None:
    wording("de", "Hallo")
    wording("fr", "Bonjour")
    for language, expected in {"de": "Hallo", "fr": "Bonjour", "tr": "Hallo", "de-simple": "Hallo"}.items():
        with override(language):
            found = site_text("footer-note")
        assert found is not None
        assert expected in found.text


def test_a_draft_wording_falls_back_to_german(home: HomePage) -> None:
    wording("de", "Hallo")
    wording("fr", "Brouillon", live=False)
    found = site_text("footer-note", "fr")
    assert found is not None
    assert found.text == "<p>Hallo</p>"


def test_unknown_wording_is_empty_and_foreign_wording_is_marked(home: HomePage) -> None:
    assert show_site_text("nowhere") == ""
    wording("de", "Hallo")
    with override("ar"):
        assert show_site_text("footer-note") == '<div lang="de" dir="ltr"><p>Hallo</p></div>'


def menu(language: str, title: str, *items: NavigationItem) -> NavigationMenu:
    made = NavigationMenu(title=title, slug="footer-1", locale=Locale.objects.get(language_code=language))
    made.items.set(items)
    made.save()
    return made


def footer(client: Client, url: str) -> list[tuple[str, list[tuple[str, str]]]]:
    menus = client.get(url).context["footer_menus"]
    return [(column.title, [(link.title, link.url) for link in column.items]) for column in menus]


def test_menus_follow_the_language(home: HomePage, client: Client) -> None:
    page = add(home, InfoPage(title="Impressum", slug="impressum"))
    french = make_home("fr")
    translated = page.copy_for_translation(french.locale)
    translated.title = "Mentions légales"
    translated.save_revision().publish()
    menu(
        "de",
        "Service",
        NavigationItem(page=page),
        NavigationItem(url="https://stadt.example/", label="Stadt"),
    )
    assert footer(client, home.url) == [
        ("Service", [("Impressum", "/de/impressum/"), ("Stadt", "https://stadt.example/")])
    ]
    assert footer(client, french.url)[0][1][0] == ("Mentions légales", "/fr/impressum/")
    menu("fr", "Services", NavigationItem(page=page, label="Éditeur"))
    assert [title for title, _links in footer(client, french.url)] == ["Services"]


def test_a_draft_menu_is_not_shown(home: HomePage, client: Client) -> None:
    menu("de", "Service", NavigationItem(url="/x/", label="X"))
    NavigationMenu.objects.update(live=False)
    assert footer(client, home.url) == []


@pytest.mark.parametrize("path", ["contact", "glossaryterm", "navigationmenu", "sitetext"])
def test_editors_have_a_list_and_a_form(home: HomePage, admin_client: Client, path: str) -> None:
    assert admin_client.get(f"/admin/snippets/home/{path}/").status_code == 200
    assert admin_client.get(f"/admin/snippets/home/{path}/add/").status_code == 200


def test_a_contact_can_be_previewed(home: HomePage, admin_client: Client) -> None:
    contact = Contact.objects.create(name="Frau Muster", locale=home.locale)
    address = f"/admin/snippets/home/contact/preview/{contact.pk}/"
    assert admin_client.post(address, {"name": "Frau Neu"}).json()["is_valid"] is True
    html = admin_client.get(address).content.decode()
    assert '<p class="sd-contact__name">Frau Neu</p>' in html
