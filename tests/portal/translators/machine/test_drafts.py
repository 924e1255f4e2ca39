"""From the cost to the last part, and what stays when the service fails half way."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation

from portal.accounts.roles import CHIEF_EDITOR, EDITOR, TRANSLATOR
from portal.translators import standings
from portal.translators.machine import drafts, rules
from portal.translators.machine.models import MachineRun
from portal.translators.terms.models import Term, TermWording
from tests.portal.translators.conftest import Tree
from tests.portal.translators.machine.conftest import options
from tests.portal.translators.machine.server import Machine
from tests.portal.translators.test_submission import in_language

Browser = Callable[..., Client]


def address(page: Page) -> str:
    return f"/admin/translators/pages/{page.pk}/machine/"


def send(client: Client, page: Page) -> str:
    """The address of the run."""
    shown = client.get(address(page)).context["cost"].characters
    return str(client.post(address(page), {"characters": shown})["Location"])


def test_the_cost_is_shown_and_open_parts_are_filled(
    browser: Browser, english: Page, deepl: Machine, worker: Callable[[], int]
) -> None:
    translator = browser(TRANSLATOR)
    assert address(english) in translator.get(f"/admin/translators/pages/{english.pk}/").content.decode()
    shown = translator.get(address(english)).context["cost"]
    assert (shown.parts, shown.characters) == (2, len("Artikel") + len("Worum es geht"))
    assert deepl.asked == []
    at = send(translator, english)
    assert translator.get(at)["Refresh"] == "3"
    assert deepl.asked == []
    worker()
    assert "Refresh" not in translator.get(at)
    rows = StringTranslation.objects.order_by("data")
    assert [(row.data, row.translation_type, row.tool_name) for row in rows] == [
        ("Artikel (EN-GB)", "machine", "DeepL"),
        ("Worum es geht (EN-GB)", "machine", "DeepL"),
    ]
    assert standings.parts_open(english) == 0
    assert translator.get(address(english)).status_code == 302


def test_what_a_person_wrote_is_kept_and_not_sent(english: Page, deepl: Machine) -> None:
    segment = StringSegment.objects.get(string__data="Artikel")
    StringTranslation.objects.create(
        translation_of=segment.string, context=segment.context, locale=english.locale, data="<script>"
    )
    begin(english)
    assert [one["text"] for one in deepl.asked] == [["Worum es geht"]]
    assert StringTranslation.objects.get(context=segment.context).data == "<script>"


def begin(page: Page) -> MachineRun:
    """Work off at once."""
    translation = standings.translation_of(page)
    assert translation is not None
    run = drafts.begin(page, "DeepL", drafts.cost_of(translation), None)
    drafts.work(run.pk)
    return MachineRun.objects.get(pk=run.pk)


@pytest.mark.parametrize("mood", [429, 456, 403, 503, "reset", "half", "few"])
def test_what_came_is_kept_and_the_rest_can_be_sent(
    browser: Browser, english: Page, deepl: Machine, monkeypatch: pytest.MonkeyPatch, mood: int | str
) -> None:
    monkeypatch.setattr(rules, "PARTS_AT_ONCE", 1)
    deepl.moods = ["fine", mood]
    run = begin(english)
    assert (run.done, run.stored, run.finished is not None) == (1, 1, True)
    assert run.fault != ""
    told = browser(TRANSLATOR).get(f"/admin/translators/machine/{run.pk}/")
    assert told.context["fault"]
    assert address(english) in told.content.decode()
    rest = begin(english)
    assert (rest.stored, rest.fault) == (1, "")
    assert [one["text"][0] for one in deepl.asked] == ["Artikel", "Worum es geht", "Worum es geht"]


@pytest.mark.parametrize("mood", ["empty", "links", "hidden"])
def test_a_part_without_words_or_with_other_links_is_refused(
    english: Page, deepl: Machine, mood: str
) -> None:
    deepl.moods = [mood]
    run = begin(english)
    assert (run.stored, run.fault) == (0, "")
    assert run.refused == ["Artikel", "Worum es geht"]
    assert len(deepl.asked) == 1


def test_two_runs_for_one_page_are_one(browser: Browser, english: Page, deepl: Machine) -> None:
    translator = browser(TRANSLATOR)
    assert send(translator, english) == send(translator, english)


def test_more_than_was_shown_is_not_sent(browser: Browser, english: Page, deepl: Machine) -> None:
    for shown in ("5", "", "-1", "²", "0" * 5_000):
        assert browser(TRANSLATOR).post(address(english), {"characters": shown}).status_code == 200
    assert not MachineRun.objects.exists()


def test_parts_that_break_the_fixed_terms_are_listed(browser: Browser, english: Page, deepl: Machine) -> None:
    term = Term.objects.create(german="Artikel")
    TermWording.objects.create(term=term, language="en", wanted="article")
    run = begin(english)
    findings = browser(TRANSLATOR).get(f"/admin/translators/machine/{run.pk}/").context["findings"]
    assert [(one.word, one.text) for one in findings] == [("article", "Artikel (EN-GB)")]
    assert deepl.asked[0]["context"] == "Artikel = article"


def test_doors(browser: Browser, tree: Tree, english: Page, deepl: Machine, settings: Any) -> None:
    at = address(english)
    assert [browser(role).get(at).status_code for role in (EDITOR, CHIEF_EDITOR, TRANSLATOR)] == [200] * 3
    assert browser(CHIEF_EDITOR).get(address(tree.article)).status_code == 302
    assert Client().get(at).status_code == 302
    settings.MACHINE_TRANSLATION = options(deepl.url, {"": "deepl", "en": "off"})
    assert browser(CHIEF_EDITOR).get(at).status_code == 404


def test_easy_german_is_never_sent(browser: Browser, tree: Tree, deepl: Machine) -> None:
    easy, _made = Locale.objects.get_or_create(language_code="de-simple")
    tree.home.copy_for_translation(easy)
    page = in_language(tree.home, "de-simple")
    assert browser(CHIEF_EDITOR).get(address(page)).status_code == 404


def test_the_stock_door_stays_closed(browser: Browser, english: Page, deepl: Machine) -> None:
    """It sends without a word about costs, and addresses too."""
    translation = standings.translation_of(english)
    assert translation is not None
    stock = f"/admin/localize/translate/{translation.pk}/machine_translate/"
    assert browser(CHIEF_EDITOR).post(stock).status_code == 404
    assert deepl.asked == []


def test_what_keeps_stopping_the_worker_is_not_paid_for_without_end(english: Page, deepl: Machine) -> None:
    translation = standings.translation_of(english)
    assert translation is not None
    run = drafts.begin(english, "DeepL", drafts.cost_of(translation), None)
    MachineRun.objects.filter(pk=run.pk).update(attempts=drafts.ATTEMPTS)
    assert drafts.work(run.pk)
    run.refresh_from_db()
    assert (run.fault, run.stored, deepl.asked) == ("stopped", 0, [])


def test_a_run_whose_lease_was_taken_leaves_the_rest_to_the_other(
    english: Page, deepl: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "PARTS_AT_ONCE", 1)
    translation = standings.translation_of(english)
    assert translation is not None
    run = drafts.begin(english, "DeepL", drafts.cost_of(translation), None)
    taken = timezone.now() + dt.timedelta(minutes=5)

    def another_takes_it() -> bool:
        MachineRun.objects.filter(pk=run.pk).update(until=taken)
        return False

    assert drafts.work(run.pk, another_takes_it) is False
    run.refresh_from_db()
    assert (run.stored, run.until, run.finished, len(deepl.asked)) == (1, taken, None, 1)
