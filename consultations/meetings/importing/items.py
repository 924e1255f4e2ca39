"""Agenda items out of a session record: agenda and sections brought together."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from consultations.meetings.importing import fields
from consultations.meetings.importing.records import ItemRecord

TITLE_LENGTH = 500


def read(session_id: str, data: Mapping[str, Any]) -> tuple[ItemRecord, ...]:
    """All items in the order of the session.

    A transcript has turns of speakers beside recorded votes; both carry a time and are ordered by it.
    """
    agenda, sections = fields.objects(data, "agenda"), fields.objects(data, "sections")
    if any("start_seconds" in section for section in sections):
        return _by_time(session_id, agenda, sections)
    titles = {fields.text(entry, "number"): fields.text(entry, "title") for entry in agenda}
    told = {fields.text(section, "number") for section in sections}
    items = [_section(session_id, section, titles) for section in sections]
    items += [
        _agenda_entry(session_id, entry) for entry in agenda if fields.text(entry, "number") not in told
    ]
    return _with_own_ids(items)


def _section(session_id: str, section: Mapping[str, Any], titles: Mapping[str, str]) -> ItemRecord:
    number = fields.text(section, "number", 30)
    printed = fields.text(section, "agenda_title")
    title = fields.text(section, "title", TITLE_LENGTH) or titles.get(number, "") or printed or number
    return ItemRecord(
        source_id=fields.text(section, "id", 110) or f"{session_id}#s-{number}",
        number=number,
        title=fields.shortened(title, TITLE_LENGTH),
        text=printed if printed != title else "",
        submitted_by="; ".join(fields.texts(section, "submitted_by")),
        references=", ".join(fields.texts(section, "references")),
        decision=fields.text(section, "decision"),
        result=fields.text(section, "vote_result"),
        protocol_text=fields.text(section, "text") or fields.text(section, "omitted"),
        page_from=fields.number(section, "page_from"),
        page_to=fields.number(section, "page_to"),
        source_url=fields.address(fields.text(section, "source_url")),
    )


def _agenda_entry(session_id: str, entry: Mapping[str, Any]) -> ItemRecord:
    number = fields.text(entry, "number", 30)
    return ItemRecord(
        source_id=f"{session_id}#a-{number}",
        number=number,
        title=fields.text(entry, "title", TITLE_LENGTH) or number,
        text=fields.text(entry, "type"),
        submitted_by="; ".join(fields.texts(entry, "submitted_by")),
        references=fields.text(entry, "reference"),
        result=votes(entry.get("votes")),
    )


def votes(value: object) -> str:
    """Recorded votes in words; the source is German, so are the words."""
    if not isinstance(value, dict):
        return ""
    words = {"yes": "Ja", "no": "Nein", "abstained": "Enthaltung", "absent": "abwesend"}
    return ", ".join(
        f"{word}: {value[key]}" for key, word in words.items() if isinstance(value.get(key), int)
    )


def _by_time(
    session_id: str, agenda: list[dict[str, Any]], sections: list[dict[str, Any]]
) -> tuple[ItemRecord, ...]:
    timed = [
        (fields.number(section, "start_seconds") or 0, 0, _speech(session_id, section))
        for section in sections
    ]
    timed += [
        (_seconds(fields.text(entry, "video_time")), 1, _agenda_entry(session_id, entry)) for entry in agenda
    ]
    timed.sort(key=lambda entry: entry[:2])
    return _with_own_ids([item for _second, _kind, item in timed])


def _speech(session_id: str, section: Mapping[str, Any]) -> ItemRecord:
    second = fields.number(section, "start_seconds") or 0
    return ItemRecord(
        source_id=fields.text(section, "id", 110) or f"{session_id}#s-{second}",
        number=f"{second // 3600}:{second // 60 % 60:02}:{second % 60:02}",
        title=fields.text(section, "speaker", TITLE_LENGTH) or "–",
        speech=True,
        protocol_text=fields.text(section, "text"),
    )


def _seconds(clock: str) -> int:
    parts = clock.split(":")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return 0
    hours, minutes, seconds = (int(part) for part in parts)
    return hours * 3600 + minutes * 60 + seconds


def _with_own_ids(items: list[ItemRecord]) -> tuple[ItemRecord, ...]:
    """The same number may stand twice on an agenda; the second one gets an id of its own."""
    seen: dict[str, int] = {}
    result = []
    for item in items:
        count = seen[item.source_id] = seen.get(item.source_id, 0) + 1
        result.append(item if count == 1 else replace(item, source_id=f"{item.source_id}-{count}"))
    return tuple(result)
