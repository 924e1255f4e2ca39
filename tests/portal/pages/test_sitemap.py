from django.contrib.sites.requests import RequestSite
from django.test import RequestFactory
from wagtail.models import Locale, PageViewRestriction

from portal.pages.sitemap import PortalSitemap, robots, sitemap
from tests.portal.conftest import Tree


def locations(rf: RequestFactory) -> list[str]:
    pages = PortalSitemap(rf.get("/sitemap.xml", headers={"host": "localhost"}))
    site = RequestSite(pages.request)
    return [entry["location"].removeprefix("http://localhost") for entry in pages.get_urls(site=site)]


def test_all_languages_are_listed(tree: Tree, rf: RequestFactory) -> None:
    assert locations(rf) == ["/de/", "/de/ueber-uns/", "/en/", "/en/ueber-uns/"]


def test_private_pages_and_drafts_are_not(tree: Tree, rf: RequestFactory) -> None:
    PageViewRestriction.objects.create(page=tree.info, restriction_type=PageViewRestriction.LOGIN)
    tree.info_en.unpublish()
    assert locations(rf) == ["/de/", "/en/"]


def test_aliases_are_not(tree: Tree, rf: RequestFactory) -> None:
    french = Locale.objects.create(language_code="fr")
    tree.info.copy_for_translation(french, copy_parents=True, alias=True)
    assert not [address for address in locations(rf) if address.startswith("/fr/")]


def test_each_entry_names_its_translations(tree: Tree, rf: RequestFactory) -> None:
    xml = sitemap(rf.get("/sitemap.xml", headers={"host": "localhost"})).render().content.decode()  # type: ignore[attr-defined]
    assert 'hreflang="x-default" href="http://localhost/de/ueber-uns/"' in xml
    assert xml.count('hreflang="en" href="http://localhost/en/ueber-uns/"') == 2


def test_robots_keep_out_of_the_editors_rooms(rf: RequestFactory) -> None:
    text = robots(rf.get("/robots.txt", headers={"host": "localhost"})).content.decode()
    assert text.startswith("User-agent: *\nDisallow: /admin/\n")
    assert "Disallow: /*/search/\nDisallow: /*/compare/\n" in text
    assert text.endswith("\n\nSitemap: http://localhost/sitemap.xml\n")
