"""An empty city and the demo, each on SQLite and on PostgreSQL, and a browser with a mouse.

All that belongs to one database runs in one process of pytest-xdist (`--dist loadgroup`).
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests import postgres
from tests.acceptance.installation import PATIENCE, City
from tests.acceptance.missing import need
from tests.acceptance.people import Person
from tests.browser.conftest import FLAGS, program

# Arabic twins of one page of every type.
ARABIC = Path(__file__).parents[1] / "browser" / "arabic.py"
SQLITE, POSTGRESQL = "sqlite", "postgresql"
DATABASES = (SQLITE, POSTGRESQL)
NAME = "Neue Stadt im Dialog"
ADMINISTRATOR = ("verwaltung@stadt.example", "Ein-langes-Kennwort-2026")
# Makes the address of a database with this name.
NewDatabase = Callable[[str], str]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One process for all tests of a database."""
    for item in items:
        if "tests/acceptance/" not in item.path.as_posix():
            continue
        item.add_marker(pytest.mark.acceptance)
        call = getattr(item, "callspec", None)
        if call is not None and "database" in call.params:
            item.add_marker(pytest.mark.xdist_group(call.params["database"]))


@pytest.fixture(scope="session", params=DATABASES)
def database(request: pytest.FixtureRequest) -> Iterator[NewDatabase]:
    """SQLite lies in the folder of its installation; PostgreSQL is a server of this run."""
    if request.param == SQLITE:
        yield lambda name: ""
        return
    programs = postgres.binaries()
    need(programs, "postgresql")
    assert programs is not None
    with postgres.server(programs) as server:

        def new(name: str) -> str:
            with psycopg.connect(server, autocommit=True) as connection:
                connection.execute(f'CREATE DATABASE "{name}"'.encode())
            return urlsplit(server)._replace(path=f"/{name}").geturl()

        yield new


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The real one."""
    found = program()
    need(found, "chromium")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def running_demo(
    database: NewDatabase, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[City]:
    """The demo as `manage.py demo` makes it, started by `manage.py serve`."""
    city = City(tmp_path_factory.mktemp("demo"), database_url=database("demo"))
    city.collect_static()
    with city.post:
        city.manage("demo", "--no-serve")
        city.script(ARABIC)
        yield from _run(city)


@pytest.fixture(scope="session")
def running_empty(
    database: NewDatabase, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[City]:
    """What `manage.py init` makes, nothing else."""
    city = City(tmp_path_factory.mktemp("empty"), database_url=database("empty"))
    city.collect_static()
    with city.post:
        city.set_up(NAME, *ADMINISTRATOR)
        yield from _run(city)


@pytest.fixture
def demo(running_demo: City) -> Iterator[City]:
    """The demo; whatever a test does, no process may have told of a fault afterwards."""
    yield from _watched(running_demo)


@pytest.fixture
def empty(running_empty: City) -> Iterator[City]:
    """The empty city, watched like the demo."""
    yield from _watched(running_empty)


@pytest.fixture
def person(browser: Browser, demo: City) -> Iterator[Callable[[str], Person]]:
    """Logs in somebody of the demo by role, and closes their browser at the end."""
    opened: list[Person] = []

    def log_in(role: str) -> Person:
        opened.append(Person(browser, demo, *demo.password(role)))
        return opened[-1]

    yield log_in
    for one in opened:
        one.leave()


@pytest.fixture
def citizen(browser: Browser, demo: City) -> Iterator[Page]:
    """A reader without any rights or cookies."""
    context = demo.context(browser)
    yield context.new_page()
    context.close()


def _run(city: City) -> Iterator[City]:
    try:
        city.start()
        yield city
    finally:
        city.close()


def _watched(city: City) -> Iterator[City]:
    start = city.log.stat().st_size
    yield city
    assert city.faults(start) == []
