"""Stores sessions as pages: each in one transaction, and never over an editor's work."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from django.db import transaction
from django.db.models.signals import post_save
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from modelsearch.signal_handlers import post_save_signal_handler
from modelsearch.tasks import insert_or_update_object_task
from wagtail.models import Locale, Page, Revision, Site
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.tasks import update_reference_index_task

from consultations.meetings.importing.records import BadRecordError, ItemRecord, SessionRecord
from consultations.meetings.models import AgendaItem, ImportedRecord, Organization
from consultations.meetings.pages import MeetingIndexPage, MeetingPage
from portal.translation.slugs import slug_of

# Stored for good, so never from a catalogue: one that is not compiled would give a German page an English address.
INDEX_TITLES = {
    "de": "Sitzungen und Protokolle",
    "de-simple": "Sitzungen und Protokolle",
    "en": "Sessions and minutes",
    "tr": "Toplantılar ve tutanaklar",
    "ar": "الجلسات والمحاضر",
    "uk": "Засідання та протоколи",
    "fr": "Séances et procès-verbaux",
}
INDEX_SLUG = "sitzungen-und-protokolle"
ITEM_FIELDS = [
    *("number", "title", "text", "submitted_by", "references", "decision", "result", "protocol_text"),
    *("page_from", "page_to", "source_url"),
]
PAGE_FIELDS = [
    *("title", "session_number", "start", "end", "place", "public", "complete"),
    *("publisher", "source_url", "licence", "licence_basis", "source_id"),
]


class Outcome(StrEnum):
    """What became of a record."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    SKIPPED = "skipped"


def outcome_of(record: SessionRecord) -> tuple[Outcome, ImportedRecord | None]:
    """What importing this record would do now, without doing it."""
    known = ImportedRecord.objects.filter(source_id=record.source_id, page__isnull=False).first()
    if known is None:
        return Outcome.CREATED, None
    if known.content_hash == record.digest:
        return Outcome.UNCHANGED, known
    return (Outcome.KEPT if edited_since(known) else Outcome.UPDATED), known


def edited_since(known: ImportedRecord) -> bool:
    """Whether somebody saved, unpublished or translated over the page after the importer wrote it."""
    page = known.page
    return page is None or not page.live or page.latest_revision_id != known.revision_id


def write(record: SessionRecord) -> Outcome:
    """Creates or updates the page of a session; all or nothing."""
    with one_page():
        outcome, known = outcome_of(record)
        if outcome in (Outcome.UNCHANGED, Outcome.KEPT):
            return outcome
        locale = _locale(record.language)
        with translation.override(locale.language_code):
            page = _page(record, locale) if known is None else _changed_page(known, record, locale)
            revision = publish(page)
        ImportedRecord.objects.update_or_create(
            source_id=record.source_id,
            defaults={"content_hash": record.digest, "page_id": page.pk, "revision_id": revision.pk},
        )
    return outcome


@contextmanager
def one_page() -> Iterator[None]:
    """One transaction, in which hundreds of saved agenda items do not ask for as many reference updates.

    Nor does a page that is saved three times on its way to readers ask the admin's search for as many visits.
    """
    post_save.disconnect(post_save_signal_handler, sender=MeetingPage)
    try:
        with transaction.atomic(), disable_reference_index_auto_update():
            yield
    finally:
        post_save.connect(post_save_signal_handler, sender=MeetingPage)


def publish(page: MeetingPage) -> Revision:
    """Publishes through a revision, so that editors find the content and listeners hear of it."""
    revision = page.save_revision()
    revision.publish()
    for task in (update_reference_index_task, insert_or_update_object_task):
        task.enqueue("consultations", "meetingpage", str(page.pk))
    return revision


def _page(record: SessionRecord, locale: Locale) -> MeetingPage:
    # Fetched anew for every session: an older instance would write a wrong number of children.
    parent = MeetingIndexPage.objects.get(pk=index_page(locale).pk)
    slug = slug_of(record.source_id)
    page = MeetingPage(locale=locale, live=False)
    page.slug = slug if Page._slug_is_available(slug, parent) else ""
    _fill(page, record, locale)
    parent.add_child(instance=page)
    return page


def _changed_page(known: ImportedRecord, record: SessionRecord, locale: Locale) -> MeetingPage:
    page = MeetingPage.objects.get(pk=known.page_id).get_latest_revision_as_object()
    _fill(page, record, locale)
    return page


def _fill(page: MeetingPage, record: SessionRecord, locale: Locale) -> None:
    for name in PAGE_FIELDS:
        setattr(page, name, getattr(record, name))
    page.organization = organization(record)
    page.summary = summary(record)
    page.state = MeetingPage.State.CONFIRMED
    page.protocol_state = MeetingPage.ProtocolState.CONFIRMED if record.complete else ""
    # A known item keeps its row, so that its anchor and its translations stay.
    known = {item.source_id: item for item in page.agenda_items.all()}
    page.agenda_items = [
        _item(known.get(item.source_id) or AgendaItem(locale=locale), item, position)
        for position, item in enumerate(record.items)
    ]


def _item(item: AgendaItem, record: ItemRecord, position: int) -> AgendaItem:
    for name in ITEM_FIELDS:
        setattr(item, name, getattr(record, name))
    item.source_id = record.source_id
    item.sort_order = position
    item.kind = AgendaItem.Kind.SPEECH if record.speech else AgendaItem.Kind.ITEM
    return item


def organization(record: SessionRecord) -> Organization:
    """The body of a session, made when it is new."""
    known = Organization.objects.filter(name=record.body, municipality=record.municipality).first()
    if known:
        return known
    return Organization.objects.create(
        name=record.body,
        municipality=record.municipality,
        slug=_free_slug(slug_of(f"{record.municipality} {record.body}")[:110]),
        kind=kind_of(record.body),
    )


def kind_of(name: str) -> Organization.Kind:
    """The sort of body its German name tells of."""
    words = (
        ("arbeits", Organization.Kind.WORKING_GROUP),
        ("beirat", Organization.Kind.ADVISORY_BOARD),
        ("ausschu", Organization.Kind.COMMITTEE),
        ("tag", Organization.Kind.PARLIAMENT),
        ("rat", Organization.Kind.COUNCIL),
    )
    lowered = name.lower()
    return next((kind for word, kind in words if word in lowered), Organization.Kind.OTHER)


def _free_slug(slug: str) -> str:
    taken = set(Organization.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    count = 1
    while (candidate := slug if count == 1 else f"{slug}-{count}") in taken:
        count += 1
    return candidate


def summary(record: SessionRecord) -> str:
    """One sentence for lists: who met when, and what the page holds."""
    points = sum(not item.speech for item in record.items)
    held = ngettext("%(count)d agenda item", "%(count)d agenda items", points) % {"count": points}
    day = date_format(timezone.localtime(record.start), "DATE_FORMAT")
    body = ", ".join(part for part in (record.body, record.municipality) if part)
    kind = record.kind or gettext("Protocol")
    text = gettext("%(kind)s of the session of %(day)s: %(body)s, %(held)s.") % {
        "kind": kind,
        "day": day,
        "body": body,
        "held": held,
    }
    return text if len(text) <= 300 else f"{text[:299]}…"


def index_page(locale: Locale) -> MeetingIndexPage:
    """The list the sessions are put below, made and published when there is none in this language."""
    known = MeetingIndexPage.objects.filter(locale=locale).order_by("pk").first()
    if known:
        return known
    home = _home(locale)
    title = INDEX_TITLES.get(locale.language_code, INDEX_TITLES["de"])
    slug = INDEX_SLUG if Page._slug_is_available(INDEX_SLUG, home) else ""
    page = MeetingIndexPage(title=title, slug=slug, locale=locale, live=False, show_in_menus=True)
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


def _home(locale: Locale) -> Page:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        raise BadRecordError("there is no site yet; make a home page first")
    home = site.root_page.get_translation_or_none(locale)
    if home is None:
        raise BadRecordError(f"there is no home page in the language “{locale.language_code}”")
    return home


def _locale(language: str) -> Locale:
    locale = Locale.objects.filter(language_code=language).first()
    if locale is None:
        raise BadRecordError(f"the portal has no language “{language}”")
    return locale
