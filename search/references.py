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
        found = {user for target in level for user in _referring(*target)}
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


def _referring(content_type: int, pk: str) -> Iterable[tuple[int, str]]:
    references = ReferenceIndex.objects.filter(to_content_type=content_type, to_object_id=pk)
    return references.values_list("base_content_type", "object_id").distinct()
