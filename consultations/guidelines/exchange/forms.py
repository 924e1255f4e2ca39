"""The forms of the import."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from consultations.guidelines.exchange.wording import FORMATS, MOST_BYTES
from portal.files.validation import validate_document

CHOICES = [
    ("accept", _("Take the new text")),
    ("keep", _("Keep the old text")),
]


class UploadForm(forms.Form):
    """One file, and what becomes of changes that are recorded in it."""

    file = forms.FileField(
        label=_("Word or ODT file"),
        help_text=_("At most 20 MB. Best is a file you downloaded from a version of this text and changed."),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{name}" for name in FORMATS)}),
    )
    choice = forms.ChoiceField(
        label=_("Changes recorded in the file (track changes)"),
        choices=CHOICES,
        initial="accept",
        widget=forms.RadioSelect,
        help_text=_(
            "All of them are listed before anything is taken over, and you can change your mind there."
        ),
    )

    def clean_file(self) -> Any:
        """Only what its name says it is."""
        file: UploadedFile = self.cleaned_data["file"]
        try:
            validate_document(file, file.name or "", extensions=FORMATS, most_bytes=MOST_BYTES)  # type: ignore[arg-type]
        except ValidationError as error:
            raise ValidationError(error.error_dict["file"]) from error
        file.seek(0)
        return file


class ConfirmForm(forms.Form):
    """The newest revision the editor saw; a foreign file needs a word more."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    sure = forms.BooleanField(
        label=_("Yes, replace the text by this file although it has little in common with it"), required=False
    )

    def __init__(self, *args: Any, is_foreign: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_foreign:
            self.fields["sure"].required = True
        else:
            del self.fields["sure"]
