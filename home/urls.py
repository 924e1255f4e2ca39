"""Addresses of this app outside the page tree."""

from django.urls import path

from home.feeds import news

app_name = "home"
urlpatterns = [path("feeds/news.atom", news, name="news-feed")]
