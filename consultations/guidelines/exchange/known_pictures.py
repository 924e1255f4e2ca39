"""Images of the portal that a file names: anybody can write any number into a file."""

import re
from collections.abc import Iterable
from dataclasses import replace

from wagtail.models import Page
from wagtail.permissions import policy_registry

from consultations.guidelines.exchange.draft import Draft, Notice
from consultations.guidelines.rules import NumberedPart, Part
from consultations.guidelines.versions.models import VersionImage
from portal.accounts.models import User
from portal.files.models import PortalImage

_NUMBER = re.compile(r'<embed\b(?=[^>]*\bembedtype="image")[^>]*\bid="(\d+)"')


def without_foreign(draft: Draft, page: Page, current: Iterable[NumberedPart], user: User) -> Draft:
    """The draft with those images only that the text has or had, or that the person may choose; others are told."""
    named = _numbers(draft.parts)
    foreign = named - _numbers(current)
    if foreign:
        frozen = VersionImage.objects.filter(
            image__in=foreign, part__text__version__guideline__translation_key=page.translation_key
        )
        foreign -= set(frozen.values_list("image_id", flat=True))
        policy = policy_registry.get_by_type(PortalImage)
        mine = policy.instances_user_has_permission_for(user, "choose").filter(pk__in=foreign)
        foreign -= set(mine.values_list("pk", flat=True))
    hidden = [part.id for part in draft.parts if _numbers([part]) & foreign]
    draft.notices += [Notice("foreign_picture", part.heading) for part in draft.parts if part.id in hidden]
    draft.parts = [replace(part, html="") if part.id in hidden else part for part in draft.parts]
    return draft


def _numbers(parts: Iterable[Part | NumberedPart]) -> set[int]:
    return {int(number[:18]) for part in parts for number in _NUMBER.findall(part.html)}
