"""docs/transparency.md has a program with which an outsider verifies the log: it is run here, as it stands there."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from sqlalchemy import select
from werkzeug.serving import make_server

from backend.certificates import cose, credential
from backend.certificates.models import SigningKey
from backend.extensions import db
from tests.transparency.conftest import Past

DOC = (Path(__file__).parents[2] / "docs" / "transparency.md").read_text(encoding="utf-8")
PROGRAM = compile(re.findall(r"```python\n(.*?)```", DOC, re.DOTALL)[0], "transparency.md", "exec")


@pytest.fixture
def origin(past: Past) -> Iterator[str]:
    """The log, served."""
    server = make_server("127.0.0.1", 0, past.world.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()


@pytest.mark.same_on_all("what is asked over HTTP")
def test_an_outsider_builds_the_tree_and_believes_only_the_key(
    past: Past, origin: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with past.world.app.app_context():
        keys = {key.key_id: key.public_key for key in db.session.scalars(select(SigningKey))}
    point = keys[cose.read(past.published[-1]).key_id]
    monkeypatch.setattr("sys.argv", ["verify", origin, point.hex()])
    exec(PROGRAM, {"__name__": "__main__"})  # noqa: S102 - our own document
    assert capsys.readouterr().out.split()[0] == str(past.size)
    stranger = credential.dump_public_key(credential.generate_key().public_key())
    monkeypatch.setattr("sys.argv", ["verify", origin, stranger.hex()])
    with pytest.raises(InvalidSignature):
        exec(PROGRAM, {"__name__": "__main__"})  # noqa: S102 - our own document
