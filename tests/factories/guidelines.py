"""Guideline texts for tests: blocks as the editor stores them, and a published page of them."""

from typing import Any

from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from consultations.guidelines.pages import GuidelinePage
from portal.files.models import PortalImage
from tests.factories.meetings import german, root

CHAPTER = "11111111-0000-4000-8000-000000000000"
FIRST = "22222222-0000-4000-8000-000000000000"
SECOND = "33333333-0000-4000-8000-000000000000"


def paragraph(key: str, text: str, heading: str = "") -> dict[str, Any]:
    value = {"heading": heading, "text": f"<p>{text}</p>", "note": "Nur für uns"}
    return {"type": "paragraph", "id": key, "value": value}


def chapter(title: str = "Grundsätze", key: str = CHAPTER) -> dict[str, Any]:
    return {"type": "chapter", "id": key, "value": {"title": title, "intro": "<p>Einleitung</p>"}}


def table(key: str) -> dict[str, Any]:
    rows = [{"cells": ["Anregung", "4 Wochen"]}, {"cells": ["Antrag", "<acht>\nWochen"]}]
    value = {"caption": "Fristen", "header": ["Was", "Frist"], "rows": rows, "row_titles": True}
    return {"type": "table", "id": key, "value": value}


def figure(key: str) -> dict[str, Any]:
    image = PortalImage.objects.create(
        title="Ablauf", description="Vier Kästen in einer Reihe", file=get_test_image_file("ablauf.png")
    )
    return {"type": "figure", "id": key, "value": {"image": image.pk, "alt": "", "caption": "Der Ablauf"}}


def make_guideline(*blocks: dict[str, Any], **fields: Any) -> GuidelinePage:
    page = GuidelinePage(title=fields.pop("title", "Leitlinien"), locale=german(), live=False, **fields)
    page.chapters = list(blocks)
    Page.objects.get(pk=root().pk).add_child(instance=page)
    page.save_revision().publish()
    return GuidelinePage.objects.get(pk=page.pk)
