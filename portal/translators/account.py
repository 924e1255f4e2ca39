"""The wish for the translators' weekly mail, among the settings of one's own account in Wagtail."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from portal.translators import tasks, weekly


class DigestForm(forms.Form):
    """One box to tick."""

    wanted = forms.BooleanField(
        required=False,
        label=_("Translations of the week"),
        help_text=_(
            "Every Monday an e-mail with what is outdated, open or ready for review in your languages, if anything is."
        ),
    )

    def __init__(self, *args: Any, instance: Any, **kwargs: Any) -> None:
        self.user = instance
        super().__init__(*args, **kwargs)
        self.initial = {"wanted": weekly.wants(instance)}

    def save(self) -> None:
        """Keep the wish."""
        weekly.change_wish(self.user, wanted=self.cleaned_data["wanted"])
        tasks.request_weekly()


class DigestPanel(BaseSettingsPanel):
    """Shown to everybody who may see the dashboard."""

    name = "translations_digest"
    title = _("Weekly mail about translations")
    tab = notifications_tab
    order = 210
    form_class = DigestForm
