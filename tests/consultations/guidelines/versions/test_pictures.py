"""An image of a frozen figure is not deleted, and editors are told why."""

import pytest
from django.test import Client
from django.urls import reverse

from consultations.guidelines.pages import GuidelinePage
from portal.files.models import PortalImage
from tests.consultations.guidelines.versions.test_freezing import freeze
from tests.factories.guidelines import FIRST, SECOND, figure, make_guideline, paragraph

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
    make_guideline(paragraph(FIRST, "Früh."), figure(SECOND))
    image = PortalImage.objects.get()
    admin_client.post(f"{BULK}?id={image.pk}", {"next": "/admin/"}, follow=True)
    assert PortalImage.objects.count() == 0
    assert GuidelinePage.objects.count() == 1


def test_without_permission_nothing_is_told(translator_browser: Client, held: PortalImage) -> None:
    answer = translator_browser.post(reverse("wagtailimages:delete", args=[held.pk]))
    assert (answer.status_code, answer["Location"]) == (302, reverse("wagtailadmin_home"))
    assert PortalImage.objects.filter(pk=held.pk).exists()
