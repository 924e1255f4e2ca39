"""Reading consultations for pages, blocks and the front page: live and public only, few queries, evaluated."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from consultations.guidelines import selectors as guidelines
from consultations.meetings import selectors as meetings
from consultations.pages import ConsultationPage
from consultations.timeline import labels
from consultations.timeline.models import Milestone, Phase
from consultations.timeline.rules import (
    Precision,
    State,
    Tense,
    TimelineEntry,
    Window,
    current,
    ordered,
    tense_at,
    upcoming,
)
from consultations.vocabulary import Fact
from portal.accounts.visibility import offered
from portal.formats import dates
from portal.translation.readers import foreign, marked, rows_for_readers

_MILESTONE_BADGES = {
    Milestone.State.PLANNED: "planned",
    Milestone.State.CONFIRMED: "confirmed",
    Milestone.State.MOVED: "moved",
    Milestone.State.CANCELLED: "cancelled",
    Milestone.State.REACHED: "done",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineLine:
    """One line of `parts/timeline.html`; `state` is its tense, `badge` the look of the words `state_label`.

    `language` is the code of its words where they are not in the reader's language.
    """

    kind: str
    kind_label: str
    title: str
    url: str
    when_label: str
    iso: str
    state: str
    state_label: str
    badge: str
    text: str
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseCall:
    """A phase as the call-out shows it: what is possible, and until or from when; `acting` when citizens act."""

    name: str
    text: str
    when_label: str
    acting: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The page of a consultation at a moment.

    `then` is the next phase in which citizens act, where they cannot act now.
    """

    badge: str
    state_label: str
    facts: tuple[Fact, ...]
    now: tuple[PhaseCall, ...]
    next: PhaseCall | None
    then: PhaseCall | None
    timeline: tuple[TimelineLine, ...]
    over: bool = False

    @property
    def possible(self) -> list[PhaseCall]:
        """What citizens can do now."""
        return [phase for phase in self.now if phase.acting]

    @property
    def running(self) -> list[PhaseCall]:
        """What is done now without them."""
        return [phase for phase in self.now if not phase.acting]

    @property
    def text(self) -> TimelineLine | None:
        """The newest text to read."""
        return next((line for line in self.readings if line.kind == "version" and line.url), None)

    @property
    def meeting(self) -> TimelineLine | None:
        """The next session at which one can speak: neither cancelled nor without a page."""
        held = (line for line in self.sessions if line.url and line.badge != "cancelled")
        return next(held, None)

    @property
    def sessions(self) -> list[TimelineLine]:
        """Sessions to come, the next one first."""
        return [line for line in self.timeline if line.kind == "meeting" and line.state != Tense.PAST]

    @property
    def readings(self) -> list[TimelineLine]:
        """Protocols and drafts to read, the newest first."""
        return [line for line in reversed(self.timeline) if line.kind in ("protocol", "version")]


def open_consultations(locale: Locale, now: dt.datetime, state: State = State.OPEN) -> list[ConsultationPage]:
    """Consultations in which citizens can act now, or of another state, for readers of a language; begun last, shown
    first."""
    pages = offered(ConsultationPage.objects.live(), locale.language_code).in_state_at(state, now)
    found = list(pages.select_related("locale").defer("body", "result").prefetch_related("phases"))
    return sorted(found, key=_last_start, reverse=True)


def overview(consultation: ConsultationPage, now: dt.datetime) -> Overview:
    """Everything the page of a consultation shows beside its own texts."""
    prefetch_related_objects([consultation], "phases")
    phases = rows_for_readers(consultation, "phases")
    windows = [phase.window for phase in phases]
    state = consultation.state_at(now)
    coming = [phases[place] for place in upcoming(windows, now)]
    # Announced without a date: it comes after everything that has one.
    coming += [phase for phase in phases if phase.state_at(now) is State.UNDATED]
    acting = [phase for phase in coming if phase.acting]
    return Overview(
        badge=labels.STATE_BADGES[state],
        state_label=str(labels.STATE_LABELS[state]),
        facts=tuple(_facts(consultation)),
        now=tuple(_call(phases[place], running=True) for place in current(windows, now)),
        next=_call(coming[0], running=False) if coming else None,
        then=_call(acting[0], running=False) if acting and state is not State.OPEN else None,
        timeline=tuple(_timeline(consultation, phases, now)),
        over=state is State.CLOSED,
    )


def timeline_of(consultation: ConsultationPage, now: dt.datetime) -> list[TimelineLine]:
    """Phases, milestones, sessions, draft versions and protocols in one order; nothing is copied."""
    return _timeline(consultation, rows_for_readers(consultation, "phases"), now)


def _timeline(
    consultation: ConsultationPage, phases: Iterable[Phase], now: dt.datetime
) -> list[TimelineLine]:
    entries = [
        *map(_phase_entry, phases),
        *_milestone_entries(consultation),
        *meetings.timeline_entries(consultation, now),
        *guidelines.timeline_entries(consultation),
    ]
    return [_line(entry, now) for entry in ordered(entries)]


def timeline_excerpt(consultation: ConsultationPage, now: dt.datetime, limit: int) -> list[TimelineLine]:
    """What runs and comes, and of the past only as much as there is room for."""
    lines = timeline_of(consultation, now)
    past = sum(line.state == Tense.PAST for line in lines)
    begin = max(0, min(past, len(lines) - limit))
    return lines[begin : begin + limit]


def _phase_entry(phase: Phase) -> TimelineEntry:
    code = phase.locale.language_code
    return TimelineEntry(
        kind="phase",
        title=phase.name,
        window=phase.window,
        text=marked(phase.text, code),
        language=code,
    )


def _milestone_entries(consultation: ConsultationPage) -> Iterable[TimelineEntry]:
    milestones = rows_for_readers(consultation, "milestones")
    prefetch_related_objects(milestones, "produced")
    addresses = _addresses(consultation.locale, [one.produced for one in milestones if one.produced])
    for one in milestones:
        precision, code = Precision(one.precision), one.locale.language_code
        words = labels.fuzzy(one.date, precision) if one.date and precision in labels.SPANS else ""
        yield TimelineEntry(
            kind="milestone",
            title=one.title,
            url=addresses.get(one.produced.translation_key, "") if one.produced else "",
            window=one.window,
            text=marked(one.note, code),
            status=one.get_state_display(),
            badge=_MILESTONE_BADGES[Milestone.State(one.state)],
            when_label=marked(one.when_label, code) or words,
            language=code,
        )


def _addresses(locale: Locale, pages: list[Page]) -> dict[Any, str]:
    """Addresses of those pages that everybody may see, for readers of a language, by translation key."""
    if not pages:
        return {}
    keys = {page.translation_key for page in pages}
    found = offered(Page.objects.filter(translation_key__in=keys).live(), locale.language_code)
    found = found.select_related("locale")
    return {page.translation_key: page.url or "" for page in found}


def _line(entry: TimelineEntry, now: dt.datetime) -> TimelineLine:
    tense = tense_at(entry.window, now)
    first = labels.local_days(entry.window)[0]
    begin = entry.window.start
    timed = entry.kind == "meeting" and begin is not None and timezone.localtime(begin).time() != dt.time()
    exact = first is not None and (entry.kind == "meeting" or not entry.when_label)
    status = entry.status or (str(labels.TENSE_LABELS[tense]) if entry.kind == "phase" else "")
    return TimelineLine(
        kind=entry.kind,
        kind_label=str(labels.KIND_LABELS[entry.kind]),
        title=entry.title,
        url=entry.url,
        when_label=entry.when_label or _when(entry, tense) or _("Date not fixed yet"),
        iso=_iso(entry.window, timed) if exact else "",
        state=tense.value,
        state_label=status,
        badge=entry.badge or (tense.value if entry.kind == "phase" else "info"),
        text=entry.text,
        language=foreign(entry.language) if entry.language else "",
    )


def _when(entry: TimelineEntry, tense: Tense) -> str:
    """The clock time of a deadline is told as long as it can be kept."""
    told = entry.kind == "phase" and tense is not Tense.PAST
    return labels.span(entry.window) if told else labels.days(entry.window)


def _iso(window: Window, timed: bool) -> str:
    first = labels.local_days(window)[0]
    if timed and window.start:
        return timezone.localtime(window.start).isoformat()
    return first.isoformat() if first else ""


def _call(phase: Phase, running: bool) -> PhaseCall:
    when = labels.until(phase.window) if running else labels.span(phase.window) or _("Date not fixed yet")
    code = phase.locale.language_code
    return PhaseCall(
        name=marked(phase.name, code), text=marked(phase.text, code), when_label=when, acting=phase.acting
    )


def _facts(page: ConsultationPage) -> Iterable[Fact]:
    topics = [link.topic for link in page.topic_links.select_related("topic__locale")]
    languages = {topic.locale.language_code for topic in topics} - {page.locale.language_code}
    facts = (
        Fact(label=_("Level of participation"), value=page.get_level_display()),
        Fact(label=_("Formats"), value=dates.listed(page.formats_labels)),
        Fact(
            label=_("Topics"),
            value=dates.listed([topic.name for topic in topics]),
            language=next(iter(languages), ""),
        ),
        Fact(label=_("Organiser"), value=page.organiser),
    )
    yield from (fact for fact in facts if fact.value)


def _last_start(page: ConsultationPage) -> dt.datetime:
    never = dt.datetime.min.replace(tzinfo=dt.UTC)
    return max((phase.start for phase in page.phases.all() if phase.start), default=never)
