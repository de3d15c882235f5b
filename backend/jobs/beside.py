"""The job worker beside a server: started by gunicorn's master, begun anew when it dies, gone when the server goes.

Run as a script by `gunicorn_conf.py`. Its standard input is a pipe whose other end the server holds; however the
server ends, the pipe closes, and the worker is told to hand back what it has.
"""

import subprocess
import sys
import threading
import time

FIRST_PAUSE_S, LONGEST_PAUSE_S, LONG_ENOUGH_S = 1.0, 60.0, 60.0
"""Before another start; the pause grows while the worker dies soon."""


def main() -> None:
    """Keep one worker running until the server is gone."""
    gone = threading.Event()
    threading.Thread(target=_follow_stdin, args=(gone,), daemon=True).start()
    gone.wait(float(sys.argv[1]))  # the server itself starts first
    pause = FIRST_PAUSE_S
    while not gone.is_set():
        began = time.monotonic()
        command = [sys.executable, "-m", "flask", "--app", "wsgi", "jobs", "work", "--until-stdin-closes"]
        worker = subprocess.Popen(["nice", "-n", "5", *command], stdin=subprocess.PIPE)
        threading.Thread(target=_close_when, args=(gone, worker), daemon=True).start()
        worker.wait()
        pause = FIRST_PAUSE_S if time.monotonic() - began > LONG_ENOUGH_S else min(pause * 2, LONGEST_PAUSE_S)
        gone.wait(pause)


def _follow_stdin(gone: threading.Event) -> None:
    sys.stdin.buffer.read()
    gone.set()


def _close_when(gone: threading.Event, worker: subprocess.Popen[bytes]) -> None:
    gone.wait()
    if worker.stdin:
        worker.stdin.close()  # the worker reads the end and stops by itself


if __name__ == "__main__":
    main()
