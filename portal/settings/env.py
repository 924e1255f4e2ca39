"""Every environment variable of the portal: read once, typed, documented.

A missing or wrong value stops the start with one line that names the variable. The table in
docs/operators.md is printed by `python -m portal.settings.env` and compared by a test.
"""

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlencode, urlsplit

import environ

from portal.settings import machine

SCHEMES_DATABASE = ("sqlite", "postgres", "postgresql")
SCHEMES_SEARCH = ("tantivy", "http", "https")
READER_SECONDS = "1.8"
SCHEMES_CACHE = (
    "locmemcache",
    "filecache",
    "dbcache",
    "rediscache",
    "rediss",
    "redis",
    "pymemcache",
    "dummycache",
)
SCHEMES_EMAIL = (
    "smtp",
    "smtp+tls",
    "smtp+ssl",
    "smtps",
    "consolemail",
    "filemail",
    "dummymail",
    "memorymail",
)


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable: `default` None means it must be given."""

    name: str
    default: str | None
    help: str


VARIABLES = (
    Variable("DATA_DIR", None, "Folder of one installation: database, media, search index, logs."),
    Variable(
        "DATABASE_URL",
        "",
        "`sqlite:///path` or `postgres://user:password@host:5432/name`; empty: SQLite in DATA_DIR.",
    ),
    Variable(
        "SEARCH_URL",
        "",
        "`tantivy:///path`, or `https://user:password@host:9200/prefix`; empty: embedded index in DATA_DIR.",
    ),
    Variable("SEARCH_API_KEY", "", "API key for the search cluster, instead of user and password."),
    Variable("SEARCH_CA_FILE", "", "File with the authority that signed the cluster's certificates (PEM)."),
    Variable("SEARCH_VERIFY", "yes", "`no`: do not check the cluster's certificate; for trials only."),
    Variable("SEARCH_TIMEOUT", READER_SECONDS, "Seconds a reader waits for the cluster."),
    Variable(
        "SEARCH_FALLBACK",
        "",
        "`tantivy:///path` of an embedded index that answers while the cluster does not; empty: none.",
    ),
    Variable("CACHE_URL", "locmemcache://", "Django cache as URL, e.g. `rediscache://host:6379/1`."),
    Variable("SITE_URL", None, "Public address without path, e.g. `https://dialog.example.org`."),
    Variable("SECRET_KEY", None, "At least 50 random characters; never shared between installations."),
    Variable("ALLOWED_HOSTS", "", "Host names divided by commas; empty: the host of SITE_URL."),
    Variable(
        "TRUSTED_PROXIES",
        "1",
        "Number of proxies whose `X-Forwarded-For` counts (2: CDN and nginx), or their networks with commas.",
    ),
    Variable("EMAIL_URL", "consolemail://", "Mail server, e.g. `smtp+tls://user:password@host:587`."),
    Variable("EMAIL_FROM", "", "Sender of all mails; empty: noreply@ and the first of ALLOWED_HOSTS."),
    Variable("OCR", "off", "`on`: text of scanned PDFs is recognised by `ocrmypdf`, where it is installed."),
    Variable(
        "MACHINE_TRANSLATION",
        "off",
        "`deepl`, `libretranslate`, `dictionary` (trials) or `off`; other for a language: `deepl,ar:libretranslate`.",
    ),
    Variable("DEEPL_KEY", "", "Key of DeepL's interface."),
    Variable("DEEPL_URL", "", "Address of DeepL; empty: the one for the kind of key."),
    Variable("LIBRETRANSLATE_URL", "", "Address of a LibreTranslate server, without `/translate`."),
    Variable("LIBRETRANSLATE_KEY", "", "Its key, where it asks for one."),
    Variable("BIND", "127.0.0.1:8000", "Address and port on which gunicorn listens for nginx."),
    Variable("WEB_PROCESSES", "3", "Processes of the web server; two a core are enough."),
)


class WrongSetting(SystemExit):
    """Stops the start; the message is one clear line."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"Stadtdialog cannot start: {name} {problem} (see docs/operators.md)")


@dataclass(frozen=True, slots=True)
class Environment:
    """The typed values; `database`, `cache` and `email` are Django's dictionaries."""

    data_dir: Path
    database: dict[str, Any]
    search_url: str
    search_fallback: str
    cache: dict[str, Any]
    site_url: str
    secret_key: str
    allowed_hosts: tuple[str, ...]
    trusted_proxies: int | tuple[str, ...]
    email: dict[str, Any]
    email_from: str
    ocr: bool
    machine_translation: dict[str, Any]
    bind: str
    web_processes: int


def read(source: Mapping[str, str] | None = None) -> Environment:
    """Read and check all variables; raises WrongSetting at the first one that cannot be used."""
    source = os.environ if source is None else source
    raw = {variable.name: _value(source, variable) for variable in VARIABLES}
    data_dir = _data_dir(raw["DATA_DIR"])
    site = _site_url(raw["SITE_URL"])
    if len(raw["SECRET_KEY"]) < 50:
        raise WrongSetting("SECRET_KEY", "must have at least 50 characters")
    hosts = tuple(host.strip() for host in raw["ALLOWED_HOSTS"].split(",") if host.strip())
    hosts = hosts or (str(urlsplit(site).hostname),)
    return Environment(
        data_dir=data_dir,
        database=database(raw["DATABASE_URL"] or f"sqlite:///{data_dir / 'db.sqlite3'}"),
        search_url=_search_url(raw, data_dir),
        search_fallback=_search_fallback(raw),
        cache=environ.Env.cache_url_config(_url("CACHE_URL", raw["CACHE_URL"], SCHEMES_CACHE)),
        site_url=site,
        secret_key=raw["SECRET_KEY"],
        allowed_hosts=hosts,
        trusted_proxies=_proxies(raw["TRUSTED_PROXIES"]),
        email=_email(raw["EMAIL_URL"]),
        email_from=_sender(raw["EMAIL_FROM"] or f"noreply@{hosts[0].lstrip('.*')}"),
        ocr=_switch("OCR", raw["OCR"]),
        machine_translation=machine.read(raw, WrongSetting),
        bind=raw["BIND"],
        web_processes=_number("WEB_PROCESSES", raw["WEB_PROCESSES"]),
    )


def _value(source: Mapping[str, str], variable: Variable) -> str:
    value = source.get(variable.name, "").strip()
    if value:
        return value
    if variable.default is None:
        raise WrongSetting(variable.name, f"is missing: {variable.help}")
    return variable.default


def _switch(name: str, value: str) -> bool:
    if value not in ("on", "off"):
        raise WrongSetting(name, "must be on or off")
    return value == "on"


def _number(name: str, value: str) -> int:
    if not value.isascii() or not value.isdigit() or int(value) < 1:
        raise WrongSetting(name, "must be a number of at least 1")
    return int(value)


def _path(name: str, url: str) -> str:
    """The path of an address, which is always absolute: `scheme:///srv/x` and `scheme:////srv/x` are one."""
    parts = urlsplit(url)
    path = unquote(parts.path).lstrip("/")
    if parts.netloc or not path:
        raise WrongSetting(name, f"must look like {parts.scheme}:///absolute/path")
    return f"/{path}"


def _email(value: str) -> dict[str, Any]:
    """Django's settings; the library would read the path of `filemail` as relative to the working directory."""
    config: dict[str, Any] = environ.Env.email_url_config(_url("EMAIL_URL", value, SCHEMES_EMAIL))
    if value.startswith("filemail:"):
        config["EMAIL_FILE_PATH"] = _path("EMAIL_URL", value)
    return config


def _url(name: str, value: str, schemes: tuple[str, ...]) -> str:
    scheme, mark, _rest = value.partition("://")
    if not mark or scheme not in schemes:
        raise WrongSetting(name, f"must begin with one of {', '.join(s + '://' for s in schemes)}")
    return value


def _search_url(raw: Mapping[str, str], data_dir: Path) -> str:
    """The one address the engine is made from; options of a cluster stand behind its question mark."""
    url = _url("SEARCH_URL", raw["SEARCH_URL"] or f"tantivy://{data_dir / 'index'}", SCHEMES_SEARCH)
    if url.startswith("tantivy:"):
        return url
    if raw["SEARCH_VERIFY"] not in ("yes", "no"):
        raise WrongSetting("SEARCH_VERIFY", "must be yes or no")
    if raw["SEARCH_CA_FILE"] and not Path(raw["SEARCH_CA_FILE"]).is_file():
        raise WrongSetting("SEARCH_CA_FILE", "is no file")
    options = {
        "api_key": raw["SEARCH_API_KEY"],
        "ca": raw["SEARCH_CA_FILE"],
        "verify": raw["SEARCH_VERIFY"],
        "timeout": raw["SEARCH_TIMEOUT"],
    }
    try:
        if float(raw["SEARCH_TIMEOUT"]) <= 0:
            raise ValueError
    except ValueError as error:
        raise WrongSetting("SEARCH_TIMEOUT", "must be a number of seconds, such as 1.8") from error
    given = {name: value for name, value in options.items() if value and value not in ("yes", READER_SECONDS)}
    joint = "&" if "?" in url else "?"
    return f"{url}{joint}{urlencode(given)}" if given else url


def _search_fallback(raw: Mapping[str, str]) -> str:
    url = raw["SEARCH_FALLBACK"]
    if url and not url.startswith("tantivy:///"):
        raise WrongSetting("SEARCH_FALLBACK", "must look like tantivy:///absolute/path")
    if url and not raw["SEARCH_URL"].startswith("http"):
        raise WrongSetting("SEARCH_FALLBACK", "is for a cluster in SEARCH_URL; the embedded index needs none")
    return url


def _proxies(value: str) -> int | tuple[str, ...]:
    if value.isascii() and value.isdigit():
        return int(value)
    networks = tuple(part.strip() for part in value.split(",") if part.strip())
    try:
        return tuple(str(ipaddress.ip_network(part, strict=False)) for part in networks)
    except ValueError as error:
        problem = "must be a number, or networks such as 127.0.0.1,10.0.0.0/8"
        raise WrongSetting("TRUSTED_PROXIES", problem) from error


def _sender(value: str) -> str:
    if "@" not in value or any(ord(sign) < 32 for sign in value):
        raise WrongSetting("EMAIL_FROM", "must be an address such as dialog@example.org")
    return value


def _data_dir(value: str) -> Path:
    path = Path(value).expanduser().resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WrongSetting("DATA_DIR", f"cannot be made: {error.strerror}: {path}") from error
    if not os.access(path, os.W_OK):
        raise WrongSetting("DATA_DIR", f"is not writable: {path}")
    return path


def _site_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
        raise WrongSetting("SITE_URL", "must look like https://dialog.example.org")
    return value.rstrip("/")


def database(url: str) -> dict[str, Any]:
    """Django's dictionary; SQLite gets WAL and IMMEDIATE transactions so that writers wait instead of failing."""
    config: dict[str, Any] = environ.Env.db_url_config(_url("DATABASE_URL", url, SCHEMES_DATABASE))
    if config["ENGINE"].endswith("sqlite3"):
        config["ENGINE"] = "portal.sqlite3"
        config["NAME"] = _path("DATABASE_URL", url)
        config["OPTIONS"] = {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728;",
        }
    else:
        config["CONN_MAX_AGE"] = 60
        config["CONN_HEALTH_CHECKS"] = True
    return config


def table() -> str:
    """The documented table in Markdown."""
    rows = ["| Variable | Default | Meaning |", "| --- | --- | --- |"]
    for variable in VARIABLES:
        default = (
            "must be given"
            if variable.default is None
            else f"`{variable.default}`"
            if variable.default
            else "empty"
        )
        rows.append(f"| `{variable.name}` | {default} | {variable.help} |")
    return "\n".join(rows)


if __name__ == "__main__":
    print(table())
