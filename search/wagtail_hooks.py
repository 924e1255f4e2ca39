"""What search adds to the admin, and what the admin changes without sending signals."""

from collections.abc import Iterable

from django.contrib.auth.models import Permission
from django.db import models
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.documents import get_document_model
from wagtail.snippets.models import register_snippet

from search import reports
from search.menu import PermittedItem
from search.signals import record_documents
from search.statistics import wagtail_hooks as statistics  # noqa: F401  registers the report
from search.wording.viewsets import WordingViewSetGroup

register_snippet(WordingViewSetGroup)


@hooks.register("after_bulk_action")
def documents_changed_collection(
    request: HttpRequest, action: str, objects: Iterable[models.Model], instance: object
) -> None:
    """Wagtail moves many documents to a collection with one UPDATE."""
    documents = get_document_model()
    if action == "add_to_collection":
        record_documents([item.pk for item in objects if isinstance(item, documents)], urgent=True)


@hooks.register("register_reports_menu_item")
def add_index_report() -> MenuItem:
    """The entry below "Reports"."""
    return PermittedItem(
        _("Search index"),
        reverse("search_report"),
        name="search-index",
        icon_name="search",
        permitted=reports.may_look,
    )


@hooks.register("register_admin_urls")
def add_report_urls() -> list[URLPattern]:
    """The report and its buttons."""
    return [
        path("reports/search-index/", reports.report, name="search_report"),
        path("reports/search-index/retry/", reports.retry, name="search_retry"),
        path("reports/search-index/compare/", reports.compare, name="search_compare"),
        path("reports/search-index/rebuild/", reports.rebuild, name="search_rebuild"),
    ]


@hooks.register("register_permissions")
def offer_report_permissions() -> models.QuerySet[Permission]:
    """Superusers have both; other groups may be given them."""
    codes = ["view_run", "change_run"]
    return Permission.objects.filter(content_type__app_label="search", codename__in=codes)
