"""A page and a frozen version on their way into Turkish, each step by the person who has the right to it."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from consultations.guidelines.versions import selectors
from portal.accounts.roles import CHIEF_EDITOR, TRANSLATOR
from tests.consultations.guidelines.versions.test_freezing import freeze
from tests.demo import DemoPortal
from tests.personas import browser_of

BANNER = "sd-translation-state"
FORM = "application/x-www-form-urlencoded"

pytestmark = pytest.mark.usefixtures("demo_portal", "db")


def turkish(page: Page) -> Any:
    return page.get_translations().get(locale__language_code="tr").specific


def submit(chief: Client, page: Page) -> Any:
    """Send a page to the translators; answers its Turkish draft."""
    locale = Locale.objects.get(language_code="tr")
    chief.post(f"/admin/localize/submit/page/{page.pk}/", {"locales": [locale.pk]})
    return turkish(page)


def translation_of(page: Page) -> Translation:
    return Translation.objects.get(source__object_id=page.translation_key, target_locale=page.locale)


def write(translator: Client, page: Page, sign: str) -> int:
    """Fill in the open parts over the editor's own address; answers how many there were."""
    translation = translation_of(page)
    done = set(
        StringTranslation.objects.filter(locale=page.locale).values_list("translation_of_id", "context_id")
    )
    written = 0
    for segment in StringSegment.objects.filter(source=translation.source).select_related("string"):
        if (segment.string_id, segment.context_id) not in done:
            address = f"/admin/localize/translate/{translation.pk}/strings/{segment.pk}/edit/"
            data = urlencode({"value": f"{sign} {segment.string.data}"})
            assert translator.put(address, data, content_type=FORM).status_code in {200, 201}
            written += 1
    return written


def stage(page: Page) -> str:
    return str(Page.objects.get(pk=page.pk).standing.stage)


def step(client: Client, page: Page, name: str) -> str:
    client.post(f"/admin/translators/pages/{page.pk}/step/", {"step": name, "note": ""})
    return stage(page)


def publish(client: Client, page: Page, run: Any) -> bool:
    with run(execute=True):
        client.post(f"/admin/pages/{page.pk}/edit/", {"action": "publish"})
    return Page.objects.get(pk=page.pk).live


def finish(translator: Client, chief: Client, page: Page, run: Any) -> bool:
    """Handed over, reviewed and published; answers whether readers see it."""
    assert step(translator, page, "hand_over") == "ready"
    assert step(chief, page, "review") == "reviewed"
    return publish(chief, page, run)


def read(page: Page) -> str:
    answer = Client().get(Page.objects.get(pk=page.pk).specific.url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_session_into_turkish_and_after_the_german_one(
    demo_portal: DemoPortal, django_capture_on_commit_callbacks: Any
) -> None:
    chief, translator = browser_of(CHIEF_EDITOR), browser_of(TRANSLATOR)
    run = django_capture_on_commit_callbacks
    german = demo_portal.page("sitzung-2023-12-06")
    assert Client().get(german.url.replace("/de/", "/tr/")).status_code == 404
    page = submit(chief, german)
    assert (page.live, stage(page)) == (False, "in_translation")
    assert step(translator, page, "hand_over") == "in_translation"
    assert write(translator, page, "TR") > 10
    assert publish(translator, page, run) is False
    assert step(translator, page, "hand_over") == "ready"
    assert step(translator, page, "review") == "ready"
    assert step(chief, page, "review") == "reviewed"
    assert publish(chief, page, run) is True
    html = read(page)
    assert "TR Einrichtung eines Beteiligungsbeirats" in html
    assert BANNER not in html

    items = list(german.agenda_items.all())
    items[1].decision = "Der Zeitplan wird monatlich fortgeschrieben."
    german.agenda_items = items
    german.save_revision().publish()
    assert stage(page) == "outdated"
    banner = read(page).partition(BANNER)[2].partition("</aside>")[0]
    assert "Zeitplan bis zum Frühjahr" in banner
    assert "Rückblick" not in banner

    source = translation_of(page).source
    translator.post(f"/admin/localize/update/{source.pk}/", {})
    assert stage(page) == "outdated"
    chief.post(f"/admin/localize/update/{source.pk}/", {})
    assert stage(page) == "in_translation"
    assert BANNER in read(page)
    assert write(translator, page, "TR2") == 1
    assert finish(translator, chief, page, run) is True
    html = read(page)
    assert BANNER not in html
    assert "TR2 Der Zeitplan wird monatlich fortgeschrieben." in html


def test_a_frozen_version_gets_its_turkish_text_later(
    demo_portal: DemoPortal, django_capture_on_commit_callbacks: Any
) -> None:
    chief, translator = browser_of(CHIEF_EDITOR), browser_of(TRANSLATOR)
    run = django_capture_on_commit_callbacks
    german = demo_portal.page("entwurf")
    page = turkish(german)
    blocks = german.chapters.get_prep_value()
    blocks[1]["value"]["text"] = "<p>Die Leitlinien gelten für alle.</p>"
    german.chapters = german.chapters.stream_block.to_python(blocks)
    german.save_revision().publish()
    assert stage(page) == "outdated"
    assert BANNER in read(page)
    version = freeze(german)
    assert not version.texts.filter(language="tr").exists()
    add = reverse("guideline_add_translation", args=[german.pk, version.number, "tr"])
    chief.post(f"/admin/localize/update/{translation_of(page).source_id}/", {})
    assert write(translator, page, "TR") == 1
    assert finish(translator, chief, page, run) is True
    assert BANNER not in read(page)
    translator.post(add)
    assert not version.texts.filter(language="tr").exists()
    chief.post(add)
    parts = selectors.parts_of(version, "tr")
    assert [part.id for part in parts] == [part.id for part in selectors.parts_of(version, "de")]
    assert "TR Die Leitlinien gelten für alle." in parts[1].html
    shown = Client().get(f"{page.url}versions/{version.number}/").content.decode()
    assert "TR Die Leitlinien gelten für alle." in shown
