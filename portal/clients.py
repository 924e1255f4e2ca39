"""Who is at the other end of a request, behind the proxies that the operator trusts."""

import ipaddress
from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def client_of(request: HttpRequest) -> str:
    """The address of the other end; what a client itself has written into X-Forwarded-For has no effect.

    Every proxy appends the address it has seen, so trusted are only the last entries: as many as there are
    proxies, or those behind a known proxy (TRUSTED_PROXIES). Empty when the other end has no address.
    """
    remote = str(request.META.get("REMOTE_ADDR", ""))
    seen = [entry.strip() for entry in request.headers.get("X-Forwarded-For", "").split(",")]
    trusted = settings.TRUSTED_PROXIES
    if isinstance(trusted, int):
        found = _counted(remote, seen, trusted)
    else:
        found = _known(remote, seen, [ipaddress.ip_network(one) for one in trusted])
    return str(found or _address(remote) or "")


def network_of(request: HttpRequest) -> str | None:
    """What counts as one client: of an IPv6 address the first half, because a household has all the others."""
    client = client_of(request)
    if not client:
        return None
    address = ipaddress.ip_address(client)
    if address.version == 4:
        return client
    return str(ipaddress.ip_network(f"{client}/64", strict=False).network_address)


def _counted(remote: str, seen: Sequence[str], proxies: int) -> Address | None:
    """The nearest proxy stands in our own network; a client from outside speaks for itself."""
    address = _address(remote)
    if not proxies or (address is not None and not address.is_private):
        return address
    return _address(seen[max(-proxies, -len(seen))])


def _known(
    remote: str, seen: Sequence[str], networks: Sequence[ipaddress.IPv4Network | ipaddress.IPv6Network]
) -> Address | None:
    """The nearest end that is none of the known proxies; a socket of the same machine has no address."""
    nearest = _address(remote)
    for entry in reversed(seen):
        if nearest is not None and not any(nearest in network for network in networks):
            break
        further = _address(entry)
        if further is None:
            break
        nearest = further
    return nearest


def _address(text: str) -> Address | None:
    """Read an entry; some proxies add a port or brackets, and IPv4 may come dressed as IPv6."""
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
