"""Questions that readers ask without success, and what can be done about them."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Sum
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from search.request import results_url
from search.statistics.models import AskedQuery
from search.statistics.rules import LEAST_ASKED, WEEK, is_low

MOST_ROWS = 500
NOTHING, NO_CLICKS = _("Nothing found"), _("Found, but hardly clicked")
# What editors can do about it; either may be missing.
_SYNONYM = "wagtailsnippets_search_synonymgroup:add"
_PROMOTED = "wagtailsnippets_search_promotedresult:add"


@dataclass(frozen=True, slots=True)
class Row:
    """One question of the last week."""

    text: str
    language: str
    asked: int
    without_hits: int
    clicked: int

    @property
    def problem(self) -> str | Promise:
        """What readers lacked."""
        return NOTHING if self.without_hits * 2 > self.asked else NO_CLICKS

    @property
    def remedies(self) -> list[tuple[str | Promise, str]]:
        """Where something can be done about it."""
        wanted = ((_("Create synonym"), _SYNONYM), (_("Create promoted result"), _PROMOTED))
        return [(label, url) for label, name in wanted if (url := _url(name))]

    @property
    def search_url(self) -> str:
        """To see what readers saw."""
        return results_url(urlencode({"q": self.text}), self.language)


def without_success() -> list[Row]:
    """Questions of the last week that were asked in at least a few different hours, most asked first."""
    since = timezone.localdate() - WEEK
    week = AskedQuery.objects.filter(day__gt=since).values("text", "language")
    sums = week.annotate(
        times=Sum("asked"), hours=Sum("moments"), nothing=Sum("without_hits"), clicks=Sum("clicked")
    )
    frequent = sums.filter(hours__gte=LEAST_ASKED).order_by("-times", "language", "text")
    rows = (Row(r["text"], r["language"], r["times"], r["nothing"], r["clicks"]) for r in frequent)
    return [row for row in rows if is_low(row.asked, row.without_hits, row.clicked)][:MOST_ROWS]


def _url(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
