"""What the dashboard shows: every translation with its open words, and the sums by section and language."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page, get_page_models
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from portal.bin.selectors import in_sight
from portal.translation.languages import language, source_language
from portal.translators.models import TranslationStanding
from portal.translators.rules import Stage
from portal.translators.terms.selectors import plain


@dataclass(frozen=True, slots=True)
class Line:
    """One page in one language; `section` is the consultation it belongs to, empty for the rest."""

    page: int
    title: str
    section: str
    language: str
    stage: str
    stage_label: str
    changed: dt.datetime
    person: str
    words_open: int
    outdated_since: dt.datetime | None
    live: bool

    @property
    def language_name(self) -> str:
        """What the language calls itself."""
        return language(self.language).name


@dataclass(slots=True)
class Cell:
    """The sum of one section in one language."""

    pages: int = 0
    reviewed: int = 0
    words_open: int = 0
    outdated_since: dt.datetime | None = None


def lines(asked: Mapping[str, str]) -> list[Line]:
    """All translations, narrowed by `language`, `stage`, `section` and `person`; empty values do not narrow."""
    standings = TranslationStanding.objects.select_related("page__locale", "changed_by").order_by(
        "page__path"
    )
    rows = in_sight(standings, "page__path")
    open_words = _open_words()
    sections = _Sections()
    found = []
    for row in rows.filter(page__alias_of__isnull=True):
        page = row.page
        found.append(
            Line(
                page=page.pk,
                title=page.title,
                section=sections.of(page),
                language=str(page.locale.language_code),
                stage=row.stage,
                stage_label=row.get_stage_display(),
                changed=row.changed,
                person=str(row.changed_by) if row.changed_by else "",
                words_open=open_words.get((str(page.translation_key), page.locale_id), 0),
                outdated_since=row.outdated_since,
                live=page.live,
            )
        )
    wanted = {name: asked[name] for name in ("language", "stage", "section", "person") if asked.get(name)}
    return [line for line in found if all(getattr(line, name) == value for name, value in wanted.items())]


def table(content: Iterable[Line]) -> tuple[list[str], dict[str, list[Cell]]]:
    """The languages, and for each section its cells in their order."""
    cells: dict[str, dict[str, Cell]] = defaultdict(lambda: defaultdict(Cell))
    for line in content:
        cell = cells[line.section][line.language]
        cell.pages += 1
        cell.reviewed += line.stage == Stage.REVIEWED
        cell.words_open += line.words_open
        if line.outdated_since:
            cell.outdated_since = min(line.outdated_since, cell.outdated_since or line.outdated_since)
    languages = sorted({language for row in cells.values() for language in row})
    ordered = sorted(cells, key=lambda section: (not section, section))
    return languages, {section: [cells[section][one] for one in languages] for section in ordered}


class _Sections:
    """Titles of the German pages that are translated as one, by where they lie in the tree."""

    def __init__(self) -> None:
        types = [model for model in get_page_models() if getattr(model, "translated_as_one", False)]
        german = source_language().code
        pages = Page.objects.filter(locale__language_code=german, alias_of__isnull=True)
        self._titles = dict(pages.exact_type(*types).values_list("path", "title")) if types else {}
        self._paths = dict(pages.values_list("translation_key", "path"))

    def of(self, page: Page) -> str:
        path = self._paths.get(page.translation_key, "")
        return next((title for begin, title in self._titles.items() if path.startswith(begin)), "")


def _open_words() -> dict[tuple[str, int], int]:
    """By translation key and language: the words of the German parts that have no translation."""
    parts: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    counted: dict[int, int] = {}
    rows = StringSegment.objects.values_list("source_id", "string_id", "context_id", "string__data")
    for source, string, context, data in rows.iterator():
        words = counted.setdefault(string, len(plain(data).split()))
        parts[source].append((string, context, words))
    done = set(
        StringTranslation.objects.filter(has_error=False).values_list(
            "translation_of_id", "context_id", "locale_id"
        )
    )
    found: dict[tuple[str, int], int] = {}
    translations: Any = Translation.objects.filter(enabled=True)
    for key, source, locale in translations.values_list("source__object_id", "source_id", "target_locale_id"):
        still = [words for string, context, words in parts[source] if (string, context, locale) not in done]
        found[str(key), locale] = sum(still)
    return found
