"""Everything in a DOCX file but its text: styles, lists, page, footer, properties."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from consultations.guidelines.exchange.escaping import escape, quoteattr
from consultations.guidelines.exchange.facts import Facts, PictureFile, Words
from consultations.guidelines.exchange.names import (
    CELL_STYLE,
    FACT_STYLE,
    GAP_STYLE,
    HEAD_STYLE,
    NUMBER_STYLE,
    PICTURE_STYLE,
    PLAIN_STYLE,
    TABLE_STYLE,
    style_id,
)

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# A fixed moment: the same text gives the same bytes, so that copies can be compared.
MOMENT = (2020, 1, 1, 0, 0, 0)
LEVELS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What the writer found out while it wrote the text."""

    body: str
    links: Sequence[str]
    ordered_lists: int
    pictures: Sequence[PictureFile]
    facts: Facts
    words: Words
    is_wide: bool


def packed(contents: Contents) -> bytes:
    """The file."""
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(contents.pictures),
        "_rels/.rels": _relations(
            ("doc", f"{R}/officeDocument", "word/document.xml", False),
            ("core", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml", False),
        ),
        "docProps/core.xml": _properties(contents.facts),
        "word/document.xml": _document(contents),
        "word/styles.xml": _styles(contents.facts),
        "word/numbering.xml": _numbering(contents.ordered_lists),
        "word/settings.xml": _settings(),
        "word/footer1.xml": _footer(contents),
        "word/_rels/document.xml.rels": _document_relations(contents),
    }
    for place, picture in enumerate(contents.pictures, start=1):
        members[f"word/media/{_file_name(place, picture)}"] = picture.data
    return zipped(members)


def zipped(members: dict[str, str | bytes], stored: Sequence[str] = ()) -> bytes:
    """A zip file; members named in `stored` are not compressed."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, MOMENT)
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return target.getvalue()


def drawing(number: int, name: str, alt: str, wide: int, high: int) -> str:
    """An image in a line; sizes in English metric units, 360,000 to the centimetre."""
    shape = f'id="{number}" name={quoteattr(name)} descr={quoteattr(alt)}'
    fill = (
        f'<pic:blipFill><a:blip r:embed="image{number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    )
    return (
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
        f'<wp:docPr {shape}/><a:graphic xmlns:a="{DRAWING}/main"><a:graphicData uri="{DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{DRAWING}/picture"><pic:nvPicPr><pic:cNvPr {shape}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'{fill}<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing>"
    )


def _document(contents: Contents) -> str:
    size = 'w:w="16838" w:h="11906" w:orient="landscape"' if contents.is_wide else 'w:w="11906" w:h="16838"'
    direction = "<w:bidi/>" if contents.facts.is_right_to_left else ""
    return (
        f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="{DRAWING}/wordprocessingDrawing">'
        f'<w:body>{contents.body}<w:sectPr><w:footerReference w:type="default" r:id="footer"/>'
        f'<w:pgSz {size}/><w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" w:header="709" '
        f'w:footer="709" w:gutter="0"/>{direction}</w:sectPr></w:body></w:document>'
    )


def _footer(contents: Contents) -> str:
    field = "".join(
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>{more}'
        for kind, more in (
            ("begin", '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'),
            ("separate", "<w:r><w:t>1</w:t></w:r>"),
            ("end", ""),
        )
    )
    word = f'<w:r><w:t xml:space="preserve">{escape(contents.words.page)} </w:t></w:r>'
    layout = f'<w:pPr><w:pStyle w:val="{style_id(FACT_STYLE)}"/></w:pPr>'
    return f'{HEAD}<w:ftr xmlns:w="{W}"><w:p>{layout}{word}{field}</w:p></w:ftr>'


def _content_types(pictures: Sequence[PictureFile]) -> str:
    kinds = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    kinds |= {_ending(picture): picture.content_type for picture in pictures}
    parts = {
        "document": "document.main",
        "styles": "styles",
        "numbering": "numbering",
        "settings": "settings",
    }
    overrides = {f"/word/{name}.xml": f"{WORD_TYPE}.{kind}+xml" for name, kind in parts.items()}
    overrides["/word/footer1.xml"] = f"{WORD_TYPE}.footer+xml"
    overrides["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    lines = [f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in kinds.items()]
    lines += [f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items()]
    return f'{HEAD}<Types xmlns="{PACKAGE}/content-types">{"".join(lines)}</Types>'


def _relations(*relations: tuple[str, str, str, bool]) -> str:
    lines = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target={quoteattr(target)}'
        + (' TargetMode="External"/>' if is_external else "/>")
        for name, kind, target, is_external in relations
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def _document_relations(contents: Contents) -> str:
    own = [(name, f"{R}/{name}", f"{name}.xml", False) for name in ("styles", "numbering", "settings")]
    own.append(("footer", f"{R}/footer", "footer1.xml", False))
    own += [
        (f"image{place}", f"{R}/image", f"media/{_file_name(place, picture)}", False)
        for place, picture in enumerate(contents.pictures, start=1)
    ]
    own += [(f"link{place}", f"{R}/hyperlink", target, True) for place, target in enumerate(contents.links)]
    return _relations(*own)


def _properties(facts: Facts) -> str:
    day = f"{facts.date.isoformat()}T00:00:00Z" if facts.date else ""
    dated = f'<dcterms:modified xsi:type="dcterms:W3CDTF">{day}</dcterms:modified>' if day else ""
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(facts.title)}</dc:title><dc:creator>{escape(facts.publisher)}</dc:creator>"
        f"<dc:identifier>{escape(facts.address)}</dc:identifier><dc:language>{escape(facts.language)}</dc:language>"
        f"{dated}</cp:coreProperties>"
    )


def _settings() -> str:
    mode = 'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"'
    return f'{HEAD}<w:settings xmlns:w="{W}"><w:compat><w:compatSetting {mode}/></w:compat></w:settings>'


def _numbering(ordered_lists: int) -> str:
    bullets = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="{"•–"[level % 2]}"/>'
        f"{_indent(level)}</w:lvl>"
        for level in range(LEVELS)
    )
    numbers = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{"lowerLetter" if level % 2 else "decimal"}"/>'
        f'<w:lvlText w:val="%{level + 1}."/>{_indent(level)}</w:lvl>'
        for level in range(LEVELS)
    )
    restart = "".join(
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>'
        for level in range(LEVELS)
    )
    lists = "".join(
        f'<w:num w:numId="{2 + place}"><w:abstractNumId w:val="1"/>{restart}</w:num>'
        for place in range(ordered_lists)
    )
    return (
        f'{HEAD}<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">'
        f'<w:multiLevelType w:val="hybridMultilevel"/>{bullets}</w:abstractNum><w:abstractNum w:abstractNumId="1">'
        f'<w:multiLevelType w:val="hybridMultilevel"/>{numbers}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{lists}</w:numbering>'
    )


def _indent(level: int) -> str:
    return f'<w:pPr><w:ind w:left="{567 * (level + 1)}" w:hanging="425"/></w:pPr>'


def _styles(facts: Facts) -> str:
    tongue = escape(facts.language)
    paragraphs = (
        ("Title", "Title", '<w:keepNext/><w:spacing w:after="240"/>', '<w:b/><w:sz w:val="44"/>'),
        ("Heading1", "heading 1", _heading(360, 0), '<w:b/><w:sz w:val="32"/>'),
        ("Heading2", "heading 2", _heading(240, 1), '<w:b/><w:sz w:val="26"/>'),
        ("BodyText", "Body Text", '<w:spacing w:after="140" w:line="288" w:lineRule="auto"/>', ""),
        ("Caption", "caption", '<w:keepNext/><w:spacing w:before="120" w:after="120"/>', "<w:i/>"),
        ("ListBullet", "List Bullet", '<w:spacing w:after="80"/>', ""),
        ("ListNumber", "List Number", '<w:spacing w:after="80"/>', ""),
        (style_id(FACT_STYLE), FACT_STYLE, '<w:spacing w:after="60"/>', '<w:sz w:val="20"/>'),
        (style_id(PICTURE_STYLE), PICTURE_STYLE, '<w:keepNext/><w:spacing w:before="120"/>', ""),
        (style_id(HEAD_STYLE), HEAD_STYLE, '<w:spacing w:after="40"/>', "<w:b/>"),
        (style_id(CELL_STYLE), CELL_STYLE, '<w:spacing w:after="40"/>', ""),
        (style_id(GAP_STYLE), GAP_STYLE, '<w:spacing w:after="0"/>', '<w:sz w:val="12"/>'),
    )
    lines = [
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f"<w:qFormat/><w:pPr>{layout}</w:pPr><w:rPr>{look}</w:rPr></w:style>"
        for key, name, layout, look in paragraphs
    ]
    lines += [
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{style_id(name)}"><w:name w:val="{name}"/></w:style>'
        for name in (NUMBER_STYLE, PLAIN_STYLE)
    ]
    return (
        f'{HEAD}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" '
        f'w:hAnsi="Calibri" w:cs="Arial"/><w:sz w:val="22"/><w:lang w:val="{tongue}" w:bidi="{tongue}"/></w:rPr>'
        '</w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        f'<w:name w:val="Normal"/></w:style>{"".join(lines)}<w:style w:type="character" w:styleId="Hyperlink">'
        '<w:name w:val="Hyperlink"/><w:rPr><w:color w:val="0B4F9E"/><w:u w:val="single"/></w:rPr></w:style>'
        f"{_table_style()}</w:styles>"
    )


def _heading(before: int, level: int) -> str:
    return f'<w:keepNext/><w:spacing w:before="{before}" w:after="120"/><w:outlineLvl w:val="{level}"/>'


def _table_style() -> str:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="6B6B6B"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style_id(TABLE_STYLE)}"><w:name w:val="{TABLE_STYLE}"/>'
        f"<w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr></w:style>"
    )


def _file_name(place: int, picture: PictureFile) -> str:
    return f"image{place}.{_ending(picture)}"


def _ending(picture: PictureFile) -> str:
    return picture.name.rsplit(".", 1)[-1].lower() if "." in picture.name else "png"
