"""The province built: at each place one thing of every kind, then what ties places together, then the people."""

from __future__ import annotations

from typing import Any

from flask import Flask
from sqlalchemy import select

from backend.accounts.models import AccountSession
from backend.clock import Clock
from backend.extensions import db
from backend.permissions import Role
from backend.transparency.operations import seal as seal_log
from tests.permissions.scene import accounts, company, contracts, facts, register, visits
from tests.permissions.scene.places import PLACES
from tests.permissions.scene.province import Scene


def build(app: Flask, clock: Clock) -> Scene:
    """The whole province on a database that is migrated and empty."""
    scene = Scene(app, clock)
    for number, place in enumerate(PLACES):
        _furnish(scene, place, number)
    register.send_one_far_away(scene)
    register.propose_transfers(scene)
    accounts.invite(scene)
    visits.pack(scene)
    accounts.arm(scene)
    with scene.world.session():
        seal_log(clock.now())
    with app.app_context():
        scene.versions, scene.facts = facts.versions(), facts.facts(scene)
    return scene


def _furnish(scene: Scene, place: str, number: int) -> None:
    agency_code, division_code = PLACES[place]
    more: dict[str, Any] = {"division_code": division_code}
    if place == "next county":
        more |= {"kind": "branch", "parent_unit_id": scene.things["county"]["unit"]}
    unit = scene.world.unit(agency_code, **more)
    officer = scene.world.officer_name(agency_code)
    things = scene.things[place] = {"place": place, "unit": unit, "agency": agency_code, "checklist": scene.checklist["security_company"]}
    things |= {"kind": more.get("kind", "security_company")}
    browser = scene.world.browser(officer)
    things["account"] = scene.account_id(officer)
    things["colleague"] = scene.account_id(scene.world.account(Role.COMPANY_MANAGER, None, unit, profile="rosters"))
    things["disabled_account"] = scene.account_id(scene.world.officer_name(agency_code, status="disabled"))
    with scene.world.session():
        register.people_at(scene, things, number)
    visits.visit_at(scene, things, browser)
    with scene.world.session():
        things |= {
            **accounts.jobs_of(scene, things["account"]),
            **accounts.device_of(scene, things["account"]),
            **accounts.upload_of(scene, things["account"]),
            "alert": visits.alert(scene, things),
            "conflict": visits.conflict(scene, things),
        }
        things |= visits.notice(scene, things, number)
        things |= visits.papers(scene, things)
        things |= contracts.furnish(things, scene.world.clock.now())
        things["task"] = visits.task(scene, things)
        things |= company.imports(scene, things)
        things |= company.file(scene, things)
        things["warning"] = company.warning(scene, things)
        things["invitation"] = company.invitation(scene, things, number)
        things["watch"] = company.watch(scene, things)
    with scene.app.app_context():
        things["session"] = db.session.scalar(select(AccountSession.id).where(AccountSession.account_id == things["account"]))
