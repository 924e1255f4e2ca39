"""Atom feeds of what is new: protocols and drafts of guidelines."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consultations.addresses import asked_locale
from consultations.guidelines import selectors as guidelines
from consultations.meetings import selectors as meetings
from portal import atom
from portal.translation.readers import foreign

LENGTH = 30


@require_safe
def protocols(request: HttpRequest) -> HttpResponse:
    """The sessions whose protocols can be read, that which appeared last first."""
    locale = asked_locale(request)
    with translation.override(locale.language_code):
        feed = _feed("protocols", _("New protocols"), locale.language_code)
        for meeting in meetings.appeared_protocols(locale, timezone.now(), LENGTH):
            feed.add(
                identity=f"protocol:{meeting.pk}",
                title=meeting.title,
                link=f"{meeting.url}#protocol",
                text=meeting.summary,
                published=meeting.protocol_appeared,
                updated=meeting.last_published_at,
                language=foreign(meeting),
            )
        return atom.answer(request, feed)


@require_safe
def drafts(request: HttpRequest) -> HttpResponse:
    """The current versions of guideline texts, newest first."""
    locale = asked_locale(request)
    with translation.override(locale.language_code):
        feed = _feed("drafts", _("New drafts of guidelines"), locale.language_code)
        for page in guidelines.newest_drafts(locale, LENGTH):
            feed.add(
                identity=f"draft:{page.pk}",
                title=page.title,
                link=page.url or "",
                text=page.summary,
                published=page.first_published_at,
                updated=page.last_published_at,
                language=foreign(page),
            )
        return atom.answer(request, feed)


def _feed(name: str, title: str, language: str) -> atom.Feed:
    return atom.Feed(
        identity=f"{name}:{language}",
        title=f"{title} – {settings.SITE_NAME}",
        link=f"/{language}/",
        address=f"{reverse(f'consultations:{name}_feed')}?lang={language}",
        language=language,
    )
