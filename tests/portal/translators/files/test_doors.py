"""The doors of one page: what comes in is taken or answered, never a fault of the server."""

import gzip
from html import unescape

import polib
import pytest
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from home.models import InfoPage
from portal.accounts.roles import CHIEF_EDITOR, EDITOR, TRANSLATOR
from portal.translators.files import giving, taking
from portal.translators.files.rules import LARGEST_FILE
from portal.translators.models import TranslationStanding
from tests.personas import person
from tests.portal.translators.conftest import translate
from tests.portal.translators.files.conftest import (
    Browser,
    door,
    hand_in,
    newest,
    only_answer,
    target,
    texts,
    translation_of,
    translator,
)

WORDS = {
    "Radweg": "Cycle path",
    "Worum es geht": "What it is about",
    "Ende": "The end",
    'Mehr <b>dazu</b> im <a id="a1">Rathaus</a> &amp; im Amt.': 'More <b>on it</b> in the <a id="a1">hall</a> & office',
}


def filled(translation: Translation, words: dict[str, str] = WORDS) -> bytes:
    po = polib.pofile(giving.export(translation, "po").decode())
    for entry in po:
        entry.msgstr = words.get(entry.msgid, entry.msgstr)
    return str(po).encode()


def test_a_page_is_translated_outside(browser: Browser, english: Translation) -> None:
    client = browser(TRANSLATOR)
    answer = client.get(f"/admin/localize/translate/{english.pk}/pofile/download/")
    assert answer["Content-Disposition"] == 'attachment; filename="en-radweg.po"'
    assert answer.content.count(b"msgctxt") == 4
    sent = hand_in(client, door(english), "anything.po", filled(english))
    assert sent["Location"] == f"/admin/translators/files/{newest().pk}/"
    told = only_answer()
    assert (told.taken, told.refused, told.replaced, told.absent, told.problem) == (4, 0, 0, 0, "")
    assert texts(english)["Ende"] == "The end"
    assert texts(english)[list(WORDS)[3]].endswith("</a> &amp; office")
    page = target(english)
    assert (page.live, TranslationStanding.objects.get(page=page).stage) == (False, "in_translation")
    one = StringTranslation.objects.filter(locale=english.target_locale).first()
    assert one is not None
    assert (one.tool_name, one.last_translated_by, one.translation_type) == ("PO", translator(), "manual")
    shown = client.get(sent["Location"]).content.decode()
    assert "Radweg" in shown
    hand_in(client, door(english), "again.po", filled(english))
    assert (only_answer().taken, only_answer().unchanged) == (0, 4)


def test_xliff_through_the_same_door(browser: Browser, english: Translation) -> None:
    client = browser(TRANSLATOR)
    file = client.get(reverse("translators_file", args=[english.pk, "xlf"]))
    assert file["Content-Type"] == "application/xliff+xml"
    data = file.content.decode()
    for german, words in (("Radweg", "Cycle path"), ("Ende", "The end")):
        data = data.replace(
            f"<source>{german}</source>", f"<source>{german}</source><target>{words}</target>"
        )
    hand_in(client, door(english), "page.xlf", data.encode())
    assert (only_answer().taken, only_answer().refused) == (2, 2)
    assert texts(english) == {"Radweg": "Cycle path", "Ende": "The end"}


def test_a_stale_file_still_gives_what_has_not_changed(
    browser: Browser, article: InfoPage, english: Translation
) -> None:
    stale = filled(english)
    article.summary = "Worum es jetzt geht"
    article.save_revision().publish()
    TranslationSource.objects.get_for_instance(article).update_from_db()
    hand_in(browser(TRANSLATOR), door(english), "stale.po", stale)
    told = only_answer()
    assert (told.taken, told.refused, told.absent) == (3, 1, 1)
    assert [(row.source, row.target, row.reason) for row in told.rows] == [
        ("Worum es geht", "What it is about", "changed")
    ]
    shown = unescape(browser(TRANSLATOR).get(f"/admin/translators/files/{newest().pk}/").content.decode())
    assert "What it is about" in shown
    assert "Worum es geht" in shown


def test_bad_rows_are_named_and_the_rest_is_taken(browser: Browser, english: Translation) -> None:
    bad = WORDS | {"Ende": '<script>alert("x")</script>', "Radweg": "x" * 256, list(WORDS)[3]: "No link"}
    hand_in(browser(TRANSLATOR), door(english), "bad.po", filled(english, bad))
    told = only_answer()
    assert [row.reason for row in told.rows] == ["too_long", "markup", "markup"]
    assert texts(english) == {"Worum es geht": "What it is about"}
    shown = browser(TRANSLATOR).get(f"/admin/translators/files/{newest().pk}/").content.decode()
    assert '<script>alert("x")' not in shown
    assert "&lt;script&gt;alert(" in shown


def test_what_somebody_else_wrote_since_stays_and_ones_own_is_replaced(
    browser: Browser, english: Translation
) -> None:
    old = filled(english, {"Ende": "Fin"})
    hand_in(browser(CHIEF_EDITOR), door(english), "new.po", filled(english))
    hand_in(browser(TRANSLATOR), door(english), "old.po", old)
    assert [(row.reason, row.target) for row in only_answer().rows][-1] == ("newer", "Fin")
    hand_in(browser(CHIEF_EDITOR), door(english), "old.po", old)
    told = only_answer()
    assert [(row.before, row.target) for row in told.overwritten] == [("The end", "Fin")]
    assert texts(english)["Ende"] == "Fin"


def hostile(english: Translation) -> dict[str, tuple[str, bytes, str]]:
    """Name, content and the problem that is told."""
    good = filled(english)
    return {
        "no header": ("a.po", b'msgctxt "title"\nmsgid "Radweg"\nmsgstr "x"\n', "foreign"),
        "foreign": ("a.po", b'msgid ""\nmsgstr "X-WagtailLocalize-TranslationID: 1\\n"\n', "foreign"),
        "truncated": ("a.po", good[: good.rindex(b'"')], "unreadable"),
        "latin": ("a.po", good.replace(b"The end", "Schluß".encode("latin-1")), "encoding"),
        "utf-16": ("a.po", good.decode().encode("utf-16"), "encoding"),
        "binary": ("a.po", gzip.compress(good), "encoding"),
        "empty": ("a.xlf", b" ", "unreadable"),
        "path": ("a.po", b"manage.py", "unreadable"),
        "other kind": ("a.docx", good, "kind"),
        "zip": ("a.zip", good, "kind"),
        "language": ("a.po", good.replace(b"Language: en", b"Language: fr"), "other_language"),
        "bomb": ("a.xlf", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><xliff>&a;</xliff>', "unreadable"),
    }


@pytest.mark.parametrize(
    "case",
    "no header,foreign,truncated,latin,utf-16,binary,empty,path,other kind,zip,language,bomb".split(","),
)
def test_hostile_files_are_answered(browser: Browser, english: Translation, case: str) -> None:
    name, data, problem = hostile(english)[case]
    sent = hand_in(browser(TRANSLATOR), door(english), name, data)
    assert sent.status_code == 302
    assert only_answer().problem == problem
    assert browser(TRANSLATOR).get(sent["Location"]).status_code == 200
    assert texts(english) == {}


def test_files_of_other_pages_and_languages(
    browser: Browser, article: InfoPage, english: Translation
) -> None:
    turkish = translation_of(article, "tr")
    home = article.get_parent()
    translate(home.specific, "en")
    client = browser(TRANSLATOR)
    hand_in(client, door(english), "a.po", filled(turkish))
    assert (only_answer().problem, only_answer().told) == ("other_language", "tr")
    hand_in(client, door(english), "a.po", filled(translation_of(home, "en")))
    assert (only_answer().problem, only_answer().told) == ("other_page", "Dialog")
    assert texts(english) | texts(turkish) == {}


def test_no_file_and_too_large_a_file(browser: Browser, english: Translation) -> None:
    client = browser(TRANSLATOR)
    assert client.post(door(english), {}).status_code == 302
    assert hand_in(client, door(english), "a.po", b"x" * (LARGEST_FILE + 1))["Location"] == (
        f"/admin/pages/{target(english).pk}/edit/"
    )
    assert texts(english) == {}
    assert taking.take("a.po", b"x" * (LARGEST_FILE + 1), translator()).problem == "large"


def test_rights(browser: Browser, english: Translation) -> None:
    data = filled(english)
    for role in (TRANSLATOR, EDITOR):
        assert browser(role).get(reverse("translators_file", args=[english.pk, "po"])).status_code == 200
    hand_in(browser(TRANSLATOR), door(english), "a.po", data)
    number = newest().pk
    seen = [
        browser(role).get(f"/admin/translators/files/{number}/").status_code
        for role in (TRANSLATOR, EDITOR, CHIEF_EDITOR)
    ]
    assert seen == [200, 302, 200]
    nobody = person(TRANSLATOR, "left")
    nobody.groups.clear()
    assert taking.take("a.po", data, nobody).problem == "no_right"
    assert taking.take("a.po", data, None).problem == "no_right"


def test_a_deleted_page_is_no_fault(browser: Browser, english: Translation) -> None:
    data = filled(english)
    target(english).delete()
    client = browser(TRANSLATOR)
    assert client.get(f"/admin/localize/translate/{english.pk}/pofile/download/").status_code == 404
    assert hand_in(client, door(english), "a.po", data).status_code == 404
    assert taking.take("a.po", data, translator()).problem == "foreign"


def test_the_desk_offers_files(browser: Browser, english: Translation) -> None:
    desk = browser(TRANSLATOR).get(f"/admin/translators/pages/{target(english).pk}/").content.decode()
    assert reverse("translators_file", args=[english.pk, "xlf"]) in desk
    assert f'action="{door(english)}"' in desk
    assert Locale.objects.count() == 3
