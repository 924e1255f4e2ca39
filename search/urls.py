"""Addresses of the search, below the language."""

from django.urls import path, re_path

from search import reading, views
from search.alerts import views as alerts
from search.alerts.feed import question_feed
from search.statistics.views import clicked

app_name = "search"
urlpatterns = [
    path("search/", views.results, name="results"),
    path("search/suggest/", views.suggest, name="suggest"),
    path("opensearch.xml", views.description, name="description"),
    path("search/atom", question_feed, name="atom"),
    path("search/clicked", clicked, name="clicked"),
    path("search/alert/", alerts.new, name="alert_new"),
    path("search/alert/sent/", alerts.sent, name="alert_sent"),
    path("search/alert/confirm/<str:token>/", alerts.confirm, name="alert_confirm"),
    path("search/alert/leave/<str:token>/", alerts.leave, name="alert_leave"),
    path("search/alert/leave-all/<str:token>/", alerts.leave_all, name="alert_leave_all"),
    path("search/alert/refuse/<str:token>/", alerts.refuse, name="alert_refuse"),
    path("search/alerts/", alerts.link, name="alert_link"),
    path("search/alerts/<str:token>/", alerts.manage, name="alert_manage"),
    re_path(
        r"^documents/(?P<document_id>[0-9]{1,18})/(?P<key>[0-9a-f]{16})/text/$", reading.text, name="text"
    ),
    re_path(r"^documents/(?P<document_id>[0-9]{1,18})/text/$", reading.numbered, name="text_by_number"),
]
