"""Whether the process lives, and whether it can do its work."""

from __future__ import annotations

import os

from flask_smorest import Blueprint
from marshmallow import fields
from sqlalchemy import select

from backend.audit.models import AuditHead
from backend.errors import define
from backend.extensions import db, settings
from backend.fields import Choice, Schema
from backend.http import endpoint
from backend.media import storage
from backend.permissions import PUBLIC, Actor
from backend.reading import reader

NotReady = define("not_ready", 503, "The database or the data folder does not answer")

blueprint = Blueprint("health", __name__, description="For load balancers")


class HealthSchema(Schema):
    """All is well."""

    status = fields.String(required=True)


@endpoint(blueprint, "GET", "/health", permission=PUBLIC, returns=HealthSchema)
def show_health(actor: Actor | None) -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


class ReadinessSchema(HealthSchema):
    """What the process works with. It is ready as soon as the database is; the rest has a way round, or fails alone."""

    replica = Choice("none", "used", "not_used", required=True)
    storage = Choice("answers", "silent", required=True)


@endpoint(blueprint, "GET", "/readiness", permission=PUBLIC, returns=ReadinessSchema)
def show_readiness(actor: Actor | None) -> dict[str, str]:
    """The database answers, is migrated, and the data folder can be written.

    A silent storage of pictures is told but does not make the process unready: it is silent to all hosts alike,
    and they still check cards.
    """
    try:
        migrated = db.session.scalar(select(AuditHead.count))
    except Exception as error:
        raise NotReady() from error
    if migrated is None or not os.access(settings().data_dir, os.W_OK):
        raise NotReady()
    return {"status": "ready", "replica": _replica(), "storage": _storage()}


def _replica() -> str:
    replica = reader().replica
    if replica is None:
        return "none"
    return "used" if replica.as_of() else "not_used"


def _storage() -> str:
    try:
        storage().check()
    except OSError:
        return "silent"
    return "answers"
