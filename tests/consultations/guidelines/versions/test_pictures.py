"""An image of a frozen figure is neither deleted nor replaced, and editors are told why."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection

from consultations.guidelines.pages import GuidelinePage
from portal.files.models import PortalImage
from tests.consultations.guidelines.versions.test_freezing import freeze
from tests.factories.guidelines import FIRST, SECOND, figure, make_guideline, paragraph
from tests.portal.files.samples import picture

pytestmark = pytest.mark.django_db
BULK = "/admin/bulk/portal/portalimage/delete/"


@pytest.fixture
def held() -> PortalImage:
    page = make_guideline(paragraph(FIRST, "Früh."), figure(SECOND))
    freeze(page)
    freeze(page)
    return PortalImage.objects.get()


@pytest.fixture
def free() -> PortalImage:
    return PortalImage.objects.get(pk=figure(SECOND)["value"]["image"])


def told(answer: object) -> list[str]:
    return [str(message) for message in answer.context["messages"]]  # type: ignore[attr-defined]


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_versions_that_hold_it_are_named(admin_client: Client, held: PortalImage, method: str) -> None:
    address = reverse("wagtailimages:delete", args=[held.pk])
    answer = getattr(admin_client, method)(address, follow=True)
    assert answer.redirect_chain == [(reverse("wagtailimages:edit", args=[held.pk]), 302)]
    (message,) = told(answer)
    assert "Ablauf" in message
    assert message.count("Leitlinien") == 2
    assert PortalImage.objects.filter(pk=held.pk).exists()


def test_several_at_once_are_all_kept(admin_client: Client, held: PortalImage, free: PortalImage) -> None:
    answer = admin_client.post(f"{BULK}?id={held.pk}&id={free.pk}", {"next": "/admin/"}, follow=True)
    assert len(told(answer)) == 1
    assert PortalImage.objects.count() == 2


def test_an_image_no_version_holds_is_deleted(
    admin_client: Client, held: PortalImage, free: PortalImage
) -> None:
    address = reverse("wagtailimages:delete", args=[free.pk])
    assert admin_client.get(address).status_code == 200
    assert admin_client.post(address).status_code == 302
    assert list(PortalImage.objects.all()) == [held]


def test_a_figure_of_the_draft_alone_holds_nothing(admin_client: Client) -> None:
    make_guideline(paragraph(FIRST, "Früh."), figure(SECOND)).unpublish()
    image = PortalImage.objects.get()
    admin_client.post(f"{BULK}?id={image.pk}", {"next": "/admin/"}, follow=True)
    assert PortalImage.objects.count() == 0
    assert GuidelinePage.objects.count() == 1


def test_without_permission_nothing_is_told(translator_browser: Client, held: PortalImage) -> None:
    answer = translator_browser.post(reverse("wagtailimages:delete", args=[held.pk]))
    assert (answer.status_code, answer["Location"]) == (302, reverse("wagtailadmin_home"))
    assert PortalImage.objects.filter(pk=held.pk).exists()


def test_no_code_gives_it_another_content(held: PortalImage) -> None:
    before = held.file.name
    held.file = ContentFile(picture(size=(9, 9)), "neu.png")
    with pytest.raises(PermissionDenied):
        held.save()
    assert PortalImage.objects.get(pk=held.pk).file.name == before


def test_the_form_says_why(held: PortalImage, admin_client: Client) -> None:
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    data = {"title": "Neu", "description": "Neu", "collection": root.pk, "change_reason": "Eilt"}
    data["file"] = SimpleUploadedFile("neu.png", picture(size=(9, 9)), "image/png")
    answer = admin_client.post(reverse("wagtailimages:edit", args=[held.pk]), data)
    assert answer.status_code == 200
    assert "Fassungen" in answer.content.decode()
    assert PortalImage.objects.get(pk=held.pk).file.name == held.file.name


def test_the_list_of_uploads_says_why(held: PortalImage, admin_client: Client) -> None:
    answer = admin_client.post(reverse("wagtailimages:delete_multiple", args=[held.pk]))
    assert (answer.status_code, answer.json()["success"]) == (200, False)
    assert "Löschung" in answer.json()["error_message"]
    GuidelinePage.objects.get().unpublish()
    answer = admin_client.post(reverse("wagtailimages:delete_multiple", args=[held.pk]))
    assert (answer.status_code, answer.json()["success"]) == (200, False)
    assert "Fassungen" in answer.json()["error_message"]
    assert PortalImage.objects.filter(pk=held.pk).exists()
    gone = admin_client.post(reverse("wagtailimages:delete_multiple", args=[held.pk + 1000]))
    assert gone.json()["error_message"]
