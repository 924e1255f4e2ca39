"""Handing mails to the mail server: one connection for a whole run, and what its answers mean."""

from smtplib import SMTPDataError, SMTPNotSupportedError, SMTPRecipientsRefused, SMTPServerDisconnected
from types import TracebackType

from django.core.mail import EmailMessage, get_connection

_PERMANENT = range(550, 555)


class Post:
    """Context manager; the connection is opened with the first mail and once more when the server has left."""

    def __init__(self) -> None:
        self._connection = get_connection()

    def __enter__(self) -> "Post":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    def send(self, mail: EmailMessage) -> None:
        """Raises OSError, to which all errors of smtplib belong, when the server has not taken the mail."""
        try:
            self._send(mail)
        except SMTPServerDisconnected:
            self._send(mail)

    def _send(self, mail: EmailMessage) -> None:
        try:
            self._connection.open()
            self._connection.send_messages([mail])
        except OSError:
            self._connection.close()
            raise


def is_refused(error: OSError) -> bool:
    """Whether the server says for good that this address does not exist."""
    if not isinstance(error, SMTPRecipientsRefused):
        return False
    return any(code in _PERMANENT for code, _text in error.recipients.values())


def is_about_one_mail(error: OSError) -> bool:
    """Whether others may still be taken; a refused connection or login holds for all."""
    return isinstance(error, SMTPRecipientsRefused | SMTPDataError | SMTPNotSupportedError)
