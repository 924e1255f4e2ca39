"""The demo content of the tests: loaded once per process, lent to one module after the other."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.test import override_settings
from wagtail.models import Page

from home.demo.load import load_demo


@dataclass(frozen=True, slots=True)
class DemoPortal:
    """The demo content in the database of one module, its files and index in a folder of their own."""

    folder: Path

    def page(self, slug: str) -> Any:
        """A German demo page as its own type."""
        return Page.objects.get(slug=slug, locale__language_code="de").specific

    def url(self, slug: str) -> str:
        """Address of a demo page."""
        url: str = self.page(slug).url
        return url


class LoadedOnce:
    """Keeps a transaction with the demo in it open while tests that need it follow one another.

    Tests that do not need it must not see it: `close` before them.
    """

    def __init__(self) -> None:
        self.loads = 0
        self._folder: Path | None = None
        self._everything: Any = None
        self._blocker: Any = None
        self._lent = 0

    @contextmanager
    def lent(self, blocker: Any, folder: Path, work: Callable[[], int]) -> Iterator[DemoPortal]:
        """The demo with a copy of its files and index; what is done to either is taken back in the end."""
        if self._folder is None:
            self._load(blocker, work)
        shutil.copytree(str(self._folder), folder, dirs_exist_ok=True)
        with override_settings(**_settings(folder)):
            with blocker.unblock():
                module = _durable_allowed()
                module.__enter__()
                cache.clear()
            self._lent += 1
            try:
                yield DemoPortal(folder)
            finally:
                self._lent -= 1
                with blocker.unblock():
                    _take_back(module)

    def close(self) -> None:
        """The demo is gone, unless a module still has it; the next one who needs it loads it anew."""
        if self._folder is None or self._lent:
            return
        with self._blocker.unblock():
            _take_back(self._everything)
        shutil.rmtree(self._folder)
        self._folder = None

    def _load(self, blocker: Any, work: Callable[[], int]) -> None:
        self._folder, self._blocker = Path(tempfile.mkdtemp(prefix="stadtdialog-demo-")), blocker
        self.loads += 1
        with override_settings(**_settings(self._folder)), blocker.unblock():
            self._everything = _durable_allowed()
            self._everything.__enter__()
            cache.clear()
            load_demo(lambda _line: None)
            work()


def _settings(folder: Path) -> dict[str, Any]:
    return {"MEDIA_ROOT": folder / "media", "SEARCH_URL": f"tantivy://{folder / 'index'}"}


def _durable_allowed() -> Any:
    """Tests may open durable blocks inside, as they may inside their own transaction."""
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]
    return block


def _take_back(block: Any) -> None:
    transaction.set_rollback(True)
    block.__exit__(None, None, None)
    cache.clear()
