"""Forms of the accounts."""

from django import forms
from django.http import HttpRequest
from wagtail.admin.forms.auth import LoginForm, PasswordResetForm
from wagtail.users.forms import UserCreationForm, UserEditForm

from portal.accounts.models import ResetWish, User
from portal.accounts.tasks import send_resets


class _AddressMixin:
    """Two spellings of one address are one person."""

    cleaned_data: dict[str, str]

    def clean_email(self) -> str:
        """The address as it is stored."""
        return self.cleaned_data["email"].strip().lower()


class PersonCreationForm(_AddressMixin, UserCreationForm):
    """A new person: address, name, password, language, groups."""

    class Meta(UserCreationForm.Meta):
        fields = UserCreationForm.Meta.fields | {"preferred_language"}


class PersonEditForm(_AddressMixin, UserEditForm):
    """An existing person."""

    class Meta(UserEditForm.Meta):
        fields = UserEditForm.Meta.fields | {"preferred_language"}


class EmailLoginForm(LoginForm):
    """Login by address: the browser offers the right keyboard and the stored address."""

    def __init__(self, request: HttpRequest | None = None, *args: object, **kwargs: object) -> None:
        super().__init__(request, *args, **kwargs)
        self.fields["username"].label = User._meta.get_field("email").verbose_name
        shown = {"placeholder": self.fields["username"].widget.attrs.get("placeholder", ""), "autofocus": ""}
        self.fields["username"].widget = forms.EmailInput(attrs={"autocomplete": "username", **shown})


class ResetForm(PasswordResetForm):
    """Asks for a new password: the same work for every address, the rest is the worker's."""

    def save(self, **options: object) -> None:
        """Note the wish."""
        ResetWish.objects.create(email=self.cleaned_data["email"].strip().lower())
        send_resets.enqueue()
