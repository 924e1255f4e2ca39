"""Whether a translation is behind its source, since when, and in which sections."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from wagtail.models import Page, PageLogEntry
from wagtail_localize.models import SourceDeletedError, TranslationLog

from portal.pages.surroundings import Surroundings
from portal.translation.changes import Change, Place, by_place, outcomes
from portal.translation.languages import Language, source_language
from portal.translation.segments import field_place, pieces

_KEPT = 24 * 60 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Outdated:
    """What a reader is told; `changes` is None when the text of that day is no longer known.

    `difference_url` leads to the source's own comparison of its versions, where it has any.
    """

    since: dt.datetime
    source_title: str
    source_url: str
    source_language: Language
    changes: tuple[Change, ...] | None
    difference_url: str


def outdated(around: Surroundings) -> Outdated | None:
    """The state of the page being drawn; None for the source itself, a preview and what is up to date.

    One query for a translation; the comparison is made once per version of both texts and then kept.
    """
    page = around.page
    source = around.translations.get(source_language().code)
    if page is None or source is None or page.pk == source.pk or around.request.path != around.url(page):
        return None
    log = _log(page)
    since = _followed(page, log)
    if since is None or source.last_published_at is None or source.last_published_at <= since:
        return None
    key = f"outdated:{page.pk}:{page.live_revision_id}:{source.pk}:{source.last_published_at.isoformat()}"
    found = cache.get(key)
    if found is None:
        found = _compared(page, source, log, since)
        cache.set(key, found, _KEPT)
    changes, difference = found
    if changes == ():
        return None
    return Outdated(
        since=since,
        source_title=source.title,
        source_url=around.url(source),
        source_language=source_language(),
        changes=changes,
        difference_url=difference,
    )


def _log(page: Page) -> TranslationLog | None:
    """The record of the translation that readers see; none for a text written by hand, as Easy German is."""
    if page.live_revision_id is None:
        return None
    logs = TranslationLog.objects.filter(revision=page.live_revision_id).select_related("source")
    log: TranslationLog | None = logs.defer("source__content_json").first()
    return log


def _followed(page: Page, log: TranslationLog | None) -> dt.datetime | None:
    """The moment whose source text this translation follows.

    A source read anew after the translation was published belongs to the next translation, not to this one.
    """
    if log is None:
        return page.last_published_at
    moment: dt.datetime = min(log.source.last_updated_at, log.created_at)
    return moment


def _compared(
    page: Page, source: Page, log: TranslationLog | None, since: dt.datetime
) -> tuple[tuple[Change, ...] | None, str]:
    now: Any = source.specific
    difference = now.difference_url(since)
    then = _source_at(now, log, since)
    if then is None:
        return None, difference
    found = outcomes(pieces(then), pieces(now))
    known = {**then.places(), **now.places(), **page.specific.places()}
    return by_place(found, {key: known.get(key) or _field(now, key) for key in found}), difference


def _field(page: Page, name: str) -> Place:
    """A field the page type has lost meanwhile keeps its bare place at the top."""
    known = {field.name for field in page._meta.get_fields()}
    return field_place(page, name) if name in known else Place(label="")


def _source_at(source: Page, log: TranslationLog | None, since: dt.datetime) -> Any:
    """The source as the translation followed it: the text kept for translators, else the one published then."""
    if log is not None and log.source.last_updated_at <= log.created_at:
        try:
            return log.source.as_instance()
        except SourceDeletedError:
            return None
    entries = PageLogEntry.objects.filter(page=source.pk, action="wagtail.publish", timestamp__lte=since)
    entry = entries.exclude(revision=None).select_related("revision").order_by("-timestamp").first()
    return entry.revision.as_object() if entry is not None and entry.revision is not None else None
