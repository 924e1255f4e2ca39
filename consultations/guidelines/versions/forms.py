"""What a chief editor says of a version."""

import datetime as dt
import re
import uuid
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.admin.rich_text import get_rich_text_editor_widget
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateInput
from wagtail.models import Page

from consultations.guidelines.versions.freezing import FreezeFacts
from consultations.guidelines.versions.models import VersionState

CHANGES_FEATURES = ["bold", "italic", "ol", "ul", "link"]

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class LastingField(forms.CharField):
    """Text that is kept for good: signs that neither feeds nor files may hold are left out."""

    def to_python(self, value: Any) -> Any:
        """Without control characters; line ends stay."""
        return _CONTROL.sub("", super().to_python(value) or "")


class FreezeForm(forms.Form):
    """Label, date, state, deciding session, reason and the editor's own list of changes."""

    label = LastingField(
        label=_("Label"), max_length=120, help_text=_("How the version is called, such as “First draft”.")
    )
    date = forms.DateField(label=_("Date"), widget=AdminDateInput)
    state = forms.ChoiceField(label=_("State"), choices=VersionState)
    session = forms.ChoiceField(
        label=_("Session that decided it"),
        required=False,
        help_text=_("Sessions of this consultation. Leave empty when no session decided it."),
    )
    reason = LastingField(
        label=_("Reason"),
        max_length=2000,
        required=False,
        widget=AdminAutoHeightTextInput,
        help_text=_("Why there is a new version. Readers see it."),
    )
    changes = LastingField(
        label=_("List of changes"),
        required=False,
        help_text=_("In your words, beside the comparison that the portal makes by itself."),
    )

    def __init__(self, page: Page, *args: Any, **kwargs: Any) -> None:
        """Offers the sessions of the consultation the page belongs to."""
        super().__init__(*args, **kwargs)
        self.sessions = {str(session.translation_key): session.title for session in sessions_of(page)}
        self.fields["session"].choices = [("", _("No session")), *self.sessions.items()]  # type: ignore[attr-defined]
        self.fields["changes"].widget = get_rich_text_editor_widget("default", features=CHANGES_FEATURES)
        self.fields["date"].initial = localdate
        self.fields["state"].initial = page.draft_state

    def to_store(self) -> dict[str, str]:
        """The facts as texts, to be kept from the form to the confirmation."""
        data = self.cleaned_data
        session = self.sessions.get(data["session"], "")
        return {**data, "date": data["date"].isoformat(), "session_title": session}


def facts(stored: dict[str, str], revision_id: int | None = None, number: int | None = None) -> FreezeFacts:
    """What was stored, with the revision and the number that were shown at the confirmation."""
    return FreezeFacts(
        revision_id=revision_id,
        label=stored["label"],
        date=dt.date.fromisoformat(stored["date"]),
        state=stored["state"],
        reason=stored["reason"],
        changes=stored["changes"],
        session_key=uuid.UUID(stored["session"]) if stored["session"] else None,
        session_title=stored["session_title"],
        number=number,
    )


class WithdrawForm(forms.Form):
    """The public reason."""

    reason = LastingField(
        label=_("Public reason"),
        max_length=2000,
        widget=AdminAutoHeightTextInput,
        help_text=_("Readers see it above the version. It cannot be changed later."),
    )


def sessions_of(page: Page) -> list[Page]:
    """Sessions that stand beside the text, newest first; named by type, since sessions are another room."""
    beside = Page.objects.child_of(page.get_parent()).filter(content_type__model="meetingpage").specific()
    return sorted(beside, key=lambda session: session.start, reverse=True)
