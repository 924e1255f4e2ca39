"""One visit of one page: loaded once, looked at in several ways."""

import json
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Page, Request

LOOKS = Path(__file__).with_name("looks.js").read_text(encoding="utf-8")
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
    # Off in axe until asked for by name.
    "rules": {"target-size": {"enabled": True}},
}


class Visitor:
    """Visits pages in one tab and tells what is wrong with each; an empty list is a good page."""

    def __init__(self, page: Page, origin: str) -> None:
        """Listen to the tab."""
        self.page = page
        self.origin = urlsplit(origin).netloc
        self.noticed: list[str] = []
        page.on("request", self._request)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.noticed.append(f"script error: {error}"))

    def problems(self, path: str, language: str, direction: str, status: int = 200) -> list[str]:
        """Load the page and look at it."""
        self.noticed.clear()
        answer = self.page.goto(path, wait_until="load")
        assert answer is not None
        found = [] if answer.status == status else [f"status {answer.status}"]
        found += self._violations() + self._looks(language, direction)
        return found + [line for line in self.noticed if not (status == 404 and " 404 " in line)]

    def _violations(self) -> list[str]:
        self.page.evaluate(AXE_SCRIPT)
        result = self.page.evaluate(f"axe.run(document, {json.dumps(RULES)})")
        return [
            f"{violation['id']}: {node['target']} {node.get('failureSummary', '')}"
            for violation in result["violations"]
            for node in violation["nodes"]
        ]

    def _looks(self, language: str, direction: str) -> list[str]:
        seen = self.page.evaluate(LOOKS)
        found = [f"smaller than 24 px: {target}" for target in seen["small"]]
        if seen["sideways"]:
            found.append(f"scrolls sideways by {seen['sideways']} px")
        if (seen["lang"], seen["dir"]) != (language, direction):
            found.append(f"is marked as {seen['lang']} {seen['dir']}")
        if seen["headings"] != 1:
            found.append(f"{seen['headings']} h1")
        return found

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https") and parts.netloc != self.origin:
            self.noticed.append(f"asks a foreign host: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.noticed.append(f"console: {message.text}")
