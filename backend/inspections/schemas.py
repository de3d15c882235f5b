"""What records and pictures look like outside."""

from __future__ import annotations

from typing import Any

from marshmallow import fields, validate

from backend.fields import Choice, Lines, Number, Schema, Text
from backend.inspections.checklist_schemas import ChecklistSchema
from backend.inspections.confirmations.schemas import GivenConfirmationSchema
from backend.inspections.models import CONFIRMATIONS, GUARD_FINDINGS, MEDIA_KINDS, NO_SIGNATURE, OUTCOMES, PRESENCES, RESULTS
from backend.inspections.recorded import serves
from backend.pagination import PageQuery
from backend.verifications.schemas import PositionSchema
from backend.verifications.verdicts import REASONS

MOST_GUARDS, MOST_PHOTOS, MOST_OFFICERS = 2000, 60, 20


class MediaQuery(Schema):
    """What the picture is."""

    kind = Choice(*MEDIA_KINDS, required=True)


class MediaSchema(Schema):
    """A stored picture."""

    id = fields.UUID(required=True)
    kind = Choice(*MEDIA_KINDS, required=True)
    sha256 = fields.String(required=True)
    width = fields.Integer(required=True)
    height = fields.Integer(required=True)
    size = fields.Integer(required=True)


class InspectionItemSchema(Schema):
    """What was found on one point."""

    item_id = fields.UUID(required=True)
    outcome = Choice(*OUTCOMES, required=True)
    note = Lines(2000, 0, required=True)


class InspectedGuardSchema(Schema):
    """A guard on duty, or missing from duty."""

    guard_id = fields.UUID(required=True, allow_none=True)
    certificate_number = Text(60, required=True, allow_none=True)
    name = Text(60, required=True, allow_none=True)
    presence = Choice(*PRESENCES, required=True)
    verification_id = fields.UUID(required=True, allow_none=True)
    reason = Choice(*REASONS, required=True, allow_none=True)
    note = Lines(1000, 0, required=True)
    finding = Choice(*GUARD_FINDINGS, allow_none=True)


class ShownGuardSchema(InspectedGuardSchema):
    """The same in a record, with the article its finding rests on."""

    finding = Choice(*GUARD_FINDINGS, required=True, allow_none=True)
    article = fields.String(required=True, allow_none=True)


class InspectionPhotoSchema(Schema):
    """A photo of the visit or of one point."""

    media_id = fields.UUID(required=True)
    caption = Text(200, 0, required=True)
    item_id = fields.UUID(required=True, allow_none=True)


class SignatureSchema(Schema):
    """The responsible person's signature."""

    media_id = fields.UUID(required=True)
    signer_name = Text(60, required=True)


class NoSignatureSchema(Schema):
    """Why there is no signature."""

    reason = Choice(*NO_SIGNATURE, required=True)
    note = Lines(1000, 0, required=True)


class RecheckedSchema(Schema):
    """What a re-check found on one item of the notice."""

    item_id = fields.UUID(required=True)
    state = Choice("corrected", "not_corrected", required=True)


class InspectionInput(Schema):
    """A visit as the phone recorded it.

    notice_id  the rectification notice whose re-check it is; `rechecked` then says what became of its items. Neither has a
               default: a record of a phone that knows neither keeps the digest it has always had
    """

    id = fields.UUID(required=True)
    unit_id = fields.UUID(required=True)
    site_id = fields.UUID(required=True, allow_none=True)
    checklist_id = fields.UUID(required=True)
    started_at = fields.AwareDateTime(required=True)
    finished_at = fields.AwareDateTime(required=True)
    device_id = fields.UUID(required=True)
    device_sequence = Number(0, 2**31 - 1, required=True)
    officer_ids = fields.List(fields.UUID(), required=True, validate=validate.Length(min=1, max=MOST_OFFICERS))
    position = fields.Nested(PositionSchema, required=True, allow_none=True)
    items = fields.List(fields.Nested(InspectionItemSchema), required=True, validate=validate.Length(max=200))
    guards = fields.List(fields.Nested(InspectedGuardSchema), required=True, validate=validate.Length(max=MOST_GUARDS))
    findings = Lines(10_000, 0, required=True)
    photos = fields.List(fields.Nested(InspectionPhotoSchema), required=True, validate=validate.Length(max=MOST_PHOTOS))
    responsible_person = Text(60, required=True, allow_none=True)
    signature = fields.Nested(SignatureSchema, required=True, allow_none=True)
    no_signature = fields.Nested(NoSignatureSchema, required=True, allow_none=True)
    result = Choice(*RESULTS, required=True)
    rectify_by = fields.Date(required=True, allow_none=True)
    notice_id = fields.UUID(allow_none=True)
    rechecked = fields.List(fields.Nested(RecheckedSchema), validate=validate.Length(max=MOST_GUARDS))
    confirmations = fields.List(fields.Nested(GivenConfirmationSchema), validate=validate.Length(max=MOST_OFFICERS))


class InspectionSummarySchema(Schema):
    """A record in a list."""

    id = fields.UUID(required=True)
    number = fields.String(required=True)
    unit_id = fields.UUID(required=True)
    unit_name = fields.String(attribute="unit.name", required=True)
    site_id = fields.UUID(required=True, allow_none=True)
    site_name = fields.Function(lambda row: row.site.name if row.site else None, required=True, metadata={"type": ["string", "null"]})
    finished_at = fields.AwareDateTime(required=True)
    received_at = fields.AwareDateTime(required=True)
    result = Choice(*RESULTS, required=True)
    rectify_by = fields.Date(required=True, allow_none=True)
    problem_count = fields.Integer(required=True)
    notice_id = fields.UUID(required=True, allow_none=True)
    superseded_by_id = fields.UUID(required=True, allow_none=True)
    officer_names = fields.Function(
        lambda row: [officer.name for officer in row.officers], required=True, metadata={"type": "array", "items": {"type": "string"}}
    )


class ShownPhotoSchema(InspectionPhotoSchema):
    """A photo and where to get it."""

    url = fields.Function(
        lambda row: f"/api/inspections/{row.inspection_id}/media/{row.media_id}", required=True, metadata={"type": "string"}
    )


class ShownOfficerSchema(Schema):
    """An inspector, as of the day."""

    id = fields.UUID(attribute="account_id", required=True)
    name = fields.String(required=True)
    police_number = fields.String(required=True, allow_none=True)
    agency_name = fields.String(required=True)
    confirmation = Choice(*CONFIRMATIONS, required=True, allow_none=True)
    confirmed_at = fields.AwareDateTime(required=True, allow_none=True)


class ReceiptSchema(Schema):
    """The proof that the record is kept: the phone deletes its own only with this in hand."""

    id = fields.UUID(required=True)
    number = fields.String(required=True)
    received_at = fields.AwareDateTime(required=True)
    digest = fields.Function(lambda row: row.digest.hex(), required=True, metadata={"type": "string"})


def _signature(row: Any) -> dict[str, Any] | None:
    return {"media_id": str(row.signature_media_id), "signer_name": row.signer_name} if row.signature_media_id else None


def _no_signature(row: Any) -> dict[str, Any] | None:
    return {"reason": row.no_signature_reason, "note": row.no_signature_note or ""} if row.no_signature_reason else None


class ServedTaskSchema(Schema):
    """A task that a record served."""

    id = fields.UUID(required=True)
    kind = Choice("recheck", "duty", "alert", required=True)
    due_on = fields.Date(required=True)
    state = Choice("open", "done", "dropped", required=True)


class Served(fields.List):
    """What the record itself does not hold: it is asked of the room that keeps the tasks."""

    def get_value(self, obj: Any, attr: str, accessor: Any = None, default: Any = None) -> Any:
        """By the record's id."""
        return serves(obj.id)


class InspectionSchema(InspectionSummarySchema):
    """A record, whole, with the checklist then in force."""

    checklist_id = fields.UUID(required=True)
    checklist = fields.Nested(ChecklistSchema, required=True)
    agency_code = fields.String(required=True)
    agency_name = fields.String(attribute="agency.name", required=True)
    started_at = fields.AwareDateTime(required=True)
    device_id = fields.UUID(required=True)
    device_sequence = fields.Integer(required=True)
    signed = fields.Boolean(required=True)
    officers = fields.List(fields.Nested(ShownOfficerSchema), required=True)
    position = fields.Nested(PositionSchema, required=True, allow_none=True)
    items = fields.List(fields.Nested(InspectionItemSchema), required=True)
    guards = fields.List(fields.Nested(ShownGuardSchema), required=True)
    findings = fields.String(required=True)
    serves = Served(fields.Nested(ServedTaskSchema), required=True)
    photos = fields.List(fields.Nested(ShownPhotoSchema), required=True)
    responsible_person = fields.String(required=True, allow_none=True)
    signature = fields.Function(
        _signature,
        required=True,
        metadata={
            "type": ["object", "null"],
            "properties": {"media_id": {"type": "string", "format": "uuid"}, "signer_name": {"type": "string"}},
            "required": ["media_id", "signer_name"],
        },
    )
    no_signature = fields.Function(
        _no_signature,
        required=True,
        metadata={
            "type": ["object", "null"],
            "properties": {"reason": {"type": "string", "enum": list(NO_SIGNATURE)}, "note": {"type": "string"}},
            "required": ["reason", "note"],
        },
    )
    receipt = fields.Function(
        lambda row: ReceiptSchema().dump(row),
        required=True,
        metadata={
            "type": "object",
            "properties": {name: {"type": "string"} for name in ("id", "number", "received_at", "digest")},
            "required": ["id", "number", "received_at", "digest"],
        },
    )


class InspectionQuery(PageQuery):
    """Which records."""

    unit_id = fields.UUID()
    site_id = fields.UUID()
    result = Choice(*RESULTS)
    from_ = fields.Date(data_key="from")
    to = fields.Date()
