"""Pages of sessions and of their list."""

import datetime as dt
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail_localize.fields import SynchronizedField

from consultations import placement
from consultations.meetings import events, listing, panels, passages, presentation, rules
from consultations.meetings.forms import MeetingForm
from consultations.timeline.fields import EndField
from portal.approval.rights import LeafTester
from portal.findable import Entry, Findable, Source
from portal.pages.page import PortalPage
from portal.pages.section import SectionPage


class MeetingIndexPage(SectionPage):
    """The list of all sessions of its language, wherever in the tree they stand."""

    # A new session can only be submitted at once when the page above it takes part too.
    four_eyes: ClassVar[bool] = True
    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar = ["consultations.MeetingPage"]

    class Meta:
        verbose_name = _("list of sessions")
        verbose_name_plural = _("lists of sessions")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the filtered, paginated list; see `listing.Listing`."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["listing"] = listing.read(MeetingPage.objects.all(), self.locale, request.GET, timezone.now())
        return context


class MeetingPage(PortalPage, Findable):
    """One session of a body: announcement before it, protocol after it."""

    class State(models.TextChoices):
        """What the editor knows; that a session is running or over follows from the clock."""

        SCHEDULED = "scheduled", _("Scheduled")
        CONFIRMED = "confirmed", _("Confirmed")
        MOVED = "moved", _("Moved")
        CANCELLED = "cancelled", _("Cancelled")

    class Format(models.TextChoices):
        """How one can take part."""

        ANALOG = "analog", _("On site")
        DIGITAL = "digital", _("Online")
        HYBRID = "hybrid", _("Hybrid: on site and online")

    class ProtocolState(models.TextChoices):
        """How binding the protocol is."""

        DRAFT = "draft", _("Draft")
        REVIEW = "review", _("Under review")
        CONFIRMED = "confirmed", _("Confirmed by the body")

    four_eyes: ClassVar[bool] = True
    base_form_class = MeetingForm
    find_kind: ClassVar[str] = "meeting"
    find_kind_label: ClassVar[object] = _("Session")
    newest_by: ClassVar[str] = "start"
    served_with: ClassVar = ("locale", "organization")
    parent_page_types: ClassVar = ["consultations.MeetingIndexPage", "consultations.ConsultationPage"]
    subpage_types: ClassVar[list[str]] = []
    # A copy is another session: it neither comes from the source nor was it in anybody's calendar.
    exclude_fields_in_copy: ClassVar = ["source_id", "ical_sequence", "calendar_facts", "protocol_since"]
    body_panels: ClassVar = panels.BODY_PANELS
    settings_tab_panels: ClassVar = panels.SETTINGS_PANELS
    override_translatable_fields: ClassVar = [
        *PortalPage.override_translatable_fields,
        *(
            SynchronizedField(name, overridable=False)
            for name in (
                "publisher",
                "licence",
                "licence_basis",
                "session_number",
                "source_id",
                "calendar_facts",
                "protocol_since",
            )
        ),
    ]

    organization = models.ForeignKey(
        "consultations.Organization",
        verbose_name=_("body"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    start = models.DateTimeField(_("start"), db_index=True)
    end = EndField(_("end"), null=True, blank=True, picks_time=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.SCHEDULED)
    state_note = models.CharField(
        _("note on the state"),
        max_length=255,
        blank=True,
        help_text=_("Why it is moved or cancelled, and what now holds."),
    )
    public = models.BooleanField(
        _("public"),
        default=True,
        help_text=_("Of a non-public session only body and date are shown, never agenda, protocol or files."),
    )
    format = models.CharField(_("format"), max_length=10, choices=Format, default=Format.ANALOG)
    place = models.CharField(_("place"), max_length=200, blank=True)
    address = models.CharField(_("address"), max_length=255, blank=True)
    accessibility = models.TextField(
        _("accessibility"),
        blank=True,
        help_text=_("Step-free way, lift, induction loop, sign language, whom to ask for help."),
    )
    stream_url = models.URLField(_("link to take part online"), max_length=500, blank=True)
    session_number = models.CharField(_("number of the session"), max_length=20, blank=True)
    protocol_state = models.CharField(
        _("state of the protocol"), max_length=10, choices=ProtocolState, blank=True
    )
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    source_url = models.URLField(_("source"), max_length=500, blank=True)
    source_date = models.DateField(_("date of the source"), null=True, blank=True)
    licence = models.CharField(_("licence"), max_length=100, blank=True)
    licence_basis = models.CharField(_("legal basis"), max_length=255, blank=True)
    complete = models.BooleanField(
        _("complete"), default=True, help_text=_("Untick when only parts of the protocol are available.")
    )
    source_id = models.CharField(max_length=120, blank=True, editable=False, db_index=True)
    ical_sequence = models.PositiveIntegerField(default=0, editable=False)
    calendar_facts = models.CharField(max_length=64, blank=True, editable=False)
    protocol_since = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")

    def permissions_for_user(self, user: Any) -> LeafTester:
        """Nothing stands below a session."""
        return LeafTester(user, self)

    def clean(self) -> None:
        """A session ends after it starts, and the importer's key is unique within a language."""
        super().clean()
        if self.start and self.end and self.end <= self.start:
            raise ValidationError({"end": _("The session ends before it starts.")})
        if self.source_id and self._source_id_taken():
            raise ValidationError(_("A session with this source exists already in this language."))

    def _source_id_taken(self) -> bool:
        same = MeetingPage.objects.filter(source_id=self.source_id, locale_id=self.locale_id)
        return same.exclude(pk=self.pk).exists()

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Gives every agenda item its place before the page is checked and stored."""
        self.place_agenda_items()
        super().full_clean(*args, **kwargs)

    def place_agenda_items(self) -> None:
        """Fills missing anchors; one that was given once never changes, links point at it."""
        items = list(self.agenda_items.all())
        anchors = rules.unique_anchors([(item.anchor, item.wished_anchor) for item in items])
        for item, anchor in zip(items, anchors, strict=True):
            item.anchor = anchor

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Keeps what only publishing may change by what is stored: a revision knows only its own, older values."""
        if self.pk and not kwargs.get("update_fields"):
            kept = ("ical_sequence", "calendar_facts", "protocol_since")
            stored = MeetingPage.objects.filter(pk=self.pk).values_list(*kept)
            self.ical_sequence, self.calendar_facts, self.protocol_since = stored.first() or (0, "", None)
        if self.live and not kwargs.get("update_fields"):
            facts = events.facts_hash(self)
            self.ical_sequence = rules.raised_sequence(self.calendar_facts, facts, self.ical_sequence)
            self.calendar_facts = facts
            if self.protocol_since is None and presentation.holds_protocol(self):
                self.protocol_since = timezone.now()
        return super().save(*args, **kwargs)

    @property
    def protocol_appeared(self) -> dt.datetime:
        """Since when readers can see the protocol: published, and the session begun."""
        return max(self.protocol_since or self.first_published_at or self.start, self.start)

    @property
    def times(self) -> tuple[dt.datetime, dt.datetime | None]:
        """Start and end where the city is, as `rules` wants them."""
        return timezone.localtime(self.start), timezone.localtime(self.end) if self.end else None

    def state_at(self, moment: dt.datetime) -> rules.MeetingState:
        """What readers are told about this session at a moment."""
        return rules.state_at(self.state, *self.times, moment)

    def shown_at(self, moment: dt.datetime) -> rules.Shown:
        """The one answer to what readers get at a moment: page, search, feeds, mails and calendars ask it."""
        return rules.shown_at(self.public, self.state, *self.times, moment)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `meeting`, what the template shows of this session now."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["meeting"] = presentation.present(self, timezone.now())
        return context

    @classmethod
    def read_files_of(cls, meetings: "list[MeetingPage]") -> None:
        """What `shows_file` asks for, of many sessions at once."""
        presentation.read_files_of(meetings)

    def shows_file(self, document: int, moment: dt.datetime) -> bool:
        """Asked before an attached file is handed out: what the page withholds its files do too."""
        return presentation.shows_file(self, document, moment)

    def json_ld(self, url: str) -> dict[str, Any]:
        """This session as schema.org Event."""
        return events.json_ld(self, url, timezone.now())

    def find_source(self) -> Source:
        """What search knows of this session now; it asks again when the clock lets readers see more."""
        now = timezone.now()
        return Source(
            key=self.find_key,
            kind=self.find_kind,
            language=self.locale.language_code,
            title=self.title,
            summary=self.summary if self.public else "",
            date=timezone.localtime(self.start).date(),
            body=str(self.organization),
            consultation=placement.consultation_title(self),
            formats=(self.format,),
            entries=tuple(passages.entries(self, now)),
            until=rules.shown_until(self.public, self.state, *self.times, now),
        )

    def find_entries(self) -> list[Entry]:
        """The head, one entry per public agenda item, and the pages of the attached files."""
        return passages.entries(self, timezone.now())
