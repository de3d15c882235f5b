"""The rows of inspections and of the checks made during them, as the operations would have written them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Dialect

from backend import identity_number
from backend.accounts.models import Account
from backend.certificates import numbers
from backend.demo import bulk
from backend.demo.bulk import Bound
from backend.demo.dates import at
from backend.demo.ids import Ids, named
from backend.demo.visits import NOTES, RESULTS
from backend.guards import masking, sealing
from backend.guards.models import state_on
from backend.inspections.models import InspectedGuard, Inspection, InspectionItem, InspectionOfficer, InspectionPhoto, MediaFile
from backend.inspections.operations import digest_of
from backend.verifications.models import Verification

MOST = {"inspection": 1, "media": 3, "inspected guard": 3, "verification": 1}
SIGNED, CHECKED, PHOTOGRAPHED, ABSENT = 0.86, 0.5, 0.25, 0.12
"""Shares: of visits signed, with a card checked, with photos; of guards missing from duty."""


class Picture(NamedTuple):
    """A stored picture that stands in many records."""

    file_name: str
    media_type: str
    sha256: str
    width: int
    height: int
    size: int


class OnDuty(NamedTuple):
    """A guard posted to a site, with the certificate."""

    posted_on: date
    guard_id: UUID
    name: str
    identity_number: bytes
    has_photo: bool
    certificate_id: UUID
    number: str
    state: str
    state_since: date
    state_reason: str | None
    issued_on: date
    expires_on: date | None
    agency_code: str


class Place(NamedTuple):
    """Where a visit leads: a site, or a unit's own premises."""

    unit_id: UUID
    unit_name: str
    kind: str
    representative: str
    site_id: UUID | None
    site_name: str | None
    agency_code: str
    latitude: float | None
    longitude: float | None
    guards: list[OnDuty]


@dataclass(frozen=True, slots=True)
class Inspectors:
    """Two officers of a bureau, and what their records say of them."""

    officers: tuple[tuple[UUID, str, str | None], ...]
    agency_code: str
    agency_name: str
    device_id: UUID
    agencies: dict[str, str]

    @classmethod
    def of(cls, pair: tuple[Account, Account], agencies: dict[str, str]) -> Inspectors:
        """agencies: names by code."""
        code = pair[0].agency_code or ""
        officers = tuple((account.id, account.name, account.police_number) for account in pair)
        return cls(officers, code, agencies[code], named(f"device {pair[0].id}"), agencies)


class VisitRows:
    """Collects the rows of visits, one after another."""

    def __init__(self, lists: dict[str, Any], pictures: dict[str, list[Picture]], pattern: str, before: int, rng: random.Random) -> None:
        """before: how many visits were made by anybody before these."""
        self._lists, self._pictures, self._pattern, self._rng = lists, pictures, pattern, rng
        self._ids = {name: Ids(name, before * count) for name, count in MOST.items()}
        self._rows: dict[Any, list[dict[str, Any]]] = {
            model: [] for model in (Inspection, InspectionOfficer, InspectionItem, InspectedGuard, MediaFile, InspectionPhoto, Verification)
        }

    def bound(self, dialect: Dialect) -> list[Bound]:
        """All ready to be written."""
        return [bulk.bind(model, rows, dialect) for model, rows in self._rows.items()]

    def add(self, inspectors: Inspectors, place: Place, day: date, *, sequence: int, device_sequence: int) -> None:
        """One visit; `sequence` numbers it, `device_sequence` counts the records of its device."""
        rng, visit_id = self._rng, self._ids["inspection"].next()
        began = at(day, rng.randint(0, 420))
        ended = began + timedelta(minutes=rng.randint(18, 55))
        checklist_id, points = self._lists[place.kind]
        values: dict[str, Any] = {
            "id": visit_id, "unit_id": place.unit_id, "site_id": place.site_id, "checklist_id": checklist_id, "started_at": began,
            "finished_at": ended, "device_id": inspectors.device_id, "device_sequence": device_sequence,
            "officer_ids": [id_ for id_, *_ in inspectors.officers], "position": _position(place),
            "responsible_person": place.representative, **self._findings(points, day),
            **self._pictures_of(visit_id, inspectors, place, ended), "guards": self._guards(inspectors, place, visit_id, began),
        }  # fmt: skip
        self._keep(values, inspectors, place, ended, sequence)

    def _keep(self, values: dict[str, Any], inspectors: Inspectors, place: Place, ended: datetime, sequence: int) -> None:
        visit_id, signature, without = values["id"], values["signature"] or {}, values["no_signature"] or {}
        own = {name: value for name, value in values.items() if name not in _PARTS}
        self._rows[Inspection].append({
            **own, "number": numbers.format(self._pattern, inspectors.agency_code, ended.year, sequence),
            "account_id": inspectors.officers[0][0], "agency_code": place.agency_code, "received_at": ended + timedelta(minutes=2),
            "signature_media_id": signature.get("media_id"), "signer_name": signature.get("signer_name"),
            "no_signature_reason": without.get("reason"), "no_signature_note": without.get("note"),
            "problem_count": sum(item["outcome"] == "problem" for item in values["items"]), "digest": digest_of(values),
        })  # fmt: skip
        self._rows[InspectionOfficer] += [
            {
                "inspection_id": visit_id, "account_id": account_id, "position": position, "name": name, "police_number": police_number,
                "agency_name": inspectors.agency_name,
            }
            for position, (account_id, name, police_number) in enumerate(inspectors.officers)
        ]  # fmt: skip
        places = {id_: position for id_, position, _ in self._lists[place.kind][1]}
        self._rows[InspectionItem] += [
            {"inspection_id": visit_id, **item, "position": places[item["item_id"]]}
            for item in values["items"]
            if item["outcome"] == "problem"
        ]
        ids = self._ids["inspected guard"]
        self._rows[InspectedGuard] += [
            {"id": ids.next(), "inspection_id": visit_id, "position": position, **row} for position, row in enumerate(values["guards"])
        ]
        self._rows[InspectionPhoto] += [
            {"inspection_id": visit_id, "position": position, **row} for position, row in enumerate(values["photos"])
        ]

    def _findings(self, points: list[tuple[UUID, int, str]], day: date) -> dict[str, Any]:
        rng = self._rng
        result = rng.choice(RESULTS)
        wrong = set(rng.sample(range(len(points)), rng.randint(1, 2))) if result != "no_problem" else ()
        note = rng.choice(NOTES["problem"])
        items = [
            {"item_id": id_, "outcome": "problem", "note": note} if place in wrong else _fine(id_, code)
            for place, (id_, _, code) in enumerate(points)
        ]
        findings = "" if result == "no_problem" else f"{note}；{rng.choice(NOTES['corrected'])}。" if result != RESULTS[-1] else f"{note}。"
        rectify_by = day + timedelta(days=rng.choice((7, 15, 30))) if result == "rectification_required" else None
        return {"items": items, "result": result, "rectify_by": rectify_by, "findings": findings}

    def _pictures_of(self, visit_id: UUID, inspectors: Inspectors, place: Place, ended: datetime) -> dict[str, Any]:
        photos = []
        if self._rng.random() < PHOTOGRAPHED:
            media_id = self._picture("gate", "inspection_photo", visit_id, inspectors, ended)
            photos.append({"media_id": media_id, "caption": "岗位现场", "item_id": None})
        if self._rng.random() < SIGNED:
            media_id = self._picture("signature", "signature", visit_id, inspectors, ended)
            return {"photos": photos, "signature": {"media_id": media_id, "signer_name": place.representative}, "no_signature": None}
        reason, note = self._rng.choice((("absent", "负责人外出，值班人员在场"), ("refused", "负责人对记录有异议，拒绝签字")))
        return {"photos": photos, "signature": None, "no_signature": {"reason": reason, "note": note}}

    def _picture(self, drawn: str, kind: str, visit_id: UUID, inspectors: Inspectors, now: datetime) -> UUID:
        media_id, picture = self._ids["media"].next(), self._rng.choice(self._pictures[drawn])
        self._rows[MediaFile].append({
            "id": media_id, "account_id": inspectors.officers[0][0], "inspection_id": visit_id, "kind": kind, **picture._asdict(),
            "created_at": now,
        })  # fmt: skip
        return media_id

    def _guards(self, inspectors: Inspectors, place: Place, visit_id: UUID, began: datetime) -> list[dict[str, Any]]:
        """Up to three who were posted there already; of some visits, the first one's card was checked."""
        known = [guard for guard in place.guards if guard.posted_on <= began.date()]
        rows: list[dict[str, Any]] = []
        for guard in known if len(known) <= 3 else self._rng.sample(known, 3):
            missing = self._rng.random() < ABSENT
            checked = not rows and not missing and self._rng.random() < CHECKED
            check = self._check(guard, inspectors, place, visit_id, began) if checked else {"id": None, "reason": None}
            rows.append({
                "guard_id": guard.guard_id, "certificate_number": guard.number, "name": guard.name,
                "presence": "absent" if missing else "present", "verification_id": check["id"], "reason": check["reason"], "note": "",
                "finding": None,
            })  # fmt: skip
        return rows

    def _check(self, guard: OnDuty, inspectors: Inspectors, place: Place, visit_id: UUID, began: datetime) -> dict[str, Any]:
        checked_at, day = began + timedelta(minutes=6), began.date()
        state = guard.state if guard.state_since <= day else "valid"
        reason = state_on(state, guard.expires_on, day) or state
        row = {
            "id": self._ids["verification"].next(), "account_id": inspectors.officers[0][0], "agency_code": inspectors.agency_code,
            "device_id": inspectors.device_id, "mode": "online", "checked_at": checked_at, "received_at": checked_at, "entered": None,
            "reason": reason, "phone_reason": None, "certificate_id": guard.certificate_id, "guard_id": guard.guard_id,
            "site_id": place.site_id, "site_relation": "on_roster", "inspection_id": visit_id,
            "presented": "number", "latitude": place.latitude,
            "longitude": place.longitude, "accuracy_m": 12.0, "answer": _answer(guard, inspectors, place, reason),
        }  # fmt: skip
        self._rows[Verification].append(row)
        return row


_PARTS = ("officer_ids", "items", "guards", "photos", "signature", "no_signature")


def _fine(item_id: UUID, code: str) -> dict[str, Any]:
    return {"item_id": item_id, "outcome": "not_checked" if code == "other" else "conform", "note": ""}


def _position(place: Place) -> dict[str, float] | None:
    if place.latitude is None or place.longitude is None:
        return None
    return {"latitude": round(place.latitude + 0.0002, 6), "longitude": round(place.longitude - 0.0001, 6), "accuracy_m": 12.0}


@lru_cache(maxsize=20_000)
def _shown_number(sealed: bytes, guard_id: UUID) -> tuple[str, str]:
    number = sealing.unseal(sealing.IDENTITY_NUMBER, sealed, guard_id)
    return identity_number.sex(number), masking.mask_identity_number(number)


def _answer(guard: OnDuty, inspectors: Inspectors, place: Place, state: str) -> dict[str, Any]:
    sex, masked = _shown_number(guard.identity_number, guard.guard_id)
    site = {"id": str(place.site_id), "name": place.site_name}
    return {
        "certificate": {
            "number": guard.number, "state": state, "state_since": (guard.issued_on if state == "valid" else guard.state_since).isoformat(),
            "state_reason": None if state == "valid" else guard.state_reason, "issued_on": guard.issued_on.isoformat(),
            "expires_on": guard.expires_on.isoformat() if guard.expires_on else None, "agency_name": inspectors.agencies[guard.agency_code],
        },
        "person": {
            "guard_id": str(guard.guard_id), "name": guard.name, "sex": sex, "identity_number_masked": masked, "has_photo": guard.has_photo,
        },
        "employer": {"unit_id": str(place.unit_id), "name": place.unit_name, "since": guard.posted_on.isoformat()},
        "left": None,
        "postings": [{"site_id": site["id"], "site_name": site["name"], "unit_name": place.unit_name}],
        "site": site,
    }  # fmt: skip
