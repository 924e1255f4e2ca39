"""The search page."""

import logging

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from search.configured import engine_in_use
from search.engines.base import EngineError
from search.presentation import page_of
from search.query import Answer, search
from search.request import SearchRequest

logger = logging.getLogger(__name__)


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Results, the empty page with help, or a clear notice when the index cannot be read; hits of the
    reserve index come with a notice as well.

    The notice is sent with 503 and Retry-After, so that caches do not keep it and monitors see it.
    """
    asked = SearchRequest.from_query(request.GET, get_language() or settings.LANGUAGE_CODE)
    if asked.is_empty:
        return _rendered(request, Answer(request=asked, notes=asked.notes))
    engine = engine_in_use()
    try:
        answer = search(asked, engine, request)
    except EngineError:
        logger.exception("The search index cannot be read")
        response = _rendered(request, Answer(request=asked, notes=asked.notes), engine_down=True, status=503)
        response["Retry-After"] = "30"
        return response
    return _rendered(request, answer, on_reserve=engine.on_reserve)


def _rendered(
    request: HttpRequest,
    answer: Answer,
    *,
    engine_down: bool = False,
    on_reserve: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = page_of(answer) | {
        "answer": answer,
        "asked": answer.request,
        "engine_down": engine_down,
        "on_reserve": on_reserve,
        "search_query": answer.request.text,
        "meta": {"title": _("Search")},
    }
    response = render(request, "search/results.html", context, status=status)
    # Every combination of words and filters would be a page of its own to a crawler.
    response["X-Robots-Tag"] = "noindex, follow"
    return response
