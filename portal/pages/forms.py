"""What the editors' forms of all pages share: the field of the address."""

from typing import Any

from django.conf import settings
from django.db import models
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets.slug import SlugInput

from portal.translation.languages import SIMPLE, UMLAUTS


class SlugWidget(SlugInput):
    """Writes umlauts out while somebody types; Wagtail's own field drops them, and `Öffentlich` becomes `ffentlich`."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, formatters=[(letter, spelled) for letter, spelled in UMLAUTS.items()])


# Snippets too: topics and glossary terms have addresses.
register_form_field_override(models.SlugField, override={"widget": SlugWidget})


class PageForm(WagtailAdminPageForm):
    """The form of a page in its language: only German writes ö as two letters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = self.instance.locale.language_code if self.instance.locale_id else settings.LANGUAGE_CODE
        if "slug" in self.fields and language not in (settings.LANGUAGE_CODE, SIMPLE):
            self.fields["slug"].widget = SlugInput(locale=language)
