"""The real nginx before a server of the tests, with the project's own nginx.conf.

Only what is particular to a place is replaced: domain, ports, folders, certificate, user. Each replacement must
be found, so a changed nginx.conf is noticed here and not by an operator.
"""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import ssl
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPSConnection
from pathlib import Path

from backend import local_certificate

PROJECT = Path(__file__).resolve().parents[2]
DIST = Path(os.environ.get("GANGWEI_APP_DIR", PROJECT / "pwa" / "dist"))
DOMAIN = "localhost"
START_LIMIT_S = 60
LONGEST_WRITE_S = 60
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def program() -> str:
    """Debian keeps it where only root's PATH looks."""
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    assert found, "nginx is missing; `make test` installs it"
    return found


@dataclass
class Front:
    """A running nginx. `folder` holds its configuration and its logs."""

    folder: Path
    port: int
    plain_port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def origin(self) -> str:
        """How browsers reach it."""
        return f"https://{DOMAIN}:{self.port}"

    def configure(self, applications: list[str], trusted: tuple[str, ...] = (), changes: dict[str, str] | None = None) -> None:
        """Write the working copy. `changes` replaces further words, for example a limit by a smaller one."""
        certificate, key, _ = local_certificate.ensure(self.folder / "tls")
        for name in TEMPORARY:
            (self.folder / name).mkdir(exist_ok=True)
        (self.folder / "trusted-proxies.conf").write_text("".join(f"set_real_ip_from {address};\n" for address in trusted))
        server = "        server {} max_fails=1 fail_timeout=5s;\n"
        paths = "".join(f"    {name}_temp_path {self.folder / name};\n" for name in TEMPORARY)
        text = (PROJECT / "nginx.conf").read_text()
        for old, new in {
            "user www-data;\n": f"user {getpass.getuser()};\n" if os.geteuid() == 0 else "",
            "pid /run/nginx.pid;": f"daemon off;\npid {self.folder / 'nginx.pid'};",
            "worker_processes auto;": "worker_processes 1;",
            "worker_rlimit_nofile 20000;\n": "",
            "worker_connections 8192;": "worker_connections 1000;",
            "/var/log/nginx/": f"{self.folder}/",
            "/var/lib/nginx/gangwei-lists": str(self.folder / "lists"),
            "http {\n": f"http {{\n{paths}",
            "/etc/gangwei/trusted-proxies": str(self.folder / "trusted-proxies"),
            "/etc/gangwei/tls/server.crt": str(certificate),
            "/etc/gangwei/tls/server.key": str(key),
            "/srv/gangwei/pwa/dist": str(DIST),
            server.format("127.0.0.1:8000"): "".join(server.format(address) for address in applications),
            "listen 80 ": f"listen 127.0.0.1:{self.plain_port} ",
            "listen 443 ": f"listen 127.0.0.1:{self.port} ",
            "        listen [::]:80 default_server;\n": "",
            "        listen [::]:443 ssl http2 default_server;\n": "",
            "        listen [::]:443 ssl http2;\n": "",
            "gw.example.cn": DOMAIN,
            **(changes or {}),
        }.items():
            assert old in text, f"nginx.conf has no {old!r} any more"
            text = text.replace(old, new)
        (self.folder / "nginx.conf").write_text(text)

    def start(self) -> None:
        """Start and wait until it answers."""
        command = [program(), "-c", str(self.folder / "nginx.conf"), "-e", str(self.folder / "start.log")]
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=(self.folder / "start.log").open("ab"))
        deadline = time.monotonic() + START_LIMIT_S
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError((self.folder / "start.log").read_text())
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(0.02)

    def stop(self) -> None:
        """Stop it and its workers."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(START_LIMIT_S)

    def connect(self, source: str = "127.0.0.1", timeout: float = 60) -> HTTPSConnection:
        """A connection over HTTP/1.1 from an address of this machine."""
        return HTTPSConnection(DOMAIN, self.port, context=trusting(), source_address=(source, 0), timeout=timeout)

    def logs(self) -> str:
        """All that nginx has written so far."""
        return "".join(path.read_text() for path in sorted(self.folder.glob("*.log")))

    def wait_for_log(self, *words: str) -> str:
        """The logs as soon as they hold every word: nginx writes a line after its answer has gone out."""
        deadline = time.monotonic() + LONGEST_WRITE_S
        while not all(word in (logs := self.logs()) for word in words):
            assert time.monotonic() < deadline, f"not in the log: {[word for word in words if word not in logs]}"
            time.sleep(0.02)
        return logs

    def _answers(self) -> bool:
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=5):
            return True
        return False


def trusting(*protocols: str) -> ssl.SSLContext:
    """A client that takes our own certificate, offering these protocols by ALPN."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    if protocols:
        context.set_alpn_protocols(list(protocols))
    return context


def new_front(folder: Path) -> Front:
    """An nginx of its own, not configured and not started."""
    folder.mkdir(parents=True, exist_ok=True)
    return Front(folder, free_port(), free_port())
