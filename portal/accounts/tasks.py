"""Mails of the accounts, sent by the worker: whoever asks cannot tell by time which addresses are known."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django_tasks import task
from wagtail.admin.forms.auth import PasswordResetForm
from wagtail.users.models import UserProfile

from portal.accounts.models import ResetWish, User

MOST_FAILURES = 5
_PAUSE = dt.timedelta(minutes=2)


class _Letter(PasswordResetForm):
    """Wagtail's mail, in the receiver's language; a mail server that fails is an error, not a line in the log."""

    def send_mail(  # noqa: PLR0917  as Django calls it
        self,
        subject_template_name: str,
        email_template_name: str,
        context: dict[str, Any],
        from_email: str | None,
        to_email: str,
        html_email_template_name: str | None = None,
    ) -> None:
        """One letter; raises OSError when the mail server does not take it."""
        with translation.override(UserProfile.get_for_user(context["user"]).get_preferred_language()):
            title = "".join(render_to_string(subject_template_name, context).splitlines())
            text = render_to_string(email_template_name, context)
            send_mail(title, text, from_email, [to_email])


@task()
def send_resets() -> None:
    """Send what was asked for; after a failure of the mail server come back a little later."""
    for wish in ResetWish.objects.order_by("pk"):
        try:
            _send(wish.email)
        except OSError:
            if wish.failures + 1 < MOST_FAILURES:
                ResetWish.objects.filter(pk=wish.pk).update(failures=wish.failures + 1)
                send_resets.using(run_after=timezone.now() + _PAUSE).enqueue()
                return
        wish.delete()


def _send(address: str) -> None:
    form = _Letter({"email": address})
    if form.is_valid() and User.objects.filter(email=address).exists():
        form.save(
            domain_override=settings.SITE_URL.partition("://")[2],
            subject_template_name="wagtailadmin/account/password_reset/email_subject.txt",
            email_template_name="wagtailadmin/account/password_reset/email.txt",
        )
