"""Signed addresses: who has one has got it by mail, and it holds no address of a person."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer, TimestampSigner
from django.urls import reverse
from django.utils import translation

from search.alerts.models import Alert
from search.alerts.rules import CONFIRM_WITHIN, MANAGE_WITHIN
from search.request import results_url

_SALT = "search.alerts"
_WITHIN: dict[str, dt.timedelta | None] = {
    "confirm": CONFIRM_WITHIN,
    "manage": MANAGE_WITHIN,
    # A way out has no end.
    "leave": None,
    "leave_all": None,
    "refuse": None,
}


@dataclass(frozen=True, slots=True)
class Links:
    """The absolute addresses a mail about this alert carries, on pages of its language."""

    alert: Alert

    @property
    def confirm(self) -> str:
        """Where the owner of the address agrees to all that waits."""
        return self._signed("confirm")

    @property
    def manage(self) -> str:
        """Where all alerts of the address are listed."""
        return self._signed("manage")

    @property
    def leave(self) -> str:
        """Ends this alert, with one POST as mail programs send it."""
        return self._signed("leave")

    @property
    def leave_all(self) -> str:
        """Ends all alerts of the address."""
        return self._signed("leave_all")

    @property
    def refuse(self) -> str:
        """Ends all that waits for the agreement of this address."""
        return self._signed("refuse")

    @property
    def results(self) -> str:
        """The question as anybody may ask it."""
        return absolute(results_url(self.alert.question, self.alert.language))

    def _signed(self, purpose: str) -> str:
        with translation.override(self.alert.language):
            return absolute(reverse(f"search:alert_{purpose}", args=[token(purpose, self.alert)]))


def absolute(url: str) -> str:
    """Pages of other sites come with their own host."""
    return url if url.startswith(("https://", "http://")) else f"{settings.SITE_URL}{url}"


def token(purpose: str, alert: Alert) -> str:
    """Good for one purpose only; `key` is random, so it says nothing about anybody."""
    return _signer(purpose).sign(alert.key.hex)


def handed_on(value: str, alert: Alert) -> str:
    """A token to manage the alerts, as old as this one of "confirm" or "manage" that `alert_of` has accepted.

    So a link that was mailed ends after its time, however often it is used.
    """
    signed = value.rpartition(":")[0]
    return _Continued(salt=f"{_SALT}.manage", begun=signed.rpartition(":")[2]).sign(alert.key.hex)


def alert_of(purpose: str, value: str) -> Alert | None:
    """The alert of a token; None for a forged or expired one and for an alert that is gone."""
    limits = {} if _WITHIN[purpose] is None else {"max_age": _WITHIN[purpose]}
    try:
        key = _signer(purpose).unsign(value, **limits)
    except BadSignature:
        return None
    return Alert.objects.filter(key=key).first()


class _Continued(TimestampSigner):
    """Signs as at an earlier moment."""

    def __init__(self, *, salt: str, begun: str) -> None:
        super().__init__(salt=salt)
        self._begun = begun

    def timestamp(self) -> str:
        return self._begun


def _signer(purpose: str) -> Any:
    kind = Signer if _WITHIN[purpose] is None else TimestampSigner
    return kind(salt=f"{_SALT}.{purpose}")
