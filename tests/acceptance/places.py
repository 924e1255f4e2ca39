"""Where the screens of ours in the administration are; public pages stand in tests.browser.places."""

from tests.acceptance.people import Person

SNIPPETS = (
    "home/contact",
    "home/glossaryterm",
    "home/navigationmenu",
    "home/sitetext",
    "consultations/organization",
    "consultations/topic",
    "search/synonymgroup",
    "search/listedword",
    "search/promotedresult",
    "portal/term",
)
# Screens that need no page.
SCREENS = (
    "",
    "bin/",
    "documents/",
    "documents/multiple/add/",
    "files/deleted/",
    "files/proposals/",
    "images/",
    "images/multiple/add/",
    "meetings/",
    "password_reset/",
    "reports/document-texts/",
    "reports/search-index/",
    "reports/search-index/rebuild/",
    "reports/search-queries/",
    "translators/",
    "translators/terms/",
    "users/",
    *(f"snippets/{name}/" for name in SNIPPETS),
    *(f"snippets/{name}/add/" for name in SNIPPETS),
)
# Editors of every page type, and what hangs on a page; the key is the page's address below the front page.
OF_PAGES = {
    "": ("pages/{}/edit/",),
    "verfahren/": ("pages/{}/edit/", "pages/{}/"),
    "verfahren/leitlinien/": ("pages/{}/edit/", "pages/{}/delete/"),
    "verfahren/leitlinien/sitzung-2023-11-08/": ("pages/{}/edit/", "localize/submit/page/{}/"),
    "verfahren/leitlinien/entwurf/": (
        "pages/{}/edit/",
        "guidelines/{}/versions/",
        "guidelines/{}/versions/freeze/",
        "guidelines/{}/import/",
    ),
    "sitzungen/": ("pages/{}/edit/",),
    "methodenkoffer/": ("pages/{}/edit/",),
    "methodenkoffer/zukunftswerkstatt/": ("pages/{}/edit/",),
    "aktuelles/": ("pages/{}/edit/",),
    "aktuelles/naechste-sitzung-methodenkoffer/": ("pages/{}/edit/",),
    "so-funktioniert-beteiligung/": ("pages/{}/edit/", "easy/{}/check/"),
    "glossar/": ("pages/{}/edit/",),
}
# Of the Arabic twin of a German page.
OF_TWINS = {"glossar/": ("pages/{}/edit/", "translators/pages/{}/")}


def screens(person: Person) -> list[str]:
    """All of them, with the numbers of this installation."""
    found = [f"/admin/{path}" for path in SCREENS]
    for page, paths in OF_PAGES.items():
        number = person.id_of(page)
        found += [f"/admin/{path.format(number)}" for path in paths]
    for page, paths in OF_TWINS.items():
        number = person.twin_of(person.id_of(page), "ar")
        found += [f"/admin/{path.format(number)}" for path in paths]
    return found
