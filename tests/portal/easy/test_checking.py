"""What editors of a page in Leichte Sprache are told, and where."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from wagtail.models import Page

from home.demo.content import body, content
from home.models import InfoPage
from portal.accounts.roles import CHIEF_EDITOR
from portal.easy import checking
from portal.easy.rules import Rule, check, sentences
from portal.easy.views import MOST_SHOWN
from portal.easy.wording import HINTS
from tests.home.site import add, make_home
from tests.portal.translators.conftest import Tree

Browser = Callable[..., Client]


@pytest.fixture
def easy(tree: Tree) -> InfoPage:
    """Three hints: two in the text, one in the summary."""
    home = make_home("de-simple")
    text = body([["So geht es", "<p>Der Weg wird gebaut.<br/>Kommen Sie z. B. zu Fuß.</p>"]])
    return add(home, InfoPage(title="Unser Weg", slug="weg", summary="Das ist nicht schwer.", body=text))


def test_findings_stand_at_field_and_block(easy: InfoPage) -> None:
    summary, text = checking.checked(easy)
    assert (summary.piece.path, [one.rule for one in summary.findings]) == ("summary", [Rule.NEGATION])
    (block,) = [child for child in easy.body if child.block_type == "text"]
    assert text.piece.path == f"body.{block.id}"
    assert [(one.rule, one.sentence) for one in text.findings] == [
        (Rule.PASSIVE, "Der Weg wird gebaut."),
        (Rule.ABBREVIATION, "Kommen Sie z. B. zu Fuß."),
    ]


def test_the_editor_tells_how_many_and_saving_is_never_refused(browser: Browser, easy: InfoPage) -> None:
    chief = browser(CHIEF_EDITOR)
    shown = chief.get(f"/admin/pages/{easy.pk}/edit/").content.decode()
    assert f"/admin/easy/{easy.pk}/check/" in shown
    assert re.search(r"\b3 (hints|Hinweise)", shown)
    easy.summary = "Das ist leicht."
    easy.save_revision()
    again = chief.get(f"/admin/pages/{easy.pk}/edit/").content.decode()
    assert re.search(r"\b2 (hints|Hinweise)", again)


def test_the_report_shows_the_newest_draft_with_ways_to_each_place(browser: Browser, easy: InfoPage) -> None:
    easy.summary = "Wir könnten helfen."
    easy.save_revision()
    shown = browser(CHIEF_EDITOR).get(f"/admin/easy/{easy.pk}/check/").content.decode()
    assert "Wir könnten helfen." in shown
    assert "Das ist nicht schwer." not in shown
    assert f"/admin/pages/{easy.pk}/edit/#:w:contentpath=summary" in shown
    assert "Der Weg wird gebaut." in shown


def test_german_pages_are_not_checked(browser: Browser, tree: Tree) -> None:
    chief = browser(CHIEF_EDITOR)
    Page.objects.filter(pk=tree.article.pk).update(title="Die Bürgerbeteiligung wird nicht durchgeführt")
    assert "/check/" not in chief.get(f"/admin/pages/{tree.article.pk}/edit/").content.decode()
    assert chief.get(f"/admin/easy/{tree.article.pk}/check/")["Location"] == "/admin/"


def test_each_rule_has_its_hint() -> None:
    assert set(HINTS) == set(Rule)


def test_the_pages_of_the_demo_only_say_not_where_that_is_what_they_mean() -> None:
    texts = content("easy")
    parts = [texts[page][field] for page in ("home", "page") for field in ("title", "summary")]
    parts += [texts["home"]["intro"], *(child for row in texts["page"]["body"] for child in row)]
    plain = [re.sub(r"<[^>]+>", "", re.sub(r"<br/>|</p>|</li>", "\n", part)) for part in parts]
    found = [one for part in plain for one in check(part, settings.EASY_KNOWN_WORDS)]
    assert [one.rule for one in found] == [Rule.NEGATION] * 6
    assert sum(len(sentences(part)) for part in plain) == 60


def test_the_report_of_an_endless_text_has_an_end(browser: Browser, easy: InfoPage) -> None:
    easy.body = body([["So geht es", f"<p>{'Das ist nicht da. ' * 2_000}</p>"]])
    easy.save_revision()
    shown = browser(CHIEF_EDITOR).get(f"/admin/easy/{easy.pk}/check/").content.decode()
    assert shown.count("Das ist nicht da.") == MOST_SHOWN
