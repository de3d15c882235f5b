"""What the tests of many machines share: storage that speaks S3."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from flask import Flask

from backend import create_app
from backend.config import Settings
from backend.extensions import db
from tests.support.world import World


@dataclass(frozen=True)
class ObjectStorage:
    """A server that speaks S3, with one bucket."""

    endpoint: str

    def settings(self, settings: Settings) -> Settings:
        """These settings with the pictures in the bucket."""
        return replace(
            settings,
            media_url="s3://gangwei/pictures",
            media_endpoint=self.endpoint,
            media_access_key="key",
            media_secret_key="secret",
        )


@pytest.fixture(scope="session")
def object_storage() -> Iterator[ObjectStorage]:
    """The server, on a port of this machine."""
    os.environ.setdefault("AWS_EC2_METADATA_DISABLED", "true")
    import boto3
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    endpoint = f"http://{host}:{port}"
    client = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1", aws_access_key_id="key", aws_secret_access_key="secret")
    client.create_bucket(Bucket="gangwei")
    yield ObjectStorage(endpoint)
    server.stop()


@pytest.fixture
def s3_app(app: Flask, object_storage: ObjectStorage, clock) -> Iterator[Flask]:
    """The application of this test, as another host that keeps its pictures in the bucket."""
    made = create_app(object_storage.settings(app.extensions["settings"]))
    made.extensions["clock"] = clock
    yield made
    made.extensions["reader"].close()
    with made.app_context():
        for name in made.extensions["media"].names():
            made.extensions["media"].remove(name)
        db.engine.dispose()


@pytest.fixture
def s3_world(s3_app: Flask, clock) -> World:
    """People and things on that host."""
    return World(s3_app, clock)
