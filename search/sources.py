"""What can be found and who may see it now: one answer for indexing, for shown hits and for `reconcile`."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, cast

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from wagtail.documents import get_document_model
from wagtail.models import Page, get_page_models
from wagtail.query import PageQuerySet

from portal.accounts.visibility import public
from portal.findable import Findable, Source, families
from search.analysis import ANALYSIS_VERSION
from search.wording import lists


class Kind(Protocol):
    """One family of sources, known by the prefix of its keys; it only ever answers what everybody may
    read."""

    prefix: str

    def owns(self, identity: str) -> bool:
        """Whether this can be an identity of the family."""
        ...

    def pks(self) -> Iterator[str]:
        """All that may be found now."""
        ...

    def load(self, pks: Iterable[str]) -> list[Findable]:
        """Those of them that may be found now."""
        ...

    def language(self, source: Findable) -> str:
        """The language its labels are to be written in."""
        ...

    def addresses(self, pks: Iterable[str], request: HttpRequest | None) -> dict[str, str]:
        """Where a reader finds those that may be found now."""
        ...

    def titles(self, pks: Iterable[str]) -> dict[str, str]:
        """What those that may be found now are called."""
        ...


class PageSources:
    """Pages of findable types: live, in no private section, no alias, reachable."""

    prefix = "page"

    def owns(self, identity: str) -> bool:
        """A number."""
        return identity.isdecimal()

    def pks(self) -> Iterator[str]:
        """In the order they were made."""
        yield from map(str, self._shown().order_by("pk").values_list("pk", flat=True))

    def load(self, pks: Iterable[str]) -> list[Findable]:
        """Specific pages; one without an address is out of every site."""
        pages = self._shown().filter(pk__in=list(pks)).select_related("locale").specific()
        return [page for page in pages if page.get_url() is not None]

    def language(self, source: Findable) -> str:
        """The page's own."""
        return str(cast(Page, source).locale.language_code)

    def addresses(self, pks: Iterable[str], request: HttpRequest | None) -> dict[str, str]:
        """Current addresses, after moves and renames that the index need not know."""
        pages = self._shown().filter(pk__in=list(pks)).select_related("locale")
        urls = {str(page.pk): page.get_url(request=request) for page in pages}
        return {pk: url for pk, url in urls.items() if url is not None}

    def titles(self, pks: Iterable[str]) -> dict[str, str]:
        """As published."""
        named = self._shown().filter(pk__in=list(pks)).values_list("pk", "title")
        return {str(pk): title for pk, title in named}

    def _shown(self) -> PageQuerySet:
        pages = public(Page.objects.live().filter(alias_of__isnull=True))
        return pages.exact_type(*page_types())


class DocumentSources:
    """Documents that stand for themselves and lie in a public collection."""

    prefix = "document"

    def owns(self, identity: str) -> bool:
        """A number."""
        return identity.isdecimal()

    def pks(self) -> Iterator[str]:
        """In the order they were uploaded."""
        yield from map(str, self._shown().order_by("pk").values_list("pk", flat=True))

    def load(self, pks: Iterable[str]) -> list[Findable]:
        """Documents with their collection."""
        return list(self._shown().filter(pk__in=list(pks)).select_related("collection"))

    def language(self, source: Findable) -> str:
        """The document's, as far as it is known."""
        return getattr(source, "language", "") or settings.LANGUAGE_CODE

    def addresses(self, pks: Iterable[str], request: HttpRequest | None) -> dict[str, str]:
        """Addresses of the files."""
        return {str(document.pk): document.url for document in self._shown().filter(pk__in=list(pks))}

    def titles(self, pks: Iterable[str]) -> dict[str, str]:
        """As their editors named them."""
        named = self._shown().filter(pk__in=list(pks)).values_list("pk", "title")
        return {str(pk): title for pk, title in named}

    def _shown(self) -> "PageQuerySet":
        return get_document_model().objects.public().filter(findable_alone=True)


OWN: dict[str, Kind] = {kind.prefix: kind for kind in (PageSources(), DocumentSources())}


def kinds() -> dict[str, Kind]:
    """Every family of sources by its prefix, the registered ones last."""
    return {**OWN, **families()}


def page_types() -> tuple[type[Page], ...]:
    """Page types that opted in."""
    return tuple(model for model in get_page_models() if issubclass(model, Findable))


def kind_labels() -> dict[str, str | Promise]:
    """Every kind of source with the name readers see."""
    types = (*page_types(), get_document_model())
    labels = {t.find_kind: t.find_kind_label for t in types if issubclass(t, Findable) and t.find_kind}
    return labels | {family.kind: family.label for family in families().values()}


def public_titles(kind: str, titles: Iterable[str]) -> list[str]:
    """Those that are the title of a page of this kind which everybody may read now, in their order."""
    asked = list(titles)
    types = [model for model in page_types() if issubclass(model, Findable) and model.find_kind == kind]
    if not asked or not types:
        return []
    pages = public(Page.objects.live().exact_type(*types).filter(title__in=asked))
    known = set(pages.values_list("title", flat=True))
    return [title for title in asked if title in known]


def split_key(key: str) -> tuple[str, str]:
    """ "page:17" as prefix and identity; an unknown key belongs to no kind and gives neither."""
    prefix, _, identity = key.partition(":")
    kind = kinds().get(prefix)
    return (prefix, identity) if kind and kind.owns(identity) else ("", "")


def by_kind(keys: Iterable[str]) -> dict[str, list[str]]:
    """Identities by prefix, unknown keys left out."""
    found: dict[str, list[str]] = {}
    for key in keys:
        prefix, identity = split_key(key)
        if prefix:
            found.setdefault(prefix, []).append(identity)
    return found


def addresses(keys: Sequence[str], request: HttpRequest | None = None) -> dict[str, str]:
    """The current address of each source that everybody may read now; the others are missing."""
    return {
        f"{prefix}:{pk}": url
        for prefix, pks in by_kind(keys).items()
        for pk, url in kinds()[prefix].addresses(pks, request).items()
    }


def titles(keys: Iterable[str]) -> dict[str, str]:
    """The current title of each source that everybody may read now."""
    return {
        f"{prefix}:{pk}": title
        for prefix, pks in by_kind(keys).items()
        for pk, title in kinds()[prefix].titles(pks).items()
    }


def version_of(source: Source) -> int:
    """Changes with the content, the language rules and the word lists in force, so that `reconcile` sees what
    is stale.

    48 bits, because engines count in signed 64-bit numbers and some pass them through floating point.
    """
    analysis = f"{ANALYSIS_VERSION}{lists.version(source.language)}"
    digest = hashlib.sha256(f"{analysis}\n{source!r}".encode()).digest()
    return int.from_bytes(digest[:6]) or 1
