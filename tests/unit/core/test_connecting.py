"""An address of several hosts reaches the one that takes writes, and no wait is without an end."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine

from backend.config import SettingsError, load_settings
from backend.connecting import address, arguments
from tests.unit.core.test_settings import GOOD

S3 = {"GANGWEI_MEDIA_URL": "s3://bucket/pictures", "GANGWEI_MEDIA_ACCESS_KEY": "key", "GANGWEI_MEDIA_SECRET_KEY": "secret"}


@pytest.mark.parametrize(
    "url", ["sqlite:///a,b.db", "postgresql://user:pass%2Cword@one:5432/name", "postgresql://one/name?sslmode=require"]
)
def test_one_host_stays_as_it_is_written(url: str) -> None:
    assert address(url) == url


def parameters(url: str) -> dict[str, str]:
    """What the driver is called with."""
    engine = create_engine(url)
    _, named = engine.dialect.create_connect_args(engine.url)
    return {name: str(value) for name, value in named.items()}


def test_of_several_hosts_the_one_that_takes_writes_is_wanted() -> None:
    given = parameters(address("postgresql://user:p%40ss@one:5432,two:5433/name"))
    assert given["host"] == "one,two"
    assert given["port"] == "5432,5433"
    assert given["target_session_attrs"] == "read-write"
    assert (given["user"], given["password"], given["dbname"]) == ("user", "p@ss", "name")


def test_an_address_may_say_itself_which_host_it_wants() -> None:
    given = parameters(address("postgresql://u@one:1,two:2/name?target_session_attrs=any&sslmode=require"))
    assert (given["target_session_attrs"], given["sslmode"]) == ("any", "require")


def test_whoever_asks_for_the_primary_gets_it_whatever_the_address_says() -> None:
    assert parameters(address("postgresql://u@one:1,two:2/name?target_session_attrs=any", "primary"))["target_session_attrs"] == "primary"


def test_a_session_says_to_the_server_when_it_shall_be_given_up() -> None:
    given = arguments(default_transaction_read_only="on")["options"]
    assert "-c lock_timeout=15s" in given
    assert "-c tcp_keepalives_idle=10" in given
    assert "-c default_transaction_read_only=on" in given


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("REPLICA_URL", {"GANGWEI_REPLICA_URL": "postgresql://replica/name"}),
        ("REPLICA_URL", {"GANGWEI_DATABASE_URL": "postgresql://one/name", "GANGWEI_REPLICA_URL": "postgresql://one,two/name"}),
        ("MEDIA_URL", {**S3, "GANGWEI_MEDIA_URL": "https://bucket"}),
        ("MEDIA_URL", {**S3, "GANGWEI_MEDIA_URL": "s3:///pictures"}),
        ("MEDIA_ACCESS_KEY", {**S3, "GANGWEI_MEDIA_ACCESS_KEY": ""}),
        ("MEDIA_ADDRESSING", {**S3, "GANGWEI_MEDIA_ADDRESSING": "dns"}),
    ],
)
def test_a_setting_that_cannot_work_stops_the_start(name: str, values: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match=f"GANGWEI_{name}"):
        load_settings({**GOOD, **values})


def test_storage_that_speaks_s3_is_taken_with_its_keys() -> None:
    assert load_settings({**GOOD, **S3}).media_url == "s3://bucket/pictures"
