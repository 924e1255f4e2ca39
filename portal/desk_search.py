"""Wagtail's search for editors, made safe for every sign a person can type."""

from typing import Any

from wagtail.search.backends.database import SearchBackend as for_this_database
from wagtail.search.query import And, Phrase, PlainText

# SQLite's search language gives quotation marks a meaning, and no database stores NUL (wagtail #13227).
_SIGNS = dict.fromkeys([*range(32), ord('"'), *range(0xD800, 0xE000)], " ")
_LONGEST = 300
# Each word is one more level of the query, and nested ones come to an end.
_MOST_WORDS = 20


def SearchBackend(params: dict[str, Any]) -> Any:
    """The backend of the database in use; its name is the one Wagtail looks for."""
    backend = for_this_database(params)
    ask = backend._search

    def ask_safely(compiler: Any, query: Any, *args: Any, **kwargs: Any) -> Any:
        return ask(compiler, safe(query), *args, **kwargs)

    backend._search = ask_safely
    return backend


def safe(query: Any) -> Any:
    """A query whose words the database can take; Wagtail gives text or the queries it has parsed."""
    if isinstance(query, str):
        return plain(query)
    if isinstance(query, PlainText):
        return PlainText(plain(query.query_string), operator=query.operator, boost=query.boost)
    if isinstance(query, Phrase):
        return Phrase(plain(query.query_string))
    if isinstance(query, And):
        return And([safe(part) for part in query.subqueries])
    return query


def plain(query: str) -> str:
    """The words of a query without signs that a database cannot take."""
    return " ".join(query[:_LONGEST].translate(_SIGNS).split()[:_MOST_WORDS])
