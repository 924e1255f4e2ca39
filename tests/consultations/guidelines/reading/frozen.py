"""Versions written row by row, sealed as freezing seals them."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from consultations.guidelines.pages import GuidelinePage
from consultations.guidelines.rules import NumberedPart, Part, number
from consultations.guidelines.versions.models import (
    GuidelineVersion,
    VersionLineage,
    VersionPart,
    VersionText,
    VersionWithdrawal,
)
from consultations.guidelines.versions.rules import part_hash, seal, text_hash


def identity(name: str) -> str:
    """The same identity for the same name."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, name))


def short(name: str) -> str:
    """The short address of the piece with this name."""
    return identity(name).replace("-", "")[:8]


def chapter(name: str, title: str) -> Part:
    return Part("chapter", identity(name), title)


def paragraph(name: str, words: str, heading: str = "") -> Part:
    return Part("paragraph", identity(name), heading, f"<p>{words}</p>")


def write_text(version_id: uuid.UUID, page: Any, language: str, parts: Sequence[NumberedPart]) -> VersionText:
    """The text of a version in one language."""
    text_id = uuid.uuid4()
    hashes = [part_hash(part) for part in parts]
    for order, (part, sealed) in enumerate(zip(parts, hashes, strict=True)):
        VersionPart.objects.create(
            text_id=text_id,
            identity=part.id,
            kind=part.kind,
            order=order,
            number=part.number,
            anchor=part.anchor,
            short=part.id.replace("-", "")[:8],
            chapter=part.chapter or None,
            heading=part.heading,
            html=part.html,
            sha256=sealed,
        )
    return VersionText.objects.create(
        id=text_id,
        version_id=version_id,
        language=language,
        title=page.title,
        summary=page.summary,
        frozen_at=timezone.now(),
        frozen_by="Frida Chef",
        sha256=text_hash(language, page.title, page.summary, hashes),
    )


def write_version(
    page: GuidelinePage,
    at: int,
    parts: Sequence[Part],
    lineage: Mapping[str, Sequence[str]] | None = None,
    **fields: Any,
) -> GuidelineVersion:
    """A version of these pieces; `lineage` names pieces by their names."""
    version_id = uuid.uuid4()
    for later, earlier in (lineage or {}).items():
        for name in earlier:
            VersionLineage.objects.create(
                version_id=version_id, identity=identity(later), predecessor=identity(name)
            )
    text = write_text(version_id, page, "de", number(parts))
    facts: dict[str, Any] = {
        "label": f"Entwurf {at}",
        "date": dt.date(2024, (at - 1) % 12 + 1, 8),
        "state": "participation_draft",
    }
    return GuidelineVersion.objects.create(
        id=version_id,
        guideline=page,
        number=at,
        scheme="decimal",
        language="de",
        frozen_at=timezone.now(),
        frozen_by="Frida Chef",
        sha256=seal(str(at), text.sha256),
        **(facts | fields),
    )


def withdraw(version: GuidelineVersion, reason: str) -> None:
    """Take a version back, with a public reason."""
    VersionWithdrawal.objects.create(
        version=version, reason=reason, withdrawn_at=timezone.now(), withdrawn_by="Frida Chef"
    )
