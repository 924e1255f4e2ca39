"""What hangs on a page, said before it is deleted; and what lies in the bin."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

from portal.bin import actions, rules
from portal.bin.models import BinnedPage

MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class Hanging:
    """One kind of things: its heading, so many names, and how many more there are."""

    label: str
    names: tuple[str, ...]
    more: int


def hanging_on(page: Page) -> list[Hanging]:
    """Pages below, translations, files and pictures, and whatever links or leads here from elsewhere."""
    below = list(Page.objects.descendant_of(page, inclusive=True).select_related("locale"))
    numbers = {str(one.pk) for one in below}
    translated = page.get_translations().select_related("locale") if actions._leads(page) else []
    found = [
        _hanging(_("Pages below"), (one.get_admin_display_title() for one in below if one.pk != page.pk)),
        _hanging(_("Translations"), (f"{one.locale}: {one.get_admin_display_title()}" for one in translated)),
        _hanging(_("Files and pictures (they stay)"), _files(numbers)),
        _hanging(_("Links, menus and lists that lead here"), _leading(numbers)),
    ]
    return [one for one in found if one.names]


def in_bin(user: Any) -> list[dict[str, Any]]:
    """What this person may put back, the newest first."""
    rows = []
    entries = BinnedPage.objects.filter(lead=True).select_related("page__locale", "parent", "binned_by")
    for entry in entries.order_by("-binned_at"):
        if may_restore(entry, user):
            rows.append(
                {
                    "entry": entry,
                    "title": entry.page.get_admin_display_title(),
                    "below": entry.page.get_descendant_count(),
                    "place": entry.parent.get_admin_display_title() if entry.parent else "",
                    "was_public": bool(entry.public),
                    "ends": rules.ends(entry.binned_at),
                    "url": reverse("portal_bin_restore", args=[entry.pk]),
                }
            )
    return rows


def in_sight(rows: QuerySet, path: str = "path") -> QuerySet:
    """Of these, what is not in the bin, for lists that ask neither for rights nor for what is public."""
    root = Page.objects.filter(depth=1, slug=actions.SLUG).first()
    return rows.exclude(**{f"{path}__startswith": root.path}) if root else rows


def may_restore(entry: BinnedPage, user: Any) -> bool:
    """Whoever may publish at its place; without its place, who may everything."""
    parent = entry.parent
    if parent is None:
        return bool(user.is_superuser)
    tester = parent.specific.permissions_for_user(user)
    # What comes back had been approved: the right to decide is enough, no second person is asked again.
    return bool(getattr(tester, "may_decide", tester.can_publish_subpage)())


def _hanging(label: str, names: Iterable[str]) -> Hanging:
    every = sorted(set(names))
    return Hanging(label, tuple(every[:MOST_NAMED]), max(0, len(every) - MOST_NAMED))


def _files(numbers: set[str]) -> list[str]:
    kinds = ContentType.objects.get_for_models(get_document_model(), get_image_model()).values()
    references = ReferenceIndex.objects.filter(
        base_content_type=_pages(), object_id__in=numbers, to_content_type__in=kinds
    )
    names = []
    for kind, number in references.values_list("to_content_type", "to_object_id").distinct():
        thing = ContentType.objects.get_for_id(kind).get_object_for_this_type(pk=number)
        names.append(str(thing))
    return names


def _leading(numbers: set[str]) -> list[str]:
    references = ReferenceIndex.objects.filter(to_content_type=_pages(), to_object_id__in=numbers)
    outside = references.exclude(base_content_type=_pages(), object_id__in=numbers)
    names = []
    for kind, number in outside.values_list("content_type", "object_id").distinct():
        model = ContentType.objects.get_for_id(kind).model_class()
        thing = model and model._base_manager.filter(pk=number).first()
        if thing is not None and getattr(thing, "alias_of_id", None) is None:
            names.append(f"{capfirst(str(thing._meta.verbose_name))}: {thing}")
    return names


def _pages() -> ContentType:
    return ContentType.objects.get_for_model(Page)
