"""The wish for the weekly mail, among the settings of one's own account in Wagtail."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from search.statistics import weekly
from search.statistics.tasks import request_weekly


class WeeklyForm(forms.Form):
    """One box to tick."""

    wanted = forms.BooleanField(
        required=False,
        label=_("Searched without success"),
        help_text=_("Every Monday an e-mail with the questions that found nothing or were hardly clicked."),
    )

    def __init__(self, *args: Any, instance: Any, **kwargs: Any) -> None:
        self.user = instance
        super().__init__(*args, **kwargs)
        self.initial = {"wanted": weekly.wants(instance)}

    def save(self) -> None:
        """Keep the wish."""
        weekly.change_wish(self.user, wanted=self.cleaned_data["wanted"])
        request_weekly()


class WeeklyPanel(BaseSettingsPanel):
    """Shown to everybody who may see the report."""

    name = "search_queries"
    title = _("Weekly mail about the search")
    tab = notifications_tab
    order = 200
    form_class = WeeklyForm
