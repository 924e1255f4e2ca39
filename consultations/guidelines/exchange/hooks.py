"""What the import adds to the admin."""

from collections.abc import Iterator

from django.apps import apps
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from consultations.guidelines.exchange import views
from portal.accounts.models import User


@hooks.register("register_admin_urls")
def add_import_urls() -> list[URLPattern]:
    """Upload, preview and the two ways on from there."""
    return [
        path("guidelines/<int:page_id>/import/", views.import_text, name="guideline_import"),
        path("guidelines/import/<uuid:upload_id>/", views.preview_import, name="guideline_import_preview"),
        path(
            "guidelines/import/<uuid:upload_id>/reread/", views.reread_import, name="guideline_import_reread"
        ),
        path("guidelines/import/<uuid:upload_id>/drop/", views.drop_import, name="guideline_import_drop"),
    ]


@hooks.register("register_page_header_buttons")
def offer_import(page: Page, user: User, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """The entry in the menu of a guideline page."""
    wanted = apps.get_model("consultations", "GuidelinePage")
    if page.specific_class is wanted and page.pk and page.permissions_for_user(user).can_edit():
        yield Button(
            _("Import from Word or ODT"),
            reverse("guideline_import", args=[page.pk]),
            icon_name="upload",
            priority=45,
        )
