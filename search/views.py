"""The search page, suggestions while typing, and the description for browsers."""

import logging

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.address import absolute
from search.configured import engine_in_use
from search.engines.base import EngineError
from search.invitation import invitation
from search.no_hits import Help, help_for
from search.presentation import page_of
from search.privacy import for_readers
from search.query import Answer, search
from search.request import SearchRequest
from search.suggestions import suggestions

logger = logging.getLogger(__name__)
SUGGESTION_SECONDS = 30


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
        readers = for_readers(engine)
        answer = search(asked, readers, request)
        help_shown = help_for(answer, readers, request)
    except EngineError:
        logger.exception("The search index cannot be read")
        response = _rendered(request, Answer(request=asked, notes=asked.notes), engine_down=True, status=503)
        response["Retry-After"] = "30"
        return response
    return _rendered(request, answer, help_shown, on_reserve=engine.on_reserve)


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """What may be meant by the beginning of a question, as JSON; an empty list when the engine cannot answer.

    Kept by the reader's own browser for a moment and by nobody else, because a page may be made private.
    """
    language = get_language() or settings.LANGUAGE_CODE
    try:
        found = suggestions(request.GET.get("q", ""), language, engine_in_use(), request)
    except EngineError:
        logger.exception("The search index cannot be read")
        found = []
    told = ngettext("%(count)d suggestion", "%(count)d suggestions", len(found)) % {"count": len(found)}
    items = [{"text": one.text, "url": one.url, "hint": str(one.hint)} for one in found]
    response = JsonResponse({"items": items, "told": told if found else _("No suggestions")})
    response["Cache-Control"] = f"private, max-age={SUGGESTION_SECONDS}" if found else "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def description(request: HttpRequest) -> HttpResponse:
    """The OpenSearch description of a language: with it browsers offer the portal as a search engine."""
    context = {"results_url": absolute(reverse("search:results"))}
    content_type = "application/opensearchdescription+xml"
    return render(request, "search/description.xml", context, content_type=content_type)


def _rendered(
    request: HttpRequest,
    answer: Answer,
    help_shown: Help | None = None,
    *,
    engine_down: bool = False,
    on_reserve: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = page_of(answer) | {
        "answer": answer,
        "asked": answer.request,
        "help": help_shown or Help(),
        "engine_down": engine_down,
        "on_reserve": on_reserve,
        "search_query": answer.request.text,
        "meta": {"title": _("Search")},
        "informed": None if engine_down else invitation(request, answer),
    }
    response = render(request, "search/results.html", context, status=status)
    # Every combination of words and filters would be a page of its own to a crawler.
    response["X-Robots-Tag"] = "noindex, follow"
    return response
