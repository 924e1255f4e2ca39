"""The translators' desk in the admin: submit, watch the progress, bring a translation from state to state."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.models import Page
from wagtail_localize.views.convert import convert_to_alias
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from portal.approval.rights import may_decide
from portal.translation.languages import language
from portal.translators import memory, standings, submission, tasks
from portal.translators.doors import translated_page
from portal.translators.machine import views as machine_views
from portal.translators.models import Submission
from portal.translators.rules import NotAllowed, ReasonMissing, Stage, Step, steps
from portal.translators.terms.selectors import terms_of

# Up to so many pages are made while the person waits.
AT_ONCE = 4
# Seconds after which the progress looks again.
AGAIN = 3
SUBMIT = "wagtail_localize.submit_translation"
STEPS = {
    Step.HAND_OVER: _("Hand over for review"),
    Step.TAKE_BACK: _("Back to translation"),
    Step.REVIEW: _("Mark as reviewed"),
}


class SubmitPageView(SubmitPageTranslationView):
    """As wagtail-localize's, with the work in the background and nothing but what readers see."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Drafts are refused: their first saved text would be sent, not the newest."""
        page = get_object_or_404(Page, pk=kwargs["page_id"])
        if not request.user.has_perm(SUBMIT):
            raise PermissionDenied
        if not page.live:
            messages.error(request, gettext("Only published pages are translated. Please publish it first."))
            return redirect("wagtailadmin_pages:edit", page.pk)
        return super().dispatch(request, *args, **kwargs)

    def get_form(self) -> Any:
        """The German catalogue of wagtail-localize calls languages "Locale"."""
        form = super().get_form()
        form.fields["locales"].label = _("Languages")
        return form

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        """Few pages at once, many by the worker."""
        made = submission.submit(
            self.object,
            form.cleaned_data["locales"],
            self.request.user,
            subtree=form.cleaned_data["include_subtree"],
        )
        if made.total > AT_ONCE:
            tasks.request_work(made.pk)
        else:
            submission.work(made.pk)
        return redirect("translators_submission", made.pk)


class UpdateView(UpdateTranslationsView):
    """As wagtail-localize's; publishing asks for the right to publish each of the pages."""

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        """Raises PermissionDenied before anything is changed."""
        if form.cleaned_data["publish_translations"]:
            for translation in self.object.translations.filter(enabled=True):
                page = translation.get_target_instance()
                if isinstance(page, Page) and not page.permissions_for_user(self.request.user).can_publish():
                    raise PermissionDenied
        response = super().form_valid(form)
        standings.source_was_read(self.object, self.request.user)
        return response


@require_http_methods(["GET", "POST"])
def give_up(request: HttpRequest, page_id: int) -> HttpResponse:
    """As wagtail-localize's; the German text is shown at once in place of the translation, so it is publishing."""
    page = get_object_or_404(Page, pk=page_id)
    if not may_decide(page, request.user):
        raise PermissionDenied
    response: HttpResponse = convert_to_alias(request, page_id)
    return response


@require_safe
def progress(request: HttpRequest, submission_id: int) -> HttpResponse:
    """How far a submission is; looks again by itself."""
    _demand(request, SUBMIT)
    made = get_object_or_404(Submission, pk=submission_id)
    context = {
        "page_title": _("Submitted for translation"),
        "header_icon": "wagtail-localize-language",
        "submission": made,
        "languages": [language(code).name for code in made.languages],
        "running": made.running(timezone.now()),
    }
    response = render(request, "portal/translators/progress.html", context)
    if made.finished is None:
        response["Refresh"] = str(AGAIN)
    return response


@require_POST
def resume(request: HttpRequest, submission_id: int) -> HttpResponse:
    """Ask the worker once more, for example after it was down."""
    _demand(request, SUBMIT)
    made = get_object_or_404(Submission, pk=submission_id, finished=None)
    tasks.request_work(made.pk)
    return redirect("translators_submission", made.pk)


@require_safe
def desk(request: HttpRequest, page_id: int) -> HttpResponse:
    """Where a translation stands, what the person may do now, and what happened before."""
    page = translated_page(request, page_id)
    standing = standings.begin(page)
    rights = standings.rights_of(page, request.user, standing)
    open_parts = standings.parts_open(page)
    possible = steps(Stage(standing.stage), rights, open_parts)
    translation = standings.translation_of(page)
    terms, findings = terms_of(page, translation) if translation else ([], [])
    context = {
        "translation": translation,
        "terms": terms,
        "findings": findings,
        "page_title": page.get_admin_display_title(),
        "page_subtitle": page.locale.get_display_name(),
        "header_icon": "wagtail-localize-language",
        "page": page,
        "standing": standing,
        "open_parts": open_parts,
        "remembered": memory.parts(translation, request.user) if translation and open_parts else [],
        "machine": machine_views.offered(page, open_parts) if translation else "",
        "steps": [(step.value, STEPS[step]) for step in possible],
        "entries": standing.entries.all()[:50],
    }
    return render(request, "portal/translators/desk.html", context)


@require_POST
@transaction.atomic
def take(request: HttpRequest, page_id: int) -> HttpResponse:
    """Do a step; of two people at once the second is told that it is done."""
    page = translated_page(request, page_id)
    list(Page.objects.select_for_update().filter(pk=page.pk).values_list("pk"))
    try:
        step = Step(request.POST.get("step", ""))
        standing = standings.take(page, step, request.user, _note(request))
    except ReasonMissing:
        messages.error(request, gettext("Please say in the note why you send it back."))
    except (NotAllowed, ValueError):
        messages.error(request, _why_not(page))
    else:
        messages.success(
            request, gettext("The translation is now: %(state)s.") % {"state": standing.get_stage_display()}
        )
    return redirect("translators_desk", page.pk)


def _why_not(page: Page) -> str:
    left = standings.parts_open(page)
    if not left:
        return gettext("This step is not possible now.")
    told = ngettext(
        "One part has no translation yet. It can be handed over when every part is translated.",
        "%(number)d parts have no translation yet. It can be handed over when every part is translated.",
        left,
    )
    return told % {"number": left}


def _note(request: HttpRequest) -> str:
    """PostgreSQL keeps no NUL in a text."""
    return request.POST.get("note", "").replace("\x00", "")[:500]


def desk_url(page: Page) -> str:
    """Address of the desk of one translation."""
    return reverse("translators_desk", args=[page.pk])


def _demand(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise PermissionDenied
