"""From hand to hand: a button, a mail, a place on the next person's first page, and a way back with a reason."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.core.mail import EmailMessage
from django.test import Client
from wagtail.models import Page
from wagtail.users.models import UserProfile

from portal.accounts.roles import CHIEF_EDITOR, TRANSLATOR
from tests.personas import person
from tests.portal.translators.conftest import Tree, translate
from tests.portal.translators.test_desk import stage, write
from tests.portal.translators.test_submission import in_language

Browser = Callable[..., Client]
Worker = Callable[[], int]
BACK = "Bitte „Beirat“ wie in der Wörterliste."


@pytest.fixture
def english(tree: Tree) -> Page:
    person(CHIEF_EDITOR), person(TRANSLATOR)
    translate(tree.article, "en")
    return in_language(tree.article, "en")


def step(client: Client, page: Page, name: str, note: str = "") -> str:
    address = f"/admin/translators/pages/{page.pk}/step/"
    return client.post(address, {"step": name, "note": note}, follow=True).content.decode()


def first_page(client: Client) -> str:
    soup = BeautifulSoup(client.get("/admin/").content, "html.parser")
    return " ".join(one.get_text(" ") for one in soup.select("section[id*=translations-]"))


def subjects(worker: Worker, mailoutbox: list[EmailMessage]) -> list[tuple[str, str]]:
    mailoutbox.clear()
    worker()
    return [(mail.to[0].split("@")[0], mail.subject.split(":")[0]) for mail in mailoutbox]


def test_every_hand_over_is_told(
    browser: Browser, english: Page, worker: Worker, mailoutbox: list[EmailMessage]
) -> None:
    translator, chief = browser(TRANSLATOR), browser(CHIEF_EDITOR)
    assert subjects(worker, mailoutbox) == [("translator", "Bitte übersetzen")]
    assert english.title in first_page(translator) and english.title not in first_page(chief)
    write(translator, english, "Words")
    step(translator, english, "hand_over")
    assert subjects(worker, mailoutbox) == [("chief-editor", "Übersetzung wartet auf Prüfung")]
    assert english.title in first_page(chief)
    step(chief, english, "take_back", BACK)
    assert subjects(worker, mailoutbox) == [("translator", "Übersetzung zurückgegeben")]
    assert BACK in mailoutbox[0].body and f"/admin/translators/pages/{english.pk}/" in mailoutbox[0].body
    assert BACK in first_page(translator)
    step(translator, english, "hand_over")
    step(chief, english, "review")
    assert ("translator", "Übersetzung geprüft") in subjects(worker, mailoutbox)


def test_sending_back_needs_a_reason(browser: Browser, english: Page) -> None:
    translator, chief = browser(TRANSLATOR), browser(CHIEF_EDITOR)
    write(translator, english, "Words")
    step(translator, english, "hand_over")
    assert "warum Sie die Übersetzung zurückgeben" in step(chief, english, "take_back", "  ")
    assert stage(english) == "ready"
    # Whoever takes back their own work owes nobody a reason.
    step(translator, english, "take_back")
    assert stage(english) == "in_translation"


def test_the_main_button_is_the_next_step(browser: Browser, english: Page) -> None:
    translator = browser(TRANSLATOR)
    address = f"/admin/pages/{english.pk}/edit/"
    soup = BeautifulSoup(translator.get(address).content, "html.parser")
    button = soup.select_one(".button[name=step]")
    assert button is not None and button["value"] == "hand_over"
    assert '"canDelete": false' in str(soup.select_one(".js-translation-editor")["data-props"])
    assert "noch nicht übersetzt" in step(translator, english, "hand_over")
    write(translator, english, "Words")
    step(translator, english, "hand_over")
    soup = BeautifulSoup(browser(CHIEF_EDITOR).get(address).content, "html.parser")
    assert [one["value"] for one in soup.select(".button[name=step]")] == ["review"]


def test_mails_speak_the_language_of_the_receivers_admin(
    browser: Browser, english: Page, worker: Worker, mailoutbox: list[EmailMessage]
) -> None:
    profile = UserProfile.get_for_user(person(CHIEF_EDITOR))
    profile.preferred_language = "en"
    profile.save()
    write(browser(TRANSLATOR), english, "Words")
    step(browser(TRANSLATOR), english, "hand_over")
    assert ("chief-editor", "Translation ready for review") in subjects(worker, mailoutbox)
