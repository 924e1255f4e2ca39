"""What is deleted is gone for readers at once, and can be put back where it was for thirty days."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction, ReferenceIndex

from consultations.meetings.models import MeetingDocument
from consultations.meetings.pages import MeetingIndexPage, MeetingPage
from home.models import NavigationItem, NavigationMenu
from home.pages import InfoPage
from portal.accounts.models import User
from portal.accounts.roles import CHIEF_EDITOR, EDITOR, install_roles
from portal.bin import actions
from portal.bin.models import BinnedPage
from portal.files.models import PortalDocument
from search.models import Change
from tests.factories.meetings import german, make_index, make_meeting, root
from tests.personas import browser_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
Worker = Callable[[], int]


@pytest.fixture
def chief(db: None) -> Client:
    return browser_of(CHIEF_EDITOR)


@pytest.fixture
def operator(db: None) -> Client:
    """Whom the rule of two does not bind."""
    browser = Client()
    browser.force_login(User.objects.create_superuser("technik@stadt.example", "geheim-geheim"))
    return browser


def delete(browser: Client, page: Page) -> Any:
    """By the form; what is of weight and public goes with a reason."""
    answer = browser.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), {"next": ""})
    if BinnedPage.objects.filter(page_id=page.pk).exists():
        return answer
    return browser.post(
        reverse("approval_alone", args=["page", page.pk, "delete"]),
        {"reason": "Heute ist niemand sonst im Haus."},
    )


def restore(browser: Client, page: Page) -> Any:
    entry = BinnedPage.objects.get(page_id=page.pk)
    return browser.post(reverse("portal_bin_restore", args=[entry.pk]))


def facts(page: Page) -> dict[str, Any]:
    now = Page.objects.get(pk=page.pk)
    names = (
        "title",
        "slug",
        "live",
        "live_revision_id",
        "url_path",
        "depth",
        "translation_key",
        "draft_title",
    )
    return {name: getattr(now, name) for name in names} | {
        "parent": now.get_parent().pk,
        "order": [one.slug for one in now.get_siblings()],
        "restrictions": [one.pk for one in now.specific.get_view_restrictions()],
        "revisions": now.revisions.count(),
    }


def sound() -> bool:
    return all(not problem for problem in Page.find_problems())


def test_a_page_goes_and_comes_back_as_it_was(chief: Client, client: Client) -> None:
    make_meeting("Erste", days=1)
    page = make_meeting("Zweite", items=[{"title": "Punkt"}], days=2)
    make_meeting("Dritte", days=3)
    page.save_revision(clean=False)  # a draft beside what readers see
    before, url = facts(page), page.url
    assert client.get(url).status_code == 200
    Change.objects.all().delete()
    assert delete(chief, page).status_code == 302
    assert client.get(url).status_code in (404, 410)
    assert Change.objects.filter(source=f"page:{page.pk}", operation="delete").exists()
    assert not MeetingPage.objects.live().filter(pk=page.pk).exists()
    assert sound()
    assert page.title in chief.get(reverse("portal_bin")).content.decode()
    assert restore(chief, page).status_code == 302
    assert facts(page) == before
    assert client.get(url).status_code == 200
    assert MeetingPage.objects.get(pk=page.pk).agenda_items.get().title == "Punkt"
    assert not BinnedPage.objects.exists()
    assert sound()


def test_all_below_goes_along_drafts_stay_drafts(chief: Client) -> None:
    public, draft = make_meeting("Öffentlich"), make_meeting("Entwurf")
    draft.unpublish()
    index = MeetingIndexPage.objects.get(pk=make_index().pk)
    index.save_revision().publish()
    PageViewRestriction.objects.create(page=index, restriction_type="password", password="Sommerlinde")
    before = [facts(page) for page in (index, public, draft)]
    delete(chief, index)
    assert [Page.objects.get(pk=page.pk).live for page in (index, public, draft)] == [False] * 3
    restore(chief, index)
    assert [facts(page) for page in (index, public, draft)] == before
    assert sound()


@pytest.fixture
def translated(db: None) -> tuple[InfoPage, InfoPage]:
    french = Locale.objects.get_or_create(language_code="fr")[0]
    home = root().specific
    if not home.has_translation(french):
        home.copy_for_translation(french).save_revision().publish()
    Page.objects.get(pk=home.pk).add_child(
        instance=InfoPage(title="Über uns", slug="ueber-uns", locale=german())
    )
    page = InfoPage.objects.get(slug="ueber-uns", locale=german())
    page.save_revision().publish()
    page = InfoPage.objects.get(pk=page.pk)
    page.copy_for_translation(french).save_revision().publish()
    return page, InfoPage.objects.get(locale=french, translation_key=page.translation_key)


def test_translations_follow_their_original_both_ways(
    chief: Client, translated: tuple[InfoPage, InfoPage]
) -> None:
    before = [facts(page) for page in translated]
    delete(chief, translated[0])
    assert BinnedPage.objects.count() == 2
    restore(chief, translated[0])
    assert [facts(page) for page in translated] == before
    assert sound()


def test_a_translation_goes_alone_and_leaves_its_place_free(
    chief: Client, translated: tuple[InfoPage, InfoPage]
) -> None:
    page, french = translated
    before = facts(french)
    delete(chief, french)
    assert InfoPage.objects.get(pk=page.pk).live
    assert page.get_translation_or_none(french.locale) is None
    restore(chief, french)
    assert facts(french) == before


def test_the_question_names_what_hangs_on_the_page(
    operator: Client, translated: tuple[InfoPage, InfoPage]
) -> None:
    page = make_meeting("Sitzung mit Anhang")
    file = PortalDocument.objects.create(
        title="Einladung vom Mai", file=ContentFile(b"Text", "einladung.txt")
    )
    page.documents.add(MeetingDocument(document=file, locale=page.locale))
    page.save()
    menu = NavigationMenu.objects.create(title="Hauptmenü", slug="main", locale=german())
    menu.items.add(NavigationItem(page=page, locale=german()))
    menu.save()
    for thing in (MeetingPage.objects.get(pk=page.pk), menu):
        ReferenceIndex.create_or_update_for_object(thing)  # the worker's part, after the commit
    shown = operator.get(reverse("wagtailadmin_pages:delete", args=[page.pk])).content.decode()
    assert "Einladung vom Mai" in shown
    assert "Hauptmenü" in shown
    assert "30 Tage" in shown
    of_index = operator.get(reverse("wagtailadmin_pages:delete", args=[make_index().pk])).content.decode()
    assert "Sitzung mit Anhang" in of_index
    of_info = operator.get(reverse("wagtailadmin_pages:delete", args=[translated[0].pk])).content.decode()
    assert "French" in of_info or "Français" in of_info or "Französisch" in of_info


def test_bulk_and_api_lead_into_the_bin_too(operator: Client) -> None:
    one, two, three = (make_meeting(name) for name in ("Eins", "Zwei", "Drei"))
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    shown = operator.get(f"{bulk}?id={one.pk}&id={two.pk}").content.decode()
    assert "30 Tage" in shown
    assert operator.post(f"{bulk}?id={one.pk}&id={two.pk}").status_code == 302
    api = reverse("wagtailadmin_api:pages:action", args=[three.pk, "delete"])
    assert operator.post(api).status_code == 204
    assert set(BinnedPage.objects.values_list("page_id", flat=True)) == {one.pk, two.pk, three.pk}


def test_nobody_edits_or_publishes_in_the_bin(chief: Client) -> None:
    page = make_meeting("Weg")
    delete(chief, page)
    chief.get("/admin/")  # tells what was done
    for browser in (chief, browser_of(EDITOR)):
        assert browser.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 302
        assert "Weg" not in browser.get("/admin/meetings/").content.decode()
    install_roles()
    assert not Page.objects.get(pk=page.pk).permissions_for_user(person(CHIEF_EDITOR)).can_edit()


def test_an_editor_puts_nothing_back(chief: Client) -> None:
    page = make_meeting("Weg")
    delete(chief, page)
    assert restore(browser_of(EDITOR), page).status_code == 302
    assert BinnedPage.objects.filter(page=page).exists()


def test_an_address_that_was_taken_meanwhile_is_told(chief: Client) -> None:
    page = make_meeting("Sommerfest")
    delete(chief, page)
    make_meeting("Sommerfest")
    restore(chief, page)
    now = Page.objects.get(pk=page.pk)
    assert (now.slug, now.live) == ("sommerfest-1", False)
    assert sound()


def test_what_stood_below_a_deleted_page_waits_for_it(chief: Client) -> None:
    page = make_meeting("Unten")
    index = make_index()
    delete(chief, page)
    delete(chief, index)
    restore(browser_of(CHIEF_EDITOR), page)
    assert BinnedPage.objects.filter(page=page).exists()
    restore(chief, index)
    restore(chief, page)
    assert Page.objects.get(pk=page.pk).live


def test_after_thirty_days_it_is_gone(chief: Client, worker: Worker) -> None:
    page, later = make_meeting("Alt"), make_meeting("Neuer")
    delete(chief, page)
    now = timezone.now()
    with time_machine.travel(now + dt.timedelta(days=20)):
        actions.put(later, person(CHIEF_EDITOR))
        assert actions.purge(timezone.now()) == 0
    with time_machine.travel(now + dt.timedelta(days=30, minutes=10)):
        worker()
    assert not Page.objects.filter(pk=page.pk).exists()
    assert Page.objects.filter(pk=later.pk).exists()
    assert sound()


def test_the_front_page_of_a_site_stays(chief: Client) -> None:
    delete(chief, root())
    assert not BinnedPage.objects.exists()
    assert root().live
