"""Pages of the second person and of whoever looks at what a file was."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.permissions import policy_registry

from portal.files.approval import proposals, standing
from portal.files.approval.forms import ReasonForm
from portal.files.approval.models import FileProposal
from portal.files.approval.rules import Way
from portal.files.versions.keeping import MODELS, bring_back, content_of, model_of
from portal.files.versions.models import FileVersion

FOLDER = "portal/files"
ICONS = {"document": "doc-full-inverse", "image": "image"}


def proposal_list(request: HttpRequest) -> HttpResponse:
    """What waits for this person, and what they wait for."""
    return _draw(
        request, "proposals", _("Changes of files"), "tasks", rows=proposals.waiting_for(request.user)
    )


def proposal(request: HttpRequest, proposal_id: int) -> HttpResponseBase:
    """The old and the new file side by side, and the decision."""
    row = _visible(request, proposal_id)
    if request.method == "POST":
        return _decide(request, row)
    may_decide = proposals.may_decide(row, request.user)
    mine = row.is_open and row.proposed_by_id == request.user.pk
    shown = standing.shown_by(row.file) if row.file else []
    return _draw(
        request,
        "proposal",
        row.title,
        "tasks",
        row=row,
        shown=shown,
        may_decide=may_decide,
        mine=mine,
        form=ReasonForm(),
    )


@require_safe
def proposed_file(request: HttpRequest, proposal_id: int) -> HttpResponseBase:
    """The new file, for those who decide and for whoever proposed it."""
    row = _visible(request, proposal_id)
    if not row.content:
        raise Http404
    return _private(row.content)


def propose_deletion(request: HttpRequest, kind: str, file_id: int) -> HttpResponseBase:
    """Readers see the file: say why it shall go; a second person decides, unless it cannot wait."""
    file = _file(request, kind, file_id, "delete")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        file.change_reason = form.cleaned_data["reason"]
        if standing.way(file, request.user, file.change_reason) is Way.PROPOSAL:
            proposals.propose(file, request.user, file.change_reason)
            messages.success(request, _("The deletion waits for approval. Nothing was deleted yet."))
        else:
            try:
                file.delete()
            except PermissionDenied as error:
                messages.error(request, str(error))
            else:
                messages.success(request, _("“%(title)s” was deleted.") % {"title": file.title})
        return redirect(f"wagtail{kind}s:index" if kind == "image" else "wagtaildocs:index")
    return _draw(
        request,
        "propose_deletion",
        file.title,
        ICONS[kind],
        file=file,
        form=form,
        shown=standing.shown_by(file),
        alone=standing.may_approve(request.user, file),
    )


def version_list(request: HttpRequest, kind: str, file_id: int) -> HttpResponseBase:
    """What the file was before; also of one that was deleted."""
    _known(kind)
    model: Any = model_of(kind)
    file = model._default_manager.filter(pk=file_id).first()
    rows = list(
        FileVersion.objects.filter(kind=kind, file_id=file_id).select_related("replaced_by", "approved_by")
    )
    if file is not None:
        _file(request, kind, file_id, "change")
    elif not rows or not _may_bring_back(request.user, kind):
        raise Http404
    title = file.title if file is not None else rows[0].title
    return _draw(request, "versions", title, ICONS[kind], file=file, kind=kind, rows=rows)


def deleted_list(request: HttpRequest) -> HttpResponse:
    """Files that were deleted and can come back."""
    kinds = [kind for kind in MODELS if _may_bring_back(request.user, kind)]
    if not kinds:
        raise PermissionDenied
    rows = FileVersion.objects.filter(snapshot__isnull=False, kind__in=kinds).select_related("replaced_by")
    return _draw(request, "deleted", _("Deleted files"), "bin", rows=rows[:200])


@require_safe
def version_file(request: HttpRequest, version_id: int) -> HttpResponseBase:
    """An earlier content, for those who work with the file."""
    return _private(_version(request, version_id).content)


@require_POST
def restore(request: HttpRequest, version_id: int) -> HttpResponseBase:
    """An earlier content becomes the file again, by the same rule as a new one; or a deleted file comes back."""
    version = _version(request, version_id)
    model: Any = model_of(version.kind)
    file = model._default_manager.filter(pk=version.file_id).first()
    if file is None:
        file = bring_back(version, request.user)
        messages.success(request, _("“%(title)s” is back.") % {"title": version.title})
    else:
        _replace(request, file, version)
    return redirect("portal_files_versions", version.kind, file.pk)


def _replace(request: HttpRequest, file: Any, version: FileVersion) -> None:
    reason = request.POST.get("reason", "").strip()[:1000]
    with content_of(version) as content:
        if standing.way(file, request.user, reason) is Way.PROPOSAL:
            proposals.propose(file, request.user, reason, content)
            messages.success(request, _("The earlier file waits for approval by a second person."))
            return
        file.file, file.change_reason = content, reason
        try:
            file.save()
        except PermissionDenied as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("The earlier file is in place again."))


def _decide(request: HttpRequest, row: FileProposal) -> HttpResponseBase:
    reason = request.POST.get("reason", "")
    try:
        if "accept" in request.POST:
            proposals.accept(row, request.user)
            messages.success(request, _("Approved. The change holds now."))
        elif "withdraw" in request.POST:
            proposals.withdraw(row, request.user)
            messages.success(request, _("Withdrawn."))
        else:
            proposals.refuse(row, request.user, reason)
            messages.success(request, _("Sent back with your reason."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("portal_files_proposal", row.pk)
    return redirect("portal_files_proposals")


def _visible(request: HttpRequest, proposal_id: int) -> FileProposal:
    row = get_object_or_404(FileProposal, pk=proposal_id)
    mine = request.user.pk in (row.proposed_by_id, row.decided_by_id)
    if not mine and not proposals.may_decide(row, request.user):
        raise Http404
    return row


def _known(kind: str) -> None:
    if kind not in {each.value for each in MODELS}:
        raise Http404


def _file(request: HttpRequest, kind: str, file_id: int, permission: str) -> Any:
    _known(kind)
    file: Any = get_object_or_404(model_of(kind), pk=file_id)
    policy = policy_registry.get_by_type(type(file))
    if not policy.user_has_permission_for_instance(request.user, permission, file):
        raise PermissionDenied
    return file


def _version(request: HttpRequest, version_id: int) -> FileVersion:
    version = get_object_or_404(FileVersion, pk=version_id)
    if model_of(version.kind)._default_manager.filter(pk=version.file_id).exists():
        _file(request, version.kind, version.file_id, "change")
    elif not _may_bring_back(request.user, version.kind):
        raise PermissionDenied
    return version


def _may_bring_back(person: Any, kind: str) -> bool:
    return bool(policy_registry.get_by_type(model_of(kind)).user_has_permission(person, "change"))


def _private(content: Any) -> FileResponse:
    name = str(content.name).rpartition("/")[2]
    response = FileResponse(content.storage.open(content.name, "rb"), as_attachment=True, filename=name)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _draw(request: HttpRequest, name: str, title: str, icon: str, **context: Any) -> HttpResponse:
    return render(
        request,
        f"{FOLDER}/{name}.html",
        context | {"page_title": title, "header_title": title, "header_icon": icon},
    )
