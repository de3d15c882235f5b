"""A mail server of the tests' own: takes what it is sent, or refuses it as it is told to."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import cast


@dataclass
class MailServer:
    """answers: the next codes for a message's end, 250 when there are none; 0 breaks the line off instead of answering."""

    url: str = ""
    received: list[EmailMessage] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)


class Handler(socketserver.StreamRequestHandler):
    """As much of RFC 5321 as one message needs."""

    mail: MailServer

    def handle(self) -> None:
        self._say("220 tests")
        for line in self.rfile:
            word = line[:4].upper().strip()
            if word == b"QUIT":
                return self._say("221 bye")
            if word == b"DATA":
                self._say("354 go on")
                if not self._take():
                    return None
            else:
                self._say("250 ok")
        return None

    def _take(self) -> bool:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        code = self.mail.answers.pop(0) if self.mail.answers else 250
        if code in (0, 250):
            self.mail.received.append(cast(EmailMessage, message_from_bytes(b"".join(lines), policy=default)))
        if code:
            self._say(f"{code} so it is")
        return code != 0

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """One that listens on this machine."""
    mail = MailServer()
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"mail": mail}))
    server.daemon_threads = True
    mail.url = f"smtp://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield mail
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
