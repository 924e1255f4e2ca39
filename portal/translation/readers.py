"""What readers of a language are shown: what is there in it, and German where that is all there is (decision 0027)."""

from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.html import format_html
from django.utils.translation import get_language

from portal.translation.languages import language, source_language

Things = TypeVar("Things", bound=QuerySet)


def for_readers(things: Things, code: str, there: QuerySet | None = None) -> Things:
    """Of these translatable things those of a language, and the German ones that are not there in it.

    `there` is all that counts as being there, by default everything live of the same kind; `things` may be
    narrowed down further, so it cannot answer that.
    """
    own = Q(locale__language_code=code)
    if code == source_language().code:
        return things.filter(own)
    known: Any = things.model._default_manager.filter(live=True) if there is None else there
    same = known.filter(locale__language_code=code, translation_key=OuterRef("translation_key"))
    missing = Q(locale__language_code=source_language().code) & ~Exists(same)
    return things.filter(own | missing)


def rows_for_readers(page: Any, name: str) -> list[Any]:
    """The rows inside a page, and those that its German original has got since, in the order of their places."""
    rows = list(getattr(page, name).all())
    for row in rows:
        row.locale = page.locale
    code = source_language().code
    if page.locale.language_code == code:
        return rows
    known = [row.translation_key for row in rows]
    model: Any = page._meta.get_field(name).related_model
    missing = model.objects.filter(
        page__translation_key=page.translation_key, page__locale__language_code=code, page__live=True
    ).exclude(translation_key__in=known)
    return sorted([*rows, *missing.select_related("locale")], key=lambda row: row.sort_order or 0)


def foreign(thing: Any) -> str:
    """Code of the language something is written in, empty when that is the one being spoken."""
    code = thing if isinstance(thing, str) else str(thing.locale.language_code)
    return "" if code == get_language() else code


def marked(text: Any, code: str) -> str:
    """Words in another language than the one being spoken, marked as such for HTML; others as they are."""
    if not text or not foreign(code):
        return str(text)
    spoken = language(code)
    return format_html('<span lang="{}" dir="{}">{}</span>', spoken.code, spoken.dir, text)
