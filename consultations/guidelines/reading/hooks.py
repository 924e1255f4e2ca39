"""What comparing adds to the editors' interface; imported by `consultations.wagtail_hooks`."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from consultations.guidelines.reading import addresses
from consultations.guidelines.versions import access, selectors


@hooks.register("register_page_header_buttons")
def compare_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """The draft beside the newest version; below the public page, so not before that is published."""
    if not (access.is_guideline(page) and page.live and page.permissions_for_user(user).can_edit()):
        return
    version = selectors.newest(page)
    if version is not None and version.language == page.locale.language_code:
        yield Button(
            _("Compare the draft with version %(number)s") % {"number": version.number},
            addresses.comparison(page, version.number, addresses.DRAFT, only_changes=True),
            icon_name="list-ul",
            priority=64,
        )
