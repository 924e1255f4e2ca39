"""Who may do what, action by action."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page
from wagtail.permissions import policy_registry

from home.models import GlossaryTerm, HomePage, InfoPage
from portal.accounts.models import User
from portal.accounts.roles import CHIEF_EDITOR, EDITOR, ROLES, TRANSLATOR, install_roles
from portal.files.models import PortalDocument, PortalImage
from tests.home.site import add, make_home

Person = Callable[[str], User]


@pytest.fixture
def page(home: HomePage) -> InfoPage:
    return add(home, InfoPage(title="Seite", slug="seite"))


# editor, chief editor, translator
PAGE_RIGHTS = {
    "can_edit": (True, True, False),
    "can_add_subpage": (True, True, False),
    "can_publish": (False, True, False),
    "can_unpublish": (False, True, False),
    "can_delete": (False, True, False),
    "can_lock": (False, True, False),
    "can_unlock": (False, True, False),
    "can_set_view_restrictions": (False, True, False),
}


@pytest.mark.parametrize(("action", "expected"), PAGE_RIGHTS.items())
def test_rights_on_german_pages(
    page: InfoPage, person: Person, action: str, expected: tuple[bool, bool, bool]
) -> None:
    got = tuple(
        getattr(page.permissions_for_user(person(role)), action)()
        for role in (EDITOR, CHIEF_EDITOR, TRANSLATOR)
    )
    assert got == expected


def test_translators_edit_translations_but_do_not_publish_them(
    home: HomePage, page: InfoPage, person: Person
) -> None:
    make_home("fr")
    translated = page.copy_for_translation(make_home("tr").locale)
    rights = translated.permissions_for_user(person(TRANSLATOR))
    assert (rights.can_edit(), rights.can_publish(), rights.can_add_subpage()) == (True, False, False)


RIGHTS = {
    "wagtailadmin.access_admin": (True, True, True),
    "wagtail_localize.submit_translation": (False, True, False),
    "wagtailredirects.add_redirect": (False, True, False),
    "home.add_contact": (True, True, False),
    "home.change_contact": (True, True, True),
    "home.change_glossaryterm": (True, True, True),
    "home.publish_glossaryterm": (False, True, False),
    "home.delete_sitetext": (False, True, False),
    "home.publish_navigationmenu": (False, True, False),
    "consultations.change_organization": (True, True, False),
    "consultations.delete_organization": (False, True, False),
    "search.add_synonymgroup": (True, True, False),
    "search.change_listedword": (True, True, False),
    "search.delete_promotedresult": (False, True, False),
    "portal.change_user": (False, False, False),
    "auth.change_group": (False, False, False),
    "wagtailcore.change_workflow": (False, False, False),
}


@pytest.mark.parametrize(("right", "expected"), RIGHTS.items())
def test_further_rights(person: Person, right: str, expected: tuple[bool, bool, bool]) -> None:
    assert tuple(person(role).has_perm(right) for role in (EDITOR, CHIEF_EDITOR, TRANSLATOR)) == expected


@pytest.mark.parametrize("model", [PortalImage, PortalDocument])
@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("add", (True, True, False)),
        ("change", (True, True, False)),
        ("choose", (True, True, True)),
        ("delete", (True, True, False)),
    ],
)
def test_rights_on_files(person: Person, model: type, action: str, expected: tuple[bool, bool, bool]) -> None:
    """Who may change files may delete them: Wagtail has no separate right."""
    policy = policy_registry.get_by_type(model)
    got = tuple(
        policy.user_has_permission(person(role), action) for role in (EDITOR, CHIEF_EDITOR, TRANSLATOR)
    )
    assert got == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/admin/", (200, 200, 200)),
        ("/admin/snippets/home/glossaryterm/", (200, 200, 200)),
        ("/admin/snippets/home/glossaryterm/add/", (200, 200, 302)),
        ("/admin/images/", (200, 200, 302)),
        ("/admin/documents/", (200, 200, 302)),
        ("/admin/redirects/", (302, 200, 302)),
        ("/admin/users/", (302, 302, 302)),
        ("/admin/groups/", (302, 302, 302)),
    ],
)
def test_doors_of_the_admin(
    browser: Callable[[str], Client], address: str, expected: tuple[int, int, int]
) -> None:
    got = tuple(browser(role).get(address).status_code for role in (EDITOR, CHIEF_EDITOR, TRANSLATOR))
    assert got == expected


def test_an_editor_cannot_publish_by_a_forged_form(
    home: HomePage, page: InfoPage, browser: Callable[[str], Client]
) -> None:
    data = {"title": "Gefälscht", "slug": "seite", "summary": "", "body-count": "0", "action-publish": "1"}
    browser(EDITOR).post(f"/admin/pages/{page.pk}/edit/", data)
    assert InfoPage.objects.get(pk=page.pk).title == "Seite"


def test_a_translator_cannot_publish_all_languages(page: InfoPage, browser: Callable[[str], Client]) -> None:
    address = f"/admin/localize/submit/page/{page.pk}/"
    got = [browser(role).get(address).status_code for role in (EDITOR, TRANSLATOR)]
    assert got == [302, 302]


def counts() -> tuple[int, ...]:
    rights = Group.permissions.through.objects.count()
    tables = (Group, GroupPagePermission, GroupCollectionPermission, Permission)
    return (rights, *(table.objects.count() for table in tables))


def test_installing_twice_changes_nothing(home: HomePage) -> None:
    before = counts()
    install_roles()
    assert counts() == before


def test_an_administrators_addition_stays(home: HomePage) -> None:
    group = Group.objects.get(name=EDITOR)
    extra = Permission.objects.get(codename="add_redirect")
    group.permissions.add(extra)
    install_roles()
    assert extra in group.permissions.all()


def test_every_named_right_exists(home: HomePage) -> None:
    for role in ROLES:
        for name in (*role.files, *role.further):
            label, codename = name.split(".")
            assert Permission.objects.filter(content_type__app_label=label, codename=codename).exists(), name


def test_the_migration_may_pass_historical_models(home: HomePage) -> None:
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    historical = MigrationLoader(connection).project_state().apps
    Group.objects.filter(name=EDITOR).delete()
    install_roles(historical)
    root = Page.objects.get(depth=1)
    rows = GroupPagePermission.objects.filter(group__name=EDITOR, page=root)
    assert set(rows.values_list("permission__codename", flat=True)) == {"add_page", "change_page"}
    assert Group.objects.get(name=EDITOR).permissions.filter(codename="change_glossaryterm").exists()
    assert GlossaryTerm._meta.app_label == "home"
