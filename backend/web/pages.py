"""The built app and the public page as files, as nginx.conf serves them in production."""

from __future__ import annotations

import mimetypes

from flask import Blueprint, Response, request, send_from_directory
from werkzeug.exceptions import NotFound

from backend.extensions import settings
from backend.web.headers import POLICY

DOCS_POLICY = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
"""Swagger UI writes style attributes; the page takes nothing from the address."""

blueprint = Blueprint("pages", __name__)


@blueprint.get("/c/<code>")
@blueprint.get("/lookup")
def show_lookup(code: str = "") -> Response:
    """The public page; what the code says is judged in the browser and by the API, never logged."""
    return _file("lookup.html")


@blueprint.get("/p/<token>")
def show_paper(token: str) -> Response:
    """The public page of a paper; what the token stands for is asked by the browser."""
    return _file("paper.html")


@blueprint.get("/api/docs", strict_slashes=False)
@blueprint.get("/api/docs/<path:name>")
def show_docs(name: str = "") -> Response:
    """The readable form of the OpenAPI document."""
    response = _file(f"api-docs/{name or 'index.html'}")
    response.headers["Content-Security-Policy"] = DOCS_POLICY
    return response


@blueprint.get("/")
@blueprint.get("/<path:name>")
def show_app(name: str = "") -> Response:
    """A file of the app; every other address is the app's own matter."""
    if name.startswith(("api/", ".")) or "/." in name or name.endswith(".gz"):
        raise NotFound()
    if name and (settings().app_dir / name).resolve().is_file():
        return _file(name)
    if "." in name.rsplit("/", 1)[-1]:
        raise NotFound()
    return _file("index.html")


def _file(name: str) -> Response:
    folder = settings().app_dir.resolve()
    packed = "gzip" in request.accept_encodings and (folder / f"{name}.gz").is_file()
    response = send_from_directory(folder, f"{name}.gz" if packed else name, mimetype=_kind(name), conditional=True)
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    lasting = name.startswith("assets/")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if lasting else "no-cache"
    return response


def _kind(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"
