"""What is remembered of an address longer than its alerts: how many letters it got, under a keyed hash.

Whoever has the table alone cannot tell whose the hashes are, and cannot try addresses either.
"""

import datetime as dt

from django.db.models.functions import Coalesce
from django.utils.crypto import salted_hmac

from search.alerts.models import Addressee
from search.alerts.rules import HASH_KEPT, MOST_NEW_AN_HOUR

_SALT = "search.alerts.addressee"


def hashed(email: str) -> str:
    """Of an address as `forms.spelled_for_servers` spells it; another one with another SECRET_KEY."""
    return salted_hmac(_SALT, email, algorithm="sha256").hexdigest()


def remember(email: str, now: dt.datetime) -> None:
    """Somebody has asked for e-mails to this address."""
    Addressee.objects.get_or_create(digest=hashed(email), defaults={"first_asked": now})


def of(email: str) -> Addressee:
    """What is known of the address; nothing yet, and not stored, when it is new."""
    digest = hashed(email)
    return Addressee.objects.filter(digest=digest).first() or Addressee(digest=digest)


def keep(addressee: Addressee, letters: int, letter_sent: dt.datetime | None) -> None:
    """So many letters, the last one at this moment."""
    told = {"letters": letters, "letter_sent": letter_sent}
    Addressee.objects.update_or_create(
        digest=addressee.digest, defaults=told, create_defaults={**told, "first_asked": addressee.first_asked}
    )


def has_reacted(email: str) -> None:
    """The owner has agreed or changed something, so letters are welcome again."""
    Addressee.objects.filter(digest=hashed(email)).update(letters=0)


def forget(email: str) -> None:
    """The owner, who had agreed before, has left."""
    Addressee.objects.filter(digest=hashed(email)).delete()


def forget_old(now: dt.datetime) -> int:
    """Remove those that got no letter for long; answers how many."""
    last = Coalesce("letter_sent", "first_asked")
    return Addressee.objects.alias(last=last).filter(last__lt=now - HASH_KEPT).delete()[0]


def are_too_many(now: dt.datetime) -> bool:
    """Whether the whole portal has taken enough new addresses in the last hour."""
    lately = Addressee.objects.filter(first_asked__gt=now - dt.timedelta(hours=1))
    return lately.count() >= MOST_NEW_AN_HOUR
