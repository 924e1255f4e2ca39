"""The versions of one text as an Atom feed."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.models import Page

from consultations.guidelines.reading import addresses, wording
from consultations.guidelines.versions import selectors
from consultations.guidelines.versions.models import GuidelineVersion
from portal import atom

# These ids were given a year of their own, and ids must never change.
_ID_YEAR = 2024


def feed(page: Page, request: HttpRequest) -> HttpResponse:
    """Newest first; a withdrawn version stays and says so, with the moment of its withdrawal as change."""
    language = page.locale.language_code
    written = atom.Feed(
        identity=f"versions:{page.translation_key}:{language}",
        title=_("Versions of “%(title)s” – %(site)s") % {"title": page.title, "site": settings.SITE_NAME},
        link=addresses.versions(page),
        address=addresses.feed(page),
        language=language,
        year=_ID_YEAR,
    )
    for version in selectors.versions_of(page):
        written.add(
            identity=f"version:{version.pk}:{language}",
            title=_title(version),
            link=addresses.version(page, version.number),
            text=_description(version),
            published=version.frozen_at,
            updated=version.withdrawal.withdrawn_at if version.withdrawn else None,
            categories=(str(version.get_state_display()),),
        )
    response = atom.answer(request, written, cache="no-cache")
    response["X-Robots-Tag"] = "noindex"
    return response


def _title(version: GuidelineVersion) -> str:
    title = f"{wording.version_name(version)}: {version.label}"
    return _("Withdrawn: %(title)s") % {"title": title} if version.withdrawn else title


def _description(version: GuidelineVersion) -> str:
    said = [
        version.withdrawal.reason if version.withdrawn else "",
        version.reason,
        strip_tags(version.changes),
    ]
    return "\n".join(line for line in said if line)
