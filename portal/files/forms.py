"""The document form of the admin, with what became of the text."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm
from wagtail.models import Page
from wagtail.permissions import policy_registry

from portal.files.approval.forms import ReplacingForm
from portal.files.approval.models import FileProposal
from portal.files.approval.standing import changes_readers
from portal.files.extraction import State
from portal.files.guessing import guess_kind
from portal.files.states import describe
from portal.files.versions.keeping import kind_of, versions_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser as User
    from wagtail.models import Collection

    from portal.files.documents import PortalDocument

MOST_DUPLICATES = 5


class VersionsWidget(forms.Widget):
    """Leads to what the file was before, and to what waits for approval."""

    def __init__(self, file: Any) -> None:
        super().__init__()
        self.file = file

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Two links at most."""
        context = {
            "file": self.file,
            "kind": kind_of(self.file).value,
            "count": versions_of(self.file).count(),
            "waiting": self.file.proposals.filter(state=FileProposal.State.OPEN),
        }
        return render_to_string("portal/files/versions_link.html", context)

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """There is no input a label could point at."""
        return ""

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Nothing is ever sent."""
        return True


def _versions_field(file: Any) -> forms.Field:
    return forms.Field(label=_("Earlier files"), required=False, disabled=True, widget=VersionsWidget(file))


def _may_publish(user: "User | None") -> bool:
    return user is None or policy_registry.get_by_type(Page).user_has_permission(user, "publish")


class TextStateWidget(forms.Widget):
    """Shows state, advice and duplicates instead of an input."""

    def __init__(self, document: "PortalDocument", duplicates: list["PortalDocument"]) -> None:
        super().__init__()
        self.document = document
        self.duplicates = duplicates

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The panel."""
        context = {
            "report": describe(self.document),
            "document": self.document,
            "duplicates": self.duplicates,
            "can_read_again": self.document.extraction_state != State.UNSUPPORTED,
        }
        return render_to_string("portal/files/text_state.html", context)

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """There is no input a label could point at."""
        return ""

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Nothing is ever sent."""
        return True


class DocumentForm(ReplacingForm, BaseDocumentForm):
    """Adds the read-only panel to documents that are stored already.

    A file that is there twice is accepted and the editor is pointed to the existing document, as Wagtail does
    with images: the same file in a private and a public collection is legitimate.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        user = kwargs.get("user")
        super().__init__(*args, **kwargs)
        if "kind" in self.fields:
            self._offer_to_guess()
        if "findable_alone" in self.fields and not _may_publish(user):
            self.fields["findable_alone"].disabled = True
            self.fields["findable_alone"].help_text = _(
                "Only people who may publish pages can offer a file to everybody."
            )
        if self.instance.pk is None:
            return
        self.fields["text_state"] = forms.Field(
            label=_("Text for search"),
            required=False,
            disabled=True,
            widget=TextStateWidget(self.instance, self._visible_duplicates(user)),
        )
        if "file" in self.fields:
            self.fields["versions"] = _versions_field(self.instance)
        self.order_fields(["title", "file", "change_reason", "versions", "text_state"])

    def _offer_to_guess(self) -> None:
        """The upload of many files at once sends no kind; the field never holds one up."""
        field: Any = self.fields["kind"]
        field.required = False
        if self.instance.pk is None:
            field.choices = [("", _("recognise from the name")), *field.choices]
            field.help_text = _("Left empty, it is recognised from the name of the file.")
            self.initial["kind"] = ""

    def clean_kind(self) -> str:
        """What the editor chose, else what name and title tell."""
        chosen = str(self.cleaned_data.get("kind") or "")
        if chosen:
            return chosen
        file = self.cleaned_data.get("file") or self.instance.file
        name = str(getattr(file, "name", "") or "").rpartition("/")[2]
        return guess_kind(name, self.cleaned_data.get("title", ""))

    def clean_collection(self) -> "Collection":
        """Moving a file readers see out of their sight, or into it, is publishing."""
        target: Collection = self.cleaned_data["collection"]
        if self.instance.pk is not None and changes_readers(self.instance, target, self.person):
            raise forms.ValidationError(_("In this collection others could read the file than now."))
        return target

    def _visible_duplicates(self, user: "User | None") -> list["PortalDocument"]:
        if user is None:
            return []
        seen = self.permission_policy.instances_user_has_any_permission_for(user, ["change", "choose"])
        same = self.instance.duplicates().filter(pk__in=seen.values("pk")).select_related("collection")
        return list(same[:MOST_DUPLICATES])


class ImageForm(ReplacingForm, BaseImageForm):
    """The form of an image; Wagtail's own, with versions and proposals."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None and "file" in self.fields:
            self.fields["versions"] = _versions_field(self.instance)
