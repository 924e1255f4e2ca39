"""What one person may do alone, asked by every door: forms, bulk actions, the admin's own API, copies and moves.

A page type or snippet takes part by the class attribute `four_eyes = True`; whatever lies below such a page
takes part too. A superuser is the operator, whom nothing in the admin binds.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import Page, get_page_models
from wagtail.models.pages import PagePermissionTester
from wagtail.permission_policies import ModelPermissionPolicy

from portal.accounts.leaves import LeafPermissions

_seen_by_two: list[Callable[[Page, Any], bool]] = []


def register(has_been_seen: Callable[[Page, Any], bool]) -> None:
    """Told by the translators' desk: whether a second person has worked on a page, so that this one may publish."""
    _seen_by_two.append(has_been_seen)


def takes_two(page: Page) -> bool:
    """Whether this page, or one above it, is of weight."""
    if getattr(page.specific_class, "four_eyes", False):
        return True
    known = page.__dict__.get("_below_weight")
    if known is None:
        known = page.get_ancestors().filter(content_type__in=_weighty_types()).exists()
        page.__dict__["_below_weight"] = known
    return bool(known)


class ApprovalTester(PagePermissionTester):
    """Wagtail's, without what needs a second person."""

    def can_publish(self) -> bool:
        """Not alone what is of weight."""
        return bool(super().can_publish()) and not self._needs_another()

    def can_publish_subpage(self) -> bool:
        """Nothing is public at its creation or as a copy where pages of weight may stand."""
        allowed = bool(super().can_publish_subpage())
        if not allowed or self.user.is_superuser:
            return allowed
        kinds = self.page.specific_class.creatable_subpage_models()
        return not takes_two(self.page) and not any(getattr(kind, "four_eyes", False) for kind in kinds)

    def can_unpublish(self) -> bool:
        """Readers lose a page of weight only with a reason; see `portal.approval.alone`."""
        return bool(super().can_unpublish()) and not self._weighs()

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """The same for deleting what readers see; and who may not make pages deletes none."""
        if not self.user.is_superuser and self.user.is_active and "add" not in self.permissions:
            return False
        return bool(super().can_delete(ignore_bulk)) and not (self._weighs() and self._seen_by_readers())

    def can_move(self) -> bool:
        """Moving takes nothing from readers: old addresses lead on."""
        return bool(super().can_delete(ignore_bulk=True))

    def can_move_to(self, destination: Page) -> bool:
        """What readers see neither comes under the rule unseen nor leaves it."""
        if not super().can_move_to(destination):
            return False
        if self.user.is_superuser or getattr(self.page.specific_class, "four_eyes", False):
            return True
        below = takes_two(destination)
        return below == takes_two(self.page) or not self._seen_by_readers()

    def can_set_view_restrictions(self) -> bool:
        """Who may decide may hide."""
        return self.may_decide()

    def can_unschedule(self) -> bool:
        """Who may decide may stop."""
        return self.may_decide()

    def may_decide(self) -> bool:
        """The right to publish, with a second person or with a reason."""
        return bool(super().can_publish())

    def may_take_down(self) -> bool:
        """The right to unpublish with a reason."""
        return bool(super().can_unpublish())

    def may_remove(self) -> bool:
        """The right to delete with a reason."""
        return bool(super().can_delete())

    def _needs_another(self) -> bool:
        if not self._weighs():
            return False
        return not any(has_been_seen(self.page, self.user) for has_been_seen in _seen_by_two)

    def _weighs(self) -> bool:
        return not self.user.is_superuser and not self.page_is_root and takes_two(self.page)

    def _seen_by_readers(self) -> bool:
        if self.page.is_leaf():
            return bool(self.page.live)
        return bool(self.page.get_descendants(inclusive=True).filter(live=True).exists())


class LeafTester(ApprovalTester, LeafPermissions):
    """The same for pages that never have pages below them."""


class SnippetPolicy(ModelPermissionPolicy):
    """Snippets that readers see: published by approval, deleted with a reason."""

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        """As Wagtail's, by the narrower rule of each action."""
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Not alone."""
        if action in ("publish", "delete") and not user.is_superuser:
            return False
        return bool(super().user_has_permission(user, action))

    def may_decide(self, user: Any, action: str = "publish") -> bool:
        """The right itself."""
        return bool(super().user_has_permission(user, action))


def may_decide(page: Page, user: Any) -> bool:
    """The right to publish, with a second person or with a reason."""
    tester = page.permissions_for_user(user)
    return bool(tester.may_decide() if isinstance(tester, ApprovalTester) else tester.can_publish())


def alone(thing: Model, user: Any, action: str) -> bool:
    """Whether the person has the right that only lacks a second person; `action` as in `portal.approval.alone`."""
    if isinstance(thing, Page):
        tester = thing.permissions_for_user(user)
        if not isinstance(tester, ApprovalTester):
            return False
        rights = {
            "publish": tester.may_decide,
            "unpublish": tester.may_take_down,
            "delete": tester.may_remove,
        }
        return takes_two(thing) and rights[action]()
    if not getattr(thing, "four_eyes", False):
        return False
    right = "delete" if action == "delete" else "publish"
    return bool(user.has_perm(f"{thing._meta.app_label}.{right}_{thing._meta.model_name}"))


def _weighty_types() -> list[int]:
    models = [model for model in get_page_models() if getattr(model, "four_eyes", False)]
    return [ContentType.objects.get_for_model(model).pk for model in models]
