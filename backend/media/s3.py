"""Pictures in storage that speaks S3, which all hosts share."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import urlsplit

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from backend.config import Settings
from backend.media.stores import NAME, Unavailable, Vanished

CONNECT_TIMEOUT_S = 2
ANSWER_TIMEOUT_S = 5
TRIES = 2
"""A picture is sent at most twice: an officer waits, and the phone itself tries again later."""

DIGEST = "sha256"
Answer = TypeVar("Answer")


class Bucket:
    """One prefix of one bucket. Each object carries its SHA-256, so what is read is proven to be what was written."""

    page = 1000
    """Names asked for at once; more the servers do not give."""

    def __init__(self, client: Any, bucket: str, prefix: str) -> None:
        self.client, self.bucket, self.prefix = client, bucket, prefix

    @classmethod
    def of(cls, settings: Settings, url: str) -> Bucket:
        """The storage at `s3://bucket/prefix`, by the endpoint and keys of the settings."""
        parts = urlsplit(url)
        prefix = parts.path.strip("/")
        config = Config(
            connect_timeout=CONNECT_TIMEOUT_S,
            read_timeout=ANSWER_TIMEOUT_S,
            retries={"total_max_attempts": TRIES, "mode": "standard"},
            max_pool_connections=16,
            s3={"addressing_style": settings.media_addressing},
            # Many servers that speak S3 refuse the trailing checksums of newer clients; Content-MD5 they all know.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        client = boto3.client(
            "s3",
            endpoint_url=settings.media_endpoint or None,
            region_name=settings.media_region,
            aws_access_key_id=settings.media_access_key,
            aws_secret_access_key=settings.media_secret_key,
            config=config,
        )
        return cls(client, parts.netloc, f"{prefix}/" if prefix else "")

    def put(self, name: str, data: bytes) -> None:
        """Keep the bytes; the server compares them with their checksum before it says yes."""
        checksum = base64.b64encode(hashlib.md5(data, usedforsecurity=False).digest()).decode()
        self._ask(
            self.client.put_object,
            Key=self.prefix + name,
            Body=data,
            ContentMD5=checksum,
            ContentType="application/octet-stream",
            Metadata={DIGEST: hashlib.sha256(data).hexdigest()},
        )

    def get(self, name: str) -> bytes:
        """The bytes. Raises Vanished, and Unavailable when they are not those that were written."""

        def fetch(**where: str) -> tuple[bytes, str | None]:
            answer = self.client.get_object(**where)
            return answer["Body"].read(), answer["Metadata"].get(DIGEST)

        data, written = self._ask(fetch, Key=self.prefix + name)
        if written is not None and hashlib.sha256(data).hexdigest() != written:
            raise Unavailable("the storage gave other bytes than were written")
        return bytes(data)

    def remove(self, name: str) -> None:
        """Forget the name."""
        self._ask(self.client.delete_object, Key=self.prefix + name)

    def names(self, after: str = "") -> Iterator[str]:
        """Every name behind `after`, page by page."""
        return (name for name, _ in self._listed(after))

    def older(self, before: datetime) -> Iterator[str]:
        """What was put there before that instant; an upload that was cut short leaves nothing."""
        return (name for name, at in self._listed("") if at < before)

    def digest(self, name: str) -> bytes | None:
        """The SHA-256 that the object was written with; of an object put there by other means, of its bytes."""
        try:
            head = self._ask(self.client.head_object, Key=self.prefix + name)
            written = head["Metadata"].get(DIGEST)
            return bytes.fromhex(written) if written else hashlib.sha256(self.get(name)).digest()
        except Vanished:
            return None

    def check(self) -> None:
        """Raises Unavailable when the bucket does not answer to these keys."""
        self._ask(self.client.list_objects_v2, Prefix=self.prefix, MaxKeys=1)

    def _listed(self, after: str) -> Iterator[tuple[str, datetime]]:
        last: str | None = self.prefix + after
        while last is not None:
            page = self._ask(self.client.list_objects_v2, Prefix=self.prefix, StartAfter=last, MaxKeys=self.page)
            found = [(str(item["Key"]), item["LastModified"]) for item in page.get("Contents", ())]
            yield from ((name, at) for key, at in found if NAME.fullmatch(name := key.removeprefix(self.prefix)))
            last = found[-1][0] if found and page["IsTruncated"] else None

    def _ask(self, function: Callable[..., Answer], **parameters: Any) -> Answer:
        try:
            return function(Bucket=self.bucket, **parameters)
        except ClientError as error:
            code = str(error.response.get("Error", {}).get("Code"))
            if code in ("NoSuchKey", "404", "NotFound"):
                raise Vanished("no such picture") from error
            raise Unavailable(f"the storage refused: {code}") from error
        except BotoCoreError as error:
            raise Unavailable(f"the storage does not answer: {type(error).__name__}") from error
