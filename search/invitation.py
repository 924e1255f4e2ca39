"""What the page of hits offers for later: an alert, a feed, and the count of a click."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from search.alerts.questions import question_of
from search.query import Answer
from search.statistics.counting import count_question


@dataclass(frozen=True, slots=True)
class Invitation:
    """Addresses for the same question, and what a click on a hit is counted with (empty: not at all)."""

    alert_url: str
    feed_url: str
    click_token: str


def invitation(request: HttpRequest, answer: Answer) -> Invitation | None:
    """None without a question."""
    if answer.request.is_empty:
        return None
    question = question_of(answer.request)
    return Invitation(
        f"{reverse('search:alert_new')}?{question}",
        f"{reverse('search:atom')}?{question}",
        count_question(request, answer),
    )
