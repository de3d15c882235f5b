"""How gunicorn serves the application. Every line can be overridden on its command line.

``make run`` and production use this same file; behind nginx ``GANGWEI_BIND`` is a
socket or a loopback address.
"""

import os
import subprocess
import sys

from backend import slots

wsgi_app = "wsgi:app"
bind = os.environ.get("GANGWEI_BIND", "127.0.0.1:8000")

# Two processes answer while one is busy; threads cover the wait for the database.
workers = int(os.environ.get("GANGWEI_WORKERS", "2"))
worker_class = "gthread"
threads = int(os.environ.get("GANGWEI_THREADS", "4"))

# The longest lawful request is a photo over a bad line, which nginx has buffered already.
timeout = 60
graceful_timeout = 30
keepalive = 5

# A slow leak in any library ends with the worker; the jitter keeps both from ending together.
max_requests = 20_000
max_requests_jitter = 2_000

# Only a proxy on this machine may say who the client is and that he came by TLS.
forwarded_allow_ips = "127.0.0.1,::1"

# The application writes one JSON line a request, without personal data; gunicorn's own
# access line would hold addresses with query strings.
accesslog = None
errorlog = "-"
logger_class = "backend.gunicorn_log.Logger"
loglevel = os.environ.get("GANGWEI_GUNICORN_LOG_LEVEL", "warning")

certfile = os.environ.get("GANGWEI_TLS_CERTIFICATE") or None
keyfile = os.environ.get("GANGWEI_TLS_KEY") or None

# Nothing here is steered from outside the process.
control_socket_disable = True

# All processes count into one folder, which is empty at the start.
slots.prepare()

# One job worker beside the server, for who has no service of its own for `flask jobs work`.
# A process, so that an export never makes a request wait for the interpreter.
jobs_in_server = os.environ.get("GANGWEI_JOBS_IN_SERVER", "0") == "1"
_beside: list[subprocess.Popen[bytes]] = []


def when_ready(_server: object) -> None:
    """Start the job worker two seconds after the server, which holds the other end of its pipe."""
    if jobs_in_server:
        command = [sys.executable, "backend/jobs/beside.py", "2"]
        _beside.append(subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True))


def child_exit(_server: object, worker: object) -> None:
    """A dead worker holds no connections."""
    slots.free(worker.pid)  # type: ignore[attr-defined]


def on_exit(_server: object) -> None:
    """The job worker hands back what it has; the counters end with the server, as Prometheus expects."""
    for process in _beside:
        if process.stdin:
            process.stdin.close()
        process.wait()
    slots.remove()
