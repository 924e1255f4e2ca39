"""Blocks that lead on to other pages: chosen by hand, or the newest of a kind."""

from typing import Any

from django.apps import apps
from django.db.models import F
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page

from portal.accounts.visibility import offered, offered_below
from portal.blocks.base import PortalBlock

GROUP = _("Lists and tables")
KINDS = [
    ("consultations.ConsultationPage", _("Consultations")),
    ("consultations.MeetingPage", _("Sessions")),
    ("consultations.GuidelinePage", _("Guidelines")),
    ("consultations.MethodPage", _("Methods")),
    ("home.NewsPage", _("News")),
]


class ChosenTeasersBlock(PortalBlock):
    """Pages chosen by hand, each in the reader's language, else in German; one that is not public is left out."""

    title = blocks.CharBlock(label=_("Title"), required=False, default="", max_length=120)
    pages = blocks.ListBlock(blocks.PageChooserBlock(), label=_("Pages"), min_num=1, max_num=12)

    class Meta:
        icon = "link"
        group = GROUP
        label = _("Selected pages")
        description = _("Cards that lead to pages you choose.")

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Adds `teasers`, in the chosen order."""
        context = super().get_context(value, parent_context)
        context["teasers"] = chosen_pages(
            [page for page in value["pages"] if page], _language(parent_context)
        )
        return context

    def example(self) -> dict[str, Any]:
        """The first page of the tree."""
        return {"title": gettext("Read on"), "pages": [None]}


class NewestTeasersBlock(PortalBlock):
    """The newest pages of one kind, below one page or everywhere in the reader's language."""

    choose_for_preview = False

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    kind = blocks.ChoiceBlock(KINDS, label=_("Kind of page"), default="home.NewsPage")
    below = blocks.PageChooserBlock(label=_("Only below this page"), required=False)
    limit = blocks.IntegerBlock(label=_("How many"), default=3, min_value=1, max_value=12)

    class Meta:
        icon = "list-ul"
        group = GROUP
        label = _("Newest pages")
        description = _("Cards of the newest pages of a kind. They renew themselves.")

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Adds `teasers`, newest first."""
        context = super().get_context(value, parent_context)
        context["teasers"] = newest_pages(
            value["kind"], value["below"], value["limit"], _language(parent_context)
        )
        return context

    def example(self) -> dict[str, Any]:
        """News of the whole portal."""
        return {"title": gettext("News"), "kind": "home.NewsPage", "limit": 3}


def chosen_pages(pages: list[Page], language: str) -> list[Page]:
    """The live and public pages for readers of this language, in the chosen order."""
    keys = [page.translation_key for page in pages]
    found = offered(Page.objects.live().filter(translation_key__in=keys), language)
    by_key = {page.translation_key: page for page in found.specific()}
    return [by_key[key] for key in keys if key in by_key]


def newest_pages(kind: str, below: Page | None, limit: int, language: str) -> list[Page]:
    """Newest live and public pages of a kind by the field the page type names in `newest_by`."""
    model: Any = apps.get_model(kind)
    live = model.objects.live().select_related("locale")
    pages = offered_below(live, below.localized, deep=True) if below else offered(live, language)
    newest_by = getattr(model, "newest_by", "first_published_at")
    return list(pages.order_by(F(newest_by).desc(nulls_last=True), "-pk")[:limit])


def _language(context: dict[str, Any] | None) -> str:
    page = (context or {}).get("page")
    return page.locale.language_code if page is not None else get_language()
