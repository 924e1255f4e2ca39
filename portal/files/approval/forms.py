"""What a person says about a change of a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.files.approval import proposals, standing
from portal.files.approval.rules import Way


class ReasonForm(forms.Form):
    """Why a file shall go, or why a proposal is sent back."""

    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReplacingForm(forms.ModelForm):
    """Mixin of the forms of documents and images: a new file for one readers see becomes a proposal.

    Wagtail's forms delete the file that is replaced; here the file itself keeps it as a version.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.person = kwargs.get("user")
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None and "file" in self.fields:
            self.fields["change_reason"] = forms.CharField(
                label=_("Reason for the new file"),
                required=False,
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text=self._advice(),
            )

    def clean(self) -> Any:
        """What cannot be replaced at all is said at once, not after somebody has approved it."""
        cleaned = super().clean()
        if self.instance.pk is not None and "file" in self.changed_data:
            hindrance = standing.hindrance(self.instance, "replace")
            if hindrance:
                self.add_error("file", hindrance)
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Everything else is saved in either case; `instance.proposal` tells what waits."""
        known = getattr(self, "original_file", None)
        self.original_file = None
        upload, reason = None, self.cleaned_data.get("change_reason", "")
        if self.instance.pk is not None and "file" in self.changed_data:
            self.instance.change_reason = reason
            if self.person and standing.way(self.instance, self.person, reason) is Way.PROPOSAL:
                upload = self.instance.file
                self.instance.file = known.name if known else ""
                self.changed_data.remove("file")
        saved = super().save(commit=commit)
        if upload is not None:
            self.instance.proposal = proposals.propose(self.instance, self.person, reason, upload)
        return saved

    def _advice(self) -> Any:
        holders = standing.shown_by(self.instance)
        if not holders:
            return _("The old file is kept and can be brought back.")
        if self.person and standing.may_approve(self.person, self.instance):
            return _(
                "Readers see this file. Without a reason a second person is asked to approve the new one; "
                "with a reason it holds at once, and the others are told."
            )
        return _("Readers see this file. A new one holds as soon as a second person has approved it.")
