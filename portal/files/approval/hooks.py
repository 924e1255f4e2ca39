"""What versions and proposals add to the editors' interface; imported by `portal.files.wagtail_hooks`."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.permissions import policy_registry

from portal.files.approval import doors, proposals, views
from portal.files.documents import PortalDocument
from portal.files.images import PortalImage


# Before Wagtail's own, which have the same addresses; the page for one image stands with the guidelines.
@hooks.register("register_admin_urls", order=-1)
def ask_before_deleting() -> list[URLPattern]:
    """A file readers see is not deleted by one person."""
    return [
        path("documents/edit/<int:document_id>/", doors.EditDocumentView.as_view()),
        path("images/<int:image_id>/", doors.EditImageView.as_view()),
        path("documents/delete/<int:document_id>/", doors.DeleteDocumentView.as_view()),
        path("documents/multiple/<int:doc_id>/delete/", doors.DeleteOneOfManyDocumentsView.as_view()),
        path("images/multiple/<int:image_id>/delete/", doors.DeleteOneOfManyImagesView.as_view()),
    ]


@hooks.register("register_admin_urls")
def add_approval_urls() -> list[URLPattern]:
    """The pages of `views`."""
    return [
        path("files/proposals/", views.proposal_list, name="portal_files_proposals"),
        path("files/proposals/<int:proposal_id>/", views.proposal, name="portal_files_proposal"),
        path("files/proposals/<int:proposal_id>/file/", views.proposed_file, name="portal_files_proposed"),
        path("files/deleted/", views.deleted_list, name="portal_files_deleted"),
        path("files/versions/<int:version_id>/file/", views.version_file, name="portal_files_version"),
        path("files/versions/<int:version_id>/restore/", views.restore, name="portal_files_restore"),
        path("files/<str:kind>/<int:file_id>/versions/", views.version_list, name="portal_files_versions"),
        path(
            "files/<str:kind>/<int:file_id>/propose-deletion/",
            views.propose_deletion,
            name="portal_files_propose_deletion",
        ),
    ]


@hooks.register("insert_global_admin_js")
def say_why_uploads_stay() -> SafeString:
    """The list of uploads drops refusals; this script shows them."""
    return format_html(
        '<script src="{}" data-fallback="{}"></script>',
        static("build/uploads.js"),
        _("The file could not be deleted. Please reload the page and try again."),
    )


@hooks.register("before_bulk_action")
def keep_files_readers_see(
    request: HttpRequest, action: str, objects: Iterable[Any], instance: Any
) -> HttpResponseBase | None:
    """The same for several files at once: nothing is deleted, hidden or shown by accident."""
    files = [file for file in objects if isinstance(file, PortalDocument | PortalImage)]
    if action == "delete":
        return doors.refuse_deletion(request, files)
    if action == "add_to_collection":
        return doors.refuse_move(request, files, instance.cleaned_form.cleaned_data["collection"])
    return None


class ProposalsPanel(Component):
    """On the dashboard of whoever decides, and of whoever waits."""

    name = "file_proposals"
    template_name = "portal/files/panel.html"
    order = 220

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        """The open ones."""
        request = parent_context["request"]
        return {"rows": proposals.waiting_for(request.user), "request": request}


@hooks.register("construct_homepage_panels")
def add_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Empty ones are not drawn."""
    panels.append(ProposalsPanel())


class DeletedFilesMenuItem(MenuItem):
    """Shown to everybody who may change files."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may open the list."""
        return any(
            policy_registry.get_by_type(model).user_has_permission(request.user, "change")
            for model in (PortalDocument, PortalImage)
        )


@hooks.register("register_reports_menu_item")
def add_deleted_files() -> MenuItem:
    """The entry below "Reports"."""
    return DeletedFilesMenuItem(
        gettext_lazy("Deleted files"), reverse("portal_files_deleted"), name="deleted-files", icon_name="bin"
    )
