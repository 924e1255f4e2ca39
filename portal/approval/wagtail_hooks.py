"""What the approval adds to the admin."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem as PageMenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.snippets.action_menu import ActionMenuItem as SnippetMenuItem

from portal.approval import alone
from portal.approval.rights import alone as lacks_only_a_second
from portal.approval.viewsets import ApprovedPageViewSet

LAST = 90
# The next step first: what waits for a decision, else what is being written; never taking away.
_ORDER = ("approve", "action-save-draft", "action-save", "action-submit", "action-publish", "reject")


# After Wagtail's own, whose place it takes.
@hooks.register("register_admin_viewset", order=10)
def take_over_page_views() -> ApprovedPageViewSet:
    """Editor and decision of every page type."""
    return ApprovedPageViewSet()


@hooks.register("register_admin_urls")
def add_urls() -> list[URLPattern]:
    """The form that asks for the reason."""
    address = "approval/alone/<str:label>/<str:pk>/<str:action>/"
    return [path(address, alone.decide, name="approval_alone")]


@hooks.register("register_log_actions")
def name_log_actions(actions: Any) -> None:
    """The history tells what was done alone, and why."""
    for name, formatter in alone.log_actions():
        actions.register_action(name)(formatter)


class _PageAlone(PageMenuItem):
    def __init__(self, action: str) -> None:
        super().__init__(order=LAST)
        self.action = action
        self.label = alone.ACTIONS[action]["offer"]
        self.name = f"alone-{action}"
        self.icon_name = "warning"

    def is_shown(self, context: dict[str, Any]) -> bool:
        """Where the ordinary way lacks a second person."""
        page = context.get("page")
        if page is None or context["view"] != "edit" or not page.pk:
            return False
        user = context["request"].user
        tester = page.permissions_for_user(user)
        if self.action == "publish" and tester.can_publish():
            return False
        return not user.is_superuser and lacks_only_a_second(page, user, self.action)

    def get_url(self, parent_context: dict[str, Any]) -> str:
        """The form that asks for the reason."""
        return alone.url_of(parent_context["page"], self.action)


class _SnippetAlone(SnippetMenuItem):
    def __init__(self, action: str) -> None:
        super().__init__(order=LAST)
        self.action = action
        self.label = alone.ACTIONS[action]["offer"]
        self.name = f"alone-{action}"
        self.icon_name = "warning"

    def is_shown(self, context: dict[str, Any]) -> bool:
        """Where the ordinary way lacks a second person."""
        thing, user = context.get("instance"), context["request"].user
        if thing is None or context["view"] != "edit" or user.is_superuser:
            return False
        if self.action == "unpublish" and not thing.live:
            return False
        return lacks_only_a_second(thing, user, self.action)

    def get_url(self, parent_context: dict[str, Any]) -> str:
        """The form that asks for the reason."""
        return alone.url_of(parent_context["instance"], self.action)


@hooks.register("register_page_action_menu_item")
def offer_publishing_alone() -> PageMenuItem:
    """At the end of the menu of the editor."""
    return _PageAlone("publish")


@hooks.register("register_page_action_menu_item")
def offer_unpublishing_alone() -> PageMenuItem:
    """At the end of the menu of the editor."""
    return _PageAlone("unpublish")


@hooks.register("construct_page_action_menu")
def next_step_first(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """The main button is the next step."""
    _next_step_first(items)


@hooks.register("construct_snippet_action_menu")
def next_step_of_snippet_first(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """The same, without what the person may not do alone, and with what a reason allows."""
    model = context["model"]
    if getattr(model, "four_eyes", False):
        policy = policy_registry.get_by_type(model)
        if not policy.user_has_permission(request.user, "publish"):
            items[:] = [one for one in items if one.name not in ("action-publish", "action-unpublish")]
        items += [one for one in map(_SnippetAlone, alone.ACTIONS) if one.is_shown(context)]
    _next_step_first(items)


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def offer_taking_away_alone(page: Page, user: Any, **kwargs: Any) -> Iterator[Button]:
    """Where the ordinary way lacks a second person."""
    if user.is_superuser or page.is_root():
        return
    tester = page.permissions_for_user(user)
    ordinary = {"unpublish": tester.can_unpublish, "delete": tester.can_delete}
    for action, icon in (("unpublish", "download"), ("delete", "bin")):
        if not ordinary[action]() and lacks_only_a_second(page, user, action):
            label, address = alone.ACTIONS[action]["offer"], alone.url_of(page, action)
            yield Button(label, address, icon_name=icon, priority=90)


def _next_step_first(items: list[Any]) -> None:
    def place(item: Any) -> tuple[int, int]:
        return (_ORDER.index(item.name) if item.name in _ORDER else len(_ORDER), item.order)

    items.sort(key=place)
