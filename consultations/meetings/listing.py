"""The list of sessions: filters from the address, upcoming first, then past ones by year."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale
from wagtail.query import PageQuerySet

from consultations.meetings.models import Organization
from consultations.meetings.presentation import Card, card
from consultations.meetings.protocols import protocol_shown
from portal.accounts.visibility import offered

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class YearGroup:
    """Past sessions of one year, newest first."""

    year: int
    meetings: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """What the template of the list shows; `upcoming` is filled on the first page only."""

    language: str
    upcoming: tuple[Card, ...]
    years: tuple[YearGroup, ...]
    page: PaginatorPage
    query: str
    bodies: tuple[Organization, ...]
    body: str
    all_years: tuple[int, ...]
    year: int | None

    @property
    def is_filtered(self) -> bool:
        """Whether the reader narrowed the list down."""
        return bool(self.body or self.year)

    @property
    def calendar_url(self) -> str:
        """The calendar to subscribe to: of the chosen body, or of all."""
        address = reverse("consultations:body_calendar", args=[self.body]) if self.body else ""
        return f"{address or reverse('consultations:all_calendar')}?lang={self.language}"

    @property
    def total(self) -> int:
        """How many sessions match, upcoming ones included."""
        return int(self.page.paginator.count) + len(self.upcoming)


def read(meetings: PageQuerySet, locale: Locale, params: Mapping[str, str], now: dt.datetime) -> Listing:
    """The list for a request; values nobody offered are ignored, page numbers out of range are clamped."""
    visible = offered(meetings.live(), locale.language_code)
    bodies = tuple(Organization.objects.filter(pk__in=visible.order_by().values("organization")))
    all_years = tuple(day.year for day in visible.order_by().dates("start", "year", order="DESC"))
    body = params.get("body", "")
    body = body if body in {organization.slug for organization in bodies} else ""
    year = next((known for known in all_years if str(known) == params.get("year")), None)
    visible = _narrowed(visible, body, year).select_related("organization", "locale")
    still_on = Q(start__gte=_day_begin(now)) | Q(end__gt=now)
    upcoming = visible.filter(still_on).order_by("start", "pk")
    # Not `exclude`: it would lose sessions without an end.
    past = visible.filter(Q(end__isnull=True) | Q(end__lte=now), start__lt=_day_begin(now)).annotate(
        has_protocol=protocol_shown(now)
    )
    paginator = Paginator(past.order_by("-start", "-pk"), PAGE_SIZE)
    page = paginator.get_page(params.get("page"))
    return Listing(
        language=locale.language_code,
        upcoming=tuple(card(meeting, now) for meeting in upcoming) if page.number == 1 else (),
        years=_by_year(page, now),
        page=page,
        query=urlencode({key: value for key, value in (("body", body), ("year", year)) if value}),
        bodies=bodies,
        body=body,
        all_years=all_years,
        year=year,
    )


def _narrowed(meetings: PageQuerySet, body: str, year: int | None) -> PageQuerySet:
    if body:
        meetings = meetings.filter(organization__slug=body)
    if year:
        meetings = meetings.filter(start__year=year)
    return meetings


def _day_begin(now: dt.datetime) -> dt.datetime:
    """Today's sessions stay on top until midnight, longer ones until they end."""
    return timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)


def _by_year(page: PaginatorPage, now: dt.datetime) -> tuple[YearGroup, ...]:
    groups: dict[int, list[Card]] = {}
    for meeting in page:
        year = timezone.localtime(meeting.start).year
        groups.setdefault(year, []).append(card(meeting, now, protocol_ready=meeting.has_protocol))
    return tuple(YearGroup(year, tuple(cards)) for year, cards in groups.items())
