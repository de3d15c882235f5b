"""Certificates to tell stories about, made through the operations the routes use."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from backend.certificates import operations, queries
from backend.clock import china_date
from backend.guards.queries import get_guard
from backend.permissions import Actor, Role
from tests.support.world import GUANGZHOU, PROVINCE, World


def today(world: World) -> date:
    """Today in China, by the test's clock."""
    return china_date(world.clock.now())


def days_ago(world: World, days: int) -> date:
    """Some days before today."""
    return today(world) - timedelta(days=days)


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


def _province(world: World) -> Actor:
    return world.actor(Role.PROVINCE_OFFICER, PROVINCE)
