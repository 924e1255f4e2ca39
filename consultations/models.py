"""Index of the tables that live in feature folders of this app."""

from consultations.guidelines.exchange.models import GuidelineUpload
from consultations.guidelines.pages import GuidelinePage
from consultations.guidelines.versions.models import (
    GuidelineVersion,
    VersionImage,
    VersionLineage,
    VersionPart,
    VersionText,
    VersionWithdrawal,
)
from consultations.meetings.models import AgendaItem, ImportedRecord, MeetingDocument, Organization
from consultations.meetings.pages import MeetingIndexPage, MeetingPage
from consultations.methods.models import MethodStep, MethodUse
from consultations.methods.pages import MethodIndexPage, MethodPage
from consultations.pages import ConsultationIndexPage, ConsultationPage
from consultations.timeline.models import Milestone, Phase
from consultations.topics import ConsultationTopic, Topic

__all__ = [
    "AgendaItem",
    "ConsultationIndexPage",
    "ConsultationPage",
    "ConsultationTopic",
    "GuidelinePage",
    "GuidelineUpload",
    "GuidelineVersion",
    "ImportedRecord",
    "MeetingDocument",
    "MeetingIndexPage",
    "MeetingPage",
    "MethodIndexPage",
    "MethodPage",
    "MethodStep",
    "MethodUse",
    "Milestone",
    "Organization",
    "Phase",
    "Topic",
    "VersionImage",
    "VersionLineage",
    "VersionPart",
    "VersionText",
    "VersionWithdrawal",
]
