"""Addresses of the search, below the language."""

from django.urls import path

from search import reading, views

app_name = "search"
urlpatterns = [
    path("search/", views.results, name="results"),
    path("documents/<int:document_id>/text/", reading.text, name="text"),
]
