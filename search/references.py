"""Which sources show an object: a topic's name stands on pages, a file's text is found through them."""

from collections.abc import Iterable

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import Page, ReferenceIndex

from portal.findable import Findable
from search.sources import page_types

# A snippet may show another snippet; longer chains have no reader who would see the change.
DEPTH = 3
AT_ONCE = 500


def users_of(key: str) -> list[str]:
    """Keys of the pages that show the object of a "uses:app.model:pk" key, also through other objects."""
    _, label, pk = key.split(":", 2)
    return pages_showing(apps.get_model(label), [pk])


def pages_showing(model: type[models.Model], pks: Iterable[object]) -> list[str]:
    """Keys of the pages that reference any of these objects, also through others, or list all of their kind."""
    pages = dict.fromkeys(_pages_listing(model))
    page_type = ContentType.objects.get_for_model(Page, for_concrete_model=False).pk
    base = ReferenceIndex._get_base_content_type(model).pk
    level, seen = {(base, str(pk)) for pk in pks}, set[tuple[int, str]]()
    for _ in range(DEPTH):
        seen |= level
        found = _referring(level)
        pages |= {f"page:{pk}": None for content_type, pk in sorted(found) if content_type == page_type}
        level = {user for user in found if user[0] != page_type} - seen
    return list(pages)


def types_listing(model: type[models.Model]) -> list[type[Page]]:
    """The page types that show every row of this model."""
    findable = (page_type for page_type in page_types() if issubclass(page_type, Findable))
    return [page_type for page_type in findable if model._meta.label in page_type.find_lists]


def _pages_listing(model: type[models.Model]) -> list[str]:
    types = types_listing(model)
    if not types:
        return []
    pages = Page.objects.filter(live=True, alias_of=None).exact_type(*types)
    return [f"page:{pk}" for pk in pages.order_by("pk").values_list("pk", flat=True)]


def _referring(targets: Iterable[tuple[int, str]]) -> set[tuple[int, str]]:
    """What refers to any of these; a database takes only so many numbers at once."""
    by_type: dict[int, list[str]] = {}
    for content_type, pk in targets:
        by_type.setdefault(content_type, []).append(pk)
    found: set[tuple[int, str]] = set()
    for content_type, pks in by_type.items():
        for start in range(0, len(pks), AT_ONCE):
            part = pks[start : start + AT_ONCE]
            rows = ReferenceIndex.objects.filter(to_content_type=content_type, to_object_id__in=part)
            found.update(rows.values_list("base_content_type", "object_id").distinct())
    return found
