"""Wagtail's ways to take a file away or move it, each asking first whether one person may."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.documents.views import documents
from wagtail.documents.views import multiple as many_documents
from wagtail.images.views import images
from wagtail.images.views import multiple as many_images
from wagtail.models import Collection
from wagtail.permissions import policy_registry

from portal.files.approval import standing
from portal.files.approval.rules import Way
from portal.files.images import PortalImage
from portal.files.versions.keeping import kind_of


class _AskFirst:
    """Leads to the page where a deletion is proposed, when readers see the file."""

    request: HttpRequest
    object: Any

    def run_before_hook(self) -> HttpResponseBase | None:
        """Permissions are checked before."""
        if standing.way(self.object, self.request.user) is Way.AT_ONCE:
            return None
        return redirect("portal_files_propose_deletion", kind_of(self.object), self.object.pk)


class _TellWhatWaits:
    """Beside "updated": a new file that waits is not there yet."""

    object: Any

    def get_success_message(self) -> str:
        """Wagtail's own words, and ours."""
        told = str(super().get_success_message())  # type: ignore[misc]
        if getattr(self.object, "proposal", None) is None:
            return told
        waits = _("The new file waits for approval by a second person; readers see the old one.")
        return f"{told} {waits}"


class EditDocumentView(_TellWhatWaits, documents.EditView):
    """Wagtail's own."""


class EditImageView(_TellWhatWaits, images.EditView):
    """Wagtail's own."""


class DeleteDocumentView(_AskFirst, documents.DeleteView):
    """Wagtail's own, for files that nobody sees."""


class DeleteImageView(_AskFirst, images.DeleteView):
    """Wagtail's own, for images that nobody sees."""


class _SayWhy:
    """The list of uploads asks by script; a refusal is words, never an error page the script drops."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """As Wagtail does, with the reason where it is refused."""
        model: Any = self.get_model()  # type: ignore[attr-defined]
        file = model.objects.filter(pk=kwargs[self.pk_url_kwarg]).first()  # type: ignore[attr-defined]
        if file is None:
            return _refused(_("The file is gone already."))
        policy = policy_registry.get_by_type(model)
        if not policy.user_has_permission_for_instance(request.user, "delete", file):
            return _refused(_("You may not delete this file."))
        if standing.way(file, request.user) is not Way.AT_ONCE:
            return _refused(_("Readers see this file. Open it and propose its deletion there."))
        try:
            response: HttpResponseBase = super().post(request, *args, **kwargs)  # type: ignore[misc]
        except ProtectedError:
            return _refused(_("Frozen versions of a guideline hold this file; it cannot be deleted."))
        return response


class DeleteOneOfManyDocumentsView(_SayWhy, many_documents.DeleteView):
    """Of the list of uploads."""


class DeleteOneOfManyImagesView(_SayWhy, many_images.DeleteView):
    """Of the list of uploads."""


def refuse_deletion(request: HttpRequest, files: Iterable[Any]) -> HttpResponseBase | None:
    """Several files at once: if readers see one of them, nothing is deleted and the files are named."""
    held = [file for file in files if standing.way(file, request.user) is not Way.AT_ONCE]
    if not held:
        return None
    told = ngettext(
        "Readers see this file: %(files)s. Nothing was deleted; open the file and propose its deletion there.",
        "Readers see these files: %(files)s. Nothing was deleted; open each and propose its deletion there.",
        len(held),
    )
    messages.error(request, told % {"files": ", ".join(file.title for file in held)})
    return _back_to(held[0])


def refuse_move(
    request: HttpRequest, files: Iterable[Any], target: Collection | None
) -> HttpResponseBase | None:
    """Moving a document between open and restricted collections shows or hides it: that is publishing."""
    held = [
        file for file in files if target is not None and standing.changes_readers(file, target, request.user)
    ]
    if not held:
        return None
    told = _("Moving these files would change who can read them: %(files)s. Nothing was moved.")
    messages.error(request, told % {"files": ", ".join(file.title for file in held)})
    return _back_to(held[0])


def _back_to(file: Any) -> HttpResponseBase:
    return redirect("wagtailimages:index" if isinstance(file, PortalImage) else "wagtaildocs:index")


def _refused(words: str) -> JsonResponse:
    return JsonResponse({"success": False, "error_message": words})
