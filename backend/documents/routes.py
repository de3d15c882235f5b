"""Documents over HTTP: sent here, read where the record that names them is read."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_smorest import Blueprint

from backend.documents import operations
from backend.documents.models import Document
from backend.documents.schemas import DocumentQuery, DocumentSchema
from backend.extensions import clock
from backend.http import endpoint
from backend.limits import UPLOADS
from backend.permissions import Actor, Permission
from backend.units.queries import get_unit

blueprint = Blueprint("documents", __name__, description="Files that prove a record")


@endpoint(
    blueprint,
    "POST",
    "/documents",
    permission=Permission.DOCUMENT_SEND,
    query=DocumentQuery,
    returns=DocumentSchema,
    status=201,
    command=True,
    documents=True,
    limits=UPLOADS,
)
def keep_document(actor: Actor, query: dict[str, Any]) -> Document:
    """Send a PDF or a picture that a record of the unit will name within a day."""
    return operations.keep(request.get_data(), get_unit(actor, query["unit_id"]), actor, clock().now())
