"""The list of consultations: three sections, two filters, few queries however many there are."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from consultations.facets import Chosen, Facet, Query, choose
from consultations.timeline.labels import STATE_BADGES, STATE_LABELS, span, until
from consultations.timeline.rules import State, current, upcoming
from consultations.vocabulary import Format
from portal.formats import dates
from portal.translation.languages import source_language
from portal.translation.readers import foreign, marked

# Undated ones are announced, so they stand with those to come.
SECTIONS = (
    ("open", _("Open"), {State.OPEN}),
    ("ongoing", _("In progress"), {State.ONGOING}),
    ("upcoming", _("Upcoming"), {State.UPCOMING, State.UNDATED}),
    ("closed", _("Closed"), {State.CLOSED}),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A consultation in a list, as `parts/card.html` shows it; `language` as in `home.cards.Card`."""

    title: str
    url: str
    text: str
    kind_label: Any
    meta: str
    badge_state: str
    badge_label: Any
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of the list."""

    anchor: str
    title: Any
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What the template shows; sections without consultations are left out."""

    sections: tuple[Section, ...]
    chosen: Chosen[Any]

    @property
    def total(self) -> int:
        """Number of consultations in all sections."""
        return len(self.chosen.items)


def read(consultations: Any, query: Query, now: dt.datetime) -> Listing:
    """The filtered list at a moment; `consultations` is a queryset of ConsultationPage."""
    pages = consultations.select_related("locale").defer("body", "result")
    found = list(pages.prefetch_related("phases", "topic_links__topic").order_by("title", "pk"))
    chosen = choose(found, _facets(found), query)
    sections = (_section(anchor, title, states, chosen.items, now) for anchor, title, states in SECTIONS)
    return Listing(sections=tuple(section for section in sections if section.cards), chosen=chosen)


def card(page: Any, now: dt.datetime) -> Card:
    """A consultation with its current or next phase; `phases` should be prefetched."""
    phases = list(page.phases.all())
    windows = [phase.window for phase in phases]
    state = page.state_at(now)
    # Where citizens can act stands before what only runs.
    open_phases = sorted(current(windows, now), key=lambda place: not phases[place].acting)
    return Card(
        title=page.title,
        url=page.url or "",
        text=page.summary,
        kind_label=page.get_level_display(),
        meta=_meta(
            page, [phases[place] for place in open_phases or upcoming(windows, now)], bool(open_phases)
        ),
        badge_state=STATE_BADGES[state],
        badge_label=STATE_LABELS[state],
        language=foreign(page),
    )


def _meta(page: Any, phases: list[Any], running: bool) -> str:
    if not phases:
        return ""
    when = until(phases[0].window) if running else span(phases[0].window)
    name = marked(phases[0].name, page.locale.language_code)
    return dates.listed_html([name, when])


def _section(anchor: str, title: Any, states: set[State], pages: list[Any], now: dt.datetime) -> Section:
    mine = [page for page in pages if page.state_at(now) in states]
    if anchor == "closed":
        mine.sort(key=_last_end, reverse=True)
    else:
        mine.sort(key=lambda page: _next_date(page, now))
    return Section(anchor=anchor, title=title, cards=tuple(card(page, now) for page in mine))


def _last_end(page: Any) -> dt.datetime:
    return max((phase.end for phase in page.phases.all() if phase.end), default=_NEVER)


def _next_date(page: Any, now: dt.datetime) -> tuple[bool, dt.datetime]:
    """End of what is open, else start of what comes: what asks for haste stands first."""
    dates = [date for phase in page.phases.all() for date in (phase.start, phase.end) if date and date > now]
    return (not dates, min(dates, default=_NEVER))


_NEVER = dt.datetime.min.replace(tzinfo=dt.UTC)


def _facets(pages: list[Any]) -> list[Facet[Any]]:
    topics = _topics(pages)
    return [
        Facet(
            name="topic",
            label=_("Topic"),
            choices=dict(sorted(topics.items(), key=lambda item: strip_tags(item[1]).casefold())),
            values=lambda page: [link.topic.slug for link in page.topic_links.all()],
        ),
        Facet(
            name="format", label=_("Format"), choices=dict(Format.choices), values=lambda page: page.formats
        ),
    ]


def _topics(pages: list[Any]) -> dict[str, str]:
    """Names of topics by slug; that of the readers' language wins over the German one."""
    names: dict[str, str] = {}
    for page in sorted(pages, key=lambda page: not foreign(page)):
        for link in page.topic_links.all():
            own = link.topic.locale_id == page.locale_id
            code = page.locale.language_code if own else source_language().code
            names[link.topic.slug] = marked(link.topic.name, code)
    return names
