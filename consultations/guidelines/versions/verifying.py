"""Recomputes every seal and looks at the guards: what `manage.py guidelines verify` reports."""

from collections.abc import Iterator
from typing import Any

from django.db import connection
from wagtail.models import PageLogEntry

from consultations.guidelines.versions import guards, rules, writing
from consultations.guidelines.versions.models import GuidelineVersion, VersionImage, VersionText

FROZEN, WITHDRAWN = "guidelines.freeze", "guidelines.withdraw"


def problems() -> Iterator[str]:
    """One line for each thing that is not as it was frozen; nothing when all is well."""
    for name in guards.missing(connection):
        yield f"guard {name} is missing or weakened"
    last: dict[Any, int] = {}
    versions = GuidelineVersion.objects.select_related("guideline").order_by("guideline", "number")
    for version in versions.iterator(chunk_size=100):
        if version.number != last.get(version.guideline_id, 0) + 1:
            yield f"{_name(version)}: a version before it is missing"
        last[version.guideline_id] = version.number
        yield from _version(version)
    yield from _logged()
    for image in VersionImage.objects.select_related("part__text__version", "image"):
        yield from _image(image)


def _version(version: GuidelineVersion) -> Iterator[str]:
    texts = {text.language: text for text in version.texts.all()}
    for text in texts.values():
        yield from _text(version, text)
    source = texts.get(version.language)
    if source is None:
        yield f"{_name(version)}: the text in the source language is missing"
        return
    pairs = [(str(row.identity), str(row.predecessor)) for row in version.lineage.all()]
    if rules.version_hash(writing.facts_of(version), source.sha256, pairs) != version.sha256:
        yield f"{_name(version)}: facts or lineage were changed"


def _text(version: GuidelineVersion, text: VersionText) -> Iterator[str]:
    hashes = []
    chapter = None
    for row in text.parts.all():
        hashes.append(row.sha256)
        chapter = row.identity if row.kind == "chapter" else chapter
        inside = None if row.kind == "chapter" else chapter
        placed = row.chapter == inside and row.identity.hex.startswith(row.short)
        named = str(row.identity).startswith(row.anchor[2:]) and row.anchor[:2] == f"{row.kind[0]}-"
        if rules.part_hash(row.numbered()) != row.sha256 or not placed or not named:
            yield f"{_name(version)}, {text.language}: {row.kind} {row.number} ({row.short}) was changed"
    if rules.text_hash(text.language, text.title, text.summary, hashes) != text.sha256:
        yield f"{_name(version)}, {text.language}: title, summary, order or number of pieces was changed"


def _logged() -> Iterator[str]:
    """What the log of the portal knows of: versions and withdrawals that are not there, or say nothing."""
    versions = {(row.guideline_id, row.number): row for row in _frozen()}
    for entry in PageLogEntry.objects.filter(action__in=(FROZEN, WITHDRAWN)).order_by("pk"):
        number = entry.data.get("number")
        version = versions.get((entry.page_id, number))
        if version is None:
            yield f"version {number} of page {entry.page_id}: it was frozen once and is missing"
        elif entry.action == WITHDRAWN and not version.withdrawn:
            yield f"{_name(version)}: it was withdrawn once, and the withdrawal is missing"
    for version in versions.values():
        if version.withdrawn and not version.withdrawal.reason.strip():
            yield f"{_name(version)}: the withdrawal has no reason"
        elif version.withdrawn and version.withdrawal.withdrawn_at < version.frozen_at:
            yield f"{_name(version)}: it was withdrawn before it was frozen"


def _frozen() -> Iterator[GuidelineVersion]:
    yield from GuidelineVersion.objects.select_related("withdrawal").order_by("guideline", "number")


def _image(image: VersionImage) -> Iterator[str]:
    try:
        same = writing.file_hash(image.image) == image.sha256
    except OSError:
        same = False
    if not same:
        version = image.part.text.version
        yield f"{_name(version)}: the file of figure {image.part.number} ({image.part.short}) was replaced or lost"


def _name(version: GuidelineVersion) -> str:
    return f"version {version.number} of page {version.guideline_id}"
