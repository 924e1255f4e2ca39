"""The shared snippets in the editors' menu."""

from typing import ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from home.snippets import Contact, GlossaryTerm, NavigationMenu, SiteText
from portal.approval.rights import SnippetPolicy
from portal.approval.snippets import ApprovedSnippetViewSet

for model in (Contact, GlossaryTerm, NavigationMenu, SiteText):
    register_permission_policy(model, SnippetPolicy(model), exact_class=True)

FOREIGN_HELP = ("whats-new-", "editor-guide")


class ContactViewSet(ApprovedSnippetViewSet):
    """Contacts."""

    model = Contact
    icon = "user"
    list_display: ClassVar = ["name", "organization", "phone", "email"]
    list_filter: ClassVar = ["locale"]


class GlossaryTermViewSet(ApprovedSnippetViewSet):
    """Glossary terms."""

    model = GlossaryTerm
    icon = "help"
    list_display: ClassVar = ["term", "slug", "locale"]
    list_filter: ClassVar = ["locale"]


class NavigationMenuViewSet(ApprovedSnippetViewSet):
    """Menus."""

    model = NavigationMenu
    icon = "list-ul"
    list_display: ClassVar = ["title", "slug", "locale"]
    list_filter: ClassVar = ["locale"]
    search_fields: ClassVar = ["title", "slug"]


class SiteTextViewSet(ApprovedSnippetViewSet):
    """Site texts."""

    model = SiteText
    icon = "pilcrow"
    list_display: ClassVar = ["key", "text", "locale"]
    list_filter: ClassVar = ["locale"]


@register_snippet
class SharedTextsViewSetGroup(SnippetViewSetGroup):
    """One menu entry for what many pages share."""

    items = (ContactViewSet, GlossaryTermViewSet, NavigationMenuViewSet, SiteTextViewSet)
    menu_label = _("Shared texts")
    menu_icon = "snippet"
    menu_name = "shared-texts"
    menu_order = 440


@hooks.register("construct_help_menu")
def only_own_help(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Without links to Wagtail's own news: they are English and about other things than this portal."""
    menu_items[:] = [item for item in menu_items if not item.name.startswith(FOREIGN_HELP)]
