"""A reader with a mailbox, a worker, and the hours that pass between two mails."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
import time_machine
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.test import Client
from django.utils import timezone

from home.models import HomePage
from search.alerts import sending
from search.alerts.models import Alert
from search.engines.base import Engine
from search.indexing import Outcome

Work = Callable[[], Outcome]
READER = "reader@example.org"


@dataclass
class Reader:
    """Asks, reads mails, follows links; `later` is how far the clock has been put forward."""

    engine: Engine
    work: Work
    client: Client = field(default_factory=Client)
    email: str = READER

    def ask(self, query: str = "q=Radweg", frequency: str = "at_once", language: str = "de") -> int:
        """Fill in the form behind the link on the page of hits."""
        address = f"/{language}/search/alert/?{query}"
        answer = self.client.post(address, {"email": self.email, "frequency": frequency})
        return answer.status_code

    def agree(self) -> None:
        """Open the link of the last letter and press the button."""
        url = self.link("/confirm/")
        page = self.client.get(url)
        keys = re.findall(r'name="alert" value="(\w+)"', page.text)
        assert keys, page.text
        assert self.client.post(url, {"alert": keys}).status_code == 302

    def subscribe(self, query: str = "q=Radweg", frequency: str = "at_once", language: str = "de") -> Alert:
        """Ask, get the letter, agree."""
        assert self.ask(query, frequency, language) == 302
        self.run()
        self.agree()
        return Alert.objects.filter(email=self.email, confirmed__isnull=False).latest("pk")

    def subscribe_at_once(self, query: str) -> Alert:
        """A second alert, without waiting for the hour between two letters."""
        self.ask(query)
        Alert.objects.filter(email=self.email, confirmed=None).update(
            confirmed=timezone.now(), letter_wanted=False, known=b""
        )
        return Alert.objects.latest("pk")

    def run(self) -> sending.Outcome:
        """What the worker's job does with the alerts."""
        return sending.run(self.engine)

    def after(self, **ahead: float) -> sending.Outcome:
        """The index is written, time passes, and the alerts are looked at."""
        self.work()
        with time_machine.travel(timezone.now() + dt.timedelta(**ahead), tick=True):
            return self.run()

    def link(self, part: str) -> str:
        """The path of the newest address in the last mail that contains this."""
        return re.findall(rf"http://localhost(/\S*{part}\S*)", str(self.mails[-1].body))[-1]

    @property
    def mails(self) -> list[EmailMessage]:
        """All that came, oldest first."""
        return [message for message in mail.outbox if self.email in message.to]

    @property
    def news(self) -> list[EmailMessage]:
        """Those with hits."""
        return [message for message in self.mails if "Message-ID" in message.extra_headers]

    def html(self, number: int = -1) -> str:
        """The HTML part of a mail."""
        message = self.mails[number]
        assert isinstance(message, EmailMultiAlternatives)
        return str(message.alternatives[0][0])


@pytest.fixture
def reader(home: HomePage, engine: Engine, work: Work) -> Reader:
    """Somebody with an index that exists."""
    work()
    engine.replace({})
    return Reader(engine, work)
