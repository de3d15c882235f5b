"""Checklists, pictures, records and the field pack over HTTP."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import orjson
from flask import Response, current_app, request
from flask_smorest import Blueprint

from backend import media
from backend.clock import china_date
from backend.devices.queries import refuse_revoked
from backend.devices.signing import Signed, Stamp, check_device
from backend.extensions import clock, settings
from backend.http import endpoint
from backend.idempotency import key_of
from backend.inspections import checklists, field_pack, guard_findings, operations, queries
from backend.inspections.checklist_schemas import ChecklistQuery, ChecklistSchema, ChecklistsSchema
from backend.inspections.field_pack_schemas import FieldPackQuery, FieldPackRulesSchema, FieldPackSchema
from backend.inspections.models import Checklist, Inspection, MediaFile
from backend.inspections.quarantine.models import QuarantinedCommand
from backend.inspections.quarantine.schemas import QuarantinedSchema
from backend.inspections.receiving import Sent, receive_inspection
from backend.inspections.schemas import (
    InspectionInput,
    InspectionQuery,
    InspectionSchema,
    InspectionSummarySchema,
    MediaQuery,
    MediaSchema,
)
from backend.limits import PHOTOS, UPLOADS
from backend.pagination import Page, page_of
from backend.permissions import Actor, Permission

blueprint = Blueprint("inspections", __name__, description="Inspections of units and sites")


@endpoint(blueprint, "GET", "/checklists", permission=Permission.CHECKLIST_READ, query=ChecklistQuery, returns=ChecklistsSchema)
def list_checklists(actor: Actor, query: dict[str, Any]) -> dict[str, Any]:
    """The checklists in force, one a kind of unit, and what can be found wrong with guards."""
    day = query.get("on") or china_date(clock().now())
    return {"items": checklists.list_checklists(day, query.get("unit_kind")), "guard_findings": guard_findings.written_out(day)}


@endpoint(blueprint, "GET", "/checklists/<uuid:checklist_id>", permission=Permission.CHECKLIST_READ, returns=ChecklistSchema)
def show_checklist(actor: Actor, checklist_id: UUID) -> Checklist:
    """One version of a checklist, also one no longer in force."""
    return checklists.get_checklist(checklist_id)


@endpoint(
    blueprint,
    "POST",
    "/media",
    permission=Permission.MEDIA_SEND,
    query=MediaQuery,
    returns=MediaSchema,
    status=201,
    command=True,
    pictures=True,
    limits=UPLOADS,
)
def keep_picture(actor: Actor, query: dict[str, Any]) -> MediaFile:
    """Send a picture that a record or an answer will name."""
    return operations.keep_picture(request.get_data(), query["kind"], actor, clock().now())


@endpoint(
    blueprint,
    "POST",
    "/inspections",
    permission=Permission.INSPECTION_RECORD,
    body=InspectionInput,
    returns=InspectionSchema,
    status=201,
    command=True,
    signed=Signed("inspection", doubled=True),
    also={202: QuarantinedSchema},
)
def record_inspection(actor: Actor, body: dict[str, Any], stamp: Stamp | None) -> Response | tuple[Inspection, int]:
    """Record a visit, or keep it for a supervisor. The same record sent again is answered with what is kept."""
    check_device(body, stamp)
    sent = Sent(key_of(request), request.get_data(), stamp)
    row, new = receive_inspection(body, sent, actor, clock().now())
    if isinstance(row, QuarantinedCommand):
        return current_app.response_class(orjson.dumps(QuarantinedSchema().dump(row)), status=202, mimetype="application/json")
    return queries.get_inspection(actor, row.id), 201 if new else 200


@endpoint(
    blueprint, "GET", "/inspections", permission=Permission.INSPECTION_READ, query=InspectionQuery, returns=page_of(InspectionSummarySchema)
)
def list_inspections(actor: Actor, query: dict[str, Any]) -> Page:
    """Records within one's reach, the latest first."""
    return queries.list_inspections(actor, query)


@endpoint(blueprint, "GET", "/inspections/<uuid:inspection_id>", permission=Permission.INSPECTION_READ, returns=InspectionSchema)
def show_inspection(actor: Actor, inspection_id: UUID) -> Inspection:
    """One record, whole."""
    return queries.get_inspection(actor, inspection_id)


@endpoint(blueprint, "GET", "/inspections/<uuid:inspection_id>/media/<uuid:media_id>", permission=Permission.INSPECTION_READ, limits=PHOTOS)
def show_media(actor: Actor, inspection_id: UUID, media_id: UUID) -> Response:
    """A photo or the signature of a record."""
    row = queries.get_media(actor, inspection_id, media_id)
    return current_app.response_class(media.read(row.file_name), mimetype=row.media_type)


@endpoint(
    blueprint, "GET", "/field-pack", permission=Permission.INSPECTION_RECORD, query=FieldPackQuery, returns=FieldPackSchema, cached=True
)
def show_field_pack(actor: Actor, query: dict[str, Any]) -> Response:
    """What an officer takes along: units, sites, rosters, checklists, colleagues, open notices. 304 for who holds the same already."""
    if "device_id" in query:
        refuse_revoked(actor, query["device_id"])
    now = clock().now()
    pack = field_pack.pack(actor, _area(actor, query), settings(), now)
    content, tag = field_pack.written(pack, now, now + timedelta(hours=settings().field_pack_hours))
    response = Response(status=304) if tag in request.if_none_match else Response(content, mimetype="application/json")
    response.set_etag(tag)
    return response


@endpoint(blueprint, "GET", "/field-pack/rules", permission=Permission.INSPECTION_RECORD, returns=FieldPackRulesSchema)
def show_field_pack_rules(actor: Actor) -> dict[str, int]:
    """How a phone keeps the field pack; asked before the officer chooses a PIN for it."""
    return field_pack.rules(settings())


def _area(actor: Actor, query: dict[str, Any]) -> field_pack.Area:
    if "plan" in query:
        return field_pack.Area(chosen=field_pack.planned(actor, query["plan"]))
    if "unit_ids" in query:
        return field_pack.Area(chosen=field_pack.Chosen(unit_ids=query["unit_ids"]))
    place = (query["latitude"], query["longitude"]) if {"latitude", "longitude"} <= set(query) else None
    return field_pack.Area(place, query.get("division_code"))
