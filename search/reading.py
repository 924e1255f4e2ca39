"""The text of one page of a document as a web page: for readers whom a PDF shuts out, with marked words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.crypto import constant_time_compare
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.documents import get_document_model

from portal.files.publication import is_for_everybody, may_read
from search.analysis.repair import repaired
from search.highlight import marked
from search.request import SearchRequest, page_number
from search.wording.lists import analyser_in_force

_BLANK_LINES = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPage:
    """One page or section; `paragraphs` are safe HTML with <mark> only, `previous` and `next` are numbers."""

    number: int
    last: int
    heading: str
    paragraphs: tuple[SafeString, ...]
    previous: int | None
    next: int | None


@require_safe
def text(request: HttpRequest, document_id: str, key: str) -> HttpResponse:
    """What was read out of the file; 404 for whoever may not download it, and when there is no text.

    A number too high or no number at all is a page all the same: the last, the first.
    """
    document = _open_to(request, document_id)
    if not constant_time_compare(document.key, key):
        raise Http404
    numbers = list(document.text_pages.values_list("number", flat=True))
    if not numbers:
        raise Http404
    number = max((n for n in numbers if n <= page_number(request.GET.get("page", ""))), default=numbers[0])
    asked = SearchRequest.from_query(request.GET, document.language or settings.LANGUAGE_CODE)
    context = {
        "document": document,
        "shown": _page_of(document, number, numbers, asked),
        "asked": asked,
        "query": _kept(asked),
        "file_address": f"{document.url}#page={number}" if document.has_pages else document.url,
        "text_lang": document.language if document.language != get_language() else "",
        "meta": {"title": document.title},
    }
    response = render(request, "search/text.html", context)
    # The file is the original; its text must not compete with it in other search engines.
    response["X-Robots-Tag"] = "noindex, follow"
    patch_cache_control(response, private=True, no_store=not is_for_everybody(document))
    return response


@require_safe
def numbered(request: HttpRequest, document_id: str) -> HttpResponse:
    """Addresses without the key lead on where the file is open to the reader."""
    document = _open_to(request, document_id)
    address = reverse("search:text", args=[document.pk, document.key])
    return redirect(f"{address}?{request.GET.urlencode()}" if request.GET else address)


def _open_to(request: HttpRequest, document_id: str) -> Any:
    """The rule of the download."""
    document = get_object_or_404(get_document_model(), pk=int(document_id))
    if not may_read(document, request):
        raise Http404
    return document


def _page_of(document: Any, number: int, numbers: Sequence[int], asked: SearchRequest) -> TextPage:
    row = document.text_pages.get(number=number)
    at = numbers.index(number)
    return TextPage(
        number=number,
        last=numbers[-1],
        heading=row.heading,
        paragraphs=_paragraphs(row.text, asked),
        previous=numbers[at - 1] if at else None,
        next=numbers[at + 1] if at + 1 < len(numbers) else None,
    )


def _paragraphs(content: str, asked: SearchRequest) -> tuple[SafeString, ...]:
    analyser = analyser_in_force(asked.language)
    words = analyser.query(asked.words) if asked.words else ()
    phrases = [terms for terms in map(analyser.phrase, asked.phrases) if terms]
    parts = [part for part in _BLANK_LINES.split(repaired(content)) if part.strip()]
    html = [marked(part, words, analyser, phrases) for part in parts]
    return tuple(mark_safe(part) for part in html)  # noqa: S308  search.highlight escapes all but its <mark>


def _kept(asked: SearchRequest) -> str:
    """The question again, for links to the pages before and after."""
    query = QueryDict(mutable=True)
    if asked.text:
        query["q"] = asked.text
    return query.urlencode()
