"""Index of the tables that live in feature folders of this app."""

from consultations.guidelines.pages import GuidelinePage
from consultations.meetings.models import AgendaItem, ImportedRecord, MeetingDocument, Organization
from consultations.meetings.pages import MeetingIndexPage, MeetingPage

__all__ = [
    "AgendaItem",
    "GuidelinePage",
    "ImportedRecord",
    "MeetingDocument",
    "MeetingIndexPage",
    "MeetingPage",
    "Organization",
]
