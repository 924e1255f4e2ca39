"""What hangs on a page, for the questions before it is deleted."""

from typing import Any

from django import template
from wagtail.models import Page

from portal.bin.selectors import hanging_on

register = template.Library()


@register.inclusion_tag("portal/bin/hanging.html")
def what_hangs_on(page: Page) -> dict[str, Any]:
    """Lists with headings."""
    return {"hanging": hanging_on(page)}
