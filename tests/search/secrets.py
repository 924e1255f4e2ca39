"""A small portal in which every text holds a word of its own, and what may happen to it."""

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import Group
from django.core.exceptions import ObjectDoesNotExist
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page, PageViewRestriction

from consultations.guidelines.pages import GuidelinePage
from consultations.meetings.models import MeetingDocument
from consultations.meetings.pages import MeetingPage
from consultations.pages import ConsultationIndexPage, ConsultationPage
from home.models import InfoPage, NewsIndexPage, NewsPage
from portal.files.extraction import Extraction, State
from portal.files.models import PortalDocument
from portal.files.tasks import extract_document, store
from tests.consultations.guidelines.reading.frozen import paragraph, withdraw, write_version
from tests.factories.meetings import make_meeting
from tests.home.site import add, make_home
from tests.search.told import (
    START,
    collection_is_public,
    document_words,
    frozen_words,
    page_is_public,
    public_texts,
    words_in,
)

# Four letters each and three of them different in any pair, so that no word is a misspelling of another.
SYLLABLES = ("brom", "kelt", "fudi", "vasg", "jopp", "tinz", "wuhl", "gaxe", "dory", "mick")
COMMON = "Radweg"


@dataclass
class World:
    """What there is; pages and documents are remembered by number, also when they are gone."""

    pages: list[int] = field(default_factory=list)
    documents: list[int] = field(default_factory=list)
    edited: dict[str, int] = field(default_factory=dict)
    minted: set[str] = field(default_factory=set)
    last: int = 0

    def build(self) -> None:
        """German and English front pages, two lists, and a cupboard with a drawer for files."""
        home = make_home()
        make_home("en")
        add(home, ConsultationIndexPage(title="Verfahren", slug="verfahren", summary=COMMON))
        add(home, NewsIndexPage(title="Aktuelles", slug="aktuelles", summary=COMMON))
        cupboard = Collection.objects.get(depth=1).add_child(name="Schrank")
        cupboard.add_child(name="Fach")

    def word(self) -> str:
        """A word that stands nowhere else."""
        self.last += 1
        digits = (self.last // 100 % 10, self.last // 10 % 10, self.last % 10)
        made = START + "".join(SYLLABLES[digit] for digit in digits)
        self.minted.add(made)
        return made

    def slug(self) -> str:
        """An address of its own that tells nothing: it stands in the addresses of all pages below."""
        self.last += 1
        return f"seite-{self.last}"

    def page(self, at: int) -> Page | None:
        """One of the remembered pages as its own type, if it is still there."""
        known = Page.objects.filter(pk__in=self.pages).order_by("pk")
        return known[at % len(known)].specific if known else None

    def document(self, at: int) -> PortalDocument | None:
        """One of the remembered documents, if it is still there."""
        known = PortalDocument.objects.filter(pk__in=self.documents).order_by("pk")
        return known[at % len(known)] if known else None

    def collection(self, at: int) -> Collection:
        """The root, the cupboard or the drawer inside it."""
        known = list(Collection.objects.order_by("path"))
        return known[at % len(known)]

    def public_words(self) -> dict[int, set[str]]:
        """What each page tells everybody now, by the plainest reading of the rules."""
        told = {}
        for page in Page.objects.filter(depth__gt=1).specific():
            if page_is_public(page):
                told[page.pk] = words_in(f"{page.title} {getattr(page, 'summary', '')}")
                if isinstance(page, MeetingPage):
                    told[page.pk].update(*(document_words(row.document) for row in page.documents.all()))
        return told

    def allowed(self) -> set[str]:
        """Every word that somebody may read somewhere."""
        alone = PortalDocument.objects.filter(findable_alone=True)
        return self.version_words().union(*self.public_words().values(), *map(document_words, alone))

    def version_words(self) -> set[str]:
        """What frozen versions tell everybody: those whose page everybody may read."""
        return set().union(*(frozen_words(text) for text in public_texts()))

    def only_in_versions(self) -> set[str]:
        """Words that nobody may meet without asking for versions, once no page says them any more."""
        alone = PortalDocument.objects.filter(findable_alone=True)
        now = set().union(*self.public_words().values(), *map(document_words, alone))
        return self.version_words() - now - set(self.edited)

    def forbidden(self) -> set[str]:
        """Words that must not be noticed; those a public page has just dropped may be, until the worker ran."""
        public = self.public_words()
        dropped = {word for word, pk in self.edited.items() if pk in public}
        return self.minted - self.allowed() - dropped

    def hidden_addresses(self) -> set[str]:
        """Of pages that not everybody may open."""
        pages = Page.objects.filter(depth__gt=2)
        return {page.url for page in pages if page.url and not page_is_public(page)}

    def sources(self, language: str) -> dict[str, int]:
        """How many finds of each kind there are."""
        kinds: dict[str, int] = {}
        for page in Page.objects.filter(locale__language_code=language, alias_of=None).specific():
            if hasattr(page, "find_kind") and page_is_public(page):
                kinds[page.find_kind] = kinds.get(page.find_kind, 0) + 1
        alone = PortalDocument.objects.filter(findable_alone=True, language=language)
        if found := sum(collection_is_public(document.collection) for document in alone):
            kinds["document"] = found
        return kinds

    def work(self) -> None:
        """The worker runs; a job of Wagtail whose page is gone meanwhile fails alone, as it does there."""
        while result := DBTaskResult.objects.ready().first():
            with suppress(ObjectDoesNotExist):
                result.task.call(*result.task_result.args, **result.task_result.kwargs)
            result.set_successful(None)
        self.edited.clear()

    def happen(self, event: "Event", one: int, other: int) -> None:
        """Let something happen and note which words public pages dropped by being edited."""
        before = self.public_words()
        event(self, one, other)
        if event in EDITS:
            after = self.public_words()
            for pk in before.keys() & after.keys():
                self.edited.update(dict.fromkeys(before[pk] - after[pk], pk))


Event = Callable[[World, int, int], None]


def add_page(world: World, one: int, other: int) -> None:
    """A page of some kind, every third a draft."""
    title, text = world.word(), f"Der {COMMON} und {world.word()}."
    below = world.page(one)
    fields: dict[str, Any] = {"title": title, "slug": world.slug(), "summary": text, "live": bool(other % 3)}
    kind = one % 4
    if kind == 0:
        made = add(ConsultationIndexPage.objects.get(locale__language_code="de"), ConsultationPage(**fields))
    elif kind == 1:
        made = add(NewsIndexPage.objects.get(locale__language_code="de"), NewsPage(**fields))
    elif kind == 2 and below is not None and isinstance(below, ConsultationPage):
        made = make_meeting(parent=below, **{**fields, "live": False})
    else:
        parent = below if isinstance(below, (ConsultationPage, InfoPage)) else _home()
        made = add(parent, InfoPage(**fields))
    world.pages.append(made.pk)


def add_session_with_file(world: World, one: int, other: int) -> None:
    """A session below a consultation, if there is one, with a file of one page."""
    title = world.word()
    document = PortalDocument.objects.create(
        title=world.word(),
        language="de",
        file=ContentFile(title.encode(), f"{title}.txt"),
        collection=world.collection(other),
        findable_alone=other % 4 == 3,
    )
    _give_text(world, document)
    parent = ConsultationPage.objects.order_by("pk").first()
    page = make_meeting(title=title, slug=world.slug(), summary=f"Am {COMMON}: {world.word()}", parent=parent)
    page.documents.add(MeetingDocument(document=document, title="Protokoll", locale=page.locale))
    page.save_revision().publish()
    world.pages.append(page.pk)
    world.documents.append(document.pk)


def add_guidelines(world: World, one: int, other: int) -> None:
    """With a version that says something else, below a consultation."""
    parent = ConsultationPage.objects.filter(alias_of=None).order_by("pk").first()
    if parent is None:
        return
    said = {"title": world.word(), "summary": f"{COMMON} {world.word()}", "slug": world.slug()}
    page = add(parent, GuidelinePage(**said))
    _freeze(world, page, 1)
    world.pages.append(page.pk)


def freeze(world: World, one: int, other: int) -> None:
    """One more version, or an old one is withdrawn."""
    page = world.page(one)
    if isinstance(page, GuidelinePage) and page.alias_of_id is None and page.locale.language_code == "de":
        _freeze(world, page, page.versions.count() + 1)
        old = page.versions.filter(withdrawal=None).last()
        if other % 2 and old:
            withdraw(old, world.word())


def _freeze(world: World, page: GuidelinePage, at: int) -> None:
    word = world.word()
    write_version(page, at, [paragraph(f"{page.pk} {word}", f"Am {COMMON}: {word}")])


def publish(world: World, one: int, other: int) -> None:
    """Whatever is the latest draft."""
    if (page := world.page(one)) and page.alias_of_id is None:
        (page.get_latest_revision() or page.save_revision()).publish()


def unpublish(world: World, one: int, other: int) -> None:
    """With or without what lies below."""
    if page := world.page(one):
        page.unpublish()
        if other % 2:
            for below in page.get_descendants().live():
                below.specific.unpublish()


def restrict(world: World, one: int, other: int) -> None:
    """By login, password or group."""
    if page := world.page(one):
        kind = (PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD, PageViewRestriction.GROUPS)[
            other % 3
        ]
        restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind, password="x")
        restriction.groups.set(Group.objects.all()[:1])


def unrestrict(world: World, one: int, other: int) -> None:
    """Take one restriction away."""
    if found := list(PageViewRestriction.objects.order_by("pk")):
        found[one % len(found)].delete()


def move(world: World, one: int, other: int) -> None:
    """Below another page, where that is permitted."""
    page, target = world.page(one), world.page(other)
    if page and target and page.pk != target.pk and page.can_move_to(target):
        Page.objects.get(pk=page.pk).move(Page.objects.get(pk=target.pk), "last-child")


def delete(world: World, one: int, other: int) -> None:
    """A page with all below it."""
    if page := world.page(one):
        # A text with versions cannot go, nor can anything above it.
        with suppress(ProtectedError), transaction.atomic():
            Page.objects.get(pk=page.pk).delete()


def rename(world: World, one: int, other: int) -> None:
    """A new title and a new address."""
    page = world.page(one)
    if page and page.alias_of_id is None:
        page.title, page.slug = world.word(), world.slug()
        page.save()


def draft(world: World, one: int, other: int) -> None:
    """A change nobody has published."""
    page = world.page(one)
    if page and page.alias_of_id is None:
        page.title, page.summary = world.word(), f"{COMMON} {world.word()}"
        page.save_revision()


def alias(world: World, one: int, other: int) -> None:
    """The same page at a second place."""
    page = world.page(one)
    if page and page.alias_of_id is None:
        made = page.create_alias(update_slug=f"{page.slug}-{Page.objects.count()}")
        world.pages.append(made.pk)


def translate(world: World, one: int, other: int) -> None:
    """Into English, with the pages above it; half of them are published."""
    page = world.page(one)
    english = Locale.objects.get(language_code="en")
    if page and page.alias_of_id is None and not page.has_translation(english):
        made = page.copy_for_translation(english, copy_parents=True)
        if other % 2:
            made.save_revision().publish()
        world.pages += [p.pk for p in Page.objects.filter(locale=english, depth__gt=2)]


def expire(world: World, one: int, other: int) -> None:
    """Its time is over, and the clock has noticed; another one is only due tomorrow."""
    now = timezone.now()
    page, later = world.page(one), world.page(other)
    if page and page.live:
        Page.objects.filter(pk=page.pk).update(expire_at=now - dt.timedelta(hours=1))
    if later and not later.live and later.alias_of_id is None:
        later.go_live_at = now + dt.timedelta(days=1)
        later.save_revision().publish()
    call_command("publish_scheduled")


def move_file(world: World, one: int, other: int) -> None:
    """Into another collection."""
    if document := world.document(one):
        document.collection = world.collection(other)
        document.save()


def move_collection(world: World, one: int, other: int) -> None:
    """The drawer into the cupboard or out of it, saved and moved as the admin does."""
    drawer = Collection.objects.get(name="Fach")
    drawer.save()
    target = Collection.objects.get(name="Schrank") if other % 2 else Collection.get_first_root_node()
    drawer.move(target, pos="sorted-child")


def lock(world: World, one: int, other: int) -> None:
    """A collection becomes private."""
    CollectionViewRestriction.objects.create(
        collection=world.collection(one), restriction_type=CollectionViewRestriction.LOGIN
    )


def unlock(world: World, one: int, other: int) -> None:
    """Take one restriction of collections away."""
    if found := list(CollectionViewRestriction.objects.order_by("pk")):
        found[one % len(found)].delete()


def replace_file(world: World, one: int, other: int) -> None:
    """Another file in its place; its text is read later or at once."""
    if document := world.document(one):
        name = world.word()
        document.file = ContentFile(name.encode(), f"{name}.txt")
        document.save()
        if other % 2:
            _give_text(world, document)
        _skip_reading()


def delete_file(world: World, one: int, other: int) -> None:
    """The file and its places on pages."""
    if document := world.document(one):
        document.delete()


def detach(world: World, one: int, other: int) -> None:
    """A page no longer offers its files."""
    page = world.page(one)
    if isinstance(page, MeetingPage) and page.alias_of_id is None:
        page.documents.set([])
        page.save_revision().publish()


def work(world: World, one: int, other: int) -> None:
    """The worker catches up."""
    world.work()


EDITS: tuple[Event, ...] = (publish, rename, detach)
EVENTS: tuple[Event, ...] = (
    *(add_page, add_page, add_session_with_file, publish, unpublish, restrict, unrestrict, move, delete),
    *(rename, draft, alias, translate, expire, move_file, move_collection, lock, unlock, replace_file),
    *(delete_file, detach, add_guidelines, freeze, work, work),
)


def _give_text(world: World, document: PortalDocument) -> None:
    store(
        document, Extraction(state=State.TEXT, pages=(f"{COMMON} {world.word()}", world.word()), page_count=2)
    )
    _skip_reading()


def _skip_reading() -> None:
    DBTaskResult.objects.filter(task_path=extract_document.module_path).delete()


def _home() -> Page:
    return Page.objects.get(slug="dialog")
