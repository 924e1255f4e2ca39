"""Between "made private" and the worker: what the index still holds and no reader may notice."""

from collections.abc import Iterable, Mapping, Sequence, Sized
from dataclasses import dataclass, replace

from wagtail.documents import get_document_model

from portal.findable import aside_kinds
from search import sources
from search.engines.base import Engine, EngineError, EngineQuery, Found, Passage
from search.models import Change, Operation
from search.outbox import USES
from search.references import pages_showing

# Up to so many are looked up one by one; of more, all are withheld until the worker has seen to them.
MOST_LOOKED_UP = 200
# Search servers take 65,536 values in one condition.
MOST_WITHHELD = 60_000


@dataclass(frozen=True)
class ForReaders:
    """An engine that answers as if the worker had already taken away what is to go.

    Fulfils `engines.base.Engine`. Every question a reader asks goes through it: hits, totals, filters, word
    lists, suggestions. Equal when it withholds the same, so what was remembered of it stays usable.
    """

    engine: Engine
    without: tuple[str, ...]
    without_kinds: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Of the engine itself."""
        return self.engine.name

    def search(self, query: EngineQuery) -> Found:
        """Without the withheld sources, and without kinds that were not asked for."""
        without, kinds = (*query.without, *self.without), (*query.without_kinds, *self.without_kinds)
        return self.engine.search(replace(query, without=without, without_kinds=kinds))

    def terms(
        self,
        prefix: str,
        limit: int,
        languages: Sequence[str] = (),
        without: tuple[str, ...] = (),
        without_kinds: tuple[str, ...] = (),
    ) -> Sequence[tuple[str, int]]:
        """Words of sources that are neither withheld nor of a kind that was not asked for."""
        kinds = (*without_kinds, *self.without_kinds)
        return self.engine.terms(prefix, limit, languages, (*without, *self.without), kinds)

    def count(self) -> int:
        """Of the engine itself."""
        return self.engine.count()

    def state(self) -> str:
        """Of the engine itself."""
        return self.engine.state()

    def sources(self) -> Mapping[str, int]:
        """Of the engine itself."""
        return self.engine.sources()

    def replace(self, batch: Mapping[str, Iterable[Passage]]) -> None:
        """Of the engine itself."""
        self.engine.replace(batch)

    def rebuild(self, passages: Iterable[Passage]) -> int:
        """Of the engine itself."""
        return self.engine.rebuild(passages)

    def describe(self) -> Mapping[str, str]:
        """Of the engine itself."""
        return self.engine.describe()

    def remove(self) -> None:
        """Of the engine itself."""
        self.engine.remove()


def for_readers(engine: Engine) -> Engine:
    """The engine as readers may ask it at this moment; raises EngineError when too much is to be withheld.

    One made for readers is taken as it is: a request that asks twice looks once.
    """
    return engine if isinstance(engine, ForReaders) else ForReaders(engine, withheld(), aside_kinds())


def with_aside(engine: Engine) -> Engine:
    """The same for a reader who asks for the kinds that are left out otherwise, too."""
    return replace(engine, without_kinds=()) if isinstance(engine, ForReaders) else engine


def withheld() -> tuple[str, ...]:
    """Sources with an urgent change waiting that are not, or not as they were, for readers any more.

    One small query when nothing is waiting. What was only moved or renamed goes on being found.
    """
    rows = Change.objects.filter(urgent=True).order_by().values_list("source", "operation").distinct()
    waiting = list(rows[: MOST_WITHHELD + 1])
    if not waiting:
        return ()
    _not_too_many(waiting)
    taken = {source for source, operation in waiting if operation == Operation.DELETE}
    doubtful = {source for source, _ in waiting} - taken
    if len(doubtful) <= MOST_LOOKED_UP:
        doubtful -= _open(doubtful)
    found = _with_users(taken | doubtful)
    _not_too_many(found)
    return tuple(sorted(found))


def _not_too_many(withheld: Sized) -> None:
    """What does not fit into a question would be shown."""
    if len(withheld) > MOST_WITHHELD:
        raise EngineError(
            "more sources are to be withheld than an engine takes; the worker must catch up first"
        )


def rewritten(keys: Iterable[str]) -> set[str]:
    """Those whose text has been changed since the index was written: what it holds of them is not to be shown.

    They go on being found, for most changes take nothing away. One small query.
    """
    waiting = Change.objects.filter(source__in=list(keys)).exclude(operation=Operation.REPAIR)
    return set(waiting.order_by().values_list("source", flat=True))


def _open(keys: Iterable[str]) -> set[str]:
    """Those everybody may read now; of "everything that shows this document" those with a public document."""
    plain = [key for key in keys if not key.startswith(f"{USES}:")]
    shown = set(sources.addresses(plain))
    documents = _documents(keys)
    public = get_document_model().objects.public().filter(pk__in=documents.values())
    open_ones = set(public.values_list("pk", flat=True))
    return shown | {key for key, pk in documents.items() if pk in open_ones}


def _with_users(keys: set[str]) -> set[str]:
    """The pages that show the text of a withheld document instead of the key that stands for them.

    A page that has just dropped the file refers to it no more, so all that waits is withheld with it.
    """
    documents = _documents(keys)
    found = {key for key in keys if not key.startswith(f"{USES}:")}
    if documents:
        found.update(pages_showing(get_document_model(), documents.values()))
        waiting = Change.objects.exclude(source__startswith=f"{USES}:").order_by().distinct()
        found.update(waiting.values_list("source", flat=True)[: MOST_WITHHELD + 1])
    return found


def _documents(keys: Iterable[str]) -> dict[str, int]:
    """Numbers of the documents in "uses:" keys."""
    start = f"{USES}:{get_document_model()._meta.label_lower}:"
    return {key: int(key.removeprefix(start)) for key in keys if key.startswith(start)}
