"""What a translator types or a machine answers reaches no reader as anything but words and known tags."""

import random
import time
from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext
from wagtail.models import GroupPagePermission, Page
from wagtail_localize.models import OverridableSegment, SegmentOverride, StringSegment, StringTranslation

from home.models import InfoPage
from portal.accounts.models import User
from portal.accounts.roles import CHIEF_EDITOR, TRANSLATOR
from portal.translators import memory
from portal.translators.models import StandingEntry
from portal.translators.resemblance import Strings
from tests.home.site import add
from tests.portal.translators.conftest import Tree, translate
from tests.portal.translators.test_desk import translation_of
from tests.portal.translators.test_submission import in_language

Browser = Callable[..., Client]


@pytest.mark.parametrize(
    "words",
    [
        "<!--><img src=x onerror=alert(1)>-->",
        "<!-- x --!><script>alert(1)</script>-->",
        "<![CDATA[><img src=x onerror=alert(1)>]]>",
        "<?x ><img src=x onerror=alert(1)>?>",
        "<!doctype <img src=x onerror=alert(1)>>",
    ],
)
def test_comments_carry_nothing_to_readers(browser: Browser, tree: Tree, words: str) -> None:
    page = InfoPage.objects.get(pk=tree.article.pk)
    page.body = [("text", "<p>Ein Satz</p>")]
    page.save_revision().publish()
    translate(InfoPage.objects.get(pk=page.pk), "en")
    english = in_language(page, "en")
    translation = translation_of(english)
    segment = StringSegment.objects.get(source=translation.source, string__data="Ein Satz")
    address = f"/admin/localize/translate/{translation.pk}/strings/{segment.pk}/edit/"
    form = "application/x-www-form-urlencoded"
    told = gettext("Comments and declarations of HTML are not allowed in a translation.")
    browser(TRANSLATOR).put(address, urlencode({"value": words}), content_type=form)
    row = StringTranslation.objects.get(translation_of=segment.string, locale=english.locale)
    assert (row.has_error, row.field_error) == (True, told)
    browser(CHIEF_EDITOR).post(f"/admin/pages/{english.pk}/edit/", {"action": "publish"})
    english = InfoPage.objects.get(pk=english.pk)
    assert str(english.body[0].value) == "<p>Ein Satz</p>"


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("javascript:alert(1)", 403),
        (" JaVa\nScript:alert(1)", 403),
        ("\x01javascript:alert(1)", 403),
        ("data:text/html,<script>alert(1)</script>", 403),
        ("vbscript:x", 403),
        ("https://example.org/a:b", 201),
        ("mailto:stadt@example.org", 201),
        ("tel:+4963112345", 201),
        ("/en/page/?a=b:c", 201),
        ("#top", 201),
        ("17", 201),
    ],
)
def test_links_of_a_translation_lead_to_pages_and_run_nothing(
    browser: Browser, tree: Tree, address: str, code: int
) -> None:
    page = InfoPage.objects.get(pk=tree.article.pk)
    page.body = [("text", '<p>Zum <a href="https://rathaus.example/">Rathaus</a></p>')]
    page.save_revision().publish()
    translate(InfoPage.objects.get(pk=page.pk), "en")
    translation = translation_of(in_language(page, "en"))
    segment = OverridableSegment.objects.get(source=translation.source, data_json__contains="rathaus")
    at = f"/admin/localize/translate/{translation.pk}/overrides/{segment.pk}/edit/"
    form, client = "application/x-www-form-urlencoded", browser(TRANSLATOR)
    assert client.put(at, urlencode({"value": address}), content_type=form).status_code == code
    kept = SegmentOverride.objects.filter(context=segment.context)
    assert [one.data for one in kept] == ([address] if code == 201 else [])
    client.put(at, urlencode({"value": "https://stadt.example/"}), content_type=form)
    client.put(at, urlencode({"value": address}), content_type=form)
    assert kept.get().data == (address if code == 201 else "https://stadt.example/")


def test_translators_do_not_publish_by_giving_a_translation_up(browser: Browser, tree: Tree) -> None:
    translate(tree.article, "en")
    page = in_language(tree.article, "en")
    at = f"/admin/localize/page/{page.pk}/convert_to_alias/"
    for answer in (browser(TRANSLATOR).get(at), browser(TRANSLATOR).post(at)):
        assert answer.status_code == 302
    page.refresh_from_db()
    assert (page.live, page.alias_of_id) == (False, None)
    assert translation_of(page).enabled
    assert browser(CHIEF_EDITOR).get(at).status_code == 200
    browser(CHIEF_EDITOR).post(at)
    page.refresh_from_db()
    assert (page.live, page.alias_of_id) == (True, tree.article.pk)


def test_nobody_outside_learns_where_pages_lie(tree: Tree) -> None:
    editor = f"http://testserver/admin/pages/{tree.article.pk}/edit/"
    answer = Client().get("/admin/choose-page/", headers={"referer": editor})
    assert answer["Location"].startswith("/admin/login/")


@pytest.mark.parametrize(
    "query", ["page_type=accounts.User", "page_type=%00", "page_type=,,", "page_type=a.b.c", "p=%00", "q=%00"]
)
def test_the_choice_of_a_page_takes_odd_questions(browser: Browser, tree: Tree, query: str) -> None:
    editor = f"http://testserver/admin/pages/{tree.article.pk}/edit/"
    client = browser(CHIEF_EDITOR)
    client.raise_request_exception = False
    answer = client.get(f"/admin/choose-page/?{query}", headers={"referer": editor}, follow=True)
    assert answer.status_code in (200, 404)


@pytest.mark.parametrize("number", ["9" * 30, "9" * 5000])
def test_the_choice_of_a_page_takes_odd_editors(browser: Browser, tree: Tree, number: str) -> None:
    editor = f"http://testserver/admin/pages/{number}/edit/"
    client = browser(CHIEF_EDITOR)
    client.raise_request_exception = False
    assert client.get("/admin/choose-page/", headers={"referer": editor}).status_code == 200


def test_who_may_only_add_pages_is_offered_no_words_of_others(tree: Tree) -> None:
    translate(tree.article, "en")
    article = in_language(tree.article, "en")
    for segment in StringSegment.objects.filter(source=translation_of(article).source):
        StringTranslation.objects.create(
            translation_of=segment.string, context=segment.context, locale=article.locale, data="Secret draft"
        )
    StringTranslation.objects.update(translation_type="manual")
    twin = add(
        InfoPage.objects.get(pk=tree.section.pk), InfoPage(title="Neu", slug="neu", summary="Worum es geht")
    )
    translate(twin, "en")
    own = in_language(twin, "en")
    group = Group.objects.create(name="Adders")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    adding = Permission.objects.get(codename="add_page")
    GroupPagePermission.objects.create(group=group, page=own.get_parent(), permission=adding)
    user = User.objects.create_user(email="adder@stadt.example")
    user.groups.add(group)
    Page.objects.filter(pk=own.pk).update(owner=user)
    user = User.objects.get(pk=user.pk)
    assert own.__class__.objects.get(pk=own.pk).permissions_for_user(user).can_edit()
    assert not article.permissions_for_user(user).can_edit()
    memory.forget()
    assert memory.parts(translation_of(own), user) == []
    Page.objects.filter(pk=article.pk).update(owner=user)
    memory.forget()
    assert [part.offers[0].text for part in memory.parts(translation_of(own), user)] == ["Secret draft"]


def test_long_parts_are_compared_in_time() -> None:
    words = random.Random(3)
    strings = Strings()
    for number in range(1, 401):
        strings.add(number, "Stadt " + " ".join(f"w{words.randrange(99)}" for _word in range(12_000)))
    start = time.process_time()
    text = "Stadt " + " ".join(f"w{words.randrange(99)}" for _word in range(12_000))
    assert strings.similar(text, 7) == {7: 100}
    assert time.process_time() - start < 0.5


def test_notes_hold_no_signs_that_databases_refuse(browser: Browser, tree: Tree) -> None:
    translate(tree.article, "en")
    page = in_language(tree.article, "en")
    StringTranslation.objects.all().delete()
    for segment in StringSegment.objects.filter(source=translation_of(page).source):
        StringTranslation.objects.create(
            translation_of=segment.string, context=segment.context, locale=page.locale, data="Words"
        )
    asked = {"step": "hand_over", "note": "a\x00b"}
    browser(TRANSLATOR).post(f"/admin/translators/pages/{page.pk}/step/", asked)
    entry = StandingEntry.objects.filter(standing__page=page).first()
    assert entry is not None
    assert (entry.stage, "\x00" in entry.note) == ("ready", False)


def test_a_long_page_costs_the_desk_no_more_queries(browser: Browser, tree: Tree) -> None:
    def queries(number: int) -> int:
        section = InfoPage.objects.get(pk=tree.section.pk)
        page = add(section, InfoPage(title=f"Lang {number}", slug=f"lang-{number}"))
        page.body = [("text", "".join(f"<p>Satz {one} über den Radweg</p>" for one in range(number)))]
        page.save_revision().publish()
        translate(InfoPage.objects.get(pk=page.pk), "en")
        at = f"/admin/translators/pages/{in_language(page, 'en').pk}/"
        client = browser(TRANSLATOR)
        client.get(at)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(at).status_code == 200
        return len(asked)

    few = queries(2)
    assert queries(60) <= few + 2
    assert few <= 40
