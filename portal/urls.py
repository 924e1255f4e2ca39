"""The whole URL map on one screen."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.defaults import page_not_found
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.views import serve

from consultations.guidelines.reading.permalinks import lasting
from portal.accounts.views import collection_password, page_password, password_reset
from portal.files.views import media
from portal.pages.sitemap import robots, sitemap
from portal.translators.choosing import choose_page

# Where the page exists in another language, the answer says so.
handler404 = "portal.pages.missing.not_found"

urlpatterns = [
    # Before Wagtail's own: the choice of a page begins in the language of the page being edited.
    path("admin/choose-page/", choose_page),
    path("admin/failwhale/", page_not_found, {"exception": None}),  # Wagtail's page that always fails
    # Before Wagtail's own: each with a limit in front.
    path("admin/password_reset/", password_reset),
    path("documents/authenticate_with_password/<int:restriction_id>/", collection_password),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include("portal.files.urls")),
    path("", include("home.urls")),
    path("", include("consultations.urls")),
    path("sitemap.xml", sitemap),
    path("robots.txt", robots),
    path("media/<path:path>", media, name="media"),
]

urlpatterns += i18n_patterns(
    path("", include("search.urls")),
    path("g/<str:short>/<path:rest>", lasting),
    # Files and feeds that a page offers below itself have no slash at the end.
    re_path(r"^((?:[\w\-]+/)+(?:[\w\-]+\.(?:pdf|docx|odt)|versions/atom))$", serve, name="page_file"),
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        page_password,
        name="wagtailcore_authenticate_with_password",
    ),
    path("", include(wagtail_urls)),
)
