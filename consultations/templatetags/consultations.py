"""Template tags that show consultations on pages and in blocks."""

from typing import Any

from django import template
from django.utils import timezone
from wagtail.models import Locale

from consultations import selectors
from consultations.meetings import selectors as meetings

register = template.Library()


@register.inclusion_tag("consultations/parts/timeline_excerpt.html")
def consultation_timeline(page: Any, limit: int | None = None) -> dict[str, Any]:
    """The timeline of a consultation; with `limit`, what runs and comes next. Drafts show none."""
    consultation = page.specific
    if not consultation.live:
        return {"items": []}
    now = timezone.now()
    if limit is None:
        return {"items": selectors.timeline_of(consultation, now)}
    return {"items": selectors.timeline_excerpt(consultation, now, limit)}


@register.simple_tag
def consultation_overview(page: Any) -> selectors.Overview:
    """What the page of a consultation shows now."""
    return selectors.overview(page, timezone.now())


@register.inclusion_tag("consultations/parts/next_session.html", takes_context=True)
def next_session(context: dict[str, Any], organization: Any = None) -> dict[str, Any]:
    """The next public session of a body, or of any; in the language of the page."""
    page = context.get("page")
    locale = page.locale if page is not None else Locale.get_active()
    return {"meeting": meetings.next_meeting(locale, timezone.now(), organization)}
