"""What editors fill in for a session, in the order they know it."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel, Panel

BODY_PANELS: list[Panel] = [
    MultiFieldPanel(
        [
            FieldPanel("organization"),
            FieldRowPanel(
                [
                    FieldPanel("start", help_text=_("Day, month, year and time, such as 24.11.2027 18:00.")),
                    FieldPanel(
                        "end",
                        help_text=_("Leave empty while it is not known. A day without time is the last day."),
                    ),
                ]
            ),
            FieldRowPanel([FieldPanel("state"), FieldPanel("public")]),
            FieldPanel("state_note"),
        ],
        _("When and who"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("format"),
            FieldPanel("place", help_text=_("Building and room, such as “Town hall, Großer Ratssaal”.")),
            FieldPanel("address", help_text=_("Street, number and town, so that readers find the way.")),
            FieldPanel("accessibility"),
            FieldPanel("stream_url"),
        ],
        _("Where"),
    ),
    InlinePanel("agenda_items", heading=_("Agenda and protocol"), label=_("Agenda item")),
    InlinePanel("documents", heading=_("Files"), label=_("File")),
    FieldPanel("protocol_state"),
]

SETTINGS_PANELS: list[Panel] = [
    MultiFieldPanel(
        [
            HelpPanel(content=_("Only for protocols taken over from elsewhere.")),
            FieldPanel("publisher"),
            FieldRowPanel([FieldPanel("source_url"), FieldPanel("source_date")]),
            FieldRowPanel([FieldPanel("licence"), FieldPanel("licence_basis")]),
            FieldPanel("complete"),
            FieldPanel("session_number"),
        ],
        _("Origin"),
    ),
]
