"""The rows of a guard, made in one place for a registration and for many at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from backend.clock import china_date
from backend.database import new_id
from backend.extensions import db
from backend.guards import finders, names, sealing
from backend.guards.models import Guard, GuardArea


def guard_values(values: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """Column values of a new guard.

    values  name, identity_number and phone (plain), education, address, agency_code; optionally `id`, `status`, `unit_id`,
            `registered_on`, and the certificate and photo columns
    """
    guard_id = values.get("id") or new_id()
    return {
        "version": 1,
        "status": "active",
        "unit_id": None,
        "registered_on": china_date(now),
        "updated_at": now,
        "certificate_number": None,
        "certificate_state": None,
        "certificate_expires_on": None,
        "photo_media": None,
        "photo_digest": None,
        **values,
        "id": guard_id,
        "name_key": names.sort_key(values["name"]),
        "readings": finders.readings_of(values["name"]),
        "found_as": finders.FORM,
        "identity_number": sealing.seal(sealing.IDENTITY_NUMBER, values["identity_number"], guard_id),
        "identity_index": sealing.identity_index(values["identity_number"]),
        "phone": sealing.seal(sealing.PHONE, values["phone"], guard_id),
    }


def insert_guards(rows: Sequence[dict[str, Any]], areas: Iterable[tuple[UUID, str]] = ()) -> None:
    """Write many guards with what they are searched by: for demos, imports and tests. No audit.

    rows   from `guard_values`
    areas  (guard id, agency code) beside the registering agency
    """
    if not rows:
        return
    db.session.execute(insert(Guard), rows)
    codes = {row["id"]: {row["agency_code"]} for row in rows}
    for guard_id, code in areas:
        codes[guard_id].add(code)
    everywhere = sorted((guard_id, code) for guard_id, each in codes.items() for code in each)
    db.session.execute(insert(GuardArea), [{"guard_id": guard_id, "agency_code": code} for guard_id, code in everywhere])
    finders.add((row["id"], finders.facts_of(SimpleNamespace(**row), codes[row["id"]])) for row in rows)


def rename(guard: Guard, name: str) -> None:
    """Give a guard another name, and forget the old one in every search."""
    codes = finders.codes_of([guard.id])[guard.id]
    before = finders.facts_of(guard, codes)
    guard.name, guard.name_key, guard.readings = name, names.sort_key(name), finders.readings_of(name)
    finders.follow([(guard.id, before, finders.facts_of(guard, codes))])
