"""The file of a paper, proven to be the one that was made."""

from __future__ import annotations

import hashlib

from flask import Response, current_app

from backend import media
from backend.papers.models import Paper
from backend.papers.problems import Damaged

PDF = "application/pdf"


def bytes_of(paper: Paper) -> bytes:
    """The PDF as it was made. Raises Damaged when what is kept has another digest; NotFound, OSError."""
    pdf = media.read(paper.file)
    if hashlib.sha256(pdf).digest() != paper.digest:
        current_app.logger.error("a paper is not what it was", extra={"fields": {"paper_id": str(paper.id)}})
        raise Damaged()
    return pdf


def answer(pdf: bytes, name: str) -> Response:
    """The PDF as an answer, to be shown or saved under a name of ASCII."""
    response = current_app.response_class(pdf, mimetype=PDF)
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
