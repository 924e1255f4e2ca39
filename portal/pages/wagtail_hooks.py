"""What happens around the drawing of a page."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language
from wagtail import hooks
from wagtail.models import Page

from portal.pages.missing import untranslated


@hooks.register("before_serve_page")
def keep_language_and_address_together(
    page: Page, request: HttpRequest, args: list[Any], kwargs: dict[str, Any]
) -> HttpResponse | None:
    """Never a text in one language at the address of another: readers are told that it is missing.

    Wagtail serves the German tree below /fr/ while there is no French home page, and an alias repeats
    German text in the French tree. An alias does exist, so the answer is 200 there.
    """
    if page.locale.language_code != get_language():
        url = page.get_url(request)
        fallback = HttpResponseRedirect(url) if url and url != request.path else None
        return untranslated(request, page, status=404) or fallback
    if page.alias_of_id is not None and page.alias_of.locale_id != page.locale_id:
        return untranslated(request, page, status=200)
    return None
