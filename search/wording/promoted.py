"""Results that editors recommend for a question, looked up and checked at the moment they are shown."""

from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest
from wagtail.models import Page

from portal.accounts.visibility import public
from search.analysis.base import Analyser
from search.wording.remembered import related, remembered
from search.wording.snippets import PromotedResult

# More than this would push the hits off the screen.
MOST_SHOWN = 3
Questions = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Promoted:
    """One recommendation as it is shown; `text` and `title` are plain."""

    title: str
    url: str
    text: str


def promoted_for(
    question: str, analyser: Analyser, language: str, request: HttpRequest | None = None
) -> list[Promoted]:
    """What is recommended for this very question; of pages only those that everybody may read now."""
    wanted = _key(question, analyser)
    questions = remembered(PromotedResult, language, lambda: _load(language))
    numbers = _by_key(questions, analyser).get(wanted, ()) if wanted else ()
    if not numbers:
        return []
    rows = PromotedResult.objects.filter(pk__in=numbers).select_related("page").order_by("pk")
    chosen = Page.objects.live().filter(pk__in=[row.page_id for row in rows if row.page_id])
    open_pages = public(chosen)
    urls = {page.pk: page.get_url(request=request) for page in open_pages}
    shown = [
        Promoted(row.title or row.page.title, urls[row.page_id], row.text)
        for row in rows
        if row.page_id and row.page and urls.get(row.page_id)
    ]
    shown += [Promoted(row.title, row.url, row.text) for row in rows if not row.page_id]
    return shown[:MOST_SHOWN]


def _load(language: str) -> Questions:
    rows = PromotedResult.objects.filter(language__in=related(language)).order_by("pk")
    pairs = rows.values_list("pk", "queries")
    return tuple((pk, line.strip()) for pk, queries in pairs for line in queries.splitlines() if line.strip())


@lru_cache(16)
def _by_key(questions: Questions, analyser: Analyser) -> dict[frozenset[str], tuple[int, ...]]:
    found: dict[frozenset[str], tuple[int, ...]] = {}
    for number, question in questions:
        key = _key(question, analyser)
        if key:
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), number)))
    return found


def _key(question: str, analyser: Analyser) -> frozenset[str]:
    """Questions with the same words are the same question."""
    return frozenset(word.readings[0].term for word in analyser.query(question))
