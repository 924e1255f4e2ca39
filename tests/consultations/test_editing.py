"""Editors open the forms, are told what is wrong, and translators get everything that is text."""

import datetime as dt

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data
from wagtail_localize.models import StringSegment, Translation, TranslationSource

from consultations.models import ConsultationIndexPage, ConsultationPage, MethodIndexPage, Topic
from tests.factories.consultations import TopicFactory, consultation_with
from tests.home.site import make_home

NOW = timezone.now().replace(microsecond=0)
DAY = dt.timedelta(days=1)


@pytest.fixture
def editor(client: Client, db: None) -> Client:
    client.force_login(
        get_user_model().objects.create_superuser(email="bo@example.org", password="geheim-geheim")
    )
    return client


@pytest.mark.parametrize("model", ["consultationpage", "methodpage"])
def test_the_forms_open(
    editor: Client, index: ConsultationIndexPage, method_index: MethodIndexPage, model: str
) -> None:
    parent = index if model == "consultationpage" else method_index
    answer = editor.get(reverse("wagtailadmin_pages:add", args=["consultations", model, parent.pk]))
    assert answer.status_code == 200


def test_the_topics_are_listed(editor: Client) -> None:
    TopicFactory(name="Stadtgrün")
    answer = editor.get(reverse(Topic.snippet_viewset.get_url_name("list")))
    assert "Stadtgrün" in answer.content.decode()


def test_a_phase_that_ends_before_it_starts_is_refused(editor: Client, index: ConsultationIndexPage) -> None:
    phase = {
        "name": "Kommentieren",
        "kind": "comment",
        "start": "2026-03-30 00:00",
        "end": "2026-03-08 00:00",
    }
    form = {
        "title": "Straße",
        "slug": "strasse",
        "level": "consultation",
        "phases": inline_formset([phase]),
        "milestones": inline_formset([]),
        "topic_links": inline_formset([]),
        "body-count": "0",
        "comments": inline_formset([]),
        "action-publish": "1",
    }
    address = reverse("wagtailadmin_pages:add", args=["consultations", "consultationpage", index.pk])
    answer = editor.post(address, nested_form_data(form))
    assert answer.status_code == 200
    (errors,) = answer.context["form"].formsets["phases"].errors
    assert list(errors) == ["end"]
    assert not ConsultationPage.objects.exists()


def test_a_translation_gets_texts_and_dates(index: ConsultationIndexPage) -> None:
    milestones = [{"title": "Themen gesammelt", "when_label": "Herbst 2023"}]
    page = consultation_with(
        index, [(NOW, NOW + DAY)], [TopicFactory(name="Verkehr")], milestones, formats=["hybrid"]
    )
    english = make_home("en").locale
    index.copy_for_translation(english).save_revision().publish()
    source, _made = TranslationSource.update_or_create_from_instance(page)
    Translation.objects.create(source=source, target_locale=english)
    texts = set(StringSegment.objects.filter(source=source).values_list("string__data", flat=True))
    assert {"Phase 1", "Hinweise geben", "Themen gesammelt", "Herbst 2023", page.goal} <= texts
    source.create_or_update_translation(english, fallback=True)
    translated = ConsultationPage.objects.get(translation_key=page.translation_key, locale=english)
    phase, milestone = translated.phases.get(), translated.milestones.get()
    assert (phase.start, phase.end) == (NOW, NOW + DAY)
    assert (milestone.date, milestone.precision) == (dt.date(2023, 9, 1), "season")
    assert (translated.slug, translated.formats, translated.level) == (page.slug, ("hybrid",), page.level)
