"""A small German tree and the people at the translators' desk."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client
from wagtail.models import Locale

from home.models import HomePage, InfoPage
from portal.accounts.roles import install_roles
from portal.accounts.workflow import install_workflow
from portal.translators import submission
from portal.translators.models import Submission
from tests.home.site import add, make_home
from tests.personas import browser_of


@dataclass(frozen=True, slots=True)
class Tree:
    """Front page > section > article, all German and live; English and Turkish exist and are empty."""

    home: HomePage
    section: InfoPage
    article: InfoPage


@pytest.fixture
def tree(db: None) -> Tree:
    install_roles()
    install_workflow()
    home = make_home()
    for code in ("en", "tr"):
        Locale.objects.get_or_create(language_code=code)
    section = add(home, InfoPage(title="Bereich", slug="bereich"))
    article = add(section, InfoPage(title="Artikel", slug="artikel", summary="Worum es geht"))
    return Tree(home, section, article)


@pytest.fixture
def browser(tree: Tree) -> Callable[..., Client]:
    return browser_of


def locales(*codes: str) -> list[Locale]:
    return [Locale.objects.get(language_code=code) for code in codes]


def translate(page: InfoPage | HomePage, *codes: str, subtree: bool = False) -> Submission:
    """Submit and work off at once."""
    made = submission.submit(page, locales(*codes), None, subtree=subtree)
    submission.work(made.pk)
    return Submission.objects.get(pk=made.pk)
