"""Addresses of this app outside the page tree."""

from django.urls import path

from home.feeds import NewsFeed

app_name = "home"
urlpatterns = [path("feeds/news.atom", NewsFeed(), name="news-feed")]
