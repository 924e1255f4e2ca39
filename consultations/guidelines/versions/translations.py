"""Which translations of a text may be frozen with it: published, of the same pieces, and not behind it."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Max
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from consultations.guidelines.rules import NumberedPart
from portal.translation.lines import comparable


def live_in(page: Page, language: str) -> Page | None:
    """The published text in a language that is not a mere copy of the source."""
    return live(page).filter(locale__language_code=language).first()


def up_to_date(page: Page, parts: Sequence[NumberedPart]) -> Iterator[Page]:
    """Published translations that say what the source says, in words that a person has read.

    None while the source has unpublished changes.
    """
    if not page.live or page.latest_revision_id != page.live_revision_id:
        return
    for translated in live(page):
        if translated.machine_text:
            continue
        if same_pieces(translated.numbered(), parts) and _keeps_up(translated, page):
            yield translated


def same_pieces(one: Sequence[NumberedPart], other: Sequence[NumberedPart]) -> bool:
    """Whether two texts have the same chapters, paragraphs, figures and tables in the same order."""
    return [(part.kind, part.id) for part in one] == [(part.kind, part.id) for part in other]


def live(page: Page) -> Any:
    """Published texts in other languages that are no mere copies of the source."""
    return type(page).objects.translation_of(page).live().filter(alias_of=None).select_related("locale")


def _keeps_up(translated: Page, page: Page) -> bool:
    """All segments translated from the text of now and public; one written by hand was published after it."""
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
    stored, now = json.loads(known.source.content_json), page.serializable_data()
    same = comparable(json.loads(stored.get("chapters") or "[]")) == comparable(json.loads(now["chapters"]))
    named = all(comparable(stored.get(field)) == comparable(now[field]) for field in ("title", "summary"))
    return bool(total == done and same and named and _public(translated, known))


def _public(translated: Page, known: Translation) -> bool:
    """Whether what is live was made after the last sync and the last segment.

    The moment of publishing would not do: an older draft may be published after them.
    """
    segments = StringTranslation.objects.filter(
        context__object_id=translated.translation_key, locale=translated.locale
    )
    last = segments.aggregate(last=Max("updated_at"))["last"]
    live = translated.live_revision
    moments = (known.source.last_updated_at, last)
    return live is not None and all(moment is None or live.created_at >= moment for moment in moments)
