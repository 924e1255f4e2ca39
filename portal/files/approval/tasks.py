"""Mails about proposals: to the second person when one is made, to the first when it is decided."""

import logging
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from portal.files.approval import standing
from portal.files.approval.models import FileProposal
from portal.files.versions.models import FileVersion
from portal.post import Post, is_about_one_mail

logger = logging.getLogger(__name__)


@task()
def tell(proposal_id: int) -> None:
    """Tell whoever has to act now, or learns what became of their wish."""
    rows = FileProposal.objects.select_related("document", "image", "proposed_by", "decided_by")
    proposal = rows.filter(pk=proposal_id).first()
    if proposal is None:
        return
    if proposal.is_open:
        people = standing.approvers(proposal.file, proposal.proposed_by) if proposal.file else []
    else:
        people = [proposal.proposed_by] if proposal.proposed_by else []
    address = settings.SITE_URL + reverse("portal_files_proposal", args=[proposal.pk])
    _send(people, "emails/file_proposal.txt", {"proposal": proposal, "address": address}, _subject)


@task()
def tell_of_haste(version_id: int) -> None:
    """Others who may approve learn that one of them acted alone, and why."""
    version = FileVersion.objects.select_related("replaced_by").filter(pk=version_id).first()
    if version is None or version.replaced_by is None:
        return
    address = settings.SITE_URL + reverse("portal_files_versions", args=[version.kind, version.file_id])
    people = [one for one in _chiefs() if one.pk != version.replaced_by_id]
    _send(people, "emails/file_haste.txt", {"version": version, "address": address}, _subject_of_haste)


def _chiefs() -> list[Any]:
    from wagtail.models import Page
    from wagtail.permissions import policy_registry

    policy = policy_registry.get_by_type(Page)
    return list(policy.users_with_permission("publish").filter(is_active=True))


def _subject(context: dict[str, Any]) -> str:
    proposal = context["proposal"]
    subjects = {
        FileProposal.State.OPEN: _("To approve: %(file)s"),
        FileProposal.State.ACCEPTED: _("Approved: %(file)s"),
        FileProposal.State.REFUSED: _("Sent back: %(file)s"),
        FileProposal.State.WITHDRAWN: _("Withdrawn: %(file)s"),
    }
    return subjects[proposal.state] % {"file": proposal.title}


def _subject_of_haste(context: dict[str, Any]) -> str:
    return _("Changed without a second person: %(file)s") % {"file": context["version"].title}


def _send(people: list[Any], template: str, context: dict[str, Any], subject: Any) -> None:
    with Post() as post:
        for person in people:
            if not person.email:
                continue
            language = person.preferred_language or settings.LANGUAGE_CODE
            with translation.override(language):
                words = context | {"site": settings.SITE_NAME, "site_url": settings.SITE_URL}
                mail = EmailMessage(
                    f"{subject(context)} – {settings.SITE_NAME}".replace("\n", " "),
                    f"{render_to_string(template, words).strip()}\n",
                    to=[person.email],
                    headers={"Auto-Submitted": "auto-generated", "Content-Language": language},
                )
            try:
                post.send(mail)
            except OSError as error:
                logger.warning("A mail about a file could not be sent: %s", type(error).__name__)
                if not is_about_one_mail(error):
                    raise
