"""Where the choice of a page begins: in the language of the page being edited."""

from typing import Any
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve, reverse
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.chooser import BrowseView
from wagtail.coreutils import resolve_model_string
from wagtail.models import Page

_browse = BrowseView.as_view()
_HOME_DEPTH = 2


@require_admin_access
def choose_page(request: HttpRequest) -> HttpResponse:
    """Wagtail's chooser, opened below the front page of that language, or where the pages of the wanted type are.

    The chooser does not say for which page it is opened; the editor's address stands in the Referer, which browsers
    send within one site. Without it everything is as Wagtail has it, and every language can still be reached.
    """
    page = _edited(request.headers.get("Referer", ""))
    start = _start(page, request.GET.get("page_type", "")) if page else None
    if start is None:
        return _browse(request)
    address = reverse("wagtailadmin_choose_page_child", args=[start.pk])
    return redirect(f"{address}?{request.GET.urlencode()}")


def _edited(address: str) -> Page | None:
    """The page whose editor this is, or below which one is made."""
    try:
        match = resolve(urlsplit(address).path)
    except (Http404, ValueError):
        return None
    if match.namespace != "wagtailadmin_pages" or match.url_name not in ("edit", "add"):
        return None
    number = match.kwargs.get("page_id") or match.kwargs.get("parent_page_id") or match.args[-1]
    found: Page | None = Page.objects.filter(pk=number).first()
    return found


def _start(page: Page, page_types: str) -> Page | None:
    above = page.get_ancestors(inclusive=True)
    home: Page | None = above.filter(depth=_HOME_DEPTH).first()
    models: list[Any] = []
    for name in filter(None, page_types.split(",")):
        try:
            models.append(resolve_model_string(name))
        except (LookupError, ValueError):
            return None
    wanted = [model for model in models if model is not Page]
    if home is None or not wanted:
        return home
    of_type = Page.objects.filter(locale_id=page.locale_id, path__startswith=home.path).type(*wanted)
    return of_type.first_common_ancestor() if of_type.exists() else home
