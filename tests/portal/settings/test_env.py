"""The environment is read once; whatever cannot be used stops the start in one line."""

from pathlib import Path

import pytest

from portal.settings import env
from search.engines.elastic_address import Address


@pytest.fixture
def given(tmp_path: Path) -> dict[str, str]:
    return {
        "DATA_DIR": str(tmp_path / "one"),
        "SITE_URL": "https://dialog.example.org",
        "SECRET_KEY": "s" * 50,
    }


def test_the_least_that_must_be_given_is_enough(given: dict[str, str]) -> None:
    read = env.read(given)
    assert read.allowed_hosts == ("dialog.example.org",)
    assert read.database["NAME"] == str(read.data_dir / "db.sqlite3")
    assert read.database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert read.search_url == f"tantivy://{read.data_dir / 'index'}"


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("DATA_DIR", "", "DATA_DIR is missing"),
        ("DATA_DIR", "/proc/nowhere", "DATA_DIR cannot be made"),
        ("SITE_URL", "", "SITE_URL is missing"),
        ("SITE_URL", "dialog.example.org", "SITE_URL must look like"),
        ("SITE_URL", "https://dialog.example.org/path", "SITE_URL must look like"),
        ("SECRET_KEY", "short", "SECRET_KEY must have at least 50"),
        ("DATABASE_URL", "mysql://root@localhost/x", "DATABASE_URL must begin with one of sqlite://"),
        ("DATABASE_URL", "nonsense", "DATABASE_URL must begin with one of"),
        ("SEARCH_URL", "ftp://localhost", "SEARCH_URL must begin with one of tantivy://"),
        ("SEARCH_VERIFY", "perhaps", "SEARCH_VERIFY must be yes or no"),
        ("SEARCH_CA_FILE", "/proc/nowhere", "SEARCH_CA_FILE is no file"),
        ("SEARCH_TIMEOUT", "soon", "SEARCH_TIMEOUT must be a number of seconds"),
        ("SEARCH_TIMEOUT", "-1", "SEARCH_TIMEOUT must be a number of seconds"),
        ("CACHE_URL", "tape://", "CACHE_URL must begin with one of"),
        ("EMAIL_URL", "pigeon://", "EMAIL_URL must begin with one of"),
        ("EMAIL_URL", "filemail://relative/mails", "EMAIL_URL must look like filemail:///absolute/path"),
        ("DATABASE_URL", "sqlite://", "DATABASE_URL must look like sqlite:///absolute/path"),
        ("WEB_PROCESSES", "many", "WEB_PROCESSES must be a number"),
    ],
)
def test_a_wrong_value_stops_the_start_with_one_line(
    given: dict[str, str], name: str, value: str, says: str
) -> None:
    with pytest.raises(env.WrongSetting) as stop:
        env.read(
            {"SEARCH_URL": "https://host/x" if name.startswith("SEARCH") else ""} | given | {name: value}
        )
    assert says in str(stop.value)
    assert "\n" not in str(stop.value)


@pytest.mark.parametrize("slashes", ["///", "////"])
def test_paths_in_addresses_are_absolute(given: dict[str, str], slashes: str) -> None:
    read = env.read(
        given
        | {"EMAIL_URL": f"filemail:{slashes}srv/a%20b", "DATABASE_URL": f"sqlite:{slashes}srv/db.sqlite3"}
    )
    assert read.email["EMAIL_FILE_PATH"] == "/srv/a b"
    assert read.database["NAME"] == "/srv/db.sqlite3"


def test_a_search_cluster_is_one_address_with_its_options(given: dict[str, str], tmp_path: Path) -> None:
    plain = given | {"SEARCH_URL": "https://a:9200,b:9200/stadt"}
    assert env.read(plain).search_url == "https://a:9200,b:9200/stadt"
    authority = tmp_path / "ca.pem"
    authority.touch()
    more = {"SEARCH_API_KEY": "a+b=", "SEARCH_CA_FILE": str(authority), "SEARCH_TIMEOUT": "4"}
    address = Address.parse(env.read(plain | more | {"SEARCH_VERIFY": "no"}).search_url)
    assert (address.api_key, address.ca_file) == ("a+b=", str(authority))
    assert (address.timeout, address.verify) == (4.0, False)


def test_postgresql_checks_its_connections(given: dict[str, str]) -> None:
    database = env.read(given | {"DATABASE_URL": "postgres://u:p@localhost:5432/portal"}).database
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert database["CONN_HEALTH_CHECKS"] is True


def test_every_variable_is_in_the_table() -> None:
    assert all(f"`{variable.name}`" in env.table() for variable in env.VARIABLES)


def test_machine_translation_is_off_and_chosen_by_language(given: dict[str, str]) -> None:
    assert env.read(given).machine_translation["services"] == {"": "off"}
    chosen = given | {
        "MACHINE_TRANSLATION": "deepl, ar:libretranslate,uk:off",
        "DEEPL_KEY": "k:fx",
        "LIBRETRANSLATE_URL": "http://translate:5000/",
    }
    assert env.read(chosen).machine_translation == {
        "services": {"": "deepl", "ar": "libretranslate", "uk": "off"},
        "deepl_url": "https://api-free.deepl.com",
        "deepl_key": "k:fx",
        "libretranslate_url": "http://translate:5000",
        "libretranslate_key": "",
    }


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"MACHINE_TRANSLATION": "google"}, "MACHINE_TRANSLATION must name one of"),
        ({"MACHINE_TRANSLATION": "deepl"}, "DEEPL_KEY is missing"),
        ({"MACHINE_TRANSLATION": "tr:libretranslate"}, "LIBRETRANSLATE_URL is missing"),
        ({"LIBRETRANSLATE_URL": "http://translate.example.org"}, "LIBRETRANSLATE_URL must begin with https"),
        ({"DEEPL_URL": "nonsense"}, "DEEPL_URL must begin with https"),
    ],
)
def test_machine_translation_that_cannot_work(
    given: dict[str, str], values: dict[str, str], says: str
) -> None:
    with pytest.raises(env.WrongSetting, match=says):
        env.read(given | values)
