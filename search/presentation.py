"""Links and controls of the search page, made from the cleaned question and never from the raw address."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from search.query import PER_PAGE, Answer
from search.request import FACETS, SearchRequest
from search.results import FacetOption, FacetView

SORT_LABELS = {
    "relevance": _("Most relevant first"),
    "newest": _("Newest first"),
    "oldest": _("Oldest first"),
}


def page_of(answer: Answer) -> dict[str, Any]:
    """What the template needs besides the answer itself."""
    asked = answer.request
    languages = _languages(answer)
    return {
        "facets": [*answer.facets, *languages],
        "page_obj": Paginator(range(answer.total), PER_PAGE).get_page(answer.page),
        "query_prefix": address(asked),
        "start": (answer.page - 1) * PER_PAGE + 1,
        "keep": {name: value for name, value in kept(asked).items() if name != "lang" or not languages},
        "sorts": [
            {"label": label, "url": f"?{address(asked, sort=name)}", "current": name == asked.sort}
            for name, label in SORT_LABELS.items()
        ],
        "verbatim_url": f"?{address(asked, exact='1')}",
        "older_url": f"?{address(asked, older='1')}",
        "newest_url": f"?{address(replace(asked, older=False))}",
        "places_url": f"?{address(asked)}&in=",
        "everywhere_url": f"?{address(replace(asked, within=''))}",
        "others": [
            {"language": other, "url": f"?{address(asked, lang=other.code)}"} for other in answer.others
        ],
    }


def _languages(answer: Answer) -> list[FacetView]:
    """One at a time, because each language has its own words; left out while there is no choice."""
    if not answer.others:
        return []
    names, asked = dict(settings.LANGUAGES), answer.request.language
    own = FacetOption(asked, str(names.get(asked, asked)), answer.total, selected=True)
    others = [FacetOption(other.code, other.name, other.total, selected=False) for other in answer.others]
    return [FacetView("lang", _("Language"), (own, *others), closed=True, single=True)]


def kept(asked: SearchRequest) -> dict[str, str]:
    """Parameters besides the words and the filters, as they are needed to ask the same again."""
    values = {
        "from": asked.date_from.isoformat() if asked.date_from else "",
        "to": asked.date_to.isoformat() if asked.date_to else "",
        "sort": asked.sort if asked.sort != "relevance" else "",
        "all": "1" if asked.all_words else "",
        "exact": "1" if asked.verbatim else "",
        "older": "1" if asked.older else "",
        "in": asked.within,
        "lang": asked.language if asked.other_language else "",
    }
    return {name: value for name, value in values.items() if value}


def address(asked: SearchRequest, **changes: str) -> str:
    """The query part of the address of this question, without the page number."""
    query = QueryDict(mutable=True)
    if asked.text:
        query["q"] = asked.text
    for name, facet in FACETS.items():
        query.setlist(name, list(asked.filters.get(facet, ())))
    for name, value in (kept(asked) | changes).items():
        query[name] = value
    return query.urlencode()
