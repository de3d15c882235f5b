"""The sections of a guard file: table, form and words of each, said once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from backend.fields import Schema
from backend.guard_files import models, schemas


@dataclass(frozen=True, slots=True)
class Section:
    """One section.

    name     of the list in the file, and with a hyphen in addresses
    subject  in the audit, and of one entry in addresses
    newest   the day by which the list is ordered
    past     days that cannot lie ahead
    """

    name: str
    subject: str
    model: Any
    body: type[Schema]
    returns: type[Schema]
    newest: str
    past: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """The section's word in addresses."""
        return self.name.replace("_", "-")


SECTIONS = (
    Section(
        "labour_contracts", "labour_contract", models.LabourContract, schemas.LabourContractInput, schemas.LabourContractSchema, "starts_on"
    ),
    Section("insurances", "insurance", models.Insurance, schemas.InsuranceInput, schemas.InsuranceSchema, "starts_on"),
    Section("trainings", "training", models.Training, schemas.TrainingInput, schemas.TrainingSchema, "held_on", ("held_on",)),
    Section(
        "rewards_punishments", "reward_punishment", models.Merit, schemas.MeritInput, schemas.MeritSchema, "decided_on", ("decided_on",)
    ),
    Section(
        "equipment", "equipment", models.Equipment, schemas.EquipmentInput, schemas.EquipmentSchema, "handed_out_on",
        ("handed_out_on", "returned_on"),
    ),
)  # fmt: skip
