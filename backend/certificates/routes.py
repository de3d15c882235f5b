"""Certificates over HTTP, and the public list of trusted keys."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, request
from flask_smorest import Blueprint

from backend.certificates import operations, plain_list, queries
from backend.certificates.schemas import (
    ActInput,
    CertificateEventsSchema,
    CertificateInput,
    CertificateQuery,
    CertificateSchema,
    CertificatesSchema,
    ReplacementInput,
    TrustListSchema,
)
from backend.clock import china_date
from backend.extensions import clock
from backend.guards.queries import get_guard
from backend.http import endpoint
from backend.pagination import Page, page_of
from backend.permissions import PUBLIC, Actor, Permission

blueprint = Blueprint("certificates", __name__, description="Guard certificates, their cards, and the keys that sign them")


@endpoint(
    blueprint, "GET", "/certificates", permission=Permission.CERTIFICATE_READ, query=CertificateQuery, returns=page_of(CertificateSchema)
)
def list_certificates(actor: Actor, query: dict[str, Any]) -> Page:
    """Certificates of the guards within one's reach."""
    return queries.list_certificates(actor, query, china_date(clock().now()))


@endpoint(blueprint, "GET", "/guards/<uuid:guard_id>/certificates", permission=Permission.CERTIFICATE_READ, returns=CertificatesSchema)
def list_certificates_of_guard(actor: Actor, guard_id: UUID) -> dict[str, Any]:
    """All certificates of one guard."""
    guard = get_guard(actor, guard_id)
    return {"items": queries.list_of_guard(actor, guard, china_date(clock().now()))}


@endpoint(
    blueprint,
    "POST",
    "/certificates",
    permission=Permission.CERTIFICATE_ISSUE,
    body=CertificateInput,
    returns=CertificateSchema,
    status=201,
    command=True,
)
def issue_certificate(actor: Actor, body: dict[str, Any]) -> dict[str, Any]:
    """Issue a certificate in the name of one's own agency."""
    now = clock().now()
    guard = get_guard(actor, body["guard_id"], lock=True)
    return queries.shown(operations.issue_certificate(guard, body, actor, now), actor, china_date(now))


@endpoint(blueprint, "GET", "/certificates/<uuid:certificate_id>", permission=Permission.CERTIFICATE_READ, returns=CertificateSchema)
def show_certificate(actor: Actor, certificate_id: UUID) -> dict[str, Any]:
    """One certificate."""
    return queries.shown(queries.get_certificate(actor, certificate_id), actor, china_date(clock().now()))


@endpoint(
    blueprint, "GET", "/certificates/<uuid:certificate_id>/events", permission=Permission.CERTIFICATE_READ, returns=CertificateEventsSchema
)
def list_events(actor: Actor, certificate_id: UUID) -> dict[str, Any]:
    """What happened to a certificate, the newest first."""
    return {"items": queries.list_events(queries.get_certificate(actor, certificate_id))}


@endpoint(
    blueprint,
    "POST",
    "/certificates/<uuid:certificate_id>/suspension",
    permission=Permission.CERTIFICATE_SUSPEND,
    body=ActInput,
    returns=CertificateSchema,
    command=True,
)
def suspend_certificate(actor: Actor, certificate_id: UUID, body: dict[str, Any]) -> dict[str, Any]:
    """Suspend a certificate."""
    return _act(actor, certificate_id, "suspend", body)


@endpoint(
    blueprint,
    "POST",
    "/certificates/<uuid:certificate_id>/reinstatement",
    permission=Permission.CERTIFICATE_SUSPEND,
    body=ActInput,
    returns=CertificateSchema,
    command=True,
)
def reinstate_certificate(actor: Actor, certificate_id: UUID, body: dict[str, Any]) -> dict[str, Any]:
    """End a suspension."""
    return _act(actor, certificate_id, "reinstate", body)


@endpoint(
    blueprint,
    "POST",
    "/certificates/<uuid:certificate_id>/revocation",
    permission=Permission.CERTIFICATE_REVOKE,
    body=ActInput,
    returns=CertificateSchema,
    command=True,
)
def revoke_certificate(actor: Actor, certificate_id: UUID, body: dict[str, Any]) -> dict[str, Any]:
    """Revoke a certificate: a penalty (Reg. art. 45), for good."""
    return _act(actor, certificate_id, "revoke", body)


@endpoint(
    blueprint,
    "POST",
    "/certificates/<uuid:certificate_id>/cancellation",
    permission=Permission.CERTIFICATE_CANCEL,
    body=ActInput,
    returns=CertificateSchema,
    command=True,
)
def cancel_certificate(actor: Actor, certificate_id: UUID, body: dict[str, Any]) -> dict[str, Any]:
    """Cancel a certificate: it ends lawfully, for good."""
    return _act(actor, certificate_id, "cancel", body)


@endpoint(
    blueprint,
    "POST",
    "/certificates/<uuid:certificate_id>/replacement",
    permission=Permission.CERTIFICATE_REPLACE,
    body=ReplacementInput,
    returns=CertificateSchema,
    status=201,
    command=True,
)
def replace_certificate(actor: Actor, certificate_id: UUID, body: dict[str, Any]) -> dict[str, Any]:
    """Issue a new certificate for a lost, worn, wrong or expired one; answers the new one."""
    now = clock().now()
    certificate = queries.get_certificate(actor, certificate_id, lock=True)
    return queries.shown(operations.replace_certificate(certificate, body, actor, now), actor, china_date(now))


@endpoint(blueprint, "GET", "/trust-list", permission=PUBLIC, returns=TrustListSchema, cached=True)
def show_trust_list(actor: Actor | None) -> dict[str, Any] | Response:
    """The keys with which cards are verified. Not modified (304) for those who hold it already."""
    listed = plain_list.trust_list(clock().now())
    tag = plain_list.trust_list_tag(listed)
    if tag in request.if_none_match:
        response = Response(status=304)
    else:
        response = Response(TrustListSchema().dumps(listed), mimetype="application/json")
    response.set_etag(tag)
    response.headers["Cache-Control"] = "no-cache"
    return response


def _act(actor: Actor, certificate_id: UUID, act: str, body: dict[str, Any]) -> dict[str, Any]:
    now = clock().now()
    certificate = queries.get_certificate(actor, certificate_id, lock=True)
    operations.change_state(certificate, act, body["reason"], body["effective_on"], actor, now)
    return queries.shown(certificate, actor, china_date(now))
