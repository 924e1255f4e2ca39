"""Sessions and bodies for tests; pages stand below a root that has no rules."""

import datetime as dt
from typing import Any

from django.utils import timezone
from wagtail.models import Locale, Page, Site

from consultations.meetings.models import AgendaItem, Organization
from consultations.meetings.pages import MeetingIndexPage, MeetingPage


def root() -> Page:
    """The page of the default site."""
    return Site.objects.get(is_default_site=True).root_page


def german() -> Locale:
    """The source language."""
    return Locale.objects.get(language_code="de")


def make_organization(name: str = "Arbeitskreis", **fields: Any) -> Organization:
    """A body; asked twice for one name it is the same."""
    slug = fields.pop("slug", name.lower().replace(" ", "-"))
    return Organization.objects.get_or_create(name=name, defaults={"slug": slug, **fields})[0]


def make_index() -> MeetingIndexPage:
    """The list of sessions."""
    known = MeetingIndexPage.objects.first()
    if known:
        return known
    page = MeetingIndexPage(title="Sitzungen", slug="sitzungen", locale=german())
    root().add_child(instance=page)
    return page


def make_meeting(
    title: str = "Sitzung", items: list[dict[str, Any]] | None = None, days: int = 7, **fields: Any
) -> MeetingPage:
    """A published session `days` from now at 18:00, with the given agenda items."""
    parent = fields.pop("parent", None) or make_index()
    start = timezone.localtime().replace(hour=18, minute=0, second=0, microsecond=0) + dt.timedelta(days=days)
    defaults = {"organization": None, "start": start, "locale": german(), "live": False}
    page = MeetingPage(title=title, **{**defaults, **fields})
    if page.organization_id is None:
        page.organization = make_organization()
    page.agenda_items = [
        AgendaItem(locale=page.locale, sort_order=position, **item)
        for position, item in enumerate(items or [])
    ]
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    page.save_revision().publish()
    return MeetingPage.objects.get(pk=page.pk)
