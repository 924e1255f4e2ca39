"""The mails with news: what is told is told once, and what was begun is finished."""

import datetime as dt
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Case, DateTimeField, Q, Value, When
from django.utils import timezone

from portal.post import Post, is_about_one_mail, is_refused
from search.alerts.letters import send_letters
from search.alerts.mails import news_mail
from search.alerts.models import Alert
from search.alerts.news import New, anew, is_well, items_now, news_of
from search.alerts.rules import (
    BETWEEN_MAILS,
    CLAIM,
    MOST_REFUSALS,
    SETTLE,
    Frequency,
    next_digest,
    packed,
    unpacked,
    wait_after_failure,
)
from search.alerts.subscribing import forget_unconfirmed
from search.engines.base import Engine, EngineError

logger = logging.getLogger(__name__)

AT_A_TIME = 50


@dataclass(slots=True)
class Outcome:
    """What a run did; `stopped` when search or mail server cannot be reached."""

    mails: int = 0
    looked_at: int = 0
    failed: int = 0
    stopped: bool = False


def run(engine: Engine, seconds: float = float("inf")) -> Outcome:
    """Send all that is due, within so many seconds; what is left stays due."""
    outcome = Outcome()
    end = time.monotonic() + seconds
    forget_unconfirmed(timezone.now())
    with Post() as post:
        letters = _attempt(lambda: send_letters(engine, post, lambda: time.monotonic() > end))
        news = _attempt(lambda: _send_news(engine, post, end, outcome))
    outcome.stopped |= not (letters and news)
    return outcome


def _send_news(engine: Engine, post: Post, end: float, outcome: Outcome) -> None:
    while time.monotonic() <= end and (alerts := due(timezone.now())):
        for alert in alerts:
            if time.monotonic() > end or outcome.stopped:
                return
            look(alert, engine, post, outcome)


def _attempt(work: Callable[[], None]) -> bool:
    """Whether search and mail server could be reached; without them what is due stays due."""
    try:
        work()
    except EngineError:
        logger.exception("The search index cannot be read; alerts wait")
        return False
    except OSError as error:
        logger.warning("Mails cannot be sent and are tried again: %s", type(error).__name__)
        return False
    return True


def due(now: dt.datetime) -> list[Alert]:
    """Those to look at now, the longest waiting first."""
    confirmed = Alert.objects.filter(confirmed__isnull=False, next_run__lte=now)
    return list(confirmed.order_by("next_run", "pk")[:AT_A_TIME])


def look(alert: Alert, engine: Engine, post: Post, outcome: Outcome) -> None:
    """Look at one alert and write to its owner if there is news; raises EngineError, but not when the engine
    only refuses this one question.

    The moment it is looked at again is moved ahead first: nobody else takes it meanwhile, and when this
    process is killed it is due again. What the mail tells is noted before it is sent, so that after a kill the
    same mail with the same Message-ID goes out, and counted as known after the server has taken it.
    """
    started = timezone.now()
    mine = Alert.objects.filter(pk=alert.pk)
    if not mine.filter(next_run=alert.next_run).update(next_run=started + CLAIM):
        return
    outcome.looked_at += 1
    try:
        news = _news(alert, anew(engine))
    except EngineError as error:
        _postpone(alert, started)
        if not is_well(engine):
            raise
        logger.warning("The question of %s is refused: %s", alert, type(error).__name__)
        outcome.failed += 1
        return
    if news:
        _tell(alert, news, started, post, outcome)
    else:
        _finish(alert, started, ())


def _news(alert: Alert, engine: Engine) -> Sequence[New]:
    """What the next mail tells; a mail that was begun is finished first, with what may still be shown of it."""
    if alert.known is None:
        alert.known = packed(b"", items_now(alert, engine))
    news = news_of(alert, engine)
    begun = unpacked(bytes(alert.sending))
    rest = [new for new in news if begun.intersection(new.items)]
    if not rest:
        alert.sending = packed(b"", (item for new in news for item in new.items))
    return rest or news


def _tell(alert: Alert, news: Sequence[New], started: dt.datetime, post: Post, outcome: Outcome) -> None:
    if not Alert.objects.filter(pk=alert.pk).update(sending=alert.sending):
        return
    try:
        post.send(news_mail(alert, news))
    except OSError as error:
        logger.warning("A mail of %s could not be sent and is tried again: %s", alert, type(error).__name__)
        outcome.failed += 1
        outcome.stopped = not is_about_one_mail(error)
        _fail(alert, started, refused=is_refused(error))
        return
    outcome.mails += 1
    _finish(alert, started, news)


def _finish(alert: Alert, started: dt.datetime, told: Sequence[New]) -> None:
    now = timezone.now()
    mine = Alert.objects.filter(pk=alert.pk)
    mine.update(
        known=packed(bytes(alert.known or b""), (item for new in told for item in new.items)),
        sending=b"",
        last_success=now,
        attempts=0,
        refusals=0,
    )
    frequency = Frequency(alert.frequency)
    later = next_digest(frequency, now, timezone.get_default_timezone())
    again = now + (BETWEEN_MAILS if told else SETTLE)
    if frequency is Frequency.AT_ONCE and told:
        later = again
    following = Case(
        When(Q(frequency=Frequency.AT_ONCE.value, wanted__gt=started), then=Value(again)),
        default=Value(later),
        output_field=DateTimeField(),
    )
    # Its owner may have chosen another frequency meanwhile, and with it another moment.
    mine.filter(frequency=alert.frequency, next_run=started + CLAIM).update(next_run=following)


def _fail(alert: Alert, started: dt.datetime, *, refused: bool) -> None:
    """The mail was not taken, so the next one may tell more; an address that is refused for days is
    forgotten."""
    mine = Alert.objects.filter(pk=alert.pk)
    if refused and alert.refusals + 1 >= MOST_REFUSALS:
        mine.delete()
        return
    mine.update(sending=b"", refusals=alert.refusals + 1 if refused else alert.refusals)
    _postpone(alert, started)


def _postpone(alert: Alert, started: dt.datetime) -> None:
    wait = wait_after_failure(alert.attempts)
    mine = Alert.objects.filter(pk=alert.pk)
    mine.update(attempts=alert.attempts + 1)
    mine.filter(next_run=started + CLAIM).update(next_run=timezone.now() + wait)
