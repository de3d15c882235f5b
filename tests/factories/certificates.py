"""Certificates to tell stories about, made through the operations the routes use."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from io import BytesIO
from typing import Any
from uuid import UUID

from PIL import Image

from backend.certificates import operations, queries
from backend.certificates.card_fields import CardFields
from backend.certificates.keys import get_signer
from backend.clock import china_date
from backend.guards import operations as guards
from backend.guards.queries import get_guard
from backend.identity_number import check_character
from backend.permissions import Actor, Role
from tests.support.world import GUANGZHOU, PROVINCE, TIANHE, World


def today(world: World) -> date:
    """Today in China, by the test's clock."""
    return china_date(world.clock.now())


def days_ago(world: World, days: int) -> date:
    """Some days before today."""
    return today(world) - timedelta(days=days)


def candidate(
    world: World,
    agency_code: str = TIANHE,
    *,
    name: str = "陈志强",
    born: date = date(1990, 5, 17),
    photo: bool = True,
    unit_id: UUID | None = None,
    areas: Iterable[str] = (),
) -> UUID:
    """A person registered as a guard who may be given a certificate; a man with a photo unless told otherwise.

    unit_id  the employer, where only the reach matters; a whole employment is the roster's
    areas    further agencies from whose areas he is seen
    """
    body = f"440106{born:%Y%m%d}{world.next() * 2 - 1:03d}"
    values = {"name": name, "identity_number": body + check_character(body), "phone": "13800138000"}
    values |= {"education": "senior_middle", "address": "广州市天河路1号", "agency_code": agency_code}
    actor, now = _province(world), world.clock.now()
    with world.session():
        guard = guards.register_guard(values, actor, now)
        if photo:
            guards.set_photo(guard, portrait(), actor, now)
        guard.unit_id = unit_id
        guards.set_areas({guard.id: {agency_code, *areas}})
        return guard.id


def new_photo(world: World, guard_id: UUID, shade: int = 90) -> None:
    """Another photo than the one the card was signed with."""
    actor = _province(world)
    with world.session():
        guards.set_photo(get_guard(actor, guard_id, lock=True), portrait(shade), actor, world.clock.now())


@cache
def portrait(shade: int = 200) -> bytes:
    """A picture that can be taken for a portrait."""
    out = BytesIO()
    Image.new("RGB", (358, 441), (shade, shade, shade)).save(out, "JPEG")
    return out.getvalue()


def certificate(world: World, guard_id: UUID, agency_code: str = GUANGZHOU, **more: Any) -> UUID:
    """A certificate of that guard, issued a hundred days ago without expiry unless told otherwise."""
    values = {"issued_on": days_ago(world, 100), "expires_on": None, **more}
    issuer, reader = world.actor(Role.CITY_OFFICER, agency_code), _province(world)
    with world.session():
        guard = get_guard(reader, guard_id, lock=True)
        return operations.issue_certificate(guard, values, issuer, world.clock.now()).id


def act(world: World, certificate_id: UUID, what: str, days: int = 10, agency_code: str = GUANGZHOU) -> None:
    """Suspend, reinstate, revoke or cancel a certificate some days ago."""
    officer, reader = world.actor(Role.CITY_OFFICER, agency_code), _province(world)
    with world.session():
        found = queries.get_certificate(reader, certificate_id, lock=True)
        operations.change_state(found, what, "测试所需", days_ago(world, days), officer, world.clock.now())


def replace(world: World, certificate_id: UUID, days: int = 5, **more: Any) -> UUID:
    """Replace a certificate some days ago; the new one."""
    officer, reader = world.actor(), _province(world)
    values = {"reason": "遗失", "issued_on": days_ago(world, days), "expires_on": None, **more}
    with world.session():
        found = queries.get_certificate(reader, certificate_id, lock=True)
        return operations.replace_certificate(found, values, officer, world.clock.now()).id


def card_url(world: World, certificate_id: UUID) -> str:
    """What a phone reads from the certificate's code."""
    reader = _province(world)
    with world.session():
        found = queries.get_certificate(reader, certificate_id)
        return str(queries.shown(found, reader, today(world))["public_url"])


def number_of(world: World, certificate_id: UUID) -> str:
    """The certificate's number."""
    reader = _province(world)
    with world.session():
        return queries.get_certificate(reader, certificate_id).number


def signed(world: World, fields: CardFields) -> bytes:
    """A card with a good signature, of which the register need not know."""
    with world.session():
        return get_signer(world.clock.now()).sign(fields)


def _province(world: World) -> Actor:
    return world.actor(Role.PROVINCE_OFFICER, PROVINCE)
