"""A translation of guidelines that is behind: the places it names, and the way to the comparison."""

import datetime as dt

from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page

from consultations.guidelines.pages import GuidelinePage
from tests.consultations.guidelines.reading.frozen import identity


def translated(page: GuidelinePage, code: str) -> GuidelinePage:
    """The page and those above it in another language, written by hand and published."""
    locale = Locale.objects.get_or_create(language_code=code)[0]
    for above in page.get_ancestors().filter(depth__gt=1):
        if not above.has_translation(locale):
            made = above.specific.copy_for_translation(locale)
            Page.objects.get(pk=made.pk).specific.save_revision().publish()
    made = GuidelinePage.objects.get(pk=page.pk).copy_for_translation(locale)
    made.save_revision().publish()
    return GuidelinePage.objects.get(pk=made.pk)


def change(page: GuidelinePage) -> None:
    """Another introduction of the first chapter and another first paragraph."""
    page = GuidelinePage.objects.get(pk=page.pk)
    data = page.chapters.get_prep_value()
    data[1]["value"]["text"] = "<p>Alle Menschen sind eingeladen.</p>"
    page.chapters = page.chapters.stream_block.to_python(data)
    page.save_revision().publish()


def test_the_comparison_starts_from_the_version_of_that_day(versions: GuidelinePage) -> None:
    url = versions.difference_url(timezone.now() + dt.timedelta(days=1))
    assert url == f"{versions.url}compare/2/live/?only=changes"
    assert Client().get(url).status_code == 200


def test_before_the_first_version_there_is_nothing_to_compare(versions: GuidelinePage) -> None:
    assert versions.difference_url(timezone.now() - dt.timedelta(days=9999)) == ""


def test_a_changed_paragraph_is_named_as_it_is_cited(versions: GuidelinePage) -> None:
    GuidelinePage.objects.get(pk=versions.pk).save_revision().publish()
    english = translated(versions, "en")
    assert "sd-translation-state" not in Client().get(english.url).content.decode()
    change(versions)
    html = Client().get(english.url).content.decode()
    banner = html.partition('<aside class="sd-notice')[2].partition("</aside>")[0]
    anchor = f"p-{identity('all')[:8]}"
    assert f'<a href="#{anchor}">Chapter 1, paragraph 1.1</a>' in banner
    assert banner.count("<li>") == 1
    assert f'href="{versions.url}compare/2/live/?only=changes" hreflang="de"' in banner


def test_a_version_that_a_language_lacks_is_offered_where_it_is(versions: GuidelinePage) -> None:
    english = Locale.objects.get_or_create(language_code="en")[0]
    root = versions.get_ancestors().get(depth=2)
    made = root.specific.copy_for_translation(english)
    Page.objects.get(pk=made.pk).specific.save_revision().publish()
    address = f"{versions.url}versions/2/"
    assert Client().get(address).status_code == 200
    answer = Client().get(address.replace("/de/", "/en/"))
    assert answer.status_code == 404
    assert f'<a href="{address}" hreflang="de" lang="de" dir="ltr">Leitlinien</a>' in answer.content.decode()
