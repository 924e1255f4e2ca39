"""Who may do what: the roles as plain data, and their installation as groups."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps as installed
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db.models import Model
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail import hooks
from wagtail.models import Page, TranslatableMixin
from wagtail.snippets.models import get_snippet_models

EDITOR = "Editor"
CHIEF_EDITOR = "Chief editor"
TRANSLATOR = "Translator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """Rights of a group; `translated_` ones hold only in translated trees and for snippets that have languages."""

    name: str
    pages: tuple[str, ...] = ()
    translated_pages: tuple[str, ...] = ()
    snippets: tuple[str, ...] = ()
    translated_snippets: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    further: tuple[str, ...] = ()


# Rights on files hang on Wagtail's own models, whatever model a site uses for its images and documents.
_FILES = (
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
    "wagtaildocs.choose_document",
)
_ADMIN = "wagtailadmin.access_admin"
_REDIRECTS = tuple(f"wagtailredirects.{action}_redirect" for action in ("add", "change", "delete", "view"))

ROLES = (
    Role(
        name=EDITOR,
        pages=("add", "change"),
        snippets=("add", "change", "view"),
        files=_FILES,
        further=(_ADMIN,),
    ),
    Role(
        name=CHIEF_EDITOR,
        pages=("add", "change", "publish", "lock", "unlock", "bulk_delete"),
        snippets=("add", "change", "delete", "publish", "view"),
        files=_FILES,
        # submit_translation is a right to publish: wagtail-localize lets it publish every language of a page.
        further=(
            _ADMIN,
            *_REDIRECTS,
            "wagtail_localize.submit_translation",
            "consultations.freeze_guideline",
        ),
    ),
    Role(
        name=TRANSLATOR,
        translated_pages=("change",),
        translated_snippets=("change", "view"),
        files=("wagtailimages.choose_image", "wagtaildocs.choose_document"),
        further=(_ADMIN, "portal.view_term", "portal.add_term", "portal.change_term"),
    ),
)


def install_roles(apps: Any = installed) -> None:
    """Make the groups or add the rights they lack; a migration passes its historical `apps`.

    Rights an administrator added stay. Permission rows usually arise only after all migrations, so they are
    made here for the apps the roles name.
    """
    labels = {
        "wagtailcore",
        "wagtailadmin",
        "wagtailredirects",
        "wagtail_localize",
        "wagtailimages",
        "wagtaildocs",
    }
    for label in labels | {model._meta.app_label for model in _snippet_models()}:
        create_permissions(installed.get_app_config(label), verbosity=0, apps=apps)
    for role in ROLES:
        group, _made = apps.get_model("auth", "Group").objects.get_or_create(name=role.name)
        _grant_models(group, role, apps)
        _grant_files(group, role, apps)
        roots = (
            apps.get_model("wagtailcore", "Page").objects.filter(depth=1).order_by("path")[:1]
        )  # behind it: the bin
        _grant_pages(group, role.pages, roots, apps)
        _grant_pages(group, role.translated_pages, _translated_roots(apps), apps)


@receiver(post_save, dispatch_uid="portal.accounts.roles.open_new_language")
def open_new_language(sender: type, instance: object, created: bool, **kwargs: object) -> None:
    """A front page of a further language has come: its translators may edit the tree below."""
    if created and isinstance(instance, Page) and instance.depth == 2:
        for role in ROLES:
            group = installed.get_model("auth", "Group").objects.filter(name=role.name).first()
            if group and role.translated_pages:
                roots = _translated_roots(installed).filter(pk=instance.pk)
                _grant_pages(group, role.translated_pages, roots, installed)


def _snippet_models() -> list[type[Model]]:
    """What editors find under snippets; the apps register them in their hooks."""
    hooks.search_for_hooks()
    return list(get_snippet_models())


def _grant_models(group: Any, role: Role, apps: Any) -> None:
    wanted = list(role.further)
    for model in _snippet_models():
        actions = role.snippets + (role.translated_snippets if issubclass(model, TranslatableMixin) else ())
        wanted += [f"{model._meta.app_label}.{action}_{model._meta.model_name}" for action in actions]
    group.permissions.add(*_permissions(wanted, apps))


def _grant_files(group: Any, role: Role, apps: Any) -> None:
    rows = apps.get_model("wagtailcore", "GroupCollectionPermission").objects
    for collection in apps.get_model("wagtailcore", "Collection").objects.filter(depth=1):
        for permission in _permissions(role.files, apps):
            rows.get_or_create(group=group, collection=collection, permission=permission)


def _grant_pages(group: Any, actions: tuple[str, ...], roots: Any, apps: Any) -> None:
    rows = apps.get_model("wagtailcore", "GroupPagePermission").objects
    permissions = _permissions([f"wagtailcore.{action}_page" for action in actions], apps)
    for root in roots:
        for permission in permissions:
            rows.get_or_create(group=group, page=root, permission=permission)


def _permissions(names: Iterable[str], apps: Any) -> list[Any]:
    """Those that exist: not every model has every right, one without drafts cannot be published."""
    wanted = {tuple(name.split(".")) for name in names}
    found = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label__in={label for label, _codename in wanted},
        codename__in={codename for _label, codename in wanted},
    )
    # The query also finds a wanted name in another wanted app.
    return [one for one in found.select_related("content_type") if _named(one) in wanted]


def _named(permission: Any) -> tuple[str, str]:
    return permission.content_type.app_label, permission.codename


def _translated_roots(apps: Any) -> Any:
    pages = apps.get_model("wagtailcore", "Page").objects.filter(depth=2)
    return pages.exclude(locale__language_code=settings.LANGUAGE_CODE)
