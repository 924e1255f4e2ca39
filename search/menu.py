"""Entries of Wagtail's menu that some people see."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem


class PermittedItem(MenuItem):
    """Shown to those whose requests pass `permitted`, the same check as the page behind it makes."""

    def __init__(self, *args: Any, permitted: Callable[[HttpRequest], bool], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._permitted = permitted

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may open it."""
        return self._permitted(request)
