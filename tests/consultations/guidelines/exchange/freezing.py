"""Versions for the tests of files."""

import datetime as dt

from django.utils import timezone

from consultations.guidelines.pages import GuidelinePage
from consultations.guidelines.versions.freezing import FreezeFacts, freeze
from consultations.guidelines.versions.models import GuidelineVersion


def frozen(
    page: GuidelinePage, label: str = "Entwurf", state: str = "participation_draft"
) -> GuidelineVersion:
    """The newest draft of a text as its next version."""
    page.refresh_from_db()
    facts = FreezeFacts(page.latest_revision_id, label, dt.date(2026, 3, 1), state, reason="Beteiligung")
    return freeze(page, facts, {}, "Frida Chef", timezone.now())
