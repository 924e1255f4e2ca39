"""Images of frozen figures stay: editors who want to delete one are told which versions hold it."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from consultations.guidelines.versions.models import VersionImage
from portal.files.approval import doors
from portal.files.models import PortalImage


class DeleteImageView(doors.DeleteImageView):
    """The usual one would end in an error of the database."""

    def run_before_hook(self) -> HttpResponseBase | None:
        """Back to the image where a version holds it; permissions are checked before."""
        return refuse(self.request, [self.object]) or super().run_before_hook()


def refuse(request: HttpRequest, images: Iterable[PortalImage]) -> HttpResponseBase | None:
    """A way back with one message per image that a version holds; None where none does."""
    held = VersionImage.objects.filter(image__in=[image.pk for image in images])
    held = held.select_related("image", "part__text__version__guideline")
    holders: dict[PortalImage, set[tuple[str, int]]] = {}
    for one in held:
        version = one.part.text.version
        holders.setdefault(one.image, set()).add((version.guideline.title, version.number))
    for image, versions in holders.items():
        _tell(request, image, sorted(versions))
    if not holders:
        return None
    (first, *others) = holders
    return redirect("wagtailimages:index") if others else redirect("wagtailimages:edit", first.pk)


def _tell(request: HttpRequest, image: PortalImage, versions: list[tuple[str, int]]) -> None:
    named = [_("“%(title)s”, version %(number)s") % {"title": title, "number": n} for title, n in versions]
    told = _("The image “%(image)s” stands in frozen versions and cannot be deleted: %(versions)s.")
    messages.error(
        request, f"{told % {'image': image.title, 'versions': '; '.join(named)}} {_('Nothing was deleted.')}"
    )


def keep_frozen(sender: type, file: Any, action: str, **kwargs: Any) -> None:
    """A frozen figure shows what it showed: its image gets no other content either."""
    asked = action == "replace" and isinstance(file, PortalImage)
    if asked and VersionImage.objects.filter(image_id=file.pk).exists():
        raise PermissionDenied(_("The image stands in frozen versions and cannot be replaced."))
