"""What a reader fills in to be told of news."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from search.alerts.models import Alert
from search.alerts.rules import Frequency

LONGEST_ADDRESS = 254


class MailField(forms.CharField):
    """An address in the spelling servers use: small letters, the domain in ASCII."""

    default_error_messages = {
        "invalid": _("This is no e-mail address. An example: name@example.org"),
        "unusual": _(
            "We cannot write to addresses with quotation marks, or with numbers in brackets instead of a name behind "
            "the @. Please use another address, such as name@example.org"
        ),
    }

    def clean(self, value: object) -> str:
        """Raises ValidationError for what no server could deliver to."""
        text = str(super().clean(value)).strip()
        if not text:
            return ""
        if '"' in text or "@[" in text:
            raise ValidationError(self.error_messages["unusual"], code="unusual")
        try:
            address = spelled_for_servers(text)
            validate_email(address)
        except (ValidationError, UnicodeError) as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error
        return address


class HoneypotForm(forms.Form):
    """A field no person sees; a program fills it in and is told what everybody is told."""

    website = forms.CharField(
        required=False,
        label=_("Leave this field empty"),
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    @property
    def is_filled_by_program(self) -> bool:
        """Whether to do nothing, politely."""
        return bool(self.data.get(self.add_prefix("website"), ""))


class LinkForm(HoneypotForm):
    """Send me the address of my alerts."""

    email = MailField(
        label=_("E-mail address"),
        max_length=LONGEST_ADDRESS,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class AlertForm(LinkForm):
    """Tell me when there is something new."""

    frequency = forms.ChoiceField(
        label=_("How often?"),
        choices=Alert.FREQUENCIES,
        initial=Frequency.DAILY.value,
        widget=forms.RadioSelect,
    )
    field_order = ["email", "frequency", "website"]


def spelled_for_servers(address: str) -> str:
    """Raises UnicodeError for a domain that cannot be written in ASCII without becoming another one."""
    local, at, domain = address.rpartition("@")
    domain = domain.lower()
    ascii_domain = domain.encode("idna").decode("ascii")
    if ascii_domain != domain and ascii_domain.encode("ascii").decode("idna") != domain:
        raise UnicodeError(f"{len(domain)} characters of a domain change their meaning")
    return f"{local.lower()}{at}{ascii_domain}"
