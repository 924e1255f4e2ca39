"""Every door through which a person deletes a page leads into the bin.

Wagtail's form, its bulk action and its admin API share one action; code without a person deletes for good.
"""

import datetime as dt
from typing import Any

from django.utils import timezone
from wagtail.actions.delete_page import DeletePageAction

from portal.bin import actions, rules, tasks

SOON_AFTER = dt.timedelta(minutes=5)


def lead_into_bin() -> None:
    """Called once, when the app registry is ready."""
    delete = DeletePageAction._delete_page
    if getattr(delete, "into_bin", False):
        return

    def delete_page(action: Any, page: Any, *args: Any, **kwargs: Any) -> Any:
        if action.user is None:
            return delete(action, page, *args, **kwargs)
        actions.put(page, action.user)
        tasks.purge_bin.using(run_after=rules.ends(timezone.now()) + SOON_AFTER).enqueue()
        return None

    delete_page.into_bin = True  # type: ignore[attr-defined]
    DeletePageAction._delete_page = delete_page
