"""A page waiting for its translation, and a service to send it to."""

from collections.abc import Iterator
from typing import Any

import pytest
from wagtail.models import Page

from tests.portal.translators.conftest import Tree, translate
from tests.portal.translators.machine.server import Machine, machine_server
from tests.portal.translators.test_submission import in_language


@pytest.fixture
def machine() -> Iterator[Machine]:
    with machine_server() as running:
        yield running


@pytest.fixture
def deepl(machine: Machine, settings: Any) -> Machine:
    settings.MACHINE_TRANSLATION = options(machine.url, {"": "deepl"})
    return machine


@pytest.fixture
def english(tree: Tree) -> Page:
    translate(tree.article, "en")
    return in_language(tree.article, "en")


def options(url: str, services: dict[str, str]) -> dict[str, Any]:
    return {
        "services": services,
        "deepl_url": url,
        "deepl_key": "deepl-key",
        "libretranslate_url": url,
        "libretranslate_key": "libre-key",
    }
