"""Which published content offers which file, noted in the transaction that stores the content.

Wagtail's own list of references is written by the worker, later or never; whether a file leaves the house must
not depend on that. A draft lives in a revision and never comes by here.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, ClassVar

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models.signals import post_delete, post_migrate, post_save
from modelcluster.fields import ParentalKey
from wagtail.models import Page, ReferenceIndex


class Offer(models.Model):
    """One stored row (`source`) that names a file, and the page or snippet (`holder`) it is a part of."""

    wagtail_reference_index_ignore = True

    holder_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    holder_id = models.CharField(max_length=64)
    source_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    source_id = models.CharField(max_length=64)
    document = models.ForeignKey(
        "portal.PortalDocument", null=True, on_delete=models.CASCADE, related_name="offers"
    )
    image = models.ForeignKey(
        "portal.PortalImage", null=True, on_delete=models.CASCADE, related_name="offers"
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["source_type", "source_id"], name="offer_source"),
            models.Index(fields=["holder_type", "holder_id"], name="offer_holder"),
        ]

    def __str__(self) -> str:
        return f"{self.holder_type_id}:{self.holder_id}"


def connect() -> None:
    """Called once, when the app registry is ready."""
    for model in filter(file_fields, apps.get_models()):
        post_save.connect(
            note_saved, sender=model, dispatch_uid=f"portal.files.offers.saved.{model._meta.label}"
        )
        post_delete.connect(
            note_deleted, sender=model, dispatch_uid=f"portal.files.offers.gone.{model._meta.label}"
        )
    post_migrate.connect(
        note_existing, sender=apps.get_app_config("portal"), dispatch_uid="portal.files.offers.existing"
    )


def note_saved(sender: type[models.Model], instance: models.Model, raw: bool = False, **kwargs: Any) -> None:
    """A row was written; a base class that knows only some of its fields says nothing about the others."""
    names = {field.name for field in file_fields(sender)}
    fields = kwargs.get("update_fields")
    if not raw and (fields is None or not names.isdisjoint(fields)) and not _is_partial(instance):
        _note(instance)


def note_deleted(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    """What is gone offers nothing."""
    _of_source(instance).delete()


def note_existing(**kwargs: Any) -> None:
    """An installation that had content before it had this table."""
    if not Offer.objects.exists() and apps.get_model("portal.PortalDocument").objects.exists():
        rebuild()


def rebuild() -> int:
    """Read everything that is stored once more; answers how many offers there are."""
    with transaction.atomic():
        Offer.objects.all().delete()
        for model in apps.get_models():
            if file_fields(model):
                _note_all(model._default_manager.iterator())
        return Offer.objects.count()


@cache
def file_fields(model: type[models.Model]) -> tuple[Any, ...]:
    """The fields of a table in which a document or an image may be named."""
    if getattr(model, "wagtail_reference_index_ignore", False) or model._meta.proxy:
        return ()
    return tuple(
        field
        for field in model._meta.get_fields()
        if hasattr(field, "extract_references")
        or (field.is_relation and field.many_to_one and _column(field.related_model))
    )


def base_type(model: type[models.Model] | models.Model) -> ContentType:
    """The type under which all references to a table stand: `Page` for every page."""
    content_type: ContentType = ReferenceIndex._get_base_content_type(model)
    return content_type


def _is_partial(instance: models.Model) -> bool:
    return isinstance(instance, Page) and instance.specific_class not in (None, type(instance))


def _note_all(rows: Iterable[models.Model]) -> None:
    for row in rows:
        if not _is_partial(row):
            _note(row)


def _note(instance: models.Model) -> None:
    """Write what differs, so that a save that changes no file writes nothing."""
    holder = _holder(instance)
    known = {(one.document_id, one.image_id): one.pk for one in _of_source(instance)}
    wanted = set(_named(instance)) if holder is not None else set()
    gone = [pk for pair, pk in known.items() if pair not in wanted]
    if gone:
        Offer.objects.filter(pk__in=gone).delete()
    if holder is None:
        return
    where = {
        "holder_type": base_type(holder),
        "holder_id": str(holder.pk),
        "source_type": base_type(instance),
        "source_id": str(instance.pk),
    }
    Offer.objects.bulk_create(
        Offer(document_id=document, image_id=image, **where)
        for document, image in sorted(wanted - known.keys(), key=str)
    )


def _named(instance: models.Model) -> Iterator[tuple[int | None, int | None]]:
    """Documents and images that exist: rich text may name one that was deleted."""
    found: dict[str, set[int]] = {"document": set(), "image": set()}
    for field in file_fields(type(instance)):
        for model, pk in _targets(field, instance):
            column = _column(model)
            if column and str(pk).isdecimal():
                found[column].add(int(pk))
    for column, model in _targets_by_column().items():
        for pk in model._default_manager.filter(pk__in=found[column]).values_list("pk", flat=True):
            yield (pk, None) if column == "document" else (None, pk)


def _targets(field: Any, instance: models.Model) -> Iterator[tuple[type[models.Model], Any]]:
    value = field.value_from_object(instance)
    if value is None:
        return
    if hasattr(field, "extract_references"):
        for model, pk, _model_path, _content_path in field.extract_references(value):
            yield model, pk
    else:
        yield field.related_model, value


@cache
def _targets_by_column() -> dict[str, type[models.Model]]:
    return {name: apps.get_model(f"portal.Portal{name.title()}") for name in ("document", "image")}


def _column(model: Any) -> str:
    """ "document", "image", or "" for everything else."""
    return next((name for name, kind in _targets_by_column().items() if model is kind), "")


def _holder(instance: models.Model) -> models.Model | None:
    """The page or snippet a row belongs to, itself when it is no child."""
    current: models.Model | None = instance
    while current is not None:
        key = next((f for f in current._meta.get_fields() if isinstance(f, ParentalKey)), None)
        if key is None:
            return current
        current = getattr(current, key.name)
    return None


def _of_source(instance: models.Model) -> "models.QuerySet[Offer]":
    return Offer.objects.filter(source_type=base_type(instance), source_id=str(instance.pk))
