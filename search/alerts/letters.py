"""Letters to people who have, or somebody else has, typed in their address."""

import datetime as dt
import logging
from collections.abc import Callable, Iterable, Sequence

from django.db import transaction
from django.utils import timezone

from portal.post import Post, is_about_one_mail, is_refused
from search.alerts import addressees
from search.alerts.mails import letter
from search.alerts.models import Alert
from search.alerts.news import anew, is_well, items_now
from search.alerts.rules import FIRST_WAIT, PAUSES, may_send_letter, packed
from search.engines.base import Engine, EngineError

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
        for alert in own:
            if time_is_over():
                return
            _note_hits(alert, engine)
        _send(own, post)


def next_letter(now: dt.datetime) -> dt.datetime | None:
    """When to look again at the letters that are held back; None when there are none."""
    waiting = [own for own in map(_of, _addresses()) if _is_due(own, now + PAUSES[-1])]
    if any(_is_due(own, now) for own in waiting):
        return now + FIRST_WAIT
    return now + PAUSES[0] if waiting else None


def _note_hits(alert: Alert, engine: Engine) -> None:
    """Of a question that the engine refuses nothing is noted; its owner is asked all the same."""
    if alert.known is not None:
        return
    try:
        noted = packed(b"", items_now(alert, anew(engine)))
    except EngineError as error:
        if not is_well(engine):
            raise
        logger.warning("The question of %s is refused: %s", alert, type(error).__name__)
        return
    Alert.objects.filter(pk=alert.pk, known=None).update(known=noted)


def _send(own: Sequence[Alert], post: Post) -> None:
    """To be marked before it is sent: better no letter, which can be asked for again, than one too many.

    Wishes of an address that its server refuses for good are forgotten: nobody there can have typed it in.
    """
    waiting = [alert for alert in own if alert.confirmed is None]
    newest = max((a for a in own if a.letter_wanted), key=lambda alert: alert.created)
    now = timezone.now()
    mine = Alert.objects.filter(pk__in=[alert.pk for alert in own])
    addressee = addressees.of(newest.email)
    with transaction.atomic():
        if not mine.filter(letter_wanted=True).update(letter_wanted=False):
            return
        addressees.keep(addressee, addressee.letters + 1, now)
    try:
        post.send(letter(newest, waiting))
    except OSError as error:
        if is_refused(error):
            mine.filter(confirmed=None).delete()
            return
        logger.warning("A letter could not be sent and is tried again: %s", type(error).__name__)
        mine.update(letter_wanted=True)
        addressees.keep(addressee, addressee.letters, addressee.letter_sent)
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
    addressee = addressees.of(own[0].email)
    return may_send_letter(addressee.letters, addressee.letter_sent, now, known=known)
