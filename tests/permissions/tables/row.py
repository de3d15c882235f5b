"""A row of the table, and bodies that many rows have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.permissions.oracle import Person
from tests.permissions.scene.province import Scene

Things = dict[str, Any]
Body = Callable[[Scene, Things, Person], Any]
PDF = b"%PDF-1.7 %%EOF"
UNIT = "/api/units/<uuid:unit_id>"
NOT_FOUND, REFUSED = (404, "not_found"), (422, "validation")


@dataclass(frozen=True)
class Row:
    """One route, or one way to call it.

    kind     what decides the reach; None where there is no reach
    subject  the thing at the place that the request is about, if it is not called like its kind
    uses     other things than usual for placeholders of the path
    outside  the answer to who may do it, but not there
    fills    for static files: the placeholder's text
    lists    what the answer lists, by kind: exactly what exists for the person
    headers  beside the usual ones
    signed   the body of a command that the thing `device` signs
    secret   False where the thing was shown by its holder, so that no reach applies
    """

    method: str
    rule: str
    permission: str
    kind: str | None = None
    subject: str = ""
    uses: dict[str, str] = field(default_factory=dict)
    fills: dict[str, str] = field(default_factory=dict)
    query: str = ""
    body: Body | None = None
    data: bytes | None = None
    content_type: str = "image/jpeg"
    headers: dict[str, str] = field(default_factory=dict)
    signed: Body | None = None
    status: int = 200
    command: bool = False
    outside: tuple[int, str] = NOT_FOUND
    lists: dict[str, Callable[[Any], Any]] = field(default_factory=dict)
    secret: bool = True
    csrf: bool = True

    @property
    def about(self) -> str:
        """The thing of the place the request is about."""
        return self.subject or self.kind or ""

    def __str__(self) -> str:
        return f"{self.method} {self.rule}{self.query}" + (f" ({self.subject})" if self.subject else "")


def ids(name: str) -> Callable[[Any], set[str]]:
    return lambda answer: {item[name] for item in answer["items"]}


def reason(day: str = "") -> Body:
    return lambda scene, things, person: {"reason": "工作需要", **({day: str(scene.today)} if day else {})}


def value(**values: Any) -> Body:
    return lambda scene, things, person: values


def today(name: str) -> Body:
    return lambda scene, things, person: {name: str(scene.today)}
