"""What versions add to the editors' interface; imported by `consultations.wagtail_hooks`."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from consultations.guidelines import references
from consultations.guidelines.versions import access, copies, pictures, views
from consultations.guidelines.versions.models import GuidelineVersion
from portal.files.models import PortalImage


@hooks.register("register_admin_urls")
def add_version_urls() -> list[URLPattern]:
    """The pages of `views`."""
    base = "guidelines/<int:page_id>/versions"
    return [
        path(f"{base}/", views.version_list, name="guideline_versions"),
        path(f"{base}/freeze/", views.freeze_form, name="guideline_freeze"),
        path(f"{base}/freeze/confirm/", views.freeze_confirm, name="guideline_freeze_confirm"),
        path(f"{base}/<int:number>/withdraw/", views.withdraw, name="guideline_withdraw"),
        path(
            f"{base}/<int:number>/add/<str:language>/",
            views.add_translation,
            name="guideline_add_translation",
        ),
    ]


# Before Wagtail's own, which has the same address.
@hooks.register("register_admin_urls", order=-1)
def keep_frozen_images() -> list[URLPattern]:
    """Deleting an image asks first whether a version holds it."""
    return [path("images/<int:image_id>/delete/", pictures.DeleteImageView.as_view())]


@hooks.register("register_page_header_buttons")
def header_buttons(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Freeze and versions in the menu of the editor."""
    yield from _buttons(page, user)


@hooks.register("register_page_listing_more_buttons")
def listing_buttons(page: Page, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """The same in the menu of a list of pages."""
    yield from _buttons(page, user)


@hooks.register("register_permissions")
def offer_permission() -> QuerySet[Permission]:
    """Shown where groups are edited."""
    return Permission.objects.filter(codename="freeze_guideline", content_type__app_label="consultations")


class AddedTranslation(LogFormatter):
    """Names the version; the language stands in the data of the entry."""

    label = gettext_lazy("Add a translation to a version")

    def format_message(self, log_entry: Any) -> str:
        """The words the chief editor was answered with."""
        return _("The translation was added to version %(number)s.") % log_entry.data


@hooks.register("register_log_actions")
def name_log_actions(actions: Any) -> None:
    """The history of the page tells who froze, added a translation and withdrew."""
    actions.register_action("guidelines.freeze", gettext_lazy("Freeze"), gettext_lazy("Frozen as a version"))
    actions.register_action(
        "guidelines.withdraw", gettext_lazy("Withdraw"), gettext_lazy("Version withdrawn")
    )
    actions.register_action("guidelines.add_translation")(AddedTranslation)


@hooks.register("keep_page")
def say_why_it_stays(page: Page) -> str:
    """For every other door, such as the admin API."""
    version = _version_below(page)
    return _why(version) if version else ""


@hooks.register("before_delete_page")
def keep_frozen_page(request: HttpRequest, page: Page) -> HttpResponseBase | None:
    """A text with versions stays, and so does what it stands below."""
    return _refuse(request, [page])


@hooks.register("before_bulk_action")
def keep_frozen_pages(
    request: HttpRequest, action: str, objects: Iterable[Any], instance: Any
) -> HttpResponseBase | None:
    """The same for several pages at once, and for the images of frozen figures."""
    if action != "delete":
        return None
    chosen = list(objects)
    images = [image for image in chosen if isinstance(image, PortalImage)]
    return _refuse(request, [page for page in chosen if isinstance(page, Page)]) or pictures.refuse(
        request, images
    )


@hooks.register("after_copy_page")
def give_copies_an_identity(request: HttpRequest, page: Page, new_page: Page) -> None:
    """Paragraphs of a copied text are other paragraphs."""
    for copied in Page.objects.descendant_of(new_page, inclusive=True).filter(alias_of=None):
        if access.is_guideline(copied):
            copies.renew(copied.specific)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn_of_lost_references(request: HttpRequest, page: Page) -> None:
    """A cross reference without target is told, not forbidden: its paragraph may be put back."""
    if request.method != "POST" or not access.is_guideline(page):
        return
    for lost in references.lost(page.specific.numbered()):
        messages.warning(
            request,
            _(
                "In %(number)s the reference “%(words)s” leads to a paragraph that is not in the text (%(anchor)s)."
            )
            % {"number": lost.part.number, "words": lost.words, "anchor": f"#{lost.anchor}"},
        )


def _buttons(page: Page, user: Any) -> Iterator[Button]:
    if access.is_guideline(page) and access.is_source(page) and access.may_freeze(user, page):
        freeze, versions = (
            reverse(name, args=[page.pk]) for name in ("guideline_freeze", "guideline_versions")
        )
        yield Button(gettext_lazy("Freeze as a version"), freeze, icon_name="lock", priority=62)
        yield Button(gettext_lazy("Versions"), versions, icon_name="history", priority=63)


def _version_below(page: Page) -> GuidelineVersion | None:
    below = Page.objects.descendant_of(page, inclusive=True).values("pk")
    return GuidelineVersion.objects.filter(guideline__in=below).select_related("guideline").first()


def _why(version: GuidelineVersion) -> str:
    told = _(
        "“%(title)s” has frozen versions that citizens may have cited. It cannot be deleted; unpublish it."
    )
    return told % {"title": version.guideline.title}


def _refuse(request: HttpRequest, pages: list[Page]) -> HttpResponseBase | None:
    for page in pages:
        version = _version_below(page)
        if version is None:
            continue
        messages.error(request, _why(version))
        parent = page.get_parent()
        if parent:
            return redirect("wagtailadmin_explore", parent.pk)
        return redirect("wagtailadmin_explore_root")
    return None
