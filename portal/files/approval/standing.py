"""Which content of two pairs of eyes shows a file, and who may approve it."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext as _
from wagtail.log_actions import get_active_log_context
from wagtail.models import Collection, Page
from wagtail.permissions import policy_registry

from portal.files.approval import rules
from portal.files.documents import PortalDocument
from portal.files.publication import holders_of
from portal.files.signals import file_will_change
from portal.files.versions.keeping import kind_of


def connect() -> None:
    """Called once, when the app registry is ready."""
    file_will_change.connect(stop_whoever_is_alone, dispatch_uid="portal.files.approval")


def stop_whoever_is_alone(sender: type, file: Any, **kwargs: Any) -> None:
    """The last door: whatever view a person came through, a file of two pairs of eyes is not changed by one.

    Nobody is logged in where an importer or a command works.
    """
    person = get_active_log_context().user
    if person is None or getattr(file, "approved_by", None) is not None:
        return
    holders = shown_by(file)
    reason = getattr(file, "change_reason", "")
    approves = bool(holders) and _may_publish_all(person, holders)
    if rules.way(offered=bool(holders), may_approve=approves, reason=reason) is not rules.Way.AT_ONCE:
        raise PermissionDenied(_("This file is shown to readers; a second person has to approve the change."))
    file.acted_alone = bool(holders)


def hindrance(file: Any, action: str) -> str:
    """What forbids the change whoever approves it, in words; "" when nothing does."""
    known = getattr(file, "approved_by", None)
    file.approved_by = file
    try:
        file_will_change.send(sender=type(file), file=file, action=action)
    except PermissionDenied as error:
        return str(error)
    finally:
        file.approved_by = known
    return ""


def way(file: models.Model, person: Any, reason: str = "") -> rules.Way:
    """What becomes of this person's wish to replace or delete the file."""
    holders = shown_by(file)
    approves = bool(holders) and _may_publish_all(person, holders)
    return rules.way(offered=bool(holders), may_approve=approves, reason=reason)


def may_approve(person: Any, file: models.Model) -> bool:
    """Whether this person may publish everything that shows the file."""
    return _may_publish_all(person, shown_by(file))


def shown_by(file: models.Model) -> list[models.Model]:
    """Published pages and snippets under the rule of two pairs of eyes that show the file."""
    holders = holders_of(kind_of(file).value, [file.pk])[file.pk]
    return [holder for holder in holders if getattr(holder, "live", True) and _takes_part(holder)]


def approvers(file: models.Model, without: Any = None) -> list[Any]:
    """Everybody who may approve a change of this file, but not the one who wishes it."""
    people = get_user_model().objects.filter(is_active=True).order_by("pk")
    people = people.exclude(pk=without.pk) if without is not None else people
    return [one for one in people if one.has_perm("wagtailadmin.access_admin") and may_approve(one, file)]


def changes_readers(file: Any, target: Collection, person: Any) -> bool:
    """Whether this move shows or hides something and the person may not decide that alone."""
    if not isinstance(file, PortalDocument) or file.collection_id == target.pk:
        return False
    now, then = (
        {rule.pk for rule in place.get_view_restrictions()}
        for place in (Collection.objects.get(pk=file.collection_id), target)
    )
    return now != then and bool(shown_by(file)) and not may_approve(person, file)


def _takes_part(holder: models.Model) -> bool:
    if isinstance(holder, Page):
        return bool(holder.specific.has_workflow)
    return bool(getattr(holder, "four_eyes", False))


def _may_publish_all(person: Any, holders: Iterable[models.Model]) -> bool:
    return all(_may_publish(person, holder) for holder in holders)


def _may_publish(person: Any, holder: models.Model) -> bool:
    if isinstance(holder, Page):
        # The right itself: what the page's own tester answers already follows the rule of two people.
        policy = policy_registry.get_by_type(Page)
        return bool(policy.user_has_permission_for_instance(person, "publish", holder))
    meta = holder._meta
    return bool(person.has_perm(f"{meta.app_label}.publish_{meta.model_name}"))
