"""What the editor sees of a text beside its blocks."""

from typing import Any

from wagtail.admin.panels import Panel

from consultations.guidelines import references


class NumbersPanel(Panel):
    """The number and the anchor of each piece, to be copied for cross references."""

    class BoundPanel(Panel.BoundPanel):
        """The pieces as they were saved last; `instance` is the newest draft."""

        template_name = "consultations/admin/numbers.html"

        def __init__(self, **kwargs: Any) -> None:
            """Number the text once."""
            super().__init__(**kwargs)
            self.parts = self.instance.numbered() if self.instance.pk else []
            self.lost = references.lost(self.parts)
