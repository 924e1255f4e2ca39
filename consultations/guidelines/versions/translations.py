"""Which translations of a text may be frozen with it: published, of the same pieces, and not behind it."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from wagtail.models import Page
from wagtail_localize.models import Translation

from consultations.guidelines.rules import NumberedPart


def live_in(page: Page, language: str) -> Page | None:
    """The published text in a language that is not a mere copy of the source."""
    return live(page).filter(locale__language_code=language).first()


def up_to_date(page: Page, parts: Sequence[NumberedPart]) -> Iterator[Page]:
    """Published translations that say what the source says; none while the source has unpublished changes."""
    if not page.live or page.latest_revision_id != page.live_revision_id:
        return
    for translated in live(page):
        if same_pieces(translated.numbered(), parts) and _keeps_up(translated, page):
            yield translated


def same_pieces(one: Sequence[NumberedPart], other: Sequence[NumberedPart]) -> bool:
    """Whether two texts have the same chapters, paragraphs, figures and tables in the same order."""
    return [(part.kind, part.id) for part in one] == [(part.kind, part.id) for part in other]


def live(page: Page) -> Any:
    """Published texts in other languages that are no mere copies of the source."""
    return type(page).objects.translation_of(page).live().filter(alias_of=None).select_related("locale")


def _keeps_up(translated: Page, page: Page) -> bool:
    """All segments translated from the text of now; a translation written by hand was published after it."""
    known = (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale=translated.locale, enabled=True
        )
        .select_related("source")
        .first()
    )
    if known is None:
        return bool(translated.last_published_at >= page.last_published_at)
    total, done = known.get_progress()
    stored = json.loads(known.source.content_json).get("chapters")
    same = json.loads(stored or "[]") == json.loads(page.serializable_data()["chapters"])
    return bool(total == done and same)
