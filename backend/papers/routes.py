"""Papers over HTTP: for those in reach, and for whoever holds one in the hand."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, request
from flask_smorest import Blueprint

from backend.extensions import clock
from backend.http import begin_writing, endpoint
from backend.limits import PHOTOS
from backend.papers import files, making, queries, take_along
from backend.papers.problems import CodeEnded
from backend.papers.schemas import PaperCodeInput, PaperQuery, PapersSchema, PublicPaperSchema, TakeAlongSchema
from backend.permissions import PUBLIC, Actor, Permission

blueprint = Blueprint("papers", __name__, description="Inspection records and rectification notices as PDF")

READ = Permission.PAPER_READ


@endpoint(blueprint, "GET", "/papers", permission=READ, query=PaperQuery, returns=PapersSchema)
def list_papers(actor: Actor, query: dict[str, Any]) -> dict[str, Any]:
    """The papers of a visit or notice; those that no worker has made yet are made now."""
    return {"items": making.papers_of(actor, query, clock().now())}


@endpoint(blueprint, "GET", "/papers/<uuid:paper_id>/file", permission=READ, limits=PHOTOS)
def show_file(actor: Actor, paper_id: UUID) -> Response:
    """The PDF."""
    paper = queries.get_paper(actor, paper_id)
    return files.answer(files.bytes_of(paper), paper.token)


@endpoint(blueprint, "POST", "/papers/<uuid:paper_id>/take-along", permission=READ, returns=TakeAlongSchema, status=201)
def make_code(actor: Actor, paper_id: UUID) -> dict[str, Any]:
    """A code that opens this paper for some minutes. No command: its answer is a secret that is kept nowhere."""
    return take_along.make_code(queries.get_paper(actor, paper_id), actor, clock().now())


@endpoint(blueprint, "GET", "/papers/public/<token>", permission=PUBLIC, returns=PublicPaperSchema)
def confirm(actor: Actor | None, token: str) -> dict[str, Any]:
    """Whether there is such a paper, and the digest of its file."""
    take_along.count_try(request.remote_addr or "", clock().now())
    return queries.get_public(token)


@endpoint(blueprint, "POST", "/papers/public/<token>/file", permission=PUBLIC, body=PaperCodeInput, csrf=False, reads_first=True)
def open_paper(actor: Actor | None, token: str, body: dict[str, Any]) -> Response:
    """The PDF, with a code to take it along. One answer for every code that opens nothing."""
    now = clock().now()
    take_along.count_try(request.remote_addr or "", now)
    if take_along.find_code(token, body["code"], now) is None:  # no writer waits for a stranger's guess
        raise CodeEnded()
    begin_writing()
    return files.answer(take_along.open_paper(take_along.find_code(token, body["code"], now, lock=True), now), token)
