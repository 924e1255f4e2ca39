"""Every page type in German and Arabic, light, dark and on a narrow screen: no barrier that a machine can see."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.installation import Installation
from tests.browser.places import DIRECTIONS, HIT, LANGUAGES, pages
from tests.browser.visit import Visitor

MODES: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1280, "height": 900}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "narrow": {"viewport": {"width": 320, "height": 640}},
}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_type_is_free_of_barriers(
    browser: Browser, portal: Installation, language: str, mode: str
) -> None:
    portal.wait_until_found(language, HIT[language])
    context = browser.new_context(base_url=portal.url, locale="de-DE", reduced_motion="reduce", **MODES[mode])
    visitor = Visitor(context.new_page(), portal.url)

    problems = {
        name: visitor.problems(
            path, language, DIRECTIONS[language], status=404 if name == "not found" else 200
        )
        for name, path in pages(language).items()
    }

    context.close()
    assert {name: found for name, found in problems.items() if found} == {}
