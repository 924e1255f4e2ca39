"""The form that chooses two texts to compare."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.models import Page

from consultations.guidelines.reading import addresses
from consultations.guidelines.versions.models import GuidelineVersion


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be chosen and what is; `live` and `draft` say whether these texts may be chosen, too."""

    action: str
    versions: Sequence[GuidelineVersion]
    old: str
    new: str
    view: str
    only: bool
    live: bool
    draft: bool


def choice(
    page: Page,
    request: HttpRequest,
    versions: Sequence[GuidelineVersion],
    chosen: tuple[str, str] | None = None,
) -> Choice | None:
    """Without a choice the changes from the version before to the newest; None when there is nothing to compare."""
    written_here = any(version.language == page.locale.language_code for version in versions)
    draft = written_here and may_edit(page, request)
    if len(versions) + int(written_here) < 2:
        return None
    numbers = [str(version.number) for version in versions]
    old, new = chosen or (numbers[min(1, len(numbers) - 1)], numbers[0] if numbers[1:] else addresses.LIVE)
    return Choice(
        action=addresses.comparing(page),
        versions=versions,
        old=old,
        new=new,
        view=addresses.view_asked(request),
        only=addresses.only_asked(request) or chosen is None,
        live=written_here,
        draft=draft,
    )


def may_edit(page: Page, request: HttpRequest) -> bool:
    """Whether the reader is an editor of this text, who may see its draft."""
    return bool(request.user.is_authenticated and page.permissions_for_user(request.user).can_edit())
