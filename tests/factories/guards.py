"""Guards to tell stories about, made through the operations the routes use."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID

from PIL import Image

from backend.guards import operations
from backend.guards.queries import lock_guard
from backend.identity_number import check_character
from backend.permissions import Role
from tests.support.world import PROVINCE, TIANHE, World


def identity_number(number: int = 1, born: date = date(1990, 5, 17), region: str = "440106") -> str:
    """A valid identity number; odd numbers are men's."""
    first = f"{region}{born:%Y%m%d}{number:03d}"
    return first + check_character(first)


def person(world: World, **more: Any) -> dict[str, Any]:
    """What a registration sends."""
    return {
        "name": "陈志强",
        "identity_number": identity_number(world.next()),
        "phone": "13812345678",
        "education": "senior_middle",
        "address": "天河区石牌街1号",
        **more,
    }


def guard(world: World, agency_code: str = TIANHE, **more: Any) -> UUID:
    """A guard registered by that agency, without certificate or employer."""
    registrar = world.actor(Role.PROVINCE_OFFICER, PROVINCE)
    with world.session():
        return operations.register_guard({**person(world, **more), "agency_code": agency_code}, registrar, world.clock.now()).id


def with_certificate(world: World, guard_id: UUID, number: str | None = None, state: str = "valid", expires_on: date | None = None) -> str:
    """Note a certificate on a guard as the certificates do; its number."""
    number = number or f"44012026{world.next():06d}"
    with world.session():
        operations.set_certificate(lock_guard(guard_id), number, state, expires_on)
    return number


def picture(size: tuple[int, int] = (600, 800), form: str = "JPEG", **options: Any) -> bytes:
    """A picture as a camera makes it."""
    out = BytesIO()
    Image.new("RGB", size, (120, 140, 160)).save(out, form, **options)
    return out.getvalue()
