"""Demo consultations with phases and milestones."""

import datetime as dt
from typing import Any

from wagtail.models import Locale, Page

from consultations.pages import ConsultationPage
from consultations.timeline.models import Milestone, Phase
from consultations.topics import ConsultationTopic, Topic
from home.demo.content import aware, body, content, days_from
from home.demo.easy import write_easy
from home.demo.guideline import load_guideline, load_versions
from home.demo.meetings import load_meetings
from home.demo.pictures import picture, with_picture
from home.demo.sections import Sections
from home.demo.translated import translate
from home.demo.tree import add_page
from home.snippets import Contact

TRANSLATED_SESSION = "sitzung-2023-11-08"


def load_consultations(sections: Sections, contact: Contact, now: dt.datetime) -> None:
    """Topics, consultations, draft and sessions."""
    data = content("consultations")
    locale = sections.consultations.locale
    topics = {
        t["slug"]: Topic.objects.create(name=t["name"], slug=t["slug"], locale=locale) for t in data["topics"]
    }
    pages: dict[str, Page] = {}
    for case in data["consultations"]:
        pages[case["slug"]] = _consultation(sections, case, topics, contact, now)
    guideline = load_guideline(pages["leitlinien"])
    load_meetings(pages, now)
    lists = [sections.consultations, sections.meetings, sections.methods, sections.news]
    above = [sections.consultations.get_parent(), *lists]
    session = Page.objects.get(slug=TRANSLATED_SESSION)
    translate(*above, pages["leitlinien"], session)
    write_easy(sections, pages["leitlinien"], session)
    load_versions(guideline)
    # Once more, because a milestone leads to the guidelines, which are there in all languages only now.
    translate(pages["leitlinien"])


def _consultation(
    sections: Sections, case: dict[str, Any], topics: dict[str, Topic], contact: Contact, now: dt.datetime
) -> ConsultationPage:
    locale = sections.consultations.locale
    page = ConsultationPage(
        title=case["title"],
        slug=case["slug"],
        summary=case["summary"],
        goal=case["goal"],
        level=case["level"],
        organiser=case["organiser"],
        contact=contact,
        body=with_picture(case["slug"], body(case["body"])),
        search_image=picture(case["slug"]),
    )
    page.formats = case["formats"]
    page.topic_links.add(*(ConsultationTopic(topic=topics[slug], locale=locale) for slug in case["topics"]))
    for order, phase in enumerate(case["phases"]):
        page.phases.add(_phase(phase, order, now, locale))
    for order, milestone in enumerate(case.get("milestones", [])):
        page.milestones.add(_milestone(milestone, order, now, locale))
    return add_page(sections.consultations, page)


def _moment(phase: dict[str, Any], name: str, now: dt.datetime) -> dt.datetime | None:
    if f"{name}_days" in phase:
        return days_from(now, phase[f"{name}_days"])
    return aware(phase.get(name))


def _phase(phase: dict[str, Any], order: int, now: dt.datetime, locale: Locale) -> Phase:
    return Phase(
        name=phase["name"],
        kind=phase["kind"],
        text=phase.get("text", ""),
        start=_moment(phase, "start", now),
        end=_moment(phase, "end", now),
        sort_order=order,
        locale=locale,
    )


def _milestone(milestone: dict[str, Any], order: int, now: dt.datetime, locale: Locale) -> Milestone:
    date = days_from(now, milestone["days"]).date() if "days" in milestone else milestone.get("date")
    known = {name: milestone[name] for name in ("precision", "when_label", "note") if name in milestone}
    return Milestone(
        title=milestone["title"],
        date=date,
        state=milestone["state"],
        sort_order=order,
        locale=locale,
        **known,
    )
