"""What every page below a guideline text has around it: its own title, address and place in the breadcrumb."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse
from wagtail.models import Page

from consultations.guidelines.reading.addresses import absolute
from portal.pages.metadata import metadata
from portal.pages.navigation import Link, breadcrumbs
from portal.pages.surroundings import surroundings


def framed(page: Page, request: HttpRequest, template: str, title: str, **context: Any) -> TemplateResponse:
    """The page drawn with another template; `title` stands behind that of the text."""
    request.portal_page = page  # type: ignore[attr-defined]  # as `PortalPage.get_context` does, which comes later
    around = surroundings(request)
    trail = [replace(link, active=False) for link in breadcrumbs(around)]
    found = replace(
        metadata(around),
        title=f"{page.title}: {title}",
        canonical=absolute(request.path),
        alternates=(),
        json_ld=(),
    )
    frame = {"title": title, "meta": found, "breadcrumbs": (*trail, Link(title=title, active=True))}
    response: TemplateResponse = page.render(
        request, template=f"consultations/guidelines/{template}.html", context_overrides=frame | context
    )
    return response
