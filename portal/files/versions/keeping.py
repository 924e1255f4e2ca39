"""Keeping what a file was, in the transaction that replaces or deletes it, and bringing it back."""

from typing import Any

from django.apps import apps
from django.core.files.base import File
from django.db import models, transaction
from django.db.models.signals import pre_delete
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import Collection

from portal.files.signals import file_was_kept, file_will_change
from portal.files.versions.models import FileVersion

Kind = FileVersion.Kind
MODELS = {Kind.DOCUMENT: "portal.PortalDocument", Kind.IMAGE: "portal.PortalImage"}
# Made anew from the content, or meaningless for a file that comes back.
_NOT_KEPT = {"id", "file", "file_size", "file_hash", "sha256", "pages", "width", "height"}


def connect() -> None:
    """Called once, when the app registry is ready."""
    for label in MODELS.values():
        pre_delete.connect(
            keep_deleted, sender=apps.get_model(label), dispatch_uid=f"portal.files.versions.{label}"
        )


def model_of(kind: str) -> type[models.Model]:
    """The table a kind stands for; KeyError for no kind."""
    model: type[models.Model] = apps.get_model(MODELS[Kind(kind)])
    return model


def kind_of(file: models.Model) -> Kind:
    """Document or image."""
    return next(kind for kind, label in MODELS.items() if label == file._meta.label)


def versions_of(file: models.Model) -> "models.QuerySet[FileVersion]":
    """The newest first."""
    return FileVersion.objects.filter(kind=kind_of(file), file_id=file.pk)


def stored(file: Any) -> dict[str, Any]:
    """Name, title and size of the content a new one is about to replace; empty when none is."""
    if file.pk is None or not file.file or file.file._committed:
        return {}
    rows = type(file).objects.filter(pk=file.pk)
    return rows.values("file", "title", "file_size", "file_hash").first() or {}


def ask_to_replace(file: models.Model) -> None:
    """Who must not replace it alone is stopped by an exception."""
    file_will_change.send(sender=type(file), file=file, action="replace")


def keep_replaced(file: Any, before: dict[str, Any]) -> None:
    """The old content stays where it lies; only nobody is led there any more."""
    version = _version(file, title=before["title"], size=before["file_size"], digest=before["file_hash"])
    version.content.name = before["file"]
    version.save()
    file_was_kept.send(sender=type(file), file=file, version=version)


def keep_deleted(sender: type, instance: Any, **kwargs: Any) -> None:
    """A copy, for Wagtail takes the file itself away."""
    file_will_change.send(sender=sender, file=instance, action="delete")
    version = _version(instance, title=instance.title, size=instance.file_size, digest=instance.file_hash)
    version.snapshot = _snapshot(instance)
    try:
        with instance.file.storage.open(instance.file.name, "rb") as content:
            version.content.save(instance.file.name.rpartition("/")[2], File(content), save=False)
    except OSError:
        return  # There was nothing left to keep.
    version.save()
    file_was_kept.send(sender=sender, file=instance, version=version)


def bring_back(version: FileVersion, person: Any) -> models.Model:
    """A deleted file under its old number, so that texts that name it show it again.

    Raises ValueError when the file is there already.
    """
    model = model_of(version.kind)
    if version.snapshot is None or model._default_manager.filter(pk=version.file_id).exists():
        raise ValueError("not deleted")
    values = dict(version.snapshot)
    tags = values.pop("tags", [])
    if not Collection.objects.filter(pk=values.get("collection_id")).exists():
        values["collection_id"] = Collection.get_first_root_node().pk
    if values.get("source_id") and model._default_manager.filter(source_id=values["source_id"]).exists():
        values["source_id"] = None
    with transaction.atomic(), version.content.storage.open(str(version.content.name), "rb") as content:
        file: Any = model(pk=version.file_id, **values | {"uploaded_by_user": person})
        file.file = File(content, name=_name_before(version))
        if version.kind == Kind.IMAGE:
            file._set_image_file_metadata()
        file.save(force_insert=True)
        file.tags.set(tags)
        version.delete()
    return model._default_manager.get(pk=file.pk)


def content_of(version: FileVersion) -> File:
    """The old content as a new upload."""
    return File(version.content.storage.open(str(version.content.name), "rb"), name=_name_before(version))


def _name_before(version: FileVersion) -> str:
    return str(version.content.name).rpartition("/")[2]


def _version(file: Any, **fields: Any) -> FileVersion:
    person = getattr(file, "changed_by", None) or get_active_log_context().user
    return FileVersion(
        kind=kind_of(file),
        file_id=file.pk,
        replaced_at=timezone.now(),
        replaced_by=person if person is not None and person.pk else None,
        approved_by=getattr(file, "approved_by", None),
        reason=getattr(file, "change_reason", ""),
        **fields,
    )


def _snapshot(file: Any) -> dict[str, Any]:
    fields = [field for field in file._meta.concrete_fields if field.name not in _NOT_KEPT]
    values = {field.attname: field.value_from_object(file) for field in fields}
    values.pop("uploaded_by_user_id", None)
    kept = {
        name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in values.items()
    }
    return kept | {"tags": list(file.tags.names())}
