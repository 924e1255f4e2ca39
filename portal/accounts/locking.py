"""What django-axes asks of us: which account a login is for, and the answer while it is locked."""

from collections.abc import Mapping
from typing import Any

from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from portal.accounts.limits import too_many
from portal.clients import network_of

_LONGEST = 254


def account_of(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """The address typed, in one spelling; forms call it `username`, the table of people `email`."""
    given: Mapping[str, Any] = credentials or request.POST
    name = given.get("username") or given.get("email") or ""
    return str(name).strip().lower().replace("\x00", "")[:_LONGEST]


def locked(
    request: HttpRequest, response: HttpResponse | None = None, credentials: Mapping[str, Any] | None = None
) -> HttpResponse:
    """Say for how long: until the cool-off after the last counted failure is over."""
    attempts = AccessAttempt.objects.filter(
        username=account_of(request, credentials), ip_address=network_of(request)
    )
    last = attempts.aggregate(last=Max("attempt_time"))["last"] or timezone.now()
    rest = last + get_cool_off(request) - timezone.now()
    return too_many(request, max(1, int(rest.total_seconds())))
