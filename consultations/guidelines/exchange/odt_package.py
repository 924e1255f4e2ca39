"""Everything in an ODT file but its text: styles, page, properties, list of members."""

from collections.abc import Sequence
from dataclasses import dataclass

from consultations.guidelines.exchange.docx_package import zipped
from consultations.guidelines.exchange.escaping import escape, quoteattr
from consultations.guidelines.exchange.facts import Facts, PictureFile, Words
from consultations.guidelines.exchange.names import (
    CELL_STYLE,
    FACT_STYLE,
    HEAD_STYLE,
    NUMBER_STYLE,
    PICTURE_STYLE,
    PLAIN_STYLE,
    style_key,
)

ODF = "urn:oasis:names:tc:opendocument:xmlns"
MIME = "application/vnd.oasis.opendocument.text"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SPACES = (
    " ".join(
        f'xmlns:{short}="{ODF}:{name}:1.0"'
        for short, name in {
            "office": "office",
            "text": "text",
            "table": "table",
            "style": "style",
            "draw": "drawing",
            "fo": "xsl-fo-compatible",
            "svg": "svg-compatible",
            "meta": "meta",
            "manifest": "manifest",
        }.items()
    )
    + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
LEVELS = 9
PARAGRAPH_STYLES = (
    ("Standard", "", ""),
    ("Title", 'fo:margin-bottom="0.5cm"', 'fo:font-size="22pt" fo:font-weight="bold"'),
    (
        "Heading_20_1",
        'fo:margin-top="0.8cm" fo:keep-with-next="always"',
        'fo:font-size="16pt" fo:font-weight="bold"',
    ),
    (
        "Heading_20_2",
        'fo:margin-top="0.5cm" fo:keep-with-next="always"',
        'fo:font-size="13pt" fo:font-weight="bold"',
    ),
    ("Text_20_body", 'fo:margin-bottom="0.25cm" fo:line-height="120%"', ""),
    ("Caption", 'fo:keep-with-next="always"', 'fo:font-style="italic"'),
    (style_key(FACT_STYLE), "", 'fo:font-size="10pt"'),
    (style_key(PICTURE_STYLE), 'fo:keep-with-next="always"', ""),
    (style_key(HEAD_STYLE), "", 'fo:font-weight="bold"'),
    (style_key(CELL_STYLE), "", ""),
)
LOOKS = (
    (style_key(NUMBER_STYLE), ""),
    (style_key(PLAIN_STYLE), ""),
    ("SdBold", 'fo:font-weight="bold"'),
    ("SdItalic", 'fo:font-style="italic"'),
    ("SdBoldItalic", 'fo:font-weight="bold" fo:font-style="italic"'),
    ("SdIns", 'style:text-underline-style="solid"'),
    ("SdDel", 'style:text-line-through-style="solid"'),
    ("Internet_20_link", 'fo:color="#0b4f9e" style:text-underline-style="solid"'),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What the writer found out while it wrote the text."""

    body: str
    column_styles: str
    pictures: Sequence[PictureFile]
    facts: Facts
    words: Words
    is_wide: bool


def packed(contents: Contents) -> bytes:
    """The file; the type comes first and uncompressed, so that other programs recognise it."""
    members: dict[str, str | bytes] = {
        "mimetype": MIME,
        "content.xml": _content(contents),
        "styles.xml": _styles(contents),
        "meta.xml": _meta(contents.facts),
    }
    for place, picture in enumerate(contents.pictures, start=1):
        members[picture_path(place, picture)] = picture.data
    members["META-INF/manifest.xml"] = _manifest(contents.pictures)
    return zipped(members, stored=("mimetype",))


def picture_path(place: int, picture: PictureFile) -> str:
    """Where an image lies in the file."""
    ending = picture.name.rsplit(".", 1)[-1].lower() if "." in picture.name else "png"
    return f"Pictures/image{place}.{ending}"


def _content(contents: Contents) -> str:
    return (
        f'{HEAD}<office:document-content {SPACES} office:version="1.3"><office:automatic-styles>'
        f"{contents.column_styles}</office:automatic-styles><office:body><office:text>{contents.body}"
        "</office:text></office:body></office:document-content>"
    )


def _meta(facts: Facts) -> str:
    dated = f"<dc:date>{facts.date.isoformat()}T00:00:00</dc:date>" if facts.date else ""
    return (
        f'{HEAD}<office:document-meta {SPACES} office:version="1.3"><office:meta><dc:title>{escape(facts.title)}'
        f"</dc:title><dc:creator>{escape(facts.publisher)}</dc:creator><dc:language>{escape(facts.language)}"
        f"</dc:language><dc:identifier>{escape(facts.address)}</dc:identifier>{dated}</office:meta>"
        "</office:document-meta>"
    )


def _manifest(pictures: Sequence[PictureFile]) -> str:
    entries = {"/": MIME} | {f"{name}.xml": "text/xml" for name in ("content", "styles", "meta")}
    entries |= {
        picture_path(place, picture): picture.content_type for place, picture in enumerate(pictures, start=1)
    }
    lines = "".join(
        f'<manifest:file-entry manifest:full-path={quoteattr(path)} manifest:media-type="{kind}"/>'
        for path, kind in entries.items()
    )
    return f'{HEAD}<manifest:manifest {SPACES} manifest:version="1.3">{lines}</manifest:manifest>'


def _styles(contents: Contents) -> str:
    facts = contents.facts
    tongue, _dash, country = facts.language.partition("-")
    spoken = f'fo:language="{escape(tongue)}" fo:country="{escape(country.upper() or "none")}"'
    mode = "rl-tb" if facts.is_right_to_left else "lr-tb"
    size = "29.7cm", "21cm"
    wide, high = size if contents.is_wide else reversed(size)
    turned = "landscape" if contents.is_wide else "portrait"
    return (
        f'{HEAD}<office:document-styles {SPACES} office:version="1.3"><office:styles>'
        f'<style:default-style style:family="paragraph"><style:paragraph-properties style:writing-mode="{mode}"/>'
        f'<style:text-properties fo:font-size="11pt" {spoken}/></style:default-style>{_named_styles()}'
        f"{_list_style('SdBullets', is_ordered=False)}{_list_style('SdNumbers', is_ordered=True)}</office:styles>"
        '<office:automatic-styles><style:page-layout style:name="page"><style:page-layout-properties '
        f'fo:page-width="{wide}" fo:page-height="{high}" style:print-orientation="{turned}" fo:margin="2.5cm" '
        f'style:writing-mode="{mode}"/><style:footer-style/></style:page-layout></office:automatic-styles>'
        '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="page">'
        f'<style:footer><text:p text:style-name="{style_key(FACT_STYLE)}">{escape(contents.words.page)} '
        '<text:page-number text:select-page="current">1</text:page-number></text:p></style:footer>'
        "</style:master-page></office:master-styles></office:document-styles>"
    )


def _named_styles() -> str:
    lines = [
        f'<style:style style:name="{name}" style:display-name="{name.replace("_20_", " ")}" style:family="paragraph">'
        f"<style:paragraph-properties {layout}/><style:text-properties {look}/></style:style>"
        for name, layout, look in PARAGRAPH_STYLES
    ]
    lines += [
        f'<style:style style:name="{name}" style:display-name="{name.replace("_20_", " ")}" style:family="text">'
        f"<style:text-properties {look}/></style:style>"
        for name, look in LOOKS
    ]
    lines.append(
        '<style:style style:name="SdGridCell" style:family="table-cell"><style:table-cell-properties '
        'fo:padding="0.1cm" fo:border="0.5pt solid #6b6b6b"/></style:style>'
    )
    return "".join(lines)


def _list_style(name: str, *, is_ordered: bool) -> str:
    levels = []
    for level in range(1, LEVELS + 1):
        layout = (
            '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
            '<style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.7cm" '
            f'fo:margin-left="{level}cm"/></style:list-level-properties>'
        )
        if is_ordered:
            sign = (
                'style:num-format="1" style:num-suffix="."'
                if level % 2
                else 'style:num-format="a" style:num-suffix="."'
            )
            levels.append(
                f'<text:list-level-style-number text:level="{level}" {sign}>{layout}</text:list-level-style-number>'
            )
        else:
            sign = f'text:bullet-char="{"•" if level % 2 else "–"}"'
            levels.append(
                f'<text:list-level-style-bullet text:level="{level}" {sign}>{layout}</text:list-level-style-bullet>'
            )
    return f'<text:list-style style:name="{name}">{"".join(levels)}</text:list-style>'
