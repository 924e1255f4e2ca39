"""What all Atom feeds of the portal have in common: ids that last, moments that are true, one address of the portal."""

import datetime as dt
import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from portal.address import absolute, host

# The year in which the scheme of ids began: part of every id, so it must never change.
ID_YEAR = 2023
BEGINNING = dt.datetime(ID_YEAR, 1, 1, tzinfo=dt.UTC)


class Feed(Atom1Feed):
    """A feed with an id of its own; without entries it is as old as the portal, and not new at every look."""

    def __init__(
        self, *, identity: str, title: str, link: str, address: str, language: str, year: int = ID_YEAR
    ) -> None:
        self.year = year
        super().__init__(
            title=title,
            link=absolute(link),
            description="",
            language=language,
            feed_url=absolute(address),
            feed_guid=tag(identity, year),
        )

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        """`xml:lang` of an entry in another language."""
        return {"xml:lang": item["language"]} if item.get("language") else {}

    def latest_post_date(self) -> dt.datetime:
        """The last change of an entry."""
        return super().latest_post_date() if self.items else BEGINNING.replace(year=self.year)

    def add(
        self,
        *,
        identity: str,
        title: str,
        link: str,
        text: str,
        published: dt.datetime | None,
        updated: dt.datetime | None = None,
        categories: tuple[str, ...] = (),
        language: str = "",
    ) -> None:
        """One entry: `published` is when it appeared and stays, `updated` its last change and never earlier.

        `language` is given where it is not that of the feed; feed readers show no marks of language, so the title
        says it, too.
        """
        appeared = published or BEGINNING
        self.add_item(
            title=_("%(title)s (only in German)") % {"title": title} if language else title,
            language=language,
            link=absolute(link),
            description=text,
            unique_id=tag(identity, self.year),
            pubdate=appeared,
            updateddate=max(appeared, updated or appeared),
            categories=categories,
        )


def tag(name: str, year: int = ID_YEAR) -> str:
    """An id that outlives titles and addresses (RFC 4151)."""
    return f"tag:{host()},{year}:{name}"


def answer(request: HttpRequest, feed: Feed, cache: str = "public, max-age=900") -> HttpResponse:
    """The feed as a response; who has it already is told so."""
    content: Any = feed.writeString("utf-8").encode()
    response = HttpResponse(content, content_type="application/atom+xml; charset=utf-8")
    response["Cache-Control"] = cache
    response["ETag"] = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    return get_conditional_response(request, etag=response["ETag"], response=response) or response
