"""Loads the Kaiserslautern case into an empty portal, in one transaction: all of it or nothing."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from wagtail.models import Locale, Page, Site

from home.demo.cases import load_consultations
from home.demo.content import content
from home.demo.easy import load_easy
from home.demo.front import load_articles, load_menus, load_snippets
from home.demo.pictures import easy_pictures, picture, with_picture
from home.demo.sections import load_sections
from home.demo.terms import load_terms
from home.demo.wording import load_wording
from home.pages import HomePage


def load_demo(say: Callable[[str], object]) -> bool:
    """Load once; answers False when the portal already has a front page, whoever made it."""
    if HomePage.objects.exists():
        return False
    say("Loading the demo content ...")
    with transaction.atomic(), translation.override("de"):
        home = _front_page()
        contact, press = load_snippets()
        sections = load_sections(home)
        load_articles(home, sections.news, press)
        load_easy(home)
        load_consultations(sections, contact, timezone.now())
        easy_pictures(home, Page.objects.get(slug="leitlinien", locale=home.locale))
        load_menus(home)
        load_wording()
        load_terms()
    return True


def _front_page() -> HomePage:
    """Replaces Wagtail's welcome page as the root of the site."""
    for code, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    root = Page.get_first_root_node()
    texts = content("pages")["home"]
    home = HomePage(
        title=texts["title"],
        summary=texts["summary"],
        slug="start",
        body=with_picture("start", []),
        search_image=picture("start"),
        locale=Locale.objects.get(language_code="de"),
    )
    root.add_child(instance=home)
    home.save_revision().publish()
    address = urlsplit(settings.SITE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": address.hostname,
            "port": port,
            "root_page": home,
            "site_name": texts["title"],
        },
    )
    for welcome in Page.objects.filter(depth=2).exclude(pk=home.pk):
        welcome.delete()
    return HomePage.objects.get(pk=home.pk)
