"""Real clusters: the contract of all engines, and what is their own: versions, refused entries, generations."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from uuid import uuid4

import pytest

from search.engines.base import Engine, EngineBusy, EngineError, EngineQuery, Passage, Refused
from search.engines.elastic import ElasticEngine
from search.engines.elastic_address import Address
from search.engines.elastic_generations import ElasticGenerations
from search.engines.elastic_transport import Transport
from search.engines.elastic_writing import Entry, Writer, identity
from search.passages import cut
from tests.search.engines.city import CITY, GERMAN, Make, ask, keys, passages, source
from tests.search.engines.contract import EngineContract

pytestmark = pytest.mark.engines


@pytest.fixture
def address(server_url: str) -> Iterator[Address]:
    """With a prefix of its own, whose indices are removed afterwards."""
    address = Address.parse(f"{server_url}/test-{uuid4().hex[:12]}?timeout=20")
    yield address
    ElasticEngine(address).remove()


@pytest.fixture
def make(address: Address) -> Make:
    return partial(ElasticEngine, address)


@pytest.fixture
def engine(make: Make) -> Engine:
    made = make()
    made.replace(passages(*CITY))
    return made


@pytest.fixture
def generations(address: Address) -> ElasticGenerations:
    return ElasticGenerations(Transport(address))


class TestContract(EngineContract):
    """Of all engines."""


def test_it_says_what_it_is(engine: Engine, address: Address) -> None:
    told = engine.describe()
    assert told["address"] == str(address)
    assert told["server"].split()[0] in ("Elasticsearch", "OpenSearch")
    assert told["generation"] == f"{address.prefix}-g0000000000001"
    assert int(told["bytes"]) > 1_000


def test_all_sources_are_told_however_many_pages_they_fill(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for size in (1, 2, 5, 6):
        monkeypatch.setattr("search.engines.elastic_generations.PER_PAGE", size)
        assert set(engine.sources()) == {f"page:{n}" for n in range(1, 6)}


def test_late_and_doubled_writes_lose(engine: Engine, address: Address) -> None:
    index = engine.describe()["generation"]
    writer = Writer(Transport(address))
    known = writer.existing(index, ["page:1"]).by_source["page:1"]
    assert len(known) == 2
    late = [Entry.remove("page:1", name, version) for name, version in known.items()]
    gone = identity("page:9||top-1|0")
    assert writer.bulk(index, [*late, Entry.remove("page:9", gone, 2**60)]) == {}
    assert writer.bulk(index, [Entry.put("page:9", gone, 2**60 - 1, {"source": "page:9"})]) == {}
    writer.refresh(index)
    assert set(engine.sources()) == {f"page:{n}" for n in range(1, 6)}


def test_a_clock_that_was_set_back_loses_nothing(engine: Engine, make: Make) -> None:
    backward = make(clock=lambda: 1)
    backward.replace(passages(source(2, "Nun geht es um die Turmuhr.")))
    assert keys(ask(backward, "Turmuhr")) == ["page:2"]
    assert keys(ask(backward, "Radweg")) == []


def test_only_the_source_that_cannot_be_stored_is_refused(engine: Engine) -> None:
    too_long = replace(next(cut(source(8, "Kaputt"))), body="x" * 40_000)
    with pytest.raises(Refused) as refused:
        engine.replace({"page:1": [], "page:8": [too_long], **passages(source(9, "Turmuhr"))})
    assert list(refused.value.reasons) == ["page:8"]
    assert refused.value.reasons["page:8"].startswith("400 ")
    assert set(engine.sources()) == {"page:2", "page:3", "page:4", "page:5", "page:9"}


def test_a_blocked_index_keeps_everything_waiting(engine: Engine, address: Address) -> None:
    index = engine.describe()["generation"]
    block = "index.blocks.read_only_allow_delete"
    transport = Transport(address)
    transport.call("PUT", f"/{index}/_settings", {block: True})
    quick = ElasticEngine(address)
    quick._writer = Writer(quick.transport, sleep=lambda seconds: None)
    with pytest.raises(EngineError, match="block"):
        quick.replace(passages(source(6, "Neu")))
    # For servers "allow delete" means whole indices: single entries may not go either.
    with pytest.raises(EngineError, match="block"):
        quick.replace({"page:1": []})
    assert keys(ask(engine, "Brunnen")) == ["page:2", "page:1"]
    transport.call("PUT", f"/{index}/_settings", {block: None})
    quick.replace(passages(source(6, "Neu")))
    assert "page:6" in engine.sources()


def test_an_unknown_field_is_never_taken_in(engine: Engine, address: Address) -> None:
    index = engine.describe()["generation"]
    refused = Writer(Transport(address)).bulk(index, [Entry.put("page:9", "x", 1, {"secret": "x"})])
    assert "strict_dynamic_mapping_exception" in refused["page:9"]


def test_a_source_that_was_withdrawn_during_a_rebuild_does_not_come_back(make: Make) -> None:
    """Neither index knows the source when it is withdrawn; the rebuild read it before."""
    engine, other = make(), make()

    def slow() -> Iterator[Passage]:
        read_before = list(cut(CITY[0]))
        other.replace({"page:1": []})
        other.replace(passages(source(2, "Nun geht es um die Turmuhr.")))
        yield from read_before
        yield from cut(CITY[1])
        yield from cut(CITY[2])

    engine.rebuild(slow())
    assert set(engine.sources()) == {"page:2", "page:3"}
    assert engine.count() == 2
    assert keys(ask(engine, "Brunnen")) == []
    assert keys(ask(engine, "Turmuhr")) == ["page:2"]


def test_two_generations_stay_and_no_journal(engine: Engine, generations: ElasticGenerations) -> None:
    made = []
    for _ in range(3):
        engine.rebuild(cut(CITY[2]))
        made.append(engine.describe()["generation"])
    layout = generations.layout()
    assert layout.names == tuple(made[-2:])
    assert (layout.live, layout.building, layout.journals) == (made[-1], None, ())


def test_what_a_killed_rebuild_left_is_removed_by_the_next(
    engine: Engine, make: Make, generations: ElasticGenerations
) -> None:
    generations.begin({})
    engine.replace(passages(source(6, "Turmuhr")))
    with pytest.raises(EngineBusy, match="another rebuild"):
        engine.rebuild(())
    assert make(abandoned=0.0).rebuild(cut(CITY[0])) == 2
    assert keys(ask(engine, "Brunnen")) == ["page:1"]
    assert generations.layout().building is None


def test_a_rebuild_taken_for_dead_does_not_win(engine: Engine, make: Make) -> None:
    impatient = make(abandoned=0.0)

    def slow() -> Iterator[Passage]:
        yield from cut(CITY[0])
        impatient.rebuild(cut(CITY[1]))

    with pytest.raises(EngineError):
        engine.rebuild(slow())
    assert set(impatient.sources()) == {"page:2"}


@pytest.mark.parametrize("sort", ["relevance", "newest"])
def test_pages_behind_the_limit_of_the_server_go_on_in_the_same_order(
    make: Make, sort: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = make()
    many = [source(n, *["Der Brunnen plätschert."] * (1 + n % 3), kind=f"k{n % 2}") for n in range(60)]
    engine.rebuild(passage for one in many for passage in cut(one))
    more = {"sort": sort, "filters": {"kind": ["k1"]}, "facets": ("kind",)}
    whole = ask(engine, "Brunnen", limit=60, **more)
    for module in ("elastic", "elastic_deep", "elastic_groups"):
        monkeypatch.setattr(f"search.engines.{module}.DEEPEST", 10)
    pages = [ask(engine, "Brunnen", offset=offset, limit=7, **more) for offset in range(0, 42, 7)]
    assert [group for page in pages for group in page.groups] == list(whole.groups)
    assert {page.total for page in pages} == {30}
    assert pages[-1].facets == whole.facets == {"kind": {"k0": 30, "k1": 30}}


def test_a_question_with_more_clauses_than_a_server_takes_is_asked_in_part(engine: Engine) -> None:
    text = " ".join(
        ["Brunnen", *(f"{first}{second}x" for first in "abcdefghijklmnopq" for second in "abcdefgh")]
    )
    assert keys(ask(engine, text)) == ["page:2", "page:1"]
    query = EngineQuery(words=(), excluded=GERMAN.query(text), languages=("de",))
    assert engine.search(query).total == 4
