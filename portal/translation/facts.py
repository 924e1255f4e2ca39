"""Facts: fields that say the same in every language, such as dates and states. They are kept by the German page.

Translations hold copies, because lists filter by them; the copies never say anything else than the German page that is
published (decision 0027).
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page, TranslatableMixin

from portal.translation.languages import source_language
from portal.translation.plan import translation_plan

_TYPES = (
    models.DateField,
    models.BooleanField,
    models.IntegerField,
    models.DecimalField,
    models.URLField,
    models.CharField,
)
# A picture or file may be another one in each language.
_OF_A_LANGUAGE = (TranslatableMixin, AbstractDocument, AbstractImage)


@cache
def fact_fields(model: Any) -> tuple[str, ...]:
    """Fields of a page type or of its rows that are facts; what every page of Wagtail has is its own affair."""
    own_affair = {field.name for field in Page._meta.get_fields()}
    return tuple(
        field.attname
        for name, plan in translation_plan(model).items()
        if plan == "synchronised" and name not in own_affair
        for field in [model._meta.get_field(name)]
        if field.editable and _is_fact(field)
    )


def hand_on(german: Any) -> None:
    """Write the facts of a German page that was published into its translations, and publish nothing else."""
    for number in german.get_translations().filter(alias_of=None).values_list("pk", flat=True):
        translated = Page.objects.get(pk=number).specific
        if type(translated) is type(german) and _copy(german, translated):
            translated.save(clean=False)


def take_over(translated: Any) -> None:
    """Before a translation is stored: its facts are those of the German page, if that is published."""
    if translated.alias_of_id or translated.locale_id is None:
        return
    code = source_language().code
    model: Any = type(translated)
    if not fact_fields(model) or translated.locale.language_code == code:
        return
    german = model.objects.filter(
        translation_key=translated.translation_key, locale__language_code=code, live=True
    )
    for original in german[:1]:
        _copy(original, translated)


def _copy(german: Any, translated: Any) -> bool:
    changed = _write(german, translated)
    for relation in get_all_child_relations(type(german)):
        if not issubclass(relation.related_model, TranslatableMixin):
            continue
        rows = list(getattr(translated, relation.name).all())
        if rows and _copy_rows(getattr(german, relation.name).all(), rows):
            setattr(translated, relation.name, rows)
            changed = True
    return changed


def _copy_rows(german: Iterable[Any], translated: Iterable[Any]) -> bool:
    """Rows belong together by their translation key."""
    originals = {row.translation_key: row for row in german}
    pairs = [(originals[row.translation_key], row) for row in translated if row.translation_key in originals]
    changed = [row for original, row in pairs if _write(original, row)]
    return bool(changed)


def _write(german: Any, translated: Any) -> bool:
    changed = False
    model: Any = type(german)
    for name in fact_fields(model):
        value = getattr(german, name)
        if getattr(translated, name) != value:
            setattr(translated, name, value)
            changed = True
    return changed


def _is_fact(field: Any) -> bool:
    if isinstance(field, models.ForeignKey):
        return not issubclass(field.related_model, _OF_A_LANGUAGE)
    return isinstance(field, _TYPES) and not isinstance(field, models.SlugField)
