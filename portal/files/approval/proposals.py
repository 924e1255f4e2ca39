"""Making and deciding proposals; each call is one transaction and its mails leave after it."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import File
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.files.approval import rules, standing
from portal.files.approval.models import FileProposal
from portal.files.approval.tasks import tell, tell_of_haste
from portal.files.signals import file_was_kept
from portal.files.versions.keeping import kind_of
from portal.files.versions.models import FileVersion

Action, State = FileProposal.Action, FileProposal.State


def connect() -> None:
    """Called once, when the app registry is ready."""
    standing.connect()
    file_was_kept.connect(tell_of_one_alone, dispatch_uid="portal.files.approval.haste")


def tell_of_one_alone(sender: type, file: Any, version: FileVersion, **kwargs: Any) -> None:
    """Who changed alone what two people answer for did so with a reason; the others learn it."""
    if getattr(file, "acted_alone", False):
        transaction.on_commit(partial(tell_of_haste.enqueue, version.pk))


def propose(file: Any, person: Any, reason: str, content: Any = None) -> FileProposal:
    """Ask for `content` in place of the file, or for its deletion; who may approve is told."""
    with transaction.atomic():
        proposal = FileProposal(
            action=Action.DELETE if content is None else Action.REPLACE,
            title=file.title,
            known_hash=type(file).objects.values_list("file_hash", flat=True).get(pk=file.pk),
            reason=reason.strip(),
            proposed_by=person,
            **{kind_of(file).value: file},
        )
        if content is not None:
            content.seek(0)
            proposal.content.save(content.name.rpartition("/")[2], File(content), save=False)
        proposal.save()
        tell_after(proposal)
    return proposal


def accept(proposal: FileProposal, person: Any) -> None:
    """Do what was proposed; the version that is kept names both people.

    Raises ValidationError with words for the person when it can no longer be done.
    """
    with transaction.atomic():
        proposal = _open(proposal)
        file = proposal.file
        _check(proposal, person)
        if file.file_hash != proposal.known_hash:
            raise ValidationError(_("The file was replaced since. Please send the proposal back."))
        file.changed_by, file.approved_by = proposal.proposed_by, person
        file.change_reason = proposal.reason
        if proposal.action == Action.REPLACE:
            name = str(proposal.content.name)
            with proposal.content.storage.open(name, "rb") as content:
                file.file = File(content, name=name.rpartition("/")[2])
                file.full_clean(exclude=["collection"])
                file.save()
        # The file is taken off the row first: a deletion empties the key, and the list still tells of it.
        _close(proposal, State.ACCEPTED, person)
        if proposal.action == Action.DELETE:
            file.delete()


def refuse(proposal: FileProposal, person: Any, answer: str) -> None:
    """Send it back with a reason, which is mailed to whoever made it."""
    if not answer.strip():
        raise ValidationError(_("Please give a reason, so that the other person knows what to change."))
    with transaction.atomic():
        proposal = _open(proposal)
        if proposal.file is not None:
            _check(proposal, person)
        _close(proposal, State.REFUSED, person, answer.strip())


def withdraw(proposal: FileProposal, person: Any) -> None:
    """Only whoever made it takes it back."""
    if proposal.proposed_by_id != person.pk:
        raise PermissionDenied
    with transaction.atomic():
        _close(_open(proposal), State.WITHDRAWN, person)


def may_decide(proposal: FileProposal, person: Any) -> bool:
    """Whether this person is the second one."""
    if not proposal.is_open or proposal.file is None:
        return False
    approves = standing.may_approve(person, proposal.file) and _may_change(person, proposal.file)
    return rules.may_decide(proposer=proposal.proposed_by_id, person=person.pk, may_approve=approves)


def waiting_for(person: Any) -> list[FileProposal]:
    """Open proposals this person may decide, and their own."""
    rows = FileProposal.objects.filter(state=State.OPEN).select_related("document", "image", "proposed_by")
    return [row for row in rows if row.proposed_by_id == person.pk or may_decide(row, person)]


def tell_after(proposal: FileProposal) -> None:
    """Mail once everything is stored."""
    transaction.on_commit(partial(tell.enqueue, proposal.pk))


def _may_change(person: Any, file: models.Model) -> bool:
    from wagtail.permissions import policy_registry

    policy = policy_registry.get_by_type(type(file))
    return bool(policy.user_has_permission_for_instance(person, "change", file))


def _check(proposal: FileProposal, person: Any) -> None:
    if proposal.file is None:
        raise ValidationError(_("The file is gone."))
    if not may_decide(proposal, person):
        raise PermissionDenied


def _open(proposal: FileProposal) -> FileProposal:
    row = FileProposal.objects.select_for_update().get(pk=proposal.pk)
    if not row.is_open:
        raise ValidationError(_("This proposal has been decided already."))
    return row


def _close(proposal: FileProposal, state: FileProposal.State, person: Any, answer: str = "") -> None:
    proposal.state, proposal.decided_by, proposal.answer = state, person, answer
    proposal.decided_at = timezone.now()
    if proposal.content and state is not State.REFUSED:
        # It is the file now, or nobody wants it any more.
        transaction.on_commit(partial(proposal.content.storage.delete, str(proposal.content.name)))
        proposal.content = ""
    proposal.save()
    if state is not State.WITHDRAWN:
        tell_after(proposal)
