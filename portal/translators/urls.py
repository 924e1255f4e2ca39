"""Addresses of the translators' desk in the admin; the first five are wagtail-localize's own."""

from django.urls import path

from portal.translators import memory_views, reports, views
from portal.translators.files import views as file_views
from portal.translators.machine import views as machine_views
from portal.translators.terms import views as term_views

urlpatterns = [
    path("localize/submit/page/<int:page_id>/", views.SubmitPageView.as_view()),
    path("localize/update/<int:translation_source_id>/", views.UpdateView.as_view()),
    path("localize/page/<int:page_id>/convert_to_alias/", views.give_up),
    path("localize/translate/<int:translation_id>/pofile/download/", file_views.download),
    path("localize/translate/<int:translation_id>/pofile/upload/", file_views.upload),
    path(
        "translators/files/page/<int:translation_id>.<str:kind>",
        file_views.download,
        name="translators_file",
    ),
    path("translators/files/all.<str:kind>.zip", file_views.download_many, name="translators_files"),
    path("translators/files/", file_views.upload_many, name="translators_files_upload"),
    path("translators/files/<int:delivery_id>/", file_views.answer, name="translators_delivery"),
    path(
        "translators/files/<int:delivery_id>/resume/",
        file_views.resume,
        name="translators_delivery_resume",
    ),
    path("translators/submissions/<int:submission_id>/", views.progress, name="translators_submission"),
    path("translators/submissions/<int:submission_id>/resume/", views.resume, name="translators_resume"),
    path("translators/", reports.dashboard, name="translators_dashboard"),
    path("translators/terms/", term_views.take_in, name="translators_terms"),
    path("translators/terms/terms.<str:kind>", term_views.export, name="translators_terms_export"),
    path("translators/pages/<int:page_id>/", views.desk, name="translators_desk"),
    path("translators/pages/<int:page_id>/step/", views.take, name="translators_take"),
    path("translators/pages/<int:page_id>/machine/", machine_views.send, name="translators_machine"),
    path("translators/pages/<int:page_id>/memory/", memory_views.offers, name="translators_memory"),
    path("translators/pages/<int:page_id>/memory/take/", memory_views.take, name="translators_memory_take"),
    path(
        "translators/pages/<int:page_id>/memory/identical/",
        memory_views.take_identical,
        name="translators_memory_identical",
    ),
    path("translators/machine/<int:run_id>/", machine_views.progress, name="translators_machine_run"),
    path(
        "translators/machine/<int:run_id>/resume/",
        machine_views.resume,
        name="translators_machine_resume",
    ),
]
