"""The glossary as search offers it to readers who found nothing."""

from home import selectors
from home.pages import GlossaryPage
from portal.accounts.visibility import public
from portal.explaining import Explanation


def explained_words(language: str) -> list[Explanation]:
    """The glossary of a language for others to show; empty while its page is not open to everybody."""
    page = public(GlossaryPage.objects.filter(locale__language_code=language).live()).first()
    url = page.get_url() if page else None
    if page is None or url is None:
        return []
    return [
        Explanation(term.term, term.explanation, f"{url}#{term.slug}")
        for term in selectors.glossary_terms(page.locale)
    ]
