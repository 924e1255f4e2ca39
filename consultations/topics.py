"""Topics under which consultations are found."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtail_localize.fields import SynchronizedField

from portal.translation.once import OncePerLanguage


class Topic(OncePerLanguage, TranslatableMixin, index.Indexed, models.Model):
    """A subject such as traffic or city green; its slug is the same in all languages."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(
        _("slug"), max_length=80, help_text=_("Part of the addresses of filtered lists; the same everywhere.")
    )

    override_translatable_fields: ClassVar = [SynchronizedField("slug", overridable=False)]
    search_fields: ClassVar = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("locale_id"),
    ]
    panels: ClassVar = [FieldPanel("name"), FieldPanel("slug")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(fields=["slug", "locale"], name="one_topic_per_slug_and_locale"),
        )

    def __str__(self) -> str:
        return self.name


class ConsultationTopic(TranslatableMixin, Orderable):
    """One topic of one consultation."""

    page = ParentalKey("consultations.ConsultationPage", on_delete=models.CASCADE, related_name="topic_links")
    topic = models.ForeignKey(Topic, verbose_name=_("topic"), on_delete=models.CASCADE, related_name="+")

    panels: ClassVar = [FieldPanel("topic")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("topic of a consultation")
        verbose_name_plural = _("topics of consultations")

    def __str__(self) -> str:
        return str(self.topic)


class TopicViewSet(SnippetViewSet):
    """Topics in the editors' menu."""

    model = Topic
    icon = "tag"
    add_to_admin_menu = True
    menu_order = 460
    list_display: ClassVar = ["name", "slug"]
