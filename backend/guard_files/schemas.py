"""What the entries of a guard file look like outside."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from backend.fields import Choice, Lines, Number, Schema, Text
from backend.guard_files.models import CONTRACT_KINDS, EQUIPMENT_KINDS, INSURANCE_KINDS, MERIT_KINDS
from backend.roster.problems import EARLIEST

LATER = {"ends_on": "starts_on", "returned_on": "handed_out_on"}
MOST_HOURS = 999


class EntryInput(Schema):
    """Days that can be: none before there were companies, and none that ends before it begins."""

    @validates_schema(skip_on_field_errors=True)
    def days_can_be(self, values: dict[str, Any], **kwargs: Any) -> None:
        """Each day is possible, and pairs of days are in order."""
        for name, value in values.items():
            if name.endswith("_on") and value is not None and value < EARLIEST:
                raise ValidationError("out_of_range|Too early", name)
        for last, first in LATER.items():
            if values.get(last) is not None and values[last] < values[first]:
                raise ValidationError("out_of_range|Ends before it begins", last)


class LabourContractInput(EntryInput):
    """A labour contract; the document was sent before."""

    kind = Choice(*CONTRACT_KINDS, required=True)
    number = Text(60, load_default=None, allow_none=True)
    starts_on = fields.Date(required=True)
    ends_on = fields.Date(load_default=None, allow_none=True)
    document_id = fields.UUID(load_default=None, allow_none=True)


class InsuranceInput(EntryInput):
    """An insurance."""

    kind = Choice(*INSURANCE_KINDS, required=True)
    insurer = Text(120, required=True)
    number = Text(60, load_default=None, allow_none=True)
    starts_on = fields.Date(required=True)
    ends_on = fields.Date(load_default=None, allow_none=True)


class TrainingInput(EntryInput):
    """In-post training; whole hours."""

    topic = Text(120, required=True)
    hours = Number(1, MOST_HOURS, required=True)
    held_on = fields.Date(required=True)
    held_by = Text(120, required=True)


class MeritInput(EntryInput):
    """A reward or a punishment."""

    kind = Choice(*MERIT_KINDS, required=True)
    decided_on = fields.Date(required=True)
    text = Lines(500, required=True)


class EquipmentInput(EntryInput):
    """Equipment handed out, perhaps returned."""

    kind = Choice(*EQUIPMENT_KINDS, required=True)
    number = Text(60, load_default=None, allow_none=True)
    handed_out_on = fields.Date(required=True)
    returned_on = fields.Date(load_default=None, allow_none=True)


class _Shown(Schema):
    id = fields.UUID(required=True)
    employment_id = fields.UUID(required=True)
    version = fields.Integer(required=True)


class LabourContractSchema(_Shown):
    """A labour contract."""

    kind = Choice(*CONTRACT_KINDS, required=True)
    number = fields.String(required=True, allow_none=True)
    starts_on = fields.Date(required=True)
    ends_on = fields.Date(required=True, allow_none=True)
    document_id = fields.UUID(required=True, allow_none=True)


class InsuranceSchema(_Shown):
    """An insurance."""

    kind = Choice(*INSURANCE_KINDS, required=True)
    insurer = fields.String(required=True)
    number = fields.String(required=True, allow_none=True)
    starts_on = fields.Date(required=True)
    ends_on = fields.Date(required=True, allow_none=True)


class TrainingSchema(_Shown):
    """In-post training."""

    topic = fields.String(required=True)
    hours = fields.Integer(required=True)
    held_on = fields.Date(required=True)
    held_by = fields.String(required=True)


class MeritSchema(_Shown):
    """A reward or a punishment."""

    kind = Choice(*MERIT_KINDS, required=True)
    decided_on = fields.Date(required=True)
    text = fields.String(required=True)


class EquipmentSchema(_Shown):
    """Equipment."""

    kind = Choice(*EQUIPMENT_KINDS, required=True)
    number = fields.String(required=True, allow_none=True)
    handed_out_on = fields.Date(required=True)
    returned_on = fields.Date(required=True, allow_none=True)


class FileOwnerSchema(Schema):
    """Whose file it is, and for which employment."""

    employment_id = fields.UUID(required=True)
    guard_id = fields.UUID(required=True)
    guard_name = fields.String(required=True)
    unit_id = fields.UUID(required=True)
    unit_name = fields.String(required=True)
    position = fields.String(required=True)
    started_on = fields.Date(required=True)
    ended_on = fields.Date(required=True, allow_none=True)


class GuardFileSchema(FileOwnerSchema):
    """A guard file, section by section, the latest entries first."""

    labour_contracts = fields.List(fields.Nested(LabourContractSchema), required=True)
    insurances = fields.List(fields.Nested(InsuranceSchema), required=True)
    trainings = fields.List(fields.Nested(TrainingSchema), required=True)
    rewards_punishments = fields.List(fields.Nested(MeritSchema), required=True)
    equipment = fields.List(fields.Nested(EquipmentSchema), required=True)


class SiteCheckSchema(Schema):
    """A check on site: when, by which agency, and what came of it (a reason of checks, or a finding of inspections)."""

    kind = Choice("verification", "inspection", required=True)
    at = fields.AwareDateTime(required=True)
    agency_name = fields.String(required=True)
    outcome = fields.String(required=True)


class SiteChecksSchema(Schema):
    """The latest checks of a guard while he was employed there."""

    items = fields.List(fields.Nested(SiteCheckSchema), required=True)
