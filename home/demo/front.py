"""Demo snippets, news, information pages and menus."""

from wagtail.models import Locale, Page

from home.demo.content import aware, body, content
from home.demo.pictures import picture, with_picture
from home.demo.tree import add_page
from home.news.pages import Correction, NewsIndexPage, NewsPage
from home.pages import GlossaryPage, HomePage, InfoPage
from home.snippets import Contact, GlossaryTerm, NavigationItem, NavigationMenu, SiteText
from portal.translation.slugs import slug_of


def load_snippets() -> tuple[Contact, Contact]:
    """Contacts, glossary and the footer text; answers the office's and the press contact."""
    locale = Locale.objects.get(language_code="de")
    texts = content("pages")
    contacts = []
    for key in ("contact", "press"):
        fields = {name: value for name, value in texts[key].items() if name != "organisation"}
        contacts.append(
            Contact.objects.create(locale=locale, organization=texts[key]["organisation"], **fields)
        )
    for term, definition in texts["glossary"].items():
        slug = slug_of(term)
        GlossaryTerm.objects.create(
            locale=locale, term=term, slug=slug, definition=f"<p>{definition}</p>", simple_explanation=""
        )
    SiteText.objects.create(
        locale=locale,
        key="home-note",
        text="<p>Demonstration des Portals Stadtdialog mit beispielhaften Inhalten.</p>",
    )
    return contacts[0], contacts[1]


def load_articles(home: HomePage, index: NewsIndexPage, press: Contact) -> None:
    """Press releases (one with a correction), information pages and the glossary."""
    texts = content("pages")
    for article in texts["articles"]:
        page = NewsPage(
            title=article["title"],
            subtitle=article["subtitle"],
            slug=article["slug"],
            date=aware(article["date"]),
            summary=article["summary"],
            body=with_picture(article["slug"], body(article["body"])),
            search_image=picture(article["slug"]),
            press_contact=press,
        )
        if "correction" in article:
            correction = Correction(
                date=aware(article["correction_date"]),
                text=article["correction"],
                previous_wording=article["correction_previous"],
                locale=home.locale,
            )
            page.corrections.add(correction)
        add_page(index, page)
    for info in texts["info"]:
        add_page(
            home,
            InfoPage(
                title=info["title"], slug=info["slug"], summary=info["summary"], body=body(info["body"])
            ),
        )
    add_page(
        home, GlossaryPage(title="Glossar", slug="glossar", summary="Begriffe der Beteiligung, kurz erklärt.")
    )


def load_menus(home: HomePage) -> None:
    """The main menu and the footer, from the pages that now exist."""
    pages = {page.slug: page for page in Page.objects.child_of(home)}
    main = ["verfahren", "sitzungen", "methodenkoffer", "aktuelles", "so-funktioniert-beteiligung"]
    menus = {"main": ("Hauptmenü", main)}
    menus["footer-1"] = ("Mitreden", ["verfahren", "sitzungen", "glossar"])
    menus["legal"] = ("Rechtliches", ["impressum", "datenschutz", "barrierefreiheit", "leichte-sprache"])
    for slug, (title, wanted) in menus.items():
        menu = NavigationMenu(locale=home.locale, slug=slug, title=title)
        for order, name in enumerate(wanted):
            menu.items.add(NavigationItem(page=pages[name], sort_order=order, locale=home.locale))
        menu.save()
