"""Frozen rows written one by one, for tests that look below `freeze`."""

import datetime as dt
import uuid

from django.utils import timezone

from consultations.guidelines.pages import GuidelinePage
from consultations.guidelines.versions.models import GuidelineVersion, VersionPart, VersionText


def write_version(page: GuidelinePage, number: int = 1, parts: int = 2) -> GuidelineVersion:
    """A version with paragraphs, pieces before their text as the guards want it."""
    version_id, text_id = uuid.uuid4(), uuid.uuid4()
    for order in range(1, parts + 1):
        identity = uuid.uuid5(uuid.NAMESPACE_URL, f"piece {order}")
        VersionPart.objects.create(
            text_id=text_id,
            identity=identity,
            kind="paragraph",
            order=order,
            number=f"0.{order}",
            anchor=f"p-{str(identity)[:8]}",
            short=identity.hex[:8],
            html=f"<p>Absatz {order}</p>",
            sha256="0" * 64,
        )
    seal = {"frozen_at": timezone.now(), "frozen_by": "Frida Chef", "sha256": "0" * 64}
    VersionText.objects.create(id=text_id, version_id=version_id, language="de", title=page.title, **seal)
    return GuidelineVersion.objects.create(
        id=version_id,
        guideline=page,
        number=number,
        label=f"Fassung {number}",
        date=dt.date(2024, 3, 8),
        state="working_draft",
        scheme="decimal",
        language="de",
        **seal,
    )
