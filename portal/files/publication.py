"""Whether a file may leave the house: it is public while something public offers it, and not otherwise."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page
from wagtail.permissions import policy_registry

from portal.files.documents import PortalDocument
from portal.files.offers import Offer, base_type

RIGHTS = ("add", "change", "choose", "delete")
# Content that keeps its words outside the tables of pages and snippets: which page shows which of the files.
Finder = Callable[[str, set[int]], Iterable[tuple[int, int]]]
_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Called once, when the app registry is ready; answers pairs of a file's number and a page's."""
    if finder not in _finders:
        _finders.append(finder)


def may_read(document: PortalDocument, request: HttpRequest) -> bool:
    """Whether this reader gets the file; whoever it is, the restriction of its collection holds."""
    restrictions = document.collection.get_view_restrictions()
    return all(rule.accept_request(request) for rule in restrictions) and is_offered(document, request)


def is_offered(document: PortalDocument, request: HttpRequest) -> bool:
    """Whether something this reader may see offers the file, or they work with it; collections aside.

    A restricted collection is itself the offer of what no page holds: so files are handed to a closed group.
    """
    if document.findable_alone or is_staff_for(request.user, document):
        return True
    holders = holders_of("document", [document.pk])[document.pk]
    if not holders and document.collection.get_view_restrictions():
        return True
    return any(_is_open(holder, request) and _shows(holder, document.pk) for holder in holders)


def is_for_everybody(document: PortalDocument) -> bool:
    """Whether anybody at all may read it, so that it may be kept on the way."""
    return document.pk in public_documents([document.pk])


def is_staff_for(user: Any, document: PortalDocument) -> bool:
    """Whether this person works with the file: rights on its collection, or the upload was theirs."""
    if not user.is_authenticated or not user.has_perm("wagtailadmin.access_admin"):
        return False
    policy = policy_registry.get_by_type(PortalDocument)
    return bool(policy.user_has_any_permission_for_instance(user, RIGHTS, document))


def public_documents(numbers: Iterable[int], moment: dt.datetime | None = None) -> set[int]:
    """Those of the documents that everybody may read now."""
    asked = set(numbers)
    if not asked:
        return set()
    documents = PortalDocument.objects.public().filter(pk__in=asked)
    alone = dict(documents.values_list("pk", "findable_alone"))
    public = {pk for pk, findable in alone.items() if findable}
    waiting = alone.keys() - public
    if waiting:
        holders = holders_of("document", waiting, everybody=True)
        public |= {pk for pk in waiting if any(_shows(holder, pk, moment) for holder in holders[pk])}
    return public


def holders_of(
    kind: str, numbers: Iterable[int], *, everybody: bool = False
) -> dict[int, list[models.Model]]:
    """Pages and snippets in which the documents or images stand; for `everybody` only live ones without restriction."""
    asked = set(numbers)
    rows = Offer.objects.filter(**{f"{kind}__in": asked})
    found: dict[int, list[models.Model]] = defaultdict(list)
    _add(found, rows.values_list("holder_type", "holder_id", kind), everybody)
    # Asked last, for they look through whole texts, and only for what nothing live shows.
    rest = {pk for pk in asked if not any(getattr(holder, "live", True) for holder in found[pk])}
    pages = base_type(Page).pk
    for finder in _finders if rest else ():
        _add(found, [(pages, str(page), pk) for pk, page in finder(kind, rest)], everybody)
    return found


def _add(found: dict[int, list[models.Model]], rows: Iterable[tuple[int, str, int]], everybody: bool) -> None:
    by_type: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for holder_type, holder_id, number in rows:
        by_type[holder_type][holder_id].add(number)
    for holder_type, asked in by_type.items():
        for holder in _load(ContentType.objects.get_for_id(holder_type), list(asked), everybody):
            for number in asked[str(holder.pk)]:
                found[number].append(holder)


def _load(content_type: ContentType, numbers: list[str], everybody: bool) -> Iterable[models.Model]:
    """The holders; a table that is neither page, snippet nor setting offers nothing to readers."""
    model = content_type.model_class()
    if content_type == base_type(Page):
        pages = Page.objects.filter(pk__in=numbers)
        found = list((pages.live().public() if everybody else pages).specific(defer=False))
        for kind in {type(page) for page in found}:
            prepare = getattr(kind, "read_files_of", None)
            if prepare is not None:
                prepare([page for page in found if type(page) is kind])
        return found
    if model is None or not is_shown_to_readers(model):
        return ()
    return model._default_manager.filter(pk__in=numbers)


def is_shown_to_readers(model: type[models.Model]) -> bool:
    """Whether rows of this table are content: snippets and settings of the site."""
    from wagtail.contrib.settings.models import AbstractSetting
    from wagtail.snippets.models import get_snippet_models

    return issubclass(model, AbstractSetting) or model in get_snippet_models()


def _is_open(holder: models.Model, request: HttpRequest) -> bool:
    if not isinstance(holder, Page):
        return True
    return holder.live and all(rule.accept_request(request) for rule in holder.get_view_restrictions())


def _shows(holder: models.Model, document: int, moment: dt.datetime | None = None) -> bool:
    """Live, and by its own rule not holding back: `shows_file` of a session that is not public says no."""
    if not getattr(holder, "live", True):
        return False
    rule = getattr(holder, "shows_file", None)
    return True if rule is None else bool(rule(document, moment or timezone.now()))
