"""Who may open what of the translators' desk."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from wagtail.models import Page

from portal.translators import standings


def translated_page(request: HttpRequest, page_id: int) -> Page:
    """A translation the person may edit; raises PermissionDenied for everything else."""
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit() or not standings.is_translated(page):
        raise PermissionDenied
    return page
