"""Addresses of documents, below "documents/"; the last two keep Wagtail's names."""

from django.urls import path, re_path
from wagtail.documents.views.serve import authenticate_with_password

from portal.files import views

urlpatterns = [
    re_path(r"^([0-9]+)/([0-9a-f]{16})/([^/]+)$", views.document, name="portal_document"),
    re_path(r"^([0-9]+)/([^/]+)$", views.numbered, name="wagtaildocs_serve"),
    path(
        "authenticate_with_password/<int:restriction_id>/",
        authenticate_with_password,
        name="wagtaildocs_authenticate_with_password",
    ),
]
