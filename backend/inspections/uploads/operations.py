"""Take in files part by part."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from backend.errors import NotFound, OutOfReach, TooLarge, field_error
from backend.extensions import db, settings
from backend.inspections.models import MediaFile
from backend.inspections.operations import keep_picture
from backend.inspections.uploads.models import HANDED_IN, Upload, UploadPart
from backend.inspections.uploads.problems import Corrupt, Differs, Gap, Incomplete
from backend.permissions import Actor
from backend.pictures import MAX_BYTES


def take_part(upload_id: UUID, about: dict[str, Any], data: bytes, actor: Actor, now: datetime) -> dict[str, Any]:
    """Keep what of a part is new; with the last byte the file becomes a picture. Values of `UploadSchema`.

    about  as `UploadQuery` loads it
    Harmless however often and in whatever order parts come: only what follows on the kept bytes is kept.
    Raises TooLarge, Differs, Gap with `offset`, Corrupt (the file starts over), and what is wrong with a picture.
    """
    _check_size(about, data)
    upload = _open(upload_id, about, actor, now)
    if upload is None:
        return {"id": upload_id, "offset": about["size"], "size": about["size"], "media": db.session.get(MediaFile, upload_id)}
    new = _continuation(upload, about["offset"], data)
    if new:
        db.session.add(UploadPart(upload_id=upload_id, begin=upload.offset, data=new))
        upload.offset += len(new)
        db.session.flush()  # the parts are read again, or removed, below
    if upload.offset == upload.size and upload.ended_at is None:
        _complete(upload, actor, now)
    return _shown(upload)


def find_upload(actor: Actor, upload_id: UUID) -> dict[str, Any]:
    """What is kept of a file of one's own, as values of `UploadSchema`. Raises NotFound."""
    upload = db.session.get(Upload, upload_id)
    media = db.session.get(MediaFile, upload_id)
    found = upload or media
    if found is None:
        raise NotFound()
    if found.account_id != actor.account_id:
        raise OutOfReach("upload", upload_id)
    if upload is not None:
        return _shown(upload)
    return {"id": upload_id, "offset": found.size, "size": found.size, "media": media}


def take_whole(actor: Actor, upload_id: UUID, now: datetime) -> bytes:
    """The bytes of a file that is no picture; it is over with that. Raises NotFound, Incomplete."""
    upload = db.session.get(Upload, upload_id, with_for_update=True)
    if upload is None or upload.kind != HANDED_IN or upload.ended_at is not None:
        raise NotFound()
    if upload.account_id != actor.account_id:
        raise OutOfReach("upload", upload_id)
    if upload.offset < upload.size:
        raise Incomplete(offset=upload.offset)
    return _end(upload, now)


def delete_expired(now: datetime) -> None:
    """Forget files that never became whole, and how the others came; pictures stay."""
    before = now - timedelta(hours=settings().upload_hours)
    old = select(Upload.id).where(Upload.created_at < before)
    db.session.execute(delete(UploadPart).where(UploadPart.upload_id.in_(old)))
    db.session.execute(delete(Upload).where(Upload.created_at < before))


def _check_size(about: dict[str, Any], data: bytes) -> None:
    most = settings().handed_in_mb * 1024 * 1024 if about["kind"] == HANDED_IN else MAX_BYTES
    if about["size"] > most or len(data) > settings().upload_part_kb * 1024:
        raise TooLarge()
    if about["offset"] + len(data) > about["size"]:
        raise field_error("offset", "too_long", "There are more bytes than were announced")


def _open(upload_id: UUID, about: dict[str, Any], actor: Actor, now: datetime) -> Upload | None:
    """The file's row, locked; None where nothing but the picture is left of it. Raises Differs, Gap."""
    upload = _locked(upload_id)
    if upload is None and db.session.get(MediaFile, upload_id) is None:
        if about["offset"] > 0:
            raise Gap(offset=0)
        upload = _begin(upload_id, about, actor, now)
    if upload is None:
        media = db.session.get(MediaFile, upload_id)
        if media is None or (media.account_id, media.kind) != (actor.account_id, about["kind"]):
            raise Differs()
        return None
    known = (upload.account_id, upload.kind, upload.size, upload.sha256)
    if known != (actor.account_id, about["kind"], about["size"], about["sha256"]):
        raise Differs()
    return upload


def _locked(upload_id: UUID) -> Upload | None:
    return db.session.get(Upload, upload_id, with_for_update=True, populate_existing=True)


def _begin(upload_id: UUID, about: dict[str, Any], actor: Actor, now: datetime) -> Upload | None:
    """A new row, or the one that another request has begun meanwhile."""
    values = {name: about[name] for name in ("kind", "size", "sha256")}
    try:
        with db.session.begin_nested():
            upload = Upload(id=upload_id, account_id=actor.account_id, offset=0, created_at=now, **values)
            db.session.add(upload)
    except IntegrityError:
        return _locked(upload_id)
    return upload


def _continuation(upload: Upload, offset: int, data: bytes) -> bytes:
    """What of a part is not kept yet. Raises Gap."""
    if offset > upload.offset:
        raise Gap(offset=upload.offset)
    return data[upload.offset - offset :]


def _complete(upload: Upload, actor: Actor, now: datetime) -> None:
    """Judge the whole file, and make a picture of it. Raises Corrupt, which is kept: the next part is the first again."""
    parts = _parts(upload.id)
    if hashlib.sha256(parts).hexdigest() != upload.sha256:
        db.session.execute(delete(UploadPart).where(UploadPart.upload_id == upload.id))
        upload.offset = 0
        raise Corrupt()
    if upload.kind != HANDED_IN:
        keep_picture(_end(upload, now), upload.kind, actor, now, media_id=upload.id)


def _end(upload: Upload, now: datetime) -> bytes:
    whole = _parts(upload.id)
    db.session.execute(delete(UploadPart).where(UploadPart.upload_id == upload.id))
    upload.ended_at = now
    return whole


def _parts(upload_id: UUID) -> bytes:
    return b"".join(db.session.scalars(select(UploadPart.data).where(UploadPart.upload_id == upload_id).order_by(UploadPart.begin)))


def _shown(upload: Upload) -> dict[str, Any]:
    media = db.session.get(MediaFile, upload.id) if upload.ended_at is not None else None
    return {"id": upload.id, "offset": upload.offset, "size": upload.size, "media": media}
