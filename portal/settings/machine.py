"""The variables of machine translation, checked."""

from collections.abc import Callable, Mapping
from typing import Any, NoReturn
from urllib.parse import urlsplit

SERVICES = ("off", "deepl", "libretranslate", "dictionary")
_DEEPL = "https://api.deepl.com"
# Keys of the plan without charge end so and are known at another host only.
_FREE, _DEEPL_FREE = ":fx", "https://api-free.deepl.com"

Wrong = Callable[[str, str], BaseException]


def read(raw: Mapping[str, str], wrong: Wrong) -> dict[str, Any]:
    """`services` by language (for all others under ""), addresses and keys; raises what `wrong` makes."""
    services = _services(raw["MACHINE_TRANSLATION"], wrong)
    key = raw["DEEPL_KEY"]
    if "deepl" in services.values() and not key:
        _stop(wrong, "DEEPL_KEY", "is missing: MACHINE_TRANSLATION asks for DeepL")
    if "libretranslate" in services.values() and not raw["LIBRETRANSLATE_URL"]:
        _stop(wrong, "LIBRETRANSLATE_URL", "is missing: MACHINE_TRANSLATION asks for LibreTranslate")
    return {
        "services": services,
        "deepl_url": _address(
            "DEEPL_URL", raw["DEEPL_URL"] or (_DEEPL_FREE if key.endswith(_FREE) else _DEEPL), wrong
        ),
        "deepl_key": key,
        "libretranslate_url": _address("LIBRETRANSLATE_URL", raw["LIBRETRANSLATE_URL"], wrong),
        "libretranslate_key": raw["LIBRETRANSLATE_KEY"],
    }


def _services(value: str, wrong: Wrong) -> dict[str, str]:
    found = {}
    for entry in value.split(","):
        language, _mark, name = entry.strip().rpartition(":")
        if name not in SERVICES:
            _stop(wrong, "MACHINE_TRANSLATION", f"must name one of {', '.join(SERVICES)}")
        found[language.strip()] = name
    return found


def _address(name: str, value: str, wrong: Wrong) -> str:
    """Without the slash at the end; only a host of the own machine or container network goes without https."""
    parts = urlsplit(value)
    host = parts.hostname or ""
    near = parts.scheme == "http" and ("." not in host or host == "127.0.0.1")
    if value and (not host or not (parts.scheme == "https" or near)):
        _stop(wrong, name, "must begin with https://")
    return value.rstrip("/")


def _stop(wrong: Wrong, name: str, problem: str) -> NoReturn:
    raise wrong(name, problem)
