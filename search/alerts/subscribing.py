"""From asking for an alert to leaving it. Whoever asks learns nothing about the address."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Min, QuerySet
from django.utils import timezone

from search.alerts import addressees
from search.alerts.models import LONGEST_QUESTION, Alert
from search.alerts.questions import digest_of, question_of
from search.alerts.queue import request_run
from search.alerts.rules import CONFIRM_WITHIN, SETTLE, Frequency, next_digest
from search.request import SearchRequest

# More than anybody reads; it bounds what a stranger can put under an address.
MOST_ALERTS = 30


def is_too_long(asked: SearchRequest) -> bool:
    """Whether the question cannot be kept."""
    return len(question_of(asked)) > LONGEST_QUESTION


def subscribe(email: str, asked: SearchRequest, frequency: str, language: str) -> None:
    """Note the wish; a letter asks the owner of the address, unless there was one a short while ago.

    What the owner has agreed to before is not changed by a wish in the same name.
    """
    question = question_of(asked)
    now = timezone.now()
    addressees.remember(email, now)
    own = Alert.objects.filter(email=email)
    if own.count() < MOST_ALERTS:
        alert, made = Alert.objects.get_or_create(
            email=email,
            language=language,
            digest=digest_of(question),
            defaults={"question": question, "frequency": frequency, "created": now},
        )
        if not made:
            own.filter(pk=alert.pk, confirmed=None).update(frequency=frequency)
            own.filter(pk=alert.pk).update(letter_wanted=True)
    request_run(now)


def request_letter(email: str) -> None:
    """Send the owner of the address, if there is one, the way to all alerts."""
    Alert.objects.filter(email=email).update(letter_wanted=True)
    request_run(timezone.now())


def waiting_with(alert: Alert) -> QuerySet[Alert]:
    """All wishes of the same address that wait for an answer."""
    return Alert.objects.filter(email=alert.email, confirmed=None).order_by("pk")


def all_of(alert: Alert) -> QuerySet[Alert]:
    """All alerts of the same address, agreed to or not."""
    return Alert.objects.filter(email=alert.email).order_by("pk")


def confirm(alerts: Iterable[Alert]) -> None:
    """Agreed: each is looked at as soon as its turn comes, and tells what is new since it was asked for."""
    now = timezone.now()
    for alert in alerts:
        agreed = Alert.objects.filter(pk=alert.pk, confirmed=None)
        agreed.update(confirmed=now, letter_wanted=False, next_run=_first_run(alert.frequency, now))
        addressees.has_reacted(alert.email)
    request_run(now)


def change_frequency(alert: Alert, frequency: str) -> None:
    """From now on; an unknown frequency changes nothing."""
    if frequency in list(Frequency):
        now = timezone.now()
        Alert.objects.filter(pk=alert.pk).update(frequency=frequency, next_run=_first_run(frequency, now))
        addressees.has_reacted(alert.email)
        request_run(now + SETTLE)


def leave(alerts: Iterable[Alert]) -> None:
    """Delete them, and with the last one all that is known of an address whose owner had agreed.

    Of one that never agreed the number of letters is remembered, so that nobody can begin anew.
    """
    for alert in alerts:
        alert.delete()
        if alert.confirmed and not Alert.objects.filter(email=alert.email).exists():
            addressees.forget(alert.email)


def forget_unconfirmed(now: dt.datetime) -> int:
    """Remove the addresses nobody has confirmed in time, and old numbers of letters; answers how many
    alerts."""
    addressees.forget_old(now)
    return Alert.objects.filter(confirmed=None, created__lt=now - CONFIRM_WITHIN).delete()[0]


def first_end(now: dt.datetime) -> dt.datetime | None:
    """When the next unconfirmed address is to be forgotten."""
    oldest = Alert.objects.filter(confirmed=None).aggregate(first=Min("created"))["first"]
    return oldest and max(oldest + CONFIRM_WITHIN, now) + SETTLE


def _first_run(frequency: str, now: dt.datetime) -> dt.datetime:
    return next_digest(Frequency(frequency), now, timezone.get_default_timezone()) or now + SETTLE
