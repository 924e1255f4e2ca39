"""What the translators' desk adds to the admin, and which of wagtail-localize's doors it takes over."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import DraftStateMixin, Page, TranslatableMixin
from wagtail.snippets.models import register_snippet
from wagtail_localize.models import Translation

from portal.approval import alone
from portal.translators import reports, standings, views
from portal.translators.account import DigestPanel
from portal.translators.panels import TranslationsPanel
from portal.translators.terms.selectors import terms_of
from portal.translators.terms.viewsets import TermViewSet
from portal.translators.urls import urlpatterns

register_snippet(TermViewSet)


# Before wagtail-localize's own addresses, of which it takes five over.
@hooks.register("register_admin_urls", order=-1)
def add_urls() -> list[URLPattern]:
    """Desk, progress, and the guarded forms."""
    return urlpatterns


class DashboardMenuItem(MenuItem):
    """Shown to everybody who works on pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may open the dashboard."""
        return reports.may_look(request)


@hooks.register("register_reports_menu_item")
def add_dashboard() -> MenuItem:
    """The entry below "Reports"."""
    return DashboardMenuItem(
        _("Translations at a glance"),
        reverse("translators_dashboard"),
        name="translators-dashboard",
        icon_name="wagtail-localize-language",
    )


@hooks.register("register_account_settings_panel")
def add_weekly_mail(request: HttpRequest, user: Any, profile: models.Model) -> DigestPanel | None:
    """The wish for the weekly mail."""
    return DigestPanel(request, user, profile) if reports.may_look(request) else None


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def offer_desk(page: Page, user: Any, **kwargs: Any) -> Iterator[Button]:
    """The state of a translation, beside its editor and in the list of pages."""
    if page.permissions_for_user(user).can_edit() and standings.is_translated(page):
        standing = standings.begin(page)
        label = _("Translation: %(state)s") % {"state": standing.get_stage_display()}
        yield Button(label, views.desk_url(page), icon_name="wagtail-localize-language", priority=55)


@hooks.register("construct_homepage_panels")
def show_what_waits(request: HttpRequest, panels: list[Any]) -> None:
    """On the first page of the admin."""
    panels.append(TranslationsPanel())


@hooks.register("before_edit_page", order=-1)
def warn_of_terms(request: HttpRequest, page: Page) -> None:
    """Whoever opens a translation hears how many of its parts do not keep to the fixed terms."""
    translation = standings.translation_of(page) if request.method == "GET" else None
    if translation is None:
        return
    found = terms_of(page, translation)[1]
    if found:
        told = ngettext(
            "%(number)d part does not keep to the fixed terms.",
            "%(number)d parts do not keep to the fixed terms.",
            len(found),
        )
        button = messages.button(views.desk_url(page), gettext("Show"))
        messages.warning(request, told % {"number": len(found)}, buttons=[button])


@hooks.register("before_edit_snippet", order=-2)
def keep_source_snippets(request: HttpRequest, instance: models.Model) -> None:
    """Translators change translations: who may not add a German topic may not rename one either."""
    if not isinstance(instance, TranslatableMixin) or not standings.is_source_language(instance):
        return
    if not request.user.has_perm(f"{instance._meta.app_label}.add_{instance._meta.model_name}"):
        raise PermissionDenied


@hooks.register("before_edit_snippet", order=-2)
def publish_translated_snippets_by_two(request: HttpRequest, instance: models.Model) -> HttpResponse | None:
    """What readers see is not published by whoever translated it; in an emergency, with a reason."""
    if request.POST.get("action") != "publish" or request.user.is_superuser:
        return None
    if not getattr(instance, "four_eyes", False) or not isinstance(instance, TranslatableMixin):
        return None
    if standings.is_source_language(instance) or not standings.translated_by(instance, request.user):
        return None
    messages.error(request, gettext("You have translated it yourself: somebody else has to publish it."))
    return redirect(alone.url_of(instance, "publish"))


@hooks.register("before_edit_snippet", order=-1)
def keep_snippets_from_being_published(request: HttpRequest, instance: models.Model) -> None:
    """Snippets without drafts are public when saved; whoever may not publish leaves that to the chief editors."""
    if request.method != "POST" or isinstance(instance, DraftStateMixin):
        return
    if request.user.has_perm(views.SUBMIT) or not isinstance(instance, TranslatableMixin):
        return
    if Translation.objects.filter(
        source__object_id=instance.translation_key, target_locale_id=instance.locale_id
    ).exists():
        raise PermissionDenied
