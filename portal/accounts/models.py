"""Tables of the accounts: people who log in with their e-mail address, and the approval by a second person."""

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm
from wagtail.models import AbstractGroupApprovalTask

from portal.translation.languages import language_choices


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail address; addresses are compared without regard to case."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A user without rights; raises ValueError without an address."""
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A user with every right, for the operator."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find by address, whatever its case."""
        return self.get(email__iexact=username)


class User(AbstractUser):
    """Someone who logs in: editor, chief editor, translator, operator."""

    username = None  # type: ignore[assignment]  # the address is the name
    email = models.EmailField(_("e-mail address"), unique=True)
    preferred_language = models.CharField(
        _("preferred language"),
        max_length=20,
        choices=language_choices,
        default="de",
        help_text=_("Language of the mails this person gets."),
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]  # narrower than AbstractUser's

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store addresses in lower case, so that one person cannot register twice."""
        self.email = self.email.strip().lower()
        super().save(*args, **kwargs)


class Tally(models.Model):
    """How often somebody has tried something; `key` is a hash of what and who."""

    key = models.CharField(max_length=64, unique=True)
    tries = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.tries} until {self.until:%H:%M}"


class ResetWish(models.Model):
    """Somebody has asked for a new password; the worker looks whether the address is known, and deletes the row."""

    email = models.EmailField()
    asked = models.DateTimeField(auto_now_add=True)
    failures = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.asked:%H:%M}"


class ReasonForm(TaskStateCommentForm):
    """Asked when something is sent back."""

    comment = forms.CharField(label=_("Reason"), widget=forms.Textarea({"rows": 2}))


class FourEyesTask(AbstractGroupApprovalTask):
    """An approval that the person who asked for it cannot give, whatever their rights."""

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        """No action on one's own submission."""
        state = obj.current_workflow_state
        if state is not None and state.requested_by_id == user.pk:
            return []
        actions: list[tuple[str, Any, bool]] = super().get_actions(obj, user)
        return actions

    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> None:
        """The same rule for a request that did not come from the editor's buttons."""
        if task_state.workflow_state.requested_by_id == user.pk:
            raise PermissionDenied(_("Somebody else has to approve what you have submitted."))
        if action_name == "reject" and not str(kwargs.get("comment", "")).strip():
            raise PermissionDenied(_("Please say why you send it back."))
        super().on_action(task_state, user, action_name, **kwargs)

    def get_form_for_action(self, action: str) -> type[TaskStateCommentForm]:
        """Whoever sends something back says why."""
        return ReasonForm if action == "reject" else TaskStateCommentForm

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> models.QuerySet:
        """What waits for this person: everybody's submissions but their own."""
        states: models.QuerySet = super().get_task_states_user_can_moderate(user, **kwargs)
        return states.exclude(workflow_state__requested_by=user)

    @classmethod
    def get_description(cls) -> str:
        """Shown where an administrator chooses the kind of a task."""
        return str(_("Members of the chosen groups approve; nobody approves their own submission."))

    class Meta:
        verbose_name = _("four-eyes approval")
        verbose_name_plural = _("four-eyes approvals")
