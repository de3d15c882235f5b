"""A wrong setting stops the start and is named; none is guessed."""

import base64

import pytest

from backend import create_app
from backend.config import SettingsError, load_settings

GOOD = {"GANGWEI_SECRET_KEY": "s" * 40, "GANGWEI_DATA_KEYS": base64.b64encode(b"k" * 32).decode(), "GANGWEI_ENVIRONMENT": "test"}


def test_with_its_keys_an_installation_starts_on_defaults() -> None:
    settings = load_settings(GOOD)
    assert settings.database_url.startswith("sqlite:")
    assert settings.official_domain == "127.0.0.1:8000"


def test_plain_database_url_is_understood_and_the_prefixed_one_wins() -> None:
    assert load_settings({**GOOD, "DATABASE_URL": "postgresql://a/b"}).database_url == "postgresql://a/b"
    both = {**GOOD, "DATABASE_URL": "postgresql://a/b", "GANGWEI_DATABASE_URL": "sqlite:///x.db"}
    assert load_settings(both).database_url == "sqlite:///x.db"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "short"),
        ("DATA_KEYS", ""),
        ("DATA_KEYS", "not base64"),
        ("DATA_KEYS", base64.b64encode(b"short").decode()),
        ("PUBLIC_ORIGIN", "gw.example.cn"),
        ("PUBLIC_ORIGIN", "https://gw.example.cn/app"),
        ("IDLE_LIMIT_S", "an hour"),
        ("ENVIRONMENT", "staging"),
        ("SHEET_ROWS", "0"),
        ("SHEET_MEMORY_MB", "127"),
    ],
)
def test_a_wrong_setting_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"GANGWEI_{name}"):
        load_settings({**GOOD, f"GANGWEI_{name}": value})


@pytest.mark.parametrize("name", ["CERTIFICATE_PATTERN", "INSPECTION_PATTERN"])
def test_a_pattern_that_cannot_make_numbers_stops_the_start(name: str) -> None:
    with pytest.raises(SettingsError, match=f"GANGWEI_{name}"):
        create_app(load_settings({**GOOD, f"GANGWEI_{name}": "no place for a sequence"}))
