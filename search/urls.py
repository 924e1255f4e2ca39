"""Addresses of the search, below the language."""

from django.urls import path

from search import views

app_name = "search"
urlpatterns = [
    path("search/", views.results, name="results"),
    path("search/suggest/", views.suggest, name="suggest"),
    path("opensearch.xml", views.description, name="description"),
]
