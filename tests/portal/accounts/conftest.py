"""Roles, and one person for each."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from home.models import HomePage
from portal.accounts.models import User
from portal.accounts.roles import install_roles
from portal.accounts.workflow import install_workflow
from tests.home.site import make_home

Person = Callable[..., User]


@pytest.fixture
def home(db: None) -> HomePage:
    install_roles()
    install_workflow()
    return make_home()


@pytest.fixture
def person(home: HomePage) -> Person:
    def make(role: str, name: str = "") -> User:
        user, made = User.objects.get_or_create(
            email=f"{name or role.replace(' ', '-').lower()}@stadt.example"
        )
        if made:
            user.groups.add(Group.objects.get(name=role))
        return User.objects.get(pk=user.pk)

    return make


@pytest.fixture
def browser(person: Person) -> Callable[..., Client]:
    def make(role: str, name: str = "") -> Client:
        client = Client()
        client.force_login(person(role, name), backend="django.contrib.auth.backends.ModelBackend")
        return client

    return make
