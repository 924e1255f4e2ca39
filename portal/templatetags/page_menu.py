"""The menu of a page in editors that do not bring it themselves."""

from typing import Any

from django import template
from wagtail.admin.ui.menus.pages import get_page_header_buttons
from wagtail.admin.widgets.button import ButtonWithDropdown
from wagtail.models import Page

register = template.Library()


@register.simple_tag(takes_context=True)
def page_menu(context: Any, page: Page, label: str) -> list[ButtonWithDropdown]:
    """As Wagtail's own editor has it beside the title; empty where the page has no actions.

    `label` is what screen readers hear.
    """
    request = context["request"]
    found = get_page_header_buttons(page=page, user=request.user, next_url=request.path, view_name="edit")
    if not found:
        return []
    menu = ButtonWithDropdown(
        buttons=sorted(found),
        icon_name="dots-horizontal",
        attrs={"aria-label": label},
        classname="w-h-slim-header",
    )
    return [menu]
