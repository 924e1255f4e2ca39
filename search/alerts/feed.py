"""Any question as an Atom feed."""

import datetime as dt
import hashlib
import logging

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.documents import get_document_model
from wagtail.models import Page

from portal import atom
from portal.findable import families
from search import sources
from search.alerts.links import absolute
from search.alerts.questions import headline, lasting, question_of
from search.configured import engine_in_use
from search.engines.base import EngineError
from search.query import search
from search.request import SearchRequest, clean, results_url
from search.results import Hit

logger = logging.getLogger(__name__)

LENGTH = 30


@require_safe
def question_feed(request: HttpRequest) -> HttpResponse:
    """The newest hits, with what the feed reader already has taken into account; 503 without an index.

    Kept by nobody in between: what was made private is out of the feed with the next look.
    """
    asked = lasting(request.GET, get_language() or settings.LANGUAGE_CODE)
    try:
        hits = search(asked, engine_in_use(), request, per_page=LENGTH, hits_only=True).hits
    except EngineError:
        logger.exception("The search index cannot be read")
        return HttpResponse(status=503, headers={"Retry-After": "30"}, content_type="text/plain")
    response = atom.answer(request, _written(asked, list(hits)), cache="no-cache")
    response["X-Robots-Tag"] = "noindex"
    return response


def _written(asked: SearchRequest, hits: list[Hit]) -> atom.Feed:
    question, language = question_of(asked), get_language() or settings.LANGUAGE_CODE
    feed = atom.Feed(
        identity=f"search:{language}:{hashlib.sha256(question.encode()).hexdigest()[:32]}",
        title=clean(f"{_('Search')}: {headline(asked)} – {settings.SITE_NAME}"),
        link=absolute(results_url(question)),
        address=absolute(f"{reverse('search:atom')}?{question}"),
        language=language,
    )
    moments = _moments([hit.source for hit in hits])
    for hit in hits:
        published, updated = moments.get(hit.source, (atom.BEGINNING, atom.BEGINNING))
        feed.add(
            identity=hit.source,
            title=clean(hit.title),
            link=absolute(hit.url),
            text=clean(" … ".join(strip_tags(place.snippet) for place in hit.places)),
            published=published,
            updated=updated,
            categories=(clean(str(hit.kind_label)),) if hit.kind_label else (),
        )
    return feed


def _moments(keys: list[str]) -> dict[str, tuple[dt.datetime, dt.datetime]]:
    """When each was published and last changed; the day of a session may lie ahead and says neither."""
    found = {}
    numbers = sources.by_kind(keys)
    fields = ("pk", "first_published_at", "last_published_at")
    for pk, first, last in Page.objects.filter(pk__in=numbers.get("page", [])).values_list(*fields):
        found[f"page:{pk}"] = (first or atom.BEGINNING, last or first or atom.BEGINNING)
    documents = get_document_model().objects.filter(pk__in=numbers.get("document", []))
    for pk, created in documents.values_list("pk", "created_at"):
        found[f"document:{pk}"] = (created, created)
    for prefix, family in families().items():
        for identity, moment in family.moments(numbers.get(prefix, ())).items():
            found[f"{prefix}:{identity}"] = (moment, moment)
    return found
