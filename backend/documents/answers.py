"""A document as an answer. Every room that keeps documents hands them out by this."""

from __future__ import annotations

from flask import Response, current_app

from backend.documents.models import PDF, Document
from backend.documents.operations import open_

ALONE = "default-src 'none'; sandbox"
"""What a stranger's PDF may do in the browser: nothing."""


def answer(document: Document) -> Response:
    """The file, to be saved: its name is its id, as the name it had may name a person. Raises Damaged, NotFound, OSError."""
    response: Response = current_app.response_class(open_(document), mimetype=document.media_type)
    ending = "pdf" if document.media_type == PDF else "jpg"
    response.headers["Content-Disposition"] = f'attachment; filename="{document.id}.{ending}"'
    response.headers["Content-Security-Policy"] = ALONE
    return response
