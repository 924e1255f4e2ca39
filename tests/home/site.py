"""A small site to test with."""

from typing import Any

from wagtail.models import Locale, Page, Site

from home.models import HomePage, NewsIndexPage, NewsPage


def make_home(language: str = "de", **fields: Any) -> HomePage:
    """A live front page; the German one becomes the root of the default site, in place of Wagtail's."""
    locale, _made = Locale.objects.get_or_create(language_code=language)
    source = HomePage.objects.filter(locale__language_code="de").first()
    if source is not None:
        page = source.copy_for_translation(locale)
        page.save_revision().publish()
        return HomePage.objects.get(pk=page.pk)
    root = Page.objects.get(depth=1)
    page = root.add_child(instance=HomePage(title="Dialog", slug="dialog", locale=locale, **fields))
    Site.objects.update(root_page=page)
    Page.objects.filter(slug="home", depth=2).exclude(pk=page.pk).delete()
    return HomePage.objects.get(pk=page.pk)


def add(parent: Page, page: Any) -> Any:
    """Put a page below another and read it anew."""
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    return type(page).objects.get(pk=page.pk)


def make_news(home: HomePage, count: int, **fields: Any) -> tuple[NewsIndexPage, list[NewsPage]]:
    """A news list with so many articles."""
    index = add(home, NewsIndexPage(title="Aktuelles", slug="aktuelles"))
    articles = [
        add(index, NewsPage(title=f"Meldung {n}", slug=f"meldung-{n}", **fields)) for n in range(count)
    ]
    return index, articles
