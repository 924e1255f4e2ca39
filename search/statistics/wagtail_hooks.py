"""The report in Wagtail's menu; imported by `search.wagtail_hooks`."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from search.menu import PermittedItem
from search.statistics.account import WeeklyPanel
from search.statistics.reports import QueriesReportView, may_see


@hooks.register("register_reports_menu_item")
def add_queries_report() -> MenuItem:
    """The entry below "Reports"."""
    return PermittedItem(
        _("Searched without success"),
        reverse("search_queries_report"),
        name="search-queries",
        icon_name="search",
        permitted=may_see,
    )


@hooks.register("register_account_settings_panel")
def add_weekly_mail(
    request: HttpRequest, user: AbstractBaseUser, profile: models.Model
) -> WeeklyPanel | None:
    """The wish for the weekly mail."""
    return WeeklyPanel(request, user, profile) if may_see(request) else None


@hooks.register("register_admin_urls")
def add_queries_urls() -> list[URLPattern]:
    """The report, and its results alone for paging."""
    return [
        path("reports/search-queries/", QueriesReportView.as_view(), name="search_queries_report"),
        path(
            "reports/search-queries/results/",
            QueriesReportView.as_view(results_only=True),
            name="search_queries_report_results",
        ),
    ]
