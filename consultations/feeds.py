"""Atom feeds of what is new: protocols and drafts of guidelines."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consultations.addresses import asked_locale
from consultations.guidelines import selectors as guidelines
from consultations.meetings import selectors as meetings
from portal.translation.feeds import FeedInLanguages, titled
from portal.translation.readers import foreign

LENGTH = 30


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One line of a feed; `url` is site-relative or absolute, `language` set where it is not that of the feed."""

    title: str
    url: str
    summary: str
    published: dt.datetime
    language: str = ""


@require_safe
def protocols(request: HttpRequest) -> HttpResponse:
    """The sessions whose protocols can be read, newest first."""
    locale = asked_locale(request)
    with translation.override(locale.language_code):
        entries = [
            FeedEntry(card.title, card.url, card.summary, card.start, card.language)
            for card in meetings.newest_protocols(locale, LENGTH)
        ]
        return _answer(request, _("New protocols"), locale.language_code, entries)


@require_safe
def drafts(request: HttpRequest) -> HttpResponse:
    """The current versions of guideline texts, newest first."""
    locale = asked_locale(request)
    with translation.override(locale.language_code):
        entries = [
            FeedEntry(
                page.title,
                page.url or "",
                page.summary,
                timezone.make_aware(dt.datetime.combine(page.version_date, dt.time())),
                foreign(page),
            )
            for page in guidelines.newest_drafts(locale, LENGTH)
        ]
        return _answer(request, _("New drafts of guidelines"), locale.language_code, entries)


def _answer(request: HttpRequest, title: str, language: str, entries: Iterable[FeedEntry]) -> HttpResponse:
    feed = FeedInLanguages(
        title=f"{title} – {settings.SITE_NAME}",
        link=_absolute("/"),
        description="",
        language=language,
        feed_url=_absolute(request.get_full_path()),
    )
    for entry in entries:
        url = _absolute(entry.url)
        feed.add_item(
            title=titled(entry.title, entry.language),
            language=entry.language,
            link=url,
            description=entry.summary,
            unique_id=url,
            pubdate=entry.published,
            updateddate=entry.published,
        )
    response = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    response["Cache-Control"] = "public, max-age=900"
    feed.write(response, "utf-8")
    return response


def _absolute(url: str) -> str:
    return url if url.startswith(("https://", "http://")) else f"{settings.SITE_URL.rstrip('/')}{url}"
