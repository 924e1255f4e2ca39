"""The demo text of the guidelines and its three versions."""

import datetime as dt
import re
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from consultations.guidelines.pages import GuidelinePage
from consultations.guidelines.versions.freezing import FreezeFacts, freeze
from consultations.timeline.models import Milestone
from home.demo.content import block_id, content
from home.demo.easy import write_easy_guideline
from home.demo.translated import translate
from home.demo.tree import add_page

CHIEF = "Koordinierungsstelle Bürger:innenbeteiligung"
_REFERENCE = re.compile(r"\{(\d+/\d+)\}")
_NOON = dt.time(12)


def load_guideline(consultation: Page) -> GuidelinePage:
    """The text as it was first written, and the milestone that points at it."""
    data = content("guideline")
    page = GuidelinePage(
        title=data["title"],
        slug="entwurf",
        summary=data["summary"],
        binding=data["binding"],
        draft_state=data["versions"][0]["draft_state"],
        version_date=data["versions"][0]["date"],
        chapters=_first_text(data["chapters"]),
    )
    guideline = add_page(consultation, page)
    Milestone.objects.filter(page_id=consultation.pk, title="Erste Fassung veröffentlicht").update(
        produced=guideline
    )
    return guideline


def load_versions(page: GuidelinePage) -> None:
    """Edit, publish and freeze once for each version; the last one is what readers see as the current text."""
    sessions = {session.slug: session for session in Page.objects.child_of(page.get_parent())}
    for version in content("guideline")["versions"]:
        page = GuidelinePage.objects.get(pk=page.pk)
        page.draft_state, page.version_date = version["draft_state"], version["date"]
        page.summary = version.get("summary", page.summary)
        blocks = list(page.chapters.raw_data)
        lineage = {}
        for edit in version.get("edits", []):
            _EDITS[edit["do"]](blocks, edit)
            if "from" in edit:
                lineage[block_id(edit["at"])] = tuple(block_id(place) for place in edit["from"])
        page.chapters = blocks
        page.save_revision().publish()
        if version.get("translated"):
            translate(page)
            write_easy_guideline(page, version["translated"])
        page = GuidelinePage.objects.get(pk=page.pk)
        session = sessions.get(version.get("session", ""))
        moment = timezone.make_aware(dt.datetime.combine(version["date"], _NOON))
        freeze(page, _facts(page, version, session), lineage, CHIEF, moment)


def _facts(page: GuidelinePage, version: dict[str, Any], session: Page | None) -> FreezeFacts:
    return FreezeFacts(
        revision_id=page.latest_revision_id,
        label=version["label"],
        date=version["date"],
        state=version["state"],
        reason=version["reason"],
        changes=version["changes"],
        session_key=session.translation_key if session else None,
        session_title=session.title if session else "",
    )


def _first_text(chapters: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The text as StreamField data; ids are made from the place, so that addresses are the same everywhere."""
    blocks = []
    for number, chapter in enumerate(chapters, 1):
        value = {"title": chapter["title"], "intro": f"<p>{chapter['intro']}</p>"}
        blocks.append({"type": "chapter", "id": block_id(f"{number}/0"), "value": value})
        blocks += [
            _paragraph({"at": f"{number}/{place}", "text": text})
            for place, text in enumerate(chapter["paragraphs"], 1)
        ]
    return blocks


def _paragraph(edit: dict[str, Any]) -> dict[str, Any]:
    text = _REFERENCE.sub(lambda match: f'<a href="#p-{block_id(match[1])[:8]}">1.1</a>', edit["text"])
    return {
        "type": "paragraph",
        "id": block_id(edit["at"]),
        "value": {"heading": "", "text": f"<p>{text}</p>"},
    }


def _write(blocks: list[Any], edit: dict[str, Any]) -> None:
    blocks[_where(blocks, edit["at"])] = _paragraph(edit)


def _put(blocks: list[Any], edit: dict[str, Any]) -> None:
    blocks.insert(_where(blocks, edit["after"]) + 1, _paragraph(edit))


def _put_table(blocks: list[Any], edit: dict[str, Any]) -> None:
    rows = [{"cells": cells} for cells in edit["rows"]]
    value = {"caption": edit["caption"], "header": edit["header"], "rows": rows, "row_titles": True}
    table = {"type": "table", "id": block_id(edit["at"]), "value": value}
    blocks.insert(_where(blocks, edit["after"]) + 1, table)


def _drop(blocks: list[Any], edit: dict[str, Any]) -> None:
    del blocks[_where(blocks, edit["at"])]


def _move(blocks: list[Any], edit: dict[str, Any]) -> None:
    block = blocks.pop(_where(blocks, edit["at"]))
    blocks.insert(_where(blocks, edit["after"]) + 1, block)


_EDITS = {"write": _write, "put": _put, "table": _put_table, "drop": _drop, "move": _move}


def _where(blocks: list[Any], place: str) -> int:
    """Where a block stands now; raises ValueError when it is not in the text."""
    return [block["id"] for block in blocks].index(block_id(place))
