"""Template context every page needs: language, menus, breadcrumb, metadata."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_bidi


def site(request: HttpRequest) -> dict[str, Any]:
    """What base.html shows around a page."""
    return {
        "site_name": settings.SITE_NAME,
        "page_language": get_language(),
        "page_dir": "rtl" if get_language_bidi() else "ltr",
    }
