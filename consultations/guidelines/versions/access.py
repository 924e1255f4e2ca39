"""Who may freeze what."""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from wagtail.models import Page

from consultations.guidelines.versions.models import GuidelineVersion
from portal.approval.rights import may_decide

FREEZE = "consultations.freeze_guideline"


def is_guideline(page: Page) -> bool:
    """Whether a page, of whatever class it was loaded as, is a guideline text."""
    return bool(page.content_type_id == _content_type().pk)


def is_source(page: Page) -> bool:
    """Whether versions hang on this page: the German one, or the only one that is no copy."""
    if page.alias_of_id is not None:
        return False
    if page.locale.language_code == settings.LANGUAGE_CODE:
        return True
    return not page.get_translations().filter(locale__language_code=settings.LANGUAGE_CODE).exists()


def may_freeze(user: Any, page: Page) -> bool:
    """Chief editors, on pages they may publish."""
    return bool(user.has_perm(FREEZE) and may_decide(page, user))


def guideline_for(request: HttpRequest, page_id: int) -> Page:
    """The source page of a guideline text a person may freeze; 404 or 403 otherwise."""
    page = get_object_or_404(_model(), pk=page_id)
    if not is_source(page):
        raise Http404
    if not may_freeze(request.user, page):
        raise PermissionDenied
    return page


def _model() -> Any:
    """The page type versions belong to; named by the foreign key, so that nothing here imports pages."""
    return GuidelineVersion._meta.get_field("guideline").related_model


def _content_type() -> Any:
    return ContentType.objects.get_for_model(_model())
