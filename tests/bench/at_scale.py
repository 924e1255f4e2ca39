"""The whole portal with real protocols: wall clock, CPU and memory of import and index, then CPU per query.

Run: python -m tests.bench.at_scale --data ../shared/data [--keep FOLDER]
Every step is a process of its own, so that its memory is its own. Trust CPU; the wall clock moves with
whatever else the machine does.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search.query import Answer

STEPS = {
    "demo": ["demo", "--no-serve"],
    "import": ["import_protocols", "{protocols}"],
    "import again": ["import_protocols", "{protocols}"],
    "worker": ["db_worker", "--queue-name", "*", "--batch", "--verbosity", "0"],
    "rebuild": ["search", "rebuild"],
}
QUERIES = (
    "Bürgerbeteiligung Leitlinien",
    "Spielplatz Sanierung",
    "2021/0975",
    "Gestaltungsbeirat",
    "Gestaltungsbeirrat",
    '"öffentliche Sitzung"',
    "Straßenbahn -Haltestelle",
    "Bürger:innen",
    "Ausbaubeiträge",
    "Haupt- und Finanzausschuss",
)
ROUNDS = 10


def step(name: str, arguments: list[str], environment: dict[str, str]) -> None:
    """Run one management command and print what it took."""
    begin = time.monotonic()
    child = subprocess.Popen(
        [sys.executable, "manage.py", *arguments], env=environment, stdout=subprocess.DEVNULL
    )
    _pid, status, used = os.wait4(child.pid, 0)
    wall, cpu, memory = time.monotonic() - begin, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
    code = os.waitstatus_to_exitcode(status)
    print(f"{name:<14} {wall:6.0f} s wall {cpu:6.0f} s CPU {memory:6.0f} MB peak  exit {code}", flush=True)


def show(answer: "Answer") -> None:
    """The first three hits as lines."""
    for correction in answer.corrections:
        print(f"   {correction.typed} -> {', '.join(correction.used)}")
    for hit in answer.hits[:3]:
        place = hit.places[0] if hit.places else None
        print(f"   {hit.title} | {hit.kind_label} | {hit.date} | {place.url if place else hit.url}")
        print(f"      {place.label if place else ''}: {place.snippet if place else ''}")


def queries() -> None:
    """Print the first three hits of each query, and what it costs when everything is warm."""
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.http import QueryDict
    from django.test.utils import CaptureQueriesContext
    from django.utils import translation

    from search.engines.choose import engine_for
    from search.query import search
    from search.request import SearchRequest

    engine = engine_for(settings.SEARCH_URL)

    def ask(text: str) -> "Answer":
        asked = QueryDict(mutable=True)
        asked["q"] = text
        return search(SearchRequest.from_query(asked, "de"), engine)

    every: list[float] = []
    with translation.override("de"):
        for text in QUERIES:
            with CaptureQueriesContext(connection) as log:
                answer = ask(text)
            times = []
            for _ in range(ROUNDS):
                begin = time.process_time()
                ask(text)
                times.append((time.process_time() - begin) * 1000)
            every += times
            print(f"\n{text}: {answer.total} hits, {statistics.median(times):.1f} ms CPU, {len(log)} SQL")
            show(answer)
    every.sort()
    p50, p95 = (every[int(len(every) * share)] for share in (0.5, 0.95))
    print(f"\nall queries: CPU p50 {p50:.1f} ms, p95 {p95:.1f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the data folder that holds protocols/")
    parser.add_argument("--keep", type=Path, help="use this folder and keep it")
    parser.add_argument("--queries-only", action="store_true", help="the folder is filled already")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as aside:
        os.environ["DATA_DIR"] = str((args.keep or Path(aside)).resolve())
        os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.dev"
        for name, arguments in () if args.queries_only else STEPS.items():
            filled = [argument.format(protocols=args.data / "protocols") for argument in arguments]
            step(name, filled, dict(os.environ))
        queries()


if __name__ == "__main__":
    main()
