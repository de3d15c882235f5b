"""Guard files over HTTP: one to read, and the same three acts on each section."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response
from flask_smorest import Blueprint

from backend.documents.answers import answer
from backend.extensions import clock
from backend.guard_files import checks, operations, queries
from backend.guard_files.schemas import GuardFileSchema, SiteChecksSchema
from backend.guard_files.sections import SECTIONS, Section
from backend.http import endpoint, require_match
from backend.permissions import Actor, Permission
from backend.roster.queries import get_employment

P = Permission
EMPLOYMENT = "/employments/<uuid:employment_id>"
blueprint = Blueprint("guard_files", __name__, description="What employers keep of their guards")


@endpoint(blueprint, "GET", f"{EMPLOYMENT}/file", permission=P.ROSTER_READ, returns=GuardFileSchema)
def show_file(actor: Actor, employment_id: UUID) -> dict[str, Any]:
    """The guard file of one employment."""
    return queries.get_file(get_employment(actor, employment_id))


@endpoint(blueprint, "GET", f"{EMPLOYMENT}/checks", permission=P.ROSTER_READ, returns=SiteChecksSchema)
def list_checks(actor: Actor, employment_id: UUID) -> dict[str, Any]:
    """The latest checks of the guard on site while he was employed there."""
    return checks.shown(get_employment(actor, employment_id))


@endpoint(blueprint, "GET", "/labour-contracts/<uuid:entry_id>/document", permission=P.ROSTER_READ)
def show_document(actor: Actor, entry_id: UUID) -> Response:
    """The paper of a labour contract."""
    return answer(queries.get_document(queries.get_entry(SECTIONS[0], actor, entry_id)))


def _declare(section: Section) -> None:
    one, word = f"/{section.path}/<uuid:entry_id>", section.subject.replace("_", " ")

    def add(actor: Actor, employment_id: UUID, body: dict[str, Any]) -> Any:
        return operations.add(section, get_employment(actor, employment_id, lock=True), body, actor, clock().now())

    def change(actor: Actor, entry_id: UUID, body: dict[str, Any]) -> Any:
        entry = queries.get_entry(section, actor, entry_id, lock=True)
        require_match(entry)
        return operations.change(section, entry, body, actor, clock().now())

    def strike(actor: Actor, entry_id: UUID) -> None:
        operations.strike(section, queries.get_entry(section, actor, entry_id, lock=True), actor, clock().now())

    for function, what in ((add, "Write"), (change, "Replace"), (strike, "Strike")):
        function.__name__, function.__doc__ = f"{function.__name__}_{section.subject}", f"{what}: {word}."
    both: dict[str, Any] = {"permission": P.ROSTER_MANAGE, "command": True}
    shape: dict[str, Any] = {"body": section.body, "returns": section.returns, "versioned": True}
    endpoint(blueprint, "POST", f"{EMPLOYMENT}/{section.path}", status=201, **shape, **both)(add)
    endpoint(blueprint, "PATCH", one, **shape, **both)(change)
    endpoint(blueprint, "DELETE", one, permission=P.ROSTER_MANAGE, status=204)(strike)


for each in SECTIONS:
    _declare(each)
