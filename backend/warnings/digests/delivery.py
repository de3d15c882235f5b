"""Hand a digest to a mail server, or append it to the day's file."""

from __future__ import annotations

import mailbox
import os
import smtplib
import ssl
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote, urlsplit

from backend.config import Settings

TIMEOUT_S = 30
FOLDER = "digests"
LOCAL = ("localhost", "127.0.0.1", "::1")


class NotDelivered(Exception):
    """It did not arrive, for sure. again: it may the next time."""

    def __init__(self, why: str, again: bool) -> None:
        super().__init__(why)
        self.again = again


class PerhapsDelivered(Exception):
    """The line broke when all had been sent: nobody knows."""


def deliver(message: EmailMessage, chosen: Settings, day: date) -> None:
    """By the settings' mail server, or to the day's file. Raises NotDelivered, PerhapsDelivered."""
    if chosen.smtp_url:
        _mail(message, chosen.smtp_url)
    else:
        _append(message, file_of(chosen.data_dir, day))


def file_of(data_dir: Path, day: date) -> Path:
    """The file of a day's digests, in the form mail programs call mbox."""
    return data_dir / FOLDER / f"{day.isoformat()}.mbox"


def forget_files(data_dir: Path, before: date) -> None:
    """Delete the files of earlier days: they hold addresses."""
    for file in (data_dir / FOLDER).glob("*.mbox"):
        if file.stem < before.isoformat():
            file.unlink(missing_ok=True)


def _append(message: EmailMessage, file: Path) -> None:
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
        box = mailbox.mbox(file)
        box.lock()
        try:
            box.add(message)
            box.flush()
        finally:
            box.unlock()
            box.close()
    except (OSError, mailbox.Error) as error:
        raise NotDelivered(type(error).__name__, again=True) from error


def _mail(message: EmailMessage, url: str) -> None:
    server = _connect(url)
    try:
        server.send_message(message)
    except smtplib.SMTPResponseException as error:
        raise NotDelivered(f"SMTP {error.smtp_code}", again=error.smtp_code < 500) from error
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        raise NotDelivered(f"SMTP {codes}", again=all(code < 500 for code in codes)) from error
    except (smtplib.SMTPException, OSError) as error:
        raise PerhapsDelivered(type(error).__name__) from error
    finally:
        server.close()


def _connect(url: str) -> smtplib.SMTP:
    """Connected, encrypted unless the server is this machine, and signed in where the address names somebody. Raises NotDelivered."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    try:
        context = ssl.create_default_context()
        if parts.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(host, parts.port or 465, timeout=TIMEOUT_S, context=context)
        else:
            server = smtplib.SMTP(host, parts.port or 587, timeout=TIMEOUT_S)
            if host not in LOCAL:
                server.starttls(context=context)
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
    except (smtplib.SMTPException, OSError) as error:
        raise NotDelivered(type(error).__name__, again=True) from error
    return server
