"""The settings that `make run` makes for itself."""

import base64
import os

import pytest

from backend import start


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch):
    """Without settings, and without leaving any behind."""
    for name in [*filter(lambda name: name.startswith("GANGWEI_"), os.environ), "DATABASE_URL"]:
        monkeypatch.delenv(name, raising=False)
    kept = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(kept)


def test_the_first_start_makes_random_keys_that_only_the_owner_reads(tmp_path):
    for name in ("one", "two"):
        start.ensure_settings(tmp_path / name / "settings.env")

    one, two = ((tmp_path / name / "settings.env") for name in ("one", "two"))
    assert oct(one.stat().st_mode)[-3:] == "600"
    assert one.read_text() != two.read_text()


def test_later_starts_keep_the_keys(tmp_path):
    start.load_settings(tmp_path)
    first = (tmp_path / "settings.env").read_text()
    start.load_settings(tmp_path)

    assert (tmp_path / "settings.env").read_text() == first
    assert len(base64.b64decode(os.environ["GANGWEI_DATA_KEYS"])) == 32
    assert os.environ["GANGWEI_DATABASE_URL"] == f"sqlite:///{tmp_path}/gangwei.db"


def test_the_environment_wins_over_the_file(tmp_path, monkeypatch):
    monkeypatch.setenv("GANGWEI_SECRET_KEY", "said-by-the-operator")
    monkeypatch.setenv("DATABASE_URL", "postgresql://db/gangwei")

    start.load_settings(tmp_path)

    assert os.environ["GANGWEI_SECRET_KEY"] == "said-by-the-operator"
    assert "GANGWEI_DATABASE_URL" not in os.environ


def test_a_taken_port_is_said_in_a_sentence():
    with start.socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(SystemExit, match=f"127.0.0.1:{port} is in use already.*PORT={port + 1}"):
            start.refuse_taken_address("127.0.0.1", port)
