"""The chief editor freezes, withdraws and adds translations; nobody else does; nothing frozen is deleted."""

import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageLogEntry

from consultations.guidelines.pages import GuidelinePage
from consultations.guidelines.versions import selectors
from consultations.guidelines.versions.models import GuidelineVersion
from portal.accounts.roles import CHIEF_EDITOR
from portal.bin.models import BinnedPage
from tests.consultations.guidelines.versions.test_freezing import freeze, in_language, write
from tests.factories.consultations import ConsultationFactory
from tests.factories.guidelines import FIRST, SECOND, chapter, make_guideline, paragraph
from tests.factories.meetings import make_meeting, root
from tests.personas import browser_of

pytestmark = pytest.mark.django_db
NAMES = ("facts", "revision", "number", "lineage")
WORDS = "Die Stadt beteiligt früh. Wer fragt, was offen ist, bekommt eine klare Antwort."
FACTS = {
    "label": "Zweite Fassung",
    "date": "2024-06-14",
    "state": "revised_draft",
    "session": "",
    "reason": "Kommentare eingearbeitet",
    "changes": '{"blocks": [{"key": "a", "text": "Alles neu", "type": "unstyled", "depth": 0,'
    ' "inlineStyleRanges": [], "entityRanges": []}], "entityMap": {}}',
}


@pytest.fixture
def page() -> GuidelinePage:
    return make_guideline(chapter(), paragraph(FIRST, WORDS))


def url(name: str, page: Page, *args: object) -> str:
    return reverse(f"guideline_{name}", args=[page.pk, *args])


def shown(browser: Client, page: Page, **facts: Any) -> str:
    """Fill in the form and answer the page that names what will happen."""
    response = browser.post(url("freeze", page), {**FACTS, **facts}, follow=True)
    assert response.redirect_chain == [(url("freeze_confirm", page), 302)]
    return response.content.decode()


def confirm(browser: Client, page: Page, html: str) -> Any:
    """Press the button below what is shown, with all boxes as they stand."""
    fields = {name: re.findall(rf'name="{name}" value="([^"]*)"', html) for name in NAMES}
    return browser.post(url("freeze_confirm", page), fields, follow=True)


def test_from_the_draft_to_the_version(chief_browser: Client, page: GuidelinePage) -> None:
    first = freeze(page)
    second_half = "Wer fragt, was offen ist, bekommt eine klare Antwort."
    write(page, chapter(), paragraph(FIRST, "Die Stadt beteiligt früh."), paragraph(SECOND, second_half))
    html = shown(chief_browser, page)
    assert GuidelineVersion.objects.count() == 1
    assert f'value="{SECOND}:{FIRST}" checked' in html
    confirm(chief_browser, page, html)
    version = selectors.current(page)
    assert version is not None and version != first
    assert (version.number, version.label, version.state) == (2, "Zweite Fassung", "revised_draft")
    assert re.fullmatch(r'<p data-block-key="a">Alles neu</p>', version.changes)
    assert version.frozen_by == "chief-editor@stadt.example"
    assert selectors.lineage_of(version) == {SECOND: (FIRST,)}


def test_an_unticked_proposal_is_not_recorded(chief_browser: Client, page: GuidelinePage) -> None:
    freeze(page)
    write(page, chapter(), paragraph(SECOND, WORDS))
    html = shown(chief_browser, page).replace('name="lineage"', 'name="left"')
    confirm(chief_browser, page, html)
    version = selectors.current(page)
    assert version is not None
    assert (version.number, selectors.lineage_of(version)) == (2, {})


def test_a_change_between_looking_and_confirming_is_told(chief_browser: Client, page: GuidelinePage) -> None:
    html = shown(chief_browser, page)
    write(page, chapter(), paragraph(FIRST, "Inzwischen anders."))
    response = confirm(chief_browser, page, html)
    assert GuidelineVersion.objects.count() == 0
    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    confirm(chief_browser, page, response.content.decode())
    [version] = GuidelineVersion.objects.all()
    assert selectors.parts_of(version, "de")[1].html == "<p>Inzwischen anders.</p>"


def test_two_chief_editors_confirm_the_same(chief_browser: Client, page: GuidelinePage) -> None:
    other = browser_of(CHIEF_EDITOR, "zweite")
    first, second = shown(chief_browser, page), shown(other, page)
    confirm(chief_browser, page, first)
    response = confirm(other, page, second)
    assert [version.number for version in selectors.versions_of(page)] == [1]
    assert [message.level_tag for message in response.context["messages"]] == ["error"]


def test_each_tab_freezes_what_it_shows(chief_browser: Client, page: GuidelinePage) -> None:
    first = shown(chief_browser, page, label="Im ersten Reiter")
    second = shown(chief_browser, page, label="Im zweiten Reiter")
    confirm(chief_browser, page, first)
    response = confirm(chief_browser, page, second)
    assert [version.label for version in selectors.versions_of(page)] == ["Im ersten Reiter"]
    assert "Im zweiten Reiter" in response.content.decode()


def test_facts_of_others_or_of_yesterday_are_not_frozen(
    chief_browser: Client, page: GuidelinePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    foreign = shown(browser_of(CHIEF_EDITOR, "zweite"), page)
    own = shown(chief_browser, page)
    responses = [
        confirm(chief_browser, page, foreign),
        confirm(chief_browser, page, own.replace('"facts"', "")),
    ]
    monkeypatch.setattr("consultations.guidelines.versions.views.MAX_AGE", -1)
    responses.append(confirm(chief_browser, page, own))
    for response in responses:
        assert response.redirect_chain == [(url("freeze_confirm", page), 302)]
        assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert GuidelineVersion.objects.count() == 0


def test_a_form_with_gaps_freezes_nothing(chief_browser: Client, page: GuidelinePage) -> None:
    response = chief_browser.post(url("freeze", page), {**FACTS, "label": "", "date": "gestern"})
    assert set(response.context["form"].errors) == {"label", "date"}
    assert chief_browser.get(url("freeze_confirm", page)).headers["Location"] == url("freeze", page)


def test_only_sessions_of_the_consultation_can_decide(chief_browser: Client) -> None:
    page = make_guideline(paragraph(FIRST, WORDS))
    own, other = make_meeting("Beschluss", parent=root()), make_meeting("Anderswo", parent=None)
    response = chief_browser.get(url("freeze", page))
    keys = [key for key, _title in response.context["form"].fields["session"].choices]
    assert keys == ["", str(own.translation_key)]
    assert str(other.translation_key) not in keys
    confirm(chief_browser, page, shown(chief_browser, page, session=str(own.translation_key)))
    [version] = GuidelineVersion.objects.all()
    assert (version.session_key, version.session_title) == (own.translation_key, "Beschluss")


@pytest.mark.parametrize("name", ["versions", "freeze", "freeze_confirm"])
def test_editors_and_translators_may_not(
    editor_browser: Client, translator_browser: Client, page: GuidelinePage, name: str
) -> None:
    for browser in (editor_browser, translator_browser):
        response = browser.get(url(name, page))
        assert response.status_code == 302
        assert response.headers["Location"] == "/admin/"


def test_only_chief_editors_see_the_buttons(
    chief_browser: Client, editor_browser: Client, page: GuidelinePage
) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert url("freeze", page) in chief_browser.get(edit).content.decode()
    assert url("freeze", page) not in editor_browser.get(edit).content.decode()
    listing = reverse("wagtailadmin_explore", args=[root().pk])
    assert url("freeze", page) in chief_browser.get(listing).content.decode()
    assert url("freeze", root()) not in chief_browser.get(listing).content.decode()


def test_translations_have_no_versions_of_their_own(chief_browser: Client, page: GuidelinePage) -> None:
    english = in_language(page, "en", chapter("Principles"), paragraph(FIRST, "Early."))
    assert chief_browser.get(url("freeze", english)).status_code == 404


def test_a_version_is_withdrawn_with_a_reason(chief_browser: Client, page: GuidelinePage) -> None:
    version = freeze(page)
    chief_browser.post(url("withdraw", page, 1), {"reason": ""})
    assert selectors.current(page) == version
    chief_browser.post(url("withdraw", page, 1), {"reason": "Falsche Datei"})
    assert selectors.current(page) is None
    assert "Falsche Datei" in chief_browser.get(url("versions", page)).content.decode()
    assert chief_browser.get(url("withdraw", page, 9)).status_code == 404


def test_a_translation_is_added_later(chief_browser: Client, page: GuidelinePage) -> None:
    version = freeze(page)
    in_language(page, "en", chapter("Principles"), paragraph(FIRST, "Early."))
    add = url("add_translation", page, 1, "en")
    assert add in chief_browser.get(url("versions", page)).content.decode()
    assert chief_browser.get(add).status_code == 405
    chief_browser.post(add)
    assert sorted(text.language for text in version.texts.all()) == ["de", "en"]
    assert add not in chief_browser.get(url("versions", page)).content.decode()


def test_adding_a_translation_is_logged_once(chief_browser: Client, page: GuidelinePage) -> None:
    freeze(page)
    in_language(page, "en", chapter("Principles"), paragraph(FIRST, "Early."))
    for _attempt in range(2):
        chief_browser.post(url("add_translation", page, 1, "en"))
    entry = PageLogEntry.objects.get(action="guidelines.add_translation")
    assert (entry.page_id, entry.data) == (page.pk, {"number": 1, "language": "en"})
    assert entry.user.email == "chief-editor@stadt.example"
    history = chief_browser.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert entry.formatter.format_message(entry) in history


def test_a_text_with_versions_and_what_is_above_it_cannot_be_deleted(
    chief_browser: Client, admin_client: Client
) -> None:
    above = ConsultationFactory(parent=root())
    page = make_guideline(paragraph(FIRST, WORDS))
    page.move(Page.objects.get(pk=above.pk), pos="last-child")
    freeze(page)
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    for pk in (page.pk, above.pk):
        response = admin_client.post(reverse("wagtailadmin_pages:delete", args=[pk]), follow=True)
        assert [message.level_tag for message in response.context["messages"]] == ["error"]
        admin_client.post(f"{bulk}?id={pk}", {"next": "/admin/"}, follow=True)
        api = reverse("wagtailadmin_api:pages:action", args=[pk, "delete"])
        assert [browser.post(api).status_code for browser in (admin_client, chief_browser)] == [403, 403]
    assert Page.objects.filter(pk__in=[page.pk, above.pk]).count() == 2


def test_a_text_without_versions_is_deleted(admin_client: Client, page: GuidelinePage) -> None:
    admin_client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert BinnedPage.objects.filter(page_id=page.pk).exists()


def test_the_editor_shows_numbers_and_anchors(editor_browser: Client, page: GuidelinePage) -> None:
    write(page, chapter(), paragraph(FIRST, 'Siehe <a href="#p-99999999">1.7</a>.'))
    html = editor_browser.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "<td>1.1</td><td><code>p-22222222</code></td>" in html
    assert "“1.7”" in html or "„1.7“" in html
    add = reverse("wagtailadmin_pages:add", args=["consultations", "guidelinepage", root().pk])
    assert editor_browser.get(add).status_code in {200, 302}


def test_a_copied_text_has_paragraphs_of_its_own(admin_client: Client) -> None:
    reference = paragraph(SECOND, 'Siehe <a href="#p-22222222">1.1</a>.')
    page = make_guideline(chapter(), paragraph(FIRST, WORDS), reference)
    above = ConsultationFactory(parent=root())
    page.move(Page.objects.get(pk=above.pk), pos="last-child")
    freeze(page)
    data = {
        "new_title": "Kopie",
        "new_slug": "kopie",
        "new_parent_page": above.pk,
        "copy_subpages": "",
        "publish_copies": "on",
    }
    admin_client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)
    copied = GuidelinePage.objects.get(slug="kopie")
    live, draft = copied.numbered(), copied.get_latest_revision_as_object().numbered()
    assert live == draft
    assert {part.id for part in live}.isdisjoint({part.id for part in page.numbered()})
    assert live[2].html == f'<p>Siehe <a href="#{live[1].anchor}">1.1</a>.</p>'
    assert uuid.UUID(live[1].id).version == 5
    assert freeze(copied).number == 1
