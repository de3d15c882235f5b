"""Exports over HTTP. How far one is, and how to stop it, is a matter of jobs."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote
from uuid import UUID

from flask import Response, current_app
from flask_smorest import Blueprint

from backend.exports import operations, parts
from backend.exports.queries import get_export
from backend.exports.schemas import export_of
from backend.extensions import clock
from backend.http import endpoint
from backend.jobs.schemas import JobSchema, shown
from backend.limits import EXPORTS
from backend.permissions import Actor, Permission
from backend.unit_of_work import begin_writing
from backend.units.queries import get_unit

blueprint = Blueprint("exports", __name__, description="Registers taken out as files")

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ASKED: dict[str, Any] = {"returns": JobSchema, "status": 202, "command": True, "limits": EXPORTS}
"""What asking for an export answers, whichever list it is: the job that makes it."""


@endpoint(blueprint, "POST", "/guards/export", permission=Permission.EXPORT_CREATE, body=export_of("guards"), **ASKED)
def export_guards(actor: Actor, body: dict[str, Any]) -> dict[str, object]:
    """Take out the guards one sees, or those of a search."""
    return shown(operations.ask("guards", body, None, actor, clock().now()), actor)


@endpoint(blueprint, "POST", "/units/export", permission=Permission.EXPORT_CREATE, body=export_of("units"), **ASKED)
def export_units(actor: Actor, body: dict[str, Any]) -> dict[str, object]:
    """Take out the units one sees."""
    return shown(operations.ask("units", body, None, actor, clock().now()), actor)


@endpoint(blueprint, "POST", "/certificates/export", permission=Permission.EXPORT_CREATE, body=export_of("certificates"), **ASKED)
def export_certificates(actor: Actor, body: dict[str, Any]) -> dict[str, object]:
    """Take out the certificates one sees."""
    return shown(operations.ask("certificates", body, None, actor, clock().now()), actor)


@endpoint(blueprint, "POST", "/inspections/export", permission=Permission.EXPORT_CREATE, body=export_of("inspections"), **ASKED)
def export_inspections(actor: Actor, body: dict[str, Any]) -> dict[str, object]:
    """Take out the inspections one sees."""
    return shown(operations.ask("inspections", body, None, actor, clock().now()), actor)


@endpoint(blueprint, "POST", "/units/<uuid:unit_id>/roster/export", permission=Permission.EXPORT_CREATE, body=export_of("roster"), **ASKED)
def export_roster(actor: Actor, unit_id: UUID, body: dict[str, Any]) -> dict[str, object]:
    """Take out the roster of a unit."""
    unit = get_unit(actor, unit_id)
    return shown(operations.ask("roster", body, unit, actor, clock().now()), actor)


@endpoint(blueprint, "GET", "/exports/<uuid:job_id>/file", permission=Permission.EXPORT_CREATE)
def download(actor: Actor, job_id: UUID) -> Response:
    """The file of one's own export. That it was fetched is written down."""
    begin_writing()
    file = operations.take_file(get_export(actor, job_id), actor, clock().now())
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    response = Response(parts.stream_file(app, job_id), mimetype=XLSX)
    response.content_length = file["size"]
    response.headers["Content-Disposition"] = f"attachment; filename=\"export.xlsx\"; filename*=UTF-8''{quote(file['name'])}"
    return response
