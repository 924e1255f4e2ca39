"""What is in a mail: two readable parts, the language of the reader, nothing that breaks a header."""

import datetime as dt
from email import message_from_bytes
from email.policy import default
from typing import Any

import html5lib
import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import timezone, translation

from search.alerts.mails import MOST_QUESTIONS, MOST_SHOWN, letter, news_mail
from search.alerts.models import Alert
from search.alerts.news import New
from search.alerts.rules import item, packed
from search.results import Hit, Place

pytestmark = pytest.mark.django_db


def alert_of(language: str = "de", question: str = "q=Radweg") -> Alert:
    return Alert(
        email="reader@example.org",
        language=language,
        question=question,
        digest="x",
        sending=packed(b"", [item("page:1")]),
    )


def new(title: str = "Radweg", url: str = "/de/radweg/", **fields: Any) -> New:
    values: dict[str, Any] = {
        "source": "page:1",
        "title": title,
        "url": url,
        "kind": "info",
        "kind_label": "Seite",
        "date": dt.date(2026, 3, 5),
        "body": "",
        "consultation": "",
        "language": "Deutsch",
        "lang_attr": "",
        "places": (),
        "more_places": 0,
        "score": 1.0,
    }
    return New(Hit(**(values | fields)), (item("page:1"),))


def sent(mail: Any) -> Any:
    """The mail as another program reads it."""
    return message_from_bytes(mail.message().as_bytes(), policy=default)


def parts(mail: Any) -> tuple[str, str]:
    message = sent(mail)
    plain, rich = message.get_body(("plain",)), message.get_body(("html",))
    html5lib.HTMLParser(strict=True).parse(rich.get_content())
    return plain.get_content(), rich.get_content()


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_every_language_has_both_parts_and_its_direction(language: str) -> None:
    for mail in (
        news_mail(alert_of(language), [new()]),
        letter(alert_of(language), [alert_of(language)]),
        letter(alert_of(language), []),
    ):
        plain, rich = parts(mail)
        direction = "rtl" if language == "ar" else "ltr"
        assert f'<html lang="{language}" dir="{direction}">' in rich
        assert f"http://localhost/{language}/search/alert" in plain
        assert sent(mail)["Content-Language"] == language
    assert translation.get_language() == "de"


def test_an_arabic_reader_gets_an_arabic_mail() -> None:
    mail = news_mail(alert_of("ar", "q=مشاركة"), [new("مشاركة", "/ar/x/"), new("Radweg", lang_attr="de")])
    plain, rich = parts(mail)
    assert "مشاركة" in sent(mail)["Subject"]
    assert '<h2 lang="de" dir="auto"><a href="http://localhost/de/radweg/">Radweg</a></h2>' in rich
    assert "لن تصلني رسائل أخرى" in plain
    assert "لن تصلني رسائل أخرى" in rich
    confirm, _rich = parts(letter(alert_of("ar"), [alert_of("ar")]))
    assert "التأكيد" in confirm


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "No more e-mails"), ("tr", "e-posta"), ("uk", "листів"), ("fr", "Ne plus recevoir")],
)
def test_other_readers_get_theirs(language: str, words: str) -> None:
    assert words in parts(news_mail(alert_of(language), [new()]))[0]


def test_the_way_out_is_in_headers_and_text() -> None:
    for mail in (news_mail(alert_of(), [new()]), letter(alert_of(), [alert_of()]), letter(alert_of(), [])):
        message = sent(mail)
        way_out = message["List-Unsubscribe"].strip(" <>")
        assert way_out.startswith("http://localhost/de/search/alert/")
        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert message["Auto-Submitted"] == "auto-generated"
        assert message["List-Id"] == "<search-alerts.localhost>"
        assert all(way_out in part for part in parts(mail))


def test_addresses_of_persons_are_in_no_link() -> None:
    for mail in (news_mail(alert_of(), [new()]), letter(alert_of(), [alert_of()])):
        assert not any("reader" in part for part in parts(mail))


@pytest.mark.parametrize(
    "question",
    [
        "q=Radweg%0D%0ABcc:+x@example.org",
        "q=Radweg%0ASubject:+x",
        "q=" + "a" * 900,
        "q=%E2%80%AE%00%0B",
        "q=" + "%F0%9F%98%80" * 90,
        "type=info",
        "body=%0D%0ABcc:+x@example.org",
        "from=2020-01-01&to=2020-12-31&year=2020&format=digital",
    ],
)
def test_hostile_questions_break_no_header(question: str) -> None:
    message = sent(news_mail(alert_of(question=question), [new("a\r\nBcc: x@example.org")]))
    assert message["Bcc"] is None
    assert message["To"] == "reader@example.org"
    assert len(message["Subject"]) < 150
    assert message["Subject"].endswith("Stadtdialog")


def test_what_pages_say_is_escaped() -> None:
    place = Place("<i>TOP</i> 2", "/de/radweg/#top-2", "Ein &lt;b&gt;<mark>Radweg</mark>&lt;/b&gt;")  # type: ignore[arg-type]
    plain, rich = parts(news_mail(alert_of(), [new("<script>x</script>", places=(place,))]))
    assert "<script>" not in rich
    assert "&lt;script&gt;x&lt;/script&gt;" in rich
    assert "&lt;i&gt;TOP&lt;/i&gt; 2" in rich
    assert "<i>TOP</i> 2: Ein <b>Radweg</b>" in " ".join(plain.split())
    assert "* <script>x</script>" in plain


def test_a_long_list_ends_with_a_link_to_the_rest() -> None:
    plain, rich = parts(news_mail(alert_of(), [new(f"Nummer {n}.") for n in range(MOST_SHOWN + 3)]))
    assert f"Nummer {MOST_SHOWN - 1}." in plain
    assert f"Nummer {MOST_SHOWN}." not in plain + rich
    assert rich.count('href="http://localhost/de/search/?q=Radweg"') == 2
    assert " 3 " in plain


@override_settings(SITE_URL="https://dialog.example.org", DEFAULT_FROM_EMAIL="Dialog <post@example.org>")
def test_addresses_are_those_of_the_public_site() -> None:
    mail = news_mail(alert_of(), [new(), new("Anderswo", "https://other.example.org/x/")])
    plain, _rich = parts(mail)
    assert "https://dialog.example.org/de/radweg/" in plain
    assert "https://other.example.org/x/" in plain
    assert "localhost" not in plain
    assert sent(mail)["Message-ID"].endswith("@example.org>")


def test_the_date_is_written_as_the_reader_writes_it() -> None:
    assert "5. März 2026" in parts(news_mail(alert_of(), [new()]))[0]
    assert timezone.get_current_timezone_name() == "Europe/Berlin"


def test_a_letter_is_no_way_to_send_a_text_to_a_stranger() -> None:
    question = (
        "q=" + "Sie haben gewonnen! https://evil.example/x boss@evil.example " * 20 + "&body=evil.example"
    )
    waiting = [alert_of(question=question)] * (MOST_QUESTIONS + 2)
    for part in parts(letter(waiting[0], waiting)):
        assert "evil" not in part
        assert part.count("Sie haben gewonnen!") == MOST_QUESTIONS * 4
        assert " 2 " in part
