"""Sets a result protocol as tagged, accessible PDF (PDF/UA-1) with Typst, which needs no system library."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import typst

TEMPLATE = Path(__file__).with_name("protocol.typ")
MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()


def protocol_pdf(meeting: dict[str, Any], body: str, place: str) -> bytes:
    """The PDF of one entry of content/meetings.toml."""
    start, end = meeting["date"], meeting["end"]
    data = {
        "title": f"Ergebnisprotokoll der Sitzung am {german_date(start)}",
        "lang": "de",
        "publisher": "Stadtverwaltung Kaiserslautern",
        "body": body,
        "page_word": "Seite",
        "agenda_word": "Tagesordnung",
        "item_word": "TOP",
        "decision_word": "Beschluss",
        "result_word": "Ergebnis der Abstimmung",
        "facts": [
            ("Gremium", body),
            ("Datum", f"{german_date(start)}, {start:%H:%M} bis {end:%H:%M} Uhr"),
            ("Ort", place),
            ("Anwesend", meeting["present"]),
            ("Art der Sitzung", "öffentlich"),
        ],
        "items": [_item(item) for item in meeting["items"]],
    }
    inputs = {"data": json.dumps(data)}
    return bytes(typst.compile(str(TEMPLATE), sys_inputs=inputs, format="pdf", pdf_standards=["ua-1"]))


def german_date(day: dt.date) -> str:
    """6. September 2023, whatever the active language."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def _item(item: dict[str, str]) -> dict[str, Any]:
    paragraphs = [text.strip() for text in item["protocol"].strip().split("\n\n")]
    return {
        "number": item["number"],
        "title": item["title"],
        "paragraphs": paragraphs,
        "decision": item.get("decision", ""),
        "result": item.get("result", ""),
    }
