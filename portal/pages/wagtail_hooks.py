"""What happens around the drawing of a page."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language
from wagtail import hooks
from wagtail.models import Page


@hooks.register("before_serve_page")
def keep_language_and_address_together(
    page: Page, request: HttpRequest, args: list[Any], kwargs: dict[str, Any]
) -> HttpResponse | None:
    """Wagtail serves the German tree below /fr/ while there is no French home page; send readers to /de/."""
    if page.locale.language_code == get_language():
        return None
    url = page.get_url(request)
    return HttpResponseRedirect(url) if url and url != request.path else None
