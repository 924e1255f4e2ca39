"""What SEARCH_URL says about a search cluster: hosts, who we are, what our indices are called."""

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

SCHEMES = ("http", "https")
PREFIX = "stadtdialog"
_PREFIX = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
# A reader waits no longer for a cluster that is down; nobody notices two seconds.
READER_SECONDS = 1.8
_KNOWN = ("api_key", "ca", "verify", "timeout")


class WrongAddress(ValueError):
    """The address cannot be used; the message never shows more of it than the name of a part."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the cluster is; nothing secret is in its text or its representation.

    `hosts` are `scheme://name:port`; `timeout` are the seconds a reader waits.
    """

    hosts: tuple[str, ...]
    prefix: str = PREFIX
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    api_key: str = field(default="", repr=False)
    ca_file: str = ""
    verify: bool = True
    timeout: float = READER_SECONDS

    def __str__(self) -> str:
        return f"{','.join(self.hosts)}/{self.prefix}"

    @property
    def authorization(self) -> Mapping[str, str]:
        """The header that says who we are; none when nobody is asked."""
        if self.api_key:
            return {"authorization": f"ApiKey {self.api_key}"}
        if self.user:
            both = b64encode(f"{self.user}:{self.password}".encode()).decode()
            return {"authorization": f"Basic {both}"}
        return {}

    @classmethod
    def parse(cls, url: str) -> "Address":
        """Read `https://user:password@host:9200,host2:9200/prefix?ca=/file&verify=no&timeout=3&api_key=...`,
        or several whole addresses with commas between; raises WrongAddress."""
        pieces = [piece.strip() for piece in url.split(",")]
        scheme = pieces[0].partition("://")[0]
        try:
            parts = [urlsplit(piece if "://" in piece else f"{scheme}://{piece}") for piece in pieces]
            options = _options(parts[-1].query)
            user = next((part for part in parts if part.username), parts[0])
            hosts = tuple(f"{part.scheme}://{_host(part.hostname)}:{part.port or 9200}" for part in parts)
            timeout = float(options.get("timeout", READER_SECONDS))
        except WrongAddress:
            raise
        except ValueError:
            # Without the cause: it quotes what stands where the port should be, often a part of the password.
            raise WrongAddress("a host, port or timeout in SEARCH_URL cannot be read") from None
        if any(part.scheme not in SCHEMES for part in parts) or timeout <= 0:
            raise WrongAddress("SEARCH_URL must look like https://user:password@host:9200/prefix")
        return cls(
            hosts=tuple(dict.fromkeys(hosts)),
            prefix=_prefix([part.path for part in parts]),
            user=unquote(user.username or ""),
            password=unquote(user.password or ""),
            api_key=options.get("api_key", ""),
            ca_file=options.get("ca", ""),
            verify=options.get("verify", "yes") != "no",
            timeout=timeout,
        )


def _options(query: str) -> Mapping[str, str]:
    found = {name: values[-1] for name, values in parse_qs(query).items()}
    unknown = sorted(found.keys() - set(_KNOWN))
    if unknown:
        raise WrongAddress(f"SEARCH_URL has unknown options; known are {', '.join(_KNOWN)}")
    return found


def _host(name: str | None) -> str:
    if not name:
        raise ValueError
    return f"[{name}]" if ":" in name else name


def _prefix(paths: list[str]) -> str:
    named = [path.strip("/") for path in paths if path.strip("/")]
    prefix = named[-1] if named else PREFIX
    if not _PREFIX.fullmatch(prefix):
        raise WrongAddress("the prefix in SEARCH_URL may have small letters, digits, - and _ only")
    return prefix
