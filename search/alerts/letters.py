"""Letters to people who have, or somebody else has, typed in their address."""

import datetime as dt
import logging
from collections.abc import Callable, Iterable, Sequence

from django.utils import timezone

from search.alerts.mails import letter
from search.alerts.models import Alert
from search.alerts.news import items_now
from search.alerts.post import Post, is_about_one_mail, is_refused
from search.alerts.rules import FIRST_WAIT, PAUSES, may_send_letter, packed
from search.engines.base import Engine

logger = logging.getLogger(__name__)


def send_letters(engine: Engine, post: Post, time_is_over: Callable[[], bool]) -> None:
    """One letter to each address that is wanted and may get one; raises EngineError, and OSError when there is
    no mail server.

    What is found at this moment is noted first: the alert will tell what comes after it was asked for.
    """
    for email in _addresses():
        own = list(Alert.objects.filter(email=email).order_by("pk"))
        if not _is_due(own, timezone.now()):
            continue
        if time_is_over():
            return
        for alert in own:
            if alert.known is None:
                noted = packed(b"", items_now(alert, engine))
                Alert.objects.filter(pk=alert.pk, known=None).update(known=noted)
        _send(own, post)


def next_letter(now: dt.datetime) -> dt.datetime | None:
    """When to look again at the letters that are held back; None when there are none."""
    waiting = [own for own in map(_of, _addresses()) if _is_due(own, now + PAUSES[-1])]
    if any(_is_due(own, now) for own in waiting):
        return now + FIRST_WAIT
    return now + PAUSES[0] if waiting else None


def _send(own: Sequence[Alert], post: Post) -> None:
    """To be marked before it is sent: better no letter, which can be asked for again, than one too many.

    Wishes of an address that its server refuses for good are forgotten: nobody there can have typed it in.
    """
    waiting = [alert for alert in own if alert.confirmed is None]
    newest = max((a for a in own if a.letter_wanted), key=lambda alert: alert.created)
    now = timezone.now()
    mine = Alert.objects.filter(pk__in=[alert.pk for alert in own])
    if not mine.filter(letter_wanted=True).update(
        letter_wanted=False, letter_sent=now, letters=_sent(own) + 1
    ):
        return
    mine.filter(confirmed=None).update(letter_sent=now, letters=_sent(own) + 1)
    try:
        post.send(letter(newest, waiting))
    except OSError as error:
        if is_refused(error):
            mine.filter(confirmed=None).delete()
            return
        logger.warning("A letter could not be sent and is tried again: %s", type(error).__name__)
        mine.update(letter_wanted=True, letters=_sent(own), letter_sent=_last(own))
        if not is_about_one_mail(error):
            raise
        return
    # The days in which to agree begin now, and only now: an address that gets no letter is forgotten in time.
    mine.filter(confirmed=None).update(created=now)


def _of(email: str) -> list[Alert]:
    return list(Alert.objects.filter(email=email))


def _addresses() -> Iterable[str]:
    wanted = Alert.objects.filter(letter_wanted=True).order_by("email")
    return list(wanted.values_list("email", flat=True).distinct())


def _is_due(own: Sequence[Alert], now: dt.datetime) -> bool:
    if not any(alert.letter_wanted for alert in own):
        return False
    known = any(alert.confirmed for alert in own)
    return may_send_letter(_sent(own), _last(own), now, known=known)


def _last(own: Sequence[Alert]) -> dt.datetime | None:
    return max((alert.letter_sent for alert in own if alert.letter_sent), default=None)


def _sent(own: Sequence[Alert]) -> int:
    return max(alert.letters for alert in own)
