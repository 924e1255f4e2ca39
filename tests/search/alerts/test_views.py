"""The pages: what a stranger can learn (nothing), do (little), and what links are good for."""

import datetime as dt
import re
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from portal.accounts.models import Tally
from search.alerts import limits
from search.alerts.links import token
from search.alerts.models import Alert
from search.alerts.subscribing import MOST_ALERTS
from tests.search.alerts.conftest import READER, Reader
from tests.search.conftest import Make

FORM = "/de/search/alert/?q=Radweg"
HOSTILE = [
    "",
    "x",
    "a@b",
    "a b@example.org",
    "a@example.org\nBcc: b@example.org",
    "a@example.org\r\n\r\nBody",
    "a@example.org,b@example.org",
    "<script>@example.org",
    "a" * 300 + "@example.org",
    f"a@{'b' * 300}.example.org",
    "a@-example-.org",
    "a@straße.example",
    "ü@example.org",
    "a@exam\x00ple.org",
    "a@ex\u202eample.org",
    "a@..example.org",
    "a@[127.0.0.1",
    '"\\"@example.org',
]


def waiting() -> list[str]:
    return sorted(Alert.objects.values_list("email", flat=True))


@pytest.mark.parametrize("address", HOSTILE)
def test_hostile_addresses_are_refused(reader: Reader, address: str) -> None:
    answer = reader.client.post(FORM, {"email": address, "frequency": "daily"})
    assert answer.status_code == 400
    assert "sd-field__error" in answer.text
    assert waiting() == []


@pytest.mark.parametrize(
    "address", ['"a b"@example.org', '"a"@example.org', "a@[127.0.0.1]", "a@[IPv6:2001:db8::1]"]
)
def test_unusual_addresses_are_refused_with_the_reason(reader: Reader, address: str) -> None:
    answer = reader.client.post("/en/search/alert/?q=Radweg", {"email": address, "frequency": "daily"})
    assert answer.status_code == 400
    assert "quotation marks" in answer.text
    assert waiting() == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Reader@Example.ORG ", "reader@example.org"),
        ("a+b@example.org", "a+b@example.org"),
        ("a@münchen.example", "a@xn--mnchen-3ya.example"),
        ("a@xn--mnchen-3ya.example", "a@xn--mnchen-3ya.example"),
        ("o'neil@example.org", "o'neil@example.org"),
    ],
)
def test_addresses_are_kept_as_servers_spell_them(reader: Reader, typed: str, kept: str) -> None:
    assert reader.client.post(FORM, {"email": typed, "frequency": "daily"}).status_code == 302
    assert waiting() == [kept]
    reader.run()
    assert mail.outbox[0].to == [kept]
    assert mail.outbox[0].message()["To"] == kept


def test_the_answer_is_the_same_for_every_address(reader: Reader) -> None:
    known = reader.subscribe().email
    answers = []
    for email in (known, "stranger@example.org"):
        for url, data in ((FORM, {"frequency": "daily"}), ("/de/search/alerts/", {})):
            answer = reader.client.post(url, data | {"email": email})
            answers.append((answer.status_code, answer["Location"], answer.content))
    assert len(set(answers)) == 1
    assert answers[0][:2] == (302, "/de/search/alert/sent/")


def test_a_wish_in_somebody_elses_name_changes_nothing(reader: Reader) -> None:
    alert = reader.subscribe(frequency="weekly")
    reader.ask(frequency="at_once")
    alert.refresh_from_db()
    assert alert.frequency == "weekly"


def test_somebody_who_asks_again_gets_the_way_to_all_alerts(reader: Reader) -> None:
    reader.subscribe()
    reader.client.post("/de/search/alerts/", {"email": READER})
    reader.run()
    assert len(reader.mails) == 1
    with time_machine.travel(timezone.now() + dt.timedelta(hours=1, minutes=1)):
        reader.run()
        page = reader.client.get(reader.link("/alerts/"))
    assert len(reader.mails) == 2
    assert ">Radweg</h2>" in page.text


def test_programs_fill_in_too_much(reader: Reader) -> None:
    answer = reader.client.post(FORM, {"email": READER, "frequency": "daily", "website": "https://x"})
    assert (answer.status_code, answer["Location"]) == (302, "/de/search/alert/sent/")
    assert waiting() == []


def test_forms_need_the_token_of_the_page(reader: Reader) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(FORM, {"email": READER, "frequency": "daily"}).status_code == 403
    page = strict.get(FORM)
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)
    assert found
    data = {"email": READER, "frequency": "daily", "csrfmiddlewaretoken": found[1]}
    assert strict.post(FORM, data).status_code == 302


def test_the_way_out_needs_no_token(reader: Reader) -> None:
    alert = reader.subscribe()
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"/de/search/alert/leave/{token('leave', alert)}/").status_code == 200
    assert waiting() == []


def test_one_client_may_not_ask_without_end(reader: Reader, settings: Any) -> None:
    codes = [reader.ask(f"q=Radweg{n}") for n in range(limits.MOST_AN_HOUR + 2)]
    assert codes == [302] * limits.MOST_AN_HOUR + [429] * 2
    other = reader.client.post(
        FORM, {"email": READER, "frequency": "daily"}, headers={"X-Forwarded-For": "203.0.113.9"}
    )
    assert other.status_code == 302
    assert {len(key) for key in Tally.objects.values_list("key", flat=True)} == {64}


def test_an_address_holds_only_so_many_wishes(reader: Reader) -> None:
    Alert.objects.bulk_create(
        Alert(email=READER, language="de", question=f"q={n}", digest=str(n)) for n in range(MOST_ALERTS)
    )
    assert reader.ask() == 302
    assert len(waiting()) == MOST_ALERTS


def test_a_link_that_was_opened_confirms_nothing(reader: Reader) -> None:
    reader.ask()
    reader.run()
    assert reader.client.get(reader.link("/confirm/")).status_code == 200
    assert Alert.objects.filter(confirmed=None).count() == 1


def test_nothing_is_agreed_to_without_a_tick(reader: Reader) -> None:
    reader.ask("q=Radweg")
    reader.ask("q=Spielplatz")
    reader.run()
    link = reader.link("/confirm/")
    assert " checked" not in reader.client.get(link).text
    answer = reader.client.post(link)
    assert answer.status_code == 400
    assert 'id="alert-error"' in answer.text
    assert not Alert.objects.filter(confirmed__isnull=False).exists()
    chosen = Alert.objects.get(question="q=Spielplatz")
    assert reader.client.post(link, {"alert": chosen.key.hex}).status_code == 302
    assert list(Alert.objects.filter(confirmed__isnull=False)) == [chosen]


def test_a_link_does_not_live_longer_by_being_used(reader: Reader) -> None:
    with time_machine.travel(timezone.now() - dt.timedelta(days=29)):
        first = reader.subscribe("q=Radweg")
        reader.subscribe_at_once("q=Spielplatz")
        old = token("manage", first)
    answer = reader.client.post(
        f"/de/search/alerts/{old}/", {"alert": first.key.hex, "frequency": "weekly", "action": "change"}
    )
    assert answer["Location"] == f"/de/search/alerts/{old}/"
    answer = reader.client.post(answer["Location"], {"alert": first.key.hex, "action": "leave"})
    later = answer["Location"]
    assert reader.client.get(later).status_code == 200
    with time_machine.travel(timezone.now() + dt.timedelta(days=1, minutes=1)):
        assert reader.client.get(later).status_code == 410


def test_links_end_and_the_address_with_them(reader: Reader) -> None:
    reader.ask()
    reader.run()
    link = reader.link("/confirm/")
    with time_machine.travel(timezone.now() + dt.timedelta(days=3, minutes=1)):
        assert reader.client.get(link).status_code == 410
        assert reader.client.post(link).status_code == 410
        assert waiting() == [READER]
        reader.run()
        assert waiting() == []


def test_confirmed_addresses_stay(reader: Reader) -> None:
    reader.subscribe()
    with time_machine.travel(timezone.now() + dt.timedelta(days=400)):
        reader.run()
    assert waiting() == [READER]


def test_forged_links_lead_nowhere(reader: Reader) -> None:
    alert = reader.subscribe()
    good, leaving = token("manage", alert), token("leave", alert)
    forged = [
        "x",
        alert.key.hex,
        good[:-1] + ("A" if good[-1] != "A" else "B"),
        token("confirm", alert),
        leaving,
        good.replace(alert.key.hex[:8], "0" * 8),
        "a:b:c",
        "%00",
        "ü" * 300,
    ]
    for value in forged:
        assert reader.client.get(f"/de/search/alerts/{value}/").status_code in (404, 410), value
        for way_out in ("leave", "leave-all", "refuse"):
            if value != leaving:
                reader.client.post(f"/de/search/alert/{way_out}/{value}/")
        break_out = {"alert": alert.key.hex, "action": "leave"}
        assert reader.client.post(f"/de/search/alerts/{value}/", break_out).status_code in (404, 410)
    assert waiting() == [READER]


def test_the_owner_sees_changes_and_ends_alerts(reader: Reader) -> None:
    first = reader.subscribe("q=Radweg")
    second = reader.subscribe_at_once("q=Spielplatz&type=info&from=2020")
    url = f"/de/search/alerts/{token('manage', first)}/"
    page = reader.client.get(url)
    assert ">Radweg</h2>" in page.text
    assert ">Spielplatz</h2>" in page.text
    assert page["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    data = {"alert": second.key.hex, "frequency": "weekly", "action": "change"}
    assert reader.client.post(url, data).status_code == 302
    second.refresh_from_db()
    assert second.frequency == "weekly"
    assert second.next_run is not None
    assert reader.client.post(url, data | {"frequency": "hourly"}).status_code == 302
    second.refresh_from_db()
    assert second.frequency == "weekly"
    answer = reader.client.post(url, {"alert": first.key.hex, "action": "leave"})
    assert list(Alert.objects.all()) == [second]
    after = reader.client.get(answer["Location"])
    assert ">Spielplatz</h2>" in after.text
    reader.client.post(answer["Location"], {"action": "leave_all"})
    assert waiting() == []


def test_nobody_touches_the_alerts_of_others(reader: Reader) -> None:
    own = reader.subscribe()
    other = Alert.objects.create(
        email="other@example.org",
        language="de",
        question="q=Geheim",
        digest="x",
        confirmed=timezone.now(),
    )
    url = f"/de/search/alerts/{token('manage', own)}/"
    assert "Geheim" not in reader.client.get(url).text
    reader.client.post(url, {"alert": other.key.hex, "action": "leave"})
    reader.client.post(url, {"alert": other.key.hex, "action": "change", "frequency": "at_once"})
    reader.client.post(url, {"action": "leave_all"})
    assert waiting() == ["other@example.org"]


def test_it_was_not_me(reader: Reader) -> None:
    reader.ask()
    reader.run()
    assert reader.client.post(reader.link("/refuse/")).status_code == 200
    assert waiting() == []


def test_an_empty_question_leads_to_the_search(reader: Reader) -> None:
    answer = reader.client.get("/de/search/alert/")
    assert (answer.status_code, answer["Location"]) == (302, "/de/search/")


def test_the_question_is_said_in_words(reader: Reader, make: Make) -> None:
    text = reader.client.get("/de/search/alert/?q=Radweg&type=info&type=x&from=2.1.2020&page=7").text
    assert "Radweg</li>" in text
    assert "2020" in text
    assert "page=7" not in text.partition("<main")[2].partition("</main")[0]


def test_pages_need_few_queries(reader: Reader, django_assert_max_num_queries: Any) -> None:
    alert = reader.subscribe()
    for url in (FORM, "/de/search/alerts/", f"/de/search/alerts/{token('manage', alert)}/"):
        reader.client.get(url)
        with django_assert_max_num_queries(15):
            assert reader.client.get(url).status_code == 200


def test_a_question_too_long_to_keep_is_refused(reader: Reader) -> None:
    long = "&".join(f"body={'x' * 190}{n}" for n in range(19))
    answer = reader.client.get(f"/de/search/alert/?{long}")
    assert answer.status_code == 400
    assert reader.ask(long) == 400
    assert waiting() == []
