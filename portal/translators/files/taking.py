"""Taking translations out of files: what fits is written as a draft, everything else is answered with a reason."""

import uuid
from typing import Any

from django.db import transaction
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.views.edit_translation import user_can_edit_instance

from portal.translators.files import po, xliff
from portal.translators.files.answers import Answer
from portal.translators.files.giving import parts_of
from portal.translators.files.rules import (
    LARGEST_FILE,
    Head,
    Problem,
    Refused,
    Row,
    judge,
    same_language,
)

TOOLS = {"po": "PO", "xlf": "XLIFF"}
ENDINGS = {".po": "po", ".xlf": "xlf", ".xliff": "xlf"}


def kind_of(name: str) -> str | None:
    """By the ending of a file's name."""
    low = name.lower()
    return next((kind for ending, kind in ENDINGS.items() if low.endswith(ending)), None)


def take(name: str, data: bytes, user: Any, only: int | None = None) -> Answer:
    """One file, in one transaction; `only` is the translation it must be for."""
    try:
        kind = kind_of(name)
        if kind is None:
            raise Refused(Problem.KIND)
        if len(data) > LARGEST_FILE:
            raise Refused(Problem.LARGE)
        head, rows = (po.read if kind == "po" else xliff.read)(data)
        with transaction.atomic():
            translation = _meant(head, user, only)
            return _take(translation, head, rows, user, TOOLS[kind])
    except Refused as refused:
        return Answer(problem=refused.problem.value, told=refused.told[:300])


def may_translate(user: Any, translation: Translation) -> bool:
    """Whether the person may work on this translation."""
    if user is None or not user.is_active:
        return False
    instance = translation.get_target_instance()
    return bool(user_can_edit_instance(user, instance))


def has_target(translation: Translation) -> bool:
    """Whether there is something to translate: the page in that language may have been deleted since."""
    model = translation.source.specific_content_type.model_class()
    rows = model._default_manager if model else None
    return rows is not None and bool(
        rows.filter(
            translation_key=translation.source.object_id, locale=translation.target_locale_id
        ).exists()
    )


def _meant(head: Head, user: Any, only: int | None) -> Translation:
    """The translation a file was made for; raises Refused. Its row is locked against a second file."""
    try:
        asked = uuid.UUID(head.translation)
    except ValueError as error:
        raise Refused(Problem.FOREIGN) from error
    known = Translation.objects.select_related("source", "target_locale").filter(enabled=True)
    translation = known.select_for_update(of=("self",)).filter(uuid=asked).first()
    if translation is None or not has_target(translation):
        raise Refused(Problem.FOREIGN)
    if not may_translate(user, translation):
        raise Refused(Problem.NO_RIGHT)
    code = str(translation.target_locale.language_code)
    if only is not None and translation.pk != only:
        wanted = known.filter(pk=only).first()
        if wanted is not None and wanted.source_id == translation.source_id:
            raise Refused(Problem.OTHER_LANGUAGE, code)
        raise Refused(Problem.OTHER_PAGE, translation.source.object_repr)
    if head.language and not same_language(head.language, code):
        raise Refused(Problem.OTHER_LANGUAGE, head.language)
    return translation


def _take(translation: Translation, head: Head, rows: list[Row], user: Any, tool: str) -> Answer:
    verdict = judge(parts_of(translation, user), rows, head.exported)
    segments = StringSegment.objects.filter(source_id=translation.source_id)
    places = {
        (path, data): (string, context)
        for path, data, string, context in segments.values_list(
            "context__path", "string__data", "string_id", "context_id"
        )
    }
    for change in verdict.changes:
        string, context = places[change.part.path, change.part.source]
        StringTranslation.objects.update_or_create(
            translation_of_id=string,
            context_id=context,
            locale_id=translation.target_locale_id,
            defaults={
                "data": change.target,
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                "tool_name": tool,
                "last_translated_by": user,
                "has_error": False,
                "field_error": "",
            },
        )
    return Answer.of(verdict, translation)
