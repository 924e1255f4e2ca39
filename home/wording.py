"""The portal's own wording, by key, in the reader's language."""

from django.conf import settings
from django.db.models import Case, IntegerField, Value, When
from django.utils.translation import get_language

from home.snippets import SiteText


def site_text(key: str, language: str | None = None) -> SiteText | None:
    """The live text of a key in a language (default: the active one), else the German one, else None.

    Asked anew each time, one query: a cache across requests would mix languages and outlive edits.
    """
    spoken = language or get_language() or settings.LANGUAGE_CODE
    own_first = Case(
        When(locale__language_code=spoken, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    return (
        SiteText.objects.filter(
            key=key, live=True, locale__language_code__in={spoken, settings.LANGUAGE_CODE}
        )
        .select_related("locale")
        .order_by(own_first)
        .first()
    )
