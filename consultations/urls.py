"""Addresses without a language prefix: calendars, feeds and short addresses."""

from django.urls import path

from consultations import feeds
from consultations.guidelines.reading import permalinks
from consultations.meetings import views

app_name = "consultations"

urlpatterns = [
    path("calendar/all.ics", views.all_calendar, name="all_calendar"),
    path("calendar/body/<slug:slug>.ics", views.body_calendar, name="body_calendar"),
    path("calendar/meeting/<int:page_id>.ics", views.meeting_calendar, name="meeting_calendar"),
    path("feeds/protocols.atom", feeds.protocols, name="protocols_feed"),
    path("p/<str:short>", permalinks.permalink, name="permalink"),
    path("feeds/drafts.atom", feeds.drafts, name="drafts_feed"),
]
