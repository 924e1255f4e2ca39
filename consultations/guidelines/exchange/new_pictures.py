"""Images that came with a file become images of the portal, as if they had been uploaded one by one."""

import io
import posixpath
import zipfile
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from wagtail.models import Collection
from wagtail.permissions import policy_registry

from consultations.guidelines.exchange.draft import ImportedPicture
from consultations.guidelines.exchange.mapping import Mapped
from consultations.guidelines.exchange.models import GuidelineUpload
from consultations.guidelines.rules import Part
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
    found: dict[str, int] = {}
    stored: dict[str, int | None] = {}
    with zipfile.ZipFile(io.BytesIO(bytes(kept.content))) as archive:
        for picture in new:
            part = parts[picture.part]
            if picture.sha256 not in stored:
                stored[picture.sha256] = _stored(kept, picture, part, archive, (user, collection))
            if (number := stored[picture.sha256]) is not None:
                found[part.id] = number
    return found


def _stored(
    kept: GuidelineUpload,
    picture: ImportedPicture,
    part: Part,
    archive: zipfile.ZipFile,
    owner: tuple[User, Collection],
) -> int | None:
    """The number of a new image; the same bytes in several figures are one image."""
    words = picture.alt or part.heading or _("Image from “%(file)s”") % {"file": kept.file_name}
    name = posixpath.basename(picture.member)
    user, collection = owner
    image = PortalImage(
        title=(part.heading or name)[:255],
        description=words[:255],
        file=ContentFile(archive.read(picture.member), name=name),
        uploaded_by_user=user,
        collection=collection,
    )
    try:
        image.full_clean()
    except ValidationError:
        return None
    image.save()
    return int(image.pk)
