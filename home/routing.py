"""Finding the page of an address in one step instead of one per folder."""

from typing import Any

from django.http import Http404
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page

# So many parts of an address a page may divide it into: "compare/1/2/" and a file below it.
LONGEST_REST = 4


def page_at(start: Page, components: list[str]) -> tuple[Any, list[str]] | None:
    """The deepest page on a path below `start`, as its own type, and what is left of the path, or None.

    Something is left only for page types that divide their address further. Two queries at any depth; Wagtail
    asks twice per level. Raises Http404 for what no address can hold.
    """
    if any("\x00" in part for part in components):
        raise Http404
    ends = range(max(1, len(components) - LONGEST_REST), len(components) + 1)
    addresses = [f"{start.url_path}{'/'.join(components[:end])}/" for end in ends]
    found = Page.objects.filter(slug__in=components, url_path__in=addresses).order_by("-depth").first()
    if found is None or found.specific_class is None:
        return None
    rest = components[found.depth - start.depth :]
    if rest and not issubclass(found.specific_class, RoutablePageMixin):
        return None
    along = getattr(found.specific_class, "served_with", ("locale",))
    return found.specific_class.objects.select_related(*along).get(pk=found.pk), rest
