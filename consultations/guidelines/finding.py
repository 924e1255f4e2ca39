"""Frozen versions as finds of their own: whatever a version says otherwise than its page says now."""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.db.models.signals import post_save
from django.http import HttpRequest
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page
from wagtail.query import PageQuerySet

from consultations import placement
from consultations.guidelines import passages
from consultations.guidelines.pages import GuidelinePage
from consultations.guidelines.reading import addresses, wording
from consultations.guidelines.versions.models import VersionText, VersionWithdrawal
from consultations.guidelines.versions.rules import part_hash, text_hash
from portal.accounts.visibility import public
from portal.findable import Findable, Source, register, sources_changed

PREFIX = "version"
KIND = "guideline_version"


class FrozenSource(Findable):
    """One frozen text with the page of its language, below which it is read."""

    def __init__(self, text: VersionText, page: GuidelinePage) -> None:
        self.text, self.page = text, page

    @property
    def find_key(self) -> str:
        """By the row, which never changes."""
        return f"{PREFIX}:{self.text.pk}"

    def find_source(self) -> Source:
        """Dated by the version; withdrawn ones are found, too, and say so in their title."""
        return Source(
            key=self.find_key,
            kind=KIND,
            language=self.text.language,
            title=title_of(self.text),
            summary=self.text.summary,
            date=self.text.version.date,
            consultation=placement.consultation_title(self.page),
            entries=tuple(
                passages.entries(row.numbered() for row in self.text.parts.order_by("order").iterator())
            ),
        )


class VersionSources:
    """Fulfils `portal.findable.Family`: frozen texts whose page is live and public in their language.

    One that says word for word what the page says is not offered, the page itself is found.
    """

    prefix: str = PREFIX
    kind: str = KIND
    label: str | Promise = gettext_lazy("Earlier version")
    aside: bool = True

    def owns(self, identity: str) -> bool:
        """A UUID as the database writes it."""
        try:
            return str(uuid.UUID(identity)) == identity
        except ValueError:
            return False

    def pks(self) -> Iterator[str]:
        """Page by page."""
        for page in _pages().order_by("pk").iterator(chunk_size=20):
            others = _texts().filter(**_of(page)).exclude(sha256=_said(page))
            yield from map(str, others.order_by("version__number").values_list("pk", flat=True))

    def load(self, pks: Iterable[str]) -> list[Findable]:
        """With their pages, which tell what is not said otherwise."""
        found = _with_pages(pks, _pages())
        said = {page.pk: _said(page) for page in {page.pk: page for _text, page in found}.values()}
        return [FrozenSource(text, page) for text, page in found if text.sha256 != said[page.pk]]

    def language(self, source: Findable) -> str:
        """That of the text."""
        return source.text.language if isinstance(source, FrozenSource) else ""

    def addresses(self, pks: Iterable[str], request: HttpRequest | None) -> dict[str, str]:
        """The page of the version, below that of the guidelines."""
        return {
            str(text.pk): addresses.version(page, text.version.number)
            for text, page in _with_pages(pks, _pages().defer("chapters"))
            if page.get_url(request=request) is not None
        }

    def titles(self, pks: Iterable[str]) -> dict[str, str]:
        """In the language of each."""
        found = {}
        for text, _page in _with_pages(pks, _pages().defer("chapters")):
            with translation.override(text.language):
                found[str(text.pk)] = title_of(text)
        return found

    def moments(self, pks: Iterable[str]) -> dict[str, dt.datetime]:
        """When each was frozen."""
        rows = VersionText.objects.filter(pk__in=list(pks)).values_list("pk", "frozen_at")
        return {str(pk): moment for pk, moment in rows}

    def hanging_on(self, page: Page, *, below: bool) -> list[str]:
        """Texts of the versions in the language of the page, and of the pages below it."""
        pages: set[tuple[uuid.UUID, str]] = set()
        if page.specific_class is GuidelinePage and page.alias_of_id is None:
            pages.add((page.translation_key, page.locale.language_code))
        if below:
            under = GuidelinePage.objects.filter(path__startswith=page.path, alias_of__isnull=True)
            pages.update(under.values_list("translation_key", "locale__language_code"))
        if not pages:
            return []
        rows = VersionText.objects.filter(
            version__guideline__translation_key__in={key for key, _code in pages}
        )
        known = rows.values_list("pk", "version__guideline__translation_key", "language")
        return [str(pk) for pk, key, language in known if (key, language) in pages]


def title_of(text: VersionText) -> str:
    """ "Guidelines, version 2", in the active language."""
    values = {"title": text.title, "version": wording.version_name(text.version)}
    if text.version.withdrawn:
        return _("%(title)s, %(version)s (withdrawn)") % values
    return _("%(title)s, %(version)s") % values


def connect() -> None:
    """Called once, when the app registry is ready."""
    register(VersionSources())
    for receiver, sender in ((_text_was_frozen, VersionText), (_version_was_withdrawn, VersionWithdrawal)):
        post_save.connect(receiver, sender=sender, dispatch_uid=f"guidelines.{receiver.__name__}")


def _text_was_frozen(sender: type, instance: VersionText, **kwargs: object) -> None:
    sources_changed.send(sender, keys=[f"{PREFIX}:{instance.pk}"])


def _version_was_withdrawn(sender: type, instance: VersionWithdrawal, **kwargs: object) -> None:
    texts = VersionText.objects.filter(version=instance.version_id).values_list("pk", flat=True)
    sources_changed.send(sender, keys=[f"{PREFIX}:{pk}" for pk in texts])


def _pages() -> PageQuerySet:
    pages: PageQuerySet = public(GuidelinePage.objects.live().filter(alias_of__isnull=True))
    return pages.select_related("locale")


def _texts() -> QuerySet[VersionText]:
    texts = VersionText.objects.select_related("version__withdrawal", "version__guideline")
    return texts.defer("version__guideline__chapters")


def _with_pages(pks: Iterable[str], pages: PageQuerySet) -> list[tuple[VersionText, GuidelinePage]]:
    texts = list(_texts().filter(pk__in=list(pks)).order_by("version__number"))
    keys = {text.version.guideline.translation_key for text in texts}
    found = {
        (page.translation_key, page.locale.language_code): page
        for page in (pages.filter(translation_key__in=keys) if keys else ())
    }
    pairs = ((text, found.get((text.version.guideline.translation_key, text.language))) for text in texts)
    return [(text, page) for text, page in pairs if page is not None]


def _of(page: GuidelinePage) -> dict[str, object]:
    key, language = page.translation_key, page.locale.language_code
    return {"version__guideline__translation_key": key, "language": language}


def _said(page: GuidelinePage) -> str:
    """The hash a version would have that says what the page says now."""
    parts = map(part_hash, page.numbered())
    return text_hash(page.locale.language_code, page.title, page.summary, parts)
