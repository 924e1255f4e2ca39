"""The parts of a translation as they stand, and as files to take away."""

from dataclasses import replace
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils import timezone
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from portal.translation.languages import source_language
from portal.translators.files import markup, po, xliff
from portal.translators.files.rules import Head, Part

KINDS = {"po": "text/x-gettext-translation", "xlf": "application/xliff+xml"}


def parts_of(translation: Translation, user: Any = None) -> list[Part]:
    """Each German part once, in the order of the page; `user` is whose own changes do not count as others'."""
    done = StringTranslation.objects.filter(
        locale_id=translation.target_locale_id, context__object_id=translation.source.object_id
    )
    have = {(one.translation_of_id, one.context_id): one for one in done}
    rows = StringSegment.objects.filter(source_id=translation.source_id).order_by("order", "pk")
    model = translation.source.specific_content_type.model_class()
    found: dict[tuple[int, int], Part] = {}
    for row in rows.select_related("context", "string"):
        one = have.get((row.string_id, row.context_id))
        usable = one is not None and not one.has_error
        found[row.string_id, row.context_id] = Part(
            path=row.context.path,
            source=row.string.data,
            translation=one.data if one and usable else "",
            changed=one.updated_at if one else None,
            by_others=one is not None and (user is None or one.last_translated_by_id != user.pk),
            limit=_limit(model, row.context.path),
        )
    return list(found.values())


def export(translation: Translation, kind: str) -> bytes:
    """One page as a file of a kind of `KINDS`; raises KeyError for another."""
    head = Head(
        translation=str(translation.uuid),
        language=str(translation.target_locale.language_code),
        exported=timezone.now(),
    )
    title = translation.source.object_repr
    parts = [_writable(one) for one in parts_of(translation) if one.source]
    if kind == "po":
        return po.write(head, title, parts)
    if kind == "xlf":
        return xliff.write(head, title, parts, source_language().code)
    raise KeyError(kind)


def _writable(part: Part) -> Part:
    """Without a translation that was typed with tags that do not fit together: no file could hold it."""
    try:
        markup.tags(part.translation)
    except markup.BadMarkup:
        return replace(part, translation="")
    return part


def _limit(model: type[Model] | None, path: str) -> int | None:
    """What the field of a part holds; blocks of a text set no limit here."""
    name, _dot, rest = path.partition(".")
    try:
        field: Any = model._meta.get_field(name) if model else None
        if rest and field is not None and field.one_to_many:
            field = field.related_model._meta.get_field(rest.rpartition(".")[2])
        elif rest:
            return None
    except FieldDoesNotExist:
        return None
    limit = getattr(field, "max_length", None)
    return int(limit) if limit else None
