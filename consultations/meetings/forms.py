"""The editors' form of a session."""

from typing import Any

from portal.pages.forms import PageForm

USUALLY_SAME = ("organization", "format", "place", "address", "accessibility")


class MeetingForm(PageForm):
    """A new session starts with body and place of the last one beside it; editors change what differs."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None and self.parent_page is not None:
            beside = type(self.instance).objects.child_of(self.parent_page).order_by("-start")
            if last := beside.values(*USUALLY_SAME).first():
                self.initial |= last
