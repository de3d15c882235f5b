"""How gunicorn serves the application. Every line can be overridden on its command line.

``make run`` and production use this same file; behind nginx ``GANGWEI_BIND`` is a
socket or a loopback address.
"""

import gc
import os
import subprocess
import sys

from backend import slots

wsgi_app = "wsgi:app"
bind = os.environ.get("GANGWEI_BIND", "127.0.0.1:8000")

# A process a core: the interpreter uses one. Each may open 12 connections to PostgreSQL and one for counting, so this
# is a setting and not the number of cores. Threads cover the wait for the database and for argon2, which lets go of
# the interpreter; more of them only take turns.
workers = int(os.environ.get("GANGWEI_WORKERS", "2"))
worker_class = "gthread"
threads = int(os.environ.get("GANGWEI_THREADS", "4"))

# The application is loaded once and forked: two workers share 195 MB instead of taking 330, and a worker that died or
# had its time is replaced at once instead of after seconds of importing. Nothing is open or running before the fork
# (tests/serving/test_gunicorn.py). The price: a new release needs a new master, see docs/operations.md.
preload_app = True

# A worker that shows no life for so long is killed. Not the length of a request: those run in threads, and nginx stops
# waiting after 60 s.
timeout = 60
# Requests take a second at most; the rest of this is for a photograph being made smaller.
graceful_timeout = 30

# Longer than nginx keeps an idle connection (30 s): the side that sends must be the one that closes, else a command
# meets a connection which is just being closed and its answer is lost.
keepalive = 75

# About two seconds of work. Who would wait longer is refused by the kernel, tried on another host by nginx, or told
# `server.unavailable`: better than an answer that nobody waits for any more.
backlog = 1024

# The workers' signs of life are writes to a file: in memory, so that a busy disk kills nobody.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - gunicorn makes a nameless file in it

# A slow leak in any library ends with the worker; the jitter keeps them from ending together. At full load (400 requests
# a second and worker) that is every twenty minutes, on a usual day every few weeks.
max_requests = 500_000
max_requests_jitter = 100_000

# Only a proxy on this machine may say that the client came by TLS; one that speaks through a socket file always may.
# Who the client is follows GANGWEI_TRUSTED_PROXIES alone.
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
    """Start the job worker two seconds after the server, which holds the other end of its pipe.

    What is loaded by now is never collected again: looking at it would copy every shared page into each worker.
    """
    gc.collect()
    gc.freeze()
    if jobs_in_server:
        command = [sys.executable, "backend/jobs/beside.py", "2"]
        _beside.append(subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True))


def post_worker_init(worker: object) -> None:
    """Know from the first moment what the replica knows: who first looks when the primary is gone learns nothing any more."""
    reader = worker.wsgi.extensions.get("reader")  # type: ignore[attr-defined]
    if reader:  # the benchmark's bare application has none
        reader.watch()


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
