"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Finding: knows the contract in portal.findable, never a page type."""

    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        """Register the start-up check and the receivers that fill the outbox."""
        from portal.jobs.signals import worker_idle
        from search import checks, signals, tasks  # noqa: F401  checks are registered on import
        from search.alerts.queue import news_are_written
        from search.statistics.counting import questions_wait
        from search.statistics.tasks import request_weekly
        from search.wording import remembered
        from search.written import index_written

        signals.connect()
        worker_idle.connect(tasks.look_around, dispatch_uid="search")
        remembered.connect()
        index_written.connect(news_are_written, dispatch_uid="search.alerts")
        index_written.connect(questions_wait, dispatch_uid="search.statistics")
        index_written.connect(request_weekly, dispatch_uid="search.statistics.weekly")
