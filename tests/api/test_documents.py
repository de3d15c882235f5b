"""Documents: sealed where they lie, made anew where they are pictures, forgotten where no record names them."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import select

from backend import media
from backend.documents import operations
from backend.documents.models import Document
from backend.extensions import db
from tests.factories.contracts import PDF, client, draft, sent
from tests.factories.inspections import picture
from tests.support.world import World


def test_what_is_kept_cannot_be_read_where_it_lies(world: World) -> None:
    unit = world.unit()
    id_ = UUID(sent(world.manager(unit), unit))
    with world.app.app_context():
        document = db.session.get(Document, id_)
        assert document is not None
        assert PDF not in media.read(document.file)
        assert operations.open_(document) == PDF


def test_a_picture_is_made_anew(world: World) -> None:
    unit = world.unit()
    taken = picture()
    id_ = UUID(sent(world.manager(unit), unit, taken + b"hidden behind", "image/jpeg"))
    with world.app.app_context():
        document = db.session.get(Document, id_)
        assert document is not None
        assert document.media_type == "image/jpeg"
        assert b"hidden" not in operations.open_(document)


@pytest.mark.parametrize(
    ("data", "content_type", "expected"),
    [
        (b"%PDF-1.7 cut", "application/pdf", (422, "document.unusable")),
        (b"MZ program", "application/pdf", (422, "document.unusable")),
        (b"<html>", "text/html", (415, "content_type.unsupported")),
        (b"", "application/pdf", (422, "document.unusable")),
    ],
)
@pytest.mark.same_on_all("what is refused never comes to a database")
def test_anything_else_is_refused(world: World, data: bytes, content_type: str, expected: tuple[int, str]) -> None:
    unit = world.unit()
    answer = world.manager(unit).send("POST", f"/documents?unit_id={unit}", data=data, content_type=content_type)
    assert (answer.status_code, answer.json["code"]) == expected


def test_a_document_is_named_once_and_only_by_a_record_of_its_unit(world: World) -> None:
    one, other = world.unit(), world.unit()
    first, second = world.manager(one), world.manager(other)
    document = sent(first, one)
    paper = {"document_id": document, "kind": "contract", "title": "合同"}
    theirs = draft(world, second, other, client(second, other))
    assert second.post(f"/contracts/{theirs['id']}/documents", paper).json["errors"][0]["code"] == "unknown"
    ours = draft(world, first, one, client(first, one))
    assert first.post(f"/contracts/{ours['id']}/documents", paper).status_code == 201
    assert first.post(f"/contracts/{ours['id']}/documents", paper).json["errors"][0]["code"] == "taken"


def test_what_no_record_names_is_forgotten_after_a_day_and_the_rest_stays(world: World) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    contract = draft(world, manager, unit, client(manager, unit))
    named, _ = sent(manager, unit), sent(manager, unit)
    manager.post(f"/contracts/{contract['id']}/documents", {"document_id": named, "kind": "other", "title": "附件"})
    world.clock.forward(hours=25)  # type: ignore[attr-defined]
    fresh = sent(world.manager(unit), unit)
    with world.app.app_context():
        operations.tidy(world.clock.now())
        db.session.commit()
        assert {str(id_) for id_ in db.session.scalars(select(Document.id))} == {named, fresh}


def test_a_file_that_was_changed_is_not_handed_out(world: World) -> None:
    unit = world.unit()
    manager = world.manager(unit)
    contract = draft(world, manager, unit, client(manager, unit))
    document = sent(manager, unit)
    manager.post(f"/contracts/{contract['id']}/documents", {"document_id": document, "kind": "other", "title": "附件"})
    with world.session():
        row = db.session.get(Document, UUID(document))
        assert row is not None
        row.digest = b"0" * 32
    answer = manager.get(f"/contracts/{contract['id']}/documents/{document}")
    assert (answer.status_code, answer.json["code"]) == (503, "document.damaged")
