"""``make run``: from an empty folder to a served demo province, in one process.

Importing the application costs most of a start, so migrating, filling and printing share
one import; then the process becomes gunicorn.
"""

from __future__ import annotations

import argparse
import base64
import errno
import os
import secrets
import socket
import sys
from pathlib import Path

import click
from dotenv import load_dotenv
from flask import Flask
from flask.cli import ScriptInfo

PROJECT = Path(__file__).resolve().parent.parent
ANY_ADDRESS = "0.0.0.0"  # noqa: S104 - compared with, and bound only when the caller asks for it


def ensure_settings(path: Path) -> None:
    """Write the settings file once, with random keys, readable by its owner only.

    It is never written again: the keys in it open the data in the database.
    """
    if path.exists():
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)
    data_key = base64.b64encode(secrets.token_bytes(32)).decode()
    path.write_text(
        "# Made by the first start. Keep it with the backups: without the data key\n"
        "# the identity numbers and the signing key in the database cannot be read.\n"
        f"GANGWEI_SECRET_KEY={secrets.token_urlsafe(48)}\n"
        f"GANGWEI_DATA_KEYS={data_key}\n"
    )


def load_settings(data: Path) -> None:
    """Put the file's settings into the environment, which wins where both speak."""
    ensure_settings(data / "settings.env")
    load_dotenv(data / "settings.env", override=False)
    os.environ.setdefault("GANGWEI_DATA_DIR", str(data))
    if not os.environ.get("GANGWEI_DATABASE_URL") and not os.environ.get("DATABASE_URL"):
        os.environ["GANGWEI_DATABASE_URL"] = f"sqlite:///{data / 'gangwei.db'}"


def use_address(host: str, port: int, tls: bool, data: Path) -> list[str]:
    """Settle where to listen and how the app calls itself; returns lines for the reader."""
    from backend import local_certificate

    os.environ["GANGWEI_BIND"] = f"{host}:{port}"
    os.environ.setdefault("GANGWEI_JOBS_IN_SERVER", "1")
    scheme = "https" if tls else "http"
    visible = str(local_certificate.local_addresses()[0]) if host == ANY_ADDRESS else host
    origin = os.environ.setdefault("GANGWEI_PUBLIC_ORIGIN", f"{scheme}://{visible}:{port}")
    lines = [
        f"  App            {origin}/",
        f"  Public page    {origin}/lookup",
        f"  API            {origin}/api/docs",
    ]
    if tls:
        certificate, key, authority = local_certificate.ensure(data / "tls")
        os.environ["GANGWEI_TLS_CERTIFICATE"], os.environ["GANGWEI_TLS_KEY"] = str(certificate), str(key)
        lines.append(f"  Phone          install {authority} on it once, then open the app's address")
    elif host == ANY_ADDRESS:
        lines.append("  Phone          its camera needs TLS: make run TLS=1 HOST=0.0.0.0")
    return lines


def refuse_taken_address(host: str, port: int) -> None:
    """End with a plain sentence when another program listens there already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            reason = "is in use already" if taken else f"cannot be used ({error.strerror})"
            sys.exit(f"{host}:{port} {reason}. Choose another port: make run PORT={port + 1}")


def migrate(app: Flask) -> None:
    """Bring the database to the newest form; one that is there already costs nothing."""
    from flask_migrate import upgrade

    with app.app_context():
        upgrade(str(PROJECT / "migrations"))


def run_command(app: Flask, *words: str) -> None:
    """Run ``flask WORDS...`` in this process."""
    info = ScriptInfo(create_app=lambda: app)
    with app.app_context():
        try:
            app.cli.main([*words], prog_name="flask", obj=info, standalone_mode=False)
        except click.ClickException as error:
            error.show()
            sys.exit(error.exit_code)


def serve(app: Flask, addresses: list[str]) -> None:
    """Load the demo province unless there are data, print its sign-ins, become the server."""
    run_command(app, "demo", "load")
    run_command(app, "demo", "show")
    print("\nGangwei 岗卫", *addresses, "  Stop           Ctrl-C\n", sep="\n", flush=True)
    gunicorn = [sys.executable, "-m", "gunicorn", "--config", "backend/gunicorn_conf.py"]
    os.execv(sys.executable, gunicorn)  # noqa: S606 - our own interpreter, no shell between


def read_arguments() -> argparse.Namespace:
    """What the Makefile asks for."""
    parser = argparse.ArgumentParser(description="Serve Gangwei with a demo province.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--tls", action="store_true", help="with a certificate made here")
    parser.add_argument("--data", type=Path, default=Path("var"), help="the folder of all data")
    parser.add_argument("--fill", type=int, metavar="GUARDS", help="fill the database and end")
    parser.add_argument("--openapi", type=Path, metavar="FILE", help="write the OpenAPI document and end")
    return parser.parse_args()


def main() -> None:
    """Prepare everything, say where it is, and become the server."""
    asked = read_arguments()
    os.chdir(PROJECT)
    data = asked.data.resolve()
    load_settings(data)
    serving = asked.fill is None and asked.openapi is None
    addresses: list[str] = []
    if serving:
        refuse_taken_address(asked.host, asked.port)
        addresses = use_address(asked.host, asked.port, asked.tls, data)
    from wsgi import app

    if asked.openapi:
        run_command(app, "openapi", "write", str(asked.openapi))
        return
    migrate(app)
    run_command(app, "setup")
    if serving:
        serve(app, addresses)
    else:
        run_command(app, "demo", "load", "--guards", str(asked.fill))


if __name__ == "__main__":
    main()
