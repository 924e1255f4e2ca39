"""What readers see of a machine's words that nobody has checked: noted when published, taken away by a review.

A part is a machine's while wagtail-localize's own type says so: an edit by a person makes it manual there, a review
does it here, and the name of the tool stays as its origin.
"""

from hashlib import sha256
from typing import Any

from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from portal.translators.models import TranslationStanding

MACHINE = StringTranslation.TRANSLATION_TYPE_MACHINE


def unchecked(translation: Translation) -> dict[str, str]:
    """Parts by a machine in the text as it would be published: id to a digest of the words."""
    places = set(
        StringSegment.objects.filter(source=translation.source).values_list("string_id", "context_id")
    )
    rows = _rows(translation).filter(has_error=False)
    rows = rows.values_list("pk", "translation_of_id", "context_id", "data")
    return {str(pk): _digest(data) for pk, string, context, data in rows if (string, context) in places}


def note_published(standing: TranslationStanding, translation: Translation | None) -> int:
    """How many unchecked parts readers now see; without parts what was noted stays until a review."""
    if translation is not None:
        standing.live_machine = unchecked(translation)
    return len(standing.live_machine)


def review(standing: TranslationStanding, translation: Translation | None) -> None:
    """A person has read the text: its parts are a person's from now on.

    What readers see in other words than those that were read keeps its mark until it is published anew.
    """
    if translation is None:
        standing.live_machine = {}
        return
    seen = StringTranslation.objects.filter(pk__in=[int(pk) for pk in standing.live_machine])
    read = {str(pk): _digest(data) for pk, data in seen.values_list("pk", "data")}
    standing.live_machine = {
        pk: digest for pk, digest in standing.live_machine.items() if read.get(pk) != digest
    }
    manual = StringTranslation.TRANSLATION_TYPE_MANUAL
    _rows(translation).update(translation_type=manual, updated_at=timezone.now())


def shown_to_readers(page: Page) -> bool:
    """Whether the page has unchecked words of a machine; one query."""
    rows = TranslationStanding.objects.filter(page_id=page.alias_of_id or page.pk)
    return bool(next(iter(rows.values_list("live_machine", flat=True)), None))


def _rows(translation: Translation) -> Any:
    return StringTranslation.objects.filter(
        locale=translation.target_locale,
        context__object_id=translation.source.object_id,
        translation_type=MACHINE,
    )


def _digest(words: str) -> str:
    return sha256(words.encode()).hexdigest()[:16]
