"""A small site, an empty index in a folder of its own, and a worker that works when told."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.http import QueryDict
from pytest_django.fixtures import Settings
from wagtail.models import Page

from home.models import HomePage, InfoPage
from search import indexing
from search.engines.base import Engine
from search.engines.choose import engine_for
from search.models import Change
from search.query import Answer, search
from search.request import SearchRequest
from tests.home.site import add, make_home

Make = Callable[..., InfoPage]
Ask = Callable[..., Answer]


@pytest.fixture
def engine(tmp_path: Path, settings: Settings) -> Engine:
    settings.SEARCH_URL = f"tantivy://{tmp_path / 'index'}"
    return engine_for(settings.SEARCH_URL)


@pytest.fixture
def home(db: None) -> HomePage:
    page = make_home()
    Change.objects.all().delete()
    return page


@pytest.fixture
def make(home: HomePage) -> Make:
    """A live information page; `text` becomes its lead."""
    numbers = iter(range(1, 1_000))

    def page(title: str = "Seite", text: str = "", parent: Page | None = None, **fields: Any) -> InfoPage:
        slug = f"seite-{next(numbers)}"
        made: InfoPage = add(parent or home, InfoPage(title=title, slug=slug, summary=text, **fields))
        return made

    return page


@pytest.fixture
def work(engine: Engine) -> Callable[[], indexing.Outcome]:
    """What the worker's job does."""
    return lambda: indexing.drain(engine)


@pytest.fixture
def ask(engine: Engine) -> Ask:
    """Ask as a reader of one language."""

    def answer(text: str, language: str = "de", per_page: int = 10, **parameters: Any) -> Answer:
        query = QueryDict(mutable=True)
        query["q"] = text
        for name, value in parameters.items():
            query.setlist(name, value if isinstance(value, list) else [value])
        return search(SearchRequest.from_query(query, language), engine, per_page=per_page)

    return answer
