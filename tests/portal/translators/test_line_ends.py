"""Texts of several lines come back from the browser with other line ends; that is no change of the text."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield
from wagtail_localize.models import StringTranslation, TranslationSource

from consultations.meetings.pages import MeetingPage
from home.models import InfoPage
from portal.translation.changes import outcomes
from portal.translation.segments import pieces
from portal.translators import standings
from portal.translators.models import TranslationStanding
from tests.factories.meetings import make_meeting
from tests.home.site import add
from tests.portal.translators.conftest import Tree, locales, translate
from tests.portal.translators.test_submission import in_language

ITEM = {"number": "1", "title": "Anträge", "text": "Erstens\nZweitens", "decision": "Ja.\n\nMit Auflagen."}
BODY: list[dict[str, Any]] = [
    {"type": "quote", "id": "q1", "value": {"text": "Eins\nZwei", "source": "Rat", "role": ""}},
    {"type": "text", "id": "t1", "value": "<p>Absatz</p>"},
    {
        "type": "facts",
        "id": "f1",
        "value": {
            "title": "",
            "facts": [{"type": "item", "id": "f2", "value": {"term": "Ort", "description": "Saal\nHof"}}],
        },
    },
]


@pytest.fixture
def chief(admin_client: Client, tree: Tree) -> Client:
    """May publish without a second person."""
    return admin_client


def in_english(page: Page) -> TranslationSource:
    """Every part translated, published."""
    translate(page, "en")
    source = TranslationSource.objects.get(object_id=page.translation_key)
    (english,) = locales("en")
    for segment in source.stringsegment_set.select_related("string"):
        StringTranslation.objects.create(
            translation_of=segment.string, context=segment.context, locale=english, data=f"en {segment.pk}"
        )
    publish(source)
    assert stage(page) == "reviewed"
    return source


def publish(source: TranslationSource) -> None:
    translation = source.translations.get()
    translation.save_target(publish=False)
    translation.get_target_instance().get_latest_revision().publish()


def stage(page: Page) -> str:
    return TranslationStanding.objects.get(page=in_language(page, "en")).stage


def from_browser(value: Any) -> Any:
    """As a browser sends what stands in a text box."""
    if isinstance(value, dict):
        return {key: from_browser(one) for key, one in value.items()}
    return value.replace("\n", "\r\n") if isinstance(value, str) else value


def post(chief: Client, page: Page, fields: dict[str, Any]) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    shared = {"title": page.title, "slug": page.slug, "comments": inline_formset([]), "action-publish": "1"}
    answer = chief.post(address, from_browser(nested_form_data({**shared, **fields})))
    assert answer.status_code == 302, answer.context["form"].errors


def save_session(chief: Client, page: MeetingPage, summary: str) -> MeetingPage:
    item = page.agenda_items.get()
    row = {**ITEM, "id": str(item.pk), "kind": "item", "public": "on", "ORDER": "1"}
    fields = {
        "summary": summary,
        "accessibility": "Rampe\nAufzug",
        "organization": str(page.organization_id),
        "start": page.start.strftime("%Y-%m-%d 18:00"),
        "state": "scheduled",
        "public": "on",
        "format": "analog",
        "agenda_items": inline_formset([row], initial=1),
        "documents": inline_formset([]),
    }
    post(chief, page, fields)
    return MeetingPage.objects.get(pk=page.pk)


def session() -> MeetingPage:
    return make_meeting("Sitzung", [ITEM], summary="Kurz", accessibility="Rampe\nAufzug")


def changed(source: TranslationSource, page: Page) -> dict[str, str]:
    return dict(outcomes(pieces(source.as_instance()), pieces(page)))


def test_only_the_summary_of_a_session_has_changed(chief: Client) -> None:
    source = in_english(session())
    page = save_session(chief, MeetingPage.objects.get(locale__language_code="de"), "Neu")
    assert changed(source, page) == {"summary": "changed"}
    item = page.agenda_items.get()
    assert (page.accessibility, item.text, item.decision) == (
        "Rampe\nAufzug",
        "Erstens\nZweitens",
        "Ja.\n\nMit Auflagen.",
    )
    kept = page.get_latest_revision().as_object()
    assert (kept.accessibility, kept.agenda_items.get().text) == ("Rampe\nAufzug", "Erstens\nZweitens")


def test_saving_a_session_unchanged_makes_nothing_outdated(chief: Client) -> None:
    source = in_english(session())
    page = save_session(chief, MeetingPage.objects.get(locale__language_code="de"), "Kurz")
    assert changed(source, page) == {}
    assert stage(page) == "reviewed"


def test_saving_a_body_unchanged_makes_nothing_outdated(chief: Client, tree: Tree) -> None:
    page = InfoPage(title="Text", slug="text", summary="Kurz")
    page.body = page.body.stream_block.to_python(BODY)
    page = add(tree.home, page)
    source = in_english(page)
    body = [
        ("quote", BODY[0]["value"]),
        ("text", rich_text("<p>Absatz</p>", editor="default")),
        ("facts", {"title": "", "facts": streamfield([("item", BODY[2]["value"]["facts"][0]["value"])])}),
    ]
    fields = nested_form_data({"body": streamfield(body)})
    fields |= {f"body-{at}-id": one["id"] for at, one in enumerate(BODY)}
    fields["body-2-value-facts-0-id"] = "f2"
    post(chief, page, {"summary": "Kurz", "show_in_menus": "on", **fields})
    page = InfoPage.objects.get(pk=page.pk)
    assert page.body[0].value["text"] == "Eins\nZwei"
    assert page.body[2].value["facts"][0]["description"] == "Saal\nHof"
    assert isinstance(page.body[1].value, RichText)
    assert changed(source, page) == {}
    assert stage(page) == "reviewed"


def test_what_was_stored_by_a_browser_earlier_is_not_suddenly_outdated(chief: Client) -> None:
    page = session()
    MeetingPage.objects.filter(pk=page.pk).update(accessibility="Rampe\r\nAufzug")
    page.agenda_items.update(text="Erstens\r\nZweitens")
    source = in_english(MeetingPage.objects.get(pk=page.pk))
    assert source.stringsegment_set.filter(string__data__contains="\r").count() == 2
    page = save_session(chief, MeetingPage.objects.get(pk=page.pk), "Kurz")
    assert changed(source, page) == {}
    assert stage(page) == "reviewed"


def test_read_anew_the_parts_keep_their_translation(chief: Client) -> None:
    page = session()
    MeetingPage.objects.filter(pk=page.pk).update(accessibility="Rampe\r\nAufzug")
    source = in_english(MeetingPage.objects.get(pk=page.pk))
    page = save_session(chief, MeetingPage.objects.get(pk=page.pk), "Neu")
    english = in_language(page, "en")
    before = english.specific.accessibility
    source = TranslationSource.objects.get(pk=source.pk)
    source.update_from_db()
    standings.source_was_read(source)
    assert standings.parts_open(english) == 1
    publish(source)
    assert in_language(page, "en").specific.accessibility == before
