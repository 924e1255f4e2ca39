"""How often one client may ask for mails; what is remembered of it is a hash that ends with the hour."""

from django.http import HttpRequest

from portal.accounts.limits import Limit
from portal.clients import network_of

MOST_AN_HOUR = 20
_WISHES = Limit("search-alerts", most=MOST_AN_HOUR, seconds=3600)


def is_allowed(request: HttpRequest) -> bool:
    """Count this request; False when the client has had its share of this hour."""
    return not _WISHES.wait(network_of(request))
