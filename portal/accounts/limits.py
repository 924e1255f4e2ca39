"""How often one may try: counted in the database, so that all web processes count together."""

import datetime as dt
import hashlib
import hmac
from dataclasses import dataclass

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from portal.accounts.models import Tally


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` tries within `seconds` after the first one, for each name and whatever else is given."""

    name: str
    most: int
    seconds: int

    def wait(self, *parts: object) -> int:
        """Count one try; answers the seconds to wait, 0 when it is allowed."""
        now, key = timezone.now(), self._key(parts)
        fresh = {"tries": 1, "until": now + dt.timedelta(seconds=self.seconds)}
        tallies = Tally.objects.filter(key=key)
        if tallies.filter(until__lte=now).update(**fresh):
            return 0
        if not tallies.update(tries=F("tries") + 1):
            Tally.objects.filter(until__lte=now).delete()
            tally, made = Tally.objects.get_or_create(key=key, defaults=fresh)
            if not made:
                tallies.update(tries=F("tries") + 1)
        tally = tallies.get()
        return max(1, int((tally.until - now).total_seconds())) if tally.tries > self.most else 0

    def forget(self, *parts: object) -> None:
        """Begin anew, after a try that has succeeded."""
        Tally.objects.filter(key=self._key(parts)).delete()

    def _key(self, parts: tuple[object, ...]) -> str:
        """A hash: nobody reads addresses in the table."""
        text = "\n".join([self.name, *map(str, parts)]).encode()
        return hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).hexdigest()


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """The answer to one try too many, in the reader's language, for programs as well (Retry-After)."""
    minutes = -(-seconds // 60)
    response = render(request, "429.html", {"minutes": minutes}, status=429)
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "no-store"
    return response
