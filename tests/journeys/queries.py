"""Records the SQL of one request."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.test import Client


class Recorded(list[tuple[str, str]]):
    """Statements with their parameters, in order."""

    def twice(self) -> list[str]:
        """Those that were sent more than once."""
        return [f"{number} x {sql} {params}" for (sql, params), number in Counter(self).items() if number > 1]

    def __str__(self) -> str:
        return "\n".join(f"{sql[:300]} {params[:100]}" for sql, params in self)


@contextmanager
def recorded() -> Iterator[Recorded]:
    """All statements inside the block."""
    log = Recorded()

    def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        log.append((sql, repr(params)))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        yield log


def queries_of(client: Client, url: str, status: int = 200) -> Recorded:
    """SQL of a page whose caches are warm."""
    assert client.get(url).status_code == status, url
    with recorded() as log:
        client.get(url)
    return log
