"""Images that came with a file become images of the portal, as if they had been uploaded one by one."""

import io
import posixpath
import zipfile
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from wagtail.permissions import policy_registry

from consultations.guidelines.exchange.draft import ImportedPicture
from consultations.guidelines.exchange.mapping import Mapped
from consultations.guidelines.exchange.models import GuidelineUpload
from portal.accounts.models import User
from portal.files.models import PortalImage


def store_pictures(
    kept: GuidelineUpload, pictures: Sequence[ImportedPicture], mapped: Mapped, user: User
) -> dict[str, int]:
    """New images by the part they stand in; none where the person may not add images or the image is refused."""
    parts = {match.source: match.part for match in mapped.matches}
    new = [picture for picture in pictures if not picture.is_known and picture.part in parts]
    policy = policy_registry.get_by_type(PortalImage)
    collection = policy.collections_user_has_permission_for(user, "add").first() if new else None
    if collection is None:
        return {}
    found = {}
    with zipfile.ZipFile(io.BytesIO(bytes(kept.content))) as archive:
        for picture in new:
            part = parts[picture.part]
            words = picture.alt or part.heading or _("Image from “%(file)s”") % {"file": kept.file_name}
            image = PortalImage(
                title=(part.heading or posixpath.basename(picture.member))[:255],
                description=words[:255],
                file=ContentFile(archive.read(picture.member), name=posixpath.basename(picture.member)),
                uploaded_by_user=user,
                collection=collection,
            )
            try:
                image.full_clean()
            except ValidationError:
                continue
            image.save()
            found[part.id] = image.pk
    return found
