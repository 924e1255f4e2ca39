"""Subscribe, confirm, publish, be told, leave."""

from typing import Any

import pytest
from django.core import mail
from wagtail.models import PageViewRestriction

from home.models import InfoPage
from search.alerts.models import Alert
from tests.search.alerts.conftest import READER, Reader
from tests.search.conftest import Make


def test_from_the_page_of_hits_to_the_mail_and_out(reader: Reader, make: Make) -> None:
    make("Radweg an der Elbe", "Der Radweg ist alt.")
    reader.work()
    page = reader.client.get("/de/search/?q=Radweg")
    assert 'href="/de/search/alert/?q=Radweg"' in page.text
    assert 'href="/de/search/atom?q=Radweg"' in page.text
    alert = reader.subscribe()
    assert [m.to for m in mail.outbox] == [[READER]]
    reader.after(minutes=2)
    assert reader.news == []

    make("Neuer Radweg", "Ein <b>Radweg</b> & mehr")
    make("Spielplatz", "Eine Rutsche")
    assert reader.after(minutes=3).mails == 1
    told = reader.news[0]
    assert "http://localhost/de/seite-2/" in str(told.body)
    assert "seite-1" not in str(told.body)
    assert "seite-3" not in str(told.body)
    assert "Ein <b>Radweg</b> & mehr" in str(told.body)
    assert "Ein &lt;b&gt;<mark>Radweg</mark>&lt;/b&gt; &amp; mehr" in reader.html()

    way_out = told.extra_headers["List-Unsubscribe"].strip("<>").removeprefix("http://localhost")
    assert told.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert way_out in str(told.body)
    assert reader.client.get(way_out).status_code == 200
    assert Alert.objects.filter(pk=alert.pk).exists()
    assert reader.client.post(way_out, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Alert.objects.filter(email=READER).exists()
    assert reader.client.post(way_out).status_code == 200


def test_nothing_is_told_twice_and_a_typo_is_no_news(reader: Reader, make: Make) -> None:
    reader.subscribe()
    page = make("Radweg", "Der Radwg kommt.")
    reader.after(minutes=2)
    assert len(reader.news) == 1
    fresh = InfoPage.objects.get(pk=page.pk)
    fresh.summary = "Der Radweg kommt."
    fresh.save_revision().publish()
    reader.after(minutes=30)
    fresh.unpublish()
    reader.after(minutes=60)
    InfoPage.objects.get(pk=page.pk).save_revision().publish()
    reader.after(minutes=90)
    assert len(reader.news) == 1


def test_what_came_between_asking_and_agreeing_is_told(reader: Reader, make: Make) -> None:
    make("Radweg Nord")
    reader.work()
    reader.ask()
    reader.run()
    make("Radweg Süd")
    reader.work()
    reader.agree()
    reader.after(minutes=2)
    assert "Radweg Süd" in str(reader.news[0].body)
    assert "Radweg Nord" not in str(reader.news[0].body)


@pytest.mark.parametrize("how", ["private", "unpublished", "deleted"])
def test_what_is_withdrawn_before_the_mail_is_not_in_it(reader: Reader, make: Make, how: str) -> None:
    reader.subscribe()
    secret, public = make("Radweg Geheim"), make("Radweg Offen")
    reader.work()
    if how == "private":
        PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    elif how == "unpublished":
        secret.unpublish()
    else:
        secret.delete()
    # The index still knows the page.
    with_index = reader.work
    reader.work = lambda: with_index  # type: ignore[assignment, return-value]
    reader.after(minutes=2)
    assert public.title in str(reader.news[0].body)
    assert "Geheim" not in str(reader.news[0].body) + reader.html()


def test_several_questions_of_one_address_are_confirmed_with_one_letter(reader: Reader) -> None:
    reader.ask("q=Radweg")
    reader.run()
    reader.ask("q=Spielplatz&type=info")
    reader.run()
    assert len(reader.mails) == 1
    reader.agree()
    assert Alert.objects.filter(confirmed__isnull=False).count() == 2


def test_a_digest_comes_in_the_morning(reader: Reader, make: Make) -> None:
    alert = reader.subscribe(frequency="daily")
    make("Radweg Ost")
    reader.after(minutes=5)
    morning: Any = Alert.objects.get(pk=alert.pk).next_run
    assert morning is not None
    reader.after(hours=25)
    assert "Radweg Ost" in str(reader.news[0].body)
    assert Alert.objects.get(pk=alert.pk).next_run > morning
