"""Demo sessions with agenda, protocol and the protocol's PDF."""

import datetime as dt
from typing import Any

from django.core.files.base import ContentFile
from wagtail.models import Collection, Page

from consultations.meetings.models import AgendaItem, MeetingDocument, Organization
from consultations.meetings.pages import MeetingPage
from home.demo.content import aware, content, days_from
from home.demo.protocol_pdf import german_date, protocol_pdf
from home.demo.tree import add_page
from portal.files.models import PortalDocument


def load_meetings(consultations: dict[str, Page], now: dt.datetime) -> None:
    """The four sessions of the real course and the next ones, relative to now."""
    data = content("meetings")
    body = Organization.objects.create(**data["organization"])
    for session in data["meetings"]:
        _past_session(consultations["leitlinien"], body, session, data["places"])
    for session in content("consultations")["upcoming"]:
        _next_session(consultations[session["consultation"]], body, session, data["places"], now)


def _past_session(parent: Page, body: Organization, session: dict[str, Any], places: dict[str, Any]) -> None:
    place = places[session["place"]]
    page = MeetingPage(
        title=session["title"],
        slug=session["slug"],
        summary=session["summary"],
        organization=body,
        start=aware(session["date"]),
        end=aware(session["end"]),
        state=MeetingPage.State.CONFIRMED,
        format=session["format"],
        stream_url=session.get("stream", ""),
        place=place["name"],
        address=place["address"],
        accessibility=place["access"],
        protocol_state=MeetingPage.ProtocolState.CONFIRMED,
    )
    page.agenda_items.add(*(_agenda_item(parent, item, order) for order, item in enumerate(session["items"])))
    page.documents.add(MeetingDocument(document=_protocol(session, body, place), locale=parent.locale))
    add_page(parent, page)


def _agenda_item(parent: Page, item: dict[str, str], order: int) -> AgendaItem:
    return AgendaItem(
        number=item["number"],
        title=item["title"],
        text=item["text"],
        protocol_text=item["protocol"].strip(),
        decision=item.get("decision", ""),
        result=item.get("result", ""),
        sort_order=order,
        locale=parent.locale,
    )


def _protocol(session: dict[str, Any], body: Organization, place: dict[str, str]) -> PortalDocument:
    pdf = protocol_pdf(session, body.name, place["name"])
    day = session["date"].date()
    return PortalDocument.objects.create(
        title=f"Ergebnisprotokoll vom {german_date(day)}",
        file=ContentFile(pdf, f"ergebnisprotokoll-{day:%Y-%m-%d}.pdf"),
        kind="results_protocol",
        document_date=day,
        language="de",
        publisher="Stadtverwaltung Kaiserslautern",
        collection=Collection.get_first_root_node(),
    )


def _next_session(
    parent: Page, body: Organization, session: dict[str, Any], places: dict[str, Any], now: dt.datetime
) -> None:
    place = places[session["place"]]
    start = days_from(now, session["days"], session["hour"])
    page = MeetingPage(
        title=session["title"],
        slug=session["slug"],
        summary=session["summary"],
        organization=body,
        start=start,
        end=start + dt.timedelta(hours=session["hours"]),
        state=MeetingPage.State.SCHEDULED,
        format=session["format"],
        place=place["name"],
        address=place["address"],
        accessibility=place["access"],
    )
    page.agenda_items.add(
        *(
            AgendaItem(number=number, title=title, text=text, sort_order=order, locale=parent.locale)
            for order, (number, title, text) in enumerate(session["items"])
        )
    )
    add_page(parent, page)
