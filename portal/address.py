"""The one public address of the portal: SITE_URL. Wagtail's own record of it follows."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError
from wagtail.models import Site

_PORTS = {"http": 80, "https": 443}


def absolute(url: str) -> str:
    """With the public address of the portal before it, whatever host a request names."""
    return url if url.startswith(("https://", "http://")) else f"{settings.SITE_URL.rstrip('/')}{url}"


def host() -> str:
    """The name by which the portal is known, for ids."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def follow(**_kwargs: Any) -> bool:
    """Bring Wagtail's default site in line with SITE_URL; called after every migrate and when the web server starts.

    Answers whether something was changed. An address that another site holds is left to the check.
    """
    wanted = _wanted()
    site = Site.objects.filter(is_default_site=True).first()
    if site is None or (site.hostname, site.port) == wanted or _taken(wanted):
        return False
    site.hostname, site.port = wanted
    site.save()
    return True


def follow_at_start() -> None:
    """The same where the database may not be there yet: then the portal has other troubles than its address."""
    try:
        follow()
    except DatabaseError:
        return


def differs() -> bool:
    """Whether Wagtail's default site still names another address."""
    site = Site.objects.filter(is_default_site=True).first()
    return site is not None and (site.hostname, site.port) != _wanted()


def _wanted() -> tuple[str, int]:
    parts = urlsplit(settings.SITE_URL)
    return host(), parts.port or _PORTS.get(parts.scheme, 80)


def _taken(wanted: tuple[str, int]) -> bool:
    return Site.objects.filter(hostname=wanted[0], port=wanted[1], is_default_site=False).exists()
