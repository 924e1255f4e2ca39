"""Consultations, methods and topics to test with; German texts, dates relative to a given moment."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import factory
import wagtail_factories
from wagtail.models import Locale, Page

from consultations.methods.pages import MethodIndexPage, MethodPage
from consultations.pages import ConsultationIndexPage, ConsultationPage
from consultations.timeline.models import Milestone, Phase
from consultations.topics import ConsultationTopic, Topic


class TopicFactory(factory.django.DjangoModelFactory):
    """A topic of the German list."""

    class Meta:
        model = Topic

    name = factory.Sequence("Thema {}".format)
    slug = factory.Sequence("thema-{}".format)
    locale = factory.LazyFunction(Locale.get_default)


class ConsultationIndexFactory(wagtail_factories.PageFactory):
    """The list of consultations."""

    class Meta:
        model = ConsultationIndexPage

    title = "Beteiligungsverfahren"
    slug = "beteiligung"


class ConsultationFactory(wagtail_factories.PageFactory):
    """A consultation without dates; see `consultation_with` for phases."""

    class Meta:
        model = ConsultationPage

    title = factory.Sequence("Umbau der Pariser Straße {}".format)
    slug = factory.Sequence("umbau-{}".format)
    summary = "Mehr Platz für Rad, Fuß und Bäume."
    goal = "Die Straße soll sicherer und leiser werden."
    organiser = "Referat Tiefbau"


class MethodIndexFactory(wagtail_factories.PageFactory):
    """The method collection."""

    class Meta:
        model = MethodIndexPage

    title = "Methodenkoffer"
    slug = "methodenkoffer"


class MethodFactory(wagtail_factories.PageFactory):
    """A method for 10 to 40 people."""

    class Meta:
        model = MethodPage

    title = factory.Sequence("Zukunftswerkstatt {}".format)
    slug = factory.Sequence("zukunftswerkstatt-{}".format)
    summary = "Eine Gruppe entwickelt eigene Lösungen."
    group_min = 10
    group_max = 40


def consultation_with(
    parent: Page,
    phases: Sequence[tuple[dt.datetime | None, dt.datetime | None]],
    topics: Sequence[Topic] = (),
    milestones: Sequence[Mapping[str, Any]] = (),
    **fields: Any,
) -> ConsultationPage:
    """A live consultation with phases of these spans, named Phase 1, Phase 2, and so on."""
    page = ConsultationFactory(parent=Page.objects.get(pk=parent.pk), **fields)
    for number, (start, end) in enumerate(phases, 1):
        text = "Hinweise geben"
        Phase.objects.create(
            page=page, name=f"Phase {number}", start=start, end=end, text=text, locale=page.locale
        )
    for topic in topics:
        ConsultationTopic.objects.create(page=page, topic=topic, locale=page.locale)
    for milestone in milestones:
        Milestone.objects.create(page=page, locale=page.locale, **milestone)
    return ConsultationPage.objects.get(pk=page.pk)
