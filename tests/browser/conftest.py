"""Chromium and a running installation, once for all browser tests."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.installation import Installation

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


def program() -> str | None:
    """Where Chromium is."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = program()
    if found is None:
        message = "Chromium is not installed: browser tests are left out (Debian package chromium)."
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Installation]:
    """The demo with an Arabic twin of every page type, served by real processes."""
    installation = Installation(tmp_path_factory.mktemp("portal"))
    installation.share_static_files()
    installation.manage("demo", "--no-serve")
    installation.script(Path(__file__).with_name("arabic.py"))
    try:
        installation.start()
        yield installation
    finally:
        installation.stop()


@pytest.fixture
def page(browser: Browser, portal: Installation) -> Iterator[Page]:
    """A fresh context, German, desktop."""
    context = browser.new_context(
        base_url=portal.url, locale="de-DE", viewport={"width": 1280, "height": 900}
    )
    context.set_default_timeout(15_000)
    opened = context.new_page()
    yield opened
    context.close()
