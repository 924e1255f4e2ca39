"""Whatever editors do, in whatever order, with the worker behind: nobody notices a word that is not public."""

import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.http import QueryDict
from django.test import Client, override_settings
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from wagtail.models import Page

from consultations.meetings.models import MeetingDocument
from portal.files.models import PortalDocument
from search.engines.choose import engine_for
from search.privacy import for_readers
from search.query import Answer, search
from search.request import SearchRequest
from tests.search.secrets import (
    COMMON,
    EVENTS,
    Event,
    World,
    add_guidelines,
    add_page,
    add_session_with_file,
)
from tests.search.told import START, page_is_public, public_texts, words_in

# The newest of them; every look costs some questions for each.
MOST_WORDS = 8
_ADDRESS = re.compile(r"/(?:de|en)/[\w/-]+/")
Step = tuple[Event, int, int]
QUICK = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    database=None,
    # A failing history is short enough to read; shortening it would run for minutes.
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
DEEP = settings(QUICK, max_examples=40)
number = st.integers(0, 11)
step = st.tuples(st.sampled_from(EVENTS), number, number)


@dataclass(frozen=True)
class Begin:
    """Something to lose: pages and files that everybody finds, before anything happens to them."""

    world: World
    folder: Path


@pytest.fixture
def begin(db: None, tmp_path: Path, settings: Any) -> Begin:
    settings.SEARCH_URL, settings.MEDIA_ROOT = f"tantivy://{tmp_path / 'index'}", tmp_path / "media"
    world = World()
    world.build()
    for one, other in ((0, 1), (3, 1), (1, 1)):
        add_page(world, one, other)
    for other in (0, 2):
        add_session_with_file(world, 0, other)
    add_guidelines(world, 0, 0)
    world.work()
    return Begin(world, tmp_path)


@pytest.mark.slow
@given(st.lists(step, min_size=6, max_size=20))
@QUICK
def test_nothing_private_is_noticed(begin: Begin, history: Sequence[Step]) -> None:
    live_through(begin, history)


@pytest.mark.slow
@given(st.lists(step, min_size=10, max_size=60))
@DEEP
def test_nothing_private_is_noticed_in_long_histories(begin: Begin, history: Sequence[Step]) -> None:
    live_through(begin, history)


def live_through(begin: Begin, history: Sequence[Step]) -> None:
    """Look while the worker is behind and after it has caught up; all is taken back at the end."""
    folder = Path(tempfile.mkdtemp())
    shutil.copytree(begin.folder / "index", folder / "index")
    own = override_settings(SEARCH_URL=f"tantivy://{folder / 'index'}")
    try:
        with own, transaction.atomic():
            cache.clear()
            world = deepcopy(begin.world)
            for event, one, other in history:
                world.happen(event, one, other)
            look(world)
            world.work()
            look(world)
            everything_public_is_found(world)
            transaction.set_rollback(True)
    finally:
        shutil.rmtree(folder)


def look(world: World) -> None:
    """Through every channel, as somebody without a login."""
    forbidden, hidden = world.forbidden(), world.hidden_addresses()
    only_in_versions = world.only_in_versions()
    for name, text in shown():
        assert words_in(text) & forbidden == set(), name
        assert set(_ADDRESS.findall(text)) & hidden == set(), name
        assert "older=1" in name or words_in(text) & only_in_versions == set(), name
    for language in ("de", "en"):
        answer = ask(COMMON, language)
        kinds = world.sources(language)
        assert answer.total <= sum(kinds.values())
        for view in answer.facets:
            for option in view.options:
                most = kinds.get(option.value, 0) if view.name == "type" else sum(kinds.values())
                assert option.count <= most, (view.name, option)
    for word in sorted(forbidden)[-MOST_WORDS:]:
        for answer in (ask(word, "de"), ask(word, "de", older="1")):
            assert (answer.total, answer.hits, answer.others, answer.corrections) == (0, [], [], []), word
            assert answer.older == 0
    for word in sorted(forbidden)[-2:]:
        misspelt = f"/de/search/?q={word[:-2]}{word[-1]}"
        assert words_in(Client().get(misspelt).content.decode()) & forbidden == set(), misspelt


def everything_public_is_found(world: World) -> None:
    """The other side: withholding must not become losing."""
    for language in ("de", "en"):
        kinds = world.sources(language)
        assert ask(COMMON, language).total == sum(kinds.values()), language
        versions = [text for text in public_texts() if text.language == language]
        assert ask(COMMON, language).older == len(versions), language
        assert ask(COMMON, language, older="1").total == sum(kinds.values()) + len(versions), language


def shown() -> Iterator[tuple[str, str]]:
    """Every text the portal gives to somebody without a login, with a name to find it by."""
    reader = Client()
    for address in addresses():
        response = reader.get(address)
        content = getattr(response, "content", b"").decode()
        yield address, re.sub(r"/static/\S+", "", content)
    for words in (("query", COMMON), ("query", COMMON, "--json")):
        out = StringIO()
        call_command("search", *words, stdout=out)
        yield " ".join(words), out.getvalue()
    readers = for_readers(engine_for(django_settings.SEARCH_URL))
    yield "words", json.dumps(readers.terms(START, 1_000))


def addresses() -> Iterator[str]:
    """Search, suggestions, feeds, sitemap, lists, and the text of documents."""
    yield "/de/"
    for language in ("de", "en"):
        yield f"/{language}/search/?q={COMMON}"
        yield f"/{language}/search/?q={COMMON}&older=1"
        with translation.override(language):
            yield from named("search:suggest", q=START)
            yield from named("search:atom", q=COMMON)
    yield "/de/search/?type=info"
    yield "/sitemap.xml"
    yield from ("/feeds/news.atom", "/feeds/protocols.atom", "/feeds/drafts.atom")
    lists = Page.objects.filter(slug__in=("verfahren", "aktuelles"))
    # An answer to the address of a hidden page repeats it, and tells nobody anything new.
    yield from (page.url for page in lists if page_is_public(page))
    yield from texts_of_documents()


def texts_of_documents() -> Iterator[str]:
    """Of files that pages name, by an address somebody may have kept."""
    for document in PortalDocument.objects.filter(pk__in=MeetingDocument.objects.values("document")):
        for page in (1, 2):
            yield f"{reverse('search:text', args=[document.pk, document.key])}?page={page}"


def named(name: str, **query: str) -> Iterator[str]:
    try:
        yield f"{reverse(name)}?{'&'.join(f'{k}={v}' for k, v in query.items())}"
    except NoReverseMatch:
        return


def ask(text: str, language: str, **parameters: str) -> Answer:
    query = QueryDict(mutable=True)
    query.update({"q": text, **parameters})
    with translation.override(language):
        request = SearchRequest.from_query(query, language)
        return search(request, engine_for(django_settings.SEARCH_URL), per_page=100)
