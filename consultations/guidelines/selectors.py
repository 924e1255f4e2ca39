"""Reading guideline texts for lists and feeds: live and public only, few queries, evaluated."""

import datetime as dt

from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail.query import PageQuerySet

from consultations.guidelines.pages import GuidelinePage
from consultations.timeline.rules import TimelineEntry, Window
from portal.accounts.visibility import offered, offered_below


def visible(locale: Locale) -> PageQuerySet:
    """Guideline texts that everybody may see, for readers of a language."""
    pages: PageQuerySet = offered(GuidelinePage.objects.live(), locale.language_code)
    return pages.select_related("locale")


def newest_drafts(locale: Locale, limit: int) -> list[GuidelinePage]:
    """The texts with the latest version, without their chapters."""
    return list(visible(locale).defer("chapters").order_by("-version_date", "-pk")[:limit])


def timeline_entries(consultation: Page) -> list[TimelineEntry]:
    """The current versions of the texts of a consultation, as lines of its timeline."""
    pages = offered_below(GuidelinePage.objects.live(), consultation)
    return [
        TimelineEntry(
            kind="version",
            title=page.title,
            url=page.url or "",
            window=Window(_begin(page.version_date), _begin(page.version_date + dt.timedelta(days=1))),
            text=page.get_draft_state_display(),
            language=page.locale.language_code,
        )
        for page in pages.select_related("locale").defer("chapters").order_by("version_date", "pk")
    ]


def _begin(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
