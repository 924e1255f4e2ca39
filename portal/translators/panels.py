"""What the translators' desk shows on the first page of the admin."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from portal.translators import handing


class TranslationsPanel(Component):
    """Translations that wait for this person."""

    name = "translations_waiting"
    template_name = "portal/translators/home_panel.html"
    order = 205

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        """Nothing is shown where nothing waits."""
        ready, begun = handing.waits_for(parent_context["request"].user)
        return {"ready": ready, "begun": begun}
