"""Writing the rows of one frozen text, and the words that are sealed of a version."""

import datetime as dt
import hashlib
import re
import uuid
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models.functions import Left
from wagtail.models import Page

from consultations.guidelines.rules import NumberedPart
from consultations.guidelines.versions import rules
from consultations.guidelines.versions.models import GuidelineVersion, VersionImage, VersionPart, VersionText
from portal.files.models import PortalImage

_IMAGE = re.compile(r'<embed\b(?=[^>]*\bembedtype="image")[^>]*\bid="(\d+)"')


def write_text(
    version: GuidelineVersion,
    page: Page,
    parts: Sequence[NumberedPart],
    frozen: tuple[str, dt.datetime] | None = None,
) -> VersionText:
    """Write images, pieces and then the text that makes them finished; `frozen` says by whom and when."""
    by, at = frozen or (version.frozen_by, version.frozen_at)
    text = VersionText(
        version_id=version.pk,
        language=page.locale.language_code,
        title=page.title,
        summary=page.summary,
        frozen_by=by,
        frozen_at=at,
    )
    rows = list(_rows(text.pk, parts))
    VersionImage.objects.bulk_create(image for row in rows for image in _images(row))
    VersionPart.objects.bulk_create(rows, batch_size=200)
    text.sha256 = rules.text_hash(text.language, text.title, text.summary, (row.sha256 for row in rows))
    text.save(force_insert=True)
    return text


def facts_of(version: GuidelineVersion) -> Iterator[str]:
    """All that is said of a version, in the order it is sealed; times in UTC."""
    yield str(version.guideline.translation_key)
    yield str(version.number)
    yield version.label
    yield version.date.isoformat()
    yield version.reason
    yield version.changes
    yield str(version.session_key or "")
    yield version.session_title
    yield version.state
    yield version.scheme
    yield version.language
    yield version.frozen_at.astimezone(dt.UTC).isoformat()
    yield version.frozen_by


def file_hash(image: Any) -> str:
    """SHA-256 of the file of an image; raises OSError when it is gone."""
    with image.file.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _rows(text_id: uuid.UUID, parts: Sequence[NumberedPart]) -> Iterator[VersionPart]:
    shorts = _shorts([part.id for part in parts])
    for order, part in enumerate(parts, 1):
        yield VersionPart(
            text_id=text_id,
            identity=uuid.UUID(part.id),
            kind=part.kind,
            order=order,
            number=part.number,
            anchor=part.anchor,
            short=shorts[part.id],
            chapter=uuid.UUID(part.chapter) if part.chapter else None,
            heading=part.heading,
            html=part.html,
            sha256=rules.part_hash(part),
        )


def _images(row: VersionPart) -> Iterator[VersionImage]:
    for image in PortalImage.objects.filter(pk__in=_IMAGE.findall(row.html)):
        yield VersionImage(part_id=row.pk, image=image, sha256=file_hash(image))


def _shorts(ids: Iterable[str]) -> dict[str, str]:
    """The short address of each piece: the one it has, else a new one that nobody has."""
    wanted = list(ids)
    heads = {name[: rules.SHORT_LENGTH] for name in wanted}
    known = VersionPart.objects.alias(head=Left("short", rules.SHORT_LENGTH)).filter(head__in=heads)
    owner = {short: str(identity) for short, identity in known.values_list("short", "identity").distinct()}
    shorts = {identity: short for short, identity in owner.items()}
    for name in wanted:
        if name not in shorts:
            shorts[name] = rules.short_for(name, owner)
            owner[shorts[name]] = name
    return shorts
