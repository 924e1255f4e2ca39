"""The services that translate: DeepL, LibreTranslate, and a dictionary without a network for trials."""

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import requests
from requests.models import PreparedRequest

from portal.translators.machine.rules import Fault, MachineError, fault_of
from portal.translators.terms.rules import Wording, used

CONNECT_SECONDS = 5.0
# For the whole answer; a server that sends a byte now and then does not hold the worker.
ANSWER_SECONDS = 45.0
_MOST = 4 * 1024 * 1024
# Languages DeepL wants to know more exactly.
_DEEPL_TARGETS = {"en": "EN-GB"}


class Service(Protocol):
    """Translates from German; raises MachineError, or answers with as many texts as it got, in their order."""

    @property
    def name(self) -> str:
        """As people know it."""

    def translate(self, texts: Sequence[str], language: str, wordings: Sequence[Wording]) -> list[str]:
        """Texts with simple HTML into the language."""


@dataclass(frozen=True, slots=True)
class DeepL:
    """DeepL's HTTP interface; agreed words go along as context, which is not charged and not binding."""

    url: str
    # Reports of faults show the objects that were at hand.
    key: str = field(repr=False)
    seconds: float = ANSWER_SECONDS
    name: str = "DeepL"

    def translate(self, texts: Sequence[str], language: str, wordings: Sequence[Wording]) -> list[str]:
        """See Service."""
        asked: dict[str, Any] = {
            "text": list(texts),
            "source_lang": "DE",
            "target_lang": _DEEPL_TARGETS.get(language, language.upper()),
            "tag_handling": "html",
        }
        agreed = [one for one in used(" ".join(texts), wordings) if one.wanted]
        if agreed:
            asked["context"] = "; ".join(f"{one.german} = {one.wanted}" for one in agreed)
        answer = _post(f"{self.url}/v2/translate", asked, f"DeepL-Auth-Key {self.key}", self.seconds)
        return _texts(answer, texts, lambda: [one["text"] for one in answer["translations"]])


@dataclass(frozen=True, slots=True)
class LibreTranslate:
    """A LibreTranslate server, usually the city's own; it knows nothing of agreed words."""

    url: str
    key: str = field(default="", repr=False)
    seconds: float = ANSWER_SECONDS
    name: str = "LibreTranslate"

    def translate(self, texts: Sequence[str], language: str, wordings: Sequence[Wording]) -> list[str]:
        """See Service."""
        asked = {"q": list(texts), "source": "de", "target": language, "format": "html"}
        if self.key:
            asked["api_key"] = self.key
        answer = _post(f"{self.url}/translate", asked, "", self.seconds)
        return _texts(answer, texts, lambda: answer["translatedText"])


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Puts the agreed words in and the language in front; for trials, never for readers."""

    name: str = "Dictionary"

    def translate(self, texts: Sequence[str], language: str, wordings: Sequence[Wording]) -> list[str]:
        """See Service."""
        return [f"[{language}] {self._replaced(text, wordings)}" for text in texts]

    def _replaced(self, text: str, wordings: Sequence[Wording]) -> str:
        for one in sorted(wordings, key=lambda one: -len(one.german)):
            if one.wanted:
                text = text.replace(one.german, one.wanted)
        return text


def make(name: str, options: Mapping[str, str]) -> Service:
    """The service of this name with the address and key from the environment."""
    if name == "deepl":
        return DeepL(options["deepl_url"], options["deepl_key"])
    if name == "libretranslate":
        return LibreTranslate(options["libretranslate_url"], options["libretranslate_key"])
    return Dictionary()


def _post(url: str, asked: Mapping[str, Any], authorization: str, seconds: float) -> Any:
    """The decoded answer; follows no redirect, because that would take text and key elsewhere."""

    def sign(request: PreparedRequest) -> PreparedRequest:
        # Being asked for the sign also keeps requests from reading passwords out of a .netrc.
        if authorization:
            request.headers["Authorization"] = authorization
        return request

    end = time.monotonic() + seconds
    body = bytearray()
    limits = (CONNECT_SECONDS, seconds)
    try:
        with requests.post(
            url, json=asked, auth=sign, timeout=limits, stream=True, allow_redirects=False
        ) as got:
            fault = fault_of(got.status_code)
            if fault is not None:
                raise MachineError(fault, str(got.status_code))
            # Small pieces: one is only handed on when it is full, and the clock is looked at in between.
            for piece in got.iter_content(64):
                body += piece
                if time.monotonic() > end:
                    raise MachineError(Fault.TOO_SLOW)
                if len(body) > _MOST:
                    raise MachineError(Fault.UNREADABLE, "too long")
    except requests.Timeout as error:
        raise MachineError(Fault.TOO_SLOW) from error
    except requests.RequestException as error:
        slow = time.monotonic() > end
        raise MachineError(Fault.TOO_SLOW if slow else Fault.UNREACHABLE, type(error).__name__) from error
    try:
        return json.loads(bytes(body))
    except (ValueError, RecursionError) as error:
        raise MachineError(Fault.UNREADABLE) from error


def _texts(answer: Any, asked: Sequence[str], read: Any) -> list[str]:
    """As many as were asked for: with fewer nobody knows which belongs to which."""
    try:
        found = read()
    except (KeyError, TypeError, IndexError) as error:
        raise MachineError(Fault.UNREADABLE) from error
    if (
        not isinstance(found, list)
        or len(found) != len(asked)
        or not all(isinstance(one, str) for one in found)
    ):
        raise MachineError(Fault.UNREADABLE, "number of texts")
    return found
