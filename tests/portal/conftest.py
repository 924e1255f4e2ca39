from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from wagtail.models import Locale, Page, Site

from home.pages import HomePage, InfoPage
from portal.pages.page import PortalPage

Ask = Callable[..., HttpRequest]


@dataclass
class Tree:
    """A German home page with one information page below it, and English versions of both."""

    home: HomePage
    info: InfoPage
    home_en: HomePage
    info_en: InfoPage


@pytest.fixture
def tree(db: None) -> Iterator[Tree]:
    Site.clear_site_root_paths_cache()
    Page.objects.filter(depth=2).delete()
    german = Locale.objects.get(language_code="de")
    english = Locale.objects.create(language_code="en")
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=HomePage(title="Start", slug="start", locale=german))
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "root_page": home, "site_name": "Stadtdialog"},
    )
    info = home.add_child(
        instance=InfoPage(title="Über uns", slug="ueber-uns", summary="Wer wir sind", show_in_menus=True)
    )
    home_en = HomePage.objects.get(pk=home.pk).copy_for_translation(english)
    home_en.get_latest_revision().publish()
    info_en = InfoPage.objects.get(pk=info.pk).copy_for_translation(english)
    info_en.title = "About us"
    info_en.save_revision().publish()
    yield Tree(
        HomePage.objects.get(pk=home.pk),
        InfoPage.objects.get(pk=info.pk),
        HomePage.objects.get(pk=home_en.pk),
        InfoPage.objects.get(pk=info_en.pk),
    )
    # The cache outlives the test's transaction.
    Site.clear_site_root_paths_cache()


@pytest.fixture
def ask(rf: RequestFactory) -> Ask:
    """A request as it is when a page's template is drawn; without page, as a view draws one."""

    def build(page: PortalPage | None = None, path: str = "/de/") -> HttpRequest:
        request = rf.get(page.url if page else path, headers={"host": "localhost"})
        # Routing has done both before a template is drawn.
        Site.find_for_request(request)
        Site.get_site_root_paths()
        if page is not None:
            page.get_context(request)
        return request

    return build
