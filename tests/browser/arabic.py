"""Arabic twins of one page of every type, so that pages from right to left can be looked at.

Runs inside an installation (`manage.py shell --no-imports -c "$(cat this file)"`); run twice it changes nothing.
"""

from django.utils.translation import override
from wagtail.models import Locale, Page

from home.pages import HomePage
from home.snippets import Contact, GlossaryTerm, NavigationMenu

ARABIC = Locale.objects.get_or_create(language_code="ar")[0]
PATHS = {
    "/de/": ("حوار المدينة", "هنا ترون على ماذا تعمل المدينة ومتى يمكنكم المشاركة في الرأي."),
    "/de/verfahren/": ("إجراءات المشاركة", "جميع المشاريع التي يشارك فيها سكان المدينة."),
    "/de/verfahren/leitlinien/": (
        "مبادئ توجيهية للمشاركة",
        "فريق من السكان والسياسة والإدارة يكتب القواعد.",
    ),
    "/de/verfahren/leitlinien/entwurf/": ("المسودة الأولى للمبادئ", "ستة فصول عن المشاركة الجيدة."),
    "/de/verfahren/leitlinien/sitzung-2023-11-08/": (
        "الجلسة العلنية في نوفمبر",
        "مفهوم التواصل ومبادئ المشاركة.",
    ),
    "/de/verfahren/leitlinien/sitzung-auswertung/": (
        "الجلسة القادمة: تقييم التعليقات",
        "الموعد القادم لفريق العمل.",
    ),
    "/de/sitzungen/": ("الجلسات والمحاضر", "المواعيد القادمة ومحاضر الجلسات السابقة."),
    "/de/methodenkoffer/": ("حقيبة الأساليب", "أساليب مجربة للمشاركة."),
    "/de/methodenkoffer/zukunftswerkstatt/": ("ورشة المستقبل", "النقد والخيال والتنفيذ في ثلاث مراحل."),
    "/de/aktuelles/": ("الأخبار", "بيانات صحفية وإعلانات المدينة."),
    "/de/aktuelles/naechste-sitzung-methodenkoffer/": (
        "الجلسة العلنية القادمة",
        "تنعقد الجلسة في بهو مبنى البلدية.",
    ),
    "/de/so-funktioniert-beteiligung/": ("كيف تعمل المشاركة", "الخطوات من الفكرة إلى القرار."),
    "/de/glossar/": ("المصطلحات", "مصطلحات المشاركة مشروحة باختصار."),
}
BODY = [
    {"type": "heading", "value": {"text": "ما هو الموضوع", "level": "h2", "anchor": ""}},
    {
        "type": "text",
        "value": "<p>تدعو المدينة جميع السكان إلى المشاركة في الرأي. سنشرح هنا كل خطوة بلغة واضحة.</p>"
        "<ul><li>اقرأوا المسودة</li><li>اكتبوا تعليقا</li><li>تعالوا إلى الجلسة</li></ul>",
    },
]
CHAPTERS = [
    {
        "type": "chapter",
        "value": {
            "title": "مبادئ المشاركة الجيدة",
            "intro": "<p>هذه المبادئ ملزمة لجميع الدوائر.</p>",
        },
    },
    {"type": "paragraph", "value": {"text": "<p>تبدأ المشاركة مبكرا وتكون مفتوحة للجميع.</p>"}},
    {"type": "paragraph", "value": {"text": "<p>تنشر المدينة نتائج كل جلسة في هذه البوابة.</p>"}},
]
ITEMS = [
    ("مفهوم التواصل", "نوقش مفهوم التواصل بالتفصيل."),
    ("مبادئ المشاركة", "اتفق الفريق على خمسة مبادئ."),
    ("أسئلة السكان", ""),
]


def twin(path: str, title: str, summary: str) -> None:
    """Copy a page below its parent's twin, put Arabic words into it and publish it."""
    source = next(page for page in Page.objects.filter(locale__language_code="de") if page.get_url() == path)
    if source.has_translation(ARABIC):
        return
    made = source.specific.copy_for_translation(ARABIC, copy_parents=False)
    # Fresh from the database: the copy in memory knows an older tree.
    page = Page.objects.get(pk=made.pk).specific
    page.title, page.summary = title, summary
    if not isinstance(page, HomePage):
        page.slug = source.slug
    if hasattr(page, "body"):
        page.body = [] if isinstance(page, HomePage) else BODY
    if hasattr(page, "chapters"):
        page.chapters = CHAPTERS
    if hasattr(page, "subtitle"):
        page.subtitle = "الموضوع: حقيبة الأساليب والمنصة"
    if hasattr(page, "agenda_items"):
        put_agenda(page)
    page.save_revision().publish()


def put_agenda(page: Page) -> None:
    """Arabic words in the copied agenda items; the protocol stays as long as it was."""
    items = list(page.agenda_items.all())
    for item, (title, protocol) in zip(items, ITEMS, strict=False):
        item.title, item.text = title, "مسودة المجموعة الصغيرة."
        item.protocol_text = protocol if item.protocol_text else ""
        item.decision = "تمت الموافقة على الاقتراح." if item.decision else ""
        item.result = "بالإجماع" if item.result else ""
    page.agenda_items = items


def put_snippets() -> None:
    """Menus, one contact and one term in Arabic."""
    for menu in NavigationMenu.objects.filter(locale__language_code="de"):
        if not menu.has_translation(ARABIC):
            copy = menu.copy_for_translation(ARABIC)
            copy.title = "القائمة الرئيسية" if menu.slug == "main" else "روابط"
            copy.save()
    for term in GlossaryTerm.objects.filter(locale__language_code="de")[:3]:
        if not term.has_translation(ARABIC):
            copy = term.copy_for_translation(ARABIC)
            copy.term, copy.definition = (
                f"المشاركة ({term.term})",
                "<p>المشاركة تعني أن يقول السكان رأيهم قبل القرار.</p>",
            )
            copy.save()
    for contact in Contact.objects.filter(locale__language_code="de"):
        if not contact.has_translation(ARABIC):
            copy = contact.copy_for_translation(ARABIC)
            copy.name, copy.role = "مكتب تنسيق المشاركة", "للأسئلة عن المشاركة"
            copy.save()


with override("ar"):
    put_snippets()
    for wanted, words in PATHS.items():
        twin(wanted, *words)
