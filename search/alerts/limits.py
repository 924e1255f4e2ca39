"""How often one client may ask for mails; what is remembered of it is a hash that ends with the hour."""

import hashlib
import hmac
import ipaddress

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

MOST_AN_HOUR = 20
_HOUR = 3600


def is_allowed(request: HttpRequest) -> bool:
    """Count this request; False when the client has had its share of this hour.

    With a cache in memory every web process counts for itself.
    """
    hour = int(timezone.now().timestamp()) // _HOUR
    key = f"search-alerts-{_hashed(client_of(request), hour)}"
    cache.add(key, 0, _HOUR)
    try:
        return cache.incr(key) <= MOST_AN_HOUR
    except ValueError:
        # It has run out between the two calls, with its hour.
        return True


def client_of(request: HttpRequest) -> str:
    """The address of the other end, behind our own proxy the one that the proxy has seen.

    Only the last entry is the proxy's, the others are whatever the client sent.
    """
    address = str(request.META.get("REMOTE_ADDR", ""))
    seen = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return seen if seen and _is_inside(address) else address


def _is_inside(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_private
    except ValueError:
        # A socket of the same machine has no address.
        return True


def _hashed(client: str, hour: int) -> str:
    secret = f"{settings.SECRET_KEY}{hour}".encode()
    return hmac.new(secret, _network(client).encode(), hashlib.sha256).hexdigest()[:32]


def _network(client: str) -> str:
    """Of an IPv6 address the first half: a household has all the others. Some proxies add a port; so be it."""
    try:
        parsed = ipaddress.ip_address(client)
    except ValueError:
        return client
    return str(ipaddress.ip_network(f"{client}/64", strict=False)) if parsed.version == 6 else client
