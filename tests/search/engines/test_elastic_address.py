"""What SEARCH_URL may say about a cluster, and that its secrets stay secret."""

import pytest

from search.engines.choose import engine_for
from search.engines.elastic import ElasticEngine
from search.engines.elastic_address import PREFIX, READER_SECONDS, Address, WrongAddress


def test_one_host_is_enough() -> None:
    address = Address.parse("http://127.0.0.1:9201")
    assert (address.hosts, address.prefix) == (("http://127.0.0.1:9201",), PREFIX)
    assert (address.timeout, address.verify, dict(address.authorization)) == (READER_SECONDS, True, {})


@pytest.mark.parametrize(
    "url",
    [
        "https://jo:p%40ss%2C@a:9200,b:9201,[::1]:9202/stadt",
        "https://jo:p%40ss%2C@a:9200,https://jo:p%40ss%2C@b:9201,https://[::1]:9202/stadt",
    ],
)
def test_several_hosts_are_named_in_one_address_or_in_several(url: str) -> None:
    address = Address.parse(url)
    assert address.hosts == ("https://a:9200", "https://b:9201", "https://[::1]:9202")
    assert (address.user, address.password, address.prefix) == ("jo", "p@ss,", "stadt")
    assert address.authorization == {"authorization": "Basic am86cEBzcyw="}


def test_options_follow_the_question_mark() -> None:
    address = Address.parse("https://a/x?ca=/etc/ca.pem&verify=no&timeout=3.5&api_key=c2VjcmV0")
    assert (address.hosts, address.ca_file, address.verify, address.timeout) == (
        ("https://a:9200",),
        "/etc/ca.pem",
        False,
        3.5,
    )
    assert address.authorization == {"authorization": "ApiKey c2VjcmV0"}


@pytest.mark.parametrize(
    "url",
    [
        "https://geheim:geheim@a:port/x",
        "https://geheim:geheim@a:9200/Groß",
        "https://a:9200/x/y",
        "https://a:9200/x?geheim=1",
        "https://a:9200/x?timeout=0",
        "https://geheim:geheim@/x",
        "https://a:9200,ftp://b:9200/x",
    ],
)
def test_what_cannot_be_used_is_refused_without_showing_it(url: str) -> None:
    with pytest.raises(WrongAddress) as error:
        Address.parse(url)
    assert "geheim" not in str(error.value)


@pytest.mark.parametrize("url", ["https://me:pass/word@host:9200/x", "https://me:[word@host:9200/x"])
def test_a_password_with_bare_signs_is_in_no_traceback(url: str) -> None:
    with pytest.raises(WrongAddress) as error:
        Address.parse(url)
    assert error.value.__cause__ is None
    assert error.value.__suppress_context__
    assert "pass" not in str(error.value)


def test_no_secret_is_in_any_text() -> None:
    url = "https://jo:geheim@127.0.0.1:1/x?api_key=geheim"
    engine = engine_for(url)
    assert isinstance(engine, ElasticEngine)
    assert "geheim" not in f"{engine.transport.address!r} {engine.transport.address} {engine!r}"
