"""The versions of one text as an Atom feed."""

import datetime as dt
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.models import Page

from consultations.guidelines.reading import addresses, wording
from consultations.guidelines.versions import selectors
from consultations.guidelines.versions.models import GuidelineVersion

# The year in which the scheme of ids began: part of every id, so it must never change.
_ID_YEAR = 2024
_BEGINNING = dt.datetime(_ID_YEAR, 1, 1, tzinfo=dt.UTC)


class _Feed(Atom1Feed):
    """Without versions a feed is as old as the portal, and not new at every look."""

    def latest_post_date(self) -> dt.datetime:
        return super().latest_post_date() if self.items else _BEGINNING


def feed(page: Page, request: HttpRequest) -> HttpResponse:
    """Newest first; a withdrawn version stays and says so, with the moment of its withdrawal as change."""
    written = _Feed(
        title=_("Versions of “%(title)s” – %(site)s") % {"title": page.title, "site": settings.SITE_NAME},
        link=addresses.absolute(addresses.versions(page)),
        description="",
        language=page.locale.language_code,
        feed_url=addresses.absolute(addresses.feed(page)),
        feed_guid=_tag(f"versions:{page.translation_key}:{page.locale.language_code}"),
    )
    for version in selectors.versions_of(page):
        written.add_item(
            title=_title(version),
            link=addresses.absolute(addresses.version(page, version.number)),
            description=_description(version),
            unique_id=_tag(f"version:{version.pk}:{page.locale.language_code}"),
            pubdate=version.frozen_at,
            updateddate=version.withdrawal.withdrawn_at if version.withdrawn else version.frozen_at,
            categories=[str(version.get_state_display())],
        )
    response = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    response["X-Robots-Tag"] = "noindex"
    written.write(response, "utf-8")
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


def _tag(name: str) -> str:
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{_ID_YEAR}:{name}"
