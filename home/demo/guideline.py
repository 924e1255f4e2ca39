"""The demo text of the guidelines."""

import uuid
from typing import Any

from wagtail.models import Page

from consultations.guidelines.pages import GuidelinePage
from consultations.timeline.models import Milestone
from home.demo.content import content
from home.demo.tree import add_page


def load_guideline(consultation: Page) -> None:
    """The first draft, and the milestone that points at it."""
    data = content("guideline")
    page = GuidelinePage(
        title=data["title"],
        slug="entwurf",
        summary=data["summary"],
        binding=data["binding"],
        draft_state=data["state"],
        version_date=data["date"],
        chapters=_first_text(data["chapters"]),
    )
    guideline = add_page(consultation, page)
    Milestone.objects.filter(page_id=consultation.pk, title="Erste Fassung veröffentlicht").update(
        produced=guideline
    )


def _first_text(chapters: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The text as StreamField data; ids are made from the place, so that addresses are the same everywhere."""
    blocks = []
    for number, chapter in enumerate(chapters, 1):
        value = {"title": chapter["title"], "intro": f"<p>{chapter['intro']}</p>"}
        blocks.append({"type": "chapter", "id": _block_id(f"{number}/0"), "value": value})
        blocks += [
            {"type": "paragraph", "id": _block_id(f"{number}/{place}"), "value": {"text": f"<p>{text}</p>"}}
            for place, text in enumerate(chapter["paragraphs"], 1)
        ]
    return blocks


def _block_id(place: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"stadtdialog/leitlinien/{place}"))
