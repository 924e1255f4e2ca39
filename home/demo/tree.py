"""Puts demo pages into the tree as an editor would: with a revision that is then published."""

from typing import TypeVar

from wagtail.models import Page

PageType = TypeVar("PageType", bound=Page)


def add_page(parent: Page, page: PageType) -> PageType:
    """Add below a freshly loaded parent (a stale one would write old tree data back) and publish."""
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)
