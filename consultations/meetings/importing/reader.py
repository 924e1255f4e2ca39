"""Reads protocol collections: JSON lines (also gzipped) and the manifest of a folder of PDF files."""

import datetime as dt
import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from consultations.meetings.importing import fields, items
from consultations.meetings.importing.records import BadRecordError, FileRecord, Problem, SessionRecord

MANIFEST = "manifest.jsonl"
SUFFIXES = (".jsonl", ".jsonl.gz")
# Without an "end_date" no session lasts longer: then the two times are more likely to be mixed up.
LONGEST_NIGHT = dt.timedelta(hours=14)


def session_files(path: Path) -> list[Path]:
    """The files with sessions below a path, or the path itself."""
    if path.is_file():
        return [path] if path.name.endswith(SUFFIXES) and path.name != MANIFEST else []
    return sorted(file for file in path.iterdir() if file.name.endswith(SUFFIXES) and file.name != MANIFEST)


def manifest_of(path: Path) -> Path | None:
    """The manifest of the PDF files that belong to a path."""
    places = [path] if path.name == MANIFEST else [path / "pdf" / MANIFEST, path / MANIFEST]
    return next((place for place in places if place.is_file()), None)


def lines(file: Path) -> Iterator[tuple[str, bytes]]:
    """Non-empty lines with their place ("karlsruhe.jsonl.gz:17"); a damaged archive ends early."""
    with file.open("rb") as raw, gzip.open(raw) if file.name.endswith(".gz") else raw as stream:
        for count, line in enumerate(stream, start=1):
            if line.strip():
                yield f"{file.name}:{count}", line


def sessions(file: Path) -> Iterator[tuple[str, SessionRecord | Problem]]:
    """Every line of a file as a session, or as the problem it is."""
    place = file.name
    try:
        for place, line in lines(file):
            try:
                yield place, session(line)
            except BadRecordError as error:
                yield place, Problem(place, str(error))
    except (OSError, EOFError, zlib.error) as error:
        yield place, Problem(place, f"cannot be read any further: {error}")


def session(line: bytes) -> SessionRecord:
    """One line as a session; raises `BadRecordError` with the reason."""
    data = parsed(line)
    source_id = fields.required(data, "id", most=120)
    start, end = _times(data)
    return SessionRecord(
        source_id=source_id,
        digest=hashlib.sha256(line.strip()).hexdigest(),
        collection=fields.text(data, "collection", 60),
        kind=fields.text(data, "kind", 100),
        language=fields.text(data, "lang", 10) or "de",
        title=fields.required(data, "title", 255),
        municipality=fields.text(data, "municipality", 120),
        body=fields.required(data, "body", 200),
        session_number=fields.text(data, "session_number", 20),
        start=start,
        end=end,
        place=fields.text(data, "place", 200),
        public=fields.flag(data, "public", default=True),
        complete=fields.flag(data, "complete", default=True),
        publisher=fields.text(data, "publisher", 200),
        source_url=_source_url(data),
        licence=fields.text(data, "licence", 100),
        licence_basis=fields.text(data, "licence_basis", 255),
        items=items.read(source_id, data),
    )


def _times(data: Mapping[str, Any]) -> tuple[dt.datetime, dt.datetime | None]:
    """Begin and end; an end before the begin is one after midnight, unless it says its own "end_date"."""
    date = fields.day(data, "date")
    last = fields.day(data, "end_date") if data.get("end_date") else None
    if last is not None and last < date:
        raise BadRecordError(f"“end_date” {last} is before “date” {date}")
    start, end = fields.moment(date, data, "start_time"), fields.moment(last or date, data, "end_time")
    if start is None:
        day_after = last and last + dt.timedelta(days=1)
        return _midnight(date), _midnight(day_after) if day_after else None
    if end is None and last is not None and last > date:
        return start, _midnight(last + dt.timedelta(days=1))
    if end is not None and end < start and last is None:
        end = fields.moment(date + dt.timedelta(days=1), data, "end_time")
    if end is not None and (end <= start or (last is None and end - start > LONGEST_NIGHT)):
        raise BadRecordError(
            f"“end_time” {data['end_time']} is not after “start_time” {data['start_time']}; "
            "a session over several days needs an “end_date”"
        )
    return start, end


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), fields.CITY_TIME)


def files(manifest: Path) -> Iterator[tuple[str, FileRecord | Problem]]:
    """Every line of a manifest as a file, or as the problem it is."""
    for place, line in lines(manifest):
        try:
            yield place, file_record(line)
        except BadRecordError as error:
            yield place, Problem(place, str(error))


def file_record(line: bytes) -> FileRecord:
    """One line of a manifest; raises `BadRecordError` with the reason."""
    data = parsed(line)
    path = fields.required(data, "file", most=150)
    return FileRecord(
        source_id=f"pdf/{path}",
        path=path,
        title=fields.required(data, "title", 240),
        kind=path.partition("/")[0],
        date=fields.day(data, "date") if data.get("date") else None,
        section=fields.text(data, "section", 120),
        sha256=fields.text(data, "sha256", 64),
        source_url=_source_url(data),
        licence=fields.text(data, "licence", 200),
        publisher=fields.text(data, "publisher", 200),
    )


def parsed(line: bytes) -> dict[str, Any]:
    """A line as a JSON object."""
    try:
        data = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BadRecordError("is not UTF-8") from None
    except (json.JSONDecodeError, RecursionError) as error:
        raise BadRecordError(f"is not JSON: {error}") from None
    if not isinstance(data, dict):
        raise BadRecordError("is not a JSON object")
    return data


def _source(data: Mapping[str, Any]) -> dict[str, Any]:
    source = data.get("source")
    return source if isinstance(source, dict) else {}


def _source_url(data: Mapping[str, Any]) -> str:
    """Where the text comes from: the session in the council's system, its video, or the public repository."""
    for name in ("meeting_url", "source_url", "video_url"):
        if url := fields.address(fields.text(data, name)):
            return url
    source = _source(data)
    if not all(isinstance(source.get(name), str) for name in ("repo", "commit", "path")):
        return ""
    return fields.address(f"https://github.com/{source['repo']}/blob/{source['commit']}/{source['path']}")
