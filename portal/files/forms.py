"""The document form of the admin, with what became of the text."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from portal.files.extraction import State
from portal.files.states import describe

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser as User

    from portal.files.documents import PortalDocument

MOST_DUPLICATES = 5


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


class DocumentForm(BaseDocumentForm):
    """Adds the read-only panel to documents that are stored already.

    A file that is there twice is accepted and the editor is pointed to the existing document, as Wagtail does
    with images: the same file in a private and a public collection is legitimate.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        user = kwargs.get("user")
        super().__init__(*args, **kwargs)
        if "kind" in self.fields:
            # The upload of many files at once sends no kind; the default must not hold them up.
            self.fields["kind"].required = False
        if self.instance.pk is None:
            return
        self.fields["text_state"] = forms.Field(
            label=_("Text for search"),
            required=False,
            disabled=True,
            widget=TextStateWidget(self.instance, self._visible_duplicates(user)),
        )
        self.order_fields(["title", "file", "text_state"])

    def _visible_duplicates(self, user: "User | None") -> list["PortalDocument"]:
        if user is None:
            return []
        seen = self.permission_policy.instances_user_has_any_permission_for(user, ["change", "choose"])
        same = self.instance.duplicates().filter(pk__in=seen.values("pk")).select_related("collection")
        return list(same[:MOST_DUPLICATES])


class ImageForm(BaseImageForm):
    """The form of an image; what its file was before is kept by the image itself."""

    def save(self, commit: bool = True) -> Any:
        """Wagtail would delete the file that is replaced."""
        self.original_file = None
        return super().save(commit=commit)
